"""The county's plan over stored people: made, kept, read again, and its classes asked for once."""

import pytest
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from jobmatch import db
from jobmatch.access import Actor, Refused, Role
from jobmatch.audit import AuditEvent
from jobmatch.courses.class_cycle import ClassState
from jobmatch.courses.demand import DemandState, TrainingDemand, take, withdraw
from jobmatch.courses.model import Course
from jobmatch.households.working_life import Employment, Intention
from jobmatch.matches import training_plans
from jobmatch.matches.training_plans import NoSuchClassError, PlannedClass, TrainingPlan, WrongSeatsError, classes_of
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.model import CertificateDemand, Vacancy
from tests.matches.conftest import NOON, TODAY

COUNTY = Actor("county", Role.COUNTY, sites=None)
SEATS = 40


def only_guards_are_wanted(session: Session) -> None:
    """Nobody has work, everybody would like to be a guard, no class is announced, and no other post is open."""
    session.execute(update(Employment).values(ended_on=TODAY))
    session.execute(
        update(Course).values(starts_on=None, ends_on=None, enrolled_elsewhere=Course.capacity, capacity_least=2)
    )
    for wish in session.scalars(select(Intention).where(Intention.willing.is_(True))):
        wish.wanted, wish.training_days_most = ["保安员"], 15
    guards = select(CertificateDemand.vacancy_id).where(CertificateDemand.kind == "guard")
    session.execute(update(Vacancy).where(Vacancy.id.not_in(guards)).values(state=VacancyState.WITHDRAWN))


def made(engine: Engine, seats: int = SEATS, actor: Actor = COUNTY) -> None:
    """A plan is read in one transaction and kept in another, as the desk does."""
    with db.reading(engine) as session:
        plan = training_plans.make(session, seats, TODAY, actor)
    with db.transaction(engine) as session:
        training_plans.keep(session, plan, NOON, actor)


@pytest.fixture
def planned(settled: Engine) -> Engine:
    with db.transaction(settled) as session:
        only_guards_are_wanted(session)
    made(settled)
    return settled


def the_plan(session: Session) -> tuple[TrainingPlan, PlannedClass]:
    plan = training_plans.newest(session, COUNTY)
    assert plan is not None
    return plan, classes_of(plan)[0]


def test_a_plan_is_kept_with_its_figures_and_its_reasons_and_names_nobody(planned: Engine) -> None:
    with db.reading(planned) as session:
        plan, one = the_plan(session)
        assert (plan.as_of, plan.seats) == (TODAY, SEATS)
        assert plan.without <= plan.before < plan.after == plan.bound <= plan.waiting
        assert plan.after - plan.before == one.gain <= one.seats
        assert one.certificate == "guard"
        assert sum(count for _, count in one.by_site) == one.learners == sum(places for _, places, _ in one.posts)
        guards = set(session.scalars(select(CertificateDemand.vacancy_id).where(CertificateDemand.kind == "guard")))
        assert {vacancy for vacancy, _, _ in one.posts} <= guards
        noted = session.scalars(select(AuditEvent).where(AuditEvent.action == "training_plan.make")).one()
        assert (noted.actor, noted.subject) == ("county", f"training_plan:{plan.id}")


def test_the_same_day_and_seats_give_the_same_plan(planned: Engine) -> None:
    made(planned)
    with db.reading(planned) as session:
        first, second = session.scalars(select(TrainingPlan).order_by(TrainingPlan.id))
        assert first.classes == second.classes


def test_a_class_is_asked_for_once_and_what_was_taken_back_is_asked_for_again(planned: Engine) -> None:
    with db.transaction(planned) as session:
        plan, one = the_plan(session)
        demand = training_plans.ask_for(session, plan.id, one.offer, NOON, COUNTY)
        assert (demand.site, demand.seats, demand.certificate_kind) == (one.site, one.seats, "guard")
        assert demand.vacancies == [vacancy for vacancy, _, _ in one.posts]
        assert training_plans.ask_for(session, plan.id, one.offer, NOON, COUNTY) is demand
        withdraw(session, demand.id, NOON, COUNTY)
        assert training_plans.ask_for(session, plan.id, one.offer, NOON, COUNTY).state is DemandState.OPEN
        assert len(session.scalars(select(TrainingDemand)).all()) == 1
        with pytest.raises(NoSuchClassError):
            training_plans.ask_for(session, plan.id, "no such class", NOON, COUNTY)


def test_a_plan_made_anew_knows_what_was_asked_for_until_the_class_can_be_joined(planned: Engine) -> None:
    with db.transaction(planned) as session:
        plan, one = the_plan(session)
        first = training_plans.ask_for(session, plan.id, one.offer, NOON, COUNTY).id
    made(planned)
    with db.transaction(planned) as session:
        plan, one = the_plan(session)
        assert training_plans.ask_for(session, plan.id, one.offer, NOON, COUNTY).id == first
        assert training_plans.asked(session, plan)[one.offer].id == first
        held = session.scalars(select(Course)).first()
        assert held is not None
        held.state = ClassState.PUBLISHED
        school = Actor("school", Role.TRAINER, None, provider_ids=frozenset({held.provider_id}))
        take(session, first, held, NOON, school)
        assert training_plans.asked(session, plan)[one.offer].id == first
        held.state = ClassState.OPEN
        session.flush()
        assert training_plans.asked(session, plan) == {}
        assert training_plans.ask_for(session, plan.id, one.offer, NOON, COUNTY).id != first


@pytest.mark.parametrize("seats", [0, -1, training_plans.MOST_SEATS + 1])
def test_a_plan_of_no_seats_or_of_all_too_many_is_not_made(settled: Engine, seats: int) -> None:
    with pytest.raises(WrongSeatsError):
        made(settled, seats)


@pytest.mark.parametrize("role", [Role.CLERK, Role.TRAINER, Role.EMPLOYER, Role.AUDITOR])
def test_others_plan_nothing_for_the_county(settled: Engine, role: Role) -> None:
    with pytest.raises(Refused):
        made(settled, SEATS, Actor("somebody", role, sites=None))
