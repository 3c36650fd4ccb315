"""Ringing those who wanted to think about a post: yes, no, or nobody there, three days long."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from jobmatch import clock
from jobmatch.demo.play import behaviour, counter
from jobmatch.demo.play.behaviour import Call, Shown
from jobmatch.demo.play.day import Day, Home
from jobmatch.households.codes import ConsentPurpose
from jobmatch.households.consent import allows
from jobmatch.placements import answering
from jobmatch.placements import service as placements
from jobmatch.placements.answering import Said
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import ReferralState
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.model import Vacancy

_PATIENCE = timedelta(days=3)
_UNPAID = Shown(near=True, pay=None, floor=None, lodged=True, score=0)


def ring_the_undecided(day: Day) -> None:
    """Everybody who has had some days to think is rung once; a post that is gone is told and called off."""
    undecided = day.session.scalars(
        select(Referral)
        .where(Referral.state == ReferralState.OFFERED)
        .options(selectinload(Referral.moves))
        .order_by(Referral.id)
    ).all()
    due = [one for one in undecided if day.on - clock.local_day(one.moves[-1].at) >= _PATIENCE]
    homes = day.homes([one.person_id for one in due])
    for referral in due:
        home = homes.get(referral.person_id)
        if home is not None:
            _ring(day, home, referral)


def _ring(day: Day, home: Home, referral: Referral) -> None:
    session, at, helper = day.session, day.at(11), day.staff.helper(home)
    vacancy = session.get_one(Vacancy, referral.vacancy_id)
    if vacancy.state is not VacancyState.PUBLISHED:
        placements.cancel(session, referral.id, helper, at)
        return
    rng = day.dice("call", referral.person_id, referral.vacancy_id)
    answered = behaviour.call(rng)
    if answered is Call.NOBODY:
        placements.miss(session, referral.id, helper, at)
    elif answered is Call.NO or referral.proposal_id is None:
        placements.decline(session, referral.id, behaviour.why_not(_UNPAID, day.season, rng), helper, at)
    elif allows(session, referral.person_id, ConsentPurpose.MATCH_AND_TELL, day.on):
        said = answering.answer(session, referral.proposal_id, Said.WANT, None, at, day.staff.clerk(home))
        counter.introduce(day, home, said)
