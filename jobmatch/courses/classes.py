"""The verbs of a class that a school holds: plan, amend, publish, open, begin and end it.

An office's list goes another way (`service.hold`): the office has published its plan and answers for it. Here the rules
are asked: dates, licence, room and teacher, days of notice, and who waits for an ordered class.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import and_, not_, or_, select
from sqlalchemy.orm import Session

from jobmatch import audit, clock, parameters
from jobmatch.access import Actor, Permission, require, require_provider
from jobmatch.courses import content as course_content
from jobmatch.courses import demand as demands
from jobmatch.courses import service
from jobmatch.courses.class_cycle import TO_COME, ClassState, ClassVerb
from jobmatch.courses.codes import CourseType, ProviderKind
from jobmatch.courses.content import CourseContent
from jobmatch.courses.demand import DemandState, TrainingDemand
from jobmatch.courses.enough import UNDECIDED
from jobmatch.courses.enrolments import service as enrolments
from jobmatch.courses.enrolments.moving import offer_free_seats
from jobmatch.courses.licensed import UNLICENSED, not_licensed, require_licence
from jobmatch.courses.model import Course, Provider
from jobmatch.courses.moving import move, own
from jobmatch.courses.overlap import require_room_and_teacher
from jobmatch.courses.refusals import UnacceptableCourseError, WhyNot
from jobmatch.courses.unfit import contradictions, gone_by, over_full, refuse, unfinished
from jobmatch.settings import settings
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.model import Vacancy

_BEFORE_BEGINNING = frozenset({"starts_on", "ends_on", "daily_from", "daily_to", "room", "teacher", "site"})


@dataclass(frozen=True)
class Order:
    """Who waits for those that a class teaches: posts by id, and a demand of the county by id."""

    vacancies: tuple[int, ...] = ()
    demand: int | None = None


NO_ORDER = Order()
NEVER_OPENED = "never opened"
"""Why a class is called off whose first day went by before anybody could have a seat."""
A_MOMENT = timedelta(minutes=10)


def plan(
    session: Session, provider_id: int, content: CourseContent, order: Order, at: datetime, actor: Actor
) -> Course:
    """A school plans a class, which nobody else sees until it is published; a demand is taken up by it.

    Raises UnacceptableCourseError, Refused for another school's, and as `demand.take` where somebody was sooner.
    """
    require(actor, Permission.CHANGE_COURSE)
    require_provider(actor, provider_id)
    provider = session.get_one(Provider, provider_id)
    refuse(faults(content, clock.local_day(at)))
    course = service.enter(session, provider, content, order.vacancies, ClassState.PLANNED, at, actor)
    require_licence(provider, course)
    _require_allowance(session, course)
    require_room_and_teacher(session, course)
    if order.demand is not None:
        demands.take(session, order.demand, course, at, actor)
    return course


def faults(content: CourseContent, today: date) -> list[UnacceptableCourseError]:
    """All that is wrong with a class that is to be planned, as far as its content says it."""
    return [
        *unfinished(content), *gone_by(content, today), *over_full(content, 0, ("enrolled",)), *contradictions(content),
    ]  # fmt: skip


def just_planned(session: Session, provider_id: int, planned: CourseContent, at: datetime) -> Course | None:
    """The plan of the school that says the same and came a moment ago: a second click makes no second class.

    The caller holds the school, so that two clicks come one after the other.
    """
    of_late = (
        select(Course)
        .where(Course.provider_id == provider_id, Course.state == ClassState.PLANNED, Course.title == planned.title)
        .where(Course.created_at >= at - A_MOMENT)
        .order_by(Course.id)
    )
    return next((one for one in session.scalars(of_late).all() if course_content.read(one) == planned), None)


def like_demand(demand: TrainingDemand, like: Course | None) -> CourseContent:
    """A class as the county asks for it, for a school to look over; hours and card are those of the class it names."""
    last = demand.wanted_by + timedelta(days=max(demand.days, 1) - 1)
    return CourseContent(
        title=demand.title,
        occupation=demand.occupation,
        type=CourseType.ORDERED,
        site=demand.site,
        division=demand.division,
        days=demand.days,
        starts_on=demand.wanted_by,
        ends_on=last,
        daily_from=None if like is None else like.daily_from,
        daily_to=None if like is None else like.daily_to,
        certificate=None if like is None else like.certificate,
        certificate_kind=demand.certificate_kind,
        capacity_least=demand.least,
        capacity=demand.seats,
        boarding=None if like is None else like.boarding,
        childcare=None if like is None else like.childcare,
        education_min=None if like is None else like.education_min,
        age_min=None if like is None else like.age_min,
        age_max=None if like is None else like.age_max,
        fee=None if like is None else like.fee,
    )


def amend(
    session: Session, course_id: int, content: CourseContent, names: Sequence[str], at: datetime, actor: Actor
) -> Course:
    """Change the named fields of a class that is to come; never below the seats that are taken.

    Seats that come free by it are kept for those who wait longest.
    Raises UnacceptableCourseError with nothing changed, Refused.
    """
    course = own(session, course_id, Permission.CHANGE_COURSE, actor)
    if course.state not in TO_COME:
        raise UnacceptableCourseError(WhyNot.NOT_TO_COME, f"{course.number} is {course.state}")
    today = clock.local_day(at)
    refuse([
        *unfinished(content),
        *(gone_by(content, today) if "starts_on" in names else ()),
        *over_full(content, course.enrolled_here, names),
        *contradictions(content),
    ])  # fmt: skip
    with session.begin_nested():
        service.amend(session, course, content, names, at, actor)
        if "allowance_per_day" in names:
            _require_allowance(session, course)
        if "type" in names and course.state is ClassState.OPEN:
            _require_somebody_waits(session, course)
        if _BEFORE_BEGINNING & set(names):
            require_licence(course.provider, course)
            require_room_and_teacher(session, course)
            if course.state is not ClassState.PLANNED and "starts_on" in names:
                _require_notice(session, course, today)
    offer_free_seats(session, course, at)
    return course


def wait_for(session: Session, course_id: int, posts: Sequence[int], at: datetime, actor: Actor) -> Course:
    """Which posts wait for those that a class to come will teach; an ordered one that is open keeps somebody who waits.

    Raises UnacceptableCourseError, Refused.
    """
    course = own(session, course_id, Permission.CHANGE_COURSE, actor)
    if list(posts) == (course.ordered_for or []):
        return course
    if course.state not in TO_COME:
        raise UnacceptableCourseError(WhyNot.NOT_TO_COME, f"{course.number} is {course.state}")
    course.ordered_for = list(posts) or None
    session.flush()
    if course.state is ClassState.OPEN:
        _require_somebody_waits(session, course)
    audit.record(session, actor, "course.order", f"course:{course.id}", at, f"{len(posts)} posts")
    return course


def publish(session: Session, course_id: int, at: datetime, actor: Actor) -> Course:
    """The plan is public, so many days ahead (`course_published_days`). Raises UnacceptableCourseError, Refused."""
    course = own(session, course_id, Permission.CHANGE_COURSE, actor)
    refuse(unfinished(course_content.read(course)))
    require_licence(course.provider, course)
    _require_notice(session, course, clock.local_day(at))
    move(session, course, ClassVerb.PUBLISH, "", at, actor)
    return course


def open_to_all(session: Session, course_id: int, at: datetime, actor: Actor) -> Course:
    """Seats can be taken, until the first day. Of an ordered class only while a post or the county's demand waits.

    Raises UnacceptableCourseError, Refused.
    """
    course = own(session, course_id, Permission.CHANGE_COURSE, actor)
    refuse(gone_by(course_content.read(course), clock.local_day(at)))
    require_licence(course.provider, course)
    _require_somebody_waits(session, course)
    move(session, course, ClassVerb.OPEN, "", at, actor)
    return course


def begin(session: Session, course_id: int, at: datetime, actor: Actor) -> Course:
    """The first day has come; who has no seat by now has missed it. Raises UnacceptableCourseError, Refused."""
    course = own(session, course_id, Permission.TEACH, actor)
    if course.starts_on is not None and clock.local_day(at) < course.starts_on:
        raise UnacceptableCourseError(WhyNot.NOT_YET, f"it begins on {course.starts_on}", day=course.starts_on)
    if course.practice and not course.insurance:
        raise UnacceptableCourseError(WhyNot.NOT_INSURED, "who practises by hand in a class is insured")
    unlicensed = not_licensed(session, course)
    if unlicensed is not None:
        raise unlicensed
    move(session, course, ClassVerb.BEGIN, "", at, actor)
    enrolments.close_door(session, course, at)
    return course


def end(session: Session, course_id: int, at: datetime, actor: Actor) -> Course:
    """The last day is there. Raises UnacceptableCourseError before it, Refused."""
    course = own(session, course_id, Permission.TEACH, actor)
    if course.ends_on is not None and clock.local_day(at) < course.ends_on:
        raise UnacceptableCourseError(WhyNot.NOT_OVER, f"it ends on {course.ends_on}", day=course.ends_on)
    return move(session, course, ClassVerb.END, "", at, actor)


def due_by_calendar(session: Session, on: date) -> list[tuple[int, ClassVerb]]:
    """Which classes begin or have ended by a day, whoever forgot to say so: `begin` or `end` for each by id.

    One that was never opened has nobody in it: once its first day has gone by it is `cancel`, by reason of that. One
    that waits for the insurance of its practice, for a licence that lasts, or for its school to say whether it is held
    with so few, does not begin by itself.
    """
    insured = or_(Course.practice.is_not(True), Course.insurance.is_not(None))
    begun = and_(Course.state == ClassState.OPEN, Course.starts_on <= on, insured, not_(UNDECIDED | UNLICENSED))
    over = and_(Course.state == ClassState.RUNNING, Course.ends_on < on)
    missed = and_(Course.state.in_((ClassState.PLANNED, ClassState.PUBLISHED)), Course.starts_on < on)
    rows = session.execute(select(Course.id, Course.state).where(or_(begun, over, missed)).order_by(Course.id))
    due = {ClassState.OPEN: ClassVerb.BEGIN, ClassState.RUNNING: ClassVerb.END}
    return [(one, due.get(state, ClassVerb.CANCEL)) for one, state in rows]


def set_licence(
    session: Session, provider_id: int, kind: ProviderKind, licence: str | None, until: date | None,
    at: datetime, actor: Actor,
) -> Provider:  # fmt: skip
    """What a provider is, with a school's licence and its last day, as somebody of the staff has read it there."""
    require(actor, Permission.LICENSE_SCHOOL)
    provider = session.get_one(Provider, provider_id)
    provider.kind, provider.licence, provider.licence_until = kind, (licence or "").strip()[:60] or None, until
    session.flush()
    audit.record(session, actor, "provider.licence", f"provider:{provider.id}", at, f"{kind} until {until}")
    return provider


