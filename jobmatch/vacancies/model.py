"""The tables of employers and their vacancies, with the log of verification and review.

A vacancy keeps the text as it was posted; what was understood of it stands in columns. Whether it is open on a day is
reckoned from its state and dates by `openness.py`. Names and titles are spelled in pinyin beside, for look-up.
"""

from datetime import date, datetime, time
from decimal import Decimal

from sqlalchemy import JSON, Date, ForeignKey, Index, Numeric, String, Text, Time, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from jobmatch.access import Role
from jobmatch.db import Base, words
from jobmatch.households import names
from jobmatch.privacy import NOT_PERSONAL, OFFERED, Keep, Purpose, personal, sensitive
from jobmatch.seal import Sealed
from jobmatch.vacancies import codes

_MONEY = Numeric(12, 4)
_DESK = OFFERED | {Role.ADMINISTRATOR}


class Employer(Base):
    """Whoever offers work: a company by its credit code, or a private household by its head, seen at the counter.

    Levels: 0 code well-formed, 1 licence seen, 2 called back on a public number, 3 visited (domain.md 3.4).
    """

    __tablename__ = "employer"
    __table_args__ = {"info": NOT_PERSONAL}

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100), index=True)
    name_pinyin: Mapped[str] = mapped_column(String(600), server_default=text("''"))
    credit_code: Mapped[str | None] = mapped_column(String(18), unique=True)
    is_agency: Mapped[bool] = mapped_column(default=False)
    agency_licence: Mapped[str | None] = mapped_column(String(60))
    agency_licence_to: Mapped[date | None] = mapped_column(Date)
    level: Mapped[int] = mapped_column(default=0)
    blacklisted_since: Mapped[date | None] = mapped_column(Date)
    division: Mapped[str | None] = mapped_column(String(12))
    address: Mapped[str | None] = mapped_column(String(200))
    head_id_number: Mapped[str | None] = mapped_column(
        Sealed("employer.head_id_number"),
        info=sensitive("ID number of a household that hires", Purpose.PROVE, seen_by=frozenset({Role.CLERK})),
    )
    registered_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    vacancies: Mapped[list["Vacancy"]] = relationship(back_populates="employer", order_by="Vacancy.id")

    @validates("name")
    def _spell(self, _key: str, name: str) -> str:
        self.name_pinyin = names.pinyin(name)
        return name


class Verification(Base):
    """One step by which somebody came to know an employer; the level is the highest step that still stands."""

    __tablename__ = "verification"
    __table_args__ = {"info": NOT_PERSONAL}

    id: Mapped[int] = mapped_column(primary_key=True)
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    level: Mapped[int]
    how: Mapped[str] = mapped_column(String(200))
    by: Mapped[str] = mapped_column(String(100))
    on: Mapped[date] = mapped_column(Date)


