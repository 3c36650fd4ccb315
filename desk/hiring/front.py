"""The first page of an employer: whom to answer, who is expected, who works here, and the own posts."""

from collections.abc import Mapping

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from desk.hiring.blueprint import pages
from desk.hiring.people import cards
from desk.hiring.posts import STATE
from desk.post_standing import stands
from desk.reply_words import in_a_sentence
from desk.vacancies import confirmed_days
from jobmatch import clock, parameters
from jobmatch.access import Permission
from jobmatch.placements.employer_texts.silence import paused_in_silence
from jobmatch.placements.referral import AT_WORK
from jobmatch.placements.replying import replies
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.model import Employer, Vacancy
from jobmatch.web import current_actor, permission, session

_ORDER: Mapping[VacancyState, int] = {
    VacancyState.REFUSED: 0, VacancyState.PUBLISHED: 1, VacancyState.PAUSED: 2, VacancyState.DRAFT: 3,
    VacancyState.FILLED: 4,
}  # fmt: skip
MOST_OLD = 20
"""Of posts that are over so many are shown, to be offered again."""


@pages.get("")
@permission(Permission.HIRE)
def front() -> ResponseReturnValue:
    """Whoever waits for the office's word sees that, and nothing of anybody."""
    own = current_actor().employer_ids
    employers = session().scalars(select(Employer).where(Employer.id.in_(own)).order_by(Employer.name)).all()
    posts = session().scalars(
        select(Vacancy).options(joinedload(Vacancy.employer)).where(Vacancy.employer_id.in_(own)).order_by(Vacancy.id.desc())
    ).all()  # fmt: skip
    running = sorted((one for one in posts if one.state in _ORDER), key=lambda one: _ORDER[one.state])
    silent, today, days = paused_in_silence(session(), running), clock.today(), confirmed_days() if running else 0
    rates = replies(session(), own, parameters.load(session()), today, clock.now()) if posts else {}
    people = cards(session(), current_actor())
    return render_template(
        "hiring/front.html", employers=employers, state=STATE,
        longest=max((one.days for one in rates.values()), default=0),
        replied=[(one.name, in_a_sentence(rates[one.id])) for one in employers if one.id in rates],
        running=[(one, *stands(one, STATE, one.id in silent, today, days)) for one in running],
        silent=[one for one in running if one.id in silent],
        over=[one for one in posts if one.state not in _ORDER][:MOST_OLD],
        waiting=[one for one in people if one.waits], expected=[one for one in people if one.expected],
        at_work=[one for one in people if one.referral.state in AT_WORK],
    )  # fmt: skip
