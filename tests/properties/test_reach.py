"""One vacancy against all people comes to exactly the candidates that `rank` has for it, with the same scores."""

from typing import Any

from hypothesis import HealthCheck, given, settings

from jobmatch.matching.candidates import candidates
from jobmatch.matching.codes import VacancyKind
from jobmatch.matching.rank import rank_people
from jobmatch.matching.reach.reach import Reach
from tests.properties.test_engine import ground_of, worlds_at_the_edges
from tests.properties.worlds import worlds, worlds_with_classes

Document = dict[str, Any]
examples = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


def compare(document: Document) -> None:
    ground = ground_of(document)
    people = list(rank_people(ground))
    scores = {(match.person, match.vacancy): match.score for one in people for match in one.matches}
    kinds = {post.vacancy.id: post.vacancy.kind for post in ground.posts}
    on_the_market = {person for person, vacancy in scores if kinds[vacancy] not in (None, VacancyKind.PUBLIC_POST)}
    reach = Reach(reversed(ground.seekers.values()), ground.setting)
    for post, wanted in zip(ground.posts, candidates(ground, people), strict=True):
        for most in (1, 100):
            found = reach.best(post, on_the_market.__contains__, most)
            expected = [(person, scores[person, wanted.vacancy]) for person in wanted.people]
            assert [(one.person, one.score) for one in found] == expected[:most]


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
