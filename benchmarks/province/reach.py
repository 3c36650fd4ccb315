"""`python -m benchmarks.province.reach`: one new vacancy against all people of the province, its best hundred.

Everybody is made ready once and kept in memory. Vacancies are drawn at random, and each is new to what is kept; round
after round they take turns with the floor: a pass over everybody that looks up and joins the bytes of the same columns,
and neither demands cards nor scores. Processor seconds.

For public posts somebody has to know who has anything on the market, as the lists of the night do. There are no lists
of everybody here: who has nothing is drawn, as many as the engine finds at one site.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from statistics import median, quantiles
from zlib import crc32

import numpy as np

from benchmarks.measuring import by_the_processor, peak_memory, say
from benchmarks.province.size import PROVINCE, Size
from benchmarks.province.source import Synthetic
from jobmatch.matches.province.offers import Offers
from jobmatch.matching.engine.columns import PUBLIC
from jobmatch.matching.engine.engine import TOP
from jobmatch.matching.engine.keys import places_of
from jobmatch.matching.facts import World
from jobmatch.matching.ground import Ground, populate, prepare
from jobmatch.matching.reach.crowd import Crowd
from jobmatch.matching.reach.reach import Reach
from jobmatch.matching.rules import load_rules
from jobmatch.matching.seeker import Seeker
from jobmatch.matching.vocabulary import Vocabulary

ROUNDS, DRAWN = 3, 200
MB = 1 << 20


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=PROVINCE.people, help="labourers of the province")
    parser.add_argument("--vacancies", type=int, default=DRAWN, help="vacancies that are drawn")
    parser.add_argument("--seed", type=int, default=2026)
    given = parser.parse_args()
    source = Synthetic(Size(given.people))
    world = source.offers()
    dice = np.random.default_rng(given.seed)
    drawn = dice.choice(len(world.vacancies), min(given.vacancies, len(world.vacancies)), replace=False).tolist()
    ground = _ground(replace(world, vacancies=tuple(world.vacancies[place] for place in drawn)))
    has_market = _market(source, world)
    before = _memory()
    began = time.process_time()
    reach = Reach(_everybody(source, ground, world), ground.setting)
    made = time.process_time() - began
    kept = reach.nbytes / given.people
    say(f"one vacancy: {len(reach.crowd.ids):,} of {given.people:,} labourers can be offered anything")
    say(f"made ready in {made:.0f} s, drawing everybody among them; {kept:.0f} bytes a person in columns")
    say(f"memory of the process: {before:,.0f} MB with the vacancies, at most {_memory():,.0f} MB with everybody")
    _compare(reach, ground, has_market)


def _compare(reach: Reach, ground: Ground, has_market: Callable[[str], bool]) -> None:
    rounds = []
    for _ in range(ROUNDS):
        waited, floors = [], []
        for post in ground.posts:
            floors.append(1000 * by_the_processor(_floor, reach.crowd)[0])
            waited.append(1000 * by_the_processor(reach.best, post, has_market)[0])
        rounds.append((median(waited), quantiles(waited, n=100)[-1], median(floors)))
    usual, slowest, floor = (median(column) for column in zip(*rounds, strict=True))
    say(f"best hundred of a vacancy: median {usual:.1f} ms, slowest hundredth from {slowest:.1f} ms")
    say(f"for the first time: median {rounds[0][0]:.1f} ms, slowest hundredth from {rounds[0][1]:.1f} ms")
    say(f"floor {floor:.1f} ms; median ÷ floor {usual / floor:.1f}, slowest hundredth ÷ floor {slowest / floor:.1f}")


def _floor(crowd: Crowd) -> int:
    """How many would pass, if every fact were open to everybody."""
    found = np.zeros(len(crowd.ids), dtype=np.uint8)
    for column in (crowd.residence.of, crowd.birth.of, crowd.make.of, crowd.columns["left"]):
        found |= np.zeros(int(column.max(initial=0)) + 1, dtype=np.uint8).take(column)
    return int(np.count_nonzero(found == 0))


def _everybody(source: Synthetic, ground: Ground, world: World) -> Iterator[Seeker]:
    """Site after site; nobody holds all of them."""
    for part in source.parts():
        there = source.people(part)
        yield from populate(ground, replace(world, households=there.households, people=there.people)).seekers.values()


def _ground(world: World) -> Ground:
    return prepare(world, Vocabulary.load(), load_rules())


def _market(source: Synthetic, world: World) -> Callable[[str], bool]:
    """Of whom it is said that they have something on the market."""
    ready = Offers(world).meet(source.people(source.parts()[0]))
    has_public = ready.columns.has(PUBLIC)
    lists = ready.lists(most=TOP)
    nothing = sum(not len(keys) or bool(has_public[places_of(keys)].any()) for keys in lists.values())
    share = 1 - nothing / max(1, len(lists))
    return lambda person: crc32(person.encode()) < share * (1 << 32)


def _memory() -> float:
    """The most so far, in MB."""
    return peak_memory() / MB


if __name__ == "__main__":
    main()
