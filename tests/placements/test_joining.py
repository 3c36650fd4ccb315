"""Two records of one human: the job goes on under the kept one, once, and is given back when the merge was wrong."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import flow
from jobmatch.access import Actor, Role
from jobmatch.households.duplicates import decide
from jobmatch.households.duplicates.model import DuplicatePair, Merge, PairState
from jobmatch.placements import employing, joining, leaving
from jobmatch.placements.follow_ups.life import WAITING, FollowUpKind
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import LeaveReason, ReferralState, StartProof
from jobmatch.placements.starting import attest
from jobmatch.vacancies.model import Vacancy
from tests.placements.hired import introduced, post, started
from tests.placements.people import DAY, NOON, TODAY, Case, settle

WORKER = Actor("a supervisor", Role.SUPERVISOR, sites=None)
LATER = NOON + 3 * DAY


@pytest.fixture
def case(session: Session) -> Case:
    return settle(session)


def merge(session: Session, case: Case) -> Merge:
    """The first record, which has the job, leads to the twin from now on."""
    smaller, larger = sorted((case.person_id, case.twin_id))
    pair = DuplicatePair(
        smaller_id=smaller, larger_id=larger, state=PairState.OPEN, score=90, evidence=["name"], found_on=TODAY
    )  # fmt: skip
    session.add(pair)
    session.flush()
    done = decide.say_same(session, pair.id, case.twin_id, LATER.date(), LATER, WORKER)
    joining.carry_over(session, done, WORKER, LATER)
    return done


def begun_by_twin(session: Session, case: Case, vacancy_id: int) -> Referral:
    job = introduced(session, case.twin_id, vacancy_id)
    employing.hire(session, job.id, WORKER, NOON)
    for proof in (StartProof.PAPER, StartProof.EMPLOYER):
        attest(session, job.id, proof, TODAY, WORKER, NOON)
    return job


def talks(session: Session) -> set[tuple[FollowUpKind, int | None]]:
    found = select(FollowUp).where(FollowUp.state.in_(WAITING), FollowUp.referral_id.is_not(None))
    return {(one.kind, one.person_id) for one in session.scalars(found)}


def test_the_job_and_its_talks_go_on_under_the_kept_record(session: Session, case: Case) -> None:
    job = started(session, case)
    flow.look_after(session, [case.household_id], NOON, WORKER)
    merge(session, case)
    flow.look_after(session, [case.household_id], LATER, WORKER)
    assert job.person_id == case.twin_id
    assert {person for _, person in talks(session)} == {case.twin_id}
    leaving.leave(session, job.id, LATER.date(), LeaveReason.ENDED, case.actor(Role.HELPER), LATER)
    assert job.state == ReferralState.LEFT


def test_undoing_the_merge_gives_the_job_back(session: Session, case: Case) -> None:
    job = started(session, case)
    done = merge(session, case)
    decide.undo(session, done.id, LATER.date(), LATER, WORKER)
    assert (job.person_id, job.state) == (case.person_id, ReferralState.STARTED)


def test_a_post_that_ran_twice_runs_once_and_holds_one_seat(session: Session, case: Case) -> None:
    job, asked = started(session, case), introduced(session, case.twin_id, case.vacancy_id)
    merge(session, case)
    assert (job.state, asked.state) == (ReferralState.STARTED, ReferralState.CANCELLED)
    assert session.get_one(Vacancy, case.vacancy_id).filled == 1


def test_a_job_entered_twice_is_one_job(session: Session, case: Case) -> None:
    jobs = [started(session, case), begun_by_twin(session, case, case.vacancy_id)]
    merge(session, case)
    assert sorted(job.state for job in jobs) == [ReferralState.LEFT, ReferralState.STARTED]
    assert session.get_one(Vacancy, case.vacancy_id).filled == 1


def test_two_full_time_jobs_of_one_human_are_asked_about(session: Session, case: Case) -> None:
    jobs = [started(session, case), begun_by_twin(session, case, post(session, "乙厂"))]
    merge(session, case)
    flow.look_after(session, [case.household_id], LATER, WORKER)
    assert [job.state for job in jobs] == [ReferralState.STARTED] * 2
    asked = session.scalars(select(FollowUp).where(FollowUp.kind == FollowUpKind.TALK_OVER)).one()
    assert (asked.person_id, asked.state in WAITING) == (case.twin_id, True)
