"""What came of a vacancy is counted by referral: who was asked, who said what, and why not."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Role
from jobmatch.households.codes import ConsentPurpose
from jobmatch.placements import service
from jobmatch.placements.asked import answers, reasons
from jobmatch.placements.referral import DeclineReason, Verb
from tests.placements.people import NOON, agree, settle


def test_one_who_was_asked_and_said_no_counts_once_with_the_reason(session: Session) -> None:
    case = settle(session)
    agree(session, case, ConsentPurpose.MATCH_AND_TELL)
    clerk = case.actor(Role.CLERK)
    referral = service.suggest(session, case.proposal_id, clerk, NOON)
    service.review(session, referral.id, clerk, NOON)
    service.offer(session, referral.id, clerk, NOON)
    service.decline(session, referral.id, DeclineReason.LOW_WAGE, clerk, NOON)
    vacancy = referral.vacancy_id

    assert session.execute(select(answers())).all() == [(vacancy, 1, 0, 1, 0)]
    assert reasons(session, Verb.DECLINE, [vacancy]) == {vacancy: {DeclineReason.LOW_WAGE: 1}}
    assert reasons(session, Verb.REJECT, [vacancy]) == {}
