"""What somebody says to a job at the counter: once, changeable, and never more than was agreed to."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.households import consent
from jobmatch.households.codes import ConsentGiven, ConsentPurpose
from jobmatch.matches.model import Proposal
from jobmatch.placements import answering, service
from jobmatch.placements.answering import Said
from jobmatch.placements.meeting import Meeting
from jobmatch.placements.model import Referral
from jobmatch.placements.moving import NoSuchReferralError
from jobmatch.placements.referral import DeclineReason, ReferralState
from tests.placements.people import NOON, TODAY, Case, agree, settle


@pytest.fixture
def case(session: Session) -> Case:
    made = settle(session)
    agree(session, made, ConsentPurpose.MATCH_AND_TELL)
    return made


def say(session: Session, case: Case, said: Said, reason: DeclineReason | None = None) -> Referral:
    return answering.answer(session, case.proposal_id, said, reason, NOON, case.actor(Role.CLERK))


def states(session: Session) -> list[str]:
    return list(session.scalars(select(Referral.state).order_by(Referral.id)))


def test_a_yes_is_an_accepted_referral_with_consent_for_this_vacancy_alone(session: Session, case: Case) -> None:
    referral = say(session, case, Said.WANT)
    assert referral.state == ReferralState.ACCEPTED
    (given,) = consent.in_force(session, case.person_id, ConsentPurpose.DISCLOSE_TO_EMPLOYER, TODAY)
    assert (given.scope, given.witness) == (f"vacancy:{case.vacancy_id}", "a clerk")
    assert not consent.allows(session, case.person_id, ConsentPurpose.DISCLOSE_TO_EMPLOYER, TODAY, "vacancy:0")


@pytest.mark.parametrize("said", list(Said))
def test_the_same_answer_twice_is_one_referral(session: Session, case: Case, said: Said) -> None:
    reason = DeclineReason.CARE if said is Said.NO else None
    first, again = say(session, case, said, reason), say(session, case, said, reason)
    assert first.id == again.id
    assert len(states(session)) == 1


def test_who_thinks_it_over_says_yes_to_the_same_referral(session: Session, case: Case) -> None:
    assert say(session, case, Said.THINK).id == say(session, case, Said.WANT).id
    assert states(session) == ["accepted"]


def test_a_yes_taken_back_is_cancelled_and_the_no_stands(session: Session, case: Case) -> None:
    say(session, case, Said.WANT)
    no = say(session, case, Said.NO, DeclineReason.TOO_FAR)
    assert states(session) == ["cancelled", "declined"]
    assert no.moves[-1].reason == "D2"
    assert answering.means(no) is Said.NO


def test_who_said_no_may_say_yes(session: Session, case: Case) -> None:
    say(session, case, Said.NO, DeclineReason.AFRAID)
    say(session, case, Said.WANT)
    assert states(session) == ["declined", "accepted"]
    assert answering.means(answering.answers_of(session, case.person_id)[case.vacancy_id]) is Said.WANT


def test_a_no_without_a_reason_is_asked_for_one(session: Session, case: Case) -> None:
    with pytest.raises(answering.NoReasonError):
        say(session, case, Said.NO)
    assert states(session) == []


def test_without_consent_to_be_told_there_is_no_referral(session: Session) -> None:
    case = settle(session)
    with pytest.raises(consent.NoConsentError):
        say(session, case, Said.WANT)


def test_only_the_own_site_answers_for_a_person(session: Session, case: Case) -> None:
    stranger = Actor("x", Role.CLERK, frozenset({"ELSE"}))
    with pytest.raises(Refused):
        answering.answer(session, case.proposal_id, Said.WANT, None, NOON, stranger)


def test_the_employer_is_told_with_a_meeting_that_may_be_moved(session: Session, case: Case) -> None:
    clerk = case.actor(Role.CLERK)
    referral = say(session, case, Said.WANT)
    with pytest.raises(NoSuchReferralError):
        service.meet(session, referral.id, Meeting(place="厂门口"), clerk, NOON)
    at = NOON + timedelta(days=1)
    service.introduce(session, referral.id, clerk, NOON, Meeting(at, "厂门口", "王师傅"))
    assert (referral.state, referral.meet_at, referral.meet_whom) == (ReferralState.INTRODUCED, at, "王师傅")
    service.meet(session, referral.id, Meeting(at, "车间", "李师傅"), clerk, NOON)
    assert (referral.meet_place, referral.meet_whom) == ("车间", "李师傅")


def test_a_consent_for_another_vacancy_does_not_introduce(session: Session, case: Case) -> None:
    clerk = case.actor(Role.CLERK)
    referral = say(session, case, Said.WANT)
    consent.withdraw(session, case.person_id, ConsentPurpose.DISCLOSE_TO_EMPLOYER, TODAY)
    given, scope = ConsentGiven.IN_PERSON, "vacancy:0"
    consent.give(
        session, case.person_id, ConsentPurpose.DISCLOSE_TO_EMPLOYER, given, TODAY, NOON, witness="w", scope=scope
    )
    session.flush()
    with pytest.raises(consent.NoConsentError):
        service.introduce(session, referral.id, clerk, NOON)


def test_a_yes_taken_back_ends_the_consent_to_tell_this_employer(session: Session, case: Case) -> None:
    say(session, case, Said.WANT)
    say(session, case, Said.NO, DeclineReason.FAMILY)
    assert consent.in_force(session, case.person_id, ConsentPurpose.DISCLOSE_TO_EMPLOYER, TODAY) == []
    say(session, case, Said.WANT)
    assert len(consent.in_force(session, case.person_id, ConsentPurpose.DISCLOSE_TO_EMPLOYER, TODAY)) == 1


def test_a_yes_to_a_job_that_no_longer_fits_can_be_taken_back(session: Session, case: Case) -> None:
    referral = say(session, case, Said.WANT)
    session.get_one(Proposal, case.proposal_id).ended_on = TODAY
    assert say(session, case, Said.NO, DeclineReason.SHIFT).id == referral.id
    assert states(session) == ["cancelled"]


def test_a_supervisor_at_the_counter_writes_down_a_yes_too(session: Session, case: Case) -> None:
    done = answering.answer(session, case.proposal_id, Said.WANT, None, NOON, case.actor(Role.SUPERVISOR))
    assert done.state == ReferralState.ACCEPTED
