"""The card of one who said yes, and what an employer answers: come and talk, you have the place, not this time; and
later that the person came, or is here no more.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from desk.hiring.blueprint import REFERRAL, pages, written
from desk.hiring.people import Card, cards
from desk.language import say as _
from desk.meeting_words import field_of, say_doubt
from desk.placement_words import LEAVES, REJECTS
from desk.undoing import say_done
from jobmatch import clock, flow, telling
from jobmatch.access import Permission
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.placements import leaving
from jobmatch.placements.employing import AlreadyHiredError, NotHiringError
from jobmatch.placements.leaving import LastDayError
from jobmatch.placements.meeting import (
    LONGEST_PLACE,
    LONGEST_WHOM,
    Doubt,
    Meeting,
    MeetingError,
    agreed_instant,
    require_near,
)
from jobmatch.placements.moving import NoSeatError, NoSuchReferralError
from jobmatch.placements.referral import AT_WORK, LeaveReason, ReferralState, RejectReason, StartProof
from jobmatch.placements.starting import FirstDayError
from jobmatch.web import current_actor, permission, session, undo

_ONE = f"/people/{REFERRAL}"
STANDS: Mapping[str, LazyString] = {
    ReferralState.INTRODUCED: _l("等您回话"),
    ReferralState.INTERVIEW: _l("说好来面试"),
    ReferralState.REJECTED: _l("您说这次不要"),
    ReferralState.HIRED: _l("您要了，等他来"),
    **dict.fromkeys(AT_WORK, _l("在您这里上班")),
    ReferralState.LEFT: _l("不在您这里了"),
}
SAYS_LEFT = (
    LeaveReason.ENDED, LeaveReason.LAID_OFF, LeaveReason.DISMISSED, LeaveReason.BETTER, LeaveReason.HOMESICK,
    LeaveReason.LOST,
)  # fmt: skip
"""What an employer can know of why somebody left; the person is asked for the rest."""
Tapped = TypeVar("Tapped", bound=StrEnum)


@dataclass(frozen=True)
class Wrong:
    """What has to be asked again: in which form, at which field ("" the whole form), in which words."""

    form: str
    field: str
    words: str
    asks_back: bool = False


class NotSaidError(ValueError):
    """The form leaves open what it asks: at which field, in which words."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field, self.words = field, words


@pages.get(_ONE)
@permission(Permission.HIRE)
def person(referral_id: int) -> ResponseReturnValue:
    """The card, and what can be answered now."""
    return _page(referral_id)


@pages.post(f"{_ONE}/invite")
@permission(Permission.HIRE)
def invite(referral_id: int) -> ResponseReturnValue:
    """Come and talk, on a day if it is known."""

    def verb(now: datetime) -> str:
        meeting = Meeting(
            agreed_instant(written("day", 10), written("hour", 5)),
            written("place", LONGEST_PLACE) or None,
            written("whom", LONGEST_WHOM) or None,
        )
        if "sure" not in request.form:
            require_near(meeting.at, now)
        telling.invite(session(), referral_id, now, current_actor(), meeting)
        return _("记下了，我们马上告诉他。")

    return _done(referral_id, "invite", verb)


@pages.post(f"{_ONE}/hire")
@permission(Permission.HIRE)
def hire(referral_id: int) -> ResponseReturnValue:
    """The person has the place."""

    def verb(now: datetime) -> str:
        telling.hire(session(), referral_id, now, current_actor())
        return _("好，位子给他留着，我们马上告诉他。")

    return _done(referral_id, "hire", verb)


@pages.post(f"{_ONE}/reject")
@permission(Permission.HIRE)
def reject(referral_id: int) -> ResponseReturnValue:
    """Not this time, and why; the person is told only that it did not work out."""

    def verb(now: datetime) -> str:
        reason = _tapped("reason", RejectReason, _("哪样不合？点一个。"))
        telling.reject(session(), referral_id, reason, now, current_actor())
        return _("记下了。我们会好好跟他说。")

    return _done(referral_id, "reject", verb)


