"""Who of a household was in paid work from when to when, read off spells of work and memberships.

A person who goes from one employer to the next without a day between has worked in one stretch.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import clock
from jobmatch.households.codes import WORKING, EmploymentStatus
from jobmatch.households.model import Household, Membership
from jobmatch.households.record import HouseholdRecord, PersonRecord
from jobmatch.households.working_life import Employment
from jobmatch.matching import ages

_DAYS_IN_A_YEAR = 365
_MONTHS_IN_A_YEAR = 12


@dataclass(frozen=True)
class Stretch:
    """A person in work from a day on, until but not including another; None: it goes on."""

    person_id: int
    since: date
    until: date | None

    def covers(self, day: date) -> bool:
        """Whether the person is in work on a day."""
        return self.since <= day and (self.until is None or day < self.until)


def anything_paid(_: Employment) -> bool:
    """Work of any kind that the form counts as such (P14)."""
    return True


def is_employment(status: EmploymentStatus, wage_month: Decimal | None, subsistence: Decimal) -> bool:
    """Which paid work counts as employment (domain.md 5.4): contract, own business, public post; flexible by its pay.

    A record has no days of attendance, so flexible work counts from the subsistence line on, and not before somebody
    has asked what it brings.
    """
    return status is not EmploymentStatus.FLEXIBLE or (wage_month is not None and wage_month >= subsistence)


def stretches(
    session: Session, household_ids: Iterable[int], counts: Callable[[Employment], bool]
) -> dict[int, tuple[Stretch, ...]]:
    """The stretches of a household's members while they belonged to it, of the work that `counts`, in their order."""
    rows = session.execute(
        select(Membership, Employment)
        .join(Employment, Employment.person_id == Membership.person_id)
        .where(Membership.household_id.in_(list(household_ids)), Employment.status.in_(WORKING))
    ).all()
    found: dict[int, list[Stretch]] = defaultdict(list)
    for membership, spell in rows:
        if counts(spell):
            since, until = max(membership.joined_on, spell.since), _first(membership.left_on, spell.ended_on)
            found[membership.household_id].append(Stretch(spell.person_id, since, until))
    return {household_id: joined(pieces) for household_id, pieces in found.items()}


def joined(pieces: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Pieces of one person that touch or overlap become one; what holds for no day falls away. Earliest first."""
    whole: list[Stretch] = []
    for piece in sorted(pieces, key=lambda one: (one.person_id, one.since)):
        if piece.until is not None and piece.until <= piece.since:
            continue
        last = whole[-1] if whole else None
        if last is None or last.person_id != piece.person_id or (last.until is not None and last.until < piece.since):
            whole.append(piece)
        else:
            until = None if None in (last.until, piece.until) else max(filter(None, (last.until, piece.until)))
            whole[-1] = Stretch(last.person_id, last.since, until)
    return tuple(sorted(whole, key=lambda one: (one.since, one.person_id)))


def months_before(
    session: Session, rows: Sequence[Household], records: Mapping[int, HouseholdRecord], on: date
) -> dict[int, Decimal]:
    """The paid work of all members in the twelve months before a day, in months, by household.

    A household of which it is not known for so long is left out: who was entered in work last week has a year behind
    it that nobody has written down.
    """
    people = {int(member.key): member for record in records.values() for member in record.members}
    spells: dict[int, list[Employment]] = defaultdict(list)
    for spell in session.scalars(select(Employment).where(Employment.person_id.in_(people))):
        spells[spell.person_id].append(spell)
    begin = _year_before(on)
    found = {}
    for row in rows:
        members = [int(member.key) for member in records[row.id].members]
        served = clock.local_day(row.registered_at) <= begin
        if served and all(_known_since(people[one], spells[one], begin) for one in members):
            found[row.id] = sum((_months(spells[one], begin, on) for one in members), Decimal(0))
    return found


def _known_since(person: PersonRecord, spells: Sequence[Employment], begin: date) -> bool:
    """Whether what the person did is known from a day on; a child did nothing that counts."""
    if any(spell.since <= begin for spell in spells):
        return True
    return person.birth_date is not None and ages.completed_years(person.birth_date, begin) < ages.LABOUR_FROM


def _months(spells: Iterable[Employment], begin: date, on: date) -> Decimal:
    worked = [Stretch(one.person_id, one.since, one.ended_on) for one in spells if one.status in WORKING]
    days = sum(max(0, ((one.until or on) - max(one.since, begin)).days) for one in _within(worked, on))
    return Decimal(days) * _MONTHS_IN_A_YEAR / _DAYS_IN_A_YEAR


def _within(worked: Iterable[Stretch], on: date) -> Iterable[Stretch]:
    return (Stretch(one.person_id, one.since, _first(one.until, on)) for one in joined(worked))


def _first(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return date(day.year - 1, 3, 1)
