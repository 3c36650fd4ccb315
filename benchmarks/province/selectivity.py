"""How choosy the synthetic province is: what remains for a labourer after place and bed, and after all gates.

Selectivity drives the cost of every form, so it is printed wherever figures are. It is read off the engine, which tests
hold to `rank`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import mean, median

import numpy as np

from benchmarks.province.dice import Dice
from benchmarks.province.people import Chunk
from benchmarks.province.size import Size
from benchmarks.province.synthetic import SEED, people
from jobmatch.matching.engine.columns import BIT
from jobmatch.matching.engine.engine import TOP, Engine
from jobmatch.matching.facts import World
from jobmatch.matching.ground import prepare
from jobmatch.matching.notes import Gate
from jobmatch.matching.rules import load_rules
from jobmatch.matching.vocabulary import Vocabulary

_OF_PLACE = BIT[Gate.LOC] | BIT[Gate.DORM]


@dataclass(frozen=True, slots=True)
class Selectivity:
    """Vacancies a labourer, one entry a person of the sample: after place and bed, and after all gates."""

    near_enough: tuple[int, ...]
    passing: tuple[int, ...]

    def __str__(self) -> str:
        short = mean(number < TOP for number in self.passing)
        return (
            f"{len(self.passing)} people: {mean(self.near_enough):,.0f} vacancies remain after place and bed "
            f"(median {median(self.near_enough):,.0f}), {mean(self.passing):,.0f} pass all gates "
            f"(median {median(self.passing):,.0f}); {short:.0%} have fewer than {TOP}"
        )


def sample(size: Size, number: int, seed: int = SEED, sites: int = 30) -> Chunk:
    """Whole households of about so many people at random sites, of each site as many."""
    dice = Dice(seed, 5)
    wanted = sorted({dice.below(size.sites) for _ in range(sites)})
    households, persons = [], []
    for site in wanted:
        (chunk,) = people(size, seed, range(site, site + 1))
        share = number / len(wanted) / max(1, len(chunk.people))
        taken = {one.id for one in chunk.households if dice.chance(share)}
        households += [one for one in chunk.households if one.id in taken]
        persons += [one for one in chunk.people if one.household in taken]
    return Chunk(tuple(households), tuple(persons))


def measure(world: World, some: Chunk) -> Selectivity:
    """The selectivity of the offers of a world for some households."""
    populated = replace(world, households=some.households, people=some.people)
    engine = Engine(prepare(populated, Vocabulary.load(), load_rules()))
    return _measured(engine, [one.id for one in some.people])


def _measured(engine: Engine, people_wanted: Sequence[str]) -> Selectivity:
    near_enough, passing = [], []
    for person in people_wanted:
        verdict = engine.judge(person)
        near_enough.append(int(np.count_nonzero(verdict.gates & _OF_PLACE == 0)))
        passing.append(len(verdict.order))
    return Selectivity(tuple(near_enough), tuple(passing))