class Vacancy(Base):
    """A post: what, where, when, for how much, and what it truly needs."""

    __tablename__ = "vacancy"
    __table_args__ = (Index("ix_vacancy_state_expires", "state", "expires_on"), {"info": NOT_PERSONAL})

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(30), unique=True)
    source: Mapped[codes.Source] = mapped_column(words(codes.Source))
    posted_text: Mapped[str] = mapped_column(Text, default="")
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id"), index=True)
    contact_name: Mapped[str | None] = mapped_column(
        String(50), info=personal("contact person", Purpose.REACH, seen_by=_DESK, keep=Keep.UNTIL_REPLACED)
    )
    contact_phone: Mapped[str | None] = mapped_column(
        Sealed("vacancy.contact_phone"),
        info=personal("telephone of the contact", Purpose.REACH, seen_by=_DESK, keep=Keep.UNTIL_REPLACED),
    )
    title: Mapped[str] = mapped_column(String(100))
    title_pinyin: Mapped[str] = mapped_column(String(600), server_default=text("''"))
    occupation: Mapped[str | None] = mapped_column(String(60), index=True)
    occupation_confirmed_by: Mapped[str | None] = mapped_column(String(100))
    kind: Mapped[codes.VacancyKind] = mapped_column(words(codes.VacancyKind))
    state: Mapped[codes.VacancyState] = mapped_column(words(codes.VacancyState), default=codes.VacancyState.DRAFT)
    headcount: Mapped[int | None]
    filled: Mapped[int] = mapped_column(default=0)
    duties: Mapped[str | None] = mapped_column(String(200))
    requirements: Mapped[str | None] = mapped_column(String(300))
    division: Mapped[str | None] = mapped_column(String(12), index=True)
    address: Mapped[str | None] = mapped_column(String(200))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    transport: Mapped[codes.Board | None] = mapped_column(words(codes.Board))
    dorm: Mapped[codes.Board | None] = mapped_column(words(codes.Board))
    meals: Mapped[codes.Board | None] = mapped_column(words(codes.Board))
    shift: Mapped[codes.Shift | None] = mapped_column(words(codes.Shift))
    hours_from: Mapped[time | None] = mapped_column(Time)
    hours_to: Mapped[time | None] = mapped_column(Time)
    hours_per_day: Mapped[Decimal | None] = mapped_column(_MONEY)
    days_per_month: Mapped[Decimal | None] = mapped_column(_MONEY)
    wage_type: Mapped[codes.WageType | None] = mapped_column(words(codes.WageType))
    wage_min: Mapped[Decimal | None] = mapped_column(_MONEY)
    wage_max: Mapped[Decimal | None] = mapped_column(_MONEY)
    wage_guaranteed: Mapped[Decimal | None] = mapped_column(_MONEY)
    wage_guaranteed_months: Mapped[int | None]
    wage_unit: Mapped[str | None] = mapped_column(String(10))
    wage_unit_price: Mapped[Decimal | None] = mapped_column(_MONEY)
    wage_novice_units_per_day: Mapped[Decimal | None] = mapped_column(_MONEY)
    wage_normal_units_per_day: Mapped[Decimal | None] = mapped_column(_MONEY)
    overtime: Mapped[codes.Overtime | None] = mapped_column(words(codes.Overtime))
    board_deduction: Mapped[Decimal | None] = mapped_column(_MONEY)
    lodging_deduction: Mapped[Decimal | None] = mapped_column(_MONEY)
    other_deductions: Mapped[Decimal | None] = mapped_column(_MONEY)
    bonus_text: Mapped[str | None] = mapped_column(String(200))
    probation_months: Mapped[int | None]
    probation_wage: Mapped[Decimal | None] = mapped_column(_MONEY)
    pay_day: Mapped[int | None]
    advance_possible: Mapped[bool | None]
    contract: Mapped[codes.Contract | None] = mapped_column(words(codes.Contract))
    dispatch_employer: Mapped[str | None] = mapped_column(String(100))
    insurance: Mapped[list[str] | None] = mapped_column(JSON)
    age_min: Mapped[int | None]
    age_max: Mapped[int | None]
    age_strict: Mapped[bool] = mapped_column(default=False)
    age_reason: Mapped[str | None] = mapped_column(String(100))
    education_min: Mapped[str | None] = mapped_column(String(30))
    education_basis: Mapped[codes.Basis | None] = mapped_column(words(codes.Basis))
    experience_occupation: Mapped[str | None] = mapped_column(String(60))
    experience_months: Mapped[int | None]
    experience_strict: Mapped[bool] = mapped_column(default=False)
    skills: Mapped[list[str] | None] = mapped_column(JSON)
    physical: Mapped[int | None]
    functions: Mapped[list[str] | None] = mapped_column(JSON)
    hazards: Mapped[list[str] | None] = mapped_column(JSON)
    needs_reading: Mapped[str | None] = mapped_column(String(10))
    needs_mandarin: Mapped[str | None] = mapped_column(String(10))
    welcome: Mapped[list[str] | None] = mapped_column(JSON)
    start_on: Mapped[date | None] = mapped_column(Date)
    season_end: Mapped[date | None] = mapped_column(Date)
    publish_from: Mapped[date | None] = mapped_column(Date)
    expires_on: Mapped[date | None] = mapped_column(Date)
    last_confirmed: Mapped[date | None] = mapped_column(Date)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    employer: Mapped[Employer] = relationship(back_populates="vacancies")
    certificates: Mapped[list["CertificateDemand"]] = relationship(
        order_by="CertificateDemand.id", cascade="all, delete-orphan"
    )
    reviews: Mapped[list["Review"]] = relationship(order_by="Review.id")
    findings: Mapped[list["AdvertFinding"]] = relationship(order_by="AdvertFinding.id", cascade="all, delete-orphan")

    @validates("title")
    def _spell(self, _key: str, title: str) -> str:
        self.title_pinyin = names.pinyin(title)
        return title

    @property
    def openings(self) -> int | None:
        """Places still free; None where nobody said how many there are."""
        return None if self.headcount is None else max(0, self.headcount - self.filled)


class CertificateDemand(Base):
    """A certificate a post needs or prefers, and whether the employer lets people train first."""

    __tablename__ = "certificate_demand"
    __table_args__ = {"info": NOT_PERSONAL}

    id: Mapped[int] = mapped_column(primary_key=True)
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id"), index=True)
    kind: Mapped[str] = mapped_column(String(60))
    required: Mapped[bool] = mapped_column(default=True)
    train_first: Mapped[bool] = mapped_column(default=False)


class Review(Base):
    """Somebody passed or refused a vacancy; labour export and private households need two different people."""

    __tablename__ = "vacancy_review"
    __table_args__ = {"info": NOT_PERSONAL}

    id: Mapped[int] = mapped_column(primary_key=True)
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id"), index=True)
    verb: Mapped[str] = mapped_column(String(20))
    by: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(String(300), default="")


class AdvertFinding(Base):
    """A rule of the law that the advert meets with, with the words as posted and a lawful wording instead."""

    __tablename__ = "advert_finding"
    __table_args__ = {"info": NOT_PERSONAL}

    id: Mapped[int] = mapped_column(primary_key=True)
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id"), index=True)
    rule: Mapped[str] = mapped_column(String(10))
    level: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(String(200))
    because: Mapped[str] = mapped_column(String(300))
    instead: Mapped[str] = mapped_column(String(300))
