"""The invented county: calibrated, believable, lawful, the same for the same seed, and nobody's real data."""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from itertools import islice

import pytest

from jobmatch.access import Role
from jobmatch.demo.layout import PROVINCE_HOUSEHOLDS, PROVINCE_SITES, layout
from jobmatch.demo.place import Place
from jobmatch.demo.users import demo_users
from jobmatch.households import profile
from jobmatch.households.checks import check, check_together, questions
from jobmatch.households.codes import (
    WORKING,
    ConsentPurpose,
    ConstraintKind,
    EmploymentState,
    EmploymentStatus,
    Reading,
    Relation,
    SchoolStage,
    Strength,
    WorkArea,
)
from jobmatch.households.identity import check_digit
from jobmatch.households.record import PersonRecord
from jobmatch.households.zero_employment import state_of
from jobmatch.matching.ages import completed_years
from jobmatch.places import divisions
from tests.demo.conftest import BOOK, HOME, TODAY, County


def age(one: PersonRecord) -> int:
    assert one.birth_date is not None
    return completed_years(one.birth_date, TODAY)


def test_the_county_is_calibrated(county: County) -> None:
    """The figures of domain.md's table; those that decision 0060 calls chosen are the last two."""
    labourers = [
        [one for one in record.members if profile.counts_as_labourer(one, BOOK, HOME, TODAY)]
        for record in county.records
    ]
    able = [found for found in labourers if found]
    in_work = [one for found in able for one in found if one.work.status in WORKING]
    states = Counter(state_of(record, BOOK, HOME, TODAY) for record in county.records)
    achieved = {
        "people a household": len(county.people) / len(county.records),
        "households with labour": len(able) / len(labourers),
        "labourers a labour household": sum(map(len, able)) / len(able),
        "in work, outside the province": _share(in_work, lambda one: one.work.area is WorkArea.COUNTRY),
        "in work, public post": _share(in_work, lambda one: one.work.status is EmploymentStatus.PUBLIC_POST),
        "employment rate": len(in_work) / sum(map(len, able)),
        "zero-employment households": states[EmploymentState.ZERO] / len(able),
    }
    sys.stdout.write("".join(f"\n{name}: {value:.3f}" for name, value in achieved.items()))
    assert achieved["people a household"] == pytest.approx(4.45, abs=0.1)
    assert achieved["households with labour"] == pytest.approx(0.958, abs=0.012)
    assert achieved["labourers a labour household"] == pytest.approx(2.40, abs=0.08)
    assert achieved["in work, outside the province"] == pytest.approx(0.495, abs=0.04)
    assert achieved["in work, public post"] == pytest.approx(0.066, abs=0.015)
    assert 0.84 <= achieved["employment rate"] <= 0.90
    assert 0.08 <= achieved["zero-employment households"] <= 0.105


def _share(people: list[PersonRecord], holds: Callable[[PersonRecord], bool]) -> float:
    return sum(map(holds, people)) / len(people)


def test_the_county_has_its_size(county: County) -> None:
    offers = [one for firm in county.market.firms for one in firm.offers]
    assert Counter(record.site for record in county.records) == {
        "向阳社区安置点": 620, "云岭社区安置点": 360, "松河社区安置点": 220,
    }  # fmt: skip
    assert len(offers) == 400
    assert 120 <= len(county.market.firms) <= 150
    assert sum(len(school.lessons) for school in county.market.schools) == 60
    assert len(county.market.schools) > 3


def test_every_record_passes_the_checks_of_the_form(county: County) -> None:
    found = [
        (one.code, one.message)
        for home in county.homes
        for one in check(home.record, BOOK, HOME, home.asked_on, fictitious_ids=True)
    ]
    assert found == []


def test_a_few_people_are_written_down_twice(county: County) -> None:
    found = Counter(one.code for one in check_together(county.records, TODAY, fictitious_ids=True))
    assert set(found) == {"probable_duplicate"}
    assert 3 <= found["probable_duplicate"] <= 40


def test_ages_fit_within_families(county: County) -> None:
    for record in county.records:
        by_relation: dict[Relation | None, list[PersonRecord]] = {}
        for one in record.members:
            by_relation.setdefault(one.relation, []).append(one)
        (head,) = by_relation[Relation.HEAD]
        assert len(record.members) <= 12
        assert age(head) >= 18
        for spouse in by_relation.get(Relation.SPOUSE, []):
            assert abs(age(head) - age(spouse)) <= 7
        for child in (*by_relation.get(Relation.SON, []), *by_relation.get(Relation.DAUGHTER, [])):
            parent = min(age(one) for one in (head, *by_relation.get(Relation.SPOUSE, [])))
            assert parent - age(child) >= 16
        for parent in (*by_relation.get(Relation.MOTHER, []), *by_relation.get(Relation.FATHER, [])):
            assert age(parent) - age(head) >= 16
        names = [one.name for one in record.members]
        assert len(set(names)) == len(names), names
        assert all(2 <= len(name) <= 4 for name in names)


