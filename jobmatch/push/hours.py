"""When somebody may be told something: not early, not at noon rest, not at night, not on the first days of the year.

New posts and the like come from 9:00 to 11:30 and from 14:30 to 18:00 and never on the first three days of Spring
Festival (domain.md 6.4); who is expected somewhere hears it at any waking hour. Pure; the time is an argument.
"""

from datetime import date, datetime, time, timedelta

from jobmatch import clock
from jobmatch.push.templates import ABOUT_NEW_POSTS, AT_ANY_WAKING_HOUR, Template

Window = tuple[time, time]
WINDOWS: tuple[Window, ...] = ((time(9), time(11, 30)), (time(14, 30), time(18)))
WAKING: tuple[Window, ...] = ((time(8), time(20, 30)),)
FEAST = timedelta(days=3)
MOST_A_WEEK = 2
WEEK = timedelta(days=7)

# The first day of the lunar year. Later years have no pause until somebody writes them down.
NEW_YEARS = frozenset(
    map(
        date.fromisoformat,
        (
            "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-03", "2031-01-23",
            "2032-02-11", "2033-01-31", "2034-02-19", "2035-02-08", "2036-01-28", "2037-02-15", "2038-02-04",
            "2039-01-24", "2040-02-12", "2041-02-01", "2042-01-22", "2043-02-10", "2044-01-30", "2045-02-17",
            "2046-02-06", "2047-01-26", "2048-02-14", "2049-02-02", "2050-01-23",
        ),
    )
)  # fmt: skip


def next_open(template: Template, at: datetime, *, expected: bool = False) -> datetime:
    """The first instant from `at` on at which a message of this kind may come: `at` itself where it may come now.

    `expected`: an answer says when to be where. It may be for this very afternoon, so it does not wait for the next
    window.
    """
    at_any = template in AT_ANY_WAKING_HOUR or (template is Template.ANSWER and expected)
    windows = WAKING if at_any else WINDOWS
    day = clock.local_day(at)
    while True:
        for opens, closes in () if not at_any and _feast(day) else windows:
            begin, end = _instant(day, opens), _instant(day, closes)
            if at < end:
                return max(at, begin)
        day += timedelta(days=1)


def next_waking(at: datetime) -> datetime:
    """The first instant from `at` on at which somebody may be told who waits for being told: no sooner, no later."""
    day = clock.local_day(at)
    opens, closes = (_instant(day, hour) for hour in WAKING[0])
    if at < closes:
        return max(at, opens)
    return _instant(day + timedelta(days=1), WAKING[0][0])


def next_in_measure(template: Template, begun: list[datetime], at: datetime) -> datetime:
    """From `at` on the first instant at which one more is not too many; `begun` are those told about new posts."""
    recent = sorted(moment for moment in begun if at - WEEK < moment)
    if template not in ABOUT_NEW_POSTS or len(recent) < MOST_A_WEEK:
        return at
    return recent[-MOST_A_WEEK] + WEEK


def _feast(day: date) -> bool:
    return any(new_year <= day < new_year + FEAST for new_year in NEW_YEARS)


def _instant(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, clock.SHANGHAI)
