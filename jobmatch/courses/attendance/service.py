"""The verbs of attendance: a sheet for a half-day is kept whole or not at all, and a mark that was wrong is corrected.

Nobody is present in two classes on one half-day, nor in a class while at work. Who is at work then, a later stage knows
(`jobmatch.learning`), and hands in. Locks are taken in one order, people before classes.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, selectinload

from jobmatch import audit, clock
from jobmatch.access import Actor, Permission
from jobmatch.courses import classes
from jobmatch.courses import moving as moving_classes
from jobmatch.courses.attendance.model import HELD, Attendance, AttendanceMove, ClassSession, Half, Mark, MarkVerb
from jobmatch.courses.attendance.refusals import CannotMarkError, WhyNotMark
from jobmatch.courses.class_cycle import ClassState
from jobmatch.courses.enrolments.cycle import SITS, EnrolmentState, Verb
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.enrolments.moving import move
from jobmatch.courses.half_days import is_to_come
from jobmatch.courses.model import Course
from jobmatch.households.model import Person

AtWork: TypeAlias = Callable[[Session, Collection[int], Course, date, Half], Collection[int]]
"""Of some people those whose hours of work are known and lie over a half-day of a class."""


@dataclass(frozen=True)
class HalfDay:
    """One half-day as the teacher tells it."""

    on: date
    half: Half
    topic: str = ""
    teacher: str = ""


@dataclass(frozen=True)
class Tally:
    """How often somebody came, of the half-days that were held."""

    held: int
    present: int
    absent: int
    excused: int

    @property
    def share(self) -> float:
        """The part of the half-days on which the person was there."""
        return self.present / self.held if self.held else 0.0


def take(
    session: Session, course_id: int, told: HalfDay, marks: Mapping[int, Mark], at_work: AtWork, at: datetime,
    actor: Actor,
) -> ClassSession:  # fmt: skip
    """Keep the sheet of a half-day, a mark by each enrolment's id; the same again changes nothing, another corrects.

    Whoever is marked present for the first time attends from then on, and a class whose first day has come begins.
    Raises CannotMarkError with nothing kept, Refused.
    """
    _hold_people(session, marks)
    course = moving_classes.own(session, course_id, Permission.TEACH, actor)
    now = at.astimezone(clock.SHANGHAI)
    today = now.date()
    if course.state is ClassState.OPEN and course.starts_on is not None and course.starts_on <= today:
        classes.begin(session, course_id, at, actor)
    _require_held_then(course, told, now)
    seats = _roster(session, course, marks)
    present = [seats[one] for one, mark in marks.items() if mark is Mark.PRESENT]
    _require_there(session, present, course, told, at_work)
    sheet = _sheet(session, course, told)
    known = {one.enrolment_id: one for one in sheet.marks}
    changed = 0
    for enrolment_id, mark in marks.items():
        changed += _set(session, sheet, known.get(enrolment_id), enrolment_id, mark, at, actor)
        if mark is Mark.PRESENT and seats[enrolment_id].state == EnrolmentState.ENROLLED:
            move(session, seats[enrolment_id], Verb.ATTEND, at, actor)
    if changed:
        audit.record(session, actor, "attendance.take", f"course:{course.id}", at, f"{told.on} {told.half}: {changed}")
    session.flush()
    return sheet


def sheets(session: Session, course_id: int, actor: Actor) -> list[ClassSession]:
    """The half-days of a class with their marks, the first one first. Raises Refused for another school's."""
    moving_classes.own(session, course_id, Permission.TEACH, actor)
    order = select(ClassSession).where(ClassSession.course_id == course_id, HELD)
    halves = list(Half)
    found = session.scalars(order.order_by(ClassSession.id).options(selectinload(ClassSession.marks)))
    return sorted(found, key=lambda one: (one.on, halves.index(one.half)))


def tallies(session: Session, enrolment_ids: Iterable[int]) -> dict[int, Tally]:
    """How often the people of some enrolments came; without a mark somebody was not there."""
    ids = list(enrolment_ids)
    rows = session.execute(
        select(Enrolment.id, func.count(ClassSession.id))
        .outerjoin(ClassSession, and_(ClassSession.course_id == Enrolment.course_id, HELD))
        .where(Enrolment.id.in_(ids))
        .group_by(Enrolment.id)
    ).all()
    counted: dict[int, Counter[Mark]] = defaultdict(Counter)
    marked = select(Attendance.enrolment_id, Attendance.mark, func.count()).join(Attendance.session)
    marked = marked.where(Attendance.enrolment_id.in_(ids), HELD)
    for enrolment_id, mark, times in session.execute(marked.group_by(Attendance.enrolment_id, Attendance.mark)):
        counted[enrolment_id][mark] = times
    return {
        one: Tally(held, counted[one][Mark.PRESENT], counted[one][Mark.ABSENT], counted[one][Mark.EXCUSED])
        for one, held in rows
    }


