"""The lines of a month as plain facts, whether they stand in the ledger or were counted just now."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jobmatch.households.codes import HouseholdType, LeaveReason
from jobmatch.reports.status import Place, Status


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person in one month. `present`: belonged to the household on the last day; else had left it by then.

    `left_work_because` is one of Q1 to Q15. Wages are yuan a
    month; `person_id` is None for somebody of whom nothing but the count is left.
    """

    person_id: int | None
    household_id: int
    site_id: int | None
    present: bool
    left_because: LeaveReason | None
    status: Status
    asked: bool
    of_age: bool
    place: Place | None
    employer: str | None
    occupation: str | None
    industry: str | None
    channel: str | None
    since: date | None
    wage: Decimal | None
    wage_band: int | None
    contract: str | None
    insurance: str | None
    workshop: bool
    public_post: bool
    own_account: bool
    by_us: bool
    left_work_because: str | None
    proof: str | None

    @property
    def labourer(self) -> bool:
        """Whether the person was there and could work."""
        return self.present and self.status is not Status.NO_LABOURER

    @property
    def employed(self) -> bool:
        """Whether the person was there and counts as employed."""
        return self.present and self.status is Status.EMPLOYED


@dataclass(frozen=True, slots=True)
class HouseholdLine:
    """One household in one month; without members it is not counted any more, but for how its last spell ended.

    The five zero figures are spells without an earner: closing = opening + found - cleared - otherwise.
    """

    household_id: int
    site_id: int | None
    type: HouseholdType | None
    members: int
    labourers: int
    employed: int
    zero_opening: int
    zero_found: int
    zero_cleared: int
    zero_otherwise: int
    zero_closing: int


@dataclass(frozen=True)
class MonthLines:
    """Everything that was counted of one month; `closed` False says that it is not over, or not closed, yet."""

    month: date
    people: tuple[PersonLine, ...]
    households: tuple[HouseholdLine, ...]
    closed: bool
