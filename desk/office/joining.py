"""Who wants to answer for an employer that is known already: the office rings there, and lets them in or not."""

from dataclasses import dataclass

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from desk.language import say as _
from desk.office.blueprint import EMPLOYER, pages, written
from desk.row_ids import LARGEST_ID
from desk.undoing import say_done
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.accounts import joining as wishes
from jobmatch.accounts.model import Account, AccountEmployer
from jobmatch.vacancies.model import Employer
from jobmatch.web import current_actor, permission, session

_ONE = f"/joining/<int(max={LARGEST_ID}):account_id>/{EMPLOYER}"


@dataclass(frozen=True)
class Waits:
    """Somebody who waits, and for which employer."""

    wish: AccountEmployer
    account: Account
    employer: Employer


@pages.get("/joining")
@permission(Permission.VERIFY_EMPLOYER)
def joining() -> ResponseReturnValue:
    """The longest wait first."""
    return _page(0, "")


@pages.post(f"{_ONE}/admit")
@permission(Permission.VERIFY_EMPLOYER)
def admit(account_id: int, employer_id: int) -> ResponseReturnValue:
    """The employer says yes, this one hires for us."""
    try:
        wishes.admit(session(), account_id, employer_id, clock.now(), current_actor())
        undo = url_for("office.put_off", account_id=account_id, employer_id=employer_id)
        say_done(_("好，这个人可以管这个单位的招人了。"), undo)
    except wishes.NotWaitingError:
        say_done(_("刚才有同事办过了。"))
    return redirect(url_for("office.joining"), 303)


@pages.post(f"{_ONE}/put-off")
@permission(Permission.VERIFY_EMPLOYER)
def put_off(account_id: int, employer_id: int) -> ResponseReturnValue:
    """Let in by mistake."""
    try:
        wishes.put_off(session(), account_id, employer_id, clock.now(), current_actor())
        say_done(_("撤回了，这个人还在等。"))
    except wishes.NotWaitingError:
        say_done(_("刚才有同事办过了。"))
    return redirect(url_for("office.joining"), 303)


@pages.post(f"{_ONE}/turn-away")
@permission(Permission.VERIFY_EMPLOYER)
def turn_away(account_id: int, employer_id: int) -> ResponseReturnValue:
    """The employer knows nothing of this person; the reason is written into the log."""
    because = written("because")
    if not because:
        return _page(account_id, _("写一句：单位是怎么说的。")), 422
    try:
        wishes.turn_away(session(), account_id, employer_id, because, clock.now(), current_actor())
        say_done(_("记下了，这个人不能管这个单位的招人。"))
    except wishes.NotWaitingError:
        say_done(_("刚才有同事办过了。"))
    return redirect(url_for("office.joining"), 303)


def _page(wrong_at: int, wrong: str) -> str:
    waiting = wishes.waiting(session(), current_actor())
    known = {
        one.id: one
        for one in session().scalars(select(Employer).where(Employer.id.in_([one.employer_id for one in waiting])))
    }
    rows = [Waits(one, one.account, known[one.employer_id]) for one in waiting if one.employer_id in known]
    return render_template("office/joining.html", rows=rows, wrong_at=wrong_at, wrong=wrong)
