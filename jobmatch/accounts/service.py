"""The verbs on accounts: add, change, list, disable, let in again, set a password; each leaves a line in the log."""

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from jobmatch import audit
from jobmatch.access import Actor, Permission, Role, require
from jobmatch.accounts import passwords
from jobmatch.accounts.model import LONGEST_NAME, Account, AccountSite, SignIn

# Residents never have an account here, and the system is nobody who could sign in.
ROLES = tuple(role for role in Role if role not in (Role.RESIDENT, Role.SYSTEM))
COUNTY_WIDE = frozenset({Role.COUNTY, Role.AUDITOR, Role.ADMINISTRATOR})
OF_A_SITE = frozenset({Role.CLERK, Role.HELPER, Role.SUPERVISOR})


class UnusableAccountError(ValueError):
    """The account cannot be entered, changed or found like this; the text says what to write instead."""


@dataclass(frozen=True)
class NewAccount:
    """An account as it is to be. `phone` is a helper's, as the roster has it: with the name it says whom they help."""

    name: str
    role: Role
    shown_name: str = ""
    sites: frozenset[str] = frozenset()
    phone: str | None = None


def folded(name: str) -> str:
    """A name as it is looked up: the same in capitals, in wide letters, and with spaces around it."""
    return unicodedata.normalize("NFKC", name).casefold().strip()


def add(session: Session, new: NewAccount, password: str, at: datetime, actor: Actor) -> Account:
    """Enter an account; raises UnusableAccountError, WeakPasswordError. Sites are codes that the caller has checked."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    return enter(session, new, password, at, actor)


def enter(session: Session, new: NewAccount, password: str, at: datetime, actor: Actor) -> Account:
    """What `add` and whoever registers alone have in common; raises as `add` does. It asks for no permission."""
    require_addable(session, new)
    name, shown = folded(new.name), new.shown_name.strip() or new.name.strip()
    passwords.require_good(password, name, shown)
    account = Account(
        name=name, shown_name=shown, role=new.role, phone=new.phone,
        password_hash=passwords.fingerprint(password), created_at=at,
    )  # fmt: skip
    account.sites = [AccountSite(site_code=code) for code in sorted(new.sites)]
    try:
        with session.begin_nested():
            session.add(account)
    except IntegrityError as error:  # somebody else entered the name at the same moment
        raise _taken(name) from error
    audit.record(session, actor, "account.add", _subject(account), at, _what(new.role, new.sites))
    return account


def require_addable(session: Session, new: NewAccount) -> None:
    """Raises UnusableAccountError for what cannot be entered; said before somebody types a password in vain."""
    name = _usable_name(new.name)
    _usable_name(new.shown_name.strip() or new.name)
    _require_fitting(new.role, new.sites, new.phone)
    if find(session, name) is not None:
        raise _taken(name)


def change(
    session: Session,
    account: Account,
    at: datetime,
    actor: Actor,
    *,
    role: Role | None = None,
    sites: Collection[str] | None = None,
    phone: str | None = None,
) -> None:
    """Give an account another role, area or telephone; what is None stays. It holds from the next page on."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    new_role = role or account.role
    codes = frozenset(sites if sites is not None else _codes(account))
    _require_fitting(new_role, codes, phone or account.phone)
    account.role = new_role
    account.phone = phone or account.phone
    account.sites = [one for one in account.sites if one.site_code in codes] + [
        AccountSite(site_code=code) for code in sorted(codes - _codes(account))
    ]
    session.flush()
    audit.record(session, actor, "account.change", _subject(account), at, _what(new_role, codes))


def listed(session: Session, actor: Actor) -> Sequence[Account]:
    """All accounts by name, those that are disabled too."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    whole = selectinload(Account.sites), selectinload(Account.employers), selectinload(Account.providers)
    return session.scalars(select(Account).options(*whole).order_by(Account.name)).all()


def find(session: Session, name: str) -> Account | None:
    """The account of a name, however it is written."""
    return session.scalar(select(Account).where(Account.name == folded(name)))


def find_or_say(session: Session, name: str) -> Account:
    """The account of a name; raises UnusableAccountError where there is none."""
    account = find(session, name)
    if account is None:
        raise UnusableAccountError(f"there is no user {name}; `user list` shows all")
    return account


def disable(session: Session, account: Account, at: datetime, actor: Actor) -> None:
    """Nobody signs in with it any more, and who is signed in is out with the next page."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    if account.disabled_at is None:
        account.disabled_at = at
        end_sign_ins(session, account, at)
        audit.record(session, actor, "account.disable", _subject(account), at)


def enable(session: Session, account: Account, at: datetime, actor: Actor) -> None:
    """A disabled account is used again, with its old password."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    if account.disabled_at is not None:
        account.disabled_at = None
        session.flush()
        audit.record(session, actor, "account.enable", _subject(account), at)


def set_password(session: Session, account: Account, password: str, at: datetime, actor: Actor) -> None:
    """Another password, set by the person or by whoever manages accounts; every sign-in with the old one ends.

    Raises WeakPasswordError.
    """
    if actor.name != account.name:
        require(actor, Permission.MANAGE_ACCOUNTS)
    passwords.require_good(password, account.name, account.shown_name)
    account.password_hash = passwords.fingerprint(password)
    end_sign_ins(session, account, at)
    audit.record(session, actor, "account.password", _subject(account), at)


def end_sign_ins(session: Session, account: Account, at: datetime) -> None:
    """End every sign-in of an account that is still going on."""
    session.flush()
    session.execute(
        update(SignIn).where(SignIn.account_id == account.id, SignIn.ended_at.is_(None)).values(ended_at=at)
    )


def actor_of(account: Account) -> Actor:
    """The account as one who acts: whoever serves a site and has none sees nothing; the county sees every site.

    Who hires answers for the employers for which the office lets them, a trainer for the own schools.
    """
    codes = _codes(account)
    everywhere = not codes and account.role in COUNTY_WIDE
    employers = frozenset(one.employer_id for one in account.employers if one.admitted_at is not None)
    schools = account.providers if account.role is Role.TRAINER else ()
    return Actor(
        account.name, account.role, sites=None if everywhere else codes, employer_ids=employers,
        provider_ids=frozenset(one.provider_id for one in schools),
    )  # fmt: skip


def _codes(account: Account) -> frozenset[str]:
    return frozenset(one.site_code for one in account.sites)


def _usable_name(name: str) -> str:
    plain = folded(name)
    if not plain or not plain.isprintable():
        raise UnusableAccountError("a name is made of letters that can be seen; write it as li.xiaohua or 李小花")
    if len(plain) > LONGEST_NAME:
        raise UnusableAccountError(f"a name has at most {LONGEST_NAME} letters")
    return plain


def _require_fitting(role: Role, sites: Collection[str], phone: str | None) -> None:
    if role not in ROLES:
        raise UnusableAccountError(f"nobody signs in as {role}; choose one of: {', '.join(ROLES)}")
    if role in OF_A_SITE and not sites:
        raise UnusableAccountError(f"a {role} serves a site, and without one sees nothing: name it with --area CODE")
    if role is Role.HELPER and not phone:
        raise UnusableAccountError("a helper is found in the roster by name and telephone: give it with --phone NUMBER")


def _taken(name: str) -> UnusableAccountError:
    return UnusableAccountError(f"there is a user {name} already; `user list` shows all")


def _what(role: Role, sites: Collection[str]) -> str:
    return " ".join([role.value, *sorted(sites)])


def _subject(account: Account) -> str:
    return f"account:{account.id}"
