"""`python -m benchmarks.training_plan`: 200 seats by the plan, and by applicants, on the demo's county.

Both are judged by the same assignment, on the county of the first five seeds (`make demo` plants the first): beside the
classes that are announced, then as if none were.
"""

from dataclasses import replace

from benchmarks.county import planted
from benchmarks.measuring import by_the_processor, say
from benchmarks.training_plan.by_applicants import by_applicants, with_a_card
from jobmatch import clock, db, parameters
from jobmatch.matches.facts import load_world
from jobmatch.matches.usual import usual_classes
from jobmatch.matching.ground import Ground
from jobmatch.matching.training.choosing import best, placed_with
from jobmatch.matching.training.county import Choice, Offer, choice_of, present
from jobmatch.matching.training.problem import Chosen

SEATS, SEEDS = 200, range(1, 6)
HEADS = ("seed", "posts", "places", "waiting", "no class", "announced", "applicants", "with card", "plan", "at most")
TIMES = ("s", "÷ assignment")


def main() -> None:
    """Prints a table for each seed."""
    say(f"{SEATS} seats; households that get an earner, in brackets the seats that are used; processor seconds")
    say("of each seed first beside the classes that are announced, then as if none were")
    say("".join(f"{head:>13}" for head in (*HEADS, *TIMES)))
    for seed in SEEDS:
        ground, offers = _county(seed)
        _compare(seed, ground, offers)
        _compare(seed, replace(ground, setting=replace(ground.setting, courses=())), offers)


def _county(seed: int) -> tuple[Ground, list[Offer]]:
    with planted(seed) as (url, _):
        engine, on = db.engine_for(url), clock.today()
        try:
            with db.reading(engine) as session:
                ground = load_world(session, on, None, parameters.load(session)).ground
                return ground, [usual.offer for usual in usual_classes(session, on).values()]
        finally:
            engine.dispose()


def _compare(seed: int, ground: Ground, offers: list[Offer]) -> None:
    assigned, _ = by_the_processor(present, ground)
    planned, (choice, chosen) = by_the_processor(_planned, ground, offers)
    problem, kept = choice.problem, choice.kept
    new = sum(seats for name, seats in chosen.seats.items() if name in choice.offers)
    waiting = {seeker.household.id for seeker in ground.seekers.values() if seeker.household.employed == 0}
    cells = [
        seed,
        len(ground.posts),
        sum(problem.places.values()),
        len(waiting),
        best(replace(problem, classes={}), 0).households + kept,
        placed_with(problem, {}).households + kept,
        *(_told(choice, way(choice, SEATS)) for way in (by_applicants, with_a_card)),
        f"{chosen.households + kept} ({new})",
        chosen.bound + kept,
        f"{planned:.2f}",
        f"{planned / assigned:.1f}",
    ]
    say("".join(f"{cell:>13}" for cell in cells))


def _told(choice: Choice, seats: dict[str, int]) -> str:
    return f"{placed_with(choice.problem, seats).households + choice.kept} ({sum(seats.values())})"


def _planned(ground: Ground, offers: list[Offer]) -> tuple[Choice, Chosen]:
    choice = choice_of(ground, offers)
    return choice, best(choice.problem, SEATS)


if __name__ == "__main__":
    main()
