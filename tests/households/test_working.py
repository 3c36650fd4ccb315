"""Work that begins and ends as a placement says: one line of days without overlap, the wish, and who may write it."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.audit import AuditEvent
from jobmatch.households import working
from jobmatch.households.codes import EmploymentStatus
from jobmatch.households.model import Household
from jobmatch.households.record import Work
from jobmatch.households.working_life import Employment, Intention
from tests.households.people import AT, HOUSEHOLD, LATER, ON, OPERATOR, take_in

DAY = timedelta(days=1)
JOB = Work(status=EmploymentStatus.EMPLOYED, employer="测试厂", title="缝纫工")


@pytest.fixture
def wife(session: Session) -> int:
    """Somebody who looks for work; her husband works."""
    return take_in(session, HOUSEHOLD).people["2"]


def line(session: Session, person_id: int) -> list[tuple[str, date, date | None]]:
    """What the person did, without what held on no day at all."""
    rows = session.scalars(select(Employment).where(Employment.person_id == person_id).order_by(Employment.since))
    return [(one.status.value, one.since, one.ended_on) for one in rows if one.ended_on != one.since]


def test_work_begins_and_ends_and_the_person_looks_again(session: Session, wife: int) -> None:
    working.begin_work(session, wife, JOB, LATER, AT, OPERATOR)
    ended = LATER + 40 * DAY
    working.end_work(session, wife, ended, AT, OPERATOR)
    assert line(session, wife) == [("seeking", ON, LATER), ("employed", LATER, ended), ("seeking", ended, None)]
    wish = session.scalars(select(Intention).where(Intention.person_id == wife)).one()
    assert (wish.willing, wish.seeking_since) == (True, ended)


def test_said_again_it_changes_nothing(session: Session, wife: int) -> None:
    for _ in range(2):
        first = working.begin_work(session, wife, JOB, LATER, AT, OPERATOR)
    assert first.since == LATER
    assert working.end_work(session, wife, LATER + DAY, AT, OPERATOR) is not None
    assert working.end_work(session, wife, LATER + DAY, AT, OPERATOR) is None
    assert len(line(session, wife)) == 3


def test_what_was_noted_for_days_after_the_first_day_did_not_hold(session: Session, wife: int) -> None:
    working.begin_work(session, wife, JOB, ON - 10 * DAY, AT, OPERATOR)
    assert line(session, wife) == [("employed", ON - 10 * DAY, None)]


def test_whether_work_is_wanted_can_be_left_to_be_asked(session: Session, wife: int) -> None:
    working.begin_work(session, wife, JOB, LATER, AT, OPERATOR)
    working.end_work(session, wife, LATER + DAY, AT, OPERATOR, wants_work=None)
    assert line(session, wife)[-1][0] == "unemployed"
    assert session.scalars(select(Intention.willing).where(Intention.person_id == wife)).one() is None


def test_work_of_a_later_day_is_not_ended_by_an_earlier_one(session: Session, wife: int) -> None:
    working.begin_work(session, wife, JOB, LATER, AT, OPERATOR)
    assert working.end_work(session, wife, LATER - DAY, AT, OPERATOR) is None


def test_the_record_is_fresh_and_the_log_says_who(session: Session, wife: int) -> None:
    later = datetime.combine(LATER, AT.timetz())
    working.begin_work(session, wife, JOB, LATER, later, OPERATOR)
    assert session.scalars(select(Household.updated_at)).one() == later
    log = session.execute(select(AuditEvent.action, AuditEvent.actor).order_by(AuditEvent.id.desc())).first()
    assert log == ("begin_work", OPERATOR.name)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_from_elsewhere_writes_it(session: Session, wife: int, role: Role) -> None:
    if role is Role.SYSTEM:
        return
    stranger = Actor("from elsewhere", role, frozenset({"NOWHERE"}), person_ids=frozenset({0}))
    with pytest.raises(Refused):
        working.begin_work(session, wife, JOB, LATER, AT, stranger)
    with pytest.raises(Refused):
        working.end_work(session, wife, LATER, AT, stranger)
