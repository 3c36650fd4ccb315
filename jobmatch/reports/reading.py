"""Reads whom a month is about out of the database: whole columns of one site at once, never a row as an object.

A site is read at a time, so that a province needs no more memory than its largest site. Sealed columns are opened only
for those on whom they decide.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, aliased

from jobmatch.households import spells
from jobmatch.households.codes import WORKING, ConstraintKind, EmploymentStatus, Health, Strength
from jobmatch.households.model import Household, Membership, Person
from jobmatch.households.record import Constraint, PersonRecord, Work
from jobmatch.households.working_life import ConstraintRow, Employment, Intention
from jobmatch.placements.model import STANDS, Referral, ReferralMove, StartWord
from jobmatch.placements.referral import AT_WORK, Verb
from jobmatch.placements.zero_clock.model import ZeroSpell
from jobmatch.reports import month as months
from jobmatch.reports.belonging import Belonging, belongings, concerns
from jobmatch.reports.model import HouseholdMonth, PersonMonth
from jobmatch.vacancies.model import Employer, Vacancy


@dataclass(frozen=True)
class Placed:
    """What a running or just ended referral says of somebody's work: the post's papers, and who saw the start."""

    contract: str | None
    insurance: tuple[str, ...]
    proofs: tuple[str, ...]


@dataclass(frozen=True)
class SiteFacts:
    """Everything of some households that the lines of a month are made of; people by id, households by id.

    `homes` has the site and the type of each household.
    """

    belongings: tuple[Belonging, ...]
    people: Mapping[int, PersonRecord]
    sources: Mapping[int, str]
    placed: Mapping[int, Placed]
    left_work: Mapping[int, str]
    homes: Mapping[int, tuple[int | None, Any]]
    spells: Mapping[int, tuple[tuple[date, date | None, str], ...]]
    zero_before: Mapping[int, int]
    after_a_ledger: bool


def site_facts(
    session: Session, here: ColumnElement[bool], month: date, *, after_a_ledger: bool, unwritten: bool
) -> SiteFacts:
    """The facts of the households `here`; `after_a_ledger`: the month before is closed.

    `unwritten` leaves out the people of whom the ledger of the month has a line: by a day that was put right in the
    meantime they belong to a household that was not written yet.
    """
    line = select(PersonMonth.id).where(PersonMonth.month == month, PersonMonth.person_id == Membership.person_id)
    whom = here & ~line.exists() if unwritten else here
    found = belongings(session, whom, month, after_a_ledger=after_a_ledger)
    person_ids = select(Membership.person_id).join(Household).where(here, concerns(month, after_a_ledger))
    work, sources = _work(session, person_ids, months.last_day(month))
    before = _zero_before(session, here, month) if after_a_ledger else {}
    clock = _spells(session, here, month)
    homes = session.execute(select(Household.id, Household.site_id, Household.household_type).where(here))
    concerned = {one.household_id for one in found} | set(clock) | set(before)
    return SiteFacts(
        found,
        _people(session, person_ids, work, months.last_day(month)),
        sources,
        _placed(session, person_ids, work, month),
        _left_work(session, person_ids, month),
        {household_id: (site_id, kind) for household_id, site_id, kind in homes if household_id in concerned},
        clock,
        before,
        after_a_ledger,
    )


def _work(session: Session, person_ids: Select[int], last: date) -> tuple[dict[int, dict[str, Any]], dict[int, str]]:
    """What everybody did on the last day, with where the word of it comes from; the newest spell wins."""
    names = [*spells.FIELDS, "wage_on", "since"]
    found = session.execute(
        select(Employment.person_id, Employment.source, *(getattr(Employment, name) for name in names))
        .where(
            Employment.person_id.in_(person_ids),
            Employment.since <= last,
            or_(Employment.ended_on.is_(None), Employment.ended_on > last),
        )
        .order_by(Employment.since, Employment.id)
    )
    work: dict[int, dict[str, Any]] = {}
    sources: dict[int, str] = {}
    for person_id, source, *values in found:
        work[person_id], sources[person_id] = dict(zip(names, values, strict=True)), source
    return work, sources


def _people(
    session: Session, person_ids: Select[int], work: Mapping[int, dict[str, Any]], last: date
) -> dict[int, PersonRecord]:
    """The part of everybody's record that decides how the person is counted; no name, no number."""
    wishes = dict(
        session.execute(select(Intention.person_id, Intention.willing).where(Intention.person_id.in_(person_ids))).all()
    )  # fmt: skip
    found = session.execute(
        select(Person.id, Person.birth_date, Person.education, Person.school_stage, Person.capacity).where(
            Person.id.in_(person_ids)
        )
    )
    rows = {row[0]: row[1:] for row in found}
    in_doubt = [
        person_id
        for person_id in rows
        if not wishes.get(person_id) and work.get(person_id, {}).get("status") not in _DECIDED
    ]
    bodies = _bodies(session, person_ids, set(in_doubt))
    cares = _cares(session, person_ids)
    return {
        person_id: PersonRecord(
            key=str(person_id),
            name="",
            birth_date=birth_date,
            education=education,
            school_stage=school_stage,
            capacity=capacity,
            work=spells.work_from(work[person_id]) if person_id in work else Work(),
            willing=wishes.get(person_id),
            health=bodies.get(person_id, _NOTHING_KNOWN)[0],
            protections=bodies.get(person_id, _NOTHING_KNOWN)[1],
            constraints=cares.get(person_id),
        )
        for person_id, (birth_date, education, school_stage, capacity) in rows.items()
    }


