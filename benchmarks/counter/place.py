"""The county of the demo behind the real server, and the families who come to its counter."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from json import dumps

from sqlalchemy import Engine, select

from benchmarks.county import planted
from benchmarks.serving import Desk, serving
from jobmatch import db
from jobmatch.households.model import Household, Membership, Person
from jobmatch.households.working_life import Intention

ANSWERS: Mapping[str, str] = {"consent": "yes", "wage_floor": "2500", "training_days_most": "10"}
"""What a resident says anew; everything else is known."""


@contextmanager
def settled() -> Iterator[tuple[str, Engine]]:
    """The address of a server of the county as of today, matched, and an engine on its database."""
    with planted() as (url, environment), serving(environment) as address:
        engine = db.engine_for(url)
        try:
            yield address, engine
        finally:
            engine.dispose()


def ready_to_save(desk: Desk, household: int, person: int) -> str:
    """Where the eight answers of somebody are sent to, once everything is answered."""
    code = desk.send("/counter", {"household": str(household), "opening": str(household)}).split("/")[2]
    for name, value in ANSWERS.items():
        answer = {"key": f"{person}.{name}", "value": value, "seen": 0, "token": name}
        desk.put(f"/counter/{code}/answers", dumps(answer).encode())
    return f"/counter/{code}/work/{person}"


def seekers(engine: Engine, most: int) -> list[tuple[int, int]]:
    """Household and person of so many who ask for work, from all over the county, one of a family."""
    asked = (
        select(Membership.household_id, Person.id)
        .join(Person, Person.id == Membership.person_id)
        .join(Intention, Intention.person_id == Person.id)
        .join(Household, Household.id == Membership.household_id)
        .where(Intention.willing.is_(True), Membership.left_on.is_(None), Household.closed_on.is_(None))
        .order_by(Person.id)
    )
    with db.reading(engine) as session:
        first = {int(home): int(person) for home, person in reversed(session.execute(asked).all())}
    every = max(1, len(first) // most)
    return sorted(first.items())[::every][:most]
