"""Who wished for a class that is not held: the wish is answered with that, and with the next class that opens the same,
has a free seat and takes that person.

A wish is no seat, so nothing of `seats` reaches these people; without an answer it would stay in a list of a worker in
which nothing can be done for it any more.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import access, clock, telling
from jobmatch.concerns import service as concerns
from jobmatch.concerns.model import Concern, ConcernKind, ConcernState
from jobmatch.courses.class_cycle import ClassState
from jobmatch.courses.enrolments.admitting import shut_out
from jobmatch.courses.enrolments.cycle import EnrolmentState
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.enrolments.seen import joinable
from jobmatch.courses.enrolments.service import scope_of
from jobmatch.courses.facts import to_facts
from jobmatch.courses.model import Course
from jobmatch.households.model import Person
from jobmatch.places import division_name
from jobmatch.push import service as push
from jobmatch.push.templates import SeatNews, Template

_PROGRAM = access.operator("class not held")
_PAGE = "pages/courses/courses"
_READ_FOR = timedelta(days=14)


def answer_for(session: Session, course: Course, at: datetime) -> int:
    """Settle every wish for a class that is called off, and tell who has not heard it of a seat; returns how many."""
    on = clock.local_day(at)
    same = [
        one for one in joinable(session, on) if one.id != course.id and one.seats != 0 and _opens_the_same(one, course)
    ]

    def instead(person_id: int) -> str | None:
        person = session.get_one(Person, person_id)
        return next((_in_words(one) for one in same if shut_out(person, one, on) is None), None)

    settled = concerns.answer_wishes(
        session, scope_of(course.id), lambda person: _reply(course, instead(person)), at, _PROGRAM
    )
    heard = set(
        session.scalars(
            select(Enrolment.person_id).where(
                Enrolment.course_id == course.id, Enrolment.state == EnrolmentState.CALLED_OFF
            )
        )
    )
    for one in settled:
        if one.person_id not in heard:
            facts = {"news": SeatNews.WISH_NOT_HELD.value, "title": course.title, "instead": instead(one.person_id)}
            push.enqueue(
                session, telling.recipient(session, one.person_id, at), Template.SEAT, facts, f"wish:{one.id}", at,
                expires_at=at + _READ_FOR, page=_PAGE, about=f"wish:{one.id}",
            )  # fmt: skip
    return len(settled)


def left_open(session: Session) -> Sequence[Course]:
    """The classes that were called off, by whomever, while somebody's wish for them still stands."""
    wished = select(Concern.about).where(Concern.state == ConcernState.OPEN, Concern.kind == ConcernKind.COURSE_WISH)
    numbers = {int(about.partition(":")[2]) for about in session.scalars(wished.distinct())}
    off = select(Course).where(Course.id.in_(numbers), Course.state == ClassState.CANCELLED)
    return session.scalars(off.order_by(Course.id)).all()


def _reply(course: Course, instead: str | None) -> str:
    return f"{course.title}不办了。" + (
        f"一样的还有：{instead}。" if instead else "现在没有一样的班，有了新班再告诉您。"
    )


def _opens_the_same(one: Course, other: Course) -> bool:
    """Whether both end with the same card; where there is no card, whether they are for the same work."""
    return _teaches(one) == _teaches(other)


def _teaches(course: Course) -> tuple[str, str]:
    card = (to_facts(course).certificate or "").strip()
    return (card, "") if card else ("", (course.occupation or course.title).strip())


def _in_words(course: Course) -> str:
    place = course.site or (division_name(course.division) if course.division else None)
    when = None if course.starts_on is None else f"{course.starts_on.month}月{course.starts_on.day}日开班"
    return "，".join(part for part in (course.title, when, f"在{place}" if place else None) if part)