@pages.post(f"{_ONE}/start")
@permission(Permission.HIRE)
def start(referral_id: int) -> ResponseReturnValue:
    """The person has come to work, since a day."""

    def verb(now: datetime) -> str:
        flow.place(session(), referral_id, StartProof.EMPLOYER, _day(), now, current_actor())
        return _("记下了。本人也说到了，就算上班了。")

    return _done(referral_id, "start", verb)


@pages.post(f"{_ONE}/leave")
@permission(Permission.HIRE)
def leave(referral_id: int) -> ResponseReturnValue:
    """The person is here no more, or never came."""

    def verb(now: datetime) -> str:
        reason, today = _tapped("reason", LeaveReason, _("哪样原因？点一个。")), clock.local_day(now)
        left_on = leaving.first_day_away(_day(), today) if _card(referral_id).referral.state in AT_WORK else today
        flow.leave(session(), referral_id, left_on, reason, now, current_actor())
        return _("记下了，位子空出来了。")

    return _done(referral_id, "leave", verb)


def _done(referral_id: int, form: str, verb: Callable[[datetime], str]) -> ResponseReturnValue:
    try:
        said = verb(clock.now())
    except NoSuchReferralError:
        abort(404)
    except IllegalMoveError:
        undo()
        say_done(_("刚才有人记过了，现在是这样。"))
    except (
        MeetingError, NoSeatError, NotHiringError, AlreadyHiredError, FirstDayError, LastDayError, NotSaidError,
    ) as error:  # fmt: skip
        undo()
        return _page(referral_id, _wrong(form, error)), 422
    else:
        say_done(said)
    return redirect(url_for("hiring.person", referral_id=referral_id), 303)


def _wrong(form: str, error: Exception) -> Wrong:
    if isinstance(error, NotSaidError):
        return Wrong(form, error.field, error.words)
    if isinstance(error, MeetingError):
        return Wrong(form, field_of(error.doubt), say_doubt(error.doubt), error.doubt is Doubt.FAR_OFF)
    words: dict[type[Exception], tuple[str, str]] = {
        NoSeatError: ("", _("这个岗位的名额满了。还要人，就先在岗位里改“还要几个人”。")),
        NotHiringError: ("", _("这个岗位已经收了。还要人，先把岗位重新开。")),
        AlreadyHiredError: ("", _("他刚在别处说好要去上班了。打个电话问他本人。")),
        FirstDayError: ("day", _("这一天不对：还没到，或者比您说要他的那天早太多。")),
        LastDayError: ("day", _("这一天不对：还没到，或者比上班第一天还早。")),
    }
    field, said = next((found for kind, found in words.items() if isinstance(error, kind)), ("", ""))
    return Wrong(form, field, said or _("他现在不能来了，问一下社区服务中心。"))


def _tapped(name: str, kind: type[Tapped], words: str) -> Tapped:
    given = written(name, 10)
    if given not in set(kind):
        raise NotSaidError(name, words)
    return kind(given)


def _day() -> date:
    try:
        return date.fromisoformat(written("day", 10))
    except ValueError as error:
        raise NotSaidError("day", _("哪一天？再选一下。")) from error


def _card(referral_id: int) -> Card:
    found = cards(referral_id)
    if not found:
        abort(404)
    return found[0]


def _page(referral_id: int, wrong: Wrong | None = None) -> str:
    one = _card(referral_id)
    meet = one.referral.meet_at
    return render_template(
        "hiring/card.html", one=one, stands=STANDS[one.referral.state],
        meet=None if meet is None else meet.astimezone(clock.SHANGHAI), rejects=REJECTS,
        leaves=[(reason.value, LEAVES[reason]) for reason in SAYS_LEFT], at_work=one.referral.state in AT_WORK,
        said_started=any(word.proof is StartProof.EMPLOYER for word in one.referral.start_words), today=clock.today(),
        wrong=wrong, given=request.form, longest_place=LONGEST_PLACE, longest_whom=LONGEST_WHOM,
    )  # fmt: skip
