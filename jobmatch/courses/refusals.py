"""Why a class cannot be entered or moved like this: a code that pages say in words, and a sentence for who has none."""

from enum import StrEnum


class WhyNot(StrEnum):
    """What stands in the way, one rule each."""

    NO_NAME = "no_name"
    NO_TITLE = "no_title"
    NO_DATES = "no_dates"
    NO_CAPACITY = "no_capacity"
    DATES_REVERSED = "dates_reversed"
    HOURS_REVERSED = "hours_reversed"
    CARD_TOO_SOON = "card_too_soon"
    AGES_REVERSED = "ages_reversed"
    NO_TELEPHONE = "no_telephone"
    PAST = "past"
    MORE_DAYS = "more_days"
    LEAST_ABOVE_MOST = "least_above_most"
    NO_LICENCE = "no_licence"
    LICENCE_OVER = "licence_over"
    ROOM_TAKEN = "room_taken"
    TEACHER_TAKEN = "teacher_taken"
    ALLOWANCE_TOO_HIGH = "allowance_too_high"
    FEWER_SEATS = "fewer_seats"
    MORE_THAN_SEATS = "more_than_seats"
    TOO_LATE = "too_late"
    NOBODY_WAITS = "nobody_waits"
    NOT_YET = "not_yet"
    NOT_OVER = "not_over"
    NOT_INSURED = "not_insured"
    CHECK_OUTSIDE = "check_outside"
    NOT_TO_COME = "not_to_come"
    HAS_RESULTS = "has_results"


class UnacceptableCourseError(ValueError):
    """The course or its provider cannot be entered or moved like this; the text says what to correct.

    `facts` are what a sentence about it names: days, numbers, the class that is in the way. `all` are the refusals that
    were found together, this one first.
    """

    def __init__(self, code: WhyNot, text: str, **facts: object) -> None:
        super().__init__(text)
        self.code = code
        self.facts = facts
        self.all: tuple[UnacceptableCourseError, ...] = (self,)
