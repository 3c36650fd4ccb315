"""Whether a vacancy is open at all, the employer behind it, and who may be offered anything."""

import pytest

from tests.matching.worlds import Ranked, pair, person, vacancy, world


@pytest.mark.parametrize(
    ("facts", "gates"),
    [
        ({"confirmed_on": "2026-05-18"}, []),
        ({"confirmed_on": "2026-05-17"}, ["G-EXPIRED"]),
        ({"openings": 0}, ["G-EXPIRED"]),
        ({"openings": 1}, []),
        ({"expires": "2026-05-31"}, ["G-EXPIRED"]),
    ],
)
def test_a_vacancy_is_open_confirmed_and_has_places(facts: dict[str, object], gates: list[str]) -> None:
    assert pair(None, facts).gates() == gates


@pytest.mark.parametrize("missing", ["openings", "expires", "confirmed_on", "kind"])
def test_what_is_not_known_about_openness_is_asked(missing: str) -> None:
    found = pair(None, {missing: None})
    assert found.gates() == []
    assert len(found.asks()) == 1


@pytest.mark.parametrize(
    ("kind", "level", "gates"),
    [
        ("company", 2, []),
        ("company", 1, ["G-EMPLOYER"]),
        ("labour_export", 2, ["G-EMPLOYER"]),
        ("home_piecework", 2, ["G-EMPLOYER"]),
        ("household", 2, ["G-EMPLOYER"]),
        ("labour_export", 3, []),
        ("household", 3, []),
    ],
)
def test_the_employer_is_verified_as_the_kind_needs(kind: str, level: int, gates: list[str]) -> None:
    employers = [{"id": "EA", "verified": level, "blacklisted": False}]
    assert pair(None, {"kind": kind}, employers=employers).gates() == gates


def test_a_blacklisted_employer_is_closed_to_everybody_and_an_unknown_one_asks() -> None:
    assert pair(employers=[{"id": "EA", "verified": 3, "blacklisted": True}]).gates() == ["G-EMPLOYER"]
    found = pair(employers=[{"id": "EA"}])
    assert found.gates() == []
    assert len(found.asks()) == 2


@pytest.mark.parametrize("reason", ["wage_arrears", "injury", "abuse"])
def test_an_employer_left_for_cause_is_barred_for_this_person(reason: str) -> None:
    left = {"left": [{"employer": "EA", "reason": reason, "on": "2026-04-02"}]}
    assert pair(left).gates() == ["G-EMPLOYER-HISTORY"]
    assert pair({"left": [{"employer": "elsewhere", "reason": reason}]}).gates() == []


def test_leaving_for_another_reason_bars_nothing() -> None:
    assert pair({"left": [{"employer": "EA", "reason": "family"}]}).gates() == []


@pytest.mark.parametrize(
    ("facts", "gate"),
    [
        ({"consent": False}, "G-CONSENT"),
        ({"student": True}, "G-STATUS"),
        ({"status": "not_seeking"}, "G-STATUS"),
        ({"capacity": "lost"}, "G-CAP"),
        ({"capacity": "none"}, "G-CAP"),
    ],
)
def test_some_people_are_offered_nothing(facts: dict[str, object], gate: str) -> None:
    assert gate in pair(facts).gates()


@pytest.mark.parametrize("status", ["seeking", "employed", "flexible", "self_employed", "public_post", "farming"])
def test_people_in_work_and_farmers_may_look(status: str) -> None:
    assert pair({"status": status}).gates() == []


def test_consent_left_out_is_given_and_never_asked() -> None:
    assert pair({"consent": None}).asks() == []


@pytest.mark.parametrize("missing", ["student", "status", "capacity", "birth_date"])
def test_what_is_not_known_about_the_person_is_asked(missing: str) -> None:
    found = pair({missing: None})
    assert found.gates() == []
    assert len(found.asks()) == 1


@pytest.mark.parametrize("missing", ["sex", "protections", "left", "duplicate_of", "seeking_since"])
def test_some_things_are_never_asked(missing: str) -> None:
    assert pair({missing: None}, {"physical": 3, "hazards": ["toxic"]}).asks() == []


def test_the_record_that_carries_duplicate_of_waits() -> None:
    two = [person("P1"), person("P2", duplicate_of="P1")]
    found = Ranked(world(two, [vacancy()]))
    assert found.gates(name="P1") == []
    assert found.gates(name="P2") == ["G-DUP-OPEN"]
    assert pair({"duplicate_of": "not in the file"}).gates() == ["G-DUP-OPEN"]


def test_of_two_that_name_each_other_the_larger_id_waits() -> None:
    two = [person("P1", duplicate_of="P2"), person("P2", duplicate_of="P1")]
    found = Ranked(world(two, [vacancy()]))
    assert found.gates(name="P1") == []
    assert found.gates(name="P2") == ["G-DUP-OPEN"]


def test_of_a_ring_of_duplicates_one_record_goes_on() -> None:
    ring = [person("P1", duplicate_of="P3"), person("P2", duplicate_of="P1"), person("P3", duplicate_of="P2")]
    found = Ranked(world([*ring, person("P4", duplicate_of="P2")], [vacancy()]))
    assert [found.gates(name=name) for name in ("P1", "P2", "P3", "P4")] == [[]] + [["G-DUP-OPEN"]] * 3


def test_all_gates_that_fail_are_reported() -> None:
    facts = {"openings": 0, "wage": {"type": "month", "min": 1000}, "age": {"max": 30, "strict": True}}
    gates = pair({"consent": False, "birth_date": "1980-01-01"}, facts).gates()
    assert set(gates) == {"G-CONSENT", "G-EXPIRED", "G-WAGE-LAW", "G-AGE-CAP"}
