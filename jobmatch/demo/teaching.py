"""The user of an invented place who trains: a licensed school, a class held these days, one over, and one wanted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobmatch import clock, learning
from jobmatch.access import Actor, Role
from jobmatch.accounts import schools
from jobmatch.accounts import service as accounts
from jobmatch.courses import classes, content, service
from jobmatch.courses.attendance.model import Half, Mark
from jobmatch.courses.attendance.service import HalfDay
from jobmatch.courses.classes import NO_ORDER
from jobmatch.courses.codes import CourseType, ProviderKind
from jobmatch.courses.content import CourseContent
from jobmatch.courses.ending import service as ending
from jobmatch.courses.ending.service import Card
from jobmatch.courses.enrolments import service as enrolments
from jobmatch.courses.enrolments.model import Enrolment, Exam
from jobmatch.courses.model import Course, Provider
from jobmatch.demo.layout import Layout
from jobmatch.demo.users import PASSWORD, TRAINER, demo_users
from jobmatch.households.codes import ConsentPurpose
from jobmatch.households.consent import who_allows
from jobmatch.households.model import Household, Membership, Site
from jobmatch.households.working_life import Intention
from jobmatch.matches import asked_for_posts
from jobmatch.vacancies.model import CertificateDemand, Vacancy

IN_A_CLASS, DAYS = 4, 5
RUNNING_FOR, OVER_FOR = 3, 20
_MORNING, _NOON, _EVENING, _NIGHT = time(8, 30), time(11, 30), time(19), time(21)
_CERTIFICATE = "培训合格证"


def open_trainer(session: Session, layout: Layout, at: datetime, actor: Actor) -> None:
    """Enter the user once, for the school with the most classes; where none is held there is nothing."""
    if accounts.find(session, TRAINER.name) is not None:
        return
    most = select(Course.provider_id).group_by(Course.provider_id).order_by(func.count().desc(), Course.provider_id)
    found = session.scalar(most.limit(1))
    if found is None:
        return
    _license(session, at, actor)
    new = accounts.NewAccount(TRAINER.name, TRAINER.role, TRAINER.shown_name)
    schools.bind(session, accounts.add(session, new, PASSWORD, at, actor), found, at, actor)
    teacher = Actor(TRAINER.name, Role.TRAINER, provider_ids=frozenset({found}))
    today, clerk = clock.local_day(at), next(user for user in demo_users(layout) if user.role is Role.CLERK)
    window = Actor(clerk.shown_name, clerk.role, clerk.sites)
    like = session.scalars(select(Course).where(Course.provider_id == found).order_by(Course.id)).first()
    assert like is not None
    for begins in (today - timedelta(days=OVER_FOR), today - timedelta(days=RUNNING_FOR)):
        _held(session, like, begins, at, window, teacher)
    _to_come(session, like, at, teacher)
    _asked_for(session, at)


def _license(session: Session, at: datetime, actor: Actor) -> None:
    until = clock.local_day(at) + timedelta(days=700)
    for provider in session.scalars(select(Provider).where(Provider.licence.is_(None)).order_by(Provider.id)).all():
        classes.set_licence(session, provider.id, ProviderKind.SCHOOL, f"虚构办学{provider.id:05d}", until, at, actor)


def _to_come(session: Session, like: Course, at: datetime, teacher: Actor) -> None:
    """One that can be joined, in the evening, for those who care for somebody by day; and one that is planned."""
    today = clock.local_day(at)
    evening = _offered(like, "晚班", "二楼小教室", today + timedelta(days=18))
    course = classes.plan(session, like.provider_id, evening, NO_ORDER, at, teacher)
    classes.publish(session, course.id, at, teacher)
    classes.open_to_all(session, course.id, at, teacher)
    later = _offered(like, "下一期", "一楼大教室", today + timedelta(days=40))
    classes.plan(session, like.provider_id, later, NO_ORDER, at, teacher)


def _asked_for(session: Session, at: datetime) -> None:
    """The county asks for one class, for the first open post that trains first for a card that the schools teach."""
    today, county = clock.local_day(at), Actor("county", Role.COUNTY)
    trained = select(CertificateDemand.vacancy_id).where(CertificateDemand.train_first)
    for vacancy in session.scalars(select(Vacancy).where(Vacancy.id.in_(trained)).order_by(Vacancy.id)):
        found = asked_for_posts.classes_for(session, vacancy, today)
        if found:
            asked_for_posts.ask_for_post(session, vacancy, found[0].offer.course.id, today, at, county)
            return


def _offered(like: Course, title: str, room: str, begins: date) -> CourseContent:
    return replace(
        content.read(like), title=f"{like.title}（{title}）", starts_on=begins,
        ends_on=begins + timedelta(days=DAYS - 1), days=DAYS, daily_from=_EVENING, daily_to=_NIGHT, room=room,
        type=CourseType.EMPLOYMENT_SKILL, certificate_by=None, capacity=20, enrolled=0,
    )  # fmt: skip


def _held(session: Session, like: Course, begins: date, at: datetime, window: Actor, teacher: Actor) -> None:
    """A class of five mornings for anybody that began on a day, with its sheets and, where it is over, its exams."""
    today, before = clock.local_day(at), at - timedelta(days=(clock.local_day(at) - begins).days + 7)
    ends = begins + timedelta(days=DAYS - 1)
    taught = replace(
        content.read(like), title=f"{like.title}（{begins.month}月班）", starts_on=begins, ends_on=ends,
        daily_from=_MORNING, daily_to=_NOON, days=DAYS, room="一楼大教室", certificate=_CERTIFICATE,
        type=CourseType.EMPLOYMENT_SKILL, certificate_kind=None, certificate_by=None, capacity=20, enrolled=0,
        teacher="韦老师", education_min=None, age_min=None, age_max=None,
    )  # fmt: skip
    course = service.hold(session, like.provider, taught, before, window)
    seats = [enrolments.join(session, one, course.id, before, window) for one in _willing(session, before, window)]
    for day in range(min(DAYS, (today - begins).days)):
        on = begins + timedelta(days=day)
        marks = {one.id: _mark(number, day) for number, one in enumerate(seats)}
        learning.take_attendance(
            session, course.id, HalfDay(on, Half.MORNING, f"第{day + 1}课"), marks, _on(at, on, today), teacher
        )
    if ends < today:
        _ended(session, course, seats, ends, _on(at, ends, today), teacher)


def _mark(number: int, day: int) -> Mark:
    """One stays away on the second day, one comes twice only; the others come."""
    return Mark.EXCUSED if (number, day) == (1, 1) else Mark.ABSENT if number == 2 and day > 1 else Mark.PRESENT


def _ended(
    session: Session, course: Course, seats: Sequence[Enrolment], ends: date, at: datetime, teacher: Actor
) -> None:
    classes.end(session, course.id, at, teacher)
    for number, seat in enumerate(seats):
        ending.conclude(session, seat.id, Exam.PASSED, at, teacher)
        if seat.state == "completed":
            ending.certify(session, seat.id, Card(f"虚构{course.number}-{number + 1:02d}", ends), at, teacher)


def _willing(session: Session, at: datetime, window: Actor) -> list[int]:
    """The first of the window's site who want work, agree that a school hears their names, and sit in no class."""
    on = clock.local_day(at)
    agreed = who_allows(session, ConsentPurpose.DISCLOSE_TO_TRAINER, on)
    seated = select(Enrolment.person_id)
    found = session.scalars(
        select(Membership.person_id)
        .join(Household, Household.id == Membership.household_id)
        .join(Site, Site.id == Household.site_id)
        .join(Intention, Intention.person_id == Membership.person_id)
        .where(Site.code.in_(window.sites or ()), Intention.willing.is_(True), Membership.left_on.is_(None))
        .where(Membership.joined_on <= on, Membership.person_id.not_in(seated))
        .order_by(Membership.person_id)
    )
    return [one for one in found if one in agreed][:IN_A_CLASS]


def _on(at: datetime, day: date, today: date) -> datetime:
    return at - timedelta(days=(today - day).days)
