"""The verbs on referrals: each checks who may and on which consent, moves one row and writes one row of its log.

Verbs take the caller's session and the time; an `offer` or an `introduce` is told to somebody only by what comes later.
"""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobmatch import audit, clock
from jobmatch.access import Actor, Permission, Refused, require
from jobmatch.households import consent
from jobmatch.households.codes import ConsentGiven, ConsentPurpose
from jobmatch.matches.model import Proposal
from jobmatch.placements.meeting import Meeting
from jobmatch.placements.model import Referral
from jobmatch.placements.moving import (
    NoSuchReferralError,
    agree_on,
    find,
    is_served,
    lock_people,
    log,
    move,
    note_meeting,
    require_area,
)
from jobmatch.placements.referral import (
    EXPECTED,
    MISSED_CALLS,
    OPEN,
    REFERRAL,
    RUNNING,
    SEEN_BY_EMPLOYER,
    DeclineReason,
    ReferralState,
    Verb,
)
from jobmatch.placements.same_human import records_of_one_human


class AlreadyReferredError(ValueError):
    """The person, or a record of probably the same human, has an open referral to this vacancy."""


class NotAnsweringYetError(ValueError):
    """Too few calls on different days were missed to call it no answer."""


def suggest(session: Session, proposal_id: int, actor: Actor, at: datetime) -> Referral:
    """Open a referral from a proposal that holds; needs the consent to match and tell. At most one is open for a pair.

    Raises Refused, NoConsentError, AlreadyReferredError, and NoSuchReferralError for a proposal that no longer holds.
    """
    require(actor, Permission.MOVE_REFERRAL)
    proposal = session.get(Proposal, proposal_id)
    if proposal is None or proposal.ended_on is not None:
        raise NoSuchReferralError("this vacancy no longer fits the person; look at the current list")
    today = clock.local_day(at)
    require_area(session, actor, proposal.person_id, today)
    if not is_served(session, proposal.person_id):
        raise Refused("this person belongs to no household that is served here")
    _require_consent(session, proposal.person_id, ConsentPurpose.MATCH_AND_TELL, today)
    _require_none_open(session, proposal.person_id, proposal.vacancy_id)
    referral = Referral(
        person_id=proposal.person_id,
        vacancy_id=proposal.vacancy_id,
        proposal_id=proposal.id,
        state=ReferralState.SUGGESTED,
        opened_at=at,
    )
    try:
        with session.begin_nested():
            session.add(referral)
    except IntegrityError as error:
        raise AlreadyReferredError("somebody has just opened this referral") from error
    log(session, referral, Verb.SUGGEST, "", actor, at)
    return referral


def review(session: Session, referral_id: int, actor: Actor, at: datetime) -> Referral:
    """The person's helper or clerk has looked at it and thinks it right."""
    return move(session, find(session, referral_id, actor, at), Verb.REVIEW, actor, at)


def offer(session: Session, referral_id: int, actor: Actor, at: datetime) -> Referral:
    """The person has been told; needs the consent to be told."""
    referral = find(session, referral_id, actor, at)
    _require_consent(session, referral.person_id, ConsentPurpose.MATCH_AND_TELL, clock.local_day(at))
    return move(session, referral, Verb.OFFER, actor, at)


def ask(session: Session, referral_id: int, actor: Actor, at: datetime) -> Referral:
    """The person has read it on the own telephone, and so has been told; needs the consent to be told."""
    referral = find(session, referral_id, actor, at)
    _require_consent(session, referral.person_id, ConsentPurpose.MATCH_AND_TELL, clock.local_day(at))
    return move(session, referral, Verb.ASK, actor, at)


def accept(session: Session, referral_id: int, actor: Actor, at: datetime) -> Referral:
    """The person says yes, by the own hand."""
    return move(session, find(session, referral_id, actor, at), Verb.ACCEPT, actor, at)


def accept_witnessed(session: Session, referral_id: int, actor: Actor, at: datetime) -> Referral:
    """The person said yes at the counter: a consent to disclose stands, given in person and with a witness named."""
    referral = find(session, referral_id, actor, at)
    today = clock.local_day(at)
    given = consent.in_force(session, referral.person_id, ConsentPurpose.DISCLOSE_TO_EMPLOYER, today)
    covering = [one for one in given if one.scope in (None, scope_of(referral))]
    if not any(one.witness and one.given is not ConsentGiven.OFFICE_ROSTER for one in covering):
        raise consent.NoConsentError("record the person's consent and its witness first, then the yes")
    return move(session, referral, Verb.ACCEPT_WITNESSED, actor, at)


