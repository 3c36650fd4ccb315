"""The synthetic province: the same for the same seed, made site by site, and facts that `rank` would read."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice

import pytest

from benchmarks.province.peer import Peer, recall
from benchmarks.province.people import Chunk
from benchmarks.province.size import PROVINCE, Size
from benchmarks.province.synthetic import offers, people
from benchmarks.province.words import SKILLS, TITLES, skills, titles
from jobmatch.matching.document import read_world
from jobmatch.matching.engine.engine import Engine
from jobmatch.matching.facts import World
from jobmatch.matching.ground import prepare
from jobmatch.matching.rules import load_rules
from jobmatch.matching.vocabulary import Vocabulary
from tests.benchmarks.documents import document_of

SMALL = Size(6_000)


@pytest.fixture(scope="module")
def offered() -> World:
    return offers(SMALL)


@pytest.fixture(scope="module")
def chunks() -> list[Chunk]:
    return list(people(SMALL))


def test_the_same_seed_makes_the_same_province_and_another_seed_another(offered: World, chunks: list[Chunk]) -> None:
    assert (offers(SMALL), list(people(SMALL))) == (offered, chunks)
    assert offers(SMALL, seed=1).vacancies != offered.vacancies
    assert next(people(SMALL, seed=1)) != chunks[0]


def test_a_site_is_the_same_alone_as_in_the_whole(chunks: list[Chunk]) -> None:
    assert list(people(SMALL, sites=range(4, 6))) == chunks[4:6]


def test_people_come_site_by_site() -> None:
    made = people(PROVINCE)
    assert isinstance(made, Iterator)
    first = list(islice(made, 3))
    assert [{one.site for one in chunk.households} for chunk in first] == [{"S000"}, {"S001"}, {"S002"}]


def test_the_numbers_of_the_whole_hold() -> None:
    households = range(PROVINCE.households)
    assert (PROVINCE.households, PROVINCE.sites, PROVINCE.vacancies) == (300_000, 900, 60_000)
    assert sum(map(PROVINCE.labourers_of, households)) == 600_000
    assert sum(map(PROVINCE.nobody_works, households)) == 133_866
    assert len(set(chain.from_iterable(titles().values()))) == TITLES == 3_000
    assert len(set(chain.from_iterable(skills().values()))) == SKILLS == 2_000
    with pytest.raises(ValueError, match="multiple of 40"):
        Size(1_001)


def test_a_small_province_has_everything_in_proportion(offered: World, chunks: list[Chunk]) -> None:
    households = [one for chunk in chunks for one in chunk.households]
    assert (len(offered.sites), len(offered.vacancies), len(households)) == (9, 600, 3_000)
    assert sum(len(chunk.people) for chunk in chunks) == 6_000
    assert sum(one.employed == 0 for one in households) == 3_000 * 133_866 // 300_000
    places = sum(one.openings or 0 for one in offered.vacancies)
    assert places == pytest.approx(600 * 5.8, rel=0.1)


def test_the_facts_are_what_rank_reads(offered: World, chunks: list[Chunk]) -> None:
    some = chunks[:3]
    households = tuple(one for chunk in some for one in chunk.households)
    labourers = tuple(one for chunk in some for one in chunk.people)
    world = replace(offered, households=households, people=labourers)
    assert read_world(document_of(world), Vocabulary.load()) == world


def test_a_month_of_any_post_is_whole_yuan(offered: World) -> None:
    ground = prepare(offered, Vocabulary.load(), load_rules())
    amounts = {pay for post in ground.posts for pay in (post.cash.novice, post.cash.experienced)} - {None}
    assert len(amounts) > 100
    assert all(amount is not None and amount == int(amount) for amount in amounts)


def test_what_the_search_engine_offers_passes_the_gates(offered: World, chunks: list[Chunk]) -> None:
    chunk = chunks[0]
    peer, site = Peer(offered), offered.sites[0]
    populated = replace(offered, households=chunk.households, people=chunk.people)
    engine = Engine(prepare(populated, Vocabulary.load(), load_rules()))
    homes = {one.id: one for one in chunk.households}
    some = chunk.people[:80]
    theirs = {one.id: peer.search(one, homes[one.household], site) for one in some}
    passing = {one.id: [place.vacancy for place in engine.top(one.id, len(offered.vacancies))] for one in some}
    assert sum(map(len, theirs.values())) > 400
    # The peer leaves out what a filter cannot say: practice in years, groups, courses.
    assert recall(theirs, passing) > 0.8