def _require_allowance(session: Session, course: Course) -> None:
    """What a school promises for living is what the county would pay."""
    place, last = course.division or settings().home_division, course.ends_on
    if not course.allowance_per_day or last is None:
        return
    most = parameters.load(session).value("training_allowance_most", place, last)
    if course.allowance_per_day > most:
        raise UnacceptableCourseError(
            WhyNot.ALLOWANCE_TOO_HIGH, f"at most {most} a day are paid", most=f"{most.normalize():f}"
        )


def _require_notice(session: Session, course: Course, today: date) -> None:
    days = parameters.load(session).whole("course_published_days", course.division or settings().home_division, today)
    if course.starts_on is not None and course.starts_on < today + timedelta(days=days):
        raise UnacceptableCourseError(WhyNot.TOO_LATE, f"a plan is public {days} days before it begins", days=days)


def _require_somebody_waits(session: Session, course: Course) -> None:
    """An ordered class that takes names has somebody who waits for those that it teaches."""
    if course.type is CourseType.ORDERED and not _is_waited_for(session, course):
        raise UnacceptableCourseError(WhyNot.NOBODY_WAITS, "no open post and no demand waits for this ordered class")


def _is_waited_for(session: Session, course: Course) -> bool:
    posts = select(Vacancy).where(Vacancy.id.in_(course.ordered_for or ()), Vacancy.state == VacancyState.PUBLISHED)
    if any(post.openings != 0 for post in session.scalars(posts)):
        return True
    asked = select(TrainingDemand.id).where(
        TrainingDemand.course_id == course.id, TrainingDemand.state == DemandState.TAKEN
    )
    return session.scalar(asked.limit(1)) is not None
