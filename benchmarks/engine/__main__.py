"""`python -m benchmarks.engine`: the best twenty of each person, by the engine and by `rank`, in one process.

The people and posts are those of the demo's county; then the same posts several times over, because what the engine
shares between posts shows only where there are many. Processor seconds, medians of interleaved rounds.
"""

from dataclasses import replace
from itertools import islice
from statistics import median

from benchmarks.county import facts
from benchmarks.measuring import by_the_processor, say
from jobmatch import clock
from jobmatch.matching.engine.engine import TOP, Engine
from jobmatch.matching.facts import Vacancy, World
from jobmatch.matching.ground import Ground, prepare
from jobmatch.matching.rank import rank_people
from jobmatch.matching.rules import load_rules
from jobmatch.matching.vocabulary import Vocabulary

ROUNDS = 3
PEOPLE = 60
TIMES = (1, 20)
Lists = dict[str, list[str]]


def main() -> None:
    """Prints a table for each size."""
    world = facts(clock.today())
    say(f"{'posts':>8}{'pairs':>10}{'pass':>8}{'rank, s':>10}{'engine, s':>11}{'rank ÷ engine':>15}")
    for times in TIMES:
        ground = prepare(_again(world, times), Vocabulary.load(), load_rules())
        people = list(islice(ground.seekers, 0, None, max(1, len(ground.seekers) // PEOPLE)))
        plain, quick = [], []
        for _ in range(ROUNDS):
            seconds, (by_rank, passing) = by_the_processor(_by_rank, ground, people)
            plain.append(seconds)
            seconds, by_engine = by_the_processor(_by_engine, ground, people)
            quick.append(seconds)
            assert by_rank == by_engine, "the two forms differ"
        pairs = len(people) * len(ground.posts)
        say(
            f"{len(ground.posts):>8}{pairs:>10}{passing / pairs:>8.0%}{median(plain):>10.2f}{median(quick):>11.2f}"
            f"{median(plain) / median(quick):>15.1f}"
        )


def _by_rank(ground: Ground, people: list[str]) -> tuple[Lists, int]:
    rankings = list(rank_people(ground, people))
    best = {one.person: [match.vacancy for match in one.matches[:TOP]] for one in rankings}
    return best, sum(len(one.matches) for one in rankings)


def _by_engine(ground: Ground, people: list[str]) -> Lists:
    engine = Engine(ground)
    return {person: [one.vacancy for one in engine.top(person)] for person in people}


def _again(world: World, times: int) -> World:
    """The same posts several times over, each time under other ids."""
    again: tuple[Vacancy, ...] = tuple(
        replace(one, id=f"{one.id}-{turn}") for turn in range(times) for one in world.vacancies
    )
    return replace(world, vacancies=again)


if __name__ == "__main__":
    main()
