"""A claim of money for a training that was taken back: why, and what is said of it, in words that can be read aloud."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from desk.language import say as _
from desk.language import say_day
from jobmatch import clock
from jobmatch.courses.taken_back import TakenBack, WhyTakenBack

WHY_TAKEN_BACK: Mapping[WhyTakenBack, LazyString] = {
    WhyTakenBack.SLIP: _l("写错了、点错了"),
    WhyTakenBack.WRONG_RESULT: _l("考试、证书或者上班的日子记错了"),
    WhyTakenBack.NOT_GRANTED: _l("上头没有批"),
}


def gone(claim: TakenBack) -> str:
    """What is added to the words of a claim; of one that stands, nothing."""
    if claim.taken_back_at is None or claim.taken_back_because is None:
        return ""
    day = say_day(clock.local_day(claim.taken_back_at))
    return _("，%(day)s撤了：%(why)s", day=day, why=WHY_TAKEN_BACK[claim.taken_back_because])
