"""The labour profile of a person, derived on a day and never stored (domain.md 2): ages, capacity, limits, papers.

It asks the ages of `matching`, so that tables and matching cannot disagree about who is how old.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from jobmatch.households.codes import Capacity, EmploymentStatus, Function, Sex
from jobmatch.households.record import Certificate, Constraint, HouseholdRecord, PersonRecord
from jobmatch.matching import ages
from jobmatch.parameters import ParameterBook

_ABLE = frozenset({Capacity.ORDINARY, Capacity.SKILLED, Capacity.WEAK})
_LIGHT = frozenset({1, 2})
_USUAL = frozenset({1, 2, 3})
_HEAVIEST = frozenset({4})
_HEAVIEST_AGES = range(18, 56)
"""Level IV is for men of these ages who agree to it; women are kept from it by law."""


class CertificateStatus(StrEnum):
    """How a certificate stands on a day."""

    VALID = "valid"
    DUE = "due"
    LAPSED = "lapsed"
    UNSEEN = "unseen"


class Exclusion(StrEnum):
    """Why a person is not looked for work now; each may end."""

    UNDER_AGE = "under_age"
    STUDENT = "student"
    UNABLE = "unable"
    AWAY = "away"


@dataclass(frozen=True)
class LabourProfile:
    """What follows from a person's record on a day; None is unknown.

    `physical` are the GB 3869 levels of exertion allowed, `physical_if_agreed` those that the person has to agree to.
    `capacity_stale` says that the assessment is older than a year and has to be asked again; it still counts.
    """

    age: int | None
    stat_labour: bool | None
    retirement_month: date | None
    retired_by_age: bool | None
    willing_over_age: bool | None
    exclusion: Exclusion | None
    capacity: Capacity | None
    capacity_stale: bool
    physical: frozenset[int]
    physical_if_agreed: frozenset[int]
    limits: Mapping[Function, str]
    constraints: tuple[Constraint, ...]
    certificates: tuple[tuple[Certificate, CertificateStatus], ...]


@dataclass(frozen=True)
class WhoCanWork:
    """H13 read back to the household, so that it can correct at once: who counts, and whom we still have to ask."""

    able: tuple[str, ...]
    to_ask: tuple[str, ...]
    over_age: tuple[str, ...]

    @property
    def words(self) -> str:
        """The sentence that is read aloud."""
        counted = f"家里能干活的有{len(self.able)}个人"
        names = f"：{'、'.join(self.able)}" if self.able else ""
        older = f"{'、'.join(self.over_age)}过了年纪，想做也可以找。" if self.over_age else ""
        asked = f"还要问一下{'、'.join(self.to_ask)}。" if self.to_ask else ""
        return f"{counted}{names}。{older}{asked}"

    @property
    def english(self) -> str:
        """The same in English."""
        counted = f"{len(self.able)} of the household can work"
        names = f": {', '.join(self.able)}" if self.able else ""
        older = f" Over age, and may look for work: {', '.join(self.over_age)}." if self.over_age else ""
        asked = f" Still to ask: {', '.join(self.to_ask)}." if self.to_ask else ""
        return f"{counted}{names}.{older}{asked}"


def profile_of(person: PersonRecord, book: ParameterBook, division: str, on: date) -> LabourProfile:
    """The labour profile of a person on a day; `division` is the home county of the parameters."""
    month = retirement_month(person)
    age = age_of(person, on)
    return LabourProfile(
        age=age,
        stat_labour=stat_labour(person, book, division, on),
        retirement_month=month,
        retired_by_age=_has_retired(person, on),
        willing_over_age=willing_over_age(person, book, division, on),
        exclusion=exclusion(person, book, division, on),
        capacity=person.capacity,
        capacity_stale=capacity_is_stale(person, book, division, on),
        physical=_physical(person.capacity),
        physical_if_agreed=_physical_if_agreed(person, age),
        limits=person.limits or {},
        constraints=constraints_in_force(person, on),
        certificates=tuple(
            (paper, certificate_status(paper, book, division, on)) for paper in person.certificates or ()
        ),
    )


def age_of(person: PersonRecord, on: date) -> int | None:
    """Completed years on a day."""
    return None if person.birth_date is None else ages.completed_years(person.birth_date, on)


def stat_labour(person: PersonRecord, book: ParameterBook, division: str, on: date) -> bool | None:
    """统计劳动力 (H13): 16 to below the upper age, no full-time student, capacity not lost; None is unknown."""
    if person.birth_date is None:
        return None
    upper = book.whole("labour_age_below", division, on)
    return ages.is_statistical_labourer(
        person.birth_date, on, upper=upper, student=_student(person), capacity=_capacity(person)
    )


def counts_as_labourer(person: PersonRecord, book: ParameterBook, division: str, on: date) -> bool:
    """Whether the person is certainly a labourer of the county's tables; soldiers and the untraceable are not."""
    away = person.work.status is EmploymentStatus.AWAY
    return not away and stat_labour(person, book, division, on) is True


