"""What an employer answers about somebody who was introduced: come and talk, you have the place, not this time.

It comes from the employer, or from the worker who rang there. The same answer again changes nothing.
"""

from datetime import date, datetime

from sqlalchemy.orm import Session

from jobmatch import audit, clock, parameters
from jobmatch.access import Actor
from jobmatch.placements.employer_texts.silence import go_on_after_answer
from jobmatch.placements.first_day import require_possible
from jobmatch.placements.meeting import Meeting, require_ahead
from jobmatch.placements.model import Referral
from jobmatch.placements.moving import agree_on, find_for_employer, is_served, move, note_meeting
from jobmatch.placements.others import hold_person, running_beside
from jobmatch.placements.part_time import stand_together
from jobmatch.placements.referral import AT_WORK, HOLDS_SEAT, REFERRAL, UNDECIDED, ReferralState, RejectReason, Verb
from jobmatch.settings import settings
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.model import Vacancy

TAKES_PEOPLE = frozenset({VacancyState.PUBLISHED, VacancyState.PAUSED, VacancyState.FILLED})
"""A paused advert is shown to nobody new, and who was introduced before may still get the place; a filled one has a
place again as soon as somebody leaves."""


class NotHiringError(ValueError):
    """The vacancy is gone, or its employer may employ nobody through us."""


class NotServedError(NotHiringError):
    """The person has died, or has left the households that we serve."""


class AlreadyHiredError(ValueError):
    """The person has a place elsewhere that is not begun yet; two that cannot both be kept are not given."""


def invite(session: Session, referral_id: int, actor: Actor, at: datetime, meeting: Meeting | None = None) -> Referral:
    """The employer wants to see the person; raises MeetingError for a day and hour that are over.

    Said again with another hour, the new one counts.
    """
    referral = find_for_employer(session, referral_id, actor, at)
    if referral.state != ReferralState.INTERVIEW:
        if meeting is not None:
            require_ahead(meeting.at, referral.meet_at, at)
        move(session, referral, Verb.INVITE, actor, at)
        if meeting is not None:
            agree_on(referral, meeting, at)
            session.flush()
        go_on_after_answer(session, referral.vacancy_id, at, actor)
        return referral
    if meeting is None or meeting == Meeting(referral.meet_at, referral.meet_place, referral.meet_whom):
        return referral
    return note_meeting(session, referral, meeting, actor, at)


def hire(
    session: Session, referral_id: int, actor: Actor, at: datetime, begins_on: date | None = None
) -> Referral:  # fmt: skip
    """The employer takes the person: one place of the vacancy is gone, and what else was open for the person ends.

    `begins_on` is the first day of work, where it is agreed; said again with another day, the new one counts. Raises
    AgreedDayError, NoSeatError when no place is left, NotHiringError and NotServedError, AlreadyHiredError; then
    nothing has changed.
    """
    people = hold_person(session, referral_id)
    referral = find_for_employer(session, referral_id, actor, at)
    if begins_on is not None and referral.state not in AT_WORK:
        require_possible(begins_on, clock.local_day(at), parameters.load(session), settings().home_division)
    if referral.state in HOLDS_SEAT:
        return _note_first_day(session, referral, begins_on, actor, at)
    REFERRAL.next_state(Verb.HIRE, referral.state, actor.role)
    if not is_served(session, referral.person_id):
        raise NotServedError("this person no longer lives here; ask whoever served the family")
    vacancy = session.get_one(Vacancy, referral.vacancy_id, populate_existing=True)
    _require_hiring(vacancy, at)
    others = [one for one in running_beside(session, people, referral) if not _fits(session, one, vacancy, at)]
    if any(one.state == ReferralState.HIRED for one in others):
        raise AlreadyHiredError("this person is expected at another employer; call that off first, if the person wants")
    move(session, referral, Verb.HIRE, actor, at)
    referral.begins_on = begins_on
    for other in others:
        if other.state in UNDECIDED:
            move(session, other, Verb.GIVE_WAY, actor, at)
    go_on_after_answer(session, referral.vacancy_id, at, actor)
    return referral


def reject(session: Session, referral_id: int, reason: RejectReason, actor: Actor, at: datetime) -> Referral:
    """The employer does not take the person, for a reason from the list; the person is not told which."""
    referral = find_for_employer(session, referral_id, actor, at)
    if referral.state == ReferralState.REJECTED:
        return referral
    move(session, referral, Verb.REJECT, actor, at, RejectReason(reason).value)
    go_on_after_answer(session, referral.vacancy_id, at, actor)
    return referral


def _note_first_day(
    session: Session, referral: Referral, begins_on: date | None, actor: Actor, at: datetime
) -> Referral:  # fmt: skip
    """Another first day of who was hired before and has not begun; an open one leaves the day that is agreed."""
    if referral.state == ReferralState.HIRED and begins_on not in (None, referral.begins_on):
        referral.begins_on = begins_on
        detail = f"vacancy:{referral.vacancy_id} {begins_on}"
        audit.record(session, actor, "referral_begins", f"person:{referral.person_id}", at, detail)
        session.flush()
    return referral


def _require_hiring(vacancy: Vacancy, at: datetime) -> None:
    banned = vacancy.employer.blacklisted_since
    if vacancy.state not in TAKES_PEOPLE or (banned is not None and banned <= clock.local_day(at)):
        raise NotHiringError("this vacancy is closed; nobody can be hired into it any more")


def _fits(session: Session, other: Referral, vacancy: Vacancy, at: datetime) -> bool:
    """Whether another post can be kept beside this one."""
    beside = session.get_one(Vacancy, other.vacancy_id)
    return stand_together(vacancy, beside, parameters.load(session), clock.local_day(at))
