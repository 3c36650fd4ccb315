"""Certificates, the errands and courses that mend a missing one, and experience that is strictly demanded."""

from typing import Any

import pytest

from tests.matching.worlds import FAR, Ranked, constraint, course, pair, person, vacancy, world

WELDER = {"title": "焊工", "occupation": "焊工", "start": "2026-07-06", "expires": "2026-07-15"}
TRAIN_FIRST = WELDER | {"certificates": [{"kind": "welding", "train_first": True}]}
CARD_NOW = WELDER | {"certificates": [{"kind": "welding", "train_first": False}]}


def card(**facts: Any) -> dict[str, Any]:
    return {"certificates": [{"kind": "welding"} | facts]}


def trained(
    person_facts: dict[str, Any] | None = None, vacancy_facts: dict[str, Any] | None = None, **facts: Any
) -> Ranked:
    willing = {"training_days_max": 15} | (person_facts or {})
    return pair(willing, TRAIN_FIRST | (vacancy_facts or {}), courses=[course(**facts)])


@pytest.mark.parametrize(
    ("held", "gates"),
    [
        (card(valid_to="2026-07-06", review_due="2026-07-06"), []),
        (card(valid_to="2026-07-05", review_due="2027-01-01"), ["G-CERT-LAPSED"]),
        (card(valid_to="2028-01-01", review_due="2026-07-05"), ["G-CERT-LAPSED"]),
        ({"certificates": []}, ["G-CERT"]),
        ({"certificates": [{"kind": "electrician", "valid_to": "2030-01-01"}]}, ["G-CERT"]),
    ],
)
def test_a_card_is_good_on_the_day_of_the_start(held: dict[str, Any], gates: list[str]) -> None:
    assert pair(held, CARD_NOW).gates() == gates


def test_one_good_card_among_lapsed_ones_is_enough() -> None:
    held = {
        "certificates": [
            {"kind": "welding", "valid_to": "2020-01-01"},
            {"kind": "welding", "valid_to": "2030-01-01", "review_due": "2028-01-01"},
        ]
    }
    assert pair(held, CARD_NOW).gates() == []


def test_a_card_that_runs_out_asks_for_a_start_that_nobody_noted() -> None:
    held = card(valid_to="2026-09-01", review_due="2027-01-01")
    assert len(pair(held, CARD_NOW | {"start": None}).asks()) == 1
    assert pair(held, CARD_NOW).asks() == []


def test_a_card_without_dates_asks_for_them() -> None:
    found = pair(card(), CARD_NOW)
    assert found.gates() == []
    assert len(found.asks()) == 1


def test_certificates_left_out_are_asked_only_where_one_is_needed() -> None:
    found = pair({"certificates": None}, CARD_NOW)
    assert found.gates() == []
    assert len(found.asks()) == 1
    assert pair({"certificates": None}).asks() == []


def test_a_higher_driving_licence_includes_the_lower_but_automatic_does_not_include_manual() -> None:
    lorry = {"certificates": [{"kind": "licence_B2", "valid_to": "2030-01-01"}]}
    automatic = {"certificates": [{"kind": "licence_C2", "valid_to": "2030-01-01"}]}
    car = {"certificates": [{"kind": "licence_C1"}]}
    assert pair(lorry, car).gates() == []
    assert pair(automatic, car).gates() == ["G-CERT"]


def test_a_kind_without_a_code_is_compared_as_text() -> None:
    wants = {"certificates": [{"kind": "母婴护理"}]}
    assert pair({"certificates": [{"kind": "母婴护理", "valid_to": "2030-01-01"}]}, wants).gates() == []
    assert pair({"certificates": [{"kind": "育婴", "valid_to": "2030-01-01"}]}, wants).gates() == ["G-CERT"]


@pytest.mark.parametrize(
    ("start", "fixes"), [("2026-06-03", ["F-HEALTHCERT"]), (None, ["F-HEALTHCERT"]), ("2026-06-02", None)]
)
def test_a_health_certificate_takes_two_days(start: str | None, fixes: list[str] | None) -> None:
    found = pair(None, {"certificates": [{"kind": "health"}], "start": start})
    if fixes is None:
        assert found.gates() == ["G-CERT"]
    else:
        assert found.fixes() == fixes


