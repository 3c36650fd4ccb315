"""`user`: who may sign in, with which role and for which sites; the first administrator and all others."""

import sys
from typing import TYPE_CHECKING, Any

import click

from jobmatch.access import Role
from jobmatch.commands import shell

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.accounts.model import Account

# Written out, because naming roles must not load the database. A test holds it to `accounts.service.ROLES`.
ROLES = [role.value for role in Role if role not in (Role.RESIDENT, Role.SYSTEM)]
ROLE = click.Choice(ROLES)
AREA = click.option(
    "--area", "areas", multiple=True, type=shell.Text(), help="The code of a site; once for each, or with commas."
)
PHONE = click.option("--phone", type=shell.Text(), help="A helper's telephone, as the roster has it.")
NAME = click.argument("name", type=shell.Name())


@click.group("user")
def user_command() -> None:
    """Who may sign in: add, change, list, disable, let in again, set a password."""


@user_command.command("add")
@NAME
@click.option("--role", type=ROLE, required=True, help="What the user is to the people in the records.")
@AREA
@click.option("--shown", type=shell.Name(), help="The name that pages show, as the roster has it; left out: NAME.")
@PHONE
def add_user(name: str, role: str, areas: tuple[str, ...], shown: str | None, phone: str | None) -> None:
    """Enter a user; the password is asked for twice, or read from standard input."""
    from jobmatch import clock, db
    from jobmatch.accounts import service

    engine = shell.database()
    with db.transaction(engine) as session:
        new = service.NewAccount(name, Role(role), shown or "", _sites(session, areas), _phone(phone))
        service.require_addable(session, new)
    password = _password()
    with db.transaction(engine) as session:
        account = service.add(session, new, password, clock.now(), shell.whoever_runs_this())
        click.echo(f"{account.name} may sign in: {_told(account)}")


@user_command.command("change")
@NAME
@click.option("--role", type=ROLE, help="Another role.")
@AREA
@PHONE
def change_user(name: str, role: str | None, areas: tuple[str, ...], phone: str | None) -> None:
    """Give a user another role, other sites instead of those of today, or another telephone."""
    from jobmatch import clock, db
    from jobmatch.accounts import service

    if not (role or areas or phone):
        raise shell.UnusableError("say what changes: --role, --area or --phone")
    with db.transaction(shell.database()) as session:
        account = service.find_or_say(session, name)
        service.change(
            session, account, clock.now(), shell.whoever_runs_this(), role=Role(role) if role else None,
            sites=_sites(session, areas) if areas else None, phone=_phone(phone),
        )  # fmt: skip
        click.echo(f"{account.name}: {_told(account)}")


@user_command.command("school")
@NAME
@click.argument("school", type=shell.Name())
@click.option("--no-more", is_flag=True, help="The user belongs to the school no more.")
def bind_user(name: str, school: str, no_more: bool) -> None:
    """A trainer acts for SCHOOL, in whose classes alone the trainer then sees who sits there."""
    from jobmatch import clock, db
    from jobmatch.accounts import schools, service
    from jobmatch.courses.service import find_provider

    with db.transaction(shell.database()) as session:
        account, provider = service.find_or_say(session, name), find_provider(session, school)
        if provider is None:
            raise shell.UnusableError(f"no class of {school} is known; an office's plan or the desk enters it")
        do = schools.unbind if no_more else schools.bind
        do(session, account, provider.id, clock.now(), shell.whoever_runs_this())
        click.echo(f"{account.name} acts for {provider.name}" + (" no more" if no_more else ""))


@user_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def list_users(as_json: bool) -> None:
    """All users, also those that are disabled."""
    from jobmatch import db
    from jobmatch.accounts import service

    with db.reading(shell.database()) as session:
        accounts = service.listed(session, shell.whoever_runs_this())
    if as_json:
        shell.print_document([_document(account) for account in accounts])
        return
    for account in accounts:
        click.echo(f"{account.name:20} {account.shown_name}  {_told(account)}")
    if not accounts:
        click.echo("nobody may sign in yet; `user add NAME --role administrator` enters the first")


@user_command.command("disable")
@NAME
def disable_user(name: str) -> None:
    """A user signs in no more; whoever is signed in is out with the next page."""
    from jobmatch import clock, db
    from jobmatch.accounts import service

    with db.transaction(shell.database()) as session:
        account = service.find_or_say(session, name)
        service.disable(session, account, clock.now(), shell.whoever_runs_this())
        click.echo(f"{account.name} may no longer sign in")


@user_command.command("enable")
@NAME
def enable_user(name: str) -> None:
    """A disabled user may sign in again, with the old password."""
    from jobmatch import clock, db
    from jobmatch.accounts import service

    with db.transaction(shell.database()) as session:
        account = service.find_or_say(session, name)
        service.enable(session, account, clock.now(), shell.whoever_runs_this())
        click.echo(f"{account.name} may sign in: {_told(account)}")


@user_command.command("password")
@NAME
def set_password(name: str) -> None:
    """Another password for a user who has lost it; wherever the user is signed in, that ends."""
    from jobmatch import clock, db
    from jobmatch.accounts import service

    engine = shell.database()
    with db.reading(engine) as session:
        service.find_or_say(session, name)
    password = _password()
    with db.transaction(engine) as session:
        account = service.find_or_say(session, name)
        service.set_password(session, account, password, clock.now(), shell.whoever_runs_this())
        click.echo(f"{account.name} has a new password")


def _password() -> str:
    """Asked for twice without showing it, or the first line of standard input where that is no terminal."""
    if sys.stdin.isatty():
        password: str = click.prompt("password", hide_input=True, confirmation_prompt="once more", err=True)
        return password
    line = sys.stdin.buffer.readline().decode("utf-8", "replace").rstrip("\r\n")
    if not line:
        raise shell.UnusableError("no password: type it on standard input, as in `user add … < file`")
    return line


def _sites(session: "Session", areas: tuple[str, ...]) -> frozenset[str]:
    """The codes of sites that there are; raises UnusableError with those for one that there is not."""
    from jobmatch.matches.facts import find_site

    codes = (code.strip() for area in areas for code in area.split(","))
    return frozenset(find_site(session, code).code for code in codes if code)


def _phone(text: str | None) -> str | None:
    from jobmatch.workbooks.values import phones

    if text is None:
        return None
    found = phones(text)
    if not found:
        raise shell.UnusableError(f"--phone {text}: not a telephone number; write it as 19900000038")
    return found[0]


def _document(account: "Account") -> dict[str, Any]:
    return {
        "name": account.name,
        "shown_name": account.shown_name,
        "role": account.role.value,
        "sites": [one.site_code for one in account.sites],
        "created_at": account.created_at,
        "disabled_at": account.disabled_at,
    }


def _told(account: "Account") -> str:
    """Role, area, and whether it is disabled."""
    from jobmatch.accounts import service

    sites = service.actor_of(account).sites
    area = "every site" if sites is None else ", ".join(sorted(sites)) or "no site"
    return f"{account.role} of {area}" + (", disabled" if account.disabled_at else "")
