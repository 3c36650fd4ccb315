"""The night's look at classes: they begin and end, kept seats go on, and once more changes nothing."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Engine

from jobmatch import db, parameters, seats
from jobmatch.access import Actor, Role
from jobmatch.courses import classes as plan
from jobmatch.courses import demand
from jobmatch.courses import service as courses
from jobmatch.courses.class_cycle import ClassState
from jobmatch.courses.classes import NO_ORDER, Order
from jobmatch.courses.codes import ProviderKind
from jobmatch.courses.enrolments.cycle import DropReason
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.model import Course
from jobmatch.jobs import classes
from tests.courses.enrolments.test_service import GUARD, a_class, people
from tests.jobs.test_nightly import work_on
from tests.vacancies.posting_desk import AT, CLERK

DAY = timedelta(days=1)
WANTED = demand.Wanted("plan", "叉车工", "叉车司机", "forklift", "向阳社区", None, 5, 8, 12, GUARD.starts_on, (), None)


def test_a_night_brings_classes_and_kept_seats_to_the_day_and_the_same_night_again_nothing(engine: Engine) -> None:
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
        course, (first, second, third) = a_class(session), people(session, 3)
        seat = seats.join(session, first, course.id, AT, CLERK)
        waiting = [seats.join(session, one, course.id, AT, CLERK).id for one in (second, third)]
        seats.drop(session, seat.id, DropReason.ILL, AT, CLERK)
        later = a_class(
            session, replace(GUARD, title="晚些", starts_on=AT.date() + 3 * DAY, ends_on=AT.date() + 4 * DAY)
        )
        course_id, later_id = course.id, later.id
        seats.join(session, first, later_id, AT, CLERK)
    nothing = {"begun": 0, "over": 0, "never_opened": 0, "lapsed": 0, "placed": 0, "schools": 0, "told": 0}
    assert classes.go_by_the_calendar(work_on(engine, AT + 2 * DAY)) == nothing | {"lapsed": 1, "told": 1}
    with db.reading(engine) as session:
        assert [session.get_one(Enrolment, one).state for one in waiting] == ["lapsed", "offered"]
    assert classes.go_by_the_calendar(work_on(engine, AT + 3 * DAY))["begun"] == 1
    night = work_on(engine, AT + 7 * DAY)
    last = classes.go_by_the_calendar(night)
    assert (last["begun"], last["over"]) == (1, 1)
    with db.reading(engine) as session:
        assert session.get_one(Course, course_id).state is ClassState.RUNNING
        assert session.get_one(Course, later_id).state is ClassState.ENDED
    assert classes.go_by_the_calendar(night) == nothing


def test_what_was_never_opened_is_called_off_after_its_first_day_and_its_demand_is_free(engine: Engine) -> None:
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
        school = courses.register_provider(session, "启航学校", AT, CLERK)
        plan.set_licence(session, school.id, ProviderKind.SCHOOL, "520322-07", None, AT, CLERK)
        asked = demand.ask(session, WANTED, AT, Actor("county", Role.COUNTY, sites=None))
        taken = plan.plan(session, school.id, plan.like_demand(asked, None), Order(demand=asked.id), AT, CLERK)
        public = plan.plan(session, school.id, replace(GUARD, title="公布了的"), NO_ORDER, AT - 2 * DAY, CLERK)
        plan.publish(session, public.id, AT - 2 * DAY, CLERK)
        ids, asked_id = (taken.id, public.id), asked.id
    assert classes.go_by_the_calendar(work_on(engine, AT + 7 * DAY))["never_opened"] == 0, "it is the first day"
    night = work_on(engine, AT + 8 * DAY)
    assert classes.go_by_the_calendar(night)["never_opened"] == 2
    with db.reading(engine) as session:
        for one in ids:
            course = session.get_one(Course, one)
            assert (course.state, course.moves[-1].reason) == (ClassState.CANCELLED, plan.NEVER_OPENED)
        assert session.get_one(demand.TrainingDemand, asked_id).state is demand.DemandState.OPEN
    assert classes.go_by_the_calendar(night)["never_opened"] == 0
