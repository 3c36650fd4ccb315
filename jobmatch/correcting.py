"""What was said of a referral by mistake is taken back, and whoever was told of it is told the correction.

What nobody has heard yet is not told at all. Nobody hears of what gave way and goes on: they never knew.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from jobmatch.access import Actor
from jobmatch.answers_told import job_facts, remind_of_meeting, tell_of_answer, told_of
from jobmatch.placements import taking_back
from jobmatch.placements.looking_after import look_after_person
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import EXPECTED, Verb
from jobmatch.placements.taking_back import TakenBack
from jobmatch.push import service as push
from jobmatch.push.life import MessageState
from jobmatch.push.templates import CORRECTS, HIRED_BY_MISTAKE, NOT_BY_MISTAKE, Template
from jobmatch.vacancies.model import Vacancy

_CORRECTION: Mapping[Verb, tuple[str, str]] = {
    Verb.HIRE: (HIRED_BY_MISTAKE, "前面说单位要您了，是点错了，单位还没定，先不要去上班"),
    Verb.REJECT: (NOT_BY_MISTAKE, "前面说这次没有成，是点错了，单位还在看"),
}


def take_back(session: Session, referral_id: int, move_id: int, at: datetime, actor: Actor) -> TakenBack:
    """`taking_back.take_back`, what the clock, the talks and the warnings make of it, and the correction."""
    back = taking_back.take_back(session, referral_id, move_id, actor, at)
    look_after_person(session, back.referral.person_id, at, actor)
    if back.verb is not None:
        if back.verb in _CORRECTION:  # of a leaving nobody was told
            _correct(session, back.referral, back.verb, at)
        for one in (back.referral, *back.going_on):
            _remind_again(session, one, at)
    return back


def _correct(session: Session, referral: Referral, verb: Verb, at: datetime) -> None:
    correction, what = _CORRECTION[verb]
    heard = False
    for message in reversed(told_of(session, referral)):
        if message.state is MessageState.VOID:
            continue
        answer = message.fields.get("answer")
        if answer == correction:
            break  # what was said before that one is put right already
        if answer == CORRECTS[correction]:
            heard |= not push.withdraw(session, message, "no_longer_true", at)
    if heard:
        facts = job_facts(session.get_one(Vacancy, referral.vacancy_id)) | {"answer": correction, "what": what}
        message = tell_of_answer(session, referral, facts, at)
        if verb is Verb.REJECT:
            push.keep(session, message, "inbox_only", at)  # as the no itself: nobody is rung up for it


def _remind_again(session: Session, referral: Referral, at: datetime) -> None:
    """A reminder that was called off while the meeting did not hold is written anew."""
    if referral.state not in EXPECTED or referral.meet_at is None:
        return
    agreed = referral.meet_at.isoformat()
    known = [
        one
        for one in told_of(session, referral)
        if one.template is Template.MEETING_TOMORROW and one.fields.get("meet_at") == agreed
    ]
    if known and all(one.state is MessageState.VOID for one in known):
        remind_of_meeting(session, referral, at)
