"""What is said where a day and an hour to be somewhere cannot be, and at which field it is asked again."""

from desk.language import say as _
from jobmatch.placements.meeting import Doubt

_AT_THE_HOUR = frozenset({Doubt.NO_SUCH_HOUR, Doubt.DAY_WITHOUT_HOUR, Doubt.HOUR_PAST, Doubt.AT_NIGHT})


def field_of(doubt: Doubt) -> str:
    """The field at which it is asked again."""
    return "hour" if doubt in _AT_THE_HOUR else "day"


def say_doubt(doubt: Doubt) -> str:
    """What to look at again."""
    words = {
        Doubt.NO_SUCH_DAY: _("这一天没看懂，再选一下。"),
        Doubt.NO_SUCH_HOUR: _("几点没看懂，再选一下，比如 09:00。"),
        Doubt.HOUR_WITHOUT_DAY: _("有几点，还没有哪天。哪天去？没说好就两样都空着。"),
        Doubt.DAY_WITHOUT_HOUR: _("几点去还没写。单位没说，就再问一声。"),
        Doubt.DAY_PAST: _("这一天已经过了，看一下是不是写错了。"),
        Doubt.HOUR_PAST: _("今天这个钟点已经过了，看一下是不是写错了。"),
        Doubt.AT_NIGHT: _("这是半夜，看一下是不是下午。"),
        Doubt.FAR_OFF: _("这是一年以后了，看一下年份对不对。"),
    }
    return words[doubt]
