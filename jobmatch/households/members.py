"""What a record says of one member: who it is, what is new about the person, and which household the person is in."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from jobmatch.households import area, columns, consent, leaving, names, recognise, spells, wishes
from jobmatch.households.codes import LeaveReason, Source
from jobmatch.households.model import Household, Membership, Person
from jobmatch.households.news import Tally, Word, fresh
from jobmatch.households.record import PersonRecord
from jobmatch.matching.ages import LABOUR_FROM, completed_years
from jobmatch.seal import blind_index


def take_in_member(
    session: Session,
    household: Household,
    member: PersonRecord,
    said: PersonRecord | None,
    listed_before: bool,
    word: Word,
    answered: frozenset[str],
    tally: Tally,
    meant: int | None = None,
) -> None:
    """Find or enter the person and write what is new; `meant` is the person whom the source itself points to.

    `said` is what the source said of the person before, here or in another household; `listed_before` whether here.
    """
    person = session.get(Person, meant) if meant is not None else None
    person = person or recognise.person(session, member, household.id, tally.listed)
    known = person is not None
    if person is not None:
        _require_other_home(session, person.id, household.id, word)
    else:
        person = Person(name=member.name, name_pinyin=names.pinyin(member.name), updated_at=word.at)
        session.add(person)
        session.flush()
        tally.new.append(person.id)
        said = None
    tally.people[member.key] = person.id
    label = f"person:{person.id}."
    before = columns.person_values(said) if said is not None else None
    new = fresh(person, columns.person_values(member), before, answered, tally, label)
    _write_person(person, new, member, word)
    changed = [
        *new,
        *spells.note(session, person.id, member.work, said.work if said else None, word.on, word.at, word.source),
        *wishes.note_intention(session, person.id, member, said, word.on),
        *wishes.note_lists(session, person.id, member, said, word.on),
    ]
    if known:
        tally.changed.extend(label + name for name in changed)
    _settle_membership(session, household, person, member, said, listed_before, word, tally)
    if word.source is Source.OFFICE_ROSTER and _of_age(member, word.on):
        consent.grant_by_roster(session, person.id, word.on, word.at)


def _require_other_home(session: Session, person_id: int, household_id: int, word: Word) -> None:
    """Who takes somebody out of a household, or writes about somebody who lives in it, must be allowed that one too."""
    home = recognise.open_membership(session, person_id)
    if home is not None and home.household_id != household_id:
        area.require_household(session, home.household, word.on, word.actor)


def _write_person(person: Person, new: dict[str, Any], member: PersonRecord, word: Word) -> None:
    for name, value in new.items():
        setattr(person, name, value)
    if "name" in new:
        person.name_pinyin = names.pinyin(person.name)
    if "id_number" in new:
        person.id_number_index = blind_index(person.id_number, "id_number")
        person.id_last_four = person.id_number[-4:] if person.id_number else None
    if "disability" in new:
        card = member.disability.card_number if member.disability else None
        person.disability_card_index = blind_index(card, "disability_card")
    if "phone" in new:
        person.phone_index = blind_index(person.phone, "phone")
        person.phone_unreached_since = member.phone_unreached_since
    if "capacity" in new and "capacity_on" not in new:
        person.capacity_on = word.on
    if new:
        person.updated_at = word.at


def _settle_membership(
    session: Session,
    household: Household,
    person: Person,
    member: PersonRecord,
    said: PersonRecord | None,
    listed_before: bool,
    word: Word,
    tally: Tally,
) -> None:
    """Join, move or change the relation; who was listed here before and has left since is not brought back."""
    current = recognise.open_membership(session, person.id)
    if current is not None and current.household_id == household.id:
        repeated = said is not None and listed_before and said.relation is member.relation
        if member.relation is not None and current.relation is not member.relation and not repeated:
            leaving.change_relation(session, current, member.relation, word.on)
            tally.changed.append(f"person:{person.id}.relation")
        return
    if listed_before or person.died_on is not None or (current is not None and word.on < current.joined_on):
        return
    if current is not None:
        current.left_on = word.on
        current.left_because = LeaveReason.MOVED
        tally.left.add(current.household_id)
        tally.moved.append(person.id)
    session.add(Membership(household_id=household.id, person_id=person.id, relation=member.relation, joined_on=word.on))
    session.flush()


def _of_age(member: PersonRecord, on: date) -> bool:
    return member.birth_date is None or completed_years(member.birth_date, on) >= LABOUR_FROM
