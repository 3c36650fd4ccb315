"""The verbs of subsidies: a claim is checked against what was claimed before, so that nothing is paid twice.

For training at most `training_subsidies_a_year` for one human, never twice for one occupation and level, in a class or
at work, and only after the certificate; the living allowance by the days on which somebody was there
(`training_allowance_day`).
"""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from jobmatch import audit, clock, parameters
from jobmatch.access import Actor, Permission, require
from jobmatch.courses import moving as classes
from jobmatch.courses.attendance.model import HELD, Attendance, ClassSession, Mark
from jobmatch.courses.ending.model import CourseCertificate
from jobmatch.courses.enrolments.cycle import EnrolmentState
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.enrolments.refusals import NoSuchEnrolmentError
from jobmatch.courses.subsidies.model import SubsidyClaim, SubsidyKind
from jobmatch.courses.subsidies.paid import paid_trainings
from jobmatch.households.area import require_household_of
from jobmatch.households.model import Person
from jobmatch.settings import settings

_COMPLETED = frozenset({EnrolmentState.COMPLETED, EnrolmentState.CERTIFIED, EnrolmentState.PLACED})


class WhyNotPaid(StrEnum):
    """What stands in the way, one rule each."""

    CLAIMED_ALREADY = "claimed_already"
    NOT_COMPLETED = "not_completed"
    NO_CERTIFICATE = "no_certificate"
    NO_AMOUNT = "no_amount"
    NO_DAYS = "no_days"
    TOO_MANY_THIS_YEAR = "too_many_this_year"
    SAME_OCCUPATION = "same_occupation"


class CannotClaimError(ValueError):
    """Nothing was claimed; `facts` are what a sentence about it names."""

    def __init__(self, code: WhyNotPaid, text: str, **facts: object) -> None:
        super().__init__(text)
        self.code = code
        self.facts = facts


def claim_training(session: Session, enrolment_id: int, amount: Decimal, at: datetime, actor: Actor) -> SubsidyClaim:
    """The subsidy for a training that ended with its certificate; the amount stands in the county's notice.

    Raises CannotClaimError, Refused.
    """
    enrolment = _held(session, enrolment_id, SubsidyKind.TRAINING, at, actor)
    card = session.scalar(select(CourseCertificate.id).where(CourseCertificate.enrolment_id == enrolment.id))
    if card is None:
        raise CannotClaimError(WhyNotPaid.NO_CERTIFICATE, "it is paid after the certificate")
    if amount <= 0:
        raise CannotClaimError(WhyNotPaid.NO_AMOUNT, "an amount is more than nothing")
    _require_not_too_often(session, enrolment, clock.local_day(at))
    return _write(session, enrolment, SubsidyKind.TRAINING, amount, at, actor)


def claim_allowance(session: Session, enrolment_id: int, at: datetime, actor: Actor) -> SubsidyClaim:
    """The living allowance for the days on which somebody came to a class that they completed.

    Raises CannotClaimError, Refused.
    """
    enrolment = _held(session, enrolment_id, SubsidyKind.ALLOWANCE, at, actor)
    if enrolment.state not in _COMPLETED:
        raise CannotClaimError(WhyNotPaid.NOT_COMPLETED, "it is paid to who completed the class")
    came = (
        select(func.count(func.distinct(ClassSession.on)))
        .join(Attendance, Attendance.session_id == ClassSession.id)
        .where(Attendance.enrolment_id == enrolment.id, Attendance.mark == Mark.PRESENT, HELD)
    )
    days = session.scalar(came) or 0
    if not days:
        raise CannotClaimError(WhyNotPaid.NO_DAYS, "nobody has written down a day on which the person came")
    course, today = enrolment.course, clock.local_day(at)
    a_day = course.allowance_per_day or parameters.load(session).value(
        "training_allowance_day", course.division or settings().home_division, course.ends_on or today
    )
    return _write(session, enrolment, SubsidyKind.ALLOWANCE, Decimal(a_day) * days, at, actor)


def _held(session: Session, enrolment_id: int, kind: SubsidyKind, at: datetime, actor: Actor) -> Enrolment:
    """An enrolment under the locks of its person and its class, for staff of the area; nothing claimed for it yet."""
    require(actor, Permission.CLAIM_SUBSIDY)
    found = session.get(Enrolment, enrolment_id)
    if found is None:
        raise NoSuchEnrolmentError(f"there is no enrolment {enrolment_id}")
    require_household_of(session, found.person_id, clock.local_day(at), actor)
    # Two claims for one human at one moment: the second counts the first.
    session.scalar(select(Person.id).where(Person.id == found.person_id).with_for_update())
    classes.locked(session, found.course_id)
    session.refresh(found)
    claimed = select(SubsidyClaim).where(SubsidyClaim.enrolment_id == enrolment_id, SubsidyClaim.kind == kind)
    before = session.scalar(claimed)
    if before is not None:
        raise CannotClaimError(WhyNotPaid.CLAIMED_ALREADY, "it was claimed already", day=before.claimed_on)
    return found


def _require_not_too_often(session: Session, enrolment: Enrolment, today: date) -> None:
    # A record that was merged into this one keeps the classes that it had come further in.
    person_id = enrolment.person_id
    one_human = select(Person.id).where(or_(Person.id == person_id, Person.merged_into_id == person_id))
    before = paid_trainings(session, session.scalars(one_human).all())
    most = parameters.load(session).whole("training_subsidies_a_year", settings().home_division, today)
    if sum(one.work_training_id is None and one.on.year == today.year for one in before) >= most:
        raise CannotClaimError(WhyNotPaid.TOO_MANY_THIS_YEAR, f"{most} trainings a year are paid", most=most)
    course = enrolment.course
    for one in before:
        if (one.occupation, one.level) == (course.occupation or course.title, course.level):
            raise CannotClaimError(
                WhyNotPaid.SAME_OCCUPATION, f"the same occupation and level was paid: {one.title}", title=one.title
            )


def _write(
    session: Session, enrolment: Enrolment, kind: SubsidyKind, amount: Decimal, at: datetime, actor: Actor
) -> SubsidyClaim:
    row = SubsidyClaim(
        enrolment_id=enrolment.id, kind=kind, amount=amount, claimed_on=clock.local_day(at), by=actor.name[:100], at=at
    )
    session.add(row)
    session.flush()
    detail = f"course:{enrolment.course_id} {kind}"
    audit.record(session, actor, "claim_subsidy", f"person:{enrolment.person_id}", at, detail)
    return row
