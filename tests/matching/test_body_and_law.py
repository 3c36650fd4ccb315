"""Body and law: minors, weak capacity, women's and mothers' protection, functions, reading, Mandarin, schooling."""

from typing import Any

import pytest

from tests.matching.worlds import pair

NIGHT = {"schedule": {"shift": "night", "from": "22:00", "to": "06:00", "hours_per_day": 8, "days_per_month": 21}}
ROTATING = {"schedule": {"shift": "rotating", "hours_per_day": 8, "days_per_month": 21}}
LONG = {"schedule": {"shift": "day", "from": "08:00", "to": "18:00", "hours_per_day": 9, "days_per_month": 21}}
MINOR = {"birth_date": "2009-09-20"}
OLD = {"birth_date": "1970-06-08"}


@pytest.mark.parametrize(
    ("facts", "gates"),
    [
        ({"hazards": ["traffic"]}, ["G-MINOR-HAZARD"]),
        ({"physical": 4}, ["G-MINOR-HAZARD"]),
        (NIGHT, ["G-MINOR-NIGHT"]),
        (ROTATING, ["G-MINOR-NIGHT"]),
        ({"physical": 3}, []),
        ({}, []),
    ],
)
def test_under_eighteen_no_hazards_no_heaviest_work_no_nights(facts: dict[str, Any], gates: list[str]) -> None:
    assert pair(MINOR, facts).gates() == gates


@pytest.mark.parametrize(("physical", "gates"), [(1, []), (2, []), (3, ["G-CAP"]), (4, ["G-CAP"])])
def test_weak_capacity_is_closed_to_heavy_work(physical: int, gates: list[str]) -> None:
    assert pair({"capacity": "weak"}, {"physical": physical}).gates() == gates


@pytest.mark.parametrize("facts", [LONG, NIGHT, ROTATING])
def test_weak_capacity_asks_about_long_days_and_nights(facts: dict[str, Any]) -> None:
    found = pair({"capacity": "weak"}, facts)
    assert found.gates() == []
    assert len(found.asks()) == 1
    assert pair({"capacity": "ordinary"}, facts).asks() == []


def test_the_heaviest_level_is_closed_to_women_and_older_men_and_asks_other_men() -> None:
    heavy = {"physical": 4}
    assert pair({"sex": "female"}, heavy).gates() == ["G-LAW-W"]
    assert pair({"sex": "male", **OLD}, heavy).gates() == ["G-CAP"]
    assert pair({"sex": "male", "birth_date": "1970-06-09"}, heavy).gates() == []
    for sex in ("male", None):
        found = pair({"sex": sex}, heavy)
        assert found.gates() == []
        assert len(found.asks()) == 1


def test_underground_work_is_closed_to_women() -> None:
    assert pair({"sex": "female"}, {"hazards": ["underground"]}).gates() == ["G-LAW-W"]
    assert pair({"sex": "male"}, {"hazards": ["underground"]}).gates() == []


@pytest.mark.parametrize("protection", ["pregnant", "nursing"])
@pytest.mark.parametrize(
    ("facts", "closed"),
    [
        ({"physical": 3}, True),
        ({"physical": 2}, False),
        *[
            ({"hazards": [hazard]}, True)
            for hazard in ("height", "toxic", "radiation", "underground", "heat", "cold_water", "noise", "dust")
        ],
        *[({"hazards": [hazard]}, False) for hazard in ("live_current", "machinery", "traffic")],
        ({"functions": ["lift_20kg"]}, True),
        ({"functions": ["lift_10kg"]}, False),
        (NIGHT, True),
        (ROTATING, True),
    ],
)
def test_mothers_are_protected(protection: str, facts: dict[str, Any], closed: bool) -> None:
    found = pair({"sex": "female", "protections": [protection]}, facts)
    assert ("G-LAW-PREG" in found.gates()) is closed
    assert "G-LAW-PREG" not in pair({"sex": "female"}, facts).gates()


def test_functions_that_cannot_be_done_block_and_hard_ones_ask_the_employer() -> None:
    assert pair({"limits": {"stairs": "no"}}, {"functions": ["stairs"]}).gates() == ["G-FUNC"]
    assert pair({"limits": {"stairs": "limited"}}, {"functions": ["stairs"]}).fixes() == ["F-ASK-EMPLOYER"]
    assert pair({"limits": {"stairs": "no"}}, {"functions": ["bend"]}).gates() == []


def test_unknown_functions_are_asked_only_where_they_could_matter() -> None:
    assert len(pair({"limits": None}, {"functions": ["stairs"]}).asks()) == 1
    assert pair({"limits": None}, {"functions": []}).asks() == []
    assert len(pair({"limits": {"stairs": "no"}}, {"functions": None}).asks()) == 1
    assert pair({"limits": {}}, {"functions": None}).asks() == []


@pytest.mark.parametrize(
    ("had", "needed", "gates"),
    [
        ("none", "signs", ["G-READ"]),
        ("some", "signs", []),
        ("some", "forms", ["G-READ"]),
        ("fluent", "forms", []),
        ("none", "none", []),
    ],
)
def test_reading_that_the_work_needs(had: str, needed: str, gates: list[str]) -> None:
    assert pair({"reading": had}, {"reading": needed}).gates() == gates


@pytest.mark.parametrize(
    ("had", "needed", "gates"),
    [("none", "listen", ["G-LANG"]), ("listen", "speak", ["G-LANG"]), ("listen", "listen", []), ("speak", "speak", [])],
)
def test_mandarin_that_the_work_needs(had: str, needed: str, gates: list[str]) -> None:
    assert pair({"mandarin": had}, {"mandarin": needed}).gates() == gates


@pytest.mark.parametrize("field", ["reading", "mandarin"])
def test_an_unknown_tongue_is_asked_only_where_it_could_matter(field: str) -> None:
    needed = "signs" if field == "reading" else "listen"
    assert len(pair({field: None}, {field: needed}).asks()) == 1
    assert pair({field: None}, {field: "none"}).asks() == []
    assert pair(None, {field: None}).asks() == []
    assert len(pair({field: "none"}, {field: None}).asks()) == 1


def test_schooling_that_the_law_demands_blocks_and_a_wish_does_not() -> None:
    low = {"education": "primary"}
    assert pair(low, {"education": {"min": "junior_middle", "basis": "law"}}).gates() == ["G-EDU-LAW"]
    assert pair(low, {"education": {"min": "junior_middle", "basis": "wish"}}).gates() == []
    assert len(pair(low, {"education": {"min": "junior_middle"}}).asks()) == 1
    assert pair(low, {"education": {"min": "primary", "basis": "law"}}).gates() == []


def test_senior_middle_and_vocational_school_are_one_step() -> None:
    demand = {"education": {"min": "senior_middle", "basis": "law"}}
    assert pair({"education": "secondary_vocational"}, demand).gates() == []


def test_unknown_schooling_is_asked_only_where_the_law_demands_some() -> None:
    assert len(pair({"education": None}, {"education": {"min": "primary", "basis": "law"}}).asks()) == 1
    assert pair({"education": None}, {"education": {"min": "primary", "basis": "wish"}}).asks() == []
    assert pair({"education": None}).asks() == []


def test_unknown_hazards_are_asked_for_whom_they_could_matter() -> None:
    assert len(pair(MINOR, {"hazards": None}).asks()) == 1
    assert len(pair({"protections": ["nursing"]}, {"hazards": None}).asks()) == 1
    assert pair(None, {"hazards": None}).asks() == []
