"""Two records of one human come together: the jobs and the talks of the one go on under the record that is kept.

Each row that changes hands is noted with the merge, so that undoing it gives them back.
"""

from datetime import datetime
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import clock, parameters
from jobmatch.access import Actor
from jobmatch.courses.on_the_job.model import WorkTraining
from jobmatch.households import recognise
from jobmatch.households.duplicates.merging import Change, written
from jobmatch.households.duplicates.model import Merge
from jobmatch.placements.follow_ups import log
from jobmatch.placements.follow_ups.life import WAITING, FollowUpKind, FollowUpState
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.follow_ups.scripts import Means
from jobmatch.placements.model import Referral
from jobmatch.placements.moving import by_rule, lock_people, move
from jobmatch.placements.part_time import stand_together
from jobmatch.placements.referral import AT_WORK, RUNNING, ReferralState, Verb
from jobmatch.vacancies.model import Vacancy

_STEPS = [state.value for state in ReferralState]


def carry_over(session: Session, done: Merge, actor: Actor, at: datetime) -> None:
    """Give the kept record what the other has of jobs, talks and trainings at work; asked right after the merge.

    A post that runs twice runs once afterwards, and holds one seat. Two jobs that nobody can have at a time are not
    decided here, as the merge may be a mistake: the helper is to ask which one is so.
    """
    lock_people(session, [done.kept_id, done.gone_id])
    _end_what_runs_twice(session, done, actor, at)
    changes: list[Change] = []
    jobs = session.scalars(select(Referral).where(Referral.person_id == done.gone_id).order_by(Referral.id)).all()
    taught = session.scalars(select(WorkTraining).where(WorkTraining.person_id == done.gone_id)).all()
    talks = session.scalars(select(FollowUp).where(FollowUp.person_id == done.gone_id).order_by(FollowUp.id)).all()
    moved: tuple[Referral | FollowUp | WorkTraining, ...] = (*jobs, *talks, *taught)
    for row in moved:
        changes.append(Change(row.__tablename__, row.id, "person_id", done.gone_id, done.kept_id))
        row.person_id = done.kept_id
    for talk in talks:
        if talk.state in WAITING:
            changes += _at_the_kept_home(session, talk, done.kept_id)
    done.changes = [*done.changes, *written(changes)]
    session.flush()
    _ask_about_two_jobs(session, done, actor, at)


def _end_what_runs_twice(session: Session, done: Merge, actor: Actor, at: datetime) -> None:
    """Of two referrals to one post the one that has come further goes on."""
    people = (done.kept_id, done.gone_id)
    found = select(Referral).where(Referral.person_id.in_(people), Referral.state.in_(RUNNING)).order_by(Referral.id)
    for one, other in combinations(session.scalars(found.with_for_update(key_share=True)).all(), 2):
        if one.vacancy_id == other.vacancy_id:
            behind = min(one, other, key=lambda referral: (_STEPS.index(referral.state), -referral.id))
            at_work = behind.state in AT_WORK
            move(session, behind, Verb.END if at_work else Verb.CANCEL, by_rule(actor), at)
            behind.left_on = behind.started_on if at_work else None
    session.flush()


def _at_the_kept_home(session: Session, row: FollowUp, kept_id: int) -> list[Change]:
    """A talk that waits is held where the human lives."""
    home = recognise.open_membership(session, kept_id)
    if home is None or home.household_id == row.household_id:
        return []
    before, row.household_id = row.household_id, home.household_id
    return [Change(FollowUp.__tablename__, row.id, "household_id", before, home.household_id)]


def _ask_about_two_jobs(session: Session, done: Merge, actor: Actor, at: datetime) -> None:
    on, book = clock.local_day(at), parameters.load(session)
    jobs = select(Vacancy).join(Referral, Referral.vacancy_id == Vacancy.id)
    held = session.scalars(jobs.where(Referral.person_id == done.kept_id, Referral.state.in_(AT_WORK))).all()
    home = recognise.open_membership(session, done.kept_id)
    if home is None or all(stand_together(one, other, book, on) for one, other in combinations(held, 2)):
        return
    row = FollowUp(
        kind=FollowUpKind.TALK_OVER, mark=f"{FollowUpKind.TALK_OVER}:merge:{done.id}", household_id=home.household_id,
        person_id=done.kept_id, due_on=on, state=FollowUpState.DUE, because=[Means.HOME_CHANGED.value],
    )  # fmt: skip
    log.open_follow_ups(session, [row], at, actor)
