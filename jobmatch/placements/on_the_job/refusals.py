"""Why a training at work is not agreed or a month of it not claimed: a code, and a sentence for who has no words."""

from enum import StrEnum


class WhyNotTrained(StrEnum):
    """What stands in the way, one rule each."""

    NOT_AT_WORK = "not_at_work"
    BEFORE_HIRE = "before_hire"
    NOT_NEW = "not_new"
    TOO_LONG = "too_long"
    NO_MINIMUM = "no_minimum"
    LOW_WAGE = "low_wage"
    NO_SKILL = "no_skill"
    NO_TRAINER = "no_trainer"
    AT_THE_SAME_TIME = "at_the_same_time"
    SAME_OCCUPATION = "same_occupation"
    NO_SUCH_MONTH = "no_such_month"
    CLAIMED_ALREADY = "claimed_already"
    WAS_CLAIMED = "was_claimed"
    NOT_OVER = "not_over"
    STOPPED = "stopped"
    NOT_THERE = "not_there"
    WRONG_END = "wrong_end"


class CannotTrainError(ValueError):
    """Nothing was written; `facts` are what a sentence about it names."""

    def __init__(self, code: WhyNotTrained, text: str, **facts: object) -> None:
        super().__init__(text)
        self.code = code
        self.facts = facts
