"""The hours of a day's work on the round of the clock: inside a window or not, touching the night or not."""

from datetime import time

from jobmatch.matching.codes import Shift
from jobmatch.matching.facts import Schedule
from jobmatch.matching.rules import Rules

DAY = 24 * 60


def minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def span(start: time, end: time) -> tuple[int, int]:
    """Start and length in minutes; an end at or before the start is on the next day."""
    return minutes(start), (minutes(end) - minutes(start)) % DAY or DAY


def touches_night(schedule: Schedule, rules: Rules) -> bool | None:
    """Night and rotating shifts contain nights, flexible work need not; else the hours tell. None: not known."""
    if schedule.shift in (Shift.NIGHT, Shift.ROTATING):
        return True
    if schedule.shift is Shift.FLEXIBLE:
        return False
    if schedule.start is not None and schedule.end is not None and overlaps_night(schedule.start, schedule.end, rules):
        return True
    return False if schedule.shift is Shift.DAY else None


def overlaps_night(start: time, end: time, rules: Rules) -> bool:
    begins, length = span(start, end)
    night_length = (rules.night_to - rules.night_from) % DAY
    return any(
        max(begins, rules.night_from + shift) < min(begins + length, rules.night_from + night_length + shift)
        for shift in (-DAY, 0, DAY)
    )


def fits_window(schedule: Schedule, start: time, end: time) -> bool | None:
    """Whether the work lies inside the window; the way to work is outside it. None: not known."""
    window_start, window = span(start, end)
    if schedule.shift is Shift.ROTATING:
        return False
    if schedule.hours_per_day is not None and schedule.hours_per_day * 60 > window:
        return False
    if schedule.shift is Shift.FLEXIBLE:
        return None if schedule.hours_per_day is None else True
    if schedule.start is None or schedule.end is None:
        return None
    begins, length = span(schedule.start, schedule.end)
    inside = (begins - window_start) % DAY + length <= window
    return None if inside and schedule.shift is None else inside
