"""What an employer's answer does: the seat it takes, what else it ends, and what an employer never gets to see."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.audit import AuditEvent
from jobmatch.households.duplicates.model import DuplicatePair, PairState
from jobmatch.households.model import Person
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.placements import employing, leaving, service, starting
from jobmatch.placements.meeting import Meeting, MeetingError
from jobmatch.placements.moving import NoSeatError, NoSuchReferralError
from jobmatch.placements.referral import LeaveReason, ReferralState, RejectReason, StartProof
from jobmatch.vacancies import service as vacancies
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.life import Verb as VacancyVerb
from jobmatch.vacancies.model import Vacancy
from tests.placements.hired import answers_for, introduced, post, started
from tests.placements.people import DAY, NOON, TODAY, Case, settle


@pytest.fixture
def case(session: Session) -> Case:
    return settle(session)


@pytest.fixture
def helper(case: Case) -> Actor:
    return case.actor(Role.HELPER)


def places(session: Session, vacancy_id: int) -> tuple[int, VacancyState]:
    vacancy = session.get_one(Vacancy, vacancy_id)
    return vacancy.filled, vacancy.state


def test_a_hire_takes_one_place_and_the_last_one_closes_the_vacancy(session: Session, case: Case) -> None:
    clerk = case.actor(Role.CLERK)
    employing.hire(session, introduced(session, case.person_id, case.vacancy_id).id, clerk, NOON)
    assert places(session, case.vacancy_id) == (1, VacancyState.PUBLISHED)
    employing.hire(session, introduced(session, case.twin_id, case.vacancy_id).id, clerk, NOON)
    assert places(session, case.vacancy_id) == (2, VacancyState.FILLED)


def test_where_no_place_is_left_nothing_changes(session: Session, case: Case) -> None:
    full = post(session, "满员厂", headcount=0)
    referral = introduced(session, case.person_id, full)
    beside = introduced(session, case.person_id, case.vacancy_id)
    with pytest.raises(NoSeatError, match="ask for another"):
        employing.hire(session, referral.id, case.actor(Role.CLERK), NOON)
    session.flush()
    assert (referral.state, beside.state) == (ReferralState.INTRODUCED, ReferralState.INTRODUCED)
    assert places(session, full)[0] == 0
    assert session.scalars(select(AuditEvent)).all() == []


def test_a_vacancy_that_never_said_how_many_takes_everybody(session: Session, case: Case, helper: Actor) -> None:
    open_end = post(session, "常年招工", headcount=None)
    employing.hire(session, introduced(session, case.person_id, open_end).id, helper, NOON)
    assert places(session, open_end) == (1, VacancyState.PUBLISHED)


def test_who_was_hired_and_calls_it_off_frees_the_place(session: Session, case: Case) -> None:
    one_place = post(session, "小店")
    referral = introduced(session, case.person_id, one_place)
    employing.hire(session, referral.id, case.actor(Role.CLERK), NOON)
    assert places(session, one_place) == (1, VacancyState.FILLED)
    service.cancel(session, referral.id, case.actor(Role.RESIDENT), NOON)
    assert places(session, one_place) == (0, VacancyState.PUBLISHED)


def test_a_vacancy_that_was_withdrawn_meanwhile_stays_closed(session: Session, case: Case) -> None:
    clerk, one_place = case.actor(Role.CLERK), post(session, "小店")
    referral = introduced(session, case.person_id, one_place)
    employing.hire(session, referral.id, clerk, NOON)
    vacancies.move(session, session.get_one(Vacancy, one_place), VacancyVerb.WITHDRAW, "", NOON, clerk)
    service.cancel(session, referral.id, clerk, NOON)
    assert places(session, one_place) == (0, VacancyState.WITHDRAWN)


@pytest.mark.parametrize("state", ["draft", "refused", "withdrawn", "expired"])
def test_nobody_is_hired_into_a_vacancy_that_is_gone(session: Session, case: Case, helper: Actor, state: str) -> None:
    referral = introduced(session, case.person_id, post(session, "小店", state=VacancyState(state)))
    with pytest.raises(employing.NotHiringError):
        employing.hire(session, referral.id, helper, NOON)


def test_nobody_is_hired_by_an_employer_on_the_blacklist(session: Session, case: Case, helper: Actor) -> None:
    vacancy_id = post(session, "黑厂")
    session.get_one(Vacancy, vacancy_id).employer.blacklisted_since = TODAY
    with pytest.raises(employing.NotHiringError):
        employing.hire(session, introduced(session, case.person_id, vacancy_id).id, helper, NOON)


def test_a_hire_ends_what_else_was_open_for_the_person(session: Session, case: Case, helper: Actor) -> None:
    offered = introduced(session, case.person_id, post(session, "甲厂"), ReferralState.OFFERED)
    interview = introduced(session, case.person_id, post(session, "乙厂"), ReferralState.INTERVIEW)
    of_another = introduced(session, case.twin_id, post(session, "丙厂"))
    employing.hire(session, introduced(session, case.person_id, case.vacancy_id).id, helper, NOON)
    assert (offered.state, interview.state) == (ReferralState.CANCELLED, ReferralState.CANCELLED)
    assert of_another.state == ReferralState.INTRODUCED
    assert [move.verb for move in interview.moves] == ["give_way"]


def test_a_hire_ends_also_what_a_merged_record_had_open_and_not_what_a_mere_likeness_has(
    session: Session, case: Case, helper: Actor
) -> None:
    of_twin = introduced(session, case.twin_id, post(session, "甲厂"))
    pair = DuplicatePair(
        smaller_id=case.person_id, larger_id=case.twin_id, score=90, evidence=[], state=PairState.OPEN, found_on=TODAY
    )
    session.add(pair)
    first = introduced(session, case.person_id, case.vacancy_id)
    employing.hire(session, first.id, helper, NOON)
    assert of_twin.state == ReferralState.INTRODUCED
    service.cancel(session, first.id, helper, NOON)
    session.get_one(Person, case.twin_id).merged_into_id = case.person_id
    employing.hire(session, introduced(session, case.person_id, post(session, "乙厂")).id, helper, NOON)
    assert of_twin.state == ReferralState.CANCELLED


def test_who_has_a_place_that_is_not_begun_gets_no_second_one(session: Session, case: Case, helper: Actor) -> None:
    employing.hire(session, introduced(session, case.person_id, case.vacancy_id).id, helper, NOON)
    second = introduced(session, case.person_id, post(session, "乙厂"))
    with pytest.raises(employing.AlreadyHiredError, match="call that off"):
        employing.hire(session, second.id, helper, NOON)
    assert second.state == ReferralState.INTRODUCED


def test_who_is_at_work_may_be_hired_elsewhere(session: Session, case: Case, helper: Actor) -> None:
    here = started(session, case)
    there = employing.hire(session, introduced(session, case.person_id, post(session, "乙厂")).id, helper, NOON)
    assert (here.state, there.state) == (ReferralState.STARTED, ReferralState.HIRED)


@pytest.mark.parametrize(
    ("hours", "days", "both"), [(4, 26, True), (4, None, True), (8, 13, True), (5, 26, False), (None, 26, False)]
)
def test_two_posts_stand_together_only_where_both_are_part_time(
    session: Session, case: Case, helper: Actor, hours: Any, days: Any, both: bool
) -> None:
    morning = post(session, "早班", hours_per_day=3, days_per_month=26)
    other = post(session, "另一份", hours_per_day=hours, days_per_month=days)
    employing.hire(session, introduced(session, case.person_id, morning).id, helper, NOON)
    second = introduced(session, case.person_id, other)
    if both:
        assert employing.hire(session, second.id, helper, NOON).state == ReferralState.HIRED
    else:
        with pytest.raises(employing.AlreadyHiredError):
            employing.hire(session, second.id, helper, NOON)


def test_a_meeting_goes_with_the_invitation_and_another_hour_takes_its_place(session: Session, case: Case) -> None:
    referral = introduced(session, case.person_id, case.vacancy_id)
    boss, first = answers_for(session, case.vacancy_id), Meeting(NOON + DAY, "厂门口", "张主任")
    assert employing.invite(session, referral.id, boss, NOON, first).state == ReferralState.INTERVIEW
    employing.invite(session, referral.id, boss, NOON, first)
    employing.invite(session, referral.id, boss, NOON)
    assert referral.meet_at == NOON + DAY
    employing.invite(session, referral.id, boss, NOON, Meeting(NOON + 2 * DAY, "车间"))
    assert (referral.meet_at, referral.meet_place, referral.meet_whom) == (NOON + 2 * DAY, "车间", None)
    audited = session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert audited == ["referral_invite", "referral_meet"]


def test_an_hour_that_is_over_invites_nobody(session: Session, case: Case, helper: Actor) -> None:
    referral = introduced(session, case.person_id, case.vacancy_id)
    with pytest.raises(MeetingError):
        employing.invite(session, referral.id, helper, NOON, Meeting(NOON - DAY))
    assert (referral.state, referral.meet_at) == (ReferralState.INTRODUCED, None)


def test_the_same_answer_again_changes_nothing(session: Session, case: Case, helper: Actor) -> None:
    hired = introduced(session, case.person_id, case.vacancy_id)
    rejected = introduced(session, case.twin_id, case.vacancy_id)
    for _ in range(2):
        employing.hire(session, hired.id, helper, NOON)
        employing.reject(session, rejected.id, RejectReason.SKILL, helper, NOON)
    assert [len(one.moves) for one in (hired, rejected)] == [1, 1]
    assert rejected.moves[0].reason == "E2"
    assert places(session, case.vacancy_id)[0] == 1


def test_a_rejection_needs_a_reason_of_the_list(session: Session, case: Case, helper: Actor) -> None:
    referral = introduced(session, case.person_id, case.vacancy_id)
    with pytest.raises(ValueError, match="E99"):
        employing.reject(session, referral.id, "E99", helper, NOON)
    assert referral.state == ReferralState.INTRODUCED


def test_an_employer_is_not_told_that_there_are_referrals_of_others_or_not_yet_introduced(
    session: Session, case: Case
) -> None:
    stranger = answers_for(session, post(session, "别家"))
    boss, nobody = answers_for(session, case.vacancy_id), Actor("an employer of nothing", Role.EMPLOYER)
    known = introduced(session, case.person_id, case.vacancy_id)
    unknown = introduced(session, case.twin_id, case.vacancy_id, ReferralState.ACCEPTED)
    for actor, referral_id in ((stranger, known.id), (nobody, known.id), (boss, unknown.id), (boss, 999)):
        with pytest.raises(NoSuchReferralError, match=f"there is no referral {referral_id}"):
            employing.hire(session, referral_id, actor, NOON)
    assert employing.hire(session, known.id, boss, NOON).state == ReferralState.HIRED


@pytest.mark.parametrize("verb", [service.review, service.offer, service.accept, service.introduce, service.cancel])
def test_an_employer_moves_nothing_that_is_the_person_s_or_a_worker_s(
    session: Session, case: Case, verb: Callable[..., Any]
) -> None:
    referral = introduced(session, case.person_id, case.vacancy_id)
    with pytest.raises(Refused):
        verb(session, referral.id, answers_for(session, case.vacancy_id), NOON)


def test_staff_of_another_site_and_other_residents_answer_nothing(session: Session, case: Case) -> None:
    referral = introduced(session, case.person_id, case.vacancy_id)
    elsewhere = Actor("a clerk of another site", Role.CLERK, frozenset({"S2"}))
    relative = Actor("a relative", Role.RESIDENT, person_ids=frozenset({case.twin_id}))
    for actor in (elsewhere, relative):
        with pytest.raises(Refused):
            employing.hire(session, referral.id, actor, NOON)
        with pytest.raises(Refused):
            starting.attest(session, referral.id, StartProof.RESIDENT, TODAY, actor, NOON)
        with pytest.raises(Refused):
            leaving.leave(session, referral.id, TODAY, LeaveReason.BETTER, actor, NOON)


def test_nobody_hires_somebody_in_the_own_name(session: Session, case: Case) -> None:
    referral = introduced(session, case.person_id, case.vacancy_id)
    with pytest.raises(IllegalMoveError):
        employing.hire(session, referral.id, case.actor(Role.RESIDENT), NOON)
    assert places(session, case.vacancy_id)[0] == 0
