"""The verbs of subsidies: a claim is checked against what was claimed before, so that nothing is paid twice.

For training at most `training_subsidies_a_year` for one human, never twice for one occupation and level, in a class or
at work, and only after the certificate; of one class the same for everybody, and at most `training_subsidy_most`. The
living allowance goes by the days on which somebody was there: by what the class has promised, else by
`training_allowance_day`, and by at most `training_allowance_most` a day, whoever has typed more.
"""

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from jobmatch import audit, clock, parameters
from jobmatch.access import Actor, Permission, require
from jobmatch.courses import moving as classes
from jobmatch.courses import taken_back
from jobmatch.courses.attendance.model import HELD, Attendance, ClassSession, Mark
from jobmatch.courses.ending.taking_back import cards_of
from jobmatch.courses.enrolments.cycle import EnrolmentState
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.enrolments.refusals import NoSuchEnrolmentError
from jobmatch.courses.model import Course
from jobmatch.courses.subsidies.model import SubsidyClaim, SubsidyKind
from jobmatch.courses.subsidies.paid import paid_trainings
from jobmatch.courses.taken_back import WhyTakenBack
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
    TOO_MUCH = "too_much"
    OTHER_AMOUNT = "other_amount"
    NO_DAYS = "no_days"
    NO_ALLOWANCE = "no_allowance"
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

    It is one of whole cents, at most what a training is paid with, and that of everybody else of this class.

    Raises CannotClaimError, Refused.
    """
    enrolment = _held(session, enrolment_id, SubsidyKind.TRAINING, at, actor)
    if not cards_of(session, [enrolment.id]):
        raise CannotClaimError(WhyNotPaid.NO_CERTIFICATE, "it is paid after the certificate")
    _require_amount(session, enrolment.course, amount, clock.local_day(at))
    _require_not_too_often(session, enrolment, clock.local_day(at))
    return _write(session, enrolment, SubsidyKind.TRAINING, amount, at, actor)


def claim_allowance(session: Session, enrolment_id: int, at: datetime, actor: Actor) -> SubsidyClaim:
    """The living allowance for the days on which somebody came to a class that they completed.

    Raises CannotClaimError, Refused.
    """
    enrolment = _held(session, enrolment_id, SubsidyKind.ALLOWANCE, at, actor)
    if enrolment.state not in _COMPLETED:
        raise CannotClaimError(WhyNotPaid.NOT_COMPLETED, "it is paid to who completed the class")
    if not pays_living(enrolment.course):
        raise CannotClaimError(WhyNotPaid.NO_ALLOWANCE, "the class was held without an allowance")
    amount = allowances(session, enrolment.course, [enrolment.id], clock.local_day(at)).get(enrolment.id)
    if not amount:
        raise CannotClaimError(WhyNotPaid.NO_DAYS, "nobody has written down a day on which the person came")
    return _write(session, enrolment, SubsidyKind.ALLOWANCE, amount, at, actor)


def take_back(session: Session, claim_id: int, because: WhyTakenBack, at: datetime, actor: Actor) -> bool:
    """A claim stands no more, and may be made anew; False for one that was taken back before. Raises Refused.

    Nothing is known here of money that has come already: whoever takes back knows that, and the page says so.
    """
    claim = session.get_one(SubsidyClaim, claim_id)
    enrolment = _of_class(session, claim.enrolment_id, at, actor)
    what = f"course:{enrolment.course_id} {claim.kind}"
    return taken_back.take_back(session, claim, enrolment.person_id, what, because, at, actor)


def allowances(session: Session, course: Course, enrolment_ids: Collection[int], today: date) -> dict[int, Decimal]:
    """What some people of a class get for living, by enrolment; who never came is not in it."""
    came = (
        select(Attendance.enrolment_id, func.count(func.distinct(ClassSession.on)))
        .join(ClassSession, ClassSession.id == Attendance.session_id)
        .where(Attendance.enrolment_id.in_(enrolment_ids), Attendance.mark == Mark.PRESENT, HELD)
        .group_by(Attendance.enrolment_id)
    )
    own, most = course.allowance_per_day, _of_notice(session, "training_allowance_most", course, today)
    a_day = min(_of_notice(session, "training_allowance_day", course, today) if own is None else own, most)
    return {one: a_day * days for one, days in session.execute(came)} if a_day else {}


def pays_living(course: Course) -> bool:
    """Whether a class pays for living; one that said nothing of it goes by the county's notice."""
    return course.allowance_per_day != 0


def usual_amount(session: Session, course: Course, today: date) -> Decimal:
    """What a training of a class is paid with: as for the others of it, else as is usual in its place."""
    known = _claimed_in(session, course)
    return known if known is not None else _of_notice(session, "training_subsidy", course, today)


def most_paid(session: Session, course: Course, today: date) -> Decimal:
    """The most that a training of a class is paid with."""
    return _of_notice(session, "training_subsidy_most", course, today)


def _of_notice(session: Session, name: str, course: Course, today: date) -> Decimal:
    place = course.division or settings().home_division
    return parameters.load(session).value(name, place, course.ends_on or today)


def _claimed_in(session: Session, course: Course) -> Decimal | None:
    standing = (
        select(SubsidyClaim.amount)
        .join(Enrolment, Enrolment.id == SubsidyClaim.enrolment_id)
        .where(Enrolment.course_id == course.id, SubsidyClaim.kind == SubsidyKind.TRAINING)
        .where(SubsidyClaim.taken_back_at.is_(None))
    )
    return session.scalar(standing.order_by(SubsidyClaim.id.desc()).limit(1))


def _require_amount(session: Session, course: Course, amount: Decimal, today: date) -> None:
    if amount <= 0 or amount != round(amount, 2):
        raise CannotClaimError(WhyNotPaid.NO_AMOUNT, "an amount is more than nothing, in whole cents")
    most, others = most_paid(session, course, today), _claimed_in(session, course)
    if amount > most:
        raise CannotClaimError(WhyNotPaid.TOO_MUCH, f"at most {most} are paid", amount=_figure(most))
    if others is not None and amount != others:
        raise CannotClaimError(
            WhyNotPaid.OTHER_AMOUNT, f"for others of this class it was {others}", amount=_figure(others)
        )


def _figure(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


def _held(session: Session, enrolment_id: int, kind: SubsidyKind, at: datetime, actor: Actor) -> Enrolment:
    """An enrolment under the locks of its person and its class, for staff of the area; nothing claimed for it yet."""
    found = _of_class(session, enrolment_id, at, actor)
    claimed = select(SubsidyClaim).where(
        SubsidyClaim.enrolment_id == enrolment_id, SubsidyClaim.kind == kind, SubsidyClaim.taken_back_at.is_(None)
    )
    before = session.scalar(claimed.execution_options(populate_existing=True))
    if before is not None:
        raise CannotClaimError(WhyNotPaid.CLAIMED_ALREADY, "it was claimed already", day=before.claimed_on)
    return found


def _of_class(session: Session, enrolment_id: int, at: datetime, actor: Actor) -> Enrolment:
    """An enrolment under the locks of its person and its class, for staff of the area."""
    require(actor, Permission.CLAIM_SUBSIDY)
    found = session.get(Enrolment, enrolment_id)
    if found is None:
        raise NoSuchEnrolmentError(f"there is no enrolment {enrolment_id}")
    require_household_of(session, found.person_id, clock.local_day(at), actor)
    # Two claims for one human at one moment: the second counts the first.
    session.scalar(select(Person.id).where(Person.id == found.person_id).with_for_update())
    classes.locked(session, found.course_id)
    session.refresh(found)
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
