"""Why a sheet of attendance cannot be kept: a code that pages say in words, and whom it is about."""

from enum import StrEnum


class WhyNotMark(StrEnum):
    """What stands in the way, one rule each."""

    NOT_RUNNING = "not_running"
    DAY_OUTSIDE = "day_outside"
    STILL_TO_COME = "still_to_come"
    NOT_ON_ROSTER = "not_on_roster"
    ON_TWO_ROSTERS = "on_two_rosters"
    AT_WORK = "at_work"
    HAS_RESULT = "has_result"


class CannotMarkError(ValueError):
    """Nothing of the sheet was kept. `enrolments` are those it is about; `facts` what a sentence about it names."""

    def __init__(self, code: WhyNotMark, text: str, enrolments: tuple[int, ...] = (), **facts: object) -> None:
        super().__init__(text)
        self.code = code
        self.enrolments = enrolments
        self.facts = facts
