"""One vacancy against all people comes to exactly the candidates that `rank` has for it, with the same scores."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobmatch.matching.candidates import candidates
from jobmatch.matching.codes import VacancyKind
from jobmatch.matching.facts import AgeLimit
from jobmatch.matching.ground import Ground
from jobmatch.matching.rank import rank_people
from jobmatch.matching.reach import crowd
from jobmatch.matching.reach.reach import Reach
from tests.matching.worlds import FAR, constraint, course, person, vacancy, world
from tests.properties.test_engine import ground_of, worlds_at_the_edges
from tests.properties.worlds import people, vacancies, worlds, worlds_with_classes

Document = dict[str, Any]
examples = settings(max_examples=70, deadline=None, suppress_health_check=list(HealthCheck))


def compare(document: Document) -> None:
    compare_on(ground_of(document))


def compare_on(ground: Ground) -> None:
    """Whole lists and the first alone; who has anything on the market is read off `rank`."""
    ranked = list(rank_people(ground))
    scores = {(match.person, match.vacancy): match.score for one in ranked for match in one.matches}
    kinds = {post.vacancy.id: post.vacancy.kind for post in ground.posts}
    on_the_market = {name for name, post in scores if kinds[post] not in (None, VacancyKind.PUBLIC_POST)}
    reach = Reach(reversed(ground.seekers.values()), ground.setting)
    for post, wanted in zip(ground.posts, candidates(ground, ranked), strict=True):
        expected = [(name, scores[name, wanted.vacancy]) for name in wanted.people]
        for most in (1, 100):
            found = reach.best(post, on_the_market.__contains__, most)
            assert [(one.person, one.score) for one in found] == expected[:most], post.vacancy.id


@examples
@given(worlds())
def test_the_candidates_of_every_vacancy_are_those_of_rank(document: Document) -> None:
    compare(document)


@examples
@given(worlds_at_the_edges())
def test_at_the_edges_of_the_rules_too(document: Document) -> None:
    compare(document)


@examples
@given(worlds_with_classes())
def test_with_classes_that_mend_a_missing_card_too(document: Document) -> None:
    compare(document)


@st.composite
def crowds(draw: st.DrawFn) -> Document:
    """More people than one band holds, for two vacancies; some of them in work."""
    persons = [draw(people(f"P{number}")) for number in range(1, draw(st.integers(5, 12)) + 1)]
    households = [
        {"id": "H1", "site": "S1", "employed": 0},
        {"id": "H2", "site": "S1", "employed": 1, "monitored": True},
        {"id": "H3"},
    ]
    return world(persons, [draw(vacancies(name)) for name in "AB"], households=households)


@examples
@given(crowds())
def test_bands_of_many_people_come_in_the_same_order(document: Document) -> None:
    compare(document)


def test_people_who_are_read_one_after_the_other_are_the_same_crowd(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowd, "BLOCK", 1)
    packer = [{"occupation": "包装工", "months": 30}, {"occupation": "焊工", "months": 3}]
    compare(
        world(
            [
                person("P3", experience=packer, wanted=["焊工", "包装工"]),
                person("P1", experience=packer[1:], constraints=[constraint("together", **{"with": ["P3"]})]),
                person("P2", wanted=["包装工"], status="not_seeking"),
                person("P4", constraints=[constraint("together", **{"with": ["P2"]})]),
            ],
            [vacancy("A", openings=2), vacancy("B", title="焊工", occupation="焊工", kind="public_post", openings=5)],
        )
    )


def test_who_goes_with_somebody_that_has_market_work_gets_no_public_post() -> None:
    guard = [{"kind": "guard", "valid_to": "2027-06-01", "review_due": "2027-06-01"}]
    compare(
        world(
            [
                person("P1", certificates=[], constraints=[constraint("together", **{"with": ["P2"]})]),
                person("P2", certificates=guard),
                person("P3", certificates=[]),
            ],
            [vacancy("A", kind="public_post", openings=5), vacancy("B", certificates=[{"kind": "guard"}])],
        )
    )


def test_of_what_was_done_as_well_the_first_counts() -> None:
    near = {"occupation": "家政服务员", "months": 24, "evidence": "insurance"}
    same = {"occupation": "保洁员", "months": 24, "evidence": "self"}
    cleaning = {"title": "保洁员", "occupation": "保洁员", "experience": {"occupation": "保洁员", "months": 24}}
    compare(
        world([person("P1", experience=[near, same]), person("P2", experience=[same, near])], [vacancy(**cleaning)])
    )


@pytest.mark.parametrize("until", [None, "2026-06-07", "2026-06-08", "2026-06-09"])
def test_a_limit_holds_to_the_day_and_one_without_an_end_beside_it(until: str | None) -> None:
    window = {"from": "08:30", "to": "12:00"}
    compare(
        world(
            [
                person("P1", constraints=[constraint("hours", until=until, **window)]),
                person("P2", constraints=[constraint("hours", until="2026-06-02", **window)]),
                person("P3", constraints=[constraint("hours", **window)]),
                person("P4", constraints=[constraint("furthest", "prefer", until=until, area="site")]),
            ],
            [vacancy("A"), vacancy("B", start="2026-06-02"), vacancy("C", start=None)],
        )
    )


@pytest.mark.parametrize("education", ["primary", "junior_middle", "senior_middle", None])
@pytest.mark.parametrize("birth_date", ["2008-06-08", "2008-06-09", "1981-06-08", "1980-06-08", None])
def test_a_class_has_its_own_rules_of_entry(education: str | None, birth_date: str | None) -> None:
    classes = [
        course(education={"min": "junior_middle", "basis": "law"}),
        course("C2", certificate_by="2026-07-01", education={"min": "senior_middle", "basis": "law"}),
    ]
    taught = {"certificates": [{"kind": "welding", "train_first": True}], "expires": "2026-08-31"}
    posts = [vacancy(name, start=start, **taught) for name, start in (("A", "2026-06-25"), ("B", "2026-07-06"))]
    ground = ground_of(
        world([person(education=education, birth_date=birth_date), person("P2")], posts, courses=classes)
    )
    first, second = ground.setting.courses
    with_age = (replace(first, age=AgeLimit(18, 45)), second)
    compare_on(replace(ground, setting=replace(ground.setting, courses=with_age)))


def test_a_card_that_nobody_named_could_be_any() -> None:
    welding = [{"kind": "welding"}]
    compare(
        world(
            [person("P1", certificates=[{"valid_to": "2027-01-01"}]), person("P2", certificates=[]), person("P3")],
            [vacancy(certificates=welding)],
        )
    )


@pytest.mark.parametrize("until", ["2026-06-08", "2026-06-09"])
@pytest.mark.parametrize("kind", ["company", "public_post"])
def test_a_group_that_ends_some_day_waits_or_stays(kind: str, until: str) -> None:
    compare(
        world(
            [
                person("P1", constraints=[constraint("together", until=until, **{"with": ["P2"]})]),
                person("P2", constraints=[constraint("furthest", area="site")], status="employed"),
                person("P3"),
            ],
            [vacancy("A", kind=kind, place=FAR, dorm="free"), vacancy("B", kind=kind, openings=1)],
        )
    )


def test_an_employer_left_for_cause_is_not_proposed_to() -> None:
    arrears = [{"employer": "EA", "reason": "wage_arrears", "on": "2026-01-01"}]
    compare(world([person("P1", left=arrears), person("P2")], [vacancy("A"), vacancy("B")]))


def test_nobody_at_all_has_no_candidates() -> None:
    ground = ground_of(world([], [vacancy()]))
    assert Reach([], ground.setting).best(ground.posts[0], lambda _: False) == []
