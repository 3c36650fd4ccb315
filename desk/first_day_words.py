"""What is said where the agreed first day of work cannot be, at the field where it is asked again."""

from desk.language import say as _
from jobmatch.placements.first_day import DayDoubt

FIELD = "begins"


def say_day_doubt(doubt: DayDoubt) -> str:
    """What to look at again; the day may always stay open."""
    words = {
        DayDoubt.NO_SUCH_DAY: _("这一天没看懂，再选一下；还没说好就空着。"),
        DayDoubt.LONG_PAST: _("这一天过去太久了，看一下是不是写错了；记不清就空着。"),
        DayDoubt.FAR_OFF: _("这一天太远了，看一下月份和年份对不对；还没说好就空着。"),
    }
    return words[doubt]
