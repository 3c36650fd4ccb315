"""Households that nobody has gone through for long, the oldest first: ring them or call on them, and ask anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, func, select

from desk.queues.blueprint import AT_ONCE, paged, pages
from jobmatch import clock, parameters
from jobmatch.access import Permission
from jobmatch.households import freshness
from jobmatch.households.codes import Relation
from jobmatch.households.model import Household, Membership, Person
from jobmatch.settings import settings
from jobmatch.visits.asking import STALE_DAYS
from jobmatch.web import current_actor, permission, session


@dataclass(frozen=True)
class Row:
    """One household: whom to ask for, by which telephone, where, and for how many days nobody has asked."""

    household_id: int
    number: str
    name: str
    phone: str
    dwelling: str
    days: int


@pages.get("/old")
@permission(Permission.SERVE_AT_COUNTER)
def old() -> ResponseReturnValue:
    """The households of the area, in pages; a visit is opened in one tap."""
    query = records()
    page = paged(session().scalar(select(func.count()).select_from(query.subquery())) or 0)
    homes = session().scalars(
        query.order_by(Household.updated_at, Household.id).limit(AT_ONCE).offset(page.skipped)
    ).all()  # fmt: skip
    return render_template("queues/old.html", rows=_rows(homes), paged=page, days=stale_days(), opening=uuid4())


def records() -> Select[Household]:
    """The households of this worker's area that are to be asked again, in no order."""
    return freshness.to_ask_again(clock.now() - timedelta(days=stale_days()), current_actor())


def stale_days() -> int:
    """After how many days a record is old."""
    return parameters.load(session()).whole(STALE_DAYS, settings().home_division, clock.today())


def _rows(homes: Sequence[Household]) -> list[Row]:
    people: dict[int, Person] = {}
    members = session().execute(
        select(Membership.household_id, Person)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.household_id.in_([one.id for one in homes]), Membership.left_on.is_(None))
        .order_by(Membership.relation != Relation.HEAD, Membership.id)
    )
    for household_id, person in members:
        people.setdefault(household_id, person)
    now = clock.now()
    return [
        Row(
            one.id, one.number, people[one.id].name if one.id in people else "",
            one.home_phone or (people[one.id].phone if one.id in people else None) or "", one.dwelling or "",
            (now - one.updated_at).days,
        )
        for one in homes
    ]  # fmt: skip
