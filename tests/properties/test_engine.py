"""The engine decides and reckons exactly as `rank` does, pair by pair, on random worlds."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobmatch.matching.document import read_world
from jobmatch.matching.engine.columns import BIT
from jobmatch.matching.engine.engine import TOP, Engine, Verdict
from jobmatch.matching.engine.forms import COMPILED, PLAIN
from jobmatch.matching.engine.keys import places_of, scores_of
from jobmatch.matching.ground import Ground, prepare
from jobmatch.matching.rank import rank_person
from jobmatch.matching.ranking import PersonRanking
from jobmatch.matching.rules import load_rules
from jobmatch.matching.vocabulary import Vocabulary
from tests.matching.worlds import FAR, HOME, constraint, course, person, vacancy, world
from tests.properties.worlds import one_of, worlds, worlds_with_classes

Document = dict[str, Any]
examples = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


def ground_of(document: Document) -> Ground:
    return prepare(read_world(json.dumps(document), Vocabulary.load()), Vocabulary.load(), load_rules())


def gates_of(verdict: Verdict, place: int) -> set[str]:
    return {str(gate) for gate, bit in BIT.items() if int(verdict.gates[place]) & bit}


def agree(ranking: PersonRanking, verdict: Verdict, ground: Ground) -> None:
    """Gates, lines, scores and order of one person are the same in both."""
    places = {post.vacancy.id: place for place, post in enumerate(ground.posts)}
    for blocked in ranking.blocked:
        assert set(blocked.gates) == gates_of(verdict, places[blocked.vacancy]), blocked
    for match in ranking.matches:
        place = places[match.vacancy]
        assert gates_of(verdict, place) == set()
        lines = [(line.name, int(line.points[place])) for line in verdict.lines if line.stands[place]]
        assert lines == [(part.factor, part.points) for part in match.parts], (match.person, match.vacancy)
        assert match.score == verdict.score[place]
        assert match.is_gain == verdict.gains[place]
    assert [match.vacancy for match in ranking.matches] == [ground.posts[place].vacancy.id for place in verdict.order]


def compare(document: Document) -> None:
    ground = ground_of(document)
    engines = [Engine(ground, form) for form in (PLAIN, COMPILED)]
    # What one person is alone, each must be among all.
    together = [engine.lists() for engine in engines]
    for name in ground.seekers:
        ranking = rank_person(ground, name)
        best = [(match.vacancy, match.score) for match in ranking.matches]
        for engine, lists in zip(engines, together, strict=True):
            ids = [ground.posts[place].vacancy.id for place in places_of(lists[name])]
            assert list(zip(ids, scores_of(lists[name]).tolist(), strict=True)) == best[:TOP]
            agree(ranking, engine.judge(name), ground)
            assert [(one.vacancy, one.score) for one in engine.top(name)] == best[:TOP]
            assert [(one.vacancy, one.score) for one in engine.top(name, most=2)] == best[:2]


@examples
@given(worlds())
def test_every_pair_is_judged_and_scored_as_by_rank(document: Document) -> None:
    compare(document)


def now_and_then(draw: st.DrawFn, **choices: tuple[Any, ...]) -> Document:
    """Some of the facts, each from a few figures just below, at and above a line that the rules draw."""
    chosen = draw(st.lists(st.sampled_from(sorted(choices)), max_size=6, unique=True))
    return {name: draw(one_of(*choices[name])) for name in chosen}


@st.composite
def worlds_at_the_edges(draw: st.DrawFn) -> Document:
    """People and vacancies about whom everything is known and open, but for a few facts at the edge of a rule."""
    stint = st.fixed_dictionaries(
        {"occupation": one_of("包装工", "焊工", "缝纫工", "保洁员")},
        optional={
            "months": one_of(0, 5, 6, 7, 12, 24, 25),
            "evidence": one_of("self", "employer", "insurance"),
        },
    )
    people = [
        person(
            f"P{number}",
            household="H1",
            experience=draw(st.none() | st.lists(stint, max_size=2)),
            **now_and_then(
                draw,
                wage_floor=(0, 1500, 2999, 3000, 3001, 5999, 6000, 6001, 9000),
                wanted=([], ["包装工"], ["焊工", "包装工"], ["保洁员"], ["装箱"]),
                skills=(["平车"], ["平车", "锁边"], None),
                birth_date=("2008-06-08", "2008-06-09", "1981-06-08", "1981-06-09", "1961-06-08", "1960-06-07", None),
                training_days_max=(0, 10, 15),
                available_from=("2026-06-08", "2026-06-09"),
                constraints=(
                    None,
                    [constraint("hours", "prefer", **{"from": "08:30", "to": "17:30"})],
                    [constraint("night", "prefer"), constraint("furthest", "prefer", area="site")],
                    [constraint("dorm"), constraint("furthest", area="province")],
                    [constraint("home_every_night", until="2026-06-08")],
                    [constraint("hours", until="2026-06-08", **{"from": "08:30", "to": "12:00"})],
                    [constraint("hours", until="2026-06-09", **{"from": "08:30", "to": "12:00"})],
                    [constraint("refuse", "prefer", occupation="包装工")],
                    [constraint("together", **{"with": ["P1", "P2"]})],
                    [constraint("hours", **{"from": "08:30", "to": "17:29"})],
                ),
            ),
            **draw(one_of({}, {"status": "employed", "current_wage": draw(one_of(2727, 2728, 3000))})),
        )
        for number in range(1, draw(st.integers(1, 2)) + 1)
    ]
    vacancies = [
        vacancy(
            f"V{number}",
            **now_and_then(
                draw,
                kind=("apprenticeship", "public_post", "odd_job", "home_piecework", None),
                wage=(
                    {"type": "month", "min": 1890},
                    {"type": "month", "min": 3300},
                    {"type": "month", "min": 3001},
                    {"type": "day", "min": 150, "board_deduction": 300},
                    {"type": "piece", "unit_price": 0.5, "novice_units_per_day": 150, "normal_units_per_day": 300},
                    None,
                ),
                physical=(1, 3, 4, None),
                place=(FAR, HOME, {"division": "520322"}, {}, {"division": "520322", "lat": 28.148, "lon": 106.83}),
                dorm=("free", "paid", None),
                age=({"min": 18, "max": 45}, {"max": 45, "strict": True}),
                experience=({"occupation": "包装工", "months": 12, "strict": True}, {"months": 6}, {"months": 0}),
                skills=(["平车"], ["平车", "锁边", "包缝"]),
                certificates=(None, [{"kind": "health"}], [{"kind": "welding", "train_first": True}]),
                schedule=(
                    None,
                    {"shift": "rotating", "hours_per_day": 8, "days_per_month": 26},
                    {"shift": "night", "from": "20:00", "to": "06:00", "hours_per_day": 10, "days_per_month": 26},
                ),
                title=("焊工", "装箱打包", "包装工"),
                occupation=(None, "焊工", "缝纫工"),
                education=({"min": "senior_middle", "basis": "wish"}, {"min": "senior_middle", "basis": "law"}),
                insurance=([], ["injury"], None),
                contract=("service", None),
                start=(None, "2026-06-02", "2026-07-06"),
            ),
        )
        for number in range(1, draw(st.integers(2, 4)) + 1)
    ]
    return world(people, vacancies, courses=draw(one_of([], [course()])))


@examples
@given(worlds_at_the_edges())
def test_at_the_edges_of_the_rules_too(document: Document) -> None:
    compare(document)


PIECES = {"type": "piece", "unit_price": 0.5, "novice_units_per_day": 150, "normal_units_per_day": 300}


@pytest.mark.parametrize("months", [5, 6, 7])
def test_who_counts_as_experienced_is_the_same_to_the_month(months: int) -> None:
    packer = person(experience=[{"occupation": "包装工", "months": months}])
    compare(world([packer], [vacancy("A", wage=PIECES), vacancy("B", kind="apprenticeship")]))


@pytest.mark.parametrize("pay", [3299, 3300, 3301])
def test_what_is_a_gain_is_the_same_to_the_yuan(pay: int) -> None:
    compare(world([person(status="employed", current_wage=3000)], [vacancy(wage={"type": "month", "min": pay})]))


def test_people_of_one_home_keep_what_each_would_rather_not() -> None:
    rotating = {"shift": "rotating", "hours_per_day": 8, "days_per_month": 22}
    compare(
        world(
            [
                person("P1", constraints=[constraint("refuse", "prefer", occupation="包装工")]),
                person("P2", constraints=[constraint("night", "prefer")]),
                person(
                    "P3", constraints=[constraint("night", "prefer"), constraint("furthest", "prefer", area="site")]
                ),
                person("P4", constraints=[]),
                person("P5", constraints=[constraint("night", "prefer"), constraint("night", "prefer")]),
            ],
            [vacancy("A", schedule=rotating), vacancy("B", place=FAR), vacancy("C", schedule=rotating, place=FAR)],
        )
    )


@examples
@given(worlds_with_classes())
def test_with_classes_that_mend_a_missing_card_too(document: Document) -> None:
    compare(document)
