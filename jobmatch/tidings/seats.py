"""What people hear of their seats: asked, joined, a seat is free, another day or place, begins tomorrow, not held, the
certificate is there.

Written in the transaction of the move that it tells of; whatever moved without that, as by an office's list, is told
a few minutes later. Each move is told once.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta

from sqlalchemy import ColumnElement, String, cast, func, literal, select
from sqlalchemy.orm import Session

from jobmatch import clock, telling
from jobmatch.courses.as_told import as_told, still_so, told_day
from jobmatch.courses.class_cycle import TO_COME, ClassState
from jobmatch.courses.enrolments.cycle import BEFORE, EnrolmentState, Verb
from jobmatch.courses.enrolments.model import Enrolment, EnrolmentMove
from jobmatch.courses.enrolments.service import kept_until
from jobmatch.courses.model import Course
from jobmatch.push import service as push
from jobmatch.push.model import Message
from jobmatch.push.templates import SeatNews, Template

NEWS: Mapping[str, SeatNews] = {
    EnrolmentState.INVITED: SeatNews.INVITED,
    EnrolmentState.ENROLLED: SeatNews.ENROLLED,
    EnrolmentState.OFFERED: SeatNews.OFFERED,
    EnrolmentState.CALLED_OFF: SeatNews.CALLED_OFF,
    EnrolmentState.CERTIFIED: SeatNews.CERTIFIED,
}
_COUNT_ON_IT = BEFORE - {EnrolmentState.SUGGESTED}
"""Who has said, or was told, something of a class that is to come."""
_PAGE = "pages/courses/courses"
_EVENING = time(18)
_READ_FOR = timedelta(days=14)
_CAUGHT_UP = timedelta(days=3)


def tell_of_moves(session: Session, course_id: int, at: datetime) -> int:
    """Write to everybody whose seat in a class has moved at this very moment; returns to how many."""
    return _tell(session, (Enrolment.course_id == course_id) & (EnrolmentMove.at == at), at)


def tell_of_the_rest(session: Session, at: datetime) -> int:
    """Write of the moves of the last days that nobody was told of, and of classes that were put on another day."""
    return _tell(session, EnrolmentMove.at > at - _CAUGHT_UP, at) + _tell_of_what_was_told_otherwise(session, at)


def tell_of_change(session: Session, course: Course, at: datetime) -> int:
    """Write to all who have a seat of a class, or wait for one, that its day, hours or place are others now."""
    just_told = select(EnrolmentMove.enrolment_id).where(EnrolmentMove.at == at)
    concerned = select(Enrolment).where(
        Enrolment.course_id == course.id, Enrolment.state.in_(_COUNT_ON_IT), Enrolment.id.not_in(just_told)
    )
    found = session.scalars(concerned.order_by(Enrolment.id)).all()
    drafts = [
        _draft(session, one, course, SeatNews.MOVED, f"seat_moved:{one.id}:{at:%y%m%d%H%M%S%f}", at, at)
        for one in found
    ]
    return _written(session, drafts)


def tell_of_tomorrow(session: Session, at: datetime) -> int:
    """Remind this evening whoever has a seat in a class that begins tomorrow."""
    today = clock.local_day(at)
    first_day = today + timedelta(days=1)
    sitting = (
        select(Enrolment, Course)
        .join(Course, Course.id == Enrolment.course_id)
        .where(Course.starts_on == first_day, Course.state == ClassState.OPEN)
        .where(Enrolment.state == EnrolmentState.ENROLLED)
        .order_by(Enrolment.id)
    )
    evening = max(at, datetime.combine(today, _EVENING, clock.SHANGHAI))
    drafts = [
        _draft(session, one, course, SeatNews.TOMORROW, f"seat_tomorrow:{one.id}:{first_day}", at, evening)
        for one, course in session.execute(sitting)
    ]
    return _written(session, drafts)


def tell(session: Session, news: Iterable[tuple[Enrolment, SeatNews, str]], at: datetime) -> int:
    """Write some news, each of one seat under a key that was not used yet; returns to how many."""
    return _written(session, [_draft(session, one, one.course, what, key, at, at) for one, what, key in news])


def _tell(session: Session, which: ColumnElement[bool], at: datetime) -> int:
    found = session.execute(
        select(EnrolmentMove, Enrolment, Course)
        .join(Enrolment, Enrolment.id == EnrolmentMove.enrolment_id)
        .join(Course, Course.id == Enrolment.course_id)
        .where(which, EnrolmentMove.target.in_([str(state) for state in NEWS]))
        # What has moved on since is told by the later move, and what was taken back is nothing new.
        .where(EnrolmentMove.target == Enrolment.state, EnrolmentMove.verb != Verb.TAKE_BACK)
        .order_by(EnrolmentMove.id)
    ).all()
    keys = {f"seat:{move.id}" for move, _, _ in found}
    told = set(session.scalars(select(Message.dedupe_key).where(Message.dedupe_key.in_(keys))))
    drafts = [
        _draft(session, enrolment, course, NEWS[move.target], f"seat:{move.id}", at, at)
        for move, enrolment, course in found
        if f"seat:{move.id}" not in told
    ]
    return _written(session, drafts)


def _written(session: Session, drafts: list[Message]) -> int:
    if drafts:
        push.write_down(session, drafts)
    return len(drafts)


def _draft(
    session: Session, enrolment: Enrolment, course: Course, news: SeatNews, key: str, at: datetime, due_at: datetime
) -> Message:
    until = kept_until(session, enrolment) if news is SeatNews.OFFERED else None
    facts = {
        "news": news.value,
        "title": course.title,
        **as_told(course),
        "until": None if until is None else told_day(clock.local_day(until)),
    }
    begins = None if course.starts_on is None else datetime.combine(course.starts_on, time(12), clock.SHANGHAI)
    lasting = news in (SeatNews.CALLED_OFF, SeatNews.CERTIFIED) or begins is None or begins <= at
    return push.draft(
        telling.recipient(session, enrolment.person_id, at), Template.SEAT, facts, key, at, due_at=due_at,
        expires_at=until or (at + _READ_FOR if lasting else begins), page=_PAGE, about=f"seat:{enrolment.id}",
    )  # fmt: skip


def _tell_of_what_was_told_otherwise(session: Session, at: datetime) -> int:
    """Write to whoever has a seat, or is kept one, and was last told another day, hours or place than the class has."""
    about = literal("seat:") + cast(Enrolment.id, String)
    last = (
        select(func.max(Message.id).label("id"), Enrolment.id.label("enrolment"))
        .join(Message, Message.about == about)
        .join(Course, Course.id == Enrolment.course_id)
        .where(Course.state.in_(TO_COME), Course.updated_at > at - _CAUGHT_UP, Enrolment.state.in_(_COUNT_ON_IT))
        .group_by(Enrolment.id)
        .subquery()
    )
    rows = session.execute(
        select(Message, Enrolment, Course)
        .join(last, last.c.id == Message.id)
        .join(Enrolment, Enrolment.id == last.c.enrolment)
        .join(Course, Course.id == Enrolment.course_id)
        .order_by(Enrolment.id)
    ).all()
    drafts = [
        _draft(session, enrolment, course, SeatNews.MOVED, f"seat_moved:{enrolment.id}:{message.id}", at, at)
        for message, enrolment, course in rows
        if not still_so(message.fields, course)
    ]
    return _written(session, drafts)