def decline(session: Session, referral_id: int, reason: DeclineReason, actor: Actor, at: datetime) -> Referral:
    """The person says no, for a reason from the list."""
    referral = find(session, referral_id, actor, at)
    return move(session, referral, Verb.DECLINE, actor, at, DeclineReason(reason).value)


def miss(session: Session, referral_id: int, actor: Actor, at: datetime) -> Referral:
    """A call was not answered. Several on one day count once; on the third day the referral closes as `no_answer`."""
    referral = move(session, find(session, referral_id, actor, at), Verb.MISS, actor, at)
    if len(_days_missed(referral)) < MISSED_CALLS:
        return referral
    return give_up(session, referral_id, actor, at)


def give_up(session: Session, referral_id: int, actor: Actor, at: datetime) -> Referral:
    """Close as `no_answer`; raises NotAnsweringYetError before calls were missed on three different days."""
    referral = find(session, referral_id, actor, at)
    missed = len(_days_missed(referral))
    REFERRAL.next_state(Verb.GIVE_UP, referral.state, actor.role)
    if missed < MISSED_CALLS:
        raise NotAnsweringYetError(f"calls were missed on {missed} days; {MISSED_CALLS} different days are needed")
    return move(session, referral, Verb.GIVE_UP, actor, at)


def introduce(
    session: Session, referral_id: int, actor: Actor, at: datetime, meeting: Meeting | None = None
) -> Referral:
    """The employer is told who comes; only after the person's yes, and only with the consent to disclose.

    Raises MeetingError for a meeting that is over; one without a day is one that the employer will ring about.
    """
    referral = find(session, referral_id, actor, at)
    _require_consent(
        session, referral.person_id, ConsentPurpose.DISCLOSE_TO_EMPLOYER, clock.local_day(at), scope_of(referral)
    )
    if meeting is not None:
        agree_on(referral, meeting, at)
    return move(session, referral, Verb.INTRODUCE, actor, at)


def meet(session: Session, referral_id: int, meeting: Meeting, actor: Actor, at: datetime) -> Referral:
    """Write down another hour or place agreed with an employer who knows the person already; raises MeetingError."""
    referral = find(session, referral_id, actor, at)
    if referral.state not in EXPECTED:
        raise NoSuchReferralError("the employer has not been told yet")
    return note_meeting(session, referral, meeting, actor, at)


def cancel(session: Session, referral_id: int, actor: Actor, at: datetime) -> Referral:
    """The vacancy is gone, or the person no longer wants it to go on."""
    return move(session, find(session, referral_id, actor, at), Verb.CANCEL, actor, at)


def withdraw_consent(session: Session, person_id: int, purpose: ConsentPurpose, actor: Actor, at: datetime) -> int:
    """Take a consent back and cancel the open referrals that stood on it; returns how many those were.

    Without the consent to match none may exist; without the consent to disclose none that an employer may know of.
    """
    require(actor, Permission.CHANGE_HOUSEHOLD)
    today = clock.local_day(at)
    require_area(session, actor, person_id, today)
    lock_people(session, [person_id])
    consent.withdraw(session, person_id, purpose, today)
    audit.record(session, actor, "withdraw_consent", f"person:{person_id}", at, purpose)
    states = {ConsentPurpose.MATCH_AND_TELL: OPEN, ConsentPurpose.DISCLOSE_TO_EMPLOYER: SEEN_BY_EMPLOYER}
    standing = session.scalars(
        select(Referral)
        .where(Referral.person_id == person_id, Referral.state.in_(states.get(purpose, ())))
        .order_by(Referral.id)
        .with_for_update(key_share=True)
    ).all()
    for referral in standing:
        move(session, referral, Verb.CANCEL, actor, at)
    return len(standing)


def scope_of(referral: Referral) -> str:
    """What a consent for this one vacancy is narrowed to."""
    return f"vacancy:{referral.vacancy_id}"


def _require_consent(
    session: Session, person_id: int, purpose: ConsentPurpose, today: date, scope: str | None = None
) -> None:
    if not consent.allows(session, person_id, purpose, today, scope):
        raise consent.NoConsentError(
            f"the person has not agreed to this ({purpose}); ask, and record the answer, before going on"
        )


def _require_none_open(session: Session, person_id: int, vacancy_id: int) -> None:
    same = records_of_one_human(session, person_id)
    found = session.scalars(
        select(Referral).where(
            Referral.person_id.in_(same), Referral.vacancy_id == vacancy_id, Referral.state.in_(RUNNING)
        )
    ).first()
    if found is not None:
        raise AlreadyReferredError(f"referral {found.id} to this vacancy is open already; go on with that one")


def _days_missed(referral: Referral) -> set[date]:
    return {clock.local_day(one.at) for one in referral.moves if one.verb == Verb.MISS}
