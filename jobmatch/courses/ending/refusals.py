"""Why somebody's class cannot be concluded, or a certificate not be written: a code that pages say in words."""

from enum import StrEnum


class WhyNotConclude(StrEnum):
    """What stands in the way, one rule each."""

    NOT_OVER = "not_over"
    NO_SHEETS = "no_sheets"
    CAME_TOO_SELDOM = "came_too_seldom"
    CARD_WRITTEN = "card_written"
    CLAIMED = "claimed"
    NO_CERTIFICATE = "no_certificate"
    NO_NUMBER = "no_number"
    WRONG_DAY = "wrong_day"
    DATES_REVERSED = "dates_reversed"
    NUMBER_TAKEN = "number_taken"


class CannotConcludeError(ValueError):
    """Nothing was written; `facts` are what a sentence about it names."""

    def __init__(self, code: WhyNotConclude, text: str, **facts: object) -> None:
        super().__init__(text)
        self.code = code
        self.facts = facts
