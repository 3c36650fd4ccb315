"""What an employer offers, as one frozen record: the content of a vacancy without its life, from a form or a list.

Field names are those of the columns. None is "not said", an empty tuple "none".
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, time
from decimal import Decimal
from typing import Any

from jobmatch.vacancies.codes import (
    Basis,
    Board,
    Contract,
    Insurance,
    Overtime,
    Shift,
    VacancyKind,
    WageType,
    Welcome,
)
from jobmatch.vacancies.model import CertificateDemand, Vacancy


@dataclass(frozen=True)
class CertificateWanted:
    """A certificate of the post; `train_first`: the employer waits until the person has it."""

    kind: str
    required: bool = True
    train_first: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """One post as offered. Money is yuan per the wage type's own period, deductions per month, hours local."""

    title: str
    kind: VacancyKind
    posted_text: str = ""
    occupation: str | None = None
    contact_name: str | None = None
    contact_phone: str | None = None
    headcount: int | None = None
    duties: str | None = None
    requirements: str | None = None
    division: str | None = None
    address: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    transport: Board | None = None
    dorm: Board | None = None
    meals: Board | None = None
    shift: Shift | None = None
    hours_from: time | None = None
    hours_to: time | None = None
    hours_per_day: Decimal | None = None
    days_per_month: Decimal | None = None
    wage_type: WageType | None = None
    wage_min: Decimal | None = None
    wage_max: Decimal | None = None
    wage_guaranteed: Decimal | None = None
    wage_guaranteed_months: int | None = None
    wage_unit: str | None = None
    wage_unit_price: Decimal | None = None
    wage_novice_units_per_day: Decimal | None = None
    wage_normal_units_per_day: Decimal | None = None
    overtime: Overtime | None = None
    board_deduction: Decimal | None = None
    lodging_deduction: Decimal | None = None
    other_deductions: Decimal | None = None
    bonus_text: str | None = None
    probation_months: int | None = None
    probation_wage: Decimal | None = None
    pay_day: int | None = None
    advance_possible: bool | None = None
    contract: Contract | None = None
    dispatch_employer: str | None = None
    insurance: tuple[Insurance, ...] | None = None
    age_min: int | None = None
    age_max: int | None = None
    age_strict: bool = False
    age_reason: str | None = None
    education_min: str | None = None
    education_basis: Basis | None = None
    experience_occupation: str | None = None
    experience_months: int | None = None
    experience_strict: bool = False
    skills: tuple[str, ...] | None = None
    physical: int | None = None
    functions: tuple[str, ...] | None = None
    hazards: tuple[str, ...] | None = None
    needs_reading: str | None = None
    needs_mandarin: str | None = None
    welcome: tuple[Welcome, ...] | None = None
    start_on: date | None = None
    season_end: date | None = None
    expires_on: date | None = None
    certificates: tuple[CertificateWanted, ...] = ()


def differing(before: Offer, after: Offer) -> tuple[str, ...]:
    """The names of the fields in which two offers differ, in the order of the record."""
    return tuple(one.name for one in fields(Offer) if getattr(before, one.name) != getattr(after, one.name))


def write(vacancy: Vacancy, offer: Offer, names: Sequence[str]) -> None:
    """Write the named fields of an offer into a vacancy's columns."""
    for name in names:
        setattr(vacancy, name, _stored(getattr(offer, name)))


def read(vacancy: Vacancy) -> Offer:
    """The offer as a vacancy's columns have it."""
    return Offer(**{one.name: _read(one.name, getattr(vacancy, one.name)) for one in fields(Offer)})


def _stored(value: Any) -> Any:
    if not isinstance(value, tuple):
        return value
    return [CertificateDemand(**vars(one)) if isinstance(one, CertificateWanted) else str(one) for one in value]


def _read(name: str, value: Any) -> Any:
    if name == "certificates":
        return tuple(CertificateWanted(one.kind, one.required, one.train_first) for one in value)
    listed = {"insurance": Insurance, "welcome": Welcome}.get(name, str)
    return tuple(listed(one) for one in value) if isinstance(value, list) else value
