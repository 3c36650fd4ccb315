"""Whether two posts can stand beside each other in one week: only where both are well under full time. Pure.

The Labour Contract Law (article 68) calls work part-time up to four hours a day and twenty-four hours a week.
"""

from datetime import date
from decimal import Decimal

from jobmatch.parameters import ParameterBook
from jobmatch.settings import settings
from jobmatch.vacancies.model import Vacancy

_USUAL_DAYS = Decimal(26)
"""Where only the hours of a day are known: six days a week."""
_MONTHS, _WEEKS = 12, 52


def hours_a_week(vacancy: Vacancy) -> Decimal | None:
    """The hours of a usual week; None where nobody said how long a day is."""
    if vacancy.hours_per_day is None:
        return None
    days = _USUAL_DAYS if vacancy.days_per_month is None else vacancy.days_per_month
    return Decimal(vacancy.hours_per_day) * Decimal(days) * _MONTHS / _WEEKS


def is_part_time(vacancy: Vacancy, book: ParameterBook, on: date) -> bool:
    """At most the law's hours a week; a post whose hours nobody knows counts as full time."""
    hours = hours_a_week(vacancy)
    most = book.value("part_time_hours_week", vacancy.division or settings().home_division, on)
    return hours is not None and hours <= most


def stand_together(one: Vacancy, other: Vacancy, book: ParameterBook, on: date) -> bool:
    """Whether somebody can have both posts at a time."""
    return is_part_time(one, book, on) and is_part_time(other, book, on)
