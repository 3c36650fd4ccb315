"""An answer or a leaving that was a slip of the finger is taken back, as long as nothing has come of it (0129).

The log keeps what was said and gets a row that undoes it. The referral stands as before, a place that was taken is
free, and what ended because of the hire goes on where it stood. Who has to hear of it is told by `correcting`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Actor
from jobmatch.placements.coming_back import come_back
from jobmatch.placements.hindered import Hindrance, StaysSaidError, cannot_stand, hindrance, last_said
from jobmatch.placements.model import Referral, ReferralMove
from jobmatch.placements.moving import by_rule, find_for_employer, move_back
from jobmatch.placements.others import hold_person
from jobmatch.placements.referral import ReferralState, Verb
from jobmatch.vacancies import service as vacancies
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.life import Verb as VacancyVerb
from jobmatch.vacancies.model import Vacancy

_MOVES_A_PAUSE = frozenset({VacancyVerb.PAUSE, VacancyVerb.SILENCE, VacancyVerb.RESUME, VacancyVerb.PUBLISH,
                            VacancyVerb.REOPEN})  # fmt: skip


@dataclass(frozen=True)
class TakenBack:
    """What was taken back of which referral, None where somebody had done it before; and what goes on because of it."""

    referral: Referral
    verb: Verb | None
    going_on: tuple[Referral, ...] = ()


def take_back(session: Session, referral_id: int, move_id: int, actor: Actor, at: datetime) -> TakenBack:
    """Take back a hire, a rejection or a leaving; a second click changes nothing.

    `move_id` is the row of the log that is meant: who looks at an old page takes nothing else back. Raises
    StaysSaidError with what is in the way, NoSeatError where the seat of who had left is taken, and then nothing has
    changed; NoSuchReferralError, Refused.
    """
    people = hold_person(session, referral_id)
    referral = find_for_employer(session, referral_id, actor, at)
    session.refresh(referral, ["moves"])
    if any(one.undoes_id == move_id for one in referral.moves):
        return TakenBack(referral, None)
    done = last_said(referral)
    if done is None or done.id != move_id:
        raise StaysSaidError(Hindrance.GONE_ON)
    why = hindrance(session, referral, done, actor, at)
    if why is not None:
        raise StaysSaidError(why)
    move_back(session, referral, done, actor, at)
    if done.verb == Verb.LEAVE:
        come_back(session, referral, done, actor, at)
    if done.verb != Verb.HIRE:
        return TakenBack(referral, Verb(done.verb))
    referral.begins_on = None
    _pause_again(session, referral.vacancy_id, done, actor, at)
    return TakenBack(referral, Verb.HIRE, tuple(_go_on(session, people, done, actor, at)))


def _go_on(
    session: Session, people: Collection[int], hire: ReferralMove, actor: Actor, at: datetime
) -> list[Referral]:  # fmt: skip
    """What gave way to the hire stands again as it stood, unless something else has become of it meanwhile."""
    gave_way = select(ReferralMove.referral_id).where(
        ReferralMove.verb == Verb.GIVE_WAY, ReferralMove.at == hire.at, ReferralMove.id > hire.id
    )
    found = select(Referral).where(
        Referral.person_id.in_(people), Referral.state == ReferralState.CANCELLED, Referral.id.in_(gave_way)
    )
    held = session.scalars(
        found.order_by(Referral.id).with_for_update(key_share=True), execution_options={"populate_existing": True}
    ).all()
    going_on = []
    for one in held:
        session.refresh(one, ["moves"])
        done = one.moves[-1]
        if (done.verb, done.at) != (Verb.GIVE_WAY, hire.at):
            continue
        if cannot_stand(session, one, done.source, done.at, at) is None:
            going_on.append(move_back(session, one, done, actor, at))
    return going_on


def _pause_again(session: Session, vacancy_id: int, hire: ReferralMove, actor: Actor, at: datetime) -> None:
    """A post that somebody had paused before the hire filled it is paused again, not shown."""
    vacancy = session.get_one(Vacancy, vacancy_id)
    filled = next((one for one in reversed(vacancy.reviews) if one.verb == VacancyVerb.FILL), None)
    if filled is None or filled.at != hire.at or vacancy.state is not VacancyState.PUBLISHED:
        return
    before = [one.verb for one in vacancy.reviews if one.at < hire.at and one.verb in _MOVES_A_PAUSE]
    if before and before[-1] == VacancyVerb.PAUSE:
        vacancies.move(session, vacancy, VacancyVerb.PAUSE, "as before the hire", at, by_rule(actor))
