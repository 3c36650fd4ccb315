"""Dates and ages: which day counts, inclusive ends, constraints that end, retirement."""

import pytest

from tests.matching.worlds import constraint, pair


def test_age_counts_on_the_day_of_the_start() -> None:
    born = {"birth_date": "2008-06-08"}
    demand = {"age": {"min": 18, "strict": True}}
    assert pair(born, demand | {"start": "2026-06-08"}).gates() == []
    assert pair(born, demand | {"start": "2026-06-07"}).gates() == ["G-AGE-MIN"]


def test_a_start_in_the_past_counts_as_today() -> None:
    born = {"birth_date": "2008-06-01"}
    assert pair(born, {"age": {"min": 18, "strict": True}, "start": "2026-05-01"}).gates() == []


@pytest.mark.parametrize(("birth", "gates"), [("1980-06-08", []), ("1979-06-09", []), ("1979-06-08", ["G-AGE-CAP"])])
def test_the_upper_age_is_inclusive(birth: str, gates: list[str]) -> None:
    assert pair({"birth_date": birth}, {"age": {"max": 46, "strict": True}}).gates() == gates


def test_an_age_that_is_not_strict_is_only_a_preference() -> None:
    found = pair({"birth_date": "1970-01-01"}, {"age": {"max": 45}})
    assert found.gates() == []
    assert found.soft() == ["S-AGE-PREF"]
    assert pair({"birth_date": "2005-01-01"}, {"age": {"min": 25}}).soft() == ["S-AGE-PREF"]


def test_nobody_under_sixteen_works() -> None:
    assert "G-AGE-MIN" in pair({"birth_date": "2010-06-09"}).gates()
    assert pair({"birth_date": "2010-06-08"}).gates() == []


def test_an_unknown_birth_date_is_asked() -> None:
    found = pair({"birth_date": None}, {"age": {"max": 45, "strict": True}})
    assert found.gates() == []
    assert any("born" in question for question in found.asks())


def test_the_advert_is_open_on_its_last_day_even_before_the_start() -> None:
    assert pair(None, {"expires": "2026-06-01", "start": "2026-07-01"}).gates() == []
    assert pair(None, {"expires": "2026-05-31", "start": "2026-07-01"}).gates() == ["G-EXPIRED"]


def test_a_hard_constraint_that_ends_in_time_waits() -> None:
    nights = {"schedule": {"shift": "night", "from": "22:00", "to": "06:00", "hours_per_day": 8, "days_per_month": 21}}
    no_nights = {"constraints": [constraint("night", until="2026-06-08")]}
    found = pair(no_nights, nights | {"start": "2026-06-08"})
    assert found.gates() == []
    assert found.fixes() == ["F-WAIT-DATE"]
    assert pair(no_nights, nights | {"start": "2026-06-07"}).gates() == ["G-SHIFT"]


def test_a_constraint_that_would_not_stop_the_vacancy_needs_no_waiting() -> None:
    assert pair({"constraints": [constraint("night", until="2026-06-08")]}).fixes() == []


def test_a_constraint_that_is_over_today_is_forgotten() -> None:
    nights = {"schedule": {"shift": "night", "hours_per_day": 8, "days_per_month": 21}, "start": None}
    found = pair({"constraints": [constraint("night", until="2026-06-01")]}, nights)
    assert found.gates() == []
    assert found.fixes() == []


def test_with_the_start_unknown_a_constraint_that_ends_asks_for_it() -> None:
    nights = {"schedule": {"shift": "night", "hours_per_day": 8, "days_per_month": 21}, "start": None}
    found = pair({"constraints": [constraint("night", until="2026-09-01")]}, nights)
    assert found.gates() == []
    assert any("which day" in question for question in found.asks())
    assert pair({"constraints": [constraint("night")]}, nights).gates() == ["G-SHIFT"]


def test_a_limit_without_strength_is_a_preference_and_asks_where_it_matters() -> None:
    nights = {"schedule": {"shift": "night", "hours_per_day": 8, "days_per_month": 21}}
    found = pair({"constraints": [constraint("night", None)]}, nights)
    assert found.gates() == []
    assert len(found.asks()) == 1
    assert pair({"constraints": [constraint("night", None)]}).asks() == []


def test_a_wish_that_is_over_by_the_start_costs_nothing_and_asks_nothing() -> None:
    nights = {"schedule": {"shift": "night", "hours_per_day": 8, "days_per_month": 21}}
    free = pair(None, nights)
    for strength in ("prefer", None):
        found = pair({"constraints": [constraint("night", strength, until="2026-06-08")]}, nights)
        assert found.asks() == []
        assert found.match["P1", "A"]["score"] == free.match["P1", "A"]["score"]


def test_who_is_free_later_than_the_start_asks_the_employer() -> None:
    assert pair({"available_from": "2026-06-09"}).fixes() == ["F-ASK-EMPLOYER"]
    assert pair({"available_from": "2026-06-08"}).fixes() == []
    assert pair({"available_from": "2026-06-01"}, {"start": "2026-05-01"}).fixes() == []


@pytest.mark.parametrize(
    ("sex", "birth", "warnings"),
    [
        ("female", "1973-02-14", ["W-OVERAGE-CONTRACT"]),
        ("female", "1976-06-08", []),
        ("male", "1973-02-14", []),
        ("male", "1964-01-01", ["W-OVERAGE-CONTRACT"]),
        (None, "1973-02-14", []),
    ],
)
def test_past_the_statutory_age_the_contract_is_flagged(sex: str | None, birth: str, warnings: list[str]) -> None:
    assert pair({"sex": sex, "birth_date": birth}).warnings() == warnings
