"""How a person and a household are counted on the last day of a month (domain.md 5.4, 5.7). Pure.

Who is a labourer, willing, or at work is asked of `households`, so that a table and a household's page cannot disagree.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from jobmatch.households import earning, profile
from jobmatch.households.codes import (
    WORKING,
    Channel,
    ConstraintKind,
    EmploymentStatus,
    Health,
    Strength,
    WorkArea,
)
from jobmatch.households.record import PersonRecord, Work
from jobmatch.matching.codes import Protection
from jobmatch.parameters import ParameterBook

BAND = 500
"""Yuan: wages are told outside a site in steps of so much."""
TOP_BAND = 10_000
"""Who earns as much or more stands in one band: large wages are few, and recognisable."""


class Status(StrEnum):
    """Where a person stands in table M1; a labourer is in exactly one of the first five."""

    EMPLOYED = "employed"  # column 5
    WILLING = "willing"  # column 13
    UNWILLING = "unwilling"  # column 14
    UNABLE = "unable"  # column 15
    FARMING = "farming"  # column 25
    NO_LABOURER = "no_labourer"


LABOURERS = tuple(status for status in Status if status is not Status.NO_LABOURER)


class Place(StrEnum):
    """Where somebody works; columns 7, 8, 9."""

    COUNTY = "county"
    PROVINCE = "province"
    OUT = "out"  # another province, or abroad
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Counted:
    """How a person is counted; `asked` is False where nobody has ever asked whether the person wants work."""

    status: Status
    asked: bool


def counted(person: PersonRecord, book: ParameterBook, division: str, on: date) -> Counted:
    """The class of a person on a day.

    Employed is who does work that counts (domain.md 5.4), as the clock of a household without an earner reckons it;
    who lives on odd jobs that bring less, or nobody asked what, still looks for work.

    The own word comes first: who wants work is unemployed however ill or busy. Illness, pregnancy and care explain a no
    and stand for a word that was never asked for. Who has neither a word nor such a reason counts as willing until
    asked (check V31): nobody is written off unheard.
    """
    if not profile.counts_as_labourer(person, book, division, on):
        return Counted(Status.NO_LABOURER, True)
    if person.work.status in WORKING and earning.is_employment(
        person.work.status, person.work.wage_month, book.value("subsistence_line_month", division, on)
    ):
        return Counted(Status.EMPLOYED, True)
    if person.work.status is EmploymentStatus.FARMING:
        return Counted(Status.FARMING, True)
    willing = profile.is_willing(person)
    if willing:
        return Counted(Status.WILLING, True)
    if cannot_now(person, on):
        return Counted(Status.UNABLE, willing is not None)
    return Counted(Status.WILLING, False) if willing is None else Counted(Status.UNWILLING, True)


def cannot_now(person: PersonRecord, on: date) -> bool:
    """Whether the record knows of a serious illness, of pregnancy or nursing, or of care that leaves no hour."""
    if Health.SERIOUS in person.health:
        return True
    if person.protections is not None and {Protection.PREGNANT, Protection.NURSING} & person.protections:
        return True
    return any(
        one.kind is ConstraintKind.CARE and one.strength is Strength.HARD
        for one in profile.constraints_in_force(person, on)
    )


def of_working_age(person: PersonRecord, book: ParameterBook, division: str, on: date) -> bool:
    """Whether the person is of the age at which people are counted as labourers; an unknown age is not."""
    age = profile.age_of(person, on)
    if age is None:
        return False
    return book.whole("labour_age_from", division, on) <= age < book.whole("labour_age_below", division, on)


def place_of(work: Work, home: str) -> Place:
    """Where the work is, by what was said or else by the county of the workplace; `home` is six digits."""
    if work.area is not None:
        return _PLACES[work.area]
    if work.division is None:
        return Place.UNKNOWN
    if work.division.startswith(home):
        return Place.COUNTY
    return Place.PROVINCE if work.division[:2] == home[:2] else Place.OUT


def is_workshop(work: Work) -> bool:
    """Column 10."""
    return work.channel is Channel.WORKSHOP


def is_public_post(work: Work) -> bool:
    """Column 11."""
    return work.status is EmploymentStatus.PUBLIC_POST or work.channel is Channel.PUBLIC_POST


def is_on_own_account(work: Work) -> bool:
    """Column 12."""
    return work.status in (EmploymentStatus.SELF_EMPLOYED, EmploymentStatus.FLEXIBLE)


def band_of(wage: Decimal | None) -> int | None:
    """The lower end of the band in which a monthly wage lies, in yuan."""
    return None if wage is None else min(TOP_BAND, int(wage) // BAND * BAND)


_PLACES = {
    WorkArea.TOWN: Place.COUNTY,
    WorkArea.COUNTY: Place.COUNTY,
    WorkArea.PROVINCE: Place.PROVINCE,
    WorkArea.COUNTRY: Place.OUT,
    WorkArea.ABROAD: Place.OUT,
}
