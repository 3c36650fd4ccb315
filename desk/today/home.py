"""One household in which nobody works: its clock, who helps, and the ways of putting it apart that people take."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from desk.by_whom import people_named, say_by_whom
from desk.cards import Card, card
from desk.counter.reasons import DECLINES
from desk.language import say as _
from desk.today.blueprint import LONGEST_WORDS, ROW, no_words, pages, written
from desk.today.whom import read
from desk.today.words import CLOCKS, FOUND, MOVES, WEIGHTS, people_in, say_act
from desk.undoing import say_done
from jobmatch import clock, parameters
from jobmatch.access import Actor, Permission, Role
from jobmatch.households import area
from jobmatch.households.codes import EmploymentState
from jobmatch.households.model import Household, Person
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.placements.model import Referral
from jobmatch.placements.zero_clock import service
from jobmatch.placements.zero_clock.life import STANDING, Found, ZeroState
from jobmatch.placements.zero_clock.lists import due_on
from jobmatch.placements.zero_clock.model import ZeroSpell
from jobmatch.placements.zero_clock.refusals import Weight, weigh
from jobmatch.placements.zero_clock.refused import refused_by
from jobmatch.settings import settings
from jobmatch.vacancies.model import Vacancy
from jobmatch.web import current_actor, permission, session, undo

Act = Callable[[Session, int, str, date, datetime, Actor], ZeroSpell]
BEFORE_WORK = (ZeroState.FOUND, ZeroState.HELPED)
HOW_FOUND = (Found.VISIT, Found.APPLICATION)
MAY_BE_FOUND = (EmploymentState.ZERO, EmploymentState.UNKNOWN, EmploymentState.EMPLOYED)


@dataclass(frozen=True)
class Step:
    """One line of the clock's history."""

    on: date
    what: str
    because: str
    by: str


@dataclass(frozen=True)
class Refused:
    """One post that a member refused, and whether that speaks of no wish."""

    name: str
    title: str
    on: date
    said: str
    weight: str
    counts: bool


@dataclass(frozen=True)
class Decision:
    """What a supervisor decides on: the refused posts, how many of them it takes, and whether they are enough."""

    refused: Sequence[Refused]
    services: int
    posts: int
    enough: bool


@pages.get(f"/homes/{ROW}")
@permission(Permission.FOLLOW_UP)
def home(row_id: int) -> ResponseReturnValue:
    """The clock of a household, and what can be done."""
    return _page(row_id)


@pages.post(f"/homes/{ROW}/find")
@permission(Permission.FOLLOW_UP)
def find(row_id: int) -> ResponseReturnValue:
    """A worker has found that nobody works: on a visit, or because the family came and said so."""
    _household(row_id)
    how = request.form.get("how", "")
    if how not in HOW_FOUND:
        abort(400)
    try:
        service.find(session(), row_id, Found(how), clock.today(), clock.now(), current_actor())
    except service.NotWithoutEarnerError:
        return _again(row_id, "find", _("登记里写的不是这样：有人在上班，或者没有能做、想做的人。先到窗口把登记改对。"))
    return redirect(url_for("today.home", row_id=row_id), 303)


@pages.post(f"/homes/{ROW}/help")
@permission(Permission.FOLLOW_UP)
def help_them(row_id: int) -> ResponseReturnValue:
    """Somebody has begun to help."""
    return _act(row_id, "help", service.begin_help)


@pages.post(f"/homes/{ROW}/why-no-wish")
@permission(Permission.FOLLOW_UP)
def why_no_wish(row_id: int) -> ResponseReturnValue:
    """Why nobody of the household wants to work, as its record says."""
    return _act(row_id, "why", service.say_why_no_wish)


@pages.post(f"/homes/{ROW}/treat-as-no-wish")
@permission(Permission.FOLLOW_UP)
def treat_as_no_wish(row_id: int) -> ResponseReturnValue:
    """The supervisor's decision, with the refused posts written into it; the life cycle lets nobody else."""
    return _act(row_id, "treat", service.treat_as_no_wish)


