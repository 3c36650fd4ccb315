"""Since when somebody has been in work without a break: consecutive employers count as one (domain.md 5.4). Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Span:
    """Work from a day on; `ended_on` is the day on which it ended, None while it runs."""

    since: date
    ended_on: date | None


def unbroken_since(spans: Collection[Span], on: date, gap_days: int) -> date | None:
    """The first day of the work that runs on a day and of all before it that follow each other closely.

    A gap of at most `gap_days` idle days between the day one ended and the day the next began breaks nothing. None for
    who is not in work on that day.
    """
    known = [one for one in spans if one.since <= on]
    running = [one.since for one in known if one.ended_on is None or one.ended_on > on]
    if not running:
        return None
    begin = min(running)
    before = [(one.ended_on, one.since) for one in known if one.ended_on is not None and one.ended_on > one.since]
    for ended_on, since in sorted(before, reverse=True):
        if (begin - ended_on).days - 1 > gap_days:
            break
        begin = min(begin, since)
    return begin
