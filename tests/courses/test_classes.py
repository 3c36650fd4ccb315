"""Classes as schools hold them: how a class comes about, what stands in its way, and whose it is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy.orm import Session

from jobmatch import parameters
from jobmatch.access import Actor, Refused, Role
from jobmatch.courses import cancelling, classes, demand, service
from jobmatch.courses.class_cycle import COURSE_CLASS, ClassState, ClassVerb
from jobmatch.courses.classes import NO_ORDER, Order
from jobmatch.courses.codes import CourseType, ProviderKind
from jobmatch.courses.content import CourseContent
from jobmatch.courses.demand import DemandState, Wanted
from jobmatch.courses.enrolments.cycle import EnrolmentState
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.model import Course, Provider
from jobmatch.courses.refusals import UnacceptableCourseError, WhyNot
from jobmatch.vacancies import service as vacancies
from tests.courses.enrolments.test_service import people
from tests.life_cycles import walked
from tests.vacancies.posting_desk import AT, CLERK, DAY, a_published

STAFF = {Role.CLERK, Role.HELPER, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.SYSTEM}
SCHOOLS = (STAFF - {Role.HELPER}) | {Role.TRAINER}
GUARD = CourseContent(
    title="保安员上岗培训", site="向阳社区", room="二楼教室", teacher="周老师", starts_on=date(2026, 6, 10),
    ends_on=date(2026, 6, 19), daily_from=time(9), daily_to=time(12), capacity=12,
)  # fmt: skip
LATER = date(2026, 6, 12)
COUNTY = Actor("county", Role.COUNTY, sites=None)


def test_the_life_of_a_class_said_a_second_time() -> None:
    not_over = ("planned", "published", "open", "running")
    assert walked(COURSE_CLASS, ClassState, ClassVerb) == {
        ("planned", "publish"): ("published", SCHOOLS),
        ("published", "open"): ("open", SCHOOLS),
        ("open", "begin"): ("running", SCHOOLS),
        ("running", "end"): ("ended", SCHOOLS),
        ("cancelled", "reinstate"): ("open", STAFF - {Role.HELPER}),
        **{(state, "cancel"): ("cancelled", SCHOOLS) for state in not_over},
    }


@pytest.fixture
def school(session: Session) -> Provider:
    """A school with a licence for the whole year."""
    parameters.plant_first_rows(session)
    return licensed(session, "启航学校")


def licensed(session: Session, name: str, until: date = date(2026, 12, 31)) -> Provider:
    provider = service.register_provider(session, name, AT, CLERK)
    return classes.set_licence(session, provider.id, ProviderKind.SCHOOL, "520322-07", until, AT, CLERK)


def trainer(*schools: Provider) -> Actor:
    return Actor("teacher", Role.TRAINER, provider_ids=frozenset(one.id for one in schools))


def planned(session: Session, school: Provider, content: CourseContent = GUARD, order: Order = NO_ORDER) -> Course:
    return classes.plan(session, school.id, content, order, AT, trainer(school))


def why_not(act: Callable[[], object]) -> WhyNot:
    with pytest.raises(UnacceptableCourseError) as refused:
        act()
    return refused.value.code


def test_a_class_goes_from_its_plan_to_its_last_day_and_each_step_is_written_down(
    session: Session, school: Provider
) -> None:
    course, own = planned(session, school), trainer(school)
    assert service.upcoming(session, DAY) == ()
    classes.publish(session, course.id, AT, own)
    classes.open_to_all(session, course.id, AT, own)
    assert service.upcoming(session, DAY) == (course,)
    assert why_not(lambda: classes.begin(session, course.id, AT, own)) is WhyNot.NOT_YET
    assert classes.due_by_calendar(session, date(2026, 6, 10)) == [(course.id, ClassVerb.BEGIN)]
    classes.begin(session, course.id, AT + timedelta(days=9), own)
    assert why_not(lambda: classes.end(session, course.id, AT + timedelta(days=9), own)) is WhyNot.NOT_OVER
    assert classes.due_by_calendar(session, date(2026, 6, 19)) == []
    assert classes.due_by_calendar(session, date(2026, 6, 20)) == [(course.id, ClassVerb.END)]
    classes.end(session, course.id, AT + timedelta(days=18), own)
    assert [(one.verb, one.target, one.by) for one in course.moves] == [
        ("plan", "planned", "teacher"), ("publish", "published", "teacher"), ("open", "open", "teacher"),
        ("begin", "running", "teacher"), ("end", "ended", "teacher"),
    ]  # fmt: skip


def test_a_class_with_fewer_than_its_school_wanted_waits_for_its_word_and_one_of_an_office_s_list_does_not(
    session: Session, school: Provider
) -> None:
    few, on = replace(GUARD, capacity_least=2, enrolled=1), GUARD.starts_on or DAY
    listed = service.hold(session, school, replace(few, room="三楼", teacher="吴老师"), AT, CLERK)
    course, own = planned(session, school, few), trainer(school)
    classes.publish(session, course.id, AT, own)
    classes.open_to_all(session, course.id, AT, own)
    assert classes.due_by_calendar(session, on) == [(listed.id, ClassVerb.BEGIN)]
    (waits,) = people(session, 1)
    session.add(Enrolment(person_id=waits, course=course, state=EnrolmentState.OFFERED, opened_at=AT))
    course.enrolled_here = 1
    session.flush()
    assert (course.id, ClassVerb.BEGIN) not in classes.due_by_calendar(session, on), "a seat that is only kept"
    course.enrolled_elsewhere = 2
    session.flush()
    assert (course.id, ClassVerb.BEGIN) in classes.due_by_calendar(session, on)
    course.enrolled_elsewhere = 0
    assert classes.begin(session, course.id, AT + timedelta(days=9), own).state is ClassState.RUNNING, "as it says"


def test_a_plan_is_public_a_week_before_and_a_licence_holds_through_the_last_day(
    session: Session, school: Provider
) -> None:
    own = trainer(school)
    soon = planned(session, school, replace(GUARD, starts_on=date(2026, 6, 7), room="一楼教室", teacher="吴老师"))
    assert why_not(lambda: classes.publish(session, soon.id, AT, own)) is WhyNot.TOO_LATE
    classes.publish(session, soon.id, AT - timedelta(days=1), own)
    unseen = service.register_provider(session, "无证学校", AT, CLERK)
    assert why_not(lambda: planned(session, unseen)) is WhyNot.NO_LICENCE
    over = licensed(session, "旧证学校", until=date(2026, 6, 18))
    assert why_not(lambda: planned(session, over)) is WhyNot.LICENCE_OVER
    factory = service.register_provider(session, "鞋厂", AT, CLERK)
    classes.set_licence(session, factory.id, ProviderKind.ENTERPRISE, None, None, AT, CLERK)
    assert planned(session, factory, replace(GUARD, room="车间")).state is ClassState.PLANNED


def test_a_class_that_takes_names_waits_where_the_licence_of_its_school_does_not_last_any_more(
    session: Session, school: Provider
) -> None:
    course, own, on = planned(session, school), trainer(school), GUARD.starts_on or DAY
    classes.publish(session, course.id, AT, own)
    classes.open_to_all(session, course.id, AT, own)
    for licence, until, because in (
        ("520322-07", date(2026, 6, 18), WhyNot.LICENCE_OVER),
        (None, None, WhyNot.NO_LICENCE),
    ):
        classes.set_licence(session, school.id, ProviderKind.SCHOOL, licence, until, AT, CLERK)
        assert classes.due_by_calendar(session, on) == []
        assert why_not(lambda: classes.begin(session, course.id, AT + timedelta(days=9), own)) is because
    classes.set_licence(session, school.id, ProviderKind.SCHOOL, "520322-08", GUARD.ends_on, AT, CLERK)
    assert classes.due_by_calendar(session, on) == [(course.id, ClassVerb.BEGIN)]
    assert classes.begin(session, course.id, AT + timedelta(days=9), own).state is ClassState.RUNNING


def test_what_cannot_be_held_is_refused_with_its_reason(session: Session, school: Provider) -> None:
    course = planned(session, school)
    for content, because in (
        (replace(GUARD, ends_on=date(2026, 6, 9)), WhyNot.DATES_REVERSED),
        (replace(GUARD, daily_to=time(8)), WhyNot.HOURS_REVERSED),
        (replace(GUARD, starts_on=None), WhyNot.NO_DATES),
        (replace(GUARD, capacity=0), WhyNot.NO_CAPACITY),
        (replace(GUARD, title=" "), WhyNot.NO_TITLE),
        (replace(GUARD, starts_on=DAY - timedelta(days=1)), WhyNot.PAST),
        (replace(GUARD, certificate_by=date(2026, 6, 18)), WhyNot.CARD_TOO_SOON),
        (replace(GUARD, age_min=45, age_max=18), WhyNot.AGES_REVERSED),
        (replace(GUARD, contact_phone="1990000384"), WhyNot.NO_TELEPHONE),
        (replace(GUARD, days=400), WhyNot.MORE_DAYS),
        (replace(GUARD, capacity=4, capacity_least=5), WhyNot.LEAST_ABOVE_MOST),
        (replace(GUARD, allowance_per_day=Decimal(400)), WhyNot.ALLOWANCE_TOO_HIGH),
        (replace(GUARD, teacher="吴老师"), WhyNot.ROOM_TAKEN),
        (replace(GUARD, room="一楼教室"), WhyNot.TEACHER_TAKEN),
    ):
        assert why_not(lambda content=content: planned(session, school, content)) is because
    afternoon = planned(session, school, replace(GUARD, daily_from=time(14), daily_to=time(17)))
    moved = replace(GUARD, title="改名", daily_from=time(11), daily_to=time(17))
    assert (
        why_not(lambda: classes.amend(session, afternoon.id, moved, ["title", "daily_from"], AT, trainer(school)))
        is WhyNot.ROOM_TAKEN
    )
    past = replace(GUARD, starts_on=DAY - timedelta(days=1))
    assert (
        why_not(lambda: classes.amend(session, afternoon.id, past, ["starts_on"], AT, trainer(school))) is WhyNot.PAST
    )
    assert (afternoon.title, afternoon.daily_from) == (GUARD.title, time(14)), "nothing is half saved"
    full = replace(GUARD, enrolled=13)
    assert why_not(lambda: planned(session, school, replace(full, room="别处", teacher=None))) is WhyNot.MORE_THAN_SEATS
    assert why_not(lambda: classes.amend(session, course.id, full, ["enrolled"], AT, trainer(school))) is (
        WhyNot.MORE_THAN_SEATS
    )
    service.take_seats(session, course, 5, AT, CLERK)
    fewer = replace(GUARD, capacity=4, enrolled=5)
    assert (
        why_not(lambda: classes.amend(session, course.id, fewer, ["capacity"], AT, trainer(school)))
        is WhyNot.FEWER_SEATS
    )


def test_an_ordered_class_opens_while_somebody_waits_for_those_it_teaches(session: Session, school: Provider) -> None:
    post = a_published(session)
    ordered = replace(GUARD, type=CourseType.ORDERED)
    course, own = planned(session, school, ordered, Order(vacancies=(post.id,))), trainer(school)
    classes.publish(session, course.id, AT, own)
    vacancies.fill(session, post, 2, AT, CLERK)
    assert why_not(lambda: classes.open_to_all(session, course.id, AT, own)) is WhyNot.NOBODY_WAITS
    vacancies.free(session, post, 1, AT, CLERK)
    missed = why_not(lambda: classes.open_to_all(session, course.id, AT + timedelta(days=10), own))
    assert missed is WhyNot.PAST, "nobody could join it any more"
    assert classes.open_to_all(session, course.id, AT, own).state is ClassState.OPEN
    vacancies.fill(session, post, 1, AT, CLERK)
    classes.amend(session, course.id, replace(GUARD, type=CourseType.PRE_POST), ["type"], AT, own)
    again = partial(classes.amend, session, course.id, ordered, ["type"], AT, own)
    assert (why_not(again), course.type) == (WhyNot.NOBODY_WAITS, CourseType.PRE_POST)


def test_a_class_is_planned_from_the_county_s_list_and_takes_its_demand_up(session: Session, school: Provider) -> None:
    wanted = Wanted(
        "plan 1", "叉车工", "叉车司机", "forklift", "向阳社区", "520322", 7, 8, 12, date(2026, 6, 12), (), None
    )
    asked = demand.ask(session, wanted, AT, COUNTY)
    content = classes.like_demand(asked, None)
    assert (content.starts_on, content.ends_on, content.capacity) == (LATER, date(2026, 6, 18), 12)
    course, own = planned(session, school, content, Order(demand=asked.id)), trainer(school)
    assert (asked.state, asked.course_id) == (DemandState.TAKEN, course.id)
    classes.publish(session, course.id, AT - timedelta(days=1), own)
    assert classes.open_to_all(session, course.id, AT, own).state is ClassState.OPEN
    cancelling.cancel(session, course, DAY, "老师病了", AT, own)
    assert (asked.state, asked.course_id) == (DemandState.OPEN, None), "another school can take it up"


def test_a_school_moves_its_own_classes_alone(session: Session, school: Provider) -> None:
    course, other = planned(session, school), trainer(licensed(session, "别家学校"))
    for act in (
        lambda: classes.plan(session, school.id, GUARD, NO_ORDER, AT, other),
        lambda: classes.publish(session, course.id, AT, other),
        lambda: classes.amend(session, course.id, GUARD, ["title"], AT, other),
        lambda: cancelling.cancel(session, course, DAY, "", AT, other),
        lambda: service.hold(session, school, GUARD, AT, trainer(school)),
        lambda: service.register_provider(session, "新学校", AT, other),
    ):
        with pytest.raises(Refused):
            act()
