"""The list of classes that are asked for: every state, every verb, every role, and what becomes of the class."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.courses import demand, service
from jobmatch.courses.content import CourseContent
from jobmatch.courses.demand import DEMAND, DemandState, NoSuchDemandError, Verb, Wanted
from jobmatch.courses.model import Course
from jobmatch.life_cycle import IllegalMoveError
from tests.life_cycles import walked

NOON = datetime(2026, 6, 1, 4, tzinfo=UTC)
COUNTY, CLERK = Actor("county", Role.COUNTY, sites=None), Actor("clerk", Role.CLERK, sites=None)
SCHOOL, OTHERS = (Actor("school", Role.TRAINER, provider_ids=frozenset({number})) for number in (1, 2))
WANTED = Wanted(
    "plan 1 XY:3", "保安员上岗培训", "保安员", "guard", "向阳社区安置点", "520322", 7, 8, 12, date(2026, 6, 8), (), None
)
PLANNERS = {Role.COUNTY, Role.ADMINISTRATOR, Role.SYSTEM}
SCHOOLS = {Role.TRAINER, Role.CLERK, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.SYSTEM}


def test_the_life_of_a_demand_said_a_second_time() -> None:
    assert walked(DEMAND, DemandState, Verb) == {
        ("open", "take"): ("taken", SCHOOLS),
        ("taken", "give_back"): ("open", SCHOOLS),
        ("open", "withdraw"): ("withdrawn", PLANNERS),
        ("withdrawn", "reopen"): ("open", PLANNERS),
    }


def a_class(session: Session) -> Course:
    provider = service.register_provider(session, "一所学校(虚构)", NOON, CLERK)
    return service.hold(session, provider, CourseContent(title="保安员上岗培训"), NOON, CLERK)


def test_one_school_takes_it_up_and_one_that_gives_it_back_leaves_it_to_another(session: Session) -> None:
    wanted = demand.ask(session, WANTED, NOON, COUNTY)
    course = a_class(session)
    assert demand.take(session, wanted.id, course, NOON, SCHOOL).course_id == course.id
    for late in (
        lambda: demand.take(session, wanted.id, course, NOON, SCHOOL),
        lambda: demand.withdraw(session, wanted.id, NOON, COUNTY),
    ):
        with pytest.raises(IllegalMoveError):
            late()
    given_back = demand.give_back(session, wanted.id, NOON, SCHOOL)
    assert (given_back.state, given_back.course_id) == (DemandState.OPEN, None)


def test_nobody_but_the_county_asks_or_takes_back_and_the_county_holds_no_class(session: Session) -> None:
    wanted = demand.ask(session, WANTED, NOON, COUNTY)
    course = a_class(session)
    for refused in (
        lambda: demand.ask(session, WANTED, NOON, SCHOOL),
        lambda: demand.withdraw(session, wanted.id, NOON, SCHOOL),
        lambda: demand.take(session, wanted.id, course, NOON, COUNTY),
        lambda: demand.take(session, wanted.id, course, NOON, OTHERS),
    ):
        with pytest.raises(Refused):
            refused()
    with pytest.raises(NoSuchDemandError):
        demand.withdraw(session, wanted.id + 1, NOON, COUNTY)
