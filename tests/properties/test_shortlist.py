"""Proposals are the same whether the engine finds the lists and `rank` words some of them, or `rank` does it all."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobmatch.matches.propose import KEPT, Proposed, in_question, proposed
from jobmatch.matches.reasons import WhyNot, why_not
from jobmatch.matches.selection import LOOKED_AT
from jobmatch.matching.document import read_world
from jobmatch.matching.engine.columns import InexactAmountError
from jobmatch.matching.engine.engine import Engine
from jobmatch.matching.engine.forms import PLAIN
from jobmatch.matching.ground import Ground, prepare
from jobmatch.matching.rank import rank_people
from jobmatch.matching.ranking import PersonRanking
from jobmatch.matching.rules import load_rules
from jobmatch.matching.shortlist import shortlists
from jobmatch.matching.vocabulary import Vocabulary
from tests.matching.worlds import constraint, person, vacancy, world
from tests.properties.worlds import OCCUPATIONS, one_of, worlds

Document = dict[str, Any]
examples = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
COPIES = 3 * LOOKED_AT


def ground_of(document: Document) -> Ground:
    return prepare(read_world(json.dumps(document), Vocabulary.load()), Vocabulary.load(), load_rules())


def told(ranking: PersonRanking, ground: Ground) -> tuple[tuple[Proposed, ...], tuple[WhyNot, ...]]:
    """What a run makes of a ranking: the proposals, or why there is none."""
    found = proposed(ranking, ground)
    return found, () if found else why_not(ranking, ground)


def compare(ground: Ground) -> None:
    people = list(ground.seekers)
    short = {one.person: told(one, ground) for one in shortlists(ground, people, in_question)}
    assert short == {one.person: told(one, ground) for one in rank_people(ground, people)}


@st.composite
def wide_worlds(draw: st.DrawFn) -> Document:
    """Worlds with more vacancies than anybody looks at: each again and again, by other employers, a few with other work
    or other pay; the ids of vacancies are numbers, as those of stored ones."""
    document = draw(worlds())
    first = document["vacancies"]
    copies = draw(st.integers(1, COPIES))
    document["vacancies"] = [
        first[number % len(first)] | {"id": str(number), "employer": f"E{number % 40}"} for number in range(copies)
    ]
    for number in draw(st.lists(st.integers(0, copies - 1), max_size=8)):
        document["vacancies"][number] |= draw(
            one_of(
                {"occupation": draw(one_of(*OCCUPATIONS)), "title": "小工"},
                {"wage": {"type": "month", "min": draw(st.integers(1900, 6000))}},
                {"kind": draw(one_of("public_post", "company"))},
            )
        )
    document["employers"] += [{"id": f"E{number}", "verified": 3, "blacklisted": False} for number in range(40)
                              if number not in (1, 2)]  # fmt: skip
    return document


@examples
@given(wide_worlds())
def test_the_short_way_comes_to_the_same_proposals_and_reasons(document: Document) -> None:
    compare(ground_of(document))


def test_who_goes_along_is_looked_at_before_posts_that_nobody_looks_at() -> None:
    """P1 has nothing but public posts; P2, who may have to come along, has work that is closed to P1."""
    couple = [
        person("P1", constraints=[constraint("together", None, **{"with": ["P2"]})], sex="female"),
        person("P2", sex="male"),
    ]
    ground = ground_of(world(couple, [vacancy("1", kind="public_post"), vacancy("2", physical=4)]))
    (short, *_) = shortlists(ground, ["P1"], in_question)
    assert [note.key for match in short.matches for note in match.asks] == ["strength"]
    compare(ground)


def test_a_list_is_worded_as_far_as_somebody_looks_and_its_ranks_are_those_of_the_whole() -> None:
    posts = [
        *(vacancy(str(number), employer=f"E{number}") for number in range(1, 61)),
        vacancy("61", title="保洁员", occupation="保洁员", wage={"type": "month", "min": 2900}),
    ]
    ground = ground_of(world([person(wanted=["包装工", "保洁员"])], posts))
    (whole,) = rank_people(ground)
    (short,) = shortlists(ground, ["P1"], in_question)
    assert len(whole.matches) == 61
    assert [match.rank for match in short.matches] == [*range(1, LOOKED_AT + 2), 61]
    assert set(short.matches) < set(whole.matches)
    assert len(proposed(short, ground)) in (KEPT, KEPT + 1)
    compare(ground)


def by_the_month(amount: float) -> Document:
    return {"type": "month", "min": amount}


def by_the_piece(price: int) -> Document:
    return {"type": "piece", "unit_price": price, "novice_units_per_day": 10_000, "normal_units_per_day": 10_000}


DECIMALS = 3000.1234567


@pytest.mark.parametrize(
    ("persons", "wage", "minimum"),
    [
        ({}, by_the_month(DECIMALS), 1890),
        ({"wage_floor": DECIMALS}, by_the_month(3000), 1890),
        ({"status": "employed", "current_wage": DECIMALS}, by_the_month(3000), 1890),
        ({}, by_the_month(3000), DECIMALS - 1200),
        ({}, by_the_piece(1_000_000), 1890),
        ({}, by_the_piece(100_000_000), 1890),
    ],
)
def test_where_an_amount_has_too_many_digits_for_the_engine_rank_does_it_all(
    persons: Document, wage: Document, minimum: float
) -> None:
    people = [person("P1", **persons), person("P2", capacity="none")]
    posts = [vacancy("1", wage=wage), vacancy("2")]
    ground = ground_of(world(people, posts, parameters={"minimum_wage_month": minimum, "minimum_wage_hour": 19.6}))
    with pytest.raises(InexactAmountError):
        Engine(ground, PLAIN).lists()
    assert [one.person for one in shortlists(ground, ["P1", "P2"], in_question)] == ["P1", "P2"]
    compare(ground)
