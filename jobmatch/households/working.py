"""Work that begins and ends, as it becomes known of a placement: the spell, the wish, and who of the family earns.

The day on which work ends is the first on which nobody counts as working, as with everything that ends here; so a
household whose last earner leaves is found the same day.
"""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import access, audit, clock
from jobmatch.access import Actor, Permission
from jobmatch.households import area, recognise, spells, zero_employment
from jobmatch.households.codes import WORKING, EmploymentStatus, Source
from jobmatch.households.model import Household, Person
from jobmatch.households.record import Work
from jobmatch.households.unbroken import Span, unbroken_since
from jobmatch.households.working_life import Employment, Intention


def begin_work(
    session: Session, person_id: int, work: Work, first_day: date, at: datetime, actor: Actor
) -> Employment:  # fmt: skip
    """The person works from a day on, and so looks for nothing more; whether another job is wanted is not known now.

    Again with the same job it changes nothing. Raises Refused.
    """
    _require(session, person_id, at, actor)
    spell = spells.begin(session, person_id, work, first_day, at, Source.REFERRAL)
    wish = session.scalar(select(Intention).where(Intention.person_id == person_id))
    if wish is not None:
        wish.willing = wish.seeking_since = None
    _note(session, person_id, "begin_work", at, actor)
    return spell


def still_at(session: Session, person_id: int, work: Work, began_on: date) -> bool:
    """Whether what the person does now is this work, begun on a day; not what somebody has noted elsewhere since.

    By the day too: the employer's name may have been written otherwise meanwhile.
    """
    spell = spells.open_spell(session, person_id)
    return spell is not None and (spell.since <= began_on or spells.is_same_job(spells.work_of(spell), work))


def end_work(
    session: Session, person_id: int, left_on: date, at: datetime, actor: Actor, *, wants_work: bool | None = True
) -> Employment | None:
    """The work that runs ended before a day, and from it on the person looks again; returns the spell, None without.

    `wants_work` is None where the reason for leaving says that it has to be asked. Raises Refused.
    """
    _require(session, person_id, at, actor)
    status = EmploymentStatus.SEEKING if wants_work else EmploymentStatus.UNEMPLOYED
    ended = spells.stop(session, person_id, left_on, status, at, Source.REFERRAL)
    if ended is None:
        return None
    wish = session.scalar(select(Intention).where(Intention.person_id == person_id))
    if wish is None and wants_work:
        wish = Intention(person_id=person_id, asked_on=clock.local_day(at))
        session.add(wish)
    if wish is not None:
        wish.willing, wish.unwilling_because = wants_work, None
        wish.seeking_since = left_on if wants_work else None
    _note(session, person_id, "end_work", at, actor)
    return ended


def has_gone_on(session: Session, person_id: int, work: Work, left_on: date, noted_at: datetime) -> bool:
    """Whether the record says something newer of the person's work than that this work ended on a day. Reads only."""
    ended = session.scalars(
        select(Employment).where(
            Employment.person_id == person_id, Employment.ended_on == left_on, Employment.status.in_(WORKING)
        )
    ).all()
    if not any(spells.is_same_job(spells.work_of(one), work) for one in ended):
        return False  # the record knew of other work by then, and nothing of this ended in it
    return _of_leaving(session, person_id, left_on, noted_at) is None


def go_on_working(
    session: Session, person_id: int, left_on: date, noted_at: datetime, at: datetime, actor: Actor
) -> Employment | None:  # fmt: skip
    """The work that was said to have ended on a day runs on, and what was noted from that day on did not hold.

    `noted_at` is when the end was written down. Whether more work is wanted is not known, as when work begins. Returns
    the spell, None where the record ended nothing then. Raises Refused.
    """
    _require(session, person_id, at, actor)
    after = _of_leaving(session, person_id, left_on, noted_at)
    before = session.scalar(
        select(Employment)
        .where(
            Employment.person_id == person_id, Employment.ended_on == left_on, Employment.since < left_on,
            Employment.status.in_(WORKING),
        )
        .order_by(Employment.id.desc())
        .limit(1)
    )  # fmt: skip
    if after is None or before is None:
        return None
    after.ended_on, before.ended_on = after.since, None
    wish = session.scalar(select(Intention).where(Intention.person_id == person_id))
    if wish is not None and wish.seeking_since == left_on:
        wish.willing = wish.seeking_since = None
    _note(session, person_id, "go_on_working", at, actor)
    return before


def _of_leaving(session: Session, person_id: int, left_on: date, noted_at: datetime) -> Employment | None:
    """The spell that runs since work was said to have ended, if nothing was written into it since."""
    spell = spells.open_spell(session, person_id)
    return spell if spell is not None and (spell.since, spell.noted_at) == (left_on, noted_at) else None


def in_work_since(session: Session, person_id: int, on: date, gap_days: int) -> date | None:
    """Since when the person has been in work without a break, by the record; None for who is not in work on a day."""
    found = session.execute(
        select(Employment.since, Employment.ended_on).where(
            Employment.person_id == person_id, Employment.status.in_(WORKING)
        )
    )
    return unbroken_since([Span(since, ended_on) for since, ended_on in found], on, gap_days)


def _require(session: Session, person_id: int, at: datetime, actor: Actor) -> None:
    access.require(actor, Permission.CHANGE_HOUSEHOLD)
    area.require_person(session, person_id, clock.local_day(at), actor)


def _note(session: Session, person_id: int, action: str, at: datetime, actor: Actor) -> None:
    session.get_one(Person, person_id).updated_at = at
    audit.record(session, actor, action, f"person:{person_id}", at)
    home = recognise.open_membership(session, person_id)
    session.flush()
    if home is not None:
        session.get_one(Household, home.household_id).updated_at = at
        zero_employment.reckon(session, [home.household_id], clock.local_day(at))
        session.flush()
