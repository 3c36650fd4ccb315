"""Somebody new at the counter who is registered already: the visit goes on there, and nobody is moved unasked."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused
from jobmatch.households import area, recognise
from jobmatch.households.checks.finding import Finding, Level, Rule
from jobmatch.households.model import Household, Membership, Person
from jobmatch.households.record import HouseholdRecord, PersonRecord
from jobmatch.seal import blind_index

_REGISTERED = Rule(
    "V02", "registered_elsewhere", Level.ERROR,
    "{name}已经登记在户号{number}那一户。请回到开头搜这个户号，在那一户里接着办；真要分户或者搬过来的，先在那一户里写“不在这家了”。",
    "{name} is registered in household {number} already: search for that number and go on there; who really moves is"
    " first said to have left that household.",
)  # fmt: skip

_ELSEWHERE = Rule(
    "V02", "registered_out_of_sight", Level.ERROR,
    "{name}的身份证号已经登记过了，不在您看得到的户里。对一下号码；没有抄错，就请站长帮忙核对。",
    "The ID number of {name} is registered already, outside what you may see: compare it with the card; if it is right,"
    " whoever serves both places has to look.",
)  # fmt: skip


def registered(
    session: Session, record: HouseholdRecord, known: HouseholdRecord | None, on: date, actor: Actor
) -> Iterator[Finding]:
    """An error for each member of the form whose number somebody else has: of another household, or of this one."""
    members = {member.key for member in known.members} if known is not None else set()
    for member in record.members:
        if member.id_number is None:
            continue
        index = blind_index(recognise.settled(member, on).id_number, "id_number")
        for person in session.scalars(select(Person).where(Person.id_number_index == index)):
            kept = person.merged_into_id or person.id
            home = recognise.open_membership(session, kept)
            if str(kept) == member.key or (home is None and member.key not in members):
                continue
            yield _held(session, member, home, on, actor)
            break


def _held(session: Session, member: PersonRecord, home: Membership | None, on: date, actor: Actor) -> Finding:
    """Where the number is; of a household outside the area not even that much."""
    household = session.get_one(Household, home.household_id) if home is not None else None
    try:
        if household is None:
            raise Refused("nobody's household")
        area.require_household(session, household, on, actor)
    except Refused:
        return _ELSEWHERE.about(member, "id_number")
    return _REGISTERED.about(member, "id_number", number=household.number)
