"""The form's record as plain frozen facts: what a household says of itself, before and after the database.

A workbook row, a counter form and a stored household all become a `HouseholdRecord`, so that one set of checks
serves all. Field names are those of the columns; H01 to H20 and P01 to P24 are domain.md's numbers. None means "not
known", an empty tuple means "none". Money is yuan in whole or half units; incomes are per year, wages per month.
"""

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal

from jobmatch.households.codes import (
    Assistance,
    Capacity,
    Cause,
    Channel,
    ConstraintKind,
    Education,
    EmploymentStatus,
    Evidence,
    Function,
    Health,
    HouseholdType,
    Mandarin,
    MonitorCategory,
    PhoneOwner,
    PhoneUse,
    Reading,
    Relation,
    SchoolStage,
    Sex,
    Strength,
    TrainingWish,
    WorkArea,
)


@dataclass(frozen=True)
class Disability:
    """P10: GB/T 26341 class 1 to 7, level 1 to 4, and the card's number where it was seen."""

    disability_class: int | None = None
    level: int | None = None
    card_number: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Work:
    """P14 to P19: what a person does now, and where. `workplace` is the text as given, `division` its six digits."""

    status: EmploymentStatus | None = None
    area: WorkArea | None = None
    workplace: str | None = None
    division: str | None = None
    employer: str | None = None
    title: str | None = None
    occupation: str | None = None
    industry: str | None = None
    channel: Channel | None = None
    point_to_point: bool | None = None
    wage_month: Decimal | None = None
    wage_on: date | None = None
    months_this_year: Decimal | None = None
    since: date | None = None


@dataclass(frozen=True)
class Certificate:
    """P20: kinds are the words of the ranking contract (`welding`, `health`, `licence_B2` …) or the office's own."""

    kind: str
    number: str | None = None
    issuer: str | None = None
    scope: str | None = None
    issued_on: date | None = None
    valid_to: date | None = None
    review_due: date | None = None
    original_seen_by: str | None = None
    original_seen_on: date | None = None


@dataclass(frozen=True)
class Experience:
    """P20: months in an occupation, in the person's own words, and who vouches for it."""

    occupation: str
    months: int
    evidence: Evidence = Evidence.SELF


@dataclass(frozen=True)
class Constraint:
    """P23 and 2.4: something the person holds to, until a day. Which fields a kind uses is the ranking contract's."""

    kind: ConstraintKind
    strength: Strength
    until: date | None = None
    window_from: time | None = None
    window_to: time | None = None
    area: str | None = None
    occupation: str | None = None
    with_people: tuple[int, ...] = ()
    note: str | None = None


@dataclass(frozen=True)
class Intention:
    """P21 and 2.3: what work the person would take."""

    wanted: tuple[str, ...] = ()
    wage_floor: Decimal | None = None
    wage_hoped: Decimal | None = None
    seeking_since: date | None = None
    available_from: date | None = None
    training_days_most: int | None = None
    boarding_for_training: bool | None = None
    needs_allowance: bool | None = None
    contact_hours: str | None = None
    no_offers_until: date | None = None
    unwilling_because: str | None = None


@dataclass(frozen=True)
class PersonRecord:
    """One member: P01 to P23. `key` tells members of one record apart (a row number, a person id)."""

    key: str
    name: str
    id_number: str | None = field(default=None, repr=False)
    no_id_because: str | None = None
    sex: Sex | None = None
    birth_date: date | None = None
    ethnicity: str | None = None
    relation: Relation | None = None
    education: Education | None = None
    school_stage: SchoolStage | None = None
    school_year: int | None = None
    health: frozenset[Health] = field(default=frozenset(), repr=False)
    disability: Disability | None = None
    limits: dict[Function, str] | None = None
    protections: frozenset[str] | None = field(default=None, repr=False)
    capacity: Capacity | None = None
    capacity_on: date | None = None
    capacity_by: str | None = None
    phone: str | None = field(default=None, repr=False)
    phone_owner: PhoneOwner | None = None
    smartphone: bool | None = None
    wechat_bound: bool | None = None
    phone_unreached_since: date | None = None
    mandarin: Mandarin | None = None
    dialects: tuple[str, ...] = ()
    reading: Reading | None = None
    phone_use: PhoneUse | None = None
    work: Work = field(default_factory=Work)
    willing: bool | None = None
    intention: Intention | None = None
    training_wish: TrainingWish | None = None
    certificates: tuple[Certificate, ...] | None = None
    skills: tuple[str, ...] | None = None
    experience: tuple[Experience, ...] | None = None
    constraints: tuple[Constraint, ...] | None = None
    office_code: str | None = None

    @property
    def is_student(self) -> bool:
        """Whether the person goes to school; children before school do not."""
        return self.school_stage not in (None, SchoolStage.BEFORE_SCHOOL)


@dataclass(frozen=True)
class HouseholdRecord:
    """One household: H02 to H20 and its members; H01 is `number`, given by us, `office_number` is the office's own."""

    office_number: str | None
    members: tuple[PersonRecord, ...]
    number: str | None = None
    hukou_division: str | None = None
    origin_address: str | None = None
    relocated: bool = True
    site: str | None = None
    dwelling: str | None = None
    move_in_date: date | None = None
    household_type: HouseholdType | None = None
    monitor_category: MonitorCategory | None = None
    monitor_since: date | None = None
    risk_cleared: bool | None = None
    assistance: Assistance | None = None
    main_cause: Cause | None = None
    other_causes: tuple[Cause, ...] = ()
    stated_member_count: int | None = None
    income_wage: Decimal | None = None
    income_business: Decimal | None = None
    cost_business: Decimal | None = None
    income_property: Decimal | None = None
    income_transfer: Decimal | None = None
    home_phone: str | None = field(default=None, repr=False)
    no_phone_because: str | None = None
    helper_name: str | None = None
    helper_phone: str | None = None

    @property
    def per_capita_net(self) -> Decimal | None:
        """H18 per head and year; None while any part of it is unknown or nobody is a member."""
        parts = (self.income_wage, self.income_business, self.income_property, self.income_transfer)
        known = [part for part in parts if part is not None]
        if len(known) < len(parts) or self.cost_business is None or not self.members:
            return None
        return (sum(known, Decimal(0)) - self.cost_business) / len(self.members)
