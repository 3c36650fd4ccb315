"""Who signs in to try an invented place: every kind of staff, a clerk at every site, who hires and who trains."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from jobmatch.access import Actor, Role
from jobmatch.accounts import service as accounts
from jobmatch.demo.layout import Layout
from jobmatch.demo.sites import helper_phone

PASSWORD = "shown-to-everybody"
"""Of all of them: it opens a place in which nobody is real, and is printed at every start."""


@dataclass(frozen=True)
class DemoUser:
    """A user to be: the name to sign in with, the name shown, the role, the codes of the sites (none: no site's).

    `phone` is a helper's; with the shown name it is that of the helper in the households' records.
    """

    name: str
    shown_name: str
    role: Role
    sites: frozenset[str] = frozenset()
    phone: str | None = None


EMPLOYER = DemoUser("employer", "招工的老罗", Role.EMPLOYER)
"""Whoever hires answers for an employer and serves no site: see `hiring`."""

TRAINER = DemoUser("trainer", "教手艺的韦老师", Role.TRAINER)
"""Whoever trains belongs to a school and serves no site: see `teaching`."""


def demo_users(layout: Layout) -> tuple[DemoUser, ...]:
    """The users of a place of one county; a province has those of its first county's sites."""
    sites = layout.counties[0].sites
    first = sites[0]
    helper = first.helpers[0]
    clerks = tuple(
        DemoUser(f"clerk-{site.code.lower()}", f"{site.community}窗口小陈", Role.CLERK, frozenset({site.code}))
        for site in sites
    )
    return (
        *clerks,
        DemoUser("helper", helper, Role.HELPER, frozenset({first.code}), helper_phone(helper)),
        DemoUser("supervisor", "站长老周", Role.SUPERVISOR, frozenset(site.code for site in sites)),
        DemoUser("county", "县里看数据的小袁", Role.COUNTY),
        DemoUser("auditor", "审计老谢", Role.AUDITOR),
        DemoUser("admin", "管理员", Role.ADMINISTRATOR),
    )


def open_accounts(session: Session, layout: Layout, at: datetime, actor: Actor) -> None:
    """Enter the users of a place; one that is there already stays as it is."""
    for user in demo_users(layout):
        if accounts.find(session, user.name) is None:
            new = accounts.NewAccount(user.name, user.role, user.shown_name, user.sites, user.phone)
            accounts.add(session, new, PASSWORD, at, actor)


def how_to_sign_in(session: Session, layout: Layout) -> list[str]:
    """One line for each user of the place who may sign in; none in a database of real people."""
    there = [user for user in (*demo_users(layout), EMPLOYER, TRAINER) if accounts.find(session, user.name) is not None]
    names = {site.code: site.name for site in layout.counties[0].sites}
    lines = [f"  {user.name:<16} {user.role}" + _at(user, names) for user in there]
    return [f"sign in at /sign-in, with the password {PASSWORD}, as", *lines] if lines else []


def _at(user: DemoUser, names: Mapping[str, str]) -> str:
    return f" of {', '.join(names[code] for code in sorted(user.sites))}" if user.sites else ""
