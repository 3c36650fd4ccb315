"""The first day of work as it is agreed with a hire: what a form means by it, and which days cannot be meant. Pure.

It is no word of a start (`starting`): nobody has come yet.
"""

from datetime import date, timedelta
from enum import StrEnum

from jobmatch.parameters import ParameterBook


class DayDoubt(StrEnum):
    """What is wrong with a first day."""

    NO_SUCH_DAY = "no_such_day"
    LONG_PAST = "long_past"
    FAR_OFF = "far_off"


class AgreedDayError(ValueError):
    """Nobody can have agreed to begin on that day."""

    def __init__(self, doubt: DayDoubt) -> None:
        super().__init__(f"this is no first day of work: {doubt}")
        self.doubt = doubt


def agreed_day(written: str) -> date | None:
    """The day as it was written; None where it is open. Raises AgreedDayError."""
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise AgreedDayError(DayDoubt.NO_SUCH_DAY) from error


def require_possible(begins_on: date, hired_on: date, book: ParameterBook, division: str) -> None:
    """Raises AgreedDayError for a day that lies long before the hire, or so far behind it that it is a slip."""
    if begins_on < hired_on - timedelta(days=book.whole("start_before_hire_days", division, hired_on)):
        raise AgreedDayError(DayDoubt.LONG_PAST)
    if begins_on > hired_on + timedelta(days=book.whole("start_after_hire_days", division, hired_on)):
        raise AgreedDayError(DayDoubt.FAR_OFF)
