"""Who did something, by role and shown name: never by what somebody signs in with, nor by the number of a telephone."""

from collections.abc import Collection, Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from desk.language import say as _
from desk.staff import ROLE
from jobmatch.access import Role
from jobmatch.accounts.model import Account
from jobmatch.web import session

RELATIVE = "relative"
_TELEPHONES: Mapping[str, LazyString] = {
    "phone": _l("本人，在手机上"),
    RELATIVE: _l("家里人，在手机上"),
}
"""How the log names telephones: `phone:7`, `relative:7`."""


def people_named(names: Collection[str]) -> dict[str, str]:
    """Role and shown name of those who have an account, by what they sign in with."""
    rows = session().execute(select(Account.name, Account.shown_name, Account.role).where(Account.name.in_(names)))
    return {
        row.name: _("%(role)s %(name)s", role=str(ROLE.get(Role(row.role), row.role)), name=row.shown_name)
        for row in rows
    }


def say_by_whom(name: str, people: Mapping[str, str]) -> str:
    """Who it was; a name that was written by hand stays, and a name of the program's own is the system."""
    if name in people:
        return people[name]
    kind, colon, _number = name.partition(":")
    if colon and kind in _TELEPHONES:
        return str(_TELEPHONES[kind])
    return str(ROLE[Role.SYSTEM]) if name.isascii() else name
