"""One post that stays open: who could have it after a short class, and for the county such a class asked for."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from desk.few import at_most_few
from desk.language import say as _
from desk.row_ids import LARGEST_ID, row_id
from desk.training.blueprint import pages
from desk.undoing import say_done
from jobmatch import clock
from jobmatch.access import Permission, may
from jobmatch.courses import demand
from jobmatch.courses.demand import DemandState, NoSuchDemandError
from jobmatch.households.model import Person
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.matches import asked_for_posts
from jobmatch.matches.pulled import pull_lists
from jobmatch.matches.training_plans import NoSuchClassError
from jobmatch.matching.rules import load_rules
from jobmatch.vacancies.model import Vacancy
from jobmatch.web import current_actor, permission, session

AT_ONCE = 50
"""So many people are named: whoever rings them has enough for a class."""
NEAR = 6
"""So many classes are offered at first sight, those near the post."""
_POST = f"/posts/<int(max={LARGEST_ID}):vacancy_id>"


@pages.get(_POST)
@permission(Permission.WATCH_VACANCIES)
def pull(vacancy_id: int) -> ResponseReturnValue:
    """First those who are in time for the post, and of them those of households in which nobody works."""
    vacancy = session().get(Vacancy, vacancy_id) or abort(404)
    actor, days = current_actor(), load_rules().course_days
    may_plan = may(actor, Permission.PLAN_TRAINING)
    classes = asked_for_posts.classes_for(session(), vacancy, clock.today()) if may_plan else ()
    offers = [one.offer.course for one in classes]
    found = pull_lists(session(), (vacancy_id,), days, clock.today(), clock.now(), actor, offers)[vacancy_id]
    people = found.people[:AT_ONCE]
    ids = [one.person for one in people]
    names = {row.id: row.name for row in session().execute(select(Person.id, Person.name).where(Person.id.in_(ids)))}
    return render_template(
        "training/pull.html", vacancy=vacancy, days=days, found=found, people=people, names=names,
        all=at_most_few(found.all), in_time=at_most_few(found.in_time), waiting=at_most_few(found.waiting),
        may_name=may(actor, Permission.FOLLOW_UP), asked=asked_for_posts.standing(session(), vacancy),
        states=DemandState, near=NEAR, may_plan=may_plan, classes=classes,
        would_come={offer: tuple(map(at_most_few, counts)) for offer, counts in found.offers.items()},
    )  # fmt: skip


@pages.post(f"{_POST}/ask")
@permission(Permission.PLAN_TRAINING)
def ask_for_post(vacancy_id: int) -> ResponseReturnValue:
    """Such a class is put on the list that schools plan from."""
    vacancy = session().get(Vacancy, vacancy_id) or abort(404)
    try:
        offer, now = request.form.get("offer", ""), clock.now()
        asked = asked_for_posts.ask_for_post(session(), vacancy, offer, clock.today(), now, current_actor())
    except NoSuchClassError:
        abort(404)
    say_done(
        _("请学校办“%(title)s”了，在%(site)s。", title=asked.title, site=asked.site),
        url_for("training.withdraw_for_post", vacancy_id=vacancy_id), {"demand": str(asked.id), "offer": offer},
    )  # fmt: skip
    return redirect(url_for("training.pull", vacancy_id=vacancy_id), 303)


@pages.post(f"{_POST}/withdraw")
@permission(Permission.PLAN_TRAINING)
def withdraw_for_post(vacancy_id: int) -> ResponseReturnValue:
    """It is wanted no more; a class that somebody plans for it already stays."""
    try:
        gone = demand.withdraw(session(), row_id(request.form.get("demand", "")), clock.now(), current_actor())
    except NoSuchDemandError:
        abort(404)
    except IllegalMoveError:
        say_done(_("已经有学校在办这个班了，撤不回来。打电话跟学校说。"))
        return redirect(url_for("training.pull", vacancy_id=vacancy_id), 303)
    say_done(
        _("“%(title)s”不办了。", title=gone.title),
        url_for("training.ask_for_post", vacancy_id=vacancy_id), {"offer": request.form.get("offer", "")},
    )  # fmt: skip
    return redirect(url_for("training.pull", vacancy_id=vacancy_id), 303)