def _act(row_id: int, field: str, verb: Act) -> ResponseReturnValue:
    _household(row_id)
    words = written(field)
    if not words:
        return _again(row_id, field, no_words())
    try:
        verb(session(), row_id, words, clock.today(), clock.now(), current_actor())
    except service.NotWithoutEarnerError:
        return _again(row_id, field, _("登记里写的不是这样，或者已经不计时了。先看一下登记。"))
    except service.TooFewRefusalsError:
        return _again(row_id, field, _("推掉的活还不够，不能这样定。"))
    except IllegalMoveError:
        return _again(row_id, field, _("现在不能这样定，看一下上面写的。"))
    say_done(_("记下了，写在下面的经过里。"))
    return redirect(url_for("today.home", row_id=row_id), 303)


def _again(row_id: int, field: str, words: str) -> ResponseReturnValue:
    undo()
    return _page(row_id, field, words), 422


def _household(row_id: int) -> Household:
    row = session().get(Household, row_id)
    if row is None or row.closed_on is not None:
        abort(404)
    area.require_household(session(), row, clock.today(), current_actor())
    return row


def _page(row_id: int, wrong_at: str = "", wrong: str = "") -> str:
    row, today = _household(row_id), clock.today()
    who = read({(row.id, None)}, "household without an earner").get((row.id, None))
    newest = select(ZeroSpell).where(ZeroSpell.household_id == row.id).order_by(ZeroSpell.id.desc()).limit(1)
    spell = session().scalar(newest)
    standing = spell if spell is not None and spell.state in STANDING else None
    before_work = standing is not None and standing.state in BEFORE_WORK
    due = None if standing is None else due_on(standing)
    decides = before_work and current_actor().role is Role.SUPERVISOR
    return render_template(
        "today/home.html", row=row, who=who, spell=spell, standing=standing, due=due, today=today,
        late=0 if due is None else max(0, (today - due).days), clocks=CLOCKS, found=FOUND, how_found=HOW_FOUND,
        may_find=standing is None and row.employment_state in MAY_BE_FOUND,
        may_help=standing is not None and standing.helped_on is None,
        may_say_why=before_work and row.employment_state is EmploymentState.NO_WISH,
        decision=_decision(row.id, standing.found_on, today) if decides and standing is not None else None,
        steps=_steps(row.id), wrong_at=wrong_at, wrong=wrong, longest=LONGEST_WORDS,
        state=row.employment_state, given=written(wrong_at) if wrong_at else "", opening=uuid4(),
    )  # fmt: skip


def _steps(household_id: int) -> list[Step]:
    """Of every time that nobody worked, oldest first: whoever helps again sees what helped before."""
    spells = select(ZeroSpell).where(ZeroSpell.household_id == household_id).order_by(ZeroSpell.id)
    moves = [move for spell in session().scalars(spells.options(selectinload(ZeroSpell.moves))) for move in spell.moves]
    people = people_named({move.by for move in moves})
    spoken_of = {number for move in moves for number in people_in(move.because)}
    names = dict(session().execute(select(Person.id, Person.name).where(Person.id.in_(spoken_of))).all())
    return [
        Step(move.on, str(MOVES.get(move.verb, move.verb)), say_act(move.because, names), say_by_whom(move.by, people))
        for move in moves
    ]


def _decision(household_id: int, since: date, on: date) -> Decision:
    book, division = parameters.load(session()), settings().home_division
    refused = refused_by(session(), household_id, since, book, on)
    names = dict(session().execute(select(Person.id, Person.name).where(Person.id.in_(refused.by_person))).all())
    refusals = [one for each in refused.by_person.values() for one in each]
    posts = _posts_of([one.referral_id for one in refusals])
    rows = []
    for refusal in refusals:
        weight, post = weigh(refusal), posts[refusal.referral_id]
        title = _("%(title)s（%(employer)s）", title=post.title, employer=post.employer)
        rows.append(
            Refused(
                names.get(refusal.person_id, ""), title,
                refusal.on, str(DECLINES[refusal.reason]), str(WEIGHTS[weight]), weight is Weight.COUNTS,
            )
        )  # fmt: skip
    return Decision(
        sorted(rows, key=lambda one: (one.name, one.on)),
        book.whole("no_wish_services", division, on), book.whole("no_wish_posts", division, on),
        refused.stands_on is not None,
    )  # fmt: skip


def _posts_of(referrals: list[int]) -> dict[int, Card]:
    """The post of each referral."""
    rows = session().execute(
        select(Referral.id, Vacancy)
        .join(Vacancy, Vacancy.id == Referral.vacancy_id)
        .where(Referral.id.in_(referrals))
        .options(joinedload(Vacancy.employer))
    )
    return {referral_id: card(vacancy) for referral_id, vacancy in rows}