def _hold_people(session: Session, enrolment_ids: Collection[int]) -> None:
    """Two schools that mark one person at the same moment cannot both find that nobody else has."""
    people = select(Enrolment.person_id).where(Enrolment.id.in_(enrolment_ids))
    held = select(Person.id).where(Person.id.in_(people)).order_by(Person.id).with_for_update(key_share=True)
    session.execute(held).all()


def _require_held_then(course: Course, told: HalfDay, now: datetime) -> None:
    on = told.on
    if course.state not in (ClassState.RUNNING, ClassState.ENDED):
        raise CannotMarkError(WhyNotMark.NOT_RUNNING, f"{course.number} is {course.state}")
    if on > now.date() or (on == now.date() and is_to_come(course, told.half, now.time())):
        raise CannotMarkError(WhyNotMark.STILL_TO_COME, f"{on} is still to come", day=on)
    if (course.starts_on and on < course.starts_on) or (course.ends_on and on > course.ends_on):
        raise CannotMarkError(WhyNotMark.DAY_OUTSIDE, f"the class does not come together on {on}", day=on)


def _roster(session: Session, course: Course, marks: Collection[int]) -> dict[int, Enrolment]:
    found = session.scalars(select(Enrolment).where(Enrolment.id.in_(marks), Enrolment.course_id == course.id))
    seats = {one.id: one for one in found.all() if one.state in SITS}
    if strangers := sorted(set(marks) - set(seats)):
        raise CannotMarkError(WhyNotMark.NOT_ON_ROSTER, "not on the roster of this class", tuple(strangers))
    return seats


def _require_there(
    session: Session, present: Collection[Enrolment], course: Course, told: HalfDay, at_work: AtWork
) -> None:
    people = {one.person_id for one in present}
    elsewhere = session.execute(
        select(Enrolment.person_id, Course.number, Course.title)
        .join(Attendance, Attendance.enrolment_id == Enrolment.id)
        .join(ClassSession, ClassSession.id == Attendance.session_id)
        .join(Course, Course.id == ClassSession.course_id)
        .where(Enrolment.person_id.in_(people), Attendance.mark == Mark.PRESENT, ClassSession.course_id != course.id)
        .where(ClassSession.on == told.on, ClassSession.half == told.half, HELD)
    ).all()
    if elsewhere:
        raise CannotMarkError(
            WhyNotMark.ON_TWO_ROSTERS, "present in another class on this half-day",
            _of(present, {person_id for person_id, _, _ in elsewhere}),
            number=elsewhere[0].number, title=elsewhere[0].title,
        )  # fmt: skip
    if working := set(at_work(session, people, course, told.on, told.half)):
        raise CannotMarkError(WhyNotMark.AT_WORK, "at work on this half-day", _of(present, working))


def _of(present: Collection[Enrolment], people: Collection[int]) -> tuple[int, ...]:
    return tuple(sorted(one.id for one in present if one.person_id in people))


def _sheet(session: Session, course: Course, told: HalfDay) -> ClassSession:
    same = select(ClassSession).where(
        ClassSession.course_id == course.id, ClassSession.on == told.on, ClassSession.half == told.half
    )
    sheet = session.scalar(same.options(selectinload(ClassSession.marks)))
    if sheet is None:
        sheet = ClassSession(course_id=course.id, on=told.on, half=told.half, topic="", teacher="", marks=[])
        session.add(sheet)
    sheet.taken_back_at = None
    sheet.topic = told.topic.strip()[:100] or sheet.topic
    sheet.teacher = told.teacher.strip()[:50] or sheet.teacher or course.teacher or ""
    session.flush()
    return sheet


def _set(
    session: Session, sheet: ClassSession, known: Attendance | None, enrolment_id: int, mark: Mark, at: datetime,
    actor: Actor,
) -> bool:  # fmt: skip
    """Write one mark with its log; whether anything changed."""
    if known is not None and known.mark is mark:
        return False
    verb, before = (MarkVerb.SET, "") if known is None else (MarkVerb.CORRECT, known.mark.value)
    if known is None:
        known = Attendance(session=sheet, enrolment_id=enrolment_id, mark=mark, marked_at=at)
        session.add(known)
    known.mark, known.marked_at = mark, at
    session.add(AttendanceMove.of(verb, before, mark, at, actor, attendance=known))
    return True
