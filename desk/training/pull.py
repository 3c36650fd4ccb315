"""One post that stays open: who could have it after a short class, by name for the site's own staff, else how many."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from desk.few import at_most_few
from desk.row_ids import LARGEST_ID
from desk.training.blueprint import pages
from jobmatch import clock
from jobmatch.access import Permission, may
from jobmatch.households.model import Person
from jobmatch.matches.pulled import pull_lists
from jobmatch.matching.rules import load_rules
from jobmatch.vacancies.model import Vacancy
from jobmatch.web import current_actor, permission, session

AT_ONCE = 50
"""So many people are named: whoever rings them has enough for a class."""


@pages.get(f"/posts/<int(max={LARGEST_ID}):vacancy_id>")
@permission(Permission.WATCH_VACANCIES)
def pull(vacancy_id: int) -> ResponseReturnValue:
    """First those who are in time for the post, and of them those of households in which nobody works."""
    vacancy = session().get(Vacancy, vacancy_id)
    if vacancy is None:
        abort(404)
    actor, days = current_actor(), load_rules().course_days
    found = pull_lists(session(), (vacancy_id,), days, clock.today(), clock.now(), actor)[vacancy_id]
    people = found.people[:AT_ONCE]
    ids = [one.person for one in people]
    names = {row.id: row.name for row in session().execute(select(Person.id, Person.name).where(Person.id.in_(ids)))}
    return render_template(
        "training/pull.html", vacancy=vacancy, days=days, found=found, people=people, names=names,
        all=at_most_few(found.all), in_time=at_most_few(found.in_time), waiting=at_most_few(found.waiting),
        may_name=may(actor, Permission.FOLLOW_UP),
    )  # fmt: skip
