"""Whether a household has nobody in work although somebody could and would (domain.md 5.3), and since when."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import parameters
from jobmatch.households import profile, store
from jobmatch.households.codes import WORKING
from jobmatch.households.model import Household
from jobmatch.households.record import HouseholdRecord, PersonRecord
from jobmatch.parameters import ParameterBook
from jobmatch.settings import settings


class EmploymentState(StrEnum):
    """How a household stands with regard to work."""

    EMPLOYED = "employed"
    ZERO = "zero"
    NO_LABOUR = "no_labour"
    NO_WISH = "no_wish"
    UNKNOWN = "unknown"


def state_of(
    record: HouseholdRecord,
    book: ParameterBook,
    division: str,
    on: date,
    *,
    months_worked: Decimal | None = None,
) -> EmploymentState:
    """Base definition: somebody of working age, able and willing, and nobody employed; students and retired apart.

    `months_worked` is the paid work of all members in the twelve months before, where it is known: at most three
    (parameter) is as good as none. A household whose wish is unknown is UNKNOWN: it has to be asked.
    """
    labourers = [member for member in record.members if profile.counts_as_labourer(member, book, division, on)]
    few = book.value("zero_employment_months", division, on)
    employed = any(member.work.status in WORKING for member in record.members)
    if employed and (months_worked is None or months_worked > few or not labourers):
        return EmploymentState.EMPLOYED
    if not labourers:
        doubtful = any(_may_be_labourer(member, book, division, on) for member in record.members)
        return EmploymentState.UNKNOWN if doubtful else EmploymentState.NO_LABOUR
    wishes = [True if member.work.status in WORKING else profile.is_willing(member) for member in labourers]
    if any(wishes):
        return EmploymentState.ZERO
    return EmploymentState.UNKNOWN if None in wishes else EmploymentState.NO_WISH


def reckon(session: Session, household_ids: Iterable[int], on: date) -> None:
    """Write since when nobody is in work, found the same day, or take the mark away when somebody is."""
    book = parameters.load(session)
    rows = list(session.scalars(select(Household).where(Household.id.in_(list(household_ids)))))
    records = store.load_rows(session, rows, on)
    for row in rows:
        state = state_of(records[row.id], book, settings().home_division, on)
        if state is EmploymentState.ZERO:
            row.zero_employment_since = row.zero_employment_since or on
        elif state is not EmploymentState.UNKNOWN:
            row.zero_employment_since = None


def _may_be_labourer(member: PersonRecord, book: ParameterBook, division: str, on: date) -> bool:
    return profile.stat_labour(member, book, division, on) is None
