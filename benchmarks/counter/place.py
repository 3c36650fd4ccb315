"""The county of the demo in a database of its own, and families of it at the counter of a real application."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from jobmatch import clock, db, parameters, seal
from jobmatch.access import Actor, Role, operator
from jobmatch.demo.layout import layout
from jobmatch.demo.place import Place
from jobmatch.demo.plant import plant
from jobmatch.households.model import Household, Membership, Person, Site
from jobmatch.households.working_life import Intention
from jobmatch.settings import settings
from wsgi import create_app

SEED = 1
BY = operator("benchmark")
ANSWERS = {"consent": "yes", "wage_floor": "2500", "training_days_most": "10"}
"""What a resident says anew; everything else is known."""


@contextmanager
def settled() -> Iterator[tuple[str, Engine]]:
    """The address and the engine of a database that holds the county as of today, not matched yet."""
    logging.disable(logging.INFO)
    with TemporaryDirectory() as folder:
        keys, url = Path(folder) / "seal.keys", f"sqlite:///{folder}/county.db"
        seal.make_key_file(keys)
        settings().key_file, settings().fictitious_ids = keys, True
        db.upgrade(url)
        engine = db.engine_for(url)
        with db.transaction(engine) as session:
            parameters.plant_first_rows(session)
        now = clock.now()
        plant(lambda: db.transaction(engine), Place(layout("county"), SEED, clock.today()), clock.today(), now, BY)
        yield url, engine
        engine.dispose()


@contextmanager
def counter(url: str, engine: Engine) -> Iterator[FlaskClient]:
    """A clerk of all sites at the counter's pages."""
    with db.reading(engine) as session:
        sites = frozenset(session.scalars(select(Site.code)))
    clerk = Actor("benchmark", Role.CLERK, sites)
    app = create_app(url, who=lambda: clerk)
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_client() as client:
        yield client


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


def ready_to_save(client: FlaskClient, household: int, person: int) -> str:
    """The address to which the eight answers are sent, everything answered."""
    code = client.post("/counter", data={"household": household, "opening": str(household)}).location.split("/")[2]
    for name, value in ANSWERS.items():
        body = {"key": f"{person}.{name}", "value": value, "seen": 0, "token": name}
        client.put(f"/counter/{code}/answers", json=body)
    return f"/counter/{code}/work/{person}"
