"""`python -m benchmarks.counter`: from the form saved to the cards shown, on the demo's county; beside it everybody.

The answers are sent and the page of the cards fetched as a browser does, from a server that has just been started and
then for families all over the county; the peer is a run over everybody, which a counter without `match_household`
would have to wait for.
"""

from statistics import median, quantiles

from sqlalchemy import Engine

from benchmarks.counter.place import ready_to_save, seekers, settled
from benchmarks.measuring import by_the_clock, say
from benchmarks.serving import Desk
from jobmatch import clock, db, flow
from jobmatch.access import operator
from jobmatch.matches.bridges import bridges_of

FAMILIES = 41


def main() -> None:
    """Prints the table."""
    with settled() as (address, engine):
        people = seekers(engine, FAMILIES)
        desk = Desk(address)
        forms = [ready_to_save(desk, household, person) for household, person in people]
        first, *rest = [_save_and_look(desk, form) for form in forms]
        bridge = median(by_the_clock(_bridges, engine, people[0][1])[0] for _ in range(FAMILIES))
        by = operator("benchmark")
        whole, everybody = by_the_clock(flow.match, engine, clock.today(), None, clock.now, by)
    say(f"{everybody.vacancies} open posts, {len(everybody.cards)} people who ask for work, {len(forms)} families")
    say(f"{'what':<52}{'ms':>8}{'everybody ÷ it':>16}")
    for name, seconds in (
        ("everybody, as a run does", whole),
        ("form saved to cards shown, first of the server", first),
        ("the same, median", median(rest)),
        ("the same, the slowest twentieth begins at", quantiles(rest, n=20)[-1]),
        ("the courses that open more to one person", bridge),
    ):
        say(f"{name:<52}{1000 * seconds:>8.0f}{whole / seconds:>16.1f}")


def _save_and_look(desk: Desk, form: str) -> float:
    seconds, page = by_the_clock(lambda: desk.page(desk.send(form, {})))
    assert "data-offer" in page, f"{form} led to no card"
    return seconds


def _bridges(engine: Engine, person: int) -> object:
    with db.reading(engine) as session:
        return bridges_of(session, person, clock.today())


if __name__ == "__main__":
    main()
