"""A household with follow-ups, day by day, for tests of planning and of what answers lead to."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import access, clock
from jobmatch.access import Actor, Role
from jobmatch.households import working
from jobmatch.households.codes import Capacity, EmploymentStatus, Source
from jobmatch.households.model import Person
from jobmatch.households.record import Work
from jobmatch.households.working_life import Employment
from jobmatch.placements.follow_ups import service
from jobmatch.placements.follow_ups.life import FollowUpKind
from jobmatch.placements.follow_ups.model import FollowUp
from tests.placements.people import NOON, TODAY, Case

PROGRAM = access.operator("worker")

ANSWERS: dict[FollowUpKind, dict[str, str]] = {
    FollowUpKind.WORK_DAY_1: {"arrived": "yes", "first_day": "2026-06-01", "lodging": "good", "as_said": "yes"},
    FollowUpKind.WORK_DAY_7: {
        "there": "yes", "used_to_it": "yes", "pay_clear": "yes", "contract": "yes", "taken": "no",
    },
    FollowUpKind.WORK_DAY_30: {"there": "yes", "paid": "yes", "yuan": "3200", "cared_for": "yes", "change": "no"},
    FollowUpKind.WORK_DAY_90: {"there": "yes", "paid": "yes", "taken": "no", "body": "well", "training": "no"},
    FollowUpKind.WORK_DAY_180: {"there": "yes", "paid": "yes", "body": "well", "change": "no"},
    FollowUpKind.SEEKING: {"looking": "yes", "changed": "no", "training": "no"},
}  # fmt: skip
"""Answers of somebody with whom all is well."""


def noon(day: date) -> datetime:
    """Noon of a day in Guizhou."""
    return datetime.combine(day, time(12), clock.SHANGHAI)


def plan(session: Session, case: Case, on: date) -> int:
    """Plan for the household on a day."""
    return service.plan(session, [case.household_id], on, noon(on), PROGRAM)


def rows(session: Session) -> Sequence[FollowUp]:
    """Every follow-up, oldest first."""
    return session.scalars(select(FollowUp).order_by(FollowUp.id)).all()


def standing(session: Session) -> list[tuple[str, str, str]]:
    """Kind, due day and state of each."""
    return [(row.kind.value, row.due_on.isoformat()[5:], row.state.value) for row in rows(session)]


def one(session: Session, kind: FollowUpKind) -> FollowUp:
    """The one follow-up of a kind that is neither lapsed nor done."""
    return next(row for row in rows(session) if row.kind is kind and row.state.value not in ("lapsed", "done"))


def answer(session: Session, case: Case, kind: FollowUpKind, on: date, **changed: Any) -> FollowUp:
    """The helper asks, on a day; None in `changed` leaves an answer away."""
    answers = {key: given for key, given in (ANSWERS.get(kind, {}) | changed).items() if given is not None}
    return service.answer(session, one(session, kind).id, answers, case.actor(Role.HELPER), noon(on))


def grown(session: Session, *person_ids: int) -> None:
    """They are of working age, and able."""
    for person_id in person_ids:
        person = session.get_one(Person, person_id)
        person.birth_date, person.capacity = date(1990, 5, 1), Capacity.ORDINARY
    session.flush()


def does(session: Session, person_id: int, status: EmploymentStatus, since: date = TODAY, **facts: Any) -> None:
    """What somebody does since a day, by the record."""
    session.add(
        Employment(person_id=person_id, status=status, since=since, source=Source.COUNTER, noted_at=NOON, **facts)
    )
    session.flush()


def begins_work(session: Session, case: Case, person_id: int, on: date, actor: Actor = PROGRAM) -> None:
    """Somebody begins to work from a day on."""
    working.begin_work(session, person_id, Work(status=EmploymentStatus.EMPLOYED), on, noon(on), actor)
