"""What an answer leads to: each word of `scripts.Means` with the verb that it calls for.

What a word says of someone's work moves the referral; wages not paid, papers kept and money taken open a rights ticket;
whatever somebody has to take up becomes a talk of its own. Illness of an earner and the loss of a carer are read by the
warnings from the kept words.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import clock, parameters
from jobmatch.access import Actor
from jobmatch.placements import leaving, starting, staying
from jobmatch.placements.follow_ups import log
from jobmatch.placements.follow_ups.life import WAITING, FollowUpKind, FollowUpState
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.follow_ups.scripts import Means, Said
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import AT_WORK, LeaveReason, ReferralState, StartProof
from jobmatch.placements.returns import service as returns
from jobmatch.placements.rights import service as rights
from jobmatch.placements.rights.life import RightsKind
from jobmatch.settings import settings
from jobmatch.vacancies.model import Vacancy

WRONGS = {
    Means.WAGE_NOT_PAID: RightsKind.ARREARS,
    Means.PAPERS_KEPT: RightsKind.PAPERS,
    Means.MONEY_TAKEN: RightsKind.FEES,
}
"""What opens a rights ticket the same day."""

FORM_IS_DUE = frozenset({Means.HOME_CHANGED, Means.WISH_CHANGED, Means.FOUND_WORK, Means.TRAINING_WISH})
"""After these the form is gone through again at the counter: what is matched stands on it."""

TO_TAKE_UP = FORM_IS_DUE | {
    Means.NOT_ARRIVED, Means.LODGING_BAD, Means.NOT_AS_SAID, Means.PAY_UNCLEAR, Means.NO_CONTRACT, Means.WANTS_CHANGE,
    Means.NEEDS_COMPANY, Means.NOTHING_OFFERED, Means.OUT_OF_TOUCH, Means.NO_PLAN, Means.CARER_LOST,
    Means.EARNER_UNABLE,
}  # fmt: skip
"""After these the helper has something to do, and it is asked about until it is done."""

_STAYS = {
    FollowUpKind.WORK_DAY_7: staying.stay,
    FollowUpKind.WORK_DAY_30: staying.stay,
    FollowUpKind.WORK_DAY_90: staying.hold_3m,
    FollowUpKind.WORK_DAY_180: staying.hold_6m,
}


def follow(session: Session, row: FollowUp, said: Said, actor: Actor, at: datetime) -> None:
    """Do what the answers of a follow-up lead to; raises what the verbs of the referral raise."""
    taken_up = said.means & TO_TAKE_UP
    referral = None if row.referral_id is None else session.get_one(Referral, row.referral_id)
    if referral is not None:
        taken_up |= _of_work(session, row, referral, said, actor, at)
    if row.kind is FollowUpKind.SPRING_FESTIVAL:
        returns.register_said(session, row, said.answers, actor, at)
    if taken_up:
        _talk_over(session, row, taken_up, actor, at)


def _of_work(
    session: Session, row: FollowUp, referral: Referral, said: Said, actor: Actor, at: datetime
) -> frozenset[Means]:  # fmt: skip
    """Move the referral as the answers say; returns what is to be taken up besides."""
    to_mend: frozenset[Means] = frozenset()
    if Means.ARRIVED in said.means and referral.state in (ReferralState.HIRED, *AT_WORK):
        starting.attest(session, referral.id, StartProof.RESIDENT, said.day("first_day"), actor, at)
    if Means.GONE in said.means and referral.state in AT_WORK:
        left_on = leaving.first_day_away(said.day("last_day"), clock.local_day(at))
        leaving.leave(session, referral.id, left_on, LeaveReason(said.answers["reason"]), actor, at)
    if Means.STILL_THERE in said.means and referral.state in AT_WORK:
        try:
            _STAYS[row.kind](session, referral.id, actor, at)
        except staying.TooEarlyError:
            to_mend = frozenset({Means.HOME_CHANGED})  # the record knows a gap that the person does not: look at it
    if "yuan" in said.answers:
        staying.note_first_wage(session, referral.id, Decimal(said.answers["yuan"]), actor, at)
    employer = session.get_one(Vacancy, referral.vacancy_id).employer.name
    for wrong in sorted(said.means & WRONGS.keys()):
        rights.open_ticket(
            session, referral.person_id, WRONGS[wrong], employer, at, actor, referral_id=referral.id
        )  # fmt: skip
    return to_mend


def _talk_over(session: Session, row: FollowUp, words: frozenset[Means], actor: Actor, at: datetime) -> None:
    """One talk takes up all that is open with a person: what waits already is added to, with its day."""
    on = clock.local_day(at)
    standing = session.scalars(
        select(FollowUp)
        .where(
            FollowUp.kind == FollowUpKind.TALK_OVER, FollowUp.state.in_(WAITING),
            FollowUp.household_id == row.household_id, FollowUp.person_id == row.person_id,
        )
        .with_for_update()
    ).first()  # fmt: skip
    if standing is not None:
        standing.because = sorted({*(standing.because or ()), *words})
        return
    days = parameters.load(session).whole("follow_up_talk_over_days", settings().home_division, on)
    log.open_follow_ups(session, [_called_by(row, words, on + timedelta(days=days))], at, actor)


def _called_by(row: FollowUp, words: frozenset[Means], due_on: date) -> FollowUp:
    return FollowUp(
        kind=FollowUpKind.TALK_OVER, mark=f"{FollowUpKind.TALK_OVER}:follow_up:{row.id}",
        household_id=row.household_id, person_id=row.person_id, due_on=due_on, state=FollowUpState.DUE,
        because=sorted(words),
    )  # fmt: skip
