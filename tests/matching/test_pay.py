"""The pay of this person, its lawfulness, and what is no gain."""

from typing import Any

import pytest

from tests.matching.worlds import FAR, Ranked, pair, person, vacancy, world

PIECES = {"type": "piece", "unit_price": 0.8, "novice_units_per_day": 90, "normal_units_per_day": 160}
DAY = {"shift": "day", "from": "08:30", "to": "17:30", "hours_per_day": 8, "days_per_month": 22}
SEWER = {"title": "缝纫工", "occupation": "缝纫工", "wage": PIECES, "schedule": DAY}


def sewn(months: int | None, occupation: str = "缝纫工") -> dict[str, Any]:
    return {"experience": [{"occupation": occupation, "months": months, "evidence": "self"}]}


def test_experienced_is_who_has_six_months_in_the_same_occupation() -> None:
    assert pair(sewn(6), SEWER).monthly()["normal"] == 2816
    assert pair(sewn(5), SEWER).gates() == ["G-WAGE-LAW-NOVICE"]
    assert pair(sewn(60, "包装工"), SEWER).gates() == ["G-WAGE-LAW-NOVICE"]
    assert pair(sewn(6, "6-05-01-03"), SEWER).monthly()["normal"] == 2816
    assert pair(sewn(6, "踩缝纫机"), SEWER).monthly()["normal"] == 2816


def test_a_beginner_on_piece_rates_is_told_so() -> None:
    guaranteed = SEWER | {"wage": PIECES | {"guaranteed": 2000, "guaranteed_months": 2}}
    assert pair(None, guaranteed).monthly()["normal"] == 2000
    assert pair(None, guaranteed).soft() == ["S-PIECE-NOVICE"]
    assert pair(sewn(60), guaranteed).soft() == []


def test_experience_left_out_takes_the_beginners_figures_and_asks() -> None:
    found = pair({"experience": None}, SEWER)
    assert found.gates() == []
    assert found.monthly()["normal"] == 1584
    assert len(found.asks()) == 1
    assert pair({"experience": None}).asks() == []


def test_words_that_may_mean_the_same_work_are_asked() -> None:
    found = pair(sewn(24, "车工"), SEWER)
    assert found.gates() == []
    assert len(found.asks()) == 1


def test_unlawful_pay_blocks_everybody() -> None:
    low = SEWER | {"wage": PIECES | {"normal_units_per_day": 100}}
    assert pair(sewn(60), low).gates() == ["G-WAGE-LAW"]
    assert pair(None, low).gates() == ["G-WAGE-LAW"]


def test_a_far_division_has_its_own_minimum() -> None:
    parameters = {"minimum_wage_month": 1890, "by_division": {"44": {"minimum_wage_month": 3100}}}
    assert pair(None, {"place": FAR}, parameters=parameters).gates() == ["G-WAGE-LAW"]
    assert pair(None, None, parameters=parameters).gates() == []


def test_without_a_minimum_nothing_is_unlawful_but_asked() -> None:
    found = pair(None, {"wage": {"type": "month", "min": 500}}, parameters={})
    assert found.gates() == []
    assert len(found.asks()) == 1


def test_an_unknown_wage_is_null_and_asked() -> None:
    found = pair(None, {"wage": None})
    assert found.monthly() == {"normal": None, "cash": None}
    assert len(found.asks()) == 1


def test_a_kind_that_nobody_noted_is_asked_before_the_wage_is_called_unlawful() -> None:
    assert pair(None, {"kind": None, "wage": {"type": "month", "min": 500}}).gates() == []


def test_the_floor_is_held_against_cash_and_is_soft() -> None:
    wage = {"type": "month", "min": 3400, "board_deduction": 200, "lodging_deduction": 100}
    found = pair({"wage_floor": 3200}, {"wage": wage})
    assert found.monthly() == {"normal": 3400, "cash": 3100}
    assert found.soft() == ["S-LOW-WAGE"]
    assert pair({"wage_floor": 3100}, {"wage": wage}).soft() == []


@pytest.mark.parametrize(("now", "soft"), [(2728, ["S-NO-GAIN"]), (2727, [])])
def test_for_people_in_work_a_gain_is_ten_per_cent(now: int, soft: list[str]) -> None:
    assert pair({"status": "employed", "current_wage": now}).soft() == soft
    assert pair({"status": "seeking", "current_wage": now}).soft() == []


def test_what_is_no_gain_comes_last_and_is_not_assigned() -> None:
    people = [
        person("P1", status="employed", current_wage=3500, experience=sewn(60)["experience"], wanted=["缝纫"]),
        person("P2", household="H2"),
    ]
    sewing = vacancy("A", title="缝纫工", occupation="缝纫工")
    better = vacancy("B", title="保洁员", occupation="保洁员", wage={"type": "month", "min": 4000})
    found = Ranked(world(people, [sewing, better]))
    assert found.order("P1") == ["B", "A"]
    assert found.candidates("A") == ["P2", "P1"]
    assert found.assignment()["P1"] == "B"
    alone = Ranked(world(people[:1], [sewing]))
    assert alone.assignment() == {}


def test_no_insurance_and_dispatch_are_shown() -> None:
    assert pair(None, {"insurance": []}).soft() == ["S-NO-INSURANCE"]
    assert pair(None, {"insurance": None}).soft() == []
    assert pair(None, {"contract": "dispatch"}).warnings() == ["W-DISPATCH"]
