"""`python -m benchmarks.province.reach`: one new vacancy against all people of the province, its best hundred.

Everybody is kept in memory, made ready once. Vacancies are drawn at random; each is new to what is kept. The floor is a
pass over the same columns that looks up and joins one byte a fact of everybody, and neither sorts nor scores. For
public posts somebody has to know who has anything on the market, as the lists of the night do; the province has no such
lists here, so who has nothing is drawn, in the share of the people in work and of the others that the engine finds at
some sites.
"""

import argparse
import resource
import time
from collections.abc import Iterator
from dataclasses import replace
from statistics import median, quantiles

import numpy as np

from benchmarks.measuring import by_the_clock, say
from benchmarks.province.size import PROVINCE, Size
from benchmarks.province.source import Synthetic
from jobmatch.matching.facts import World
from jobmatch.matching.ground import Ground, populate, prepare
from jobmatch.matching.reach.reach import Reach
from jobmatch.matching.rules import load_rules
from jobmatch.matching.seeker import Seeker
from jobmatch.matching.vocabulary import Vocabulary

DRAWN = 200


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=PROVINCE.people, help="labourers of the province")
    parser.add_argument("--vacancies", type=int, default=DRAWN, help="vacancies that are asked for")
    parser.add_argument("--seed", type=int, default=2026)
    given = parser.parse_args()
    measure(Size(given.people), given.vacancies, given.seed)


def measure(size: Size, drawn: int, seed: int) -> None:
    source = Synthetic(size)
    world = source.offers()
    dice = np.random.default_rng(seed)
    chosen = dice.choice(len(world.vacancies), min(drawn, len(world.vacancies)), replace=False).tolist()
    some = replace(world, vacancies=tuple(world.vacancies[place] for place in chosen))
    ground = prepare(some, Vocabulary.load(), load_rules())
    began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds, reach = by_the_clock(Reach, _everybody(source, ground, some), ground.setting)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    say(f"made in {seconds:.0f} s; {reach.nbytes / size.people:.0f} bytes a person; {began/1024:.0f} {most/1024:.0f}")
    waited = []
    for post in ground.posts:
        seconds, found = by_the_clock(reach.best, post, lambda _: False)
        waited.append(1000 * seconds)
    say(f"{median(waited):.1f} {quantiles(waited, n=100)[-1]:.1f} {max(waited):.1f}")
    import cProfile, pstats, pickle, copyreg, types
    copyreg.pickle(types.MappingProxyType, lambda m: (types.MappingProxyType, (dict(m),)))
    pickle.dump((reach, ground), open("/tmp/reach.pickle", "wb"))
    p = cProfile.Profile(); p.enable()
    for post in ground.posts:
        reach.best(post, lambda _: False)
    p.disable(); pstats.Stats(p).sort_stats("tottime").print_stats(45)


def _everybody(source: Synthetic, ground: Ground, world: World) -> Iterator[Seeker]:
    for part in source.parts():
        there = source.people(part)
        populated = replace(world, households=there.households, people=there.people)
        yield from populate(ground, populated).seekers.values()


if __name__ == "__main__":
    main()
