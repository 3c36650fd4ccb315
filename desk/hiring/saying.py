"""What an employer says of somebody, from the form to the verb: come and talk, you have the place, not this time; the
person came, or is here no more. And in which words is asked again what a form leaves open.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from flask import request

from desk import slips
from desk.first_day_words import FIELD as FIRST_DAY
from desk.first_day_words import say_day_doubt
from desk.hiring.blueprint import written
from desk.language import say as _
from desk.meeting_words import field_of, say_doubt
from desk.not_said import NotSaidError
from jobmatch import clock, flow, telling
from jobmatch.access import Actor
from jobmatch.placements import leaving
from jobmatch.placements.employing import AlreadyHiredError, NotHiringError
from jobmatch.placements.first_day import AgreedDayError, agreed_day
from jobmatch.placements.hindered import StaysSaidError
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
from jobmatch.placements.model import Referral
from jobmatch.placements.moving import NoSeatError
from jobmatch.placements.referral import AT_WORK, LeaveReason, ReferralState, RejectReason, StartProof
from jobmatch.placements.starting import FirstDayError
from jobmatch.web import session

Tapped = TypeVar("Tapped", bound=StrEnum)


@dataclass(frozen=True)
class Wrong:
    """What has to be asked again: in which form, at which field ("" the whole form), in which words."""

    form: str
    field: str
    words: str
    asks_back: bool = False


ASKED_AGAIN = (
    MeetingError, AgreedDayError, NoSeatError, NotHiringError, AlreadyHiredError, FirstDayError, LastDayError,
    NotSaidError, StaysSaidError,
)  # fmt: skip
"""What a verb may say no to in words that help the employer on."""


def invite(referral_id: int, now: datetime, actor: Actor) -> str:
    """Come and talk, on a day if it is known."""
    meeting = Meeting(
        agreed_instant(written("day", 10), written("hour", 5)),
        written("place", LONGEST_PLACE) or None,
        written("whom", LONGEST_WHOM) or None,
    )
    if "sure" not in request.form:
        require_likely(meeting.at, now)
    telling.invite(session(), referral_id, now, actor, meeting)
    return _("记下了，我们马上告诉他。")


def invite_some_day(referral_id: int, now: datetime, actor: Actor) -> str:
    """Come and talk; the employer rings about the day."""
    telling.invite(session(), referral_id, now, actor)
    return _("记下了。请打电话跟他说好哪天来。")


def hire(referral_id: int, now: datetime, actor: Actor) -> str:
    """The person has the place, from a day on if it is agreed; said again with another day, the new one counts."""
    begins_on = agreed_day(written(FIRST_DAY, 10))
    known = session().get(Referral, referral_id)
    had = known is not None and known.state == ReferralState.HIRED
    telling.hire(session(), referral_id, now, actor, begins_on)
    if had:
        return _("记下了，改了日子我们会告诉他。")
    return _("好，位子给他留着，我们马上告诉他。")


def hire_for_sure(referral_id: int, now: datetime, actor: Actor) -> str:
    """The person has the place, said by tapping twice: on a link a thumb that slipped hires nobody."""
    if "sure" not in request.form:
        raise NotSaidError("sure", _("真的要他，就先点一下上面那句。"))
    return hire(referral_id, now, actor)


def reject(referral_id: int, now: datetime, actor: Actor) -> str:
    """Not this time, and why; the person is told only that it did not work out."""
    reason = _tapped("reason", RejectReason, _("哪样不合？点一个。"))
    telling.reject(session(), referral_id, reason, now, actor)
    return _("记下了。我们会好好跟他说。")


def start(referral_id: int, now: datetime, actor: Actor) -> str:
    """The person has come to work, since a day."""
    flow.place(session(), referral_id, StartProof.EMPLOYER, _day(), now, actor)
    return _("记下了。本人也说到了，就算上班了。")


def leave(referral_id: int, now: datetime, actor: Actor) -> str:
    """The person is here no more, or never came."""
    reason, today = _tapped("reason", LeaveReason, _("哪样原因？点一个。")), clock.local_day(now)
    known = session().get(Referral, referral_id)
    left_on = leaving.first_day_away(_day(), today) if known is not None and known.state in AT_WORK else today
    flow.leave(session(), referral_id, left_on, reason, now, actor)
    return _("记下了，位子空出来了。")


def take_back(referral_id: int, now: datetime, actor: Actor) -> str:
    """What was said last was a slip: it stands as before, and whoever was told hears the correction."""
    if not slips.take_back(session(), referral_id, written("move", 20), now, actor):
        return _("已经撤回过了。")
    return _("撤回了，和点以前一样。听说了的人，我们会跟他讲清楚。")


Saying = Callable[[int, datetime, Actor], str]
BY_LINK: Mapping[str, Saying] = {
    "invite": invite_some_day, "hire": hire_for_sure, "reject": reject, "start": start, "take_back": take_back,
}  # fmt: skip
"""What a tap on a link can say."""


def wrong(form: str, error: Exception, actor: Actor) -> Wrong:
    """In which words it is asked again of somebody."""
    if isinstance(error, NotSaidError):
        return Wrong(form, error.field, error.words)
    if isinstance(error, StaysSaidError):
        return Wrong(form, "", slips.say_why(error.why, actor))
    if isinstance(error, AgreedDayError):
        return Wrong(form, FIRST_DAY, say_day_doubt(error.doubt))
    if isinstance(error, MeetingError):
        return Wrong(form, field_of(error.doubt), say_doubt(error.doubt), error.doubt in ASKED_BACK)
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
