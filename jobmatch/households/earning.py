"""Who of a household was in paid work from when to when, read off spells of work and memberships.

A person who goes from one employer to the next without a day between has worked in one stretch.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jobmatch import clock
from jobmatch.households.codes import WORKING, EmploymentStatus
from jobmatch.households.history import History
from jobmatch.households.model import Household
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


def stretches(past: History, household_id: int, counts: Callable[[Employment], bool]) -> tuple[Stretch, ...]:
    """The stretches of a household's members while they belonged to it, of the work that `counts`, in their order."""
    return joined(
        Stretch(spell.person_id, max(stay.joined_on, spell.since), _first(stay.left_on, spell.ended_on))
        for stay in past.of_home(household_id)
        for spell in past.of_person(stay.person_id)
        if spell.status in WORKING and counts(spell)
    )


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


def months_before(past: History, row: Household, record: HouseholdRecord, on: date) -> Decimal | None:
    """The paid work of all members of a household in the twelve months before a day, in months.

    None where it is not known for so long: who was entered in work last week has a year behind it that nobody has
    written down.
    """
    begin = _year_before(on)
    if clock.local_day(row.registered_at) > begin:
        return None
    spells = [(member, past.of_person(int(member.key))) for member in record.members]
    if not all(_known_since(member, written, begin) for member, written in spells):
        return None
    return sum((_months(written, begin, on) for _, written in spells), Decimal(0))


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
