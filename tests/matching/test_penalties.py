"""What is taken off beside the factors: the cases that a case worker would not have sent so (docs/residents.md)."""

import pytest

from tests.matching.worlds import FAR, Document, Ranked, constraint, pair, person, vacancy, world

MASON = {
    "title": "砌墙师傅", "occupation": "砌筑工", "wage": {"type": "day", "min": 240}, "physical": 3,
    "experience": {"occupation": "砌筑工", "months": 12, "strict": False},
}  # fmt: skip
PIECES = {
    "title": "平车工", "occupation": "缝纫工", "kind": "workshop",
    "wage": {
        "type": "base_piece", "min": 2000, "unit_price": 0.5, "novice_units_per_day": 50, "normal_units_per_day": 150,
    },
}  # fmt: skip


def taken(found: Ranked, name: str = "A") -> dict[str, int]:
    """What is taken off, by the name of the line."""
    return {part["factor"]: part["points"] for part in found.match["P1", name]["parts"] if not part["of"]}


def stint(occupation: str, months: int = 24) -> Document:
    return {"experience": [{"occupation": occupation, "months": months, "evidence": "employer"}]}


def test_a_shop_assistant_is_not_sent_to_lay_bricks_because_it_pays_more() -> None:
    shop = vacancy("B", title="超市营业员", occupation="商品营业员", wage={"type": "month", "min": 2600})
    found = Ranked(world([person(wage_floor=2500, **stint("收银员"))], [vacancy("A", **MASON), shop]))
    assert found.order() == ["B", "A"]
    assert taken(found) == {"untrained": -12, "heavier": -8}
    assert "单位想要做过砌筑工的，您没有做过" in found.match["P1", "A"]["why"]


def test_who_has_done_what_is_like_it_loses_less_and_who_has_done_it_nothing() -> None:
    assert taken(pair(stint("钢筋工"), MASON)) == {"practice": -4}
    assert taken(pair(stint("砌筑工"), MASON)) == {}


def test_a_post_that_cannot_do_without_a_card_waits_for_the_question() -> None:
    """MR13: it stays in the list, but below what needs no answer."""
    driver = vacancy("A", title="货车司机", wage={"type": "month", "min": 6000}, certificates=[{"kind": "licence_B2"}])
    found = Ranked(world([person(certificates=None)], [driver, vacancy("B")]))
    assert found.order() == ["B", "A"]
    assert taken(found) == {"unasked": -12}


def test_a_health_certificate_that_nobody_asked_about_is_no_reason_to_wait() -> None:
    assert taken(pair({"certificates": None}, {"certificates": [{"kind": "health"}]})) == {}


def test_strict_practice_that_nobody_asked_about_waits_too() -> None:
    strict = {"experience": {"occupation": "包装工", "months": 12, "strict": True}}
    assert "unasked" in taken(pair({"experience": None}, strict))


@pytest.mark.parametrize(
    ("facts", "off"),
    [
        ({"training_days_max": 0}, {"unlearned": -6}),
        ({"training_days_max": 5}, {}),
        ({"training_days_max": None}, {}),
        ({"training_days_max": 0, "wanted": ["缝纫工"]}, {}),
        ({"training_days_max": 0, **stint("缝纫工")}, {}),
    ],
)
def test_piece_rates_are_learned_by_who_has_days_for_it(facts: Document, off: dict[str, int]) -> None:
    assert taken(pair(facts, PIECES)) == off


def test_handwork_at_home_has_not_to_be_learned() -> None:
    assert taken(pair({"training_days_max": 0}, PIECES | {"kind": "home_piecework"})) == {}


def test_an_apprenticeship_is_not_for_the_master() -> None:
    assert taken(pair(stint("包装工", 120), {"kind": "apprenticeship"})) == {"trained": -20}
    assert taken(pair(stint("包装工", 3), {"kind": "apprenticeship"})) == {}


def test_less_than_half_of_what_is_needed_is_no_living() -> None:
    assert taken(pair({"wage_floor": 6001})) == {"no_living": -10}
    assert taken(pair({"wage_floor": 6000})) == {}


@pytest.mark.parametrize(("dorm", "off"), [("none", {"no_bed": -15}), ("free", {}), ("paid", {}), (None, {})])
def test_who_finds_no_bed_far_away_pays_for_one(dorm: str | None, off: dict[str, int]) -> None:
    assert taken(pair(None, {"place": FAR, "dorm": dorm})) == off


def test_who_fetches_children_goes_on_foot() -> None:
    """MR7: five kilometres are nothing by bus and too much between two school bells."""
    five = {"place": {"division": "520322", "lat": 28.175, "lon": 106.83}}
    window = {"constraints": [constraint("hours", **{"from": "08:00", "to": "18:00"})]}

    def points(found: Ranked) -> int:
        return next(part["points"] for part in found.match["P1", "A"]["parts"] if part["factor"] == "distance")

    assert points(pair(window, five)) < points(pair(None, five))
    assert points(pair(window)) == points(pair()) == 15


def test_a_score_is_never_below_nothing() -> None:
    poor = {"place": FAR, "wage": {"type": "month", "min": 1900}, "kind": "apprenticeship", "schedule": {}}
    found = pair({"wage_floor": 9000, **stint("包装工", 6)}, poor).match["P1", "A"]
    assert found["score"] == sum(part["points"] for part in found["parts"]) >= 0


def test_an_employer_that_would_rather_have_another_age_comes_after_one_that_does_not_mind() -> None:
    """The soft limit closes nothing (MC09), but a man of 65 is not sent first to the line that hopes for under 48."""
    line = vacancy("A", wage={"type": "month", "min": 3100}, age={"min": 18, "max": 48, "strict": False})
    found = Ranked(world([person(birth_date="1964-01-01")], [line, vacancy("B")]))
    assert found.order() == ["B", "A"]
    assert taken(found) == {"age_wish": -6}


@pytest.mark.parametrize(
    ("facts", "off"),
    [
        (stint("包装工"), {"heavier": -8}),
        ({"wanted": ["包装工"]}, {"heavier": -8}),
        (stint("建筑小工"), {}),
        (stint("包装工") | {"wanted": ["建筑小工"]}, {}),
        ({}, {}),
    ],
)
def test_nobody_is_sent_from_a_packing_table_to_carry_bricks(facts: Document, off: dict[str, int]) -> None:
    assert taken(pair(facts, {"title": "搬料清场", "occupation": "建筑小工", "physical": 3})) == off
