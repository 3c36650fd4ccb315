"""Somebody new at the counter who is registered already: the visit goes on there, and nobody is moved unasked."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.households import recognise
from jobmatch.households.checks.finding import Finding, Level, Rule
from jobmatch.households.model import Household, Person
from jobmatch.households.record import HouseholdRecord
from jobmatch.seal import blind_index

_REGISTERED = Rule(
    "V02", "registered_elsewhere", Level.ERROR,
    "{name}已经登记在户号{number}那一户。请回到开头搜这个户号，在那一户里接着办；真要分户或者搬过来的，先在那一户里写“不在这家了”。",
    "{name} is registered in household {number} already: search for that number and go on there; who really moves is"
    " first said to have left that household.",
)  # fmt: skip


def registered(session: Session, record: HouseholdRecord, known: HouseholdRecord | None, on: date) -> Iterator[Finding]:
    """An error for each member of the form who belongs to another household today."""
    members = {member.key for member in known.members} if known is not None else set()
    for member in record.members:
        if member.key in members or member.id_number is None:
            continue
        number = recognise.settled(member, on).id_number
        index = blind_index(number, "id_number")
        for person in session.scalars(select(Person).where(Person.id_number_index == index)):
            home = recognise.open_membership(session, person.merged_into_id or person.id)
            if home is not None and str(home.person_id) not in members:
                yield _REGISTERED.about(
                    member, "id_number", number=session.get_one(Household, home.household_id).number
                )
                break
