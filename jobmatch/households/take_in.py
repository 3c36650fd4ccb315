"""Taking a household's record in, from the counter or from an office's list, writing only what is new.

Three ways are compared: what the source said before, what it says now, and what is known. Only what the source has
changed is written, so that a list repeating an old value never undoes what a clerk corrected since.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from sqlalchemy.orm import Session

from jobmatch import access, audit
from jobmatch.access import Actor, Permission
from jobmatch.households import area, columns, leaving, numbering, recognise, sites, zero_employment
from jobmatch.households.codes import LeaveReason, Source
from jobmatch.households.members import take_in_member
from jobmatch.households.model import Household, Site
from jobmatch.households.news import Tally, Word, fresh
from jobmatch.households.record import HouseholdRecord, PersonRecord
from jobmatch.seal import blind_index
from jobmatch.settings import settings


class UnknownSiteError(LookupError):
    """The form names a site that is not in the list of sites."""


@dataclass(frozen=True)
class TakenIn:
    """What came of taking a record in.

    `people` leads from the record's member keys to person ids. `changed` names fields, members' as `person:<id>.field`.
    `kept` names what the source said for the first time and what was known otherwise already: it stands as it was, and
    somebody should ask.
    """

    household_id: int
    number: str
    created: bool
    people: Mapping[str, int]
    people_new: tuple[int, ...]
    people_moved: tuple[int, ...]
    changed: tuple[str, ...]
    kept: tuple[str, ...]

    @property
    def anything(self) -> bool:
        """Whether anything was written."""
        return self.created or bool(self.people_new or self.people_moved or self.changed)


def take_in(
    session: Session,
    record: HouseholdRecord,
    *,
    said_before: HouseholdRecord | None,
    on: date,
    at: datetime,
    actor: Actor,
    source: Source,
    said_elsewhere: tuple[PersonRecord, ...] = (),
    answered: frozenset[str] = frozenset(),
    meant: Mapping[str, int] = MappingProxyType({}),
) -> TakenIn:
    """Write a checked record into the database and say what was new.

    `said_before` is what the same source said of the household when it was last taken in (not what was refused);
    `said_elsewhere` what it then said of people whom it listed in other households. A field that is None now takes
    nothing away, unless it is in `answered`: then it was asked and there is none. `meant` leads from member keys to
    the people whom a form was filled in for: they stay the same whatever name or number is corrected. Nobody leaves by
    being absent: see `leave`. Raises Refused outside the actor's area, IdentityConflictError, UnknownSiteError.
    """
    access.require(actor, Permission.CHANGE_HOUSEHOLD)
    word = Word(on, at, actor, source)
    household = recognise.household(session, record)
    created = household is None
    if household is None:
        household = _open_household(session, record, word)
    site = household.site.code if household.site is not None else None
    if not created:
        area.require_household(session, household, on, actor)
    elif actor.role is not access.Role.RESIDENT and not actor.works_at(site):
        raise access.Refused("this site is not in your area")
    numbers = (recognise.settled(member, on).id_number for member in record.members)
    tally = Tally(listed=frozenset(number for number in numbers if number))
    base = None if created or said_before is None else said_before
    _write_household(session, household, record, base, word, answered, tally)
    said_here = tuple(recognise.settled(member, on) for member in said_before.members) if said_before else ()
    said_there = tuple(recognise.settled(member, on) for member in said_elsewhere)
    for member in record.members:
        plain = recognise.settled(member, on)
        here = (
            next((one for one in said_here if one.key == member.key), None)
            if member.key in meant
            else recognise.said_of(plain, said_here)
        )
        said = here or recognise.said_of(plain, said_there)
        listed_before = here is not None and not created
        take_in_member(
            session, household, plain, said, listed_before, word, answered, tally, meant.get(member.key)
        )  # fmt: skip
    _note_split(session, household, created, tally)
    session.flush()
    leaving.close_if_empty(session, tally.left, on)
    zero_employment.reckon(session, {household.id, *tally.left}, on)
    done = TakenIn(
        household.id, household.number, created, tally.people, tuple(tally.new), tuple(tally.moved),
        tuple(tally.changed), tuple(tally.kept),
    )  # fmt: skip
    _record_audit(session, done, word)
    return done


def _open_household(session: Session, record: HouseholdRecord, word: Word) -> Household:
    site = _site(session, record.site, word.source)
    household = Household(
        number=numbering.next_number(session, site.code if site is not None else None),
        site=site,
        relocated=record.relocated,
        registered_at=word.at,
        updated_at=word.at,
    )
    session.add(household)
    session.flush()
    return household


def _site(session: Session, text: str | None, source: Source) -> Site | None:
    if not text:
        return None
    if source is Source.OFFICE_ROSTER:
        return sites.find_or_enter(session, text, settings().home_division)
    found = sites.find(session, text)
    if found is None:
        raise UnknownSiteError(
            f"没有“{text}”这个安置点，请从列表里选。 There is no site {text}: choose one from the list."
        )
    return found


def _write_household(
    session: Session,
    household: Household,
    record: HouseholdRecord,
    said: HouseholdRecord | None,
    word: Word,
    answered: frozenset[str],
    tally: Tally,
) -> None:
    before = columns.household_values(said) if said is not None else None
    new = fresh(household, columns.household_values(record), before, answered, tally, "")
    for name, value in new.items():
        setattr(household, name, value)
    if "home_phone" in new:
        household.home_phone_index = blind_index(household.home_phone, "phone")
    site = _site(session, record.site, word.source)
    moved = said is not None and record.site != said.site
    if site is not None and household.site is not site and (moved or household.site is None):
        # A family that moves from site to site is moved by somebody who serves both.
        if word.actor.role is not access.Role.RESIDENT and not word.actor.works_at(site.code):
            raise access.Refused("the new site is not in your area")
        household.site = site
        new["site"] = site
    if household.closed_on is not None and record.members and said is None:
        household.closed_on = None
        new["closed_on"] = None
    if new:
        household.updated_at = word.at
        tally.changed.extend(sorted(new))


def _note_split(session: Session, household: Household, created: bool, tally: Tally) -> None:
    """A new household of which everybody known came from one other household has split off from it."""
    if not created or len(tally.left) != 1:
        return
    (origin,) = tally.left
    household.split_from_id = origin
    for person_id in tally.moved:
        leaving.newest_departure(session, person_id, origin).left_because = LeaveReason.SPLIT


def _record_audit(session: Session, done: TakenIn, word: Word) -> None:
    """One event for the household and one for each person of whom anything was written."""
    if not done.anything:
        return
    own = [name for name in done.changed if not name.startswith("person:")]
    action = "create_household" if done.created else "change_household"
    audit.record(session, word.actor, action, f"household:{done.household_id}", word.at, ", ".join(own))
    for person_id in done.people.values():
        label = f"person:{person_id}."
        changed = [name.removeprefix(label) for name in done.changed if name.startswith(label)]
        if person_id in done.people_new:
            audit.record(session, word.actor, "create_person", f"person:{person_id}", word.at)
        elif changed or person_id in done.people_moved:
            what = ", ".join([*changed, *(["household"] if person_id in done.people_moved else [])])
            audit.record(session, word.actor, "change_person", f"person:{person_id}", word.at, what)
