"""For whoever answers for a site: who helps how many families, families handed to another helper, and questions that
helpers could not answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from desk.by_whom import people_named, say_by_whom
from desk.homes.blueprint import pages
from desk.language import say as _
from desk.row_ids import LARGEST_ID, row_id
from desk.today.blueprint import written
from desk.today.whom import Whom, read
from desk.undoing import say_done
from jobmatch import clock
from jobmatch.access import Permission, Role
from jobmatch.accounts.model import Account, AccountSite
from jobmatch.households import area, handing_over
from jobmatch.households.handing_over import Helper
from jobmatch.households.model import Household
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.placements import help_asked
from jobmatch.placements.follow_ups.life import WAITING
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.web import current_actor, permission, session

QUESTION = f"<int(max={LARGEST_ID}):question_id>"
LONGEST_NAME = 50
LONGEST_ANSWER = 500
MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Load:
    """A helper's name, "" for families that nobody helps, with how many there are and how many talks are overdue."""

    name: str
    homes: int
    overdue: int


@dataclass(frozen=True)
class Question:
    """A question that waits: about which family, in which words, of whom."""

    row: help_asked.HelpAsked
    who: Whom | None
    by: str


@pages.get("/helpers")
@permission(Permission.LEAD_HELPERS)
def helpers() -> ResponseReturnValue:
    """The questions first, then every helper."""
    return _page()


@pages.get("/hand-over")
@permission(Permission.LEAD_HELPERS)
def choose() -> ResponseReturnValue:
    """The families of one helper, to be handed to another; all are chosen, or the one that the address names."""
    one = row_id(request.args.get("home", ""))
    return _choosing(request.args.get("helper", "")[:LONGEST_NAME], chosen={one} if one else None)


@pages.post("/hand-over")
@permission(Permission.LEAD_HELPERS)
def hand_over() -> ResponseReturnValue:
    """The chosen families get another helper, at once."""
    before, errand = written("helper", LONGEST_NAME), request.form.get("errand", "")[:36]
    homes = list(filter(None, map(row_id, request.form.getlist("home"))))
    to = {str(one.id): one for one in _successors(before)}.get(request.form.get("to", ""))
    if not errand:
        abort(400)
    if to is None or not homes:
        wrong = _("要交给哪个？点一个。") if to is None else _("要交哪几家？勾一下。")
        return _choosing(before, wrong, set(homes)), 422
    assert to.phone is not None
    handing_over.hand_over(
        session(), errand, homes[:MOST_AT_ONCE], Helper(to.shown_name, to.phone), clock.now(), current_actor()
    )
    # A second press does nothing, but it is its answer that is seen.
    if stands := handing_over.handed(session(), errand):
        said = _("%(n)s家交给了%(name)s，从现在起归他管。", n=stands, name=to.shown_name)
        say_done(said, url_for("homes.take_back"), {"errand": errand})
    return redirect(url_for("homes.helpers"), 303)


@pages.post("/hand-over/take-back")
@permission(Permission.LEAD_HELPERS)
def take_back() -> ResponseReturnValue:
    """What was just handed over goes back."""
    back = handing_over.take_back(session(), request.form.get("errand", "")[:36], clock.now(), current_actor())
    say_done(_("%(n)s家还给了原来的人。", n=len(back)) if back else _("没有可以还的，已经撤回过，或者又交给别人了。"))
    return redirect(url_for("homes.helpers"), 303)


@pages.post(f"/questions/{QUESTION}/answer")
@permission(Permission.LEAD_HELPERS)
def answer(question_id: int) -> ResponseReturnValue:
    """What is to be done, for whoever asked."""
    try:
        help_asked.answer(session(), question_id, written("answer", LONGEST_ANSWER), clock.now(), current_actor())
    except help_asked.NoSuchQuestionError:
        abort(404)
    except help_asked.NoWordsError:
        return _page(missing=question_id), 422
    except IllegalMoveError:
        return redirect(url_for("homes.helpers"), 303)  # answered already, by a second click
    say_done(_("答了，他在这家那一页看得到。"), url_for("homes.reopen", question_id=question_id))
    return redirect(url_for("homes.helpers"), 303)


@pages.post(f"/questions/{QUESTION}/reopen")
@permission(Permission.LEAD_HELPERS)
def reopen(question_id: int) -> ResponseReturnValue:
    """The answer is taken back."""
    try:
        help_asked.reopen(session(), question_id, clock.now(), current_actor())
    except help_asked.NoSuchQuestionError:
        abort(404)
    except IllegalMoveError:
        pass  # taken back already, or the family has a newer question
    return redirect(url_for("homes.helpers"), 303)


def _page(missing: int | None = None) -> str:
    return render_template(
        "homes/leading.html", questions=_questions(), loads=_loads(), missing=missing, longest=LONGEST_ANSWER
    )


def _questions() -> list[Question]:
    rows = help_asked.waiting(session(), current_actor())
    people = read({(row.household_id, None) for row in rows}, "questions to the supervisor")
    names = people_named({move.by for row in rows for move in row.moves})
    return [Question(row, people.get((row.household_id, None)), say_by_whom(row.moves[-1].by, names)) for row in rows]


def _loads() -> list[Load]:
    name = func.coalesce(Household.helper_name, "")
    overdue = (
        select(FollowUp.household_id, func.count().label("number"))
        .where(FollowUp.state.in_(WAITING), FollowUp.due_on < clock.today())
        .group_by(FollowUp.household_id)
        .subquery()
    )
    rows = session().execute(
        select(name, func.count(), func.coalesce(func.sum(overdue.c.number), 0))
        .select_from(Household)
        .outerjoin(overdue, overdue.c.household_id == Household.id)
        .where(Household.closed_on.is_(None), area.seen_by(current_actor()))
        .group_by(name)
        .order_by(name)
    )
    return [Load(*row) for row in rows]


def _choosing(name: str, wrong: str = "", chosen: set[int] | None = None) -> str:
    rows = session().execute(
        select(Household.id, Household.number, Household.dwelling)
        .where(
            func.coalesce(Household.helper_name, "") == name, Household.closed_on.is_(None),
            area.seen_by(current_actor()),
        )
        .order_by(Household.number)
        .limit(MOST_AT_ONCE)
    ).all()  # fmt: skip
    people = read({(row.id, None) for row in rows}, "families of a helper")
    return render_template(
        "homes/hand_over.html", name=name, rows=rows, people=people, successors=_successors(name), errand=uuid4(),
        wrong=wrong, chosen={row.id for row in rows} if chosen is None else chosen, to=request.form.get("to", ""),
    )  # fmt: skip


def _successors(besides: str) -> Sequence[Account]:
    """The helpers of the actor's area who can sign in, but for the one of this name."""
    found = select(Account).where(
        Account.role == Role.HELPER, Account.disabled_at.is_(None), Account.phone.is_not(None),
        Account.shown_name != besides,
    )  # fmt: skip
    sites = current_actor().sites
    if sites is not None:
        found = found.where(Account.id.in_(select(AccountSite.account_id).where(AccountSite.site_code.in_(sites))))
    return session().scalars(found.order_by(Account.shown_name, Account.id)).all()
