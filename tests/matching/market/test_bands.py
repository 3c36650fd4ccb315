"""The order of a worker's proposals from arrays is that of `candidates.py`, whole or only its beginning."""

import json
from random import Random

import numpy as np
import pytest

from jobmatch.matching.document import read_world
from jobmatch.matching.ground import prepare
from jobmatch.matching.market.bands import needs, proposed_first
from jobmatch.matching.rank import rank
from jobmatch.matching.rules import load_rules
from jobmatch.matching.vocabulary import Vocabulary
from tests.matching.worlds import person, vacancy, world


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


@pytest.mark.parametrize("seed", range(3))
def test_as_candidates_orders_them(seed: int, vocabulary: Vocabulary) -> None:
    dice = Random(seed)
    people = [
        person(
            f"P{number:02}",
            household=dice.choice(["HX", "HY", "HZ"]),
            status=dice.choice(["seeking", "seeking", "employed"]),
            current_wage=dice.choice([1000, 9000]),
            seeking_since=dice.choice([None, "2026-01-01", "2026-03-01"]),
            experience=[{"occupation": "包装工", "months": dice.randrange(0, 30)}],
            wanted=dice.choice([["包装工"], ["厨师"], []]),
        )
        for number in range(40)
    ]
    homes = [
        {"id": "HX", "site": "S1", "employed": 1},
        {"id": "HY", "site": "S1", "employed": 1, "monitored": True},
        {"id": "HZ", "site": "S1", "employed": 0},
    ]
    facts = read_world(json.dumps(world(people, [vacancy()], households=homes)), vocabulary)
    ground = prepare(facts, vocabulary, load_rules())
    ranking = rank(facts, vocabulary)
    matches = [match for one in ranking.people for match in one.matches]
    names = [match.person for match in matches]
    score = np.array([match.score for match in matches], dtype=np.int32)
    gains = np.array([match.is_gain for match in matches])
    standing = needs(ground.seekers[name] for name in names)
    expected = list(ranking.candidates[0].people)
    assert len(set(score.tolist())) > 3
    assert 0 < gains.sum() < len(gains)
    for most in (1, 3, 10, int(gains.sum()), int(gains.sum()) + 1, len(names), 1000):
        found = proposed_first(score, gains, standing, ground.setting.rules.band, most)
        assert [names[row] for row in found] == expected[:most]
