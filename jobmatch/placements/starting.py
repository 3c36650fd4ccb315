"""The first day of work: the person, the employer and a paper speak of it; two of the three make it true.

One word is written down and waits. The second starts the job: in the household's record somebody works from that day.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import audit, clock, parameters
from jobmatch.access import Actor, Refused, Role
from jobmatch.households import working
from jobmatch.parameters import ParameterBook
from jobmatch.placements.leaving import note_left
from jobmatch.placements.model import Referral, StartWord
from jobmatch.placements.moving import by_rule, find_for_employer, move
from jobmatch.placements.others import hold_person, running_beside
from jobmatch.placements.part_time import stand_together
from jobmatch.placements.referral import (
    AT_WORK,
    PROOFS_OF_A_START,
    WORKERS,
    LeaveReason,
    ReferralState,
    StartProof,
    Verb,
)
from jobmatch.placements.same_human import kept_record
from jobmatch.placements.work_there import work_of
from jobmatch.settings import settings
from jobmatch.vacancies.model import Vacancy

_WHO_SAYS = {
    # A worker who heard it from the person, or rang the employer, writes down that side's word; a paper is seen.
    StartProof.RESIDENT: WORKERS | {Role.RESIDENT},
    StartProof.EMPLOYER: WORKERS | {Role.EMPLOYER},
    StartProof.PAPER: WORKERS,
}


class FirstDayError(ValueError):
    """Nobody can have begun on that day: it is still to come, or lies long before the hire."""


def attest(
    session: Session, referral_id: int, proof: StartProof, first_day: date, actor: Actor, at: datetime
) -> Referral:
    """Somebody says that the person has come to work on a day; the second word, from another side, is the start.

    The same side's word counts once, the first one. Of two days the later counts: from it on both sides agree, and the
    three and six months must not begin on a day of which only one of them knows. Raises FirstDayError, Refused,
    IllegalMoveError before the hire.
    """
    people = hold_person(session, referral_id)
    referral = find_for_employer(session, referral_id, actor, at)
    if actor.role not in _WHO_SAYS[proof]:
        raise Refused("each side speaks for itself; a worker who has asked writes it down")
    known = {one.proof: one.first_day for one in _words(session, referral)}
    if proof in known:
        return referral
    _require_day(session, referral, first_day, at)
    if referral.state in AT_WORK:
        _add(session, referral, proof, first_day, actor, at)
        audit.record(session, actor, "referral_attest", f"person:{referral.person_id}", at, proof.value)
        session.flush()
        return referral
    move(session, referral, Verb.ATTEST, actor, at)
    _add(session, referral, proof, first_day, actor, at)
    if len(known) + 1 >= PROOFS_OF_A_START:
        _start(session, referral, people, max(first_day, *known.values()), actor, at)
    return referral


def _start(
    session: Session, referral: Referral, people: set[int], first_day: date, actor: Actor, at: datetime
) -> None:  # fmt: skip
    move(session, referral, Verb.START, actor, at)
    referral.started_on = first_day
    book, vacancy = parameters.load(session), session.get_one(Vacancy, referral.vacancy_id)
    for other in running_beside(session, people, referral):
        beside = session.get_one(Vacancy, other.vacancy_id)
        if other.state in AT_WORK and not stand_together(vacancy, beside, book, first_day):
            note_left(session, other, first_day, LeaveReason.BETTER, actor, at)
    _pull_back(session, people, vacancy, book, first_day, actor, at)
    kept = kept_record(session, referral.person_id)
    working.begin_work(session, kept, work_of(session, referral, first_day), first_day, at, by_rule(actor))


def _pull_back(
    session: Session, people: set[int], vacancy: Vacancy, book: ParameterBook, first_day: date, actor: Actor,
    at: datetime,
) -> None:  # fmt: skip
    """Whoever worked here already had left the old job by then, whichever later day was written down for it."""
    found = select(Referral).where(
        Referral.person_id.in_(people), Referral.state == ReferralState.LEFT, Referral.left_on > first_day
    )
    for other in session.scalars(found.order_by(Referral.id).with_for_update(key_share=True)):
        if not stand_together(vacancy, session.get_one(Vacancy, other.vacancy_id), book, first_day):
            other.left_on = max(first_day, other.started_on or first_day)
            audit.record(session, actor, "referral_left_earlier", f"person:{other.person_id}", at, f"{other.left_on}")
    session.flush()


def _words(session: Session, referral: Referral) -> list[StartWord]:
    return list(session.scalars(select(StartWord).where(StartWord.referral_id == referral.id).order_by(StartWord.id)))


def _add(
    session: Session, referral: Referral, proof: StartProof, first_day: date, actor: Actor, at: datetime
) -> None:  # fmt: skip
    session.add(
        StartWord(referral_id=referral.id, proof=proof, first_day=first_day, by=actor.name[:100], at=at)
    )  # fmt: skip
    session.flush()


def _require_day(session: Session, referral: Referral, first_day: date, at: datetime) -> None:
    if first_day > clock.local_day(at):
        raise FirstDayError("the first day of work is still to come; say it again on that day")
    hired = [one.at for one in referral.moves if one.target == ReferralState.HIRED and one.verb == Verb.HIRE]
    if not hired:
        return
    hired_on = clock.local_day(hired[-1])
    days = parameters.load(session).whole("start_before_hire_days", settings().home_division, hired_on)
    if first_day < hired_on - timedelta(days=days):
        raise FirstDayError(f"the hire was written down on {hired_on}; look at the first day of work again")
