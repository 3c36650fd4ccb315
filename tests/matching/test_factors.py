"""The factors: what they may know, what they give, and that almost ranks just below an equal full fit."""

from dataclasses import fields
from typing import Any

from jobmatch.matching.factors import FACTORS, Way
from jobmatch.matching.rules import load_rules
from jobmatch.matching.seeker import Applicant
from tests.matching.worlds import FAR, Ranked, constraint, course, pair, person, vacancy, world

PROTECTED = {"sex", "protections", "birth_date", "age", "household", "ethnicity", "poverty", "capacity", "limits"}


def points(found: Ranked, factor: str, name: str = "A") -> int:
    return next(part["points"] for part in found.match["P1", name]["parts"] if part["factor"] == factor)


def stints(occupation: str, months: int, evidence: str) -> dict[str, Any]:
    return {"experience": [{"occupation": occupation, "months": months, "evidence": evidence}]}


def test_protected_traits_are_no_facts_of_the_factors() -> None:
    for record in (Applicant, Way):
        assert not PROTECTED & {field.name for field in fields(record)}


def test_the_weights_make_a_hundred_and_every_factor_has_one() -> None:
    weights = load_rules().weights
    assert sum(weights.values()) == 100
    assert set(weights) == set(FACTORS)


def test_the_rules_have_a_version_and_a_hash() -> None:
    rules = load_rules()
    assert rules.version == "2026-01"
    assert len(rules.hash) == 64
    assert pair().result["rules_hash"] == rules.hash


def test_evidence_and_months_weigh_experience() -> None:
    full = points(pair(stints("包装工", 24, "insurance")), "experience")
    confirmed = points(pair(stints("包装工", 24, "employer")), "experience")
    told = points(pair(stints("包装工", 24, "self")), "experience")
    short = points(pair(stints("包装工", 6, "self")), "experience")
    assert (full, confirmed, told) == (30, 24, 15)
    assert 0 < short < told


def test_skills_that_the_vacancy_names_count() -> None:
    needs = {"title": "缝纫工", "occupation": "缝纫工", "skills": ["平车", "锁边"]}
    assert points(pair({"skills": ["平车"]}, needs), "experience") > points(pair(None, needs), "experience")


def test_nearer_is_better_and_beyond_daily_travel_is_nothing() -> None:
    near, far = points(pair(), "distance"), points(pair(None, {"place": FAR}), "distance")
    chosen = {"constraints": [constraint("furthest", area="anywhere")]}
    assert near == 15
    assert far == 0
    assert 0 < points(pair(chosen, {"place": FAR}), "distance") < near


def test_the_first_wish_counts_more_than_the_third() -> None:
    first = points(pair({"wanted": ["包装", "保安", "焊工"]}), "wish")
    third = points(pair({"wanted": ["保安", "焊工", "包装"]}), "wish")
    assert first == 10
    assert third == 8
    assert points(pair({"constraints": [constraint("refuse", "prefer", occupation="包装工")]}), "wish") == 0


def test_pay_is_held_against_what_the_person_wants() -> None:
    under = points(pair({"wage_floor": 4000}), "money")
    enough = points(pair({"wage_floor": 3000}), "money")
    plenty = points(pair({"wage_floor": 1500}), "money")
    assert under < enough == 10 < plenty == 20


def test_nights_long_days_and_heavy_work_are_less_comfortable() -> None:
    night = {"schedule": {"shift": "night", "hours_per_day": 8, "days_per_month": 21}}
    long = {
        "schedule": {"shift": "day", "hours_per_day": 11, "days_per_month": 26},
        "wage": {"type": "month", "min": 4000},
    }
    easy = points(pair(), "schedule")
    assert easy == 15
    assert all(points(pair(None, worse), "schedule") < easy for worse in (night, long, {"physical": 3}))


def test_a_contract_and_social_insurance_are_stable_and_odd_jobs_are_not() -> None:
    assert points(pair(), "stability") == 10
    assert points(pair(None, {"kind": "odd_job", "contract": "service", "insurance": []}), "stability") <= 2


def test_almost_ranks_just_below_an_equal_full_fit() -> None:
    found = Ranked(world([person()], [vacancy("A", certificates=[{"kind": "health"}]), vacancy("B")]))
    assert found.order() == ["B", "A"]
    assert found.match["P1", "B"]["score"] - found.match["P1", "A"]["score"] == 3


def test_almost_ranks_above_a_clearly_worse_full_fit() -> None:
    wanted = vacancy(
        "A",
        title="焊工",
        occupation="焊工",
        wage={"type": "month", "min": 3600},
        certificates=[{"kind": "welding", "train_first": True}],
        start="2026-07-06",
        expires="2026-07-15",
    )
    one = person(wanted=["焊工"], training_days_max=15, wage_floor=3000)
    found = Ranked(world([one], [wanted, vacancy("B")], courses=[course()]))
    assert found.fixes("A") == ["F-COURSE"]
    assert found.order() == ["A", "B"]


def test_with_too_little_known_the_score_is_lower() -> None:
    vague = pair({"experience": None}, {"wage": None, "schedule": None})
    assert points(vague, "unsure") == -5
