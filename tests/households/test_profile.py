"""The labour profile on a day: three ages, capacity, papers, constraints, who can work, need."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from jobmatch.households import profile
from jobmatch.households.codes import (
    Capacity,
    ConstraintKind,
    EmploymentState,
    EmploymentStatus,
    HouseholdType,
    SchoolStage,
    Sex,
    Strength,
)
from jobmatch.households.need import Need, need_of
from jobmatch.households.profile import CertificateStatus, Exclusion
from jobmatch.households.record import Certificate, Constraint, HouseholdRecord, PersonRecord, Work
from jobmatch.households.zero_employment import state_of
from tests.households.people import BOOK, HEAD, HOME, HOUSEHOLD, ON, SEEKING, SON, WIFE, WORK, with_member

WOMAN = replace(WIFE, birth_date=date(1967, 6, 1), sex=Sex.FEMALE)
MAN = replace(HEAD, birth_date=date(1985, 8, 6), sex=Sex.MALE)


def dated(household: HouseholdRecord) -> HouseholdRecord:
    """The household as it is loaded: with the birth dates of the ID numbers."""
    births = {"1": date(1985, 8, 6), "2": date(1987, 3, 2), "3": date(2005, 9, 10)}
    return replace(household, members=tuple(replace(one, birth_date=births.get(one.key)) for one in household.members))


def labourer(person: PersonRecord, on: date = ON) -> bool | None:
    return profile.stat_labour(person, BOOK, HOME, on)


def test_a_labourer_stops_being_one_on_the_sixtieth_birthday() -> None:
    assert labourer(WOMAN, date(2027, 5, 31)) is True
    assert labourer(WOMAN, date(2027, 6, 1)) is False


def test_students_and_the_unable_are_no_labourers_and_the_unknown_is_asked() -> None:
    assert labourer(replace(MAN, education=None, school_stage=SchoolStage.BACHELOR)) is False
    assert labourer(replace(MAN, capacity=Capacity.LOST)) is False
    assert labourer(replace(MAN, capacity=None)) is None
    assert labourer(replace(MAN, birth_date=None)) is None


def test_the_upper_age_is_a_parameter() -> None:
    later = BOOK.overriding({"labour_age_below": Decimal(63)})
    assert profile.stat_labour(WOMAN, later, HOME, date(2027, 6, 1)) is True


def test_who_is_willing_over_age_stands_on_a_list_of_its_own() -> None:
    over = profile.profile_of(WOMAN, BOOK, HOME, date(2027, 6, 1))
    assert (over.stat_labour, over.willing_over_age) == (False, True)
    assert profile.willing_over_age(replace(WOMAN, willing=False), BOOK, HOME, date(2027, 6, 1)) is False


def test_women_retire_by_the_workers_line() -> None:
    # Born 1975-05: 50 years and 3 months.
    assert profile.retirement_month(replace(WOMAN, birth_date=date(1975, 5, 1))) == date(2025, 8, 1)
    assert profile.retirement_month(replace(MAN, birth_date=date(1966, 8, 1))) == date(2027, 1, 1)


def test_an_assessment_of_capacity_is_asked_again_after_a_year() -> None:
    assessed = replace(MAN, capacity_on=date(2025, 6, 2))
    assert not profile.capacity_is_stale(assessed, BOOK, HOME, date(2026, 6, 1))
    assert profile.capacity_is_stale(assessed, BOOK, HOME, date(2026, 6, 2))


@pytest.mark.parametrize(
    ("person", "allowed", "if_agreed"),
    [
        (MAN, {1, 2, 3}, {4}),
        (replace(MAN, birth_date=date(1969, 1, 1)), {1, 2, 3}, set()),
        (WOMAN, {1, 2, 3}, set()),
        (replace(MAN, capacity=Capacity.WEAK), {1, 2}, set()),
        (replace(MAN, capacity=Capacity.NONE), set(), set()),
    ],
)
def test_capacity_and_law_bound_the_exertion(person: PersonRecord, allowed: set[int], if_agreed: set[int]) -> None:
    found = profile.profile_of(person, BOOK, HOME, ON)
    assert (found.physical, found.physical_if_agreed) == (allowed, if_agreed)


def test_a_constraint_ends_on_its_day_and_the_person_comes_back() -> None:
    night = Constraint(ConstraintKind.NIGHT, Strength.HARD, until=date(2026, 9, 1))
    person = replace(MAN, constraints=(night,))
    assert profile.constraints_in_force(person, date(2026, 8, 31)) == (night,)
    assert profile.constraints_in_force(person, date(2026, 9, 1)) == ()


@pytest.mark.parametrize(
    ("valid_to", "review_due", "seen", "status"),
    [
        (date(2027, 6, 1), None, date(2026, 1, 1), CertificateStatus.VALID),
        (date(2026, 8, 30), None, date(2026, 1, 1), CertificateStatus.DUE),
        (date(2026, 6, 1), None, date(2026, 1, 1), CertificateStatus.DUE),
        (date(2026, 5, 31), None, date(2026, 1, 1), CertificateStatus.LAPSED),
        (date(2029, 1, 1), date(2026, 5, 31), date(2026, 1, 1), CertificateStatus.LAPSED),
        (date(2027, 6, 1), None, None, CertificateStatus.UNSEEN),
        (date(2027, 6, 1), None, date(2025, 6, 1), CertificateStatus.UNSEEN),
    ],
)
def test_a_certificate_stands_by_its_dates(
    valid_to: date, review_due: date | None, seen: date | None, status: CertificateStatus
) -> None:
    paper = Certificate("welding", valid_to=valid_to, review_due=review_due, original_seen_on=seen)
    assert profile.certificate_status(paper, BOOK, HOME, ON) is status


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (replace(MAN, birth_date=date(2011, 1, 1)), Exclusion.UNDER_AGE),
        (replace(MAN, education=None, school_stage=SchoolStage.SENIOR_MIDDLE), Exclusion.STUDENT),
        (replace(MAN, capacity=Capacity.LOST), Exclusion.UNABLE),
        (replace(MAN, work=Work(status=EmploymentStatus.AWAY)), Exclusion.AWAY),
        (MAN, None),
    ],
)
def test_who_is_not_looked_for_work_says_why(person: PersonRecord, why: Exclusion | None) -> None:
    assert profile.exclusion(person, BOOK, HOME, ON) is why


def test_who_can_work_is_read_back() -> None:
    unsure = with_member(dated(HOUSEHOLD), "3", capacity=None)
    read = profile.who_can_work(unsure, BOOK, HOME, ON)
    assert read.words == "家里能干活的有2个人：曾国强、李小花。还要问一下曾子轩。"
    assert read.english == "2 of the household can work: 曾国强, 李小花. Still to ask: 曾子轩."


JOBLESS = with_member(dated(HOUSEHOLD), "1", work=SEEKING, willing=True)
STATES = [
    (dated(HOUSEHOLD), EmploymentState.EMPLOYED),
    (JOBLESS, EmploymentState.ZERO),
    (replace(JOBLESS, members=(replace(SON, birth_date=date(2005, 9, 10)),)), EmploymentState.NO_WISH),
    (replace(JOBLESS, members=(replace(SON, birth_date=date(1950, 9, 10)),)), EmploymentState.NO_LABOUR),
    (
        replace(JOBLESS, members=(replace(JOBLESS.members[0], willing=None, work=Work()),)),
        EmploymentState.UNKNOWN,
    ),
    (with_member(JOBLESS, "1", work=Work(status=EmploymentStatus.FARMING)), EmploymentState.ZERO),
]


@pytest.mark.parametrize(("record", "state"), STATES, ids=[state.value for _, state in STATES])
def test_zero_employment_follows_the_base_definition(record: HouseholdRecord, state: EmploymentState) -> None:
    assert state_of(record, BOOK, HOME, ON) is state


def test_hardly_any_work_in_a_year_is_as_good_as_none() -> None:
    record = dated(HOUSEHOLD)
    assert state_of(record, BOOK, HOME, ON, months_worked=Decimal(3)) is EmploymentState.ZERO
    assert state_of(record, BOOK, HOME, ON, months_worked=Decimal("3.5")) is EmploymentState.EMPLOYED


def test_need_goes_from_nobody_in_work_to_others() -> None:
    monitored = replace(dated(HOUSEHOLD), household_type=HouseholdType.MONITORED)
    children = tuple(
        PersonRecord(f"c{n}", "曾小", birth_date=date(2018, 1, n), school_stage=SchoolStage.PRIMARY) for n in (1, 2, 3)
    )
    pressed = replace(dated(HOUSEHOLD), members=(*dated(HOUSEHOLD).members, *children))
    two = with_member(pressed, "2", work=WORK)
    found = [need_of(record, BOOK, HOME, ON) for record in (JOBLESS, monitored, pressed, two)]
    assert found == [Need.NOBODY_IN_WORK, Need.MONITORED, Need.ONE_EARNER_HARD_PRESSED, Need.OTHER]
    assert need_of(replace(monitored, risk_cleared=True), BOOK, HOME, ON) is Need.OTHER
