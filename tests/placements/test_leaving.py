"""Who leaves: the seat is free, the record has the person looking again, and what was suffered is a ticket that day."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Role
from jobmatch.households import spells
from jobmatch.households.codes import EmploymentStatus, Source
from jobmatch.households.model import Household, Person
from jobmatch.households.record import Work
from jobmatch.households.working_life import Employment, Intention
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.matching.codes import Capacity, Education
from jobmatch.placements import employing, leaving
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import LeaveReason, ReferralState
from jobmatch.placements.rights.model import RightsTicket
from jobmatch.vacancies.model import Vacancy
from tests.placements.hired import answers_for, introduced, post, started
from tests.placements.people import DAY, NOON, TODAY, Case, settle

AFTER = NOON + 30 * DAY
LAST = TODAY + 29 * DAY


@pytest.fixture
def case(session: Session) -> Case:
    return settle(session)


@pytest.fixture
def job(session: Session, case: Case) -> Referral:
    return started(session, case)


def open_spell(session: Session, person_id: int) -> Employment:
    query = select(Employment).where(Employment.person_id == person_id, Employment.ended_on.is_(None))
    return session.scalars(query).one()


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.EMPLOYER, Role.HELPER, Role.CLERK, Role.SUPERVISOR])
def test_the_person_the_employer_or_a_worker_says_so(session: Session, case: Case, job: Referral, role: Role) -> None:
    actor = answers_for(session, case.vacancy_id) if role is Role.EMPLOYER else case.actor(role)
    leaving.leave(session, job.id, LAST, LeaveReason.TOO_HARD, actor, AFTER)
    assert (job.state, job.left_on, job.moves[-1].reason) == (ReferralState.LEFT, LAST, "Q5")
    assert session.get_one(Vacancy, case.vacancy_id).filled == 0


def test_the_person_looks_again_from_the_day_of_leaving(session: Session, case: Case, job: Referral) -> None:
    leaving.leave(session, job.id, LAST, LeaveReason.LAID_OFF, case.actor(Role.HELPER), AFTER)
    spell = open_spell(session, case.person_id)
    assert (spell.status, spell.since) == (EmploymentStatus.SEEKING, LAST)
    wish = session.scalars(select(Intention)).one()
    assert (wish.willing, wish.seeking_since) == (True, LAST)


@pytest.mark.parametrize("reason", [LeaveReason.CARE, LeaveReason.SCHOOL, LeaveReason.FAMILY, LeaveReason.LOST])
def test_whether_who_left_for_the_family_or_school_wants_work_is_asked(
    session: Session, case: Case, job: Referral, reason: LeaveReason
) -> None:
    session.add(Intention(person_id=case.person_id, willing=True, asked_on=TODAY))
    leaving.leave(session, job.id, LAST, reason, case.actor(Role.HELPER), AFTER)
    assert open_spell(session, case.person_id).status is EmploymentStatus.UNEMPLOYED
    assert session.scalars(select(Intention.willing)).one() is None


def test_the_household_is_found_the_same_day_its_last_earner_leaves(
    session: Session, case: Case, job: Referral
) -> None:
    person = session.get_one(Person, case.person_id)
    person.birth_date, person.education, person.capacity = date(1990, 3, 1), Education.PRIMARY, Capacity.ORDINARY
    leaving.leave(session, job.id, TODAY + 30 * DAY, LeaveReason.ENDED, case.actor(Role.HELPER), AFTER)
    assert session.get_one(Household, case.household_id).zero_employment_since == TODAY + 30 * DAY


@pytest.mark.parametrize("days", [-1, 31])
def test_nobody_leaves_before_the_first_day_or_in_days_to_come(
    session: Session, case: Case, job: Referral, days: int
) -> None:
    with pytest.raises(leaving.LastDayError):
        leaving.leave(session, job.id, TODAY + days * DAY, LeaveReason.ENDED, case.actor(Role.HELPER), AFTER)
    assert (job.state, job.left_on) == (ReferralState.STARTED, None)


def test_the_same_word_again_changes_nothing_and_another_is_refused(
    session: Session, case: Case, job: Referral
) -> None:
    helper = case.actor(Role.HELPER)
    for actor in (helper, case.actor(Role.RESIDENT)):
        leaving.leave(session, job.id, LAST, LeaveReason.ARREARS, actor, AFTER)
    assert [move.verb for move in job.moves].count("leave") == 1
    assert len(session.scalars(select(RightsTicket)).all()) == 1
    with pytest.raises(IllegalMoveError):
        leaving.leave(session, job.id, LAST, LeaveReason.BOARD, helper, AFTER)


def test_who_was_hired_and_never_came_has_left_nothing(session: Session, case: Case) -> None:
    referral = introduced(session, case.person_id, case.vacancy_id)
    boss = answers_for(session, case.vacancy_id)
    employing.hire(session, referral.id, boss, NOON)
    for actor in (boss, case.actor(Role.HELPER)):
        leaving.leave(session, referral.id, TODAY, LeaveReason.LOST, actor, NOON)
    assert (referral.state, referral.left_on) == (ReferralState.CANCELLED, None)
    assert session.get_one(Vacancy, case.vacancy_id).filled == 0
    assert session.scalars(select(Employment)).all() == []


def test_nobody_leaves_who_was_not_hired(session: Session, case: Case) -> None:
    referral = introduced(session, case.person_id, case.vacancy_id)
    with pytest.raises(IllegalMoveError):
        leaving.leave(session, referral.id, TODAY, LeaveReason.ENDED, case.actor(Role.HELPER), NOON)


@pytest.mark.parametrize("reason", list(LeaveReason))
def test_what_was_suffered_is_a_ticket_the_same_day_and_nothing_else_is(
    session: Session, case: Case, job: Referral, reason: LeaveReason
) -> None:
    leaving.leave(session, job.id, LAST, reason, case.actor(Role.RESIDENT), AFTER)
    tickets = [
        (one.kind.value, one.employer, one.opened_on, one.referral_id) for one in session.scalars(select(RightsTicket))
    ]
    kinds = {LeaveReason.ARREARS: "arrears", LeaveReason.INJURY: "injury", LeaveReason.ABUSE: "abuse"}
    today = TODAY + 30 * DAY
    assert tickets == ([(kinds[reason], "测试厂", today, job.id)] if reason in kinds else [])


@pytest.mark.parametrize("which", [0, 1])
def test_who_leaves_one_of_two_part_time_jobs_still_works(session: Session, case: Case, which: int) -> None:
    few = {"hours_per_day": 3, "days_per_month": 26}
    jobs = [started(session, case, post(session, "早班", **few))]
    jobs.append(started(session, case, post(session, "晚班", **few), on=TODAY + DAY, at=NOON + DAY))
    leaving.leave(session, jobs[which].id, LAST, LeaveReason.ENDED, case.actor(Role.HELPER), AFTER)
    assert open_spell(session, case.person_id).employer == ("晚班", "早班")[which]
    assert open_spell(session, case.person_id).status is EmploymentStatus.EMPLOYED


def test_work_that_began_elsewhere_after_the_last_day_goes_on(session: Session, case: Case, job: Referral) -> None:
    current = open_spell(session, case.person_id)
    current.ended_on = LAST + DAY
    session.add(
        Employment(
            person_id=case.person_id, status=EmploymentStatus.SELF_EMPLOYED, since=LAST + DAY, source="counter",
            noted_at=AFTER,
        )
    )  # fmt: skip
    leaving.leave(session, job.id, LAST, LeaveReason.BETTER, case.actor(Role.HELPER), AFTER)
    assert open_spell(session, case.person_id).status is EmploymentStatus.SELF_EMPLOYED


def test_work_noted_elsewhere_from_the_same_day_goes_on(session: Session, case: Case, job: Referral) -> None:
    spells.note(
        session, case.person_id, Work(status=EmploymentStatus.EMPLOYED, employer="别的厂"),
        spells.work_of(open_spell(session, case.person_id)), LAST, AFTER - DAY, Source.COUNTER,
    )  # fmt: skip
    leaving.leave(session, job.id, LAST, LeaveReason.BETTER, case.actor(Role.HELPER), AFTER)
    spell = open_spell(session, case.person_id)
    assert (spell.employer, spell.since, spell.status) == ("别的厂", LAST, EmploymentStatus.EMPLOYED)


def test_who_leaves_an_employer_that_has_a_new_name_is_out_of_work(session: Session, case: Case, job: Referral) -> None:
    session.get_one(Vacancy, job.vacancy_id).employer.name = "测试厂（新名）"
    leaving.leave(session, job.id, LAST, LeaveReason.ENDED, case.actor(Role.HELPER), AFTER)
    assert open_spell(session, case.person_id).status is EmploymentStatus.SEEKING


def test_a_last_day_said_that_evening_and_said_again_later_is_one_word(
    session: Session, case: Case, job: Referral
) -> None:
    today = TODAY + 30 * DAY
    evening, later = leaving.first_day_away(today, today), leaving.first_day_away(today, today + DAY)
    assert (evening, later) == (today, today + DAY)
    for left_on, at in ((evening, AFTER), (later, AFTER + DAY)):
        leaving.leave(session, job.id, left_on, LeaveReason.ENDED, case.actor(Role.HELPER), at)
    assert (job.left_on, len([one for one in job.moves if one.verb == "leave"])) == (today, 1)


def test_the_employer_who_says_that_somebody_left_is_in_no_household_s_record(
    session: Session, case: Case, job: Referral
) -> None:
    boss: Actor = answers_for(session, case.vacancy_id)
    leaving.leave(session, job.id, LAST, LeaveReason.INJURY, boss, AFTER)
    ticket = session.scalars(select(RightsTicket)).one()
    assert (ticket.moves[0].by, ticket.moves[0].role) == (boss.name, Role.SYSTEM)
