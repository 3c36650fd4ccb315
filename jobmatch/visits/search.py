"""Finding a family at the counter without showing more than is needed: names with a star, a birth year, a door.

By ID number, telephone, household number or name (also in pinyin or its first letters); only in the actor's own area.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from jobmatch import access, audit, clock
from jobmatch.access import Actor, Permission, Role
from jobmatch.households import identity, names
from jobmatch.households.codes import Relation
from jobmatch.households.model import Household, Membership, Person, Site
from jobmatch.seal import blind_index

MOST_FOUND = 20
_PHONE = re.compile(r"1[3-9]\d{9}")
_HOUSEHOLD = re.compile(r"[A-Za-z]+-[A-Za-z0-9]+-\d{6}")
_LATIN = re.compile(r"[a-z]+")


class Part(StrEnum):
    """What somebody wrote a piece of."""

    NAME = "name"
    NUMBER = "number"


@dataclass(frozen=True)
class FoundFamily:
    """A household that may be meant: `name` is that of the member who was found, with a star for one character."""

    household_id: int
    number: str
    name: str
    birth_year: int | None
    dwelling: str | None
    site: str | None


def find_families(session: Session, text: str, at: datetime, actor: Actor) -> list[FoundFamily]:
    """The households of the actor's area that a text may mean, at most `MOST_FOUND`; the search is noted in the log."""
    access.require(actor, Permission.SERVE_AT_COUNTER)
    plain = names.tidy(text)
    if len(plain) < 2:
        return []
    on = clock.local_day(at)
    query = (
        select(Household.id, Household.number, Person.name, Person.birth_date, Household.dwelling, Site.name)
        .join(Membership, Membership.household_id == Household.id)
        .join(Person, Person.id == Membership.person_id)
        .outerjoin(Site, Site.id == Household.site_id)
        .where(Membership.left_on.is_(None), Household.closed_on.is_(None), _meant(plain, on))
        .order_by(Membership.relation != Relation.HEAD, Person.name, Household.number)
        .limit(MOST_FOUND)
    )
    if actor.role is Role.HELPER:
        query = query.where(Household.id.in_(actor.household_ids))
    elif actor.sites is not None:
        query = query.where(Site.code.in_(actor.sites))
    rows = session.execute(query).all()
    audit.record(session, actor, "search", "counter:families", at, f"{len(rows)} found")
    found: dict[int, FoundFamily] = {}
    for household_id, number, name, born, dwelling, place in rows:
        shown = FoundFamily(household_id, number, starred(name), born.year if born else None, dwelling, place)
        found.setdefault(household_id, shown)
    return list(found.values())


def part_of(text: str, on: date) -> Part | None:
    """What the text is only a piece of, or a slip of: nobody is found by it, and that says nothing about the family.

    None for a whole name or number, and for no text.
    """
    plain = names.tidy(text)
    if any(sign.isdigit() for sign in plain):
        whole = _PHONE.fullmatch(plain) or identity.read(plain, on, fictitious=True).good or _HOUSEHOLD.fullmatch(plain)
        return None if whole else Part.NUMBER
    return Part.NAME if len(plain) == 1 else None


def starred(name: str) -> str:
    """A name that whoever bears it recognises and a neighbour may not: 罗国强 → 罗*强, 罗强 → 罗*."""
    if len(name) <= 2:
        return name[:1] + "*"
    return name[0] + "*" * min(len(name) - 2, 3) + name[-1]


def _meant(plain: str, on: date) -> ColumnElement[bool]:
    number = identity.read(plain, on, fictitious=True)
    if number.number is not None and number.good:
        return Person.id_number_index == blind_index(number.number, "id_number")
    if _PHONE.fullmatch(plain):
        index = blind_index(plain, "phone")
        return or_(Person.phone_index == index, Household.home_phone_index == index)
    if plain.isascii() and any(sign.isdigit() for sign in plain):
        return Household.number == plain.upper()
    if _LATIN.fullmatch(plain.lower()):
        spelled = func.replace(Person.name_pinyin, " ", "").startswith(plain.lower(), autoescape=True)
        return or_(spelled, Person.name_pinyin.like(names.initials_like(plain)))
    return Person.name.startswith(plain, autoescape=True)
