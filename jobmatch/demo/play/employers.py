"""What employers do about those who were introduced: they invite, hire, reject or say nothing; and who then comes."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from jobmatch import clock, flow, telling
from jobmatch.access import Actor, Role
from jobmatch.demo.play import behaviour, calendar
from jobmatch.demo.play.behaviour import Verdict
from jobmatch.demo.play.day import Day, Home, resident
from jobmatch.placements import employing
from jobmatch.placements import service as placements
from jobmatch.placements.meeting import Meeting
from jobmatch.placements.model import Referral
from jobmatch.placements.moving import NoSeatError
from jobmatch.placements.referral import ReferralState, RejectReason, StartProof
from jobmatch.vacancies.model import Vacancy

_RINGS_WITHIN, _SILENT_FOR, _PAPER_AFTER = timedelta(days=4), timedelta(days=14), timedelta(days=20)
_GIVEN_UP_AFTER = timedelta(days=8)
_BY_THE_EMPLOYER = 0.5


def hear_the_employers(day: Day) -> None:
    """Whoever was to be met by today is decided about, or not: after two weeks of silence the helper calls it off."""
    waiting = _in(day, ReferralState.INTRODUCED, ReferralState.INTERVIEW)
    homes = day.homes([one.person_id for one in waiting])
    for referral in waiting:
        home = homes.get(referral.person_id)
        if home is not None and _is_due(day, referral):
            _decide(day, home, referral)


def see_who_comes(day: Day) -> None:
    """Who was hired begins some days later: the person says so, then the employer, or a pay slip; some never come."""
    hired = _in(day, ReferralState.HIRED)
    homes = day.homes([one.person_id for one in hired])
    for referral in hired:
        home = homes.get(referral.person_id)
        if home is not None:
            _begin(day, home, referral)


def _in(day: Day, *states: ReferralState) -> Sequence[Referral]:
    return day.session.scalars(
        select(Referral)
        .where(Referral.state.in_(states))
        .options(selectinload(Referral.moves), selectinload(Referral.start_words))
        .order_by(Referral.id)
    ).all()


def _since(referral: Referral) -> date:
    return clock.local_day(referral.moves[-1].at)


def _is_due(day: Day, referral: Referral) -> bool:
    """On the day of the meeting in the evening, or some days after the call where none was named."""
    if referral.meet_at is not None and clock.local_day(referral.meet_at) > _since(referral):
        return clock.local_day(referral.meet_at) <= day.on
    return day.on - _since(referral) >= _RINGS_WITHIN


def _decide(day: Day, home: Home, referral: Referral) -> None:
    session, at = day.session, day.at(17)
    seen = referral.state == ReferralState.INTERVIEW
    # The same dice until something is said: who is silent stays silent.
    rng = behaviour.dice(day.seed, "verdict", referral.person_id, referral.vacancy_id, referral.state)
    verdict = behaviour.verdict(seen, rng)
    helper = day.staff.helper(home)
    if verdict is Verdict.SILENT:
        if day.on - _since(referral) >= _SILENT_FOR:
            placements.cancel(session, referral.id, helper, at)
        return
    by = _employer(session.get_one(Vacancy, referral.vacancy_id)) if rng.random() < _BY_THE_EMPLOYER else helper
    if verdict is Verdict.INVITES:
        meeting = Meeting(calendar.instant(calendar.next_office_day(day.on, rng.randint(1, 4)), 10))
        telling.invite(session, referral.id, at, by, meeting)
        return
    if verdict is Verdict.HIRES:
        try:
            telling.hire(session, referral.id, at, by)
            day.touched.add(home.household_id)
        except (NoSeatError, employing.NotHiringError):
            telling.reject(session, referral.id, RejectReason.FULL, at, by)
        except employing.AlreadyHiredError:
            placements.cancel(session, referral.id, helper, at)
        return
    telling.reject(session, referral.id, behaviour.why_rejected(seen, rng), at, by)


def _begin(day: Day, home: Home, referral: Referral) -> None:
    """The dice of a hire are thrown once: when the person comes, and who tells of it when."""
    rng = behaviour.dice(day.seed, "start", referral.person_id, referral.vacancy_id)
    hired_on = min(clock.local_day(one.at) for one in referral.moves if one.target == ReferralState.HIRED)
    comes, tells, confirms = rng.random() < 0.92, rng.random() < 0.85, rng.random() < 0.85
    first_day = calendar.next_office_day(hired_on, rng.randint(1, 6))
    helper, at = day.staff.helper(home), day.at(18)
    if not comes:
        if day.on - hired_on >= _GIVEN_UP_AFTER:
            flow.leave(day.session, referral.id, day.on, behaviour.why_not_come(rng), at, helper)
        return
    said = {one.proof for one in referral.start_words}
    words = (
        (StartProof.RESIDENT, tells, first_day, resident(referral.person_id)),
        (StartProof.EMPLOYER, confirms, calendar.next_office_day(first_day, 1), _employer_of(day, referral)),
        (StartProof.PAPER, True, first_day + _PAPER_AFTER, helper),
        (StartProof.RESIDENT, True, first_day + _PAPER_AFTER, helper),
    )
    for proof, heard, on, by in words:
        if heard and day.on >= on and proof not in said and referral.state == ReferralState.HIRED:
            flow.place(day.session, referral.id, proof, first_day, at, by)
            said.add(proof)


def _employer_of(day: Day, referral: Referral) -> Actor:
    return _employer(day.session.get_one(Vacancy, referral.vacancy_id))


def _employer(vacancy: Vacancy) -> Actor:
    """Whoever answers for the employer on its own account."""
    return Actor(f"employer:{vacancy.employer_id}", Role.EMPLOYER, employer_ids=frozenset({vacancy.employer_id}))
