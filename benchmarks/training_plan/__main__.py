"""`python -m benchmarks.training_plan`: 200 seats by the plan, and by applicants, on the demo's county.

Both are judged by the same assignment: as the market is planted, then with fewer and fewer of the posts that ask for no
card that is taught, as if others of the county had filled them. First beside the classes that are announced, then as
if none were.
"""

from dataclasses import replace
from hashlib import sha256

from benchmarks.county import planted
from benchmarks.measuring import by_the_processor, say
from benchmarks.training_plan.by_applicants import by_applicants, with_a_card
from jobmatch import clock, db, parameters
from jobmatch.matches.facts import load_world
from jobmatch.matches.usual import usual_classes
from jobmatch.matching.ground import Ground
from jobmatch.matching.training.choosing import best, placed_with
from jobmatch.matching.training.county import Choice, Offer, card, choice_of, present
from jobmatch.matching.training.problem import Chosen

SEATS = 200
SHARES = (1.0, 0.05, 0.02, 0.01, 0.0)
HEADS = ("posts", "places", "no class", "announced", "applicants", "with card", "plan", "at most", "s", "÷ assignment")


def main() -> None:
    """Prints the two tables."""
    with planted() as (url, _):
        engine, on = db.engine_for(url), clock.today()
        with db.reading(engine) as session:
            ground = load_world(session, on, None, parameters.load(session)).ground
            offers = [usual.offer for usual in usual_classes(session, on).values()]
        engine.dispose()
    unannounced = replace(ground, setting=replace(ground.setting, courses=()))
    say(f"{SEATS} seats; households that get an earner, in brackets the seats that are used; processor seconds")
    for title, whole in (("beside the classes that are announced", ground), ("as if none were", unannounced)):
        say(title)
        say("".join(f"{head:>13}" for head in HEADS))
        for share in SHARES:
            _compare(_with_share(whole, offers, share), offers)


def _with_share(ground: Ground, offers: list[Offer], share: float) -> Ground:
    """The same people with all posts that ask for a card that is taught, and with so many of the others."""
    taught = {card(offer.course) for offer in offers}
    kept = [
        place
        for place, post in enumerate(ground.posts)
        if any(demand.kind in taught for demand in post.vacancy.certificates or ())
        or int(sha256(post.vacancy.id.encode()).hexdigest()[:8], 16) / 2**32 < share
    ]
    return ground.only(kept)


def _compare(ground: Ground, offers: list[Offer]) -> None:
    assigned, _ = by_the_processor(present, ground)
    planned, (choice, chosen) = by_the_processor(_planned, ground, offers)
    problem, kept = choice.problem, choice.kept
    new = sum(seats for name, seats in chosen.seats.items() if name in choice.offers)
    cells = [
        len(ground.posts),
        sum(problem.places.values()),
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
