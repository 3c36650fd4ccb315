"""The reply rate of an employer in words, with its two numbers."""

from desk.language import say as _
from jobmatch.placements.replying import Replies


def in_a_cell(rate: Replies) -> str:
    """As a list has room for."""
    return f"{rate.percent}% ({rate.in_time}/{rate.asked})" if rate.asked else _("还没有人等过答复")


def in_a_sentence(rate: Replies) -> str:
    """With what it counts."""
    if not rate.asked:
        return _("还没有人等过答复（等满%(days)s天，或者有了答复才算）", days=rate.days)
    return _(
        "最近90天有%(asked)s个人等您回话，%(good)s个在%(days)s天里等到了（%(percent)s%%）",
        asked=rate.asked, good=rate.in_time, days=rate.days, percent=rate.percent,
    )  # fmt: skip
