"""The minimum on both databases: whom it is owed, what the referrals say of it, and who may write a service down."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from jobmatch import parameters
from jobmatch.access import Actor, Refused, Role
from jobmatch.audit import AuditEvent
from jobmatch.courses import service as courses
from jobmatch.courses.content import CourseContent
from jobmatch.courses.enrolments import service as enrolments
from jobmatch.households.codes import Capacity, ConsentPurpose, Education, EmploymentStatus, Source
from jobmatch.households.model import Person
from jobmatch.households.working_life import Employment, Intention
from jobmatch.matches.model import Proposal
from jobmatch.placements import answering
from jobmatch.placements.answering import Said
from jobmatch.placements.minimum.model import ServiceGiven, ServiceKind
from jobmatch.placements.minimum.service import NotYetError, give, owed, take_back
from jobmatch.placements.referral import DeclineReason
from tests.placements.people import DAY, NOON, TODAY, Case, agree, settle

SINCE = TODAY - timedelta(days=10)
CLERK = Actor("a clerk", Role.CLERK, sites=None)
CLASS = CourseContent(title="家政", starts_on=TODAY + timedelta(days=9), capacity=9)


@pytest.fixture
def case(session: Session) -> Case:
    """Two who look for work since ten days."""
    parameters.plant_first_rows(session)
    made = settle(session)
    for person_id in (made.person_id, made.twin_id):
        person = session.get_one(Person, person_id)
        person.birth_date = TODAY.replace(year=1990)
        person.education, person.capacity = Education.PRIMARY, Capacity.ORDINARY
        session.add(Intention(person_id=person_id, willing=True, seeking_since=SINCE, asked_on=SINCE))
    session.flush()
    return made


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    """The statements that the block sends."""
    sent: list[str] = []

    def note(_c: object, _cur: object, statement: str, *_: object) -> None:
        sent.append(statement)

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def test_who_wants_work_and_has_none_is_owed_all_of_it(session: Session, case: Case) -> None:
    found = owed(session, [case.person_id, case.twin_id], TODAY)
    assert set(found) == {case.person_id, case.twin_id}
    one = found[case.person_id]
    assert (one.posts, one.introductions, one.trainings, one.period.since) == (3, 1, 1, SINCE)


def test_who_works_or_does_not_want_to_is_owed_nothing(session: Session, case: Case) -> None:
    session.add(
        Employment(
            person_id=case.person_id, status=EmploymentStatus.EMPLOYED, since=SINCE, source=Source.COUNTER.value,
            noted_at=NOON,
        )
    )  # fmt: skip
    session.scalars(select(Intention).where(Intention.person_id == case.twin_id)).one().willing = False
    session.flush()
    assert owed(session, [case.person_id, case.twin_id], TODAY) == {}


def test_the_period_runs_from_the_day_on_which_the_last_job_was_lost(session: Session, case: Case) -> None:
    lost = TODAY - 3 * DAY
    session.add(
        Employment(
            person_id=case.person_id, status=EmploymentStatus.EMPLOYED, since=SINCE, ended_on=lost,
            source=Source.COUNTER.value, noted_at=NOON,
        )
    )  # fmt: skip
    session.flush()
    assert owed(session, [case.person_id], TODAY)[case.person_id].period.since == lost


def test_a_post_counts_once_the_person_has_answered(session: Session, case: Case) -> None:
    agree(session, case, ConsentPurpose.MATCH_AND_TELL)
    clerk = case.actor(Role.CLERK)
    answering.answer(session, case.proposal_id, Said.THINK, None, NOON, clerk)
    assert owed(session, [case.person_id], TODAY)[case.person_id].posts == 3
    answering.answer(session, case.proposal_id, Said.NO, DeclineReason.LOW_WAGE, NOON, clerk)
    assert owed(session, [case.person_id], TODAY)[case.person_id].posts == 2


def test_a_post_that_no_longer_fitted_when_it_was_told_counts_nothing(session: Session, case: Case) -> None:
    agree(session, case, ConsentPurpose.MATCH_AND_TELL)
    answering.answer(
        session, case.proposal_id, Said.NO, DeclineReason.LOW_WAGE, NOON, case.actor(Role.CLERK)
    )  # fmt: skip
    session.get_one(Proposal, case.proposal_id).ended_on = TODAY
    session.flush()
    assert owed(session, [case.person_id], TODAY)[case.person_id].posts == 3


def test_a_course_told_is_given_once_however_often_it_is_written(session: Session, case: Case) -> None:
    helper = case.actor(Role.HELPER)
    first = give(session, case.person_id, ServiceKind.TRAINING, "course:1", TODAY, NOON, helper)
    again = give(session, case.person_id, ServiceKind.TRAINING, "course:1", TODAY, NOON, helper)
    assert first.id == again.id
    assert len(session.scalars(select(ServiceGiven)).all()) == 1
    assert len(session.scalars(select(AuditEvent).where(AuditEvent.action == "give_service")).all()) == 1
    assert owed(session, [case.person_id], TODAY)[case.person_id].trainings == 0


def test_only_who_serves_the_household_writes_a_service_down_and_only_when_it_is_given(
    session: Session, case: Case
) -> None:
    strangers = [
        Actor("elsewhere", Role.CLERK, frozenset({"OTHER"})),
        Actor("other helper", Role.HELPER),
        case.actor(Role.RESIDENT),
        case.actor(Role.EMPLOYER),
    ]
    for actor in strangers:
        with pytest.raises(Refused):
            give(session, case.person_id, ServiceKind.POLICY, "补贴", TODAY, NOON, actor)
    with pytest.raises(NotYetError):
        give(session, case.person_id, ServiceKind.POLICY, "补贴", TODAY + DAY, NOON, case.actor(Role.CLERK))


def test_a_slip_is_taken_back_on_the_same_day_by_who_wrote_it_and_is_owed_again(session: Session, case: Case) -> None:
    helper = case.actor(Role.HELPER)
    row = give(session, case.person_id, ServiceKind.TRAINING, "电工班", TODAY, NOON, helper)
    assert not take_back(session, row.id, NOON, case.actor(Role.SUPERVISOR))
    assert not take_back(session, row.id, NOON + DAY, helper)
    with pytest.raises(Refused):
        take_back(session, row.id, NOON, Actor("elsewhere", Role.CLERK, frozenset({"OTHER"})))
    assert take_back(session, row.id, NOON, helper)
    assert not take_back(session, row.id, NOON, helper)
    assert owed(session, [case.person_id], TODAY)[case.person_id].trainings == 1
    assert len(session.scalars(select(AuditEvent).where(AuditEvent.action == "take_back_service")).all()) == 1


def test_many_people_cost_no_more_statements_than_one(session: Session, case: Case) -> None:
    session.expire_all()
    with counted(session) as for_one:
        owed(session, [case.person_id], TODAY)
    session.expire_all()
    with counted(session) as for_two:
        owed(session, [case.person_id, case.twin_id], TODAY)
    assert len(for_two) <= len(for_one)


def test_a_class_that_somebody_was_asked_to_and_answered_is_the_training_whoever_wrote_it_down(
    session: Session, case: Case
) -> None:
    agree(session, case, ConsentPurpose.DISCLOSE_TO_TRAINER)
    course = courses.hold(session, courses.register_provider(session, "启航学校", NOON, CLERK), CLASS, NOON, CLERK)
    enrolments.invite(session, case.person_id, course.id, NOON, CLERK)
    assert owed(session, [case.person_id], TODAY)[case.person_id].trainings == 1, "asked is not answered"
    enrolments.join(session, case.person_id, course.id, NOON, CLERK)
    assert owed(session, [case.person_id], TODAY)[case.person_id].trainings == 0