def test_children_bear_the_name_of_the_house(county: County) -> None:
    surnames = Counter(
        child.name[0] == record.members[0].name[0]
        for record in county.records
        for child in record.members
        if child.relation in (Relation.SON, Relation.DAUGHTER)
    )
    assert surnames[True] > 500
    assert surnames[False] == 0


KINDS: dict[str, Callable[[PersonRecord], bool]] = {
    "carer of a small child, tied to hours": lambda one: _held(one, ConstraintKind.HOURS, Strength.HARD),
    "fetches pupils": lambda one: _held(one, ConstraintKind.HOURS, Strength.PREFER),
    "home every night": lambda one: _held(one, ConstraintKind.HOME_EVERY_NIGHT, Strength.HARD),
    "looks after an old parent at night": lambda one: _held(one, ConstraintKind.NIGHT, Strength.HARD),
    "goes only together": lambda one: _held(one, ConstraintKind.TOGETHER, Strength.HARD),
    "needs a dormitory": lambda one: _held(one, ConstraintKind.DORM, Strength.HARD),
    "refuses a line of work": lambda one: _held(one, ConstraintKind.REFUSE, Strength.HARD),
    "over fifty": lambda one: 50 <= age(one) < 60,
    "over sixty and willing": lambda one: age(one) >= 60,
    "disabled": lambda one: one.disability is not None,
    "sixteen or seventeen, out of school": lambda one: age(one) < 18 and one.education is not None,
    "cannot read": lambda one: one.reading is Reading.NONE,
    "welder without a card": lambda one: _trade(one, "焊工") and not _card(one, "welding"),
    "card lapsed": lambda one: any(paper.valid_to and paper.valid_to < TODAY for paper in one.certificates or ()),
    "years of experience": lambda one: any(worked.months >= 36 for worked in one.experience or ()),
    "in work and wants better": lambda one: one.work.status in WORKING,
    "would learn": lambda one: one.intention is not None and bool(one.intention.training_days_most),
    "speaks Miao": lambda one: "苗" in one.dialects,
    "never asked for lists": lambda one: one.constraints is None and one.certificates is None,
    "nobody's telephone answers": lambda one: one.phone_unreached_since is not None,
}


def _held(one: PersonRecord, kind: ConstraintKind, strength: Strength) -> bool:
    return any(limit.kind is kind and limit.strength is strength for limit in one.constraints or ())


def _trade(one: PersonRecord, occupation: str) -> bool:
    return any(worked.occupation == occupation for worked in one.experience or ())


def _card(one: PersonRecord, kind: str) -> bool:
    return any(paper.kind == kind for paper in one.certificates or ())


def test_every_kind_of_seeker_occurs_many_times(county: County) -> None:
    found = {kind: sum(map(holds, county.seekers)) for kind, holds in KINDS.items()}
    assert {kind: count for kind, count in found.items() if count < 3} == {}
    assert 400 <= len(county.seekers) <= 620


def test_who_is_tied_to_the_hours_of_a_nursery_has_a_small_child_and_an_end_of_it(county: County) -> None:
    tied = [
        (record, limit)
        for record in county.records
        for one in record.members
        for limit in one.constraints or ()
        if limit.kind is ConstraintKind.HOURS and limit.strength is Strength.HARD and limit.note == "托班接送"
    ]
    assert tied
    assert all(limit.until is not None and limit.until > TODAY for _, limit in tied)
    assert all(min(map(age, record.members)) < 6 for record, _ in tied)


def test_there_are_protected_and_unwilling_people_and_students(county: County) -> None:
    assert sum(bool(one.protections) for one in county.people) >= 5
    reasons = {one.intention.unwilling_because for one in county.people if one.willing is False and one.intention}
    assert len(reasons - {None}) >= 5
    assert {one.school_stage for one in county.people} >= set(SchoolStage) - {
        SchoolStage.TECHNICIAN, SchoolStage.POSTGRADUATE,
    }  # fmt: skip
    assert {"01", "06", "09", "37"} == {one.ethnicity for one in county.people}


def test_who_goes_together_names_the_other(county: County) -> None:
    named = {
        (one.key, str(other))
        for one in county.people
        for limit in one.constraints or ()
        if limit.kind is ConstraintKind.TOGETHER
        for other in limit.with_people
    }
    assert named == {(other, one) for one, other in named}
    assert {one.key for one in county.people} == {str(number) for number in range(1, len(county.people) + 1)}
    homes = {one.key: number for number, record in enumerate(county.records) for one in record.members}
    assert {homes[one] == homes[other] for one, other in named} == {True, False}, "couples and cousins"


