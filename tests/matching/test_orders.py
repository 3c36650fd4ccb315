"""The orders: a person's list, the candidates of a vacancy in bands, and the assignment of all openings at once."""

from typing import Any

from tests.matching.worlds import Ranked, person, vacancy, world


def packer(name: str, months: int, household: str = "H1", **facts: Any) -> dict[str, Any]:
    worked = [{"occupation": "包装工", "months": months, "evidence": "insurance"}]
    return person(name, household=household, experience=worked, **facts)


def households(**employed: int) -> list[dict[str, Any]]:
    return [{"id": name, "site": "S1", "employed": count, "monitored": False} for name, count in employed.items()]


def test_of_equal_scores_the_higher_cash_and_then_the_smaller_id_comes_first() -> None:
    vacancies = [
        vacancy("A", wage={"type": "month", "min": 9000}),
        vacancy("B", wage={"type": "month", "min": 9001}),
        vacancy("C", wage={"type": "month", "min": 9000}),
    ]
    found = Ranked(world([person()], vacancies))
    assert len({row["score"] for row in found.result["matches"]}) == 1
    assert found.order() == ["B", "A", "C"]


def test_ranks_count_from_one() -> None:
    found = Ranked(world([person()], [vacancy("A"), vacancy("B")]))
    assert [row["rank"] for row in found.result["matches"]] == [1, 2]


def test_inside_a_band_the_household_without_earner_goes_first_then_the_monitored() -> None:
    people = [packer("P1", 24, "HX"), packer("P2", 20, "HM"), packer("P3", 20, "HZ")]
    needs = [*households(HX=1, HZ=0), {"id": "HM", "site": "S1", "employed": 1, "monitored": True}]
    assert Ranked(world(people, [vacancy()], households=needs)).candidates() == ["P3", "P2", "P1"]


def test_present_income_is_no_fit_so_of_equals_the_one_out_of_work_goes_first() -> None:
    at_work = packer("P1", 24, "HX", status="employed", current_wage=500)
    found = Ranked(world([at_work, packer("P2", 24, "HY")], [vacancy()], households=households(HX=1, HY=1)))
    assert found.match["P1", "A"]["score"] == found.match["P2", "A"]["score"]
    assert found.candidates() == ["P2", "P1"]


def test_need_never_lifts_over_a_band() -> None:
    people = [packer("P1", 24, "HX"), packer("P2", 12, "HZ")]
    assert Ranked(world(people, [vacancy()], households=households(HX=1, HZ=0))).candidates() == ["P1", "P2"]


def test_a_band_begins_with_the_best_not_yet_placed() -> None:
    """Scores 30, 21 and 15 apart: the third is within ten of the second, but not of the first."""
    people = [packer("P1", 24, "HX"), packer("P2", 17, "HX"), packer("P3", 12, "HZ")]
    found = Ranked(world(people, [vacancy()], households=households(HX=1, HZ=0)))
    scores = {name: found.match[name, "A"]["score"] for name in ("P1", "P2", "P3")}
    assert scores["P1"] - scores["P2"] < 10 <= scores["P1"] - scores["P3"]
    assert scores["P2"] - scores["P3"] < 10
    assert found.candidates() == ["P1", "P2", "P3"]


def test_exactly_ten_points_below_is_the_next_band() -> None:
    people = [packer("P1", 24, "HX"), packer("P2", 16, "HZ")]
    found = Ranked(world(people, [vacancy()], households=households(HX=1, HZ=0)))
    assert found.match["P1", "A"]["score"] - found.match["P2", "A"]["score"] == 10
    assert found.candidates() == ["P1", "P2"]


def test_inside_a_band_out_of_work_then_the_longer_wait_then_fit_then_id() -> None:
    people = [
        packer("P1", 24, status="employed"),
        packer("P2", 24),
        packer("P3", 22, seeking_since="2026-03-01"),
        packer("P4", 20, seeking_since="2026-01-01"),
        packer("P5", 23),
        packer("P6", 23),
    ]
    assert Ranked(world(people, [vacancy()])).candidates() == ["P4", "P3", "P2", "P5", "P6", "P1"]


def test_openings_are_respected_and_nobody_gets_two() -> None:
    people = [packer(f"P{number}", number) for number in range(1, 6)]
    found = Ranked(world(people, [vacancy("A", openings=2), vacancy("B", openings=1)]))
    taken = found.assignment()
    assert len(taken) == 3
    assert sorted(taken.values()) == ["A", "A", "B"]


def test_households_without_an_earner_go_before_the_score() -> None:
    people = [packer("P1", 24, "HX"), packer("P2", 1, "HZ")]
    found = Ranked(world(people, [vacancy(openings=1)], households=households(HX=1, HZ=0)))
    assert found.candidates() == ["P1", "P2"]
    assert found.assignment() == {"P2": "A"}


def test_one_earner_in_each_of_two_households_goes_before_two_in_one() -> None:
    people = [packer("P1", 24, "HY"), packer("P2", 24, "HY"), packer("P3", 1, "HZ")]
    found = Ranked(world(people, [vacancy(openings=2)], households=households(HY=0, HZ=0)))
    assert found.assignment() == {"P1": "A", "P3": "A"}


def test_a_household_moves_over_so_that_another_gets_an_earner() -> None:
    people = [packer("P1", 24, "HY"), packer("P2", 1, "HZ", birth_date="1970-01-01")]
    young_only = vacancy("B", title="缝纫工", occupation="缝纫工", openings=1, age={"max": 40, "strict": True})
    found = Ranked(world(people, [vacancy("A", openings=1), young_only], households=households(HY=0, HZ=0)))
    assert found.order("P1") == ["A", "B"]
    assert found.assignment() == {"P1": "B", "P2": "A"}


def test_equal_assignments_are_settled_by_the_ids() -> None:
    people = [packer("P1", 6), packer("P2", 6), packer("P3", 6)]
    found = Ranked(world(people, [vacancy("B", openings=1), vacancy("A", openings=1)]))
    assert found.assignment() == {"P1": "A", "P2": "B"}


def test_unknown_openings_count_as_one() -> None:
    people = [packer("P1", 6), packer("P2", 6)]
    assert Ranked(world(people, [vacancy("A", openings=None)])).assignment() == {"P1": "A"}
