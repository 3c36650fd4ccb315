"""What a person says to a job that is offered, at the counter or on the own telephone: I want it, let me think, no
because; and changing it.

Each is a chain of the referral's own moves; the same answer again changes nothing.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import audit, clock
from jobmatch.access import Actor, Role
from jobmatch.households import agreeing, consent
from jobmatch.households.codes import ConsentGiven, ConsentPurpose
from jobmatch.matches.model import Proposal
from jobmatch.placements import service
from jobmatch.placements.model import Referral
from jobmatch.placements.moving import NoSuchReferralError, lock_people
from jobmatch.placements.referral import (
    AT_WORK,
    REFERRAL,
    RUNNING,
    SEEN_BY_EMPLOYER,
    DeclineReason,
    ReferralState,
    Verb,
)
from jobmatch.placements.same_human import merged_records


class Said(StrEnum):
    """The three answers."""

    WANT = "want"
    THINK = "think"
    NO = "no"


class NoReasonError(ValueError):
    """A no needs its reason from the list: the next proposals learn from it."""


_MEANS = {
    ReferralState.OFFERED: Said.THINK,
    **dict.fromkeys((*SEEN_BY_EMPLOYER, *AT_WORK), Said.WANT),
    ReferralState.DECLINED: Said.NO,
}


def answer(
    session: Session, proposal_id: int, said: Said, reason: DeclineReason | None, at: datetime, actor: Actor
) -> Referral:
    """Write down what the person says to a proposal, and give back the referral.

    "I want it" records the consent to tell this one employer: the person's own, or before this witness. Who had said
    yes and says no takes it back, and with it a place that was promised: that referral is cancelled and the no stands
    in a new one. Who is at work there leaves (`leaving`). Raises NoReasonError, Refused, NoConsentError,
    NoSuchReferralError, IllegalMoveError.
    """
    if said is Said.NO and reason is None:
        raise NoReasonError("say why: the reason helps to find something better")
    referral = _newest(session, proposal_id)
    if referral is not None and _MEANS.get(ReferralState(referral.state)) is said:
        return referral
    if referral is not None and referral.state in AT_WORK:
        REFERRAL.next_state(Verb.OFFER, referral.state, actor.role)
    if referral is not None and referral.state in SEEN_BY_EMPLOYER:
        _take_back(session, referral, at, actor)
        if _has_ended(session, proposal_id):
            return referral  # the job no longer fits anyhow: taken back is all that is left to say
    if referral is None or referral.state not in RUNNING:
        referral = service.suggest(session, proposal_id, actor, at)
    _tell(session, referral, at, actor)
    if said is Said.WANT:
        _agree(session, referral, at, actor)
        accept = service.accept if actor.role is Role.RESIDENT else service.accept_witnessed
        accept(session, referral.id, actor, at)
    elif reason is not None and said is Said.NO:
        service.decline(session, referral.id, reason, actor, at)
    return referral


def answers_of(session: Session, person_id: int) -> dict[int, Referral]:
    """The newest referral of a person to each vacancy, by vacancy id."""
    found = session.scalars(select(Referral).where(Referral.person_id == person_id).order_by(Referral.id))
    return {referral.vacancy_id: referral for referral in found}


def means(referral: Referral) -> Said | None:
    """Which of the three answers a referral stands for, None where it stands for none of them any more."""
    return _MEANS.get(ReferralState(referral.state))


def _newest(session: Session, proposal_id: int) -> Referral | None:
    """The newest answer to a post, held; the person first, as wherever more than one row of somebody may change."""
    proposal = session.get(Proposal, proposal_id)
    if proposal is None:
        raise NoSuchReferralError("there is no such proposal; look at the current list")
    lock_people(session, merged_records(session, proposal.person_id))
    same = select(Referral).where(Referral.person_id == proposal.person_id, Referral.vacancy_id == proposal.vacancy_id)
    return session.scalar(same.order_by(Referral.id.desc()).limit(1).with_for_update(key_share=True))


def _tell(session: Session, referral: Referral, at: datetime, actor: Actor) -> None:
    """Up to the offer: by the worker who reads it out, or by the person's own reading."""
    if actor.role is Role.RESIDENT and referral.state in (ReferralState.SUGGESTED, ReferralState.REVIEWED):
        service.ask(session, referral.id, actor, at)
    if referral.state == ReferralState.SUGGESTED:
        service.review(session, referral.id, actor, at)
    if referral.state == ReferralState.REVIEWED:
        service.offer(session, referral.id, actor, at)


def _take_back(session: Session, referral: Referral, at: datetime, actor: Actor) -> None:
    """The yes is over, and with it the consent to tell this employer."""
    service.cancel(session, referral.id, actor, at)
    purpose, on = ConsentPurpose.DISCLOSE_TO_EMPLOYER, clock.local_day(at)
    consent.withdraw(session, referral.person_id, purpose, on, service.scope_of(referral))
    audit.record(session, actor, "take_back", f"person:{referral.person_id}", at, service.scope_of(referral))


def _has_ended(session: Session, proposal_id: int) -> bool:
    return session.get_one(Proposal, proposal_id).ended_on is not None


def _agree(session: Session, referral: Referral, at: datetime, actor: Actor) -> None:
    own = actor.role is Role.RESIDENT
    agreeing.agree(
        session, referral.person_id, ConsentPurpose.DISCLOSE_TO_EMPLOYER,
        ConsentGiven.OWN_PHONE if own else ConsentGiven.IN_PERSON, at, actor,
        witness=None if own else actor.name, scope=service.scope_of(referral),
    )  # fmt: skip
    session.flush()
