"""Many households into the database at once: rows collected by table, one statement a table.

What is written is what `flow.take_in` and `consent.give` would write, one household after the other; a test holds the
two to each other. Look-alikes are not looked for here: the next `match` does that for everybody.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from jobmatch import db
from jobmatch.access import Actor
from jobmatch.db import Base
from jobmatch.demo.homes import Agreement, Home
from jobmatch.demo.place import Community
from jobmatch.flow import RefusedRecordError
from jobmatch.households import entering
from jobmatch.households.checks import check, refuses
from jobmatch.households.codes import Source
from jobmatch.households.consent import Consent
from jobmatch.households.entering import Entry, Said
from jobmatch.households.model import Household, Membership, Person, Site
from jobmatch.households.numbering import HouseholdCounter, number_of
from jobmatch.parameters import ParameterBook

WITNESS = "窗口"
_TABLES = Base.metadata.tables
# So many households are written together: few statements, and a site of any size needs no more memory.
_TOGETHER = 250


def settle(
    session: Session, community: Community, first_household: int, book: ParameterBook, at: datetime, actor: Actor
) -> None:
    """Everybody of one site; ids of households begin at `first_household`, people's are their numbers in the place.

    Raises RefusedRecordError where a record breaks a rule of the form, as at the counter.
    """
    plan = community.site
    site = Site(
        code=plan.code, name=plan.name, division=plan.division, population_band=plan.population_band,
        latitude=plan.latitude, longitude=plan.longitude,
    )  # fmt: skip
    session.add(site)
    session.flush()
    homes = community.homes
    for start in range(0, len(homes), _TOGETHER):
        rows: dict[type[Base], list[dict[str, Any]]] = defaultdict(list)
        for place, home in enumerate(homes[start : start + _TOGETHER], start=start):
            number = number_of(plan.code, place + 1)
            for table, row in _rows(home, first_household + place, number, site, book, at, actor):
                rows[table].append(row)
        for table, values in rows.items():
            session.execute(insert(_TABLES[table.__tablename__]), values)
    session.add(HouseholdCounter(site_code=plan.code, last=len(homes)))
    session.flush()
    for table in (Household, Person, Membership):
        db.advance_sequence(session, _TABLES[table.__tablename__])


def _rows(
    home: Home, household_id: int, number: str, site: Site, book: ParameterBook, at: datetime, actor: Actor
) -> Iterable[entering.Row]:
    findings = check(home.record, book, site.division, home.asked_on)
    if refuses(findings):
        raise RefusedRecordError(findings)
    people = {member.key: int(member.key) for member in home.record.members}
    said = Said(home.asked_on, asked_at(home, at), actor, Source.COUNTER, book, site.division)
    yield from entering.rows(Entry(home.record, household_id, number, site.id, people), said)
    for agreed in home.agreements:
        yield Consent, _consent(agreed, people[agreed.person_key], said.at)


def asked_at(home: Home, at: datetime) -> datetime:
    """The moment on the day of asking that `at` is today."""
    return at - timedelta(days=home.days_ago)


def _consent(agreed: Agreement, person_id: int, at: datetime) -> dict[str, Any]:
    return {
        "person_id": person_id,
        "purpose": agreed.purpose,
        "scope": None,
        "given": agreed.given,
        "given_on": agreed.given_on,
        "witness": WITNESS,
        "withdrawn_on": agreed.withdrawn_on,
        "noted_at": at,
    }
