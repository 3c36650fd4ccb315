"""`python -m benchmarks.assignment`: all openings of a province against all who wait, and whom messages would reach.

The lists are the engine's own, of a synthetic province of so many sites (900 are the whole) with its vacancies and
places in proportion. Making them is timed apart. Forms of assignment stand side by side, in processor seconds as a
share of the exact one's, medians of interleaved rounds.
"""

import argparse

import numpy as np

from benchmarks.assignment.lists import Asked, asked, shortened
from benchmarks.assignment.tables import compare_forms, compare_groups, compare_lengths, compare_messages
from benchmarks.measuring import by_the_processor, say
from benchmarks.province.selectivity import measure, sample
from benchmarks.province.size import Size
from benchmarks.province.synthetic import offers
from jobmatch.matching.engine.engine import TOP

SITES, ROUNDS = 180, 3
LENGTHS = (TOP, 2 * TOP, 3 * TOP)
SAMPLE = 200


def main() -> None:
    """Prints the tables one by one."""
    wanted = argparse.ArgumentParser(prog="python -m benchmarks.assignment")
    wanted.add_argument("--sites", type=int, default=SITES, help="sites of the province, each with some 667 labourers")
    wanted.add_argument("--rounds", type=int, default=ROUNDS)
    given = wanted.parse_args()
    size = Size.of_sites(given.sites)
    seconds, found = by_the_processor(asked, size, max(LENGTHS))
    describe(size, found)
    say(f"lists of {max(LENGTHS)}: {found.seconds:.0f} s, with the facts of people and posts {seconds:.0f} s\n")
    compare_forms(shortened(found.market.without_bounds(), TOP), given.rounds)
    compare_lengths(found.market.without_bounds(), LENGTHS)
    compare_messages(found.market, found.needs, LENGTHS)
    compare_groups(shortened(found.market, TOP))


def describe(size: Size, found: Asked) -> None:
    """What the tables are about: people, posts, how choosy the lists are."""
    market = found.market
    lengths = np.diff(market.starts)
    say(
        f"{market.people:,} labourers of {size.sites:,} sites, {np.count_nonzero(market.waiting):,} of"
        f" {len(market.waiting):,} households without an earner; {len(market.openings):,} vacancies with"
        f" {market.openings.sum(dtype=np.int64):,} places"
    )
    say(f"selectivity of {measure(offers(size), sample(size, SAMPLE))}")
    say(
        f"{np.count_nonzero(lengths):,} people have a vacancy that is a gain,"
        f" {np.mean(lengths[lengths > 0] < TOP):.0%} of them fewer than {TOP}"
    )


if __name__ == "__main__":
    main()
