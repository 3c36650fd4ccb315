"""Somebody who was placed by us is told all that is kept of it, and what is left of it after the record is erased."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import access
from jobmatch.access import Role
from jobmatch.erasing import clearing, service
from jobmatch.households.codes import ConsentPurpose
from jobmatch.households.held import held_about
from jobmatch.households.model import Person
from jobmatch.households.working_life import Employment
from jobmatch.placements import employing, leaving, staying
from jobmatch.placements.model import Referral, StartWord
from jobmatch.placements.referral import LeaveReason, ReferralState
from jobmatch.placements.rights.model import RightsTicket
from jobmatch.placements.rights.service import open_ticket
from jobmatch.vacancies.model import Vacancy
from tests.placements.hired import introduced, post, started
from tests.placements.people import DAY, NOON, TODAY, Case, agree, settle

OPERATOR = access.operator("tests")
AFTER = NOON + 40 * DAY


@pytest.fixture
def case(session: Session) -> Case:
    """She started, was paid, left because the next pay did not come, and has a place elsewhere."""
    made = settle(session)
    agree(session, made, ConsentPurpose.MATCH_AND_TELL)
    helper = made.actor(Role.HELPER)
    job = started(session, made)
    staying.note_first_wage(session, job.id, Decimal(2800), helper, AFTER)
    leaving.leave(session, job.id, date(2026, 7, 11), LeaveReason.ARREARS, helper, AFTER)
    open_ticket(session, made.person_id, leaving.SUFFERED[LeaveReason.ARREARS], "测试厂", AFTER, helper, said="没发钱")
    employing.hire(session, introduced(session, made.person_id, post(session, "乙厂")).id, helper, AFTER)
    return made


def test_the_person_takes_all_of_it_away(session: Session, case: Case) -> None:
    held = held_about(session, case.person_id, AFTER, case.actor(Role.RESIDENT))
    told = {(one.table, one.column): one.value for one in held.values if one.row == "1" or one.table != "referral"}
    assert told["referral", "first_wage"] == "2800"
    assert told["rights_ticket", "said"] == "没发钱"
    assert (told["start_word", "first_day"], told["referral", "left_on"]) == (TODAY, date(2026, 7, 11))


def test_what_is_erased_leaves_the_bare_evidence_and_frees_the_place_that_waited(session: Session, case: Case) -> None:
    service.erase(session, case.person_id, AFTER, OPERATOR)
    first, second = session.scalars(select(Referral).order_by(Referral.id)).all()
    assert (first.state, first.started_on, first.first_wage) == (ReferralState.LEFT, TODAY, None)
    assert second.state == ReferralState.CANCELLED
    assert session.get_one(Vacancy, second.vacancy_id).filled == 0
    ticket = session.scalars(select(RightsTicket)).one()
    assert (ticket.kind, ticket.employer) == ("arrears", "测试厂")
    assert len(session.scalars(select(StartWord)).all()) == 2
    assert session.scalars(select(Employment)).all() == []
    assert session.get_one(Person, case.person_id).name == clearing.NAMELESS
