"""Why somebody cannot join a class, in words that can be read aloud."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from jobmatch.courses.enrolments.refusals import CannotJoinError, WhyNotJoin

_WHY_NOT: Mapping[WhyNotJoin, LazyString] = {
    WhyNotJoin.NOT_HELD: _l("这个班不办了，看看别的班。"),
    WhyNotJoin.NOT_OPEN: _l("这个班还没开始报名，过几天再来。"),
    WhyNotJoin.BEGUN: _l("这个班已经开课了，看看下一期。"),
    WhyNotJoin.OVERLAPS: _l("这个时间已经报了%(number)s %(title)s。要换，先退那个班。"),
    WhyNotJoin.NO_CONSENT: _l("报名要把名字告诉培训机构，先问本人同不同意。"),
    WhyNotJoin.NOT_SERVED: _l("这份登记不用了，报不了名。请查一下是不是还有一份。"),
    WhyNotJoin.NOT_BEGUN: _l("还没开课，到开课那天再记。"),
    WhyNotJoin.ANOTHER_VERB: _l("这一步不在这里点。"),
}


def why_not(error: CannotJoinError) -> str:
    """What stands in the way, and what to do about it."""
    return str(_WHY_NOT[error.code]) % error.facts
