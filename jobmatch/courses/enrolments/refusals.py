"""Why somebody cannot join a class, or an enrolment cannot go on: a code that pages say in words."""

from enum import StrEnum


class WhyNotJoin(StrEnum):
    """What stands in the way, one rule each."""

    NOT_HELD = "not_held"
    NOT_OPEN = "not_open"
    BEGUN = "begun"
    OVERLAPS = "overlaps"
    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    SCHOOLING = "schooling"
    NO_CONSENT = "no_consent"
    NOT_SERVED = "not_served"
    NOT_BEGUN = "not_begun"
    ANOTHER_VERB = "another_verb"


class NoSuchEnrolmentError(LookupError):
    """There is no such person or enrolment."""


class CannotJoinError(ValueError):
    """The class cannot be joined, or gone on with, by this person; `facts` are what a sentence about it names."""

    def __init__(self, code: WhyNotJoin, text: str, **facts: object) -> None:
        super().__init__(text)
        self.code = code
        self.facts = facts
