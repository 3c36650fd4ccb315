"""Whom a row of the day is about: the name, where the family lives, and the telephone, for many rows at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from flask import abort
from sqlalchemy import select

from jobmatch import audit, clock
from jobmatch.households import area
from jobmatch.households.codes import Relation
from jobmatch.households.model import Household, Membership, Person
from jobmatch.households.store import members_on
from jobmatch.web import current_actor, session

_AT_ONCE = 500
About = tuple[int, int | None]
"""A household, and one of it; None is the household, for which whoever stands at its head is asked."""


@dataclass(frozen=True)
class Whom:
    """One family or one of it, for whoever rings or goes there; "" where something is not known."""

    household_id: int
    person_id: int
    name: str
    dwelling: str
    number: str
    phone: str


def people_of(about: Collection[About]) -> Mapping[About, Whom]:
    """Those rows of which somebody still lives in the household, each with whom to ask."""
    households = {household_id for household_id, _person in about}
    rows = session().execute(
        select(
            Household.id,
            Person.id,
            Person.name,
            Household.dwelling,
            Household.number,
            Person.phone,
            Household.home_phone,
        )
        .select_from(Membership)
        .join(Person, Person.id == Membership.person_id)
        .join(Household, Household.id == Membership.household_id)
        .where(Membership.household_id.in_(households), Membership.left_on.is_(None))
        # The head comes last and so counts; without one, the member who was entered first.
        .order_by((Membership.relation == Relation.HEAD).is_(True), Membership.id.desc())
    )
    found: dict[About, Whom] = {}
    for household_id, person_id, name, dwelling, number, own, of_home in rows:
        one = Whom(household_id, person_id, name, dwelling or "", number, own or of_home or "")
        found[household_id, person_id] = found[household_id, None] = one
    return {each: found[each] for each in about if each in found}


def note_read(people: Collection[Whom], of_what: str) -> None:
    """That names and telephones were on the screen stands in the log, once a person."""
    at, actor = clock.now(), current_actor()
    for person_id in sorted({one.person_id for one in people}):
        audit.record(session(), actor, "read_person", f"person:{person_id}", at, of_what)


def read(about: Collection[About], of_what: str = "list of today") -> Mapping[About, Whom]:
    """`people_of`, for a page that shows them."""
    people = people_of(about)
    note_read(list(people.values()), of_what)
    return people


def read_homes(household_ids: Sequence[int], of_what: str) -> Mapping[int, Whom]:
    """The same by household, however many a file holds."""
    people: dict[int, Whom] = {}
    for start in range(0, len(household_ids), _AT_ONCE):
        some = {(household_id, None) for household_id in household_ids[start : start + _AT_ONCE]}
        people |= {about[0]: one for about, one in read(some, of_what).items()}
    return people


def read_people(person_ids: Collection[int], of_what: str = "list of today") -> Mapping[int, Whom]:
    """The same by person, each with the household in which the person lives now."""
    rows = session().execute(
        select(Membership.household_id, Membership.person_id).where(
            Membership.person_id.in_(person_ids), Membership.left_on.is_(None)
        )
    )
    found = read({(household_id, person_id) for household_id, person_id in rows}, of_what)
    return {one.person_id: one for one in found.values()}


def names_of(household_id: int) -> dict[str, str]:
    """Who belongs to the family today, by the number as a form says it; who may not see the family gets no further."""
    home = session().get(Household, household_id)
    if home is None:
        abort(404)
    area.require_household(session(), home, clock.today(), current_actor())
    ids = [one.person_id for one in members_on(session(), [household_id], clock.today())]
    return {str(one.id): one.name for one in session().scalars(select(Person).where(Person.id.in_(ids)))}
