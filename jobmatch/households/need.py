"""The household's need as matching orders it inside a band of equal fit (domain.md 8.1, MR10); never shown outside."""

from datetime import date
from enum import IntEnum

from jobmatch.households import profile
from jobmatch.households.codes import WORKING, EmploymentState, HouseholdType
from jobmatch.households.record import HouseholdRecord
from jobmatch.households.zero_employment import state_of
from jobmatch.parameters import ParameterBook


class Need(IntEnum):
    """The tiers, most urgent first."""

    NOBODY_IN_WORK = 1
    MONITORED = 2
    ONE_EARNER_HARD_PRESSED = 3
    OTHER = 4


def need_of(record: HouseholdRecord, book: ParameterBook, division: str, on: date) -> Need:
    """The tier of a household on a day; a cleared risk is no longer monitored, unknown income weighs nothing."""
    if state_of(record, book, division, on) is EmploymentState.ZERO:
        return Need.NOBODY_IN_WORK
    if record.household_type is HouseholdType.MONITORED and not record.risk_cleared:
        return Need.MONITORED
    earners = sum(member.work.status in WORKING for member in record.members)
    labourers = sum(profile.counts_as_labourer(member, book, division, on) for member in record.members)
    many = len(record.members) - labourers >= book.whole("many_dependants", division, on)
    per_head = record.per_capita_net
    poor = per_head is not None and per_head < book.value("low_income_per_head", division, on)
    return Need.ONE_EARNER_HARD_PRESSED if earners == 1 and (many or poor) else Need.OTHER
