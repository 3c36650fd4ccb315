"""What the verbs on referrals hold to: consent, who may, one open referral, a log row for every move."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.audit import AuditEvent
from jobmatch.households import consent
from jobmatch.households.codes import ConsentGiven, ConsentPurpose
from jobmatch.households.consent import NoConsentError
from jobmatch.households.duplicates.model import DuplicatePair, PairState
from jobmatch.households.model import Person
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.matches.model import Proposal
from jobmatch.placements import service
from jobmatch.placements.model import Referral
from jobmatch.placements.moving import NoSuchReferralError
from jobmatch.placements.referral import DeclineReason, ReferralState
from tests.placements.people import DAY, NOON, TODAY, Case, agree, settle

MATCHING, DISCLOSING = ConsentPurpose.MATCH_AND_TELL, ConsentPurpose.DISCLOSE_TO_EMPLOYER
ELSEWHERE = Actor("a clerk of another site", Role.CLERK, frozenset({"S2"}))


@pytest.fixture
def case(session: Session) -> Case:
    return settle(session)


def offered(session: Session, case: Case) -> Referral:
    agree(session, case, MATCHING)
    clerk = case.actor(Role.CLERK)
    referral = service.suggest(session, case.proposal_id, clerk, NOON)
    service.review(session, referral.id, clerk, NOON)
    return service.offer(session, referral.id, clerk, NOON)


def test_without_consent_no_referral_exists(session: Session, case: Case) -> None:
    with pytest.raises(NoConsentError):
        service.suggest(session, case.proposal_id, case.actor(Role.CLERK), NOON)
    assert session.scalars(select(Referral)).all() == []


def test_a_proposal_that_has_ended_opens_nothing(session: Session, case: Case) -> None:
    agree(session, case, MATCHING)
    session.get_one(Proposal, case.proposal_id).ended_on = TODAY
    with pytest.raises(NoSuchReferralError):
        service.suggest(session, case.proposal_id, case.actor(Role.CLERK), NOON)


def test_one_referral_is_open_for_a_person_and_a_vacancy(session: Session, case: Case) -> None:
    agree(session, case, MATCHING)
    service.suggest(session, case.proposal_id, case.actor(Role.CLERK), NOON)
    with pytest.raises(service.AlreadyReferredError):
        service.suggest(session, case.proposal_id, case.actor(Role.HELPER), NOON)


def test_the_database_itself_keeps_a_second_open_referral_out(session: Session, case: Case) -> None:
    agree(session, case, MATCHING)
    first = service.suggest(session, case.proposal_id, case.actor(Role.CLERK), NOON)
    twin = Referral(person_id=first.person_id, vacancy_id=first.vacancy_id, state="offered", opened_at=NOON)
    with pytest.raises(IntegrityError), session.begin_nested():
        session.add(twin)


def test_after_a_no_the_same_vacancy_can_be_offered_again(session: Session, case: Case) -> None:
    referral = offered(session, case)
    service.decline(session, referral.id, DeclineReason.LATER, case.actor(Role.RESIDENT), NOON)
    again = service.suggest(session, case.proposal_id, case.actor(Role.CLERK), NOON + DAY)
    assert again.id != referral.id


def test_two_records_of_one_human_share_one_referral(session: Session, case: Case) -> None:
    agree(session, case, MATCHING)
    session.get_one(Person, case.twin_id).merged_into_id = case.person_id
    service.suggest(session, case.proposal_id, case.actor(Role.CLERK), NOON)
    with pytest.raises((service.AlreadyReferredError, NoConsentError)):
        service.suggest(session, case.twin_proposal_id, case.actor(Role.CLERK), NOON)


def test_while_nobody_has_told_two_records_apart_they_share_one_referral(session: Session, case: Case) -> None:
    agree(session, case, MATCHING)
    consent.give(session, case.twin_id, MATCHING, ConsentGiven.IN_PERSON, TODAY, NOON)
    pair = DuplicatePair(
        smaller_id=case.person_id, larger_id=case.twin_id, score=90, evidence=[], state=PairState.OPEN, found_on=TODAY
    )
    session.add(pair)
    service.suggest(session, case.proposal_id, case.actor(Role.CLERK), NOON)
    with pytest.raises(service.AlreadyReferredError):
        service.suggest(session, case.twin_proposal_id, case.actor(Role.CLERK), NOON)
    pair.state = PairState.DIFFERENT
    session.flush()
    assert service.suggest(session, case.twin_proposal_id, case.actor(Role.CLERK), NOON)


def test_the_resident_accepts_in_person(session: Session, case: Case) -> None:
    referral = offered(session, case)
    assert service.accept(session, referral.id, case.actor(Role.RESIDENT), NOON).state == ReferralState.ACCEPTED


def test_another_resident_cannot_answer(session: Session, case: Case) -> None:
    referral = offered(session, case)
    relative = Actor("a relative", Role.RESIDENT, person_ids=frozenset({case.twin_id}))
    for verb in (service.accept, service.cancel):
        with pytest.raises(Refused):
            verb(session, referral.id, relative, NOON)


def test_a_witness_needs_a_recorded_consent_with_a_witness_named(session: Session, case: Case) -> None:
    referral, clerk = offered(session, case), case.actor(Role.CLERK)
    with pytest.raises(NoConsentError):
        service.accept_witnessed(session, referral.id, clerk, NOON)
    agree(session, case, DISCLOSING)
    with pytest.raises(NoConsentError):
        service.accept_witnessed(session, referral.id, clerk, NOON)
    agree(session, case, DISCLOSING, witness="网格员丙")
    assert service.accept_witnessed(session, referral.id, clerk, NOON).state == ReferralState.ACCEPTED


def test_the_employer_hears_nothing_without_the_consent_to_disclose(session: Session, case: Case) -> None:
    referral = offered(session, case)
    service.accept(session, referral.id, case.actor(Role.RESIDENT), NOON)
    with pytest.raises(NoConsentError):
        service.introduce(session, referral.id, case.actor(Role.HELPER), NOON)
    agree(session, case, DISCLOSING)
    assert service.introduce(session, referral.id, case.actor(Role.HELPER), NOON).state == ReferralState.INTRODUCED


def test_three_missed_calls_on_three_days_close_it_and_three_on_one_day_do_not(session: Session, case: Case) -> None:
    referral, helper = offered(session, case), case.actor(Role.HELPER)
    for _ in range(3):
        assert service.miss(session, referral.id, helper, NOON).state == ReferralState.OFFERED
    with pytest.raises(service.NotAnsweringYetError):
        service.give_up(session, referral.id, helper, NOON)
    service.miss(session, referral.id, helper, NOON + DAY)
    assert service.miss(session, referral.id, helper, NOON + 2 * DAY).state == ReferralState.NO_ANSWER


def test_withdrawing_the_consent_to_match_cancels_what_is_open(session: Session, case: Case) -> None:
    referral = offered(session, case)
    assert service.withdraw_consent(session, case.person_id, MATCHING, case.actor(Role.RESIDENT), NOON) == 1
    assert referral.state == ReferralState.CANCELLED
    with pytest.raises(NoConsentError):
        service.suggest(session, case.proposal_id, case.actor(Role.CLERK), NOON)


def test_withdrawing_the_consent_to_disclose_leaves_a_mere_offer_standing(session: Session, case: Case) -> None:
    referral = offered(session, case)
    assert service.withdraw_consent(session, case.person_id, DISCLOSING, case.actor(Role.RESIDENT), NOON) == 0
    service.accept(session, referral.id, case.actor(Role.RESIDENT), NOON)
    assert service.withdraw_consent(session, case.person_id, DISCLOSING, case.actor(Role.RESIDENT), NOON) == 1
    assert referral.state == ReferralState.CANCELLED


@pytest.mark.parametrize("verb", [service.review, service.offer, service.introduce, service.miss, service.cancel])
def test_staff_of_another_site_move_nothing(
    session: Session, case: Case, verb: Callable[[Session, int, Actor, object], Referral]
) -> None:
    referral = offered(session, case)
    with pytest.raises(Refused):
        verb(session, referral.id, ELSEWHERE, NOON)


def test_every_move_leaves_who_when_and_why(session: Session, case: Case) -> None:
    referral = offered(session, case)
    service.decline(session, referral.id, DeclineReason.CARE, case.actor(Role.RESIDENT), NOON + DAY)
    log = [(move.verb, move.source, move.target, move.reason, move.role) for move in referral.moves]
    assert log == [
        ("suggest", "", "suggested", None, "clerk"),
        ("review", "suggested", "reviewed", None, "clerk"),
        ("offer", "reviewed", "offered", None, "clerk"),
        ("decline", "offered", "declined", "D3", "resident"),
    ]
    assert referral.moves[-1].at == NOON + DAY
    audited = session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert audited == ["referral_suggest", "referral_review", "referral_offer", "referral_decline"]


def test_a_decline_without_a_reason_of_the_list_is_refused(session: Session, case: Case) -> None:
    referral = offered(session, case)
    with pytest.raises(ValueError, match="D99"):
        service.decline(session, referral.id, "D99", case.actor(Role.RESIDENT), NOON)  # type: ignore[arg-type]


def test_a_move_out_of_turn_is_refused(session: Session, case: Case) -> None:
    agree(session, case, MATCHING)
    referral = service.suggest(session, case.proposal_id, case.actor(Role.CLERK), NOON)
    with pytest.raises(IllegalMoveError):
        service.accept(session, referral.id, case.actor(Role.RESIDENT), NOON)
