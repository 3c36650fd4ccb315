"""What keeps a slip of the finger from being taken back: who said it, how long ago, and what has come of it since."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import clock, parameters
from jobmatch.access import Actor, Role
from jobmatch.households import consent
from jobmatch.households.codes import ConsentPurpose
from jobmatch.placements.coming_back import record_has_gone_on
from jobmatch.placements.employing import TAKES_PEOPLE
from jobmatch.placements.follow_ups.life import Verb as Asked
from jobmatch.placements.follow_ups.model import FollowUp, FollowUpMove
from jobmatch.placements.model import Referral, ReferralMove
from jobmatch.placements.moving import is_served
from jobmatch.placements.part_time import stand_together
from jobmatch.placements.referral import HOLDS_SEAT, RUNNING, SEEN_BY_EMPLOYER, UNDECIDED, Verb
from jobmatch.placements.same_human import merged_records
from jobmatch.placements.service import scope_of
from jobmatch.settings import settings
from jobmatch.vacancies.model import Vacancy


class Hindrance(StrEnum):
    """Why something stays said."""

    GONE_ON = "gone_on"  # something was written of it since, or a newer referral to the post runs
    SAID_BY_OTHERS = "said_by_others"
    TOO_LATE = "too_late"
    TALKED = "talked"  # somebody has talked with the person about it
    POST_GONE = "post_gone"
    NOT_SERVED = "not_served"
    NO_CONSENT = "no_consent"
    ELSEWHERE = "elsewhere"  # promised to another employer, or at work there
    RECORD_GONE_ON = "record_gone_on"  # the form says something newer of the person's work


_SAID = frozenset({Verb.HIRE, Verb.REJECT, Verb.LEAVE})
"""What gave way to a hire nobody has said: it goes with the hire."""


class StaysSaidError(ValueError):
    """It cannot be taken back any more; `why` says what is in the way."""

    def __init__(self, why: Hindrance) -> None:
        super().__init__(f"this cannot be taken back any more: {why.replace('_', ' ')}")
        self.why = why


def last_said(referral: Referral) -> ReferralMove | None:
    """The last move of a referral, if somebody has said it and it may be taken back at all."""
    last = referral.moves[-1] if referral.moves else None
    return last if last is not None and last.verb in _SAID else None


def hindrance(session: Session, referral: Referral, done: ReferralMove, actor: Actor, at: datetime) -> Hindrance | None:
    """What keeps an actor from taking back a move of a referral; None where nothing does. Reads only."""
    if last_said(referral) is not done:
        return Hindrance.GONE_ON
    if actor.role in (Role.EMPLOYER, Role.RESIDENT) and done.role != actor.role:
        return Hindrance.SAID_BY_OTHERS
    said_on = clock.local_day(done.at)
    hours = parameters.load(session).whole("take_back_hours", settings().home_division, said_on)
    if at - done.at > timedelta(hours=hours):
        return Hindrance.TOO_LATE
    if _talked_since(session, referral, done):
        return Hindrance.TALKED
    if done.verb == Verb.LEAVE and record_has_gone_on(session, referral, done):
        return Hindrance.RECORD_GONE_ON
    return cannot_stand(session, referral, done.source, done.at, at)


def cannot_stand(
    session: Session, referral: Referral, state: str, since: datetime, at: datetime
) -> Hindrance | None:  # fmt: skip
    """What keeps a referral from standing again in a state in which it stood until a moment. Reads only."""
    vacancy = session.get_one(Vacancy, referral.vacancy_id)
    if state in UNDECIDED and vacancy.state not in TAKES_PEOPLE:
        return Hindrance.POST_GONE
    if not is_served(session, referral.person_id):
        return Hindrance.NOT_SERVED
    if not _agrees(session, referral, state, at):
        return Hindrance.NO_CONSENT
    if referral.state not in RUNNING and _runs_again(session, referral):
        return Hindrance.GONE_ON
    return Hindrance.ELSEWHERE if _taken_elsewhere(session, referral, vacancy, since, at) else None


def _talked_since(session: Session, referral: Referral, done: ReferralMove) -> bool:
    talk = (
        select(FollowUp.id)
        .join(FollowUpMove, FollowUpMove.follow_up_id == FollowUp.id)
        .where(FollowUp.referral_id == referral.id, FollowUpMove.verb == Asked.ANSWER, FollowUpMove.at > done.at)
    )
    return session.scalar(talk.limit(1)) is not None


def _agrees(session: Session, referral: Referral, state: str, at: datetime) -> bool:
    """Whether what the referral stood on then stands today: a yes that was taken back meanwhile is not given again."""
    on, person_id = clock.local_day(at), referral.person_id
    if state in SEEN_BY_EMPLOYER:
        return consent.allows(session, person_id, ConsentPurpose.DISCLOSE_TO_EMPLOYER, on, scope_of(referral))
    return state not in UNDECIDED or consent.allows(session, person_id, ConsentPurpose.MATCH_AND_TELL, on)


def _runs_again(session: Session, referral: Referral) -> bool:
    newer = select(Referral.id).where(
        Referral.person_id.in_(merged_records(session, referral.person_id)), Referral.id != referral.id,
        Referral.vacancy_id == referral.vacancy_id, Referral.state.in_(RUNNING),
    )  # fmt: skip
    return session.scalar(newer.limit(1)) is not None


def _taken_elsewhere(session: Session, referral: Referral, vacancy: Vacancy, since: datetime, at: datetime) -> bool:
    """Whether somebody has taken the person since, for a post that cannot be kept beside this one."""
    people, on, book = merged_records(session, referral.person_id), clock.local_day(at), parameters.load(session)
    hired = select(ReferralMove.id).where(
        ReferralMove.referral_id == Referral.id, ReferralMove.target.in_(HOLDS_SEAT), ReferralMove.at > since
    )
    others = session.scalars(
        select(Vacancy).join(Referral, Referral.vacancy_id == Vacancy.id).where(
            Referral.person_id.in_(people), Referral.id != referral.id, Referral.state.in_(HOLDS_SEAT),
            hired.exists(),
        )
    )  # fmt: skip
    return any(not stand_together(vacancy, other, book, on) for other in others)
