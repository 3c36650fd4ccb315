"""People who go together, and public posts as the last resort."""

from typing import Any

import pytest

from tests.matching.worlds import Ranked, constraint, pair, person, vacancy, world

NO_CARD = {"certificates": [{"kind": "guard"}]}
GUARD = {"certificates": [{"kind": "guard", "valid_to": "2030-01-01"}]}
PUBLIC = {"kind": "public_post", "title": "社区保洁", "occupation": "保洁员"}


def with_(*names: str, strength: str | None = "hard", **facts: Any) -> dict[str, Any]:
    return constraint("together", strength, **{"with": list(names)}, **facts)


def test_the_member_who_fails_keeps_the_own_gate_and_the_other_gets_the_groups() -> None:
    couple = [person("P1", constraints=[with_("P2")], **GUARD), person("P2", constraints=[with_("P1")])]
    found = Ranked(world(couple, [vacancy(**NO_CARD)]))
    assert found.gates(name="P1") == ["G-GROUP"]
    assert found.gates(name="P2") == ["G-CERT"]


def test_a_group_larger_than_the_openings_is_blocked() -> None:
    couple = [person("P1", constraints=[with_("P2")]), person("P2", constraints=[with_("P1")])]
    found = Ranked(world(couple, [vacancy("A", openings=1), vacancy("B", openings=2)]))
    assert found.gates("A", "P1") == found.gates("A", "P2") == ["G-GROUP"]
    assert found.order("P1") == found.order("P2") == ["B"]


def test_together_binds_only_who_states_it() -> None:
    two = [person("P1", constraints=[with_("P2")], **GUARD), person("P2")]
    found = Ranked(world(two, [vacancy("A", **NO_CARD), vacancy("B", openings=1)]))
    assert found.gates("A", "P1") == ["G-GROUP"]
    assert found.gates("B", "P1") == ["G-GROUP"]
    assert found.gates("B", "P2") == []


def test_what_a_named_person_states_binds_on_in_turn() -> None:
    three = [
        person("P1", constraints=[with_("P2")]),
        person("P2", constraints=[with_("P3")]),
        person("P3", consent=False),
    ]
    found = Ranked(world(three, [vacancy()]))
    assert found.gates(name="P1") == found.gates(name="P2") == ["G-GROUP"]
    assert Ranked(world([*three[:2], person("P3")], [vacancy(openings=2)])).gates(name="P1") == ["G-GROUP"]


def test_a_partner_outside_the_file_takes_a_place_and_asks() -> None:
    alone = {"constraints": [with_("somebody")]}
    assert pair(alone, {"openings": 1}).gates() == ["G-GROUP"]
    assert len(pair(alone, {"openings": 2}).asks()) == 1


def test_a_bond_that_ends_before_the_start_waits_for_the_day() -> None:
    two = [person("P1", constraints=[with_("P2", until="2026-06-08")]), person("P2", consent=False)]
    found = Ranked(world(two, [vacancy("A"), vacancy("B", start="2026-06-07")]))
    assert found.fixes("A", "P1") == ["F-WAIT-DATE"]
    assert found.gates("B", "P1") == ["G-GROUP"]


def test_a_wish_to_go_together_closes_nothing() -> None:
    two = [person("P1", constraints=[with_("P2", strength="prefer")]), person("P2", consent=False)]
    assert Ranked(world(two, [vacancy()])).gates(name="P1") == []
    two = [person("P1", constraints=[with_("P2", strength=None)]), person("P2", consent=False)]
    assert len(Ranked(world(two, [vacancy()])).asks(name="P1")) == 1


def test_a_group_is_assigned_whole_or_not_at_all() -> None:
    couple = [
        person("P1", constraints=[with_("P2")], experience=[{"occupation": "包装工", "months": 60}]),
        person("P2", household="H2", constraints=[with_("P1")]),
    ]
    one_place_each = [vacancy("A", openings=2), vacancy("B", openings=1, wage={"type": "month", "min": 9000})]
    found = Ranked(world([*couple, person("P3", household="H3")], one_place_each))
    assert found.assignment() == {"P1": "A", "P2": "A", "P3": "B"}


def test_public_posts_are_for_those_for_whom_the_market_has_nothing() -> None:
    one = person("P1")
    assert Ranked(world([one], [vacancy("A", **PUBLIC)])).order() == ["A"]
    assert Ranked(world([one], [vacancy("A", **PUBLIC), vacancy("B")])).gates("A") == ["G-TARGET"]
    closed = vacancy("B", age={"max": 30, "strict": True})
    assert Ranked(world([one], [vacancy("A", **PUBLIC), closed])).order() == ["A"]


def test_market_work_that_passes_with_a_fix_counts_too() -> None:
    errand = vacancy("B", certificates=[{"kind": "health"}])
    assert Ranked(world([person()], [vacancy("A", **PUBLIC), errand])).gates("A") == ["G-TARGET"]


def test_market_work_closed_to_the_group_does_not_count() -> None:
    couple = [person("P1", constraints=[with_("P2")]), person("P2", constraints=[with_("P1")])]
    found = Ranked(world(couple, [vacancy("A", **PUBLIC), vacancy("B", openings=1)]))
    assert found.order("P1") == found.order("P2") == ["A"]


def test_the_partner_of_a_public_post_must_be_eligible_too() -> None:
    couple = [person("P1", constraints=[with_("P2")]), person("P2", status="employed")]
    found = Ranked(world(couple, [vacancy("A", **PUBLIC)]))
    assert found.gates(name="P1") == ["G-GROUP"]
    assert found.gates(name="P2") == ["G-TARGET"]


@pytest.mark.parametrize("status", ["employed", "flexible", "self_employed", "public_post"])
def test_public_posts_are_not_for_people_in_work(status: str) -> None:
    assert pair({"status": status}, PUBLIC).gates() == ["G-TARGET"]


@pytest.mark.parametrize(
    ("birth", "gates", "questions"),
    [
        ("1966-01-01", [], 0),
        ("1965-06-09", [], 0),
        ("1965-06-08", [], 1),
        ("1960-06-09", [], 1),
        ("1960-06-08", ["G-TARGET"], 0),
    ],
)
def test_public_posts_ask_from_sixty_one_and_end_after_sixty_five(birth: str, gates: list[str], questions: int) -> None:
    found = pair({"birth_date": birth}, PUBLIC)
    assert found.gates() == gates
    if not gates:
        assert len(found.asks()) == questions
