"""Whether a household has nobody in work although somebody could and would (domain.md 5.3), and since when."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import clock
from jobmatch.households import earning, profile, reading
from jobmatch.households.codes import WORKING, EmploymentState
from jobmatch.households.day_of_work import day_of_work
from jobmatch.households.earning import Stretch
from jobmatch.households.model import Household
from jobmatch.households.reading import Reading
from jobmatch.households.record import HouseholdRecord, PersonRecord
from jobmatch.matching import ages
from jobmatch.parameters import ParameterBook

_LONGEST_PAUSE = timedelta(days=31)
"""For so long nobody may have reckoned, and a birthday is still found to be the day on which it became so."""


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
    employed = any(earns(member, on) for member in record.members)
    if employed and (months_worked is None or months_worked > few or not labourers):
        return EmploymentState.EMPLOYED
    if not labourers:
        doubtful = any(_may_be_labourer(member, book, division, on) for member in record.members)
        return EmploymentState.UNKNOWN if doubtful else EmploymentState.NO_LABOUR
    wishes = [True if earns(member, on) else profile.is_willing(member) for member in labourers]
    if any(wishes):
        return EmploymentState.ZERO
    return EmploymentState.UNKNOWN if None in wishes else EmploymentState.NO_WISH


def earns(member: PersonRecord, on: date) -> bool:
    """Whether a member is in paid work; that of a child is none, and no reason to call a family provided for."""
    age = profile.age_of(member, on)
    return member.work.status in WORKING and (age is None or age >= ages.LABOUR_FROM)


def reckon(session: Session, household_ids: Iterable[int], on: date) -> None:
    """Write how households stand and since when nobody is in work there; reckoning again changes nothing.

    Called wherever work, wish, capacity or membership is written, and every night, since ages change by themselves.
    A household that is no longer served stands nowhere.
    """
    rows = list(session.scalars(select(Household).where(Household.id.in_(list(household_ids))).order_by(Household.id)))
    if rows:
        reckon_read(reading.read(session, rows, on))


def reckon_read(known: Reading) -> None:
    """`reckon` for households that were read already."""
    book, home, on = known.book, known.division, known.on
    served = [row for row in known.rows.values() if row.closed_on is None or row.closed_on > on]
    records = {row.id: known.records[row.id] for row in served}
    clears = known.whole("zero_clear_days")
    for row in known.rows.values():
        if row.id not in records:
            row.employment_state = row.zero_employment_since = None
            continue
        worked = earning.stretches(known.past, row.id, earning.anything_paid)
        # Work that has run for the days after which a household is cleared counts by itself, however short the year.
        lasts = any(one.covers(on) and day_of_work(one.since, clears) < on for one in worked)
        months = None if lasts else earning.months_before(known.past, row, records[row.id], on)
        state = state_of(records[row.id], book, home, on, months_worked=months)
        if state is EmploymentState.ZERO:
            row.zero_employment_since = _since(row, records[row.id], worked, on)
        elif state is not EmploymentState.UNKNOWN:
            row.zero_employment_since = None
        if row.employment_state is not state:
            row.employment_state = state


def _since(row: Household, record: HouseholdRecord, worked: Sequence[Stretch], on: date) -> date:
    """The day on which a household became one without an earner, where what it was before says so; else the day itself.

    After work it is the first day without any. Where nobody was of age, it is the sixteenth birthday that changed it.
    Who could work, and nobody knew or nobody wanted to, is found on the day on which somebody says otherwise.
    """
    entered = clock.local_day(row.registered_at)
    ends = [entered, *(one.until for one in worked if one.until is not None and one.until <= on)]
    nobody = not any(one.covers(on) for one in worked)
    if row.zero_employment_since is not None:
        # Work that came and went while nobody reckoned.
        return max(row.zero_employment_since, *ends) if nobody else row.zero_employment_since
    if row.employment_state is EmploymentState.EMPLOYED and nobody and len(ends) > 1:
        return max(ends)
    if row.employment_state is EmploymentState.NO_LABOUR:
        of_age = [_sixteenth(one.birth_date) for one in record.members if one.birth_date is not None]
        recent = [day for day in of_age if on - _LONGEST_PAUSE <= day <= on]
        return max(entered, min(recent)) if recent else on
    return on


def _sixteenth(birth: date) -> date:
    """The day on which somebody comes of age for work; who was born on 29 February does on 1 March."""
    try:
        return birth.replace(year=birth.year + ages.LABOUR_FROM)
    except ValueError:
        return date(birth.year + ages.LABOUR_FROM, 3, 1)


def _may_be_labourer(member: PersonRecord, book: ParameterBook, division: str, on: date) -> bool:
    return profile.stat_labour(member, book, division, on) is None
