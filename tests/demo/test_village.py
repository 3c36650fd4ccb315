"""The invented village: the same for the same seed, in order by the program's own checks, and nobody's real data."""

from datetime import date

import pytest

from jobmatch import parameters
from jobmatch.demo.village import SIZES, Village, village
from jobmatch.households.checks import check, check_together
from jobmatch.households.identity import check_digit
from jobmatch.matching.vocabulary import Vocabulary
from jobmatch.vacancies.codes import VacancyKind

TODAY = date(2026, 11, 21)
BOOK = parameters.book(parameters.first_rows())


@pytest.fixture(scope="module", params=[1, 2, 3])
def place(request: pytest.FixtureRequest) -> Village:
    return village(SIZES["village"], request.param, TODAY)


def test_the_same_seed_and_day_give_the_same_village(place: Village) -> None:
    assert village(SIZES["village"], 1, TODAY) == village(SIZES["village"], 1, TODAY)
    assert village(SIZES["village"], 1, TODAY) != village(SIZES["village"], 2, TODAY)


def test_every_household_passes_the_checks_of_the_form(place: Village) -> None:
    found = [
        finding
        for household in place.households
        for finding in check(household, BOOK, "520322", TODAY, fictitious_ids=True)
    ]
    assert [(one.code, one.person_key) for one in found] == []
    assert not [one for one in check_together(place.households, TODAY, fictitious_ids=True) if one.level == "E"]


def test_people_are_nobody(place: Village) -> None:
    people = [one for household in place.households for one in household.members]
    numbers = [one.id_number or "" for one in people]
    assert all(number.startswith("000000") and number[-1] == check_digit(number[:17]) for number in numbers)
    assert len(set(numbers)) == len(numbers)
    phones = [one.phone for one in people if one.phone]
    assert all(phone.startswith("1990000") for phone in phones)
    assert len(phones) - len(set(phones)) <= 1, "one of the village is written down twice"


def test_the_village_has_the_size_of_the_calibration(place: Village) -> None:
    members = [len(household.members) for household in place.households]
    assert len(members) == 40
    assert 3.9 <= sum(members) / len(members) <= 5.0


def test_every_kind_of_post_is_offered_near_and_far(place: Village) -> None:
    offers = [offer for firm in place.firms for offer in firm.offers]
    assert {offer.kind for offer in offers} == set(VacancyKind)
    assert len(offers) >= 30
    assert len(place.firms) >= 20
    provinces = {(offer.division or "")[:2] for offer in offers}
    assert {"52", "44", "33"} <= provinces


def test_every_occupation_is_one_that_matching_knows(place: Village) -> None:
    vocabulary = Vocabulary.load()
    named = {offer.occupation for firm in place.firms for offer in firm.offers}
    named |= {lesson.content.occupation for school in place.schools for lesson in school.lessons}
    assert [name for name in named if vocabulary.canonical(name or "") is None] == []


def test_dates_move_with_the_day(place: Village) -> None:
    early, late = village(40, 1, date(2026, 3, 2)), village(40, 1, TODAY)
    starts = [
        [offer.start_on for firm in one.firms for offer in firm.offers if offer.start_on] for one in (early, late)
    ]
    assert all(a < b for a, b in zip(*starts, strict=True))
    courses = [lesson.content for school in late.schools for lesson in school.lessons]
    assert courses
    assert all(course.starts_on and course.starts_on > TODAY for course in courses)
