"""One referral from the introduction on: where it stands, what the employer answers, the first day of work, the last.

Whoever rang writes it down; what a form says that cannot be is asked again at its field, and nothing else is lost.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar
from uuid import uuid4

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import joinedload

from desk import slips
from desk.by_whom import people_named, say_by_whom
from desk.cards import card
from desk.counter.reasons import DECLINES
from desk.first_day_words import FIELD as FIRST_DAY
from desk.first_day_words import say_day_doubt
from desk.language import say as _
from desk.language import say_day
from desk.meeting_words import field_of, say_doubt
from desk.placement_words import LEAVES, REJECTS
from desk.referral_words import STATES, VERBS, WHOSE
from desk.row_ids import LARGEST_ID
from desk.today.blueprint import written
from desk.today.whom import read_people
from desk.undoing import say_done
from jobmatch import clock, flow, telling
from jobmatch.access import Permission, may
from jobmatch.households import area
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.placements import leaving
from jobmatch.placements.employing import AlreadyHiredError, NotHiringError
from jobmatch.placements.first_day import AgreedDayError, agreed_day
from jobmatch.placements.hindered import StaysSaidError, last_said
from jobmatch.placements.leaving import LastDayError
from jobmatch.placements.meeting import (
    ASKED_BACK,
    LONGEST_PLACE,
    LONGEST_WHOM,
    Meeting,
    MeetingError,
    agreed_instant,
    require_likely,
)
from jobmatch.placements.model import Referral, StartWord
from jobmatch.placements.moving import NoSeatError
from jobmatch.placements.referral import AT_WORK, EXPECTED, LeaveReason, ReferralState, RejectReason, StartProof
from jobmatch.placements.starting import FirstDayError
from jobmatch.vacancies.model import Vacancy
from jobmatch.web import current_actor, permission, session, undo

pages = Blueprint("referrals", __name__, template_folder="templates", url_prefix="/referrals")

Tap = TypeVar("Tap", bound=StrEnum)
_ONE = f"/<int(max={LARGEST_ID}):referral_id>"


@dataclass(frozen=True)
class Wrong:
    """What has to be asked again: in which form, at which field ("" the whole form), in which words."""

    form: str
    field: str
    words: str
    asks_back: bool = False


@dataclass(frozen=True)
class Step:
    """One line of the history."""

    at: datetime
    what: str
    because: str
    by: str
    undone: bool


class NoSuchDayError(ValueError):
    """A form names no day."""


class NothingTappedError(ValueError):
    """Of the answers to choose from a form names none; `field` is where."""

    def __init__(self, field: str) -> None:
        super().__init__(f"{field} names none of the answers")
        self.field = field


_TO_TAP: Mapping[str, LazyString] = {
    "reject": _l("单位说的是哪一样？点一个。"),
    "start": _l("是哪个说的？点一个。"),
    "leave": _l("为哪样不干的？点一个。"),
}
"""What is said where nothing was chosen, by form."""


@pages.get(_ONE)
@permission(Permission.SERVE_AT_COUNTER)
def shown(referral_id: int) -> ResponseReturnValue:
    """Where it stands, its history, and what can be written down now."""
    return _page(referral_id)


@pages.post(f"{_ONE}/invite")
@permission(Permission.SERVE_AT_COUNTER)
def invite(referral_id: int) -> ResponseReturnValue:
    """The employer wants to see the person."""

    def verb(now: datetime) -> None:
        meeting = Meeting(
            agreed_instant(written("day"), written("hour")),
            written("place", LONGEST_PLACE) or None,
            written("whom", LONGEST_WHOM) or None,
        )
        if "sure" not in request.form:
            require_likely(meeting.at, now)
        telling.invite(session(), referral_id, now, current_actor(), meeting)

    return _done(referral_id, "invite", verb)


@pages.post(f"{_ONE}/hire")
@permission(Permission.SERVE_AT_COUNTER)
def hire(referral_id: int) -> ResponseReturnValue:
    """The employer takes the person, from a day on if it is agreed; said again with another day, the new one counts."""

    def verb(now: datetime) -> None:
        telling.hire(session(), referral_id, now, current_actor(), agreed_day(written(FIRST_DAY)))

    return _done(referral_id, "hire", verb)


@pages.post(f"{_ONE}/reject")
@permission(Permission.SERVE_AT_COUNTER)
def reject(referral_id: int) -> ResponseReturnValue:
    """The employer does not take the person; the reason is for the worker, and the person is not told it."""

    def verb(now: datetime) -> None:
        telling.reject(session(), referral_id, _tapped("reason", RejectReason), now, current_actor())

    return _done(referral_id, "reject", verb)


@pages.post(f"{_ONE}/start")
@permission(Permission.SERVE_AT_COUNTER)
def start(referral_id: int) -> ResponseReturnValue:
    """One side says that the person has come to work; the second word is the start."""

    def verb(now: datetime) -> None:
        flow.place(session(), referral_id, _tapped("proof", StartProof), _day(), now, current_actor())

    return _done(referral_id, "start", verb)


@pages.post(f"{_ONE}/leave")
@permission(Permission.SERVE_AT_COUNTER)
def leave(referral_id: int) -> ResponseReturnValue:
    """The person is no longer at work, or never came."""

    def verb(now: datetime) -> None:
        reason = _tapped("reason", LeaveReason)
        # Who never came has no last day: the day of the word stands for it, and is written nowhere.
        came = _referral(referral_id).state != ReferralState.HIRED
        today = clock.local_day(now)
        left_on = leaving.first_day_away(_day(), today) if came else today
        flow.leave(session(), referral_id, left_on, reason, now, current_actor())

    return _done(referral_id, "leave", verb)


@pages.post(f"{_ONE}/take-back")
@permission(Permission.SERVE_AT_COUNTER)
def take_back(referral_id: int) -> ResponseReturnValue:
    """What was written down last was a slip: it stands as before, and whoever was told hears the correction."""

    def verb(now: datetime) -> None:
        slips.take_back(session(), referral_id, written("move"), now, current_actor())

    return _done(referral_id, "take_back", verb)


def _done(referral_id: int, form: str, verb: Callable[[datetime], object]) -> ResponseReturnValue:
    _referral(referral_id)
    try:
        verb(clock.now())
    except IllegalMoveError:
        undo()  # somebody has written it down meanwhile: the page says how it stands
        return redirect(url_for("referrals.shown", referral_id=referral_id, changed=1), 303)
    except (
        MeetingError, AgreedDayError, NoSeatError, NotHiringError, AlreadyHiredError, FirstDayError, LastDayError,
        NoSuchDayError, NothingTappedError, StaysSaidError,
    ) as error:  # fmt: skip
        return _again(referral_id, _wrong(form, error))
    done = last_said(_referral(referral_id))
    if form == "take_back":
        say_done(_("撤回了，和记以前一样。听说了的人会收到更正。"))
    elif done is not None:
        where = url_for("referrals.take_back", referral_id=referral_id)
        say_done(_("记下了：%(what)s。", what=str(VERBS[done.verb])), where, {"move": str(done.id)})
    return redirect(url_for("referrals.shown", referral_id=referral_id), 303)


def _wrong(form: str, error: Exception) -> Wrong:
    if isinstance(error, MeetingError):
        return Wrong(form, field_of(error.doubt), say_doubt(error.doubt), error.doubt in ASKED_BACK)
    if isinstance(error, StaysSaidError):
        return Wrong(form, "", slips.say_why(error.why, current_actor()))
    if isinstance(error, AgreedDayError):
        return Wrong(form, FIRST_DAY, say_day_doubt(error.doubt))
    if isinstance(error, NothingTappedError):
        return Wrong(form, error.field, str(_TO_TAP[form]))
    words: dict[type[Exception], str] = {
        NoSeatError: _("名额刚满，单位那边没有空位了。问单位能不能多要一个；不行就给他找别的。"),
        NotHiringError: _("这个岗位已经收了，不能再记要人。单位真还要，先到岗位那里重新开。"),
        AlreadyHiredError: _("他在别处已经说好要去上班了。先问本人要去哪一家，把那一家的办了再来。"),
        FirstDayError: _("这一天不对：还没到，或者比单位说要他的那天早太多。"),
        LastDayError: _("这一天不对：还没到，或者比上班第一天还早。"),
        NoSuchDayError: _("哪一天？再选一下。"),
    }
    return Wrong(
        form, "day" if isinstance(error, FirstDayError | LastDayError | NoSuchDayError) else "", words[type(error)]
    )


def _again(referral_id: int, wrong: Wrong) -> ResponseReturnValue:
    undo()
    return _page(referral_id, wrong), 422


def _referral(referral_id: int) -> Referral:
    found = session().get(Referral, referral_id)
    if found is None:
        abort(404)
    area.require_household_of(session(), found.person_id, clock.today(), current_actor())
    return found


def _page(referral_id: int, wrong: Wrong | None = None) -> str:
    referral, today = _referral(referral_id), clock.today()
    who = read_people({referral.person_id}, f"referral:{referral.id}").get(referral.person_id)
    if who is None:
        abort(404)
    vacancy = session().get_one(Vacancy, referral.vacancy_id, options=[joinedload(Vacancy.employer)])
    said = {one.proof for one in referral.start_words}
    at_work = referral.state in AT_WORK
    return render_template(
        "referral.html", referral=referral, who=who, vacancy=vacancy, post=card(vacancy), stands=STATES[referral.state],
        meet=None if referral.meet_at is None else referral.meet_at.astimezone(clock.SHANGHAI),
        asks_employer=referral.state in EXPECTED, accepted=referral.state == ReferralState.ACCEPTED,
        hired=referral.state == ReferralState.HIRED, at_work=at_work,
        proofs=[(proof.value, words) for proof, words in WHOSE.items() if proof not in said],
        words=[_said(word) for word in referral.start_words], rejects=REJECTS, leaves=LEAVES, steps=_steps(referral),
        slip=slips.slip_of(session(), referral, current_actor(), clock.now()),
        wrong=wrong, given=request.form, today=today, opening=uuid4(),
        changed=request.args.get("changed") == "1", may_claim=may(current_actor(), Permission.CLAIM_SUBSIDY),
    )  # fmt: skip


def _said(word: StartWord) -> str:
    return _("%(whose)s：%(day)s", whose=str(WHOSE[word.proof]), day=say_day(word.first_day))


def _steps(referral: Referral) -> list[Step]:
    people = people_named({move.by for move in referral.moves})
    because = {**DECLINES, **REJECTS, **LEAVES}
    undone = {move.undoes_id for move in referral.moves}
    return [
        Step(
            move.at, str(VERBS.get(move.verb, move.verb)),
            "" if move.reason is None else str(because.get(move.reason, move.reason)), say_by_whom(move.by, people),
            move.id in undone,
        )
        for move in referral.moves
    ]  # fmt: skip


def _tapped(field: str, kind: type[Tap]) -> Tap:
    try:
        return kind(request.form.get(field, ""))
    except ValueError as error:
        raise NothingTappedError(field) from error


def _day() -> date:
    try:
        return date.fromisoformat(written("day"))
    except ValueError as error:
        raise NoSuchDayError from error
