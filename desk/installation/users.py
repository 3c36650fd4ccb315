"""Who may sign in: the list, found by name, and entering somebody new."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from desk.installation.blueprint import pages, written
from desk.language import say as _
from desk.listing import Column, Listing, answer
from desk.own_password import WEAK
from desk.staff import ROLE
from desk.undoing import say_done
from jobmatch import clock
from jobmatch.access import Permission, Role
from jobmatch.accounts import service
from jobmatch.accounts.model import LONGEST_NAME, Account
from jobmatch.accounts.passwords import WeakPasswordError
from jobmatch.accounts.service import COUNTY_WIDE, OF_A_SITE, NewAccount, UnusableAccountError
from jobmatch.households.model import Site
from jobmatch.web import current_actor, permission, session, undo
from jobmatch.workbooks.values import phones

STAFF = tuple(role for role in service.ROLES if role in OF_A_SITE | COUNTY_WIDE)
"""Who serves families or the county; an employer comes in by registering."""
ENTERED = (*STAFF, Role.TRAINER)
"""Who is entered here; to which school somebody belongs is said on the user's page."""
LONGEST_PASSWORD = 200


@dataclass(frozen=True)
class Typed:
    """What the form of a user says. `wrong` holds what is to be mended, by field."""

    name: str = ""
    shown_name: str = ""
    role: Role | None = None
    sites: frozenset[str] = frozenset()
    phone: str = ""
    wrong: dict[str, str] = field(default_factory=dict)


_COLUMNS: Sequence[Column[Account]] = (
    Column(
        "shown", _l("姓名"), lambda one: one.shown_name, Account.shown_name,
        lambda one: url_for("installation.user", account_id=one.id),
    ),
    Column("name", _l("登录名"), lambda one: one.name, Account.name),
    Column("role", _l("做哪样"), lambda one: ROLE[one.role], Account.role),
    Column("sites", _l("管哪些安置点"), lambda one: area_of(one)),
    Column("since", _l("哪天开的"), lambda one: clock.local_day(one.created_at), Account.created_at),
    Column("locked", _l("停了没有"), lambda one: _("停了") if one.disabled_at else "", Account.disabled_at),
)  # fmt: skip


@pages.get("/users")
@permission(Permission.MANAGE_ACCOUNTS)
def users() -> ResponseReturnValue:
    """All of them, or those whose name has what was typed in it."""
    typed = written("q", LONGEST_NAME)
    query = select(Account).options(selectinload(Account.sites))
    if typed:
        named = service.folded(typed)
        query = query.where(
            or_(Account.name.contains(named, autoescape=True), Account.shown_name.contains(typed, autoescape=True))
        )
    listing = Listing("users", _l("用户"), query, _lines, _COLUMNS, first=(Account.name,), last=Account.id)
    return answer(listing, "installation/users.html", typed=typed)


@pages.get("/users/new")
@permission(Permission.MANAGE_ACCOUNTS)
def new_user() -> ResponseReturnValue:
    """The empty form."""
    return _form(Typed())


@pages.post("/users/new")
@permission(Permission.MANAGE_ACCOUNTS)
def add_user() -> ResponseReturnValue:
    """Somebody new may sign in; what is not right is said beside its field, and nothing but the password is lost."""
    typed = typed_user()
    password = request.form.get("password", "")[: LONGEST_PASSWORD + 1]
    if not typed.name:
        typed.wrong["name"] = _("写一个登录名，比如拼音 lixiaohua。")
    elif service.find(session(), typed.name) is not None:
        typed.wrong["name"] = _("这个登录名有人用了，换一个。")
    if typed.wrong or typed.role is None:
        return _form(typed), 422
    new = NewAccount(typed.name, typed.role, typed.shown_name, typed.sites, typed.phone or None)
    try:
        account = service.add(session(), new, password, clock.now(), current_actor())
    except WeakPasswordError as weak:
        undo()
        typed.wrong["password"] = str(WEAK[weak.weakness])
        return _form(typed), 422
    except UnusableAccountError:
        undo()
        typed.wrong["name"] = _("这个登录名用不了，换一个。")
        return _form(typed), 422
    session().flush()
    say_done(
        _("%(name)s可以登录了。把登录名和密码告诉本人，叫他登录以后自己改密码。", name=account.shown_name),
        url_for("installation.lock", account_id=account.id),
    )
    return redirect(url_for("installation.user", account_id=account.id), 303)


def typed_user() -> Typed:
    """Role, area and telephone as the form says them, with what is not right about them."""
    known = set(session().scalars(select(Site.code)))
    role = next((one for one in ENTERED if one == request.form.get("role")), None)
    codes = frozenset() if role is Role.TRAINER else frozenset(request.form.getlist("site")) & known
    found = phones(written("phone", 30))
    typed = Typed(
        written("name", LONGEST_NAME), written("shown_name", LONGEST_NAME), role, codes,
        found[0] if found else written("phone", 30),
    )  # fmt: skip
    if role is None:
        typed.wrong["role"] = _("点一样：他做哪样？")
    elif role in OF_A_SITE and not codes:
        typed.wrong["sites"] = _("他管哪个安置点？至少点一个。")
    if typed.phone and not found:
        typed.wrong["phone"] = _("电话不对，写成19900000038这样。")
    elif role is Role.HELPER and not found:
        typed.wrong["phone"] = _("帮扶责任人要写电话，和户情表上的一样，才晓得他帮哪家。")
    return typed


def every_site() -> Sequence[Site]:
    """The sites to choose from."""
    return session().scalars(select(Site).order_by(Site.name)).all()


def area_of(account: Account) -> str:
    """The codes of an account's sites, or that it is every site."""
    if account.sites:
        return _("、").join(one.site_code for one in account.sites)
    return _("全县") if account.role in COUNTY_WIDE else ""


def _lines(rows: Sequence[Any]) -> list[Account]:
    return [row[0] for row in rows]


def _form(typed: Typed) -> str:
    roles = [(role, ROLE[role]) for role in ENTERED]
    return render_template("installation/new_user.html", typed=typed, roles=roles, sites=every_site())