_DECIDED = WORKING | {EmploymentStatus.FARMING, EmploymentStatus.STUDENT, EmploymentStatus.AWAY}
_NOTHING_KNOWN: tuple[frozenset[Health], frozenset[str] | None] = (frozenset(), None)


def _bodies(
    session: Session, person_ids: Select[int], in_doubt: set[int]
) -> dict[int, tuple[frozenset[Health], frozenset[str] | None]]:
    """What the record says of the body of those whom only that can explain; opening a seal takes its time."""
    said = or_(Person.health.is_not(None), Person.protections.is_not(None))
    sealed = session.execute(select(Person.id).where(Person.id.in_(person_ids), said)).scalars()
    wanted = sorted(in_doubt & set(sealed))
    found: dict[int, tuple[frozenset[Health], frozenset[str] | None]] = {}
    for some in _chunks(wanted):
        rows = session.execute(select(Person.id, Person.health, Person.protections).where(Person.id.in_(some)))
        for person_id, health, protections in rows:
            found[person_id] = (
                frozenset(Health(word) for word in health or ()),
                None if protections is None else frozenset(protections),
            )
    return found


def _chunks(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + 500] for start in range(0, len(ids), 500))


def _cares(session: Session, person_ids: Select[int]) -> dict[int, tuple[Constraint, ...]]:
    found: dict[int, list[Constraint]] = defaultdict(list)
    rows = session.execute(
        select(ConstraintRow.person_id, ConstraintRow.strength, ConstraintRow.until)
        .where(ConstraintRow.person_id.in_(person_ids), ConstraintRow.kind == ConstraintKind.CARE)
        .order_by(ConstraintRow.id)
    )
    for person_id, strength, until in rows:
        found[person_id].append(Constraint(ConstraintKind.CARE, Strength(strength), until))
    return {person_id: tuple(some) for person_id, some in found.items()}


def _placed(
    session: Session, person_ids: Select[int], work: Mapping[int, dict[str, Any]], month: date
) -> dict[int, Placed]:
    """Of everybody whom we brought to the work of the last day: the papers of the post, and the words for the start.

    Who works for another employer by then, or had left by the end of the day, was not brought there by us.
    """
    last = months.last_day(month)
    words: dict[int, list[str]] = defaultdict(list)
    attested = select(StartWord.referral_id, StartWord.proof).join(Referral).where(Referral.person_id.in_(person_ids))
    for referral_id, proof in session.execute(attested.order_by(StartWord.id)):
        words[referral_id].append(proof.value)
    rows = session.execute(
        select(Referral.person_id, Referral.id, Employer.name, Vacancy.contract, Vacancy.insurance)
        .join(Vacancy, Vacancy.id == Referral.vacancy_id)
        .join(Employer, Employer.id == Vacancy.employer_id)
        .where(
            Referral.person_id.in_(person_ids),
            Referral.started_on <= last,
            or_(Referral.state.in_(AT_WORK), Referral.left_on > last),
        )
        .order_by(Referral.started_on, Referral.id)
    )
    return {
        person_id: Placed(contract, tuple(insurance or ()), tuple(words[referral_id]))
        for person_id, referral_id, employer, contract, insurance in rows
        if person_id in work and work[person_id]["employer"] == employer
    }


def _left_work(session: Session, person_ids: Select[int], month: date) -> dict[int, str]:
    """Why somebody whom we had placed left work in the month, the last word of each.

    Told after the ledger of the month before was written, a day of that month or earlier is counted in this one.
    """
    told_late = select(PersonMonth.id).where(
        PersonMonth.month == months.before(month),
        PersonMonth.person_id == Referral.person_id,
        PersonMonth.written_at <= ReferralMove.at,
    )
    rows = session.execute(
        select(Referral.person_id, ReferralMove.reason)
        .join(Referral, Referral.id == ReferralMove.referral_id)
        .where(
            Referral.person_id.in_(person_ids),
            ReferralMove.verb == Verb.LEAVE,
            STANDS,
            Referral.left_on <= months.last_day(month),
            or_(Referral.left_on >= month, told_late.exists()),
        )
        .order_by(ReferralMove.id)
    )
    return {person_id: reason for person_id, reason in rows if reason is not None}


def _spells(
    session: Session, here: ColumnElement[bool], month: date
) -> dict[int, tuple[tuple[date, date | None, str], ...]]:
    """The spells without an earner that stood at some time of the month: found, ended, how it stands now."""
    rows = session.execute(
        select(ZeroSpell.household_id, ZeroSpell.found_on, ZeroSpell.ended_on, ZeroSpell.state)
        .join(Household, Household.id == ZeroSpell.household_id)
        .where(
            here,
            ZeroSpell.found_on <= months.last_day(month),
            or_(ZeroSpell.ended_on.is_(None), ZeroSpell.ended_on >= months.before(month)),
        )
        .order_by(ZeroSpell.id)
    )
    found: dict[int, list[tuple[date, date | None, str]]] = defaultdict(list)
    for household_id, found_on, ended_on, state in rows:
        found[household_id].append((found_on, ended_on, state))
    return {household_id: tuple(some) for household_id, some in found.items()}


def _zero_before(session: Session, here: ColumnElement[bool], month: date) -> dict[int, int]:
    """How many spells stood by the ledger of the month before, of every household that has a line there."""
    newer = aliased(HouseholdMonth)
    rows = session.execute(
        select(HouseholdMonth.household_id, HouseholdMonth.zero_closing)
        .join(Household, Household.id == HouseholdMonth.household_id)
        .where(
            here,
            HouseholdMonth.month == months.before(month),
            HouseholdMonth.zero_closing > 0,
            ~select(newer.id).where(newer.replaces_id == HouseholdMonth.id).exists(),
        )
    )
    return dict(rows.all())
