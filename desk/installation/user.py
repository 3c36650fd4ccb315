"""One user: another role or area, locked out and let in again, a new password; all but the last is taken back."""

from collections.abc import Mapping, Sequence

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from desk.installation.blueprint import pages
from desk.installation.users import LONGEST_PASSWORD, STAFF, Typed, area_of, every_site, typed_user
from desk.language import say as _
from desk.own_password import WEAK
from desk.row_ids import LARGEST_ID, row_id
from desk.staff import ROLE
from desk.undoing import say_done
from jobmatch import clock
from jobmatch.access import Permission, Role
from jobmatch.accounts import schools, service
from jobmatch.accounts.model import Account, SignIn
from jobmatch.accounts.passwords import WeakPasswordError
from jobmatch.courses.model import Provider
from jobmatch.web import current_actor, permission, session

_ONE = f"/users/<int(max={LARGEST_ID}):account_id>"


@pages.get(_ONE)
@permission(Permission.MANAGE_ACCOUNTS)
def user(account_id: int) -> ResponseReturnValue:
    """What is known of the user, and what may be changed."""
    return _page(_found(account_id))


@pages.post(f"{_ONE}/change")
@permission(Permission.MANAGE_ACCOUNTS)
def change(account_id: int) -> ResponseReturnValue:
    """Another role, area or telephone; it holds from the user's next page on."""
    account = _somebody_else(account_id)
    typed = typed_user()
    if typed.wrong or typed.role not in STAFF:
        return _page(account, typed), 422
    before = {"role": account.role.value, "site": _("、").join(one.site_code for one in account.sites)}
    service.change(
        session(), account, clock.now(), current_actor(), role=typed.role, sites=typed.sites, phone=typed.phone or None
    )
    return _done(account, _("%(name)s改好了。", name=account.shown_name), "installation.as_before", before)


@pages.post(f"{_ONE}/as-before")
@permission(Permission.MANAGE_ACCOUNTS)
def as_before(account_id: int) -> ResponseReturnValue:
    """Role and area as they were before the last change; the telephone stays."""
    account = _somebody_else(account_id)
    role = next((one for one in service.ROLES if one == request.form.get("role")), None)
    codes = {code for code in request.form.get("site", "").split(_("、")) if code}
    if role is None:
        abort(400)
    service.change(session(), account, clock.now(), current_actor(), role=role, sites=codes)
    return _done(account, _("撤回了，和以前一样。"))


@pages.post(f"{_ONE}/school")
@permission(Permission.MANAGE_ACCOUNTS)
def school(account_id: int) -> ResponseReturnValue:
    """A trainer belongs to a school from now on, or no more; one tap takes it back."""
    account = _somebody_else(account_id)
    found, leaves = session().get(Provider, row_id(request.form.get("school", ""))), "leave" in request.form
    if account.role is not Role.TRAINER or found is None:
        abort(400)
    do, words = (
        (schools.unbind, _("%(name)s不再是%(school)s的了。", name=account.shown_name, school=found.name)) if leaves
        else (schools.bind, _("%(name)s看得到%(school)s的班了。", name=account.shown_name, school=found.name))
    )  # fmt: skip
    do(session(), account, found.id, clock.now(), current_actor())
    back = {"school": str(found.id)} | ({} if leaves else {"leave": "1"})
    return _done(account, words, "installation.school", back)


@pages.post(f"{_ONE}/lock")
@permission(Permission.MANAGE_ACCOUNTS)
def lock(account_id: int) -> ResponseReturnValue:
    """The user signs in no more and is out with the next page."""
    account = _somebody_else(account_id)
    service.disable(session(), account, clock.now(), current_actor())
    return _done(account, _("%(name)s不能登录了。", name=account.shown_name), "installation.let_in")


@pages.post(f"{_ONE}/let-in")
@permission(Permission.MANAGE_ACCOUNTS)
def let_in(account_id: int) -> ResponseReturnValue:
    """The user signs in again, with the password of before."""
    account = _found(account_id)
    service.enable(session(), account, clock.now(), current_actor())
    return _done(account, _("%(name)s又可以登录了。", name=account.shown_name), "installation.lock")


@pages.post(f"{_ONE}/password")
@permission(Permission.MANAGE_ACCOUNTS)
def new_password(account_id: int) -> ResponseReturnValue:
    """For who has forgotten it; wherever the user is signed in, that ends."""
    account = _found(account_id)
    password = request.form.get("password", "")[: LONGEST_PASSWORD + 1]
    try:
        service.set_password(session(), account, password, clock.now(), current_actor())
    except WeakPasswordError as weak:
        return _page(account, weak=str(WEAK[weak.weakness])), 422
    return _done(account, _("%(name)s的密码换了。告诉本人，叫他登录以后自己再改。", name=account.shown_name))


def _done(account: Account, words: str, undo: str = "", before: Mapping[str, str] | None = None) -> ResponseReturnValue:
    """The user's page, which says what was done; `undo` is the endpoint that takes it back with what was `before`."""
    say_done(words, url_for(undo, account_id=account.id) if undo else "", before)
    return redirect(url_for("installation.user", account_id=account.id), 303)


def _found(account_id: int) -> Account:
    account = session().get(Account, account_id, with_for_update=request.method == "POST")
    if account is None:
        abort(404)
    return account


def _somebody_else(account_id: int) -> Account:
    """Nobody locks oneself out: an installation always keeps the administrator who is at work."""
    account = _found(account_id)
    if account.name == current_actor().name:
        abort(400)
    return account


def _page(account: Account, typed: Typed | None = None, weak: str = "") -> str:
    last_seen = session().scalar(select(func.max(SignIn.last_seen_at)).where(SignIn.account_id == account.id))
    shown = typed or Typed(
        account.name, account.shown_name, account.role, frozenset(one.site_code for one in account.sites),
        account.phone or "",
    )  # fmt: skip
    return render_template(
        "installation/user.html", account=account, typed=shown, role=ROLE[account.role], area=area_of(account),
        roles=[(one, ROLE[one]) for one in STAFF], changeable=account.role in STAFF, sites=every_site(),
        schools=_schools(account), own=account.name == current_actor().name, last_seen=last_seen, weak=weak,
    )  # fmt: skip


def _schools(account: Account) -> Sequence[tuple[Provider, bool]]:
    """Every school, and whether a trainer belongs to it; of others none."""
    if account.role is not Role.TRAINER:
        return ()
    own = {one.provider_id for one in account.providers}
    return [(one, one.id in own) for one in session().scalars(select(Provider).order_by(Provider.name))]
