"""The verbs at the end of a class: conclude, certify, and the work that follows of itself.

Who came to less than `course_attendance_share` of the half-days, or has not passed the exam, has not completed the
class, and is told which of the two; nothing of it is taken back for others. A certificate stands in the person's record
from the same moment, so that a post that waits for it can be found.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from jobmatch import access, clock, parameters
from jobmatch.access import Actor, Permission, Role
from jobmatch.courses import moving as classes
from jobmatch.courses.attendance.service import Tally, tallies
from jobmatch.courses.class_cycle import ClassState
from jobmatch.courses.ending.model import CourseCertificate
from jobmatch.courses.ending.refusals import CannotConcludeError, WhyNotConclude
from jobmatch.courses.enrolments.cycle import EnrolmentState, Verb
from jobmatch.courses.enrolments.model import Enrolment, Exam, FailReason
from jobmatch.courses.enrolments.moving import move, move_all
from jobmatch.courses.enrolments.refusals import NoSuchEnrolmentError
from jobmatch.courses.enrolments.service import find_taught
from jobmatch.courses.model import Course
from jobmatch.households import papers
from jobmatch.households.codes import WORKING
from jobmatch.households.record import Certificate
from jobmatch.households.working_life import HELD_A_DAY, Employment
from jobmatch.seal import blind_index
from jobmatch.settings import settings

_NUMBER = "course_certificate.number"
_STARTS_OF_WORK = access.operator("starts of work")


@dataclass(frozen=True)
class Card:
    """What stands on a certificate. `kind` None: that of the class."""

    number: str
    issued_on: date
    valid_to: date | None = None
    review_due: date | None = None
    scope: str | None = None
    kind: str | None = None


def conclude(session: Session, enrolment_id: int, exam: Exam, at: datetime, actor: Actor) -> Enrolment:
    """The class is over for one person: completed, or failed with the reason. Raises as `conclude_all`."""
    enrolment = find_taught(session, enrolment_id, actor)
    (concluded,) = conclude_all(session, enrolment.course_id, {enrolment_id: exam}, at, actor)
    return concluded


def conclude_all(
    session: Session, course_id: int, exams: Mapping[int, Exam], at: datetime, actor: Actor
) -> list[Enrolment]:  # fmt: skip
    """A class is over for some of its people, by each enrolment's id; who failed the exam may have sat it again.

    Raises CannotConcludeError, and IllegalMoveError for who has completed it, with nothing written; Refused.
    """
    course, today = classes.own(session, course_id, Permission.TEACH, actor), clock.local_day(at)
    if course.state is not ClassState.ENDED and (course.ends_on is None or today < course.ends_on):
        raise CannotConcludeError(WhyNotConclude.NOT_OVER, f"it ends on {course.ends_on}", day=course.ends_on)
    named = select(Enrolment).where(Enrolment.course_id == course.id, Enrolment.id.in_(exams)).order_by(Enrolment.id)
    found = session.scalars(named.execution_options(populate_existing=True)).all()
    if len(found) != len(exams):
        raise NoSuchEnrolmentError("not of this class")
    came = tallies(session, exams)
    least = parameters.load(session).value(
        "course_attendance_share", course.division or settings().home_division, course.ends_on or today
    )
    results = [(one, _result(one, exams[one.id], came[one.id], least)) for one in found]
    move_all(session, results, at, actor)
    return list(found)


def _result(enrolment: Enrolment, exam: Exam, came: Tally, least: Decimal) -> Verb:
    """What an exam leads to, by the half-days on which somebody was there."""
    if not came.held:
        raise CannotConcludeError(WhyNotConclude.NO_SHEETS, "nobody has written down who came")
    if enrolment.failed_because is FailReason.ATTENDANCE:
        raise CannotConcludeError(WhyNotConclude.CAME_TOO_SELDOM, "no second exam makes up for it")
    enough = Decimal(came.present) >= least * came.held
    enrolment.exam, enrolment.failed_because = exam, None
    if enough and exam is Exam.PASSED:
        return Verb.COMPLETE
    enrolment.failed_because = FailReason.EXAM if enough else FailReason.ATTENDANCE
    return Verb.FAIL


def certify(session: Session, enrolment_id: int, card: Card, at: datetime, actor: Actor) -> CourseCertificate:
    """The certificate of somebody who has completed a class that ends with one, also in the person's record.

    Raises CannotConcludeError with nothing written, IllegalMoveError for who has not completed it, Refused.
    """
    enrolment = find_taught(session, enrolment_id, actor)
    course = enrolment.course
    kind = card.kind or course.certificate_kind or course.certificate
    if not kind:
        raise CannotConcludeError(WhyNotConclude.NO_CERTIFICATE, f"{course.number} ends without a certificate")
    number = " ".join(card.number.split())
    _require_card(session, card, number, course, clock.local_day(at))
    move(session, enrolment, Verb.CERTIFY, at, actor)
    row = CourseCertificate(
        enrolment_id=enrolment.id, kind=kind[:60], number=number, number_index=blind_index(number, _NUMBER) or "",
        issued_on=card.issued_on, valid_to=card.valid_to, written_at=at,
    )  # fmt: skip
    session.add(row)
    session.flush()
    held = Certificate(
        kind=row.kind, number=number, issuer=course.provider.name, scope=card.scope, issued_on=card.issued_on,
        valid_to=card.valid_to, review_due=card.review_due, original_seen_by=actor.name[:50],
        original_seen_on=clock.local_day(at),
    )  # fmt: skip
    # A school writes in no household's record; that somebody holds this card is written there all the same.
    papers.hold(session, enrolment.person_id, held, at, Actor(actor.name, Role.SYSTEM, sites=None))
    return row


def placed_by_work(session: Session, at: datetime) -> int:
    """Whoever began work after a class was over has found a place by it, whoever found the work. Returns how many.

    Who has work before the card is there waits for the card first: it is written of who has completed, and of nobody
    else.
    """
    began = exists().where(
        Employment.person_id == Enrolment.person_id, Employment.status.in_(WORKING), HELD_A_DAY,
        Employment.since >= Course.ends_on,
    )  # fmt: skip
    no_card = Course.certificate.is_(None) & Course.certificate_kind.is_(None)
    learned = or_(
        Enrolment.state == EnrolmentState.CERTIFIED, and_(Enrolment.state == EnrolmentState.COMPLETED, no_card)
    )
    query = select(Enrolment.id, Enrolment.course_id).join(Course, Course.id == Enrolment.course_id)
    found = session.execute(query.where(learned, began).order_by(Enrolment.course_id, Enrolment.id)).all()
    for enrolment_id, course_id in found:
        classes.locked(session, course_id)
        move(session, session.get_one(Enrolment, enrolment_id), Verb.PLACE, at, _STARTS_OF_WORK)
    return len(found)


def _require_card(session: Session, card: Card, number: str, course: Course, today: date) -> None:
    if not number:
        raise CannotConcludeError(WhyNotConclude.NO_NUMBER, "a certificate has a number")
    if card.issued_on > today or (course.starts_on is not None and card.issued_on < course.starts_on):
        raise CannotConcludeError(
            WhyNotConclude.WRONG_DAY, "it is issued after the class began and not after today", day=card.issued_on
        )
    if any(last is not None and last < card.issued_on for last in (card.valid_to, card.review_due)):
        raise CannotConcludeError(WhyNotConclude.DATES_REVERSED, "it ends before it was issued")
    index = blind_index(number, _NUMBER)
    taken = select(CourseCertificate.id).where(
        CourseCertificate.number_index == index, CourseCertificate.voided_at.is_(None)
    )
    if session.scalar(taken) is not None:
        raise CannotConcludeError(WhyNotConclude.NUMBER_TAKEN, "this number stands on another certificate")
