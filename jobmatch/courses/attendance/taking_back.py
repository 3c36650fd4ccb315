"""What was written of a half-day is taken back: the last writing of its sheet, or all of it where no class was held.

Marks and their log stay as they were written; a half-day that is taken back counts for nothing until its roll is called
anew. Once somebody of it has a result, it stands: the result was reckoned from it.
"""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from jobmatch import audit
from jobmatch.access import Actor, Permission
from jobmatch.courses import moving as moving_classes
from jobmatch.courses.attendance.model import Attendance, AttendanceMove, ClassSession, Half, Mark, MarkVerb
from jobmatch.courses.attendance.refusals import CannotMarkError, WhyNotMark
from jobmatch.courses.enrolments.cycle import HOLDS_SEAT, SITS


def take_back(
    session: Session, course_id: int, on: date, half: Half, written: datetime, at: datetime, actor: Actor
) -> bool:  # fmt: skip
    """Take back what one writing of a sheet changed: its first, or what it corrected.

    False where the sheet has been written since. Raises CannotMarkError, Refused.
    """
    sheet = _held(session, course_id, on, half, actor)
    if sheet is None or max((one.marked_at for one in sheet.marks), default=None) != written:
        return False
    moves = [move for one in sheet.marks for move in one.moves]
    if all(move.at == written for move in moves):
        _strike(session, sheet, at, actor)
        return True
    _require_open(sheet)
    for one in sheet.marks:
        last = one.moves[-1]
        if last.at == written and last.verb == MarkVerb.CORRECT:
            before = Mark(last.source)
            session.add(AttendanceMove.of(MarkVerb.CORRECT, one.mark, before, at, actor, attendance=one))
            one.mark, one.marked_at = before, at
    audit.record(session, actor, "attendance.take_back", f"course:{course_id}", at, f"{on} {half}")
    session.flush()
    return True


def strike(session: Session, course_id: int, on: date, half: Half, at: datetime, actor: Actor) -> bool:
    """No class was held on a half-day after all. False where none is written. Raises CannotMarkError, Refused."""
    sheet = _held(session, course_id, on, half, actor)
    if sheet is None:
        return False
    _strike(session, sheet, at, actor)
    return True


def restore(session: Session, course_id: int, on: date, half: Half, at: datetime, actor: Actor) -> bool:
    """A half-day that was taken back was held all the same. False where none was taken back. Raises Refused."""
    sheet = _sheet(session, course_id, on, half, actor)
    if sheet is None or sheet.taken_back_at is None:
        return False
    _require_open(sheet)
    sheet.taken_back_at = None
    audit.record(session, actor, "attendance.restore", f"course:{course_id}", at, f"{on} {half}")
    session.flush()
    return True


def _strike(session: Session, sheet: ClassSession, at: datetime, actor: Actor) -> None:
    _require_open(sheet)
    sheet.taken_back_at = at
    audit.record(session, actor, "attendance.strike", f"course:{sheet.course_id}", at, f"{sheet.on} {sheet.half}")
    session.flush()


def _held(session: Session, course_id: int, on: date, half: Half, actor: Actor) -> ClassSession | None:
    sheet = _sheet(session, course_id, on, half, actor)
    return None if sheet is None or sheet.taken_back_at is not None else sheet


def _sheet(session: Session, course_id: int, on: date, half: Half, actor: Actor) -> ClassSession | None:
    moving_classes.own(session, course_id, Permission.TEACH, actor)
    marks = selectinload(ClassSession.marks)
    found = select(ClassSession).where(
        ClassSession.course_id == course_id, ClassSession.on == on, ClassSession.half == half
    )
    return session.scalar(found.options(marks.selectinload(Attendance.moves), marks.selectinload(Attendance.enrolment)))


def _require_open(sheet: ClassSession) -> None:
    done = tuple(one.enrolment_id for one in sheet.marks if one.enrolment.state in HOLDS_SEAT - SITS)
    if done:
        raise CannotMarkError(WhyNotMark.HAS_RESULT, "a result was reckoned from it", done)
