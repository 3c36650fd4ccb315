"""Three ages that must not be confused: the statistical labourer, statutory retirement, and who works on after it.

Retirement follows the decision of 2024-09-13, in force from 2025-01-01. The statistics' upper limit is an argument.
"""

from calendar import monthrange
from datetime import date
from enum import Enum

from jobmatch.matching.codes import Capacity, Sex

LABOUR_FROM = 16
LABOUR_CAPACITIES = frozenset({Capacity.ORDINARY, Capacity.SKILLED, Capacity.WEAK})


class RetirementLine(Enum):
    """Age before the decision (years), first birth year delayed, months of birth per month of delay, longest delay."""

    MAN = (60, 1965, 4, 36)
    WOMAN_CADRE = (55, 1970, 4, 36)
    WOMAN_WORKER = (50, 1975, 2, 60)


def completed_years(birth: date, on: date) -> int:
    """Completed years of life; who was born on 29 February is a year older on 1 March."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def line_of(sex: Sex) -> RetirementLine:
    """The line of a relocated worker: women follow the worker's line (50 to 55), not the cadre's."""
    return RetirementLine.MAN if sex is Sex.MALE else RetirementLine.WOMAN_WORKER


def retirement_age(birth: date, line: RetirementLine) -> tuple[int, int]:
    """Statutory retirement age in (years, months)."""
    years, base, step, cap = line.value
    months_in = (birth.year - base) * 12 + birth.month
    delay = 0 if months_in <= 0 else min(cap, -(-months_in // step))
    return years + delay // 12, delay % 12


def retirement_month(birth: date, line: RetirementLine) -> date:
    """First day of the calendar month in which the statutory retirement age is reached."""
    years, months = retirement_age(birth, line)
    index = (birth.year + years) * 12 + birth.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def retirement_day(birth: date, line: RetirementLine) -> date:
    """The day on which the age is completed: the day of birth in the retirement month, or that month's last day."""
    month = retirement_month(birth, line)
    return month.replace(day=min(birth.day, monthrange(month.year, month.month)[1]))


def has_reached_retirement(birth: date, line: RetirementLine, on: date) -> bool:
    return on >= retirement_day(birth, line)


def is_statistical_labourer(
    birth: date, on: date, *, upper: int, student: bool | None, capacity: Capacity | None
) -> bool | None:
    """统计劳动力: from 16 to below `upper`, no full-time student, capacity not lost. None where a fact is missing."""
    if not LABOUR_FROM <= completed_years(birth, on) < upper:
        return False
    return _able(student, capacity)


def is_willing_over_age(
    birth: date, on: date, *, upper: int, willing: bool | None, capacity: Capacity | None
) -> bool | None:
    """超龄愿就业: at or above `upper`, willing and fit; a list of its own, not part of the employment rate."""
    if completed_years(birth, on) < upper or willing is False:
        return False
    able = _able(False, capacity)
    return able if able is False or willing else None


def _able(student: bool | None, capacity: Capacity | None) -> bool | None:
    if student or (capacity is not None and capacity not in LABOUR_CAPACITIES):
        return False
    return None if student is None or capacity is None else True
