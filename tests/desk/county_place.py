"""A village as its county sees it: planted in a database of its own, with two households whose clock runs."""

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from jobmatch import db, parameters
from jobmatch.demo.plant import plant
from jobmatch.demo.village import Village
from jobmatch.households.model import Household
from jobmatch.placements.zero_clock.life import Found, ZeroState
from jobmatch.placements.zero_clock.model import ZeroSpell
from tests.reports.conftest import BY, NOON, TODAY


def planted(url: str, place: Village) -> Engine:
    """An engine on the database, which has no rows yet."""
    engine = db.engine_for(url)
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
    plant(lambda: db.transaction(engine), place, TODAY, NOON, BY)
    return engine


def start_two_clocks(session: Session) -> None:
    """Two households are found to be without an earner."""
    for home in session.scalars(select(Household).limit(2)):
        session.add(
            ZeroSpell(
                household_id=home.id, found_on=TODAY, found_how=Found.SYSTEM, help_due_on=TODAY, work_due_on=TODAY,
                state=ZeroState.FOUND,
            )
        )  # fmt: skip
    session.flush()
