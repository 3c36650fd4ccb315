"""One vacancy against all people comes to exactly the candidates that `rank` has for it, with the same scores."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobmatch.matching.candidates import candidates
from jobmatch.matching.codes import VacancyKind
from jobmatch.matching.rank import rank_people
from jobmatch.matching.reach import crowd
from jobmatch.matching.reach.reach import Reach
from tests.matching.worlds import constraint, person, vacancy, world
from tests.properties.test_engine import ground_of, worlds_at_the_edges
from tests.properties.worlds import people, vacancies, worlds, worlds_with_classes

Document = dict[str, Any]
examples = settings(max_examples=70, deadline=None, suppress_health_check=list(HealthCheck))


def compare(document: Document) -> None:
    """Whole lists and the first alone; who has anything on the market is read off `rank`."""
    ground = ground_of(document)
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


def test_nobody_at_all_has_no_candidates() -> None:
    ground = ground_of(world([], [vacancy()]))
    assert Reach([], ground.setting).best(ground.posts[0], lambda _: False) == []