def test_a_lapsed_health_certificate_is_renewed_in_time_or_lapsed() -> None:
    lapsed = {"certificates": [{"kind": "health", "valid_to": "2026-05-01"}]}
    wants = {"certificates": [{"kind": "health"}]}
    assert pair(lapsed, wants).fixes() == ["F-HEALTHCERT"]
    assert pair(lapsed, wants | {"start": "2026-06-01"}).gates() == ["G-CERT-LAPSED"]


def test_a_course_in_time_mends_a_missing_card() -> None:
    found = trained()
    assert found.fixes() == ["F-COURSE"]
    assert found.match["P1", "A"]["fixes"][0]["course"] == "C1"
    assert trained({"certificates": [{"kind": "welding", "valid_to": "2020-01-01"}]}).fixes() == ["F-COURSE"]


@pytest.mark.parametrize(
    "facts",
    [
        {"seats": 0},
        {"start": "2026-05-31", "end": "2026-06-05"},
        {"start": "2026-06-08", "end": "2026-06-23"},  # sixteen days
        {"certificate": "electrician"},
        {"certificate_by": "2026-07-07"},  # after the start
        {"education": {"min": "senior_middle", "basis": "law"}},
    ],
)
def test_a_course_that_does_not_fit_leaves_the_gate(facts: dict[str, Any]) -> None:
    assert trained(None, None, **facts).gates() == ["G-CERT"]


@pytest.mark.parametrize(
    ("person_facts", "vacancy_facts"),
    [
        ({}, {"certificates": [{"kind": "welding", "train_first": False}]}),
        ({}, {"certificates": [{"kind": "welding"}]}),
        ({"training_days_max": 9}, {}),
        ({}, {"expires": "2026-06-24"}),
        (
            {"constraints": [constraint("hours", **{"from": "08:30", "to": "17:00"})]},
            {"schedule": {"shift": "flexible", "hours_per_day": 8}},
        ),
    ],
)
def test_who_or_what_does_not_wait_for_a_course_keeps_the_gate(
    person_facts: dict[str, Any], vacancy_facts: dict[str, Any]
) -> None:
    assert trained(person_facts, vacancy_facts).gates() == ["G-CERT"]


def test_a_course_keeps_the_persons_hard_limits() -> None:
    home = {"constraints": [constraint("home_every_night")]}
    assert trained(home, None, place=FAR, boarding=True).gates() == ["G-CERT"]
    assert trained(home).fixes() == ["F-COURSE"]
    county = {"constraints": [constraint("furthest", area="county")]}
    assert trained(county, None, place=FAR).gates() == ["G-CERT"]
    bed = {"constraints": [constraint("dorm")]}
    assert trained(bed, None, place=FAR, boarding=False).gates() == ["G-CERT"]
    assert trained(bed, None, place=FAR, boarding=True).fixes() == ["F-COURSE"]


def test_fifteen_days_count_both_ends_and_the_card_may_come_on_the_day() -> None:
    assert trained(None, None, start="2026-06-08", end="2026-06-22", certificate_by="2026-07-06").fixes() == [
        "F-COURSE"
    ]


def test_what_is_unknown_about_a_course_is_asked() -> None:
    assert trained({"training_days_max": None}).gates() == []
    assert len(trained({"training_days_max": None}).asks()) == 1
    assert len(trained(None, None, seats=None).asks()) == 1
    assert len(trained(None, None, certificate_by=None).asks()) == 1


def test_the_course_ordered_for_the_post_comes_first() -> None:
    courses = [course("C1"), course("C2", vacancies=["A"], certificate_by="2026-06-30")]
    found = Ranked(world([person(training_days_max=15)], [vacancy(**TRAIN_FIRST)], courses=courses))
    assert found.match["P1", "A"]["fixes"][0]["course"] == "C2"


def test_experience_strictly_demanded_blocks_whatever_the_evidence() -> None:
    strict = {"experience": {"occupation": "包装工", "months": 12, "strict": True}}
    worked = [{"occupation": "包装工", "months": 12, "evidence": "self"}]
    assert pair({"experience": worked}, strict).gates() == []
    assert pair({"experience": [worked[0] | {"months": 11}]}, strict).gates() == ["G-EXPERIENCE"]
    assert pair({"experience": [worked[0] | {"months": 6}] * 2}, strict).gates() == []
    assert pair(None, {"experience": {"occupation": "包装工", "months": 12}}).gates() == []
    found = pair({"experience": None}, strict)
    assert found.gates() == []
    assert len(found.asks()) == 1
