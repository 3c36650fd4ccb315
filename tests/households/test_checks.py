"""Each check of the form, both ways: it speaks when it should and is silent about a good household."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from jobmatch.households import checks
from jobmatch.households.checks import Finding, catalogue
from jobmatch.households.codes import (
    Assistance,
    Capacity,
    Cause,
    Channel,
    Education,
    EmploymentStatus,
    Health,
    HouseholdType,
    Relation,
    SchoolStage,
    Sex,
)
from jobmatch.households.record import Disability, HouseholdRecord, Work
from tests.households.people import BOOK, HEAD, HOME, HOUSEHOLD, ON, SEEKING, SON, WIFE, WORK, id_number, with_member

Change = Callable[[HouseholdRecord], HouseholdRecord]


def findings(record: HouseholdRecord, asked: frozenset[str] | None = None) -> list[Finding]:
    return checks.check(record, BOOK, HOME, ON, asked=asked, fictitious_ids=True)


def codes(record: HouseholdRecord, asked: frozenset[str] | None = None) -> set[str]:
    return {found.code for found in findings(record, asked)}


def person(key: str = "1", **changes: object) -> Change:
    return lambda household: with_member(household, key, **changes)


def work(key: str = "1", **changes: object) -> Change:
    return person(key, work=replace(WORK, **changes))  # type: ignore[arg-type]


def home(**changes: object) -> Change:
    return lambda household: replace(household, **changes)  # type: ignore[arg-type]


def without_work(household: HouseholdRecord) -> HouseholdRecord:
    return with_member(household, "1", work=SEEKING, willing=True)


WRONG_DIGIT = HEAD.id_number[:16] + str((int(HEAD.id_number[16]) + 2) % 10) + HEAD.id_number[17]  # type: ignore[index]
CASES = [
    ("V01", "id_checksum", "E", person(id_number=WRONG_DIGIT)),
    ("V01", "id_birth_date", "E", person(id_number=id_number("19850231"))),
    ("V01", "id_length", "E", person(id_number="0000001985")),
    ("V01", "id_missing", "E", person(id_number=None)),
    ("V03", "no_head", "E", person(relation=Relation.OTHER)),
    ("V03", "two_heads", "E", person("3", relation=Relation.HEAD)),
    ("V03", "two_spouses", "E", person("3", relation=Relation.SPOUSE)),
    ("V04", "spouse_sex", "W", person("2", id_number=id_number("19870302", "421"))),
    ("V04", "relation_sex_conflict", "W", person("3", relation=Relation.DAUGHTER)),
    ("V05", "education_and_student", "E", person("3", school_stage=SchoolStage.BACHELOR)),
    ("V05", "education_or_student_missing", "E", person("3", education=None)),
    ("V06", "cause_illness_all_healthy", "W", home(main_cause=Cause.ILLNESS)),
    ("V07", "cause_schooling_no_student", "W", home(main_cause=Cause.SCHOOLING)),
    ("V08", "cause_disability_nobody_disabled", "W", home(main_cause=Cause.DISABILITY)),
    ("V09", "cause_repeated", "E", home(main_cause=Cause.NO_SKILL, other_causes=(Cause.NO_SKILL,))),
    ("V10", "allowance_without_receipt", "W", home(assistance=Assistance.ALLOWANCE, income_transfer=Decimal(0))),
    ("V11", "destitute_with_labourer", "W", home(assistance=Assistance.DESTITUTE)),
    ("V13", "capacity_missing", "E", person("2", capacity=None)),
    ("V14", "capacity_conflict", "W", person(capacity=Capacity.LOST)),
    ("V16", "help_for_unable", "W",
     person("2", capacity=Capacity.NONE, work=replace(SEEKING, channel=Channel.WORKSHOP))),
    ("V17", "months_invalid", "E", work(months_this_year=Decimal(14))),
    ("V17", "months_invalid", "E", work(months_this_year=Decimal(-1))),
    ("V18", "months_missing", "E", work(months_this_year=None)),
    ("V18", "workplace_missing", "E", person("2", work=replace(SEEKING, months_this_year=Decimal(2), employer="厂"))),
    ("V18", "months_without_employer", "E",
     person("2", work=replace(SEEKING, months_this_year=Decimal(2), workplace="广东省东莞市", division="441900"))),
    ("V19", "wage_income_nobody_working", "W", lambda one: replace(without_work(one), income_wage=Decimal(9000))),
    ("V19", "working_without_wage_income", "W", home(income_wage=Decimal(0))),
    ("V20", "workplace_imprecise", "E", work(workplace="广东", division=None)),
    ("V20", "workplace_imprecise", "E", work(workplace=None, division=None)),
    ("V21", "wage_missing", "E", work(wage_month=None)),
    ("V21", "employer_missing", "E", work(employer=None)),
    ("V21", "industry_missing", "E", work(industry=None)),
    ("V21", "channel_missing", "E", work(channel=None)),
    ("V21", "point_to_point_missing", "E", work(point_to_point=None)),
    ("V22", "local_post_outside_county", "E", work(status=EmploymentStatus.PUBLIC_POST, division="441900")),
    ("V22", "local_post_outside_county", "E", work(channel=Channel.WORKSHOP, division="441900")),
    ("V23", "public_post_under_age", "E",
     person("3", id_number=id_number("20110910", "235"), work=replace(WORK, status=EmploymentStatus.PUBLIC_POST))),
    ("V24", "help_without_work", "W",
     lambda one: with_member(without_work(one), "2", work=replace(SEEKING, channel=Channel.ORGANISED))),
    ("V27", "business_income_without_cost", "W", home(income_business=Decimal(5000))),
    ("V28", "income_per_head_unlikely", "W",
     home(income_wage=Decimal(400_000), income_business=Decimal(0), cost_business=Decimal(0),
          income_property=Decimal(0), income_transfer=Decimal(0))),
    ("V31", "intention_missing", "E", person("2", willing=None)),
    ("V31", "intention_missing", "E", person("2", willing=None, work=Work(status=EmploymentStatus.UNEMPLOYED))),
    ("V32", "site_missing", "E", home(site=None)),
    ("H03", "text_too_long", "E", home(origin_address="长" * 101)),
    ("H03", "text_too_long", "E", work(employer="厂" * 101)),
    ("H03", "text_too_long", "E", person("2", skills=("平" * 61,))),
    ("H06", "move_in_date_unlikely", "W", home(move_in_date=date(2015, 12, 31))),
    ("H06", "move_in_date_unlikely", "W", home(move_in_date=date(2026, 6, 2))),
    ("H08", "monitor_category_missing", "W", home(household_type=HouseholdType.MONITORED)),
    ("H08", "monitor_since_missing", "W", home(household_type=HouseholdType.MONITORED)),
    ("H11", "causes_too_many", "W", home(other_causes=(Cause.NO_SKILL, Cause.NO_LAND, Cause.REMOTE))),
    ("H12", "member_count_mismatch", "W", home(stated_member_count=8)),
    ("H12", "household_large", "W",
     lambda one: replace(one, members=one.members + tuple(replace(SON, key=f"x{n}") for n in range(15)))),
    ("H19", "phone_invalid", "W", home(home_phone="1990000116")),
    ("H19", "home_phone_missing", "W", home(home_phone=None)),
    ("P01", "name_invalid", "E", person(name="曾")),
    ("P01", "name_invalid", "E", person(name=" ")),
    ("P04", "birth_date_future", "E",
     person("3", id_number=None, no_id_because="还没上户", birth_date=date(2026, 6, 2))),
    ("V02", "id_duplicate", "E", person("2", id_number=HEAD.id_number)),
    ("P03", "sex_conflict", "W", person(sex=Sex.FEMALE)),
    ("P04", "birth_date_conflict", "W", person(birth_date=date(1984, 8, 6))),
    ("P04", "age_unlikely", "W", person("3", id_number=id_number("19200910", "235"))),
    ("P09", "health_contradiction", "W", person(health=frozenset({Health.HEALTHY, Health.CHRONIC}))),
    ("P12", "phone_invalid", "W", person(phone="1990000116")),
]  # fmt: skip


def test_a_good_household_passes_every_check() -> None:
    assert findings(HOUSEHOLD) == []


@pytest.mark.parametrize(("check", "code", "level", "change"), CASES, ids=[f"{case[0]}-{case[1]}" for case in CASES])
def test_a_check_speaks_when_it_should(check: str, code: str, level: str, change: Change) -> None:
    found = [one for one in findings(change(HOUSEHOLD)) if one.code == code]
    assert [(one.check, one.level.value) for one in found] == [(check, level)]
    assert found[0].message
    assert found[0].message_en
    assert "{" not in found[0].message + found[0].message_en


QUESTIONS = [
    ("V12", "healthy_but_weak", person("2", capacity=Capacity.WEAK)),
    ("V15", "weak_but_working", person(capacity=Capacity.WEAK)),
    ("V33", "capacity_stale", person(capacity_on=date(2025, 6, 1))),
    ("V33", "phone_unreached", person(phone_unreached_since=date(2026, 2, 1))),
    ("V33", "wage_stale", work(wage_on=date(2026, 4, 1))),
    ("P09", "health_missing", person(health=frozenset())),
    ("P10", "disability_card_missing", person(health=frozenset({Health.DISABLED}))),
    ("P18", "wage_under_minimum", work(wage_month=Decimal(1200))),
    ("H20", "helper_missing", home(helper_name=None)),
    ("P08", "school_stage_unlikely", person("3", education=None, school_stage=SchoolStage.PRIMARY)),
]


@pytest.mark.parametrize(("check", "code", "change"), QUESTIONS, ids=[case[1] for case in QUESTIONS])
def test_a_question_waits_for_the_next_visit(check: str, code: str, change: Change) -> None:
    asked = checks.questions(change(HOUSEHOLD), BOOK, HOME, ON, fictitious_ids=True)
    assert (check, code, "Q") in {(one.check, one.code, one.level.value) for one in asked}
    assert code not in codes(change(HOUSEHOLD))
    assert code not in {one.code for one in checks.questions(HOUSEHOLD, BOOK, HOME, ON, fictitious_ids=True)}


def test_incomes_equal_to_last_years_are_asked_again() -> None:
    record = replace(
        HOUSEHOLD, income_wage=Decimal(30000), income_business=Decimal(0), cost_business=Decimal(0),
        income_property=Decimal(0), income_transfer=Decimal(900),
    )  # fmt: skip
    more = replace(record, income_transfer=Decimal(901))
    same = checks.questions(record, BOOK, HOME, ON, last_year=record, fictitious_ids=True)
    changed = checks.questions(record, BOOK, HOME, ON, last_year=more, fictitious_ids=True)
    assert [one.check for one in same] == ["V29"]
    assert changed == []


def test_causes_are_content_with_a_member_they_fit() -> None:
    sick = with_member(replace(HOUSEHOLD, main_cause=Cause.ILLNESS), "2", health=frozenset({Health.CHRONIC}))
    card = Disability(4, 3)
    disabled = with_member(replace(HOUSEHOLD, main_cause=Cause.DISABILITY), "2", disability=card)
    student = with_member(
        replace(HOUSEHOLD, main_cause=Cause.SCHOOLING), "3", education=None, school_stage=SchoolStage.BACHELOR
    )
    assert codes(sick) == codes(disabled) == codes(student) == set()


def test_a_check_runs_only_where_its_column_exists() -> None:
    bare = with_member(
        replace(HOUSEHOLD, site=None), "1", work=replace(WORK, industry=None, point_to_point=None, channel=None)
    )
    columns = frozenset({"id_number", "relation", "education", "school_stage", "wage_month", "months_this_year"})
    assert codes(bare) == {"site_missing", "industry_missing", "point_to_point_missing", "channel_missing"}
    assert codes(bare, asked=columns) == set()


def test_a_students_capacity_is_not_asked_for() -> None:
    student = with_member(
        HOUSEHOLD, "3", education=None, school_stage=SchoolStage.HIGHER_VOCATIONAL, capacity=None, willing=None,
        work=Work(status=EmploymentStatus.STUDENT),
    )  # fmt: skip
    assert codes(student) == set()


def test_a_newborn_needs_no_id_number_yet() -> None:
    baby = replace(
        SON, id_number=None, birth_date=date(2026, 3, 1), education=None, school_stage=SchoolStage.BEFORE_SCHOOL,
        capacity=None, work=Work(), willing=None,
    )  # fmt: skip
    excused = replace(baby, birth_date=date(2024, 3, 1), no_id_because="还没上户")
    for child in (baby, excused):
        assert codes(replace(HOUSEHOLD, members=(HEAD, WIFE, child))) == set()


def test_who_is_unable_and_works_in_a_public_post_is_doubted_once() -> None:
    post = replace(WORK, status=EmploymentStatus.PUBLIC_POST, channel=Channel.PUBLIC_POST)
    assert codes(with_member(HOUSEHOLD, "1", capacity=Capacity.LOST, work=post)) == {"capacity_conflict"}


def test_farmers_are_not_asked_for_an_employer() -> None:
    assert codes(with_member(HOUSEHOLD, "1", work=Work(status=EmploymentStatus.FARMING), willing=None)) == set()


def test_a_fault_of_two_members_points_to_both() -> None:
    (found,) = findings(with_member(HOUSEHOLD, "3", relation=Relation.HEAD))
    assert (found.person_key, found.other_key, found.field) == ("3", "1", "relation")


def test_no_message_shows_an_id_number() -> None:
    for _, _, _, change in CASES:
        for found in findings(change(HOUSEHOLD)):
            assert not re.search(r"\d{9}", found.message + found.message_en)


def test_an_error_refuses_the_household_and_a_warning_does_not() -> None:
    assert checks.refuses(findings(replace(HOUSEHOLD, site=None)))
    assert not checks.refuses(findings(replace(HOUSEHOLD, stated_member_count=8)))


def test_one_number_in_two_households_is_said_once_at_the_second() -> None:
    other = replace(
        HOUSEHOLD, office_number="2", members=(replace(HEAD, key="9", name="赵明", education=Education.PRIMARY),)
    )
    (found,) = checks.check_together([HOUSEHOLD, other], ON, fictitious_ids=True)
    assert (found.check, found.code, found.level.value) == ("V02", "id_duplicate", "E")
    assert (found.household, found.person_key, found.other_household, found.other_key) == (1, "9", 0, "1")


def test_a_card_and_the_number_inside_it_are_one_number() -> None:
    other = replace(HOUSEHOLD, office_number="2", members=(replace(WIFE, key="9", id_number=f"{WIFE.id_number}43"),))
    assert [one.code for one in checks.check_together([HOUSEHOLD, other], ON, fictitious_ids=True)] == ["id_duplicate"]


def test_a_probable_duplicate_is_a_question_with_its_evidence() -> None:
    twice = replace(HEAD, key="9", id_number=id_number("19850806", "713"), phone=None)
    other = replace(HOUSEHOLD, office_number="2", members=(twice,))
    (found,) = checks.check_together([HOUSEHOLD, other], ON, fictitious_ids=True)
    assert (found.check, found.code, found.level.value) == ("V30", "probable_duplicate", "Q")
    assert "出生日期相同" in found.message
    assert "same birth date" in found.message_en


def test_somebody_without_a_name_is_spoken_of_all_the_same() -> None:
    nameless = person(name="", education=None)(HOUSEHOLD)
    found = checks.check(nameless, BOOK, HOME, ON, fictitious_ids=True)
    said = [(one.message, one.message_en) for one in found if one.level is checks.Level.ERROR]
    assert any("这位家人" in chinese and "this member" in english for chinese, english in said)
    assert not any("“”" in chinese or chinese.startswith("的") for chinese, _ in said)


def test_strangers_are_no_duplicates() -> None:
    within_one = person("2", id_number=HEAD.id_number)(HOUSEHOLD)  # its own check says so
    assert checks.check_together([within_one], ON, fictitious_ids=True) == []
    stranger = replace(HEAD, key="9", name="郑开富", id_number=id_number("19850806", "713"))
    assert checks.check_together([HOUSEHOLD, replace(HOUSEHOLD, members=(stranger,))], ON, fictitious_ids=True) == []


def test_every_check_of_the_catalogue_is_kept_or_says_why_not() -> None:
    numbers = {f"V{number:02}" for number in range(1, 35)}
    kept = {rule.check for rule in catalogue.RULES}
    assert numbers <= kept | set(catalogue.NOT_YET)
    assert kept.isdisjoint(catalogue.NOT_YET)


def test_a_code_means_one_thing_at_one_level() -> None:
    levels: dict[str, set[str]] = {}
    for rule in catalogue.RULES:
        levels.setdefault(rule.code, set()).add(rule.level.value)
    assert all(len(found) == 1 for found in levels.values())


def test_every_code_is_shown_by_a_test() -> None:
    shown = {code for _, code, _, _ in CASES} | {code for _, code, _ in QUESTIONS}
    elsewhere = {
        "probable_duplicate", "incomes_as_last_year", "id_fictitious", "id_province", "id_characters",
        "id_card_tail",
    }  # fmt: skip
    assert {rule.code for rule in catalogue.RULES} == shown | elsewhere
