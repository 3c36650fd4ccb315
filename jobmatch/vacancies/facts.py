"""Stored vacancies and employers as the facts that matching reads; nothing is added that nobody said."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

from jobmatch.matching import codes, facts
from jobmatch.matching.codes import Dorm, Education, Function, Hazard, Insurance, Mandarin, ReadingNeed
from jobmatch.vacancies.codes import Board, WageType
from jobmatch.vacancies.model import Employer, Vacancy

# Commission and live-in pay are read as their base by the month: what comes on top is not promised.
READ_AS = {WageType.COMMISSION: codes.WageType.MONTH, WageType.LIVE_IN: codes.WageType.MONTH}

_Word = TypeVar("_Word", bound=StrEnum)


def to_facts(vacancy: Vacancy) -> facts.Vacancy:
    """The facts of a vacancy; its id and its employer's are the database's, as text."""
    return facts.Vacancy(
        id=str(vacancy.id),
        employer=str(vacancy.employer_id),
        title=vacancy.title,
        occupation=vacancy.occupation,
        kind=vacancy.kind,
        openings=vacancy.openings,
        place=facts.Place(vacancy.division, vacancy.latitude, vacancy.longitude),
        schedule=schedule_facts(vacancy),
        wage=wage_facts(vacancy),
        dorm=_dorm(vacancy.dorm),
        age=_age(vacancy),
        education=_education(vacancy),
        certificates=tuple(facts.CertificateDemand(c.kind, c.train_first) for c in vacancy.certificates if c.required),
        experience=_experience(vacancy),
        skills=_listed(vacancy.skills),
        physical=vacancy.physical,
        functions=_words(Function, vacancy.functions),
        hazards=_words(Hazard, vacancy.hazards),
        reading=_word(ReadingNeed, vacancy.needs_reading),
        mandarin=_word(Mandarin, vacancy.needs_mandarin),
        insurance=_words(Insurance, vacancy.insurance),
        contract=vacancy.contract,
        start=vacancy.start_on,
        expires=vacancy.expires_on,
        confirmed_on=vacancy.last_confirmed,
    )


def employer_facts(employer: Employer, as_of: date) -> facts.Employer:
    """What matching may know of an employer on a day."""
    barred = employer.blacklisted_since is not None and employer.blacklisted_since <= as_of
    return facts.Employer(id=str(employer.id), verified=employer.level, blacklisted=barred)


def wage_facts(vacancy: Vacancy) -> facts.Wage:
    """The pay of a vacancy as matching reckons it; a deduction that is neither board nor lodging counts with board."""
    board, other = vacancy.board_deduction, vacancy.other_deductions
    return facts.Wage(
        type=None if vacancy.wage_type is None else wage_type_facts(vacancy.wage_type),
        minimum=vacancy.wage_min,
        maximum=vacancy.wage_max,
        overtime=vacancy.overtime,
        guaranteed=vacancy.wage_guaranteed,
        guaranteed_months=vacancy.wage_guaranteed_months,
        unit_price=vacancy.wage_unit_price,
        novice_units_per_day=vacancy.wage_novice_units_per_day,
        normal_units_per_day=vacancy.wage_normal_units_per_day,
        board_deduction=board if other is None else (board or 0) + other,
        lodging_deduction=vacancy.lodging_deduction,
    )


def wage_type_facts(kind: WageType) -> codes.WageType:
    """The way of reckoning that matching knows for a way of paying."""
    return READ_AS.get(kind) or codes.WageType(kind.value)


def schedule_facts(vacancy: Vacancy) -> facts.Schedule:
    """The working time of a vacancy."""
    return facts.Schedule(
        shift=vacancy.shift,
        start=vacancy.hours_from,
        end=vacancy.hours_to,
        hours_per_day=vacancy.hours_per_day,
        days_per_month=vacancy.days_per_month,
    )


def _dorm(board: Board | None) -> Dorm | None:
    return None if board is None else Dorm(board.value)


def _age(vacancy: Vacancy) -> facts.AgeLimit | None:
    if vacancy.age_min is None and vacancy.age_max is None:
        return None
    return facts.AgeLimit(vacancy.age_min, vacancy.age_max, vacancy.age_strict)


def _education(vacancy: Vacancy) -> facts.EducationDemand | None:
    if vacancy.education_min is None:
        return None
    return facts.EducationDemand(Education(vacancy.education_min), vacancy.education_basis)


def _experience(vacancy: Vacancy) -> facts.ExperienceDemand | None:
    if vacancy.experience_months is None and vacancy.experience_occupation is None:
        return None
    return facts.ExperienceDemand(
        vacancy.experience_occupation or vacancy.occupation, vacancy.experience_months, vacancy.experience_strict
    )


def _listed(words: Sequence[str] | None) -> tuple[str, ...] | None:
    return None if words is None else tuple(words)


def _word(enum: type[_Word], word: str | None) -> _Word | None:
    return None if word is None else enum(str(word))


def _words(enum: type[_Word], words: Sequence[str] | None) -> tuple[_Word, ...] | None:
    return None if words is None else tuple(enum(str(word)) for word in words)
