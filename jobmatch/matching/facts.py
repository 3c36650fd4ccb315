"""The facts that matching reads: frozen records of people, vacancies and courses.

None is unknown; an empty tuple is "none". Money is Decimal yuan. Where the facts come from is left to
others, the words they may carry stand in `codes.py`.
"""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from jobmatch.matching.codes import (
    Area,
    Basis,
    Capacity,
    ConstraintKind,
    Contract,
    Dorm,
    Education,
    Evidence,
    Function,
    Hazard,
    Insurance,
    Limit,
    Mandarin,
    Overtime,
    Protection,
    Reading,
    ReadingNeed,
    Sex,
    Shift,
    Status,
    Strength,
    VacancyKind,
    WageType,
)

HEALTH_CERTIFICATE = "health"


@dataclass(frozen=True, slots=True)
class DivisionParameters:
    """What holds instead of the general figures where a division's code begins with `prefix`."""

    prefix: str
    minimum_wage_month: Decimal | None = None
    minimum_wage_hour: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Parameters:
    minimum_wage_month: Decimal | None = None
    minimum_wage_hour: Decimal | None = None
    by_division: tuple[DivisionParameters, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is: division code (2 to 12 digits) and degrees of latitude and longitude, as far as known."""

    division: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Site:
    id: str
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Household:
    id: str
    site: str | None = None
    employed: int | None = None
    zero_employment_since: date | None = None
    monitored: bool | None = None


@dataclass(frozen=True, slots=True)
class Constraint:
    """One limit of a person. Only the fields of its kind are filled; from `until` on it no longer holds."""

    kind: ConstraintKind | None = None
    strength: Strength | None = None
    until: date | None = None
    start: time | None = None
    end: time | None = None
    area: Area | None = None
    people: tuple[str, ...] | None = None
    occupation: str | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    kind: str | None = None
    valid_to: date | None = None
    review_due: date | None = None


@dataclass(frozen=True, slots=True)
class Experience:
    occupation: str | None = None
    months: int | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Left:
    employer: str | None = None
    reason: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    household: str
    birth_date: date | None = None
    sex: Sex | None = None
    education: Education | None = None
    student: bool | None = None
    capacity: Capacity | None = None
    status: Status | None = None
    current_wage: Decimal | None = None
    limits: tuple[tuple[Function, Limit], ...] | None = None
    protections: tuple[Protection, ...] | None = None
    reading: Reading | None = None
    mandarin: Mandarin | None = None
    certificates: tuple[Certificate, ...] | None = None
    skills: tuple[str, ...] | None = None
    experience: tuple[Experience, ...] | None = None
    wanted: tuple[str, ...] | None = None
    wage_floor: Decimal | None = None
    seeking_since: date | None = None
    available_from: date | None = None
    training_days_max: int | None = None
    constraints: tuple[Constraint, ...] | None = None
    left: tuple[Left, ...] | None = None
    consent: bool | None = None
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True)
class Employer:
    id: str
    verified: int | None = None
    blacklisted: bool | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """`start` and `end` are the hours of one day's work; an end before the start is the next morning."""

    shift: Shift | None = None
    start: time | None = None
    end: time | None = None
    hours_per_day: Decimal | None = None
    days_per_month: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Wage:
    """Yuan; `minimum` and `maximum` are per month, day or hour as the type says, deductions are per month."""

    type: WageType | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    overtime: Overtime | None = None
    guaranteed: Decimal | None = None
    guaranteed_months: int | None = None
    unit_price: Decimal | None = None
    novice_units_per_day: Decimal | None = None
    normal_units_per_day: Decimal | None = None
    board_deduction: Decimal | None = None
    lodging_deduction: Decimal | None = None


@dataclass(frozen=True, slots=True)
class AgeLimit:
    """Completed years, both ends inclusive; a limit that is not strict is a wish."""

    minimum: int | None = None
    maximum: int | None = None
    strict: bool | None = None


@dataclass(frozen=True, slots=True)
class EducationDemand:
    minimum: Education | None = None
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class CertificateDemand:
    kind: str | None = None
    train_first: bool | None = None


@dataclass(frozen=True, slots=True)
class ExperienceDemand:
    occupation: str | None = None
    months: int | None = None
    strict: bool | None = None


@dataclass(frozen=True, slots=True)
class Vacancy:
    id: str
    employer: str
    title: str
    occupation: str | None = None
    kind: VacancyKind | None = None
    openings: int | None = None
    place: Place = Place()
    schedule: Schedule = Schedule()
    wage: Wage = Wage()
    dorm: Dorm | None = None
    age: AgeLimit | None = None
    education: EducationDemand | None = None
    certificates: tuple[CertificateDemand, ...] | None = None
    experience: ExperienceDemand | None = None
    skills: tuple[str, ...] | None = None
    physical: int | None = None
    functions: tuple[Function, ...] | None = None
    hazards: tuple[Hazard, ...] | None = None
    reading: ReadingNeed | None = None
    mandarin: Mandarin | None = None
    insurance: tuple[Insurance, ...] | None = None
    contract: Contract | None = None
    start: date | None = None
    expires: date | None = None
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """A class that ends with a certificate; `day_start` and `day_end` are its hours, `seats` those still free.

    `age` is an entry rule, whatever its `strict` says.
    """

    id: str
    title: str | None = None
    occupation: str | None = None
    certificate: str | None = None
    start: date | None = None
    end: date | None = None
    certificate_by: date | None = None
    seats: int | None = None
    day_start: time | None = None
    day_end: time | None = None
    place: Place = Place()
    boarding: bool | None = None
    fee: Decimal | None = None
    age: AgeLimit | None = None
    education: EducationDemand | None = None
    vacancies: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class World:
    as_of: date
    parameters: Parameters = Parameters()
    sites: tuple[Site, ...] = ()
    households: tuple[Household, ...] = ()
    people: tuple[Person, ...] = ()
    employers: tuple[Employer, ...] = ()
    vacancies: tuple[Vacancy, ...] = ()
    courses: tuple[Course, ...] = ()