def test_the_counter_has_something_to_ask(county: County) -> None:
    old = sum((TODAY - home.asked_on).days > 90 for home in county.homes)
    assert 0.3 < old / len(county.homes) < 0.5
    asked = Counter(
        one.code for record in county.records for one in questions(record, BOOK, HOME, TODAY, fictitious_ids=True)
    )
    assert {"capacity_stale", "wage_stale", "phone_unreached", "helper_missing", "health_missing"} <= set(asked)


def test_some_keep_their_data_to_themselves_or_take_a_yes_back(county: County) -> None:
    said = {(one.person_key, one.purpose): one for home in county.homes for one in home.agreements}
    matched = [said.get((one.key, ConsentPurpose.MATCH_AND_TELL)) for one in county.seekers]
    assert 5 <= matched.count(None) <= 60
    assert any(one is not None and one.withdrawn_on for one in matched)
    told = [one for one in county.seekers if (one.key, ConsentPurpose.DISCLOSE_TO_EMPLOYER) in said]
    assert 0.5 < len(told) / len(county.seekers) < 0.9


def test_nobody_is_real(county: County) -> None:
    numbers = [one.id_number or "" for one in county.people]
    assert all(number.startswith("000000") and number[-1] == check_digit(number[:17]) for number in numbers)
    assert len(set(numbers)) == len(numbers)
    phones = [one.phone for one in county.people if one.phone]
    contacts = [one.contact_phone for firm in county.market.firms for one in firm.offers]
    staff = [record.helper_phone for record in county.records if record.helper_phone]
    assert all(re.fullmatch(r"1990000\d{4}", phone or "") for phone in (*phones, *contacts, *staff))
    assert not set(phones) & {*contacts, *staff}
    codes = [firm.registration.credit_code for firm in county.market.firms if firm.registration.credit_code]
    assert all(code[2:8] == "000000" for code in codes)
    real = {
        place.name.removesuffix("村民委员会")
        for place in divisions.by_code().values()
        if place.code and place.code.startswith(HOME)
    }
    villages = {re.sub(r"^.*?[镇乡](.*?村).*$", r"\1", record.origin_address or "") for record in county.records}
    assert not villages & real


SAYS = (
    "import hashlib, datetime; from jobmatch.demo.layout import layout; from jobmatch.demo.place import Place;"
    "place = Place(layout('county'), {seed}, datetime.date(2026, 11, 21));"
    "said = repr([*place.communities(), *place.markets()]);"
    "said = said.replace('frozenset', 'f');"
    "print(hashlib.sha256(''.join(sorted(said)).encode()).hexdigest(), len(said))"
)


def test_the_same_seed_gives_the_same_county_in_every_process_and_another_another() -> None:
    def said(seed: int, hashing: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", SAYS.format(seed=seed)], check=True, capture_output=True, text=True,
            env=os.environ | {"PYTHONHASHSEED": hashing},
        ).stdout  # fmt: skip

    assert said(1, "1") == said(1, "2")
    assert said(1, "1") != said(3, "1")


def test_every_staff_role_has_a_user_and_every_site_a_clerk() -> None:
    county = layout("county")
    users = demo_users(county)
    assert {Role.CLERK, Role.HELPER, Role.SUPERVISOR, Role.COUNTY, Role.AUDITOR, Role.ADMINISTRATOR} == {
        one.role for one in users
    }
    clerks = [one for one in users if one.role is Role.CLERK]
    assert [one.sites for one in clerks] == [frozenset({site.code}) for site in county.counties[0].sites]
    assert len({one.name for one in users}) == len(users)


def test_the_helper_of_the_list_has_households(county: County) -> None:
    (helper,) = [one for one in demo_users(layout("county")) if one.role is Role.HELPER]
    helped = [r for r in county.records if (r.helper_name, r.helper_phone) == (helper.shown_name, helper.phone)]
    assert len(helped) > 50


def test_the_province_has_its_size_and_its_first_site_passes_the_checks() -> None:
    province = layout("province")
    sites = [site for county in province.counties for site in county.sites]
    assert (province.households, len(sites)) == (PROVINCE_HOUSEHOLDS, PROVINCE_SITES)
    assert len({site.code for site in sites}) == len({site.name for site in sites}) == len(sites)
    assert all(divisions.is_division(county.division) for county in province.counties)
    (community,) = islice(Place(province, 1, TODAY).communities(), 1)
    found = [
        one.code
        for home in community.homes
        for one in check(home.record, BOOK, community.site.division, home.asked_on, fictitious_ids=True)
    ]
    assert found == []