def willing_over_age(person: PersonRecord, book: ParameterBook, division: str, on: date) -> bool | None:
    """超龄愿就业: at or above the upper age, willing and fit; a list of its own."""
    if person.birth_date is None:
        return None
    upper = book.whole("labour_age_below", division, on)
    return ages.is_willing_over_age(
        person.birth_date, on, upper=upper, willing=is_willing(person), capacity=_capacity(person)
    )


def retirement_month(person: PersonRecord) -> date | None:
    """First day of the month of statutory retirement, by the worker's line; None without sex or birth date."""
    if person.birth_date is None or person.sex is None:
        return None
    return ages.retirement_month(person.birth_date, ages.line_of(person.sex))


def is_willing(person: PersonRecord) -> bool | None:
    """Whether the person wants work, by the wish recorded or, without one, by the status; None was never asked."""
    if person.willing is not None:
        return person.willing
    return {EmploymentStatus.SEEKING: True, EmploymentStatus.NOT_SEEKING: False}.get(
        person.work.status or EmploymentStatus.UNEMPLOYED
    )


def exclusion(person: PersonRecord, book: ParameterBook, division: str, on: date) -> Exclusion | None:
    """Why the person is not looked for work, None where nothing known stands against it."""
    age = age_of(person, on)
    if age is not None and age < book.whole("labour_age_from", division, on):
        return Exclusion.UNDER_AGE
    if _student(person):
        return Exclusion.STUDENT
    if person.capacity is not None and person.capacity not in _ABLE:
        return Exclusion.UNABLE
    return Exclusion.AWAY if person.work.status is EmploymentStatus.AWAY else None


def capacity_is_stale(person: PersonRecord, book: ParameterBook, division: str, on: date) -> bool:
    """Whether the assessment of capacity is as old as the parameter says or older."""
    if person.capacity is None or person.capacity_on is None:
        return False
    months = book.whole("capacity_valid_months", division, on)
    return on >= months_later(person.capacity_on, months)


def constraints_in_force(person: PersonRecord, on: date) -> tuple[Constraint, ...]:
    """What the person holds to on a day; a constraint no longer holds from its `until` on."""
    return tuple(one for one in person.constraints or () if one.until is None or on < one.until)


def certificate_status(paper: Certificate, book: ParameterBook, division: str, on: date) -> CertificateStatus:
    """How a certificate stands: lapsed before unseen before due; both its dates are inclusive."""
    ends = [day for day in (paper.valid_to, paper.review_due) if day is not None]
    if ends and min(ends) < on:
        return CertificateStatus.LAPSED
    months = book.whole("certificate_seen_months", division, on)
    if paper.original_seen_on is None or on >= months_later(paper.original_seen_on, months):
        return CertificateStatus.UNSEEN
    soon = on + timedelta(days=book.whole("certificate_due_days", division, on))
    return CertificateStatus.DUE if ends and min(ends) <= soon else CertificateStatus.VALID


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months on, or the first of the next where that month lacks it."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return months_later(day.replace(day=1), months + 1)


def who_can_work(record: HouseholdRecord, book: ParameterBook, division: str, on: date) -> WhoCanWork:
    """Who of the household counts as a labourer (H13), and of whom a fact is missing."""
    counted = [(member, stat_labour(member, book, division, on)) for member in record.members]
    return WhoCanWork(
        able=tuple(member.name for member, _ in counted if counts_as_labourer(member, book, division, on)),
        to_ask=tuple(member.name for member, labourer in counted if labourer is None),
        over_age=tuple(member.name for member in record.members if willing_over_age(member, book, division, on)),
    )


def _student(person: PersonRecord) -> bool | None:
    """Whether the person goes to school; unknown where neither school nor education nor status says."""
    if person.is_student or person.work.status is EmploymentStatus.STUDENT:
        return True
    known = person.education is not None or person.school_stage is not None or person.work.status is not None
    return False if known else None


def _capacity(person: PersonRecord) -> Capacity | None:
    return person.capacity


def _has_retired(person: PersonRecord, on: date) -> bool | None:
    if person.birth_date is None or person.sex is None:
        return None
    line = ages.line_of(person.sex)
    return ages.has_reached_retirement(person.birth_date, line, on)


def _physical(capacity: Capacity | None) -> frozenset[int]:
    """Unknown capacity excludes nothing; it asks."""
    if capacity is None or capacity in (Capacity.ORDINARY, Capacity.SKILLED):
        return _USUAL
    return _LIGHT if capacity is Capacity.WEAK else frozenset()


def _physical_if_agreed(person: PersonRecord, age: int | None) -> frozenset[int]:
    strong = _physical(person.capacity) == _USUAL
    of_age = age is None or age in _HEAVIEST_AGES
    return _HEAVIEST if strong and of_age and person.sex is Sex.MALE else frozenset()
