"""What was said of a referral last and may be a slip of the finger: the button that takes it back, or why it stays so.

An employer is not told what has changed at the person's: only whom to ring.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from desk.row_ids import row_id
from jobmatch import correcting
from jobmatch.access import Actor, Role
from jobmatch.placements.hindered import Hindrance, hindrance, last_said
from jobmatch.placements.model import Referral

_RING = _l("他那边有变化，撤不回了。要改，请马上打电话给社区服务中心。")
_TO_EMPLOYERS: Mapping[Hindrance, LazyString] = {
    Hindrance.GONE_ON: _l("后来又记了别的，撤不回了。要改，请马上打电话给社区服务中心。"),
    Hindrance.SAID_BY_OTHERS: _l("这是社区服务中心替您记的，要改就打电话给他们。"),
    Hindrance.TOO_LATE: _l("记下太久了，撤不回了。要改，请马上打电话给社区服务中心。"),
    Hindrance.TALKED: _l("工作人员已经跟他本人谈过，撤不回了。要改，请马上打电话给社区服务中心。"),
    Hindrance.POST_GONE: _l("这个岗位已经收了，撤不回了。还要人，先把岗位重新开，再打电话给社区服务中心。"),
    Hindrance.NOT_SERVED: _RING,
    Hindrance.NO_CONSENT: _RING,
    Hindrance.ELSEWHERE: _RING,
    Hindrance.RECORD_GONE_ON: _RING,
}
_TO_STAFF: Mapping[Hindrance, LazyString] = {
    Hindrance.GONE_ON: _l("后来又记了别的，撤不回了。看看下面怎么走到这里的。"),
    Hindrance.SAID_BY_OTHERS: _l("是别人记的，找记的人撤。"),
    Hindrance.TOO_LATE: _l("记下太久了，撤不回了。先打电话问单位和本人，再照现在的情况往下记。"),
    Hindrance.TALKED: _l("已经跟本人谈过，撤不回了。打电话跟本人说清楚，再照现在的情况往下记。"),
    Hindrance.POST_GONE: _l("这个岗位已经收了，撤不回了。打电话问单位，还要人就先重新开。"),
    Hindrance.NOT_SERVED: _l("他已经不在这里住了，撤不回了。打电话给原来管这家的人。"),
    Hindrance.NO_CONSENT: _l("本人后来不愿意了，撤不回了。打电话问本人。"),
    Hindrance.ELSEWHERE: _l("他在别处已经说好要去，或者已经上班了，撤不回了。打电话问本人要去哪一家。"),
    Hindrance.RECORD_GONE_ON: _l("登记表上后来改过他的工作，撤不回了。打电话问本人，在登记表上改成现在的样子。"),
}


@dataclass(frozen=True)
class Slip:
    """What can be taken back: the row of the log, None where it stays said; then `why` says so, and whom to ring."""

    move_id: int | None
    why: str = ""


def slip_of(session: Session, referral: Referral, actor: Actor, at: datetime) -> Slip | None:
    """The slip that a page offers to take back; None where nothing was said that could be one. Reads only."""
    done = last_said(referral)
    if done is None:
        return None
    why = hindrance(session, referral, done, actor, at)
    return Slip(done.id) if why is None else Slip(None, say_why(why, actor))


def take_back(session: Session, referral_id: int, move: str, at: datetime, actor: Actor) -> bool:
    """Take back what a form names by the row of the log; False where it had been taken back before.

    Raises what `correcting.take_back` raises.
    """
    return correcting.take_back(session, referral_id, row_id(move), at, actor).verb is not None


def say_why(why: Hindrance, actor: Actor) -> str:
    """Why it stays said, and what to do instead."""
    return str((_TO_EMPLOYERS if actor.role is Role.EMPLOYER else _TO_STAFF)[why])
