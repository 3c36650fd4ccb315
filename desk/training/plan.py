"""The plan: how many seats there are is said, and which classes they should go to is shown, each with its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk import labels
from desk.few import at_most_few
from desk.files import WORKBOOK, attachment
from desk.language import say as _
from desk.row_ids import row_id
from desk.training.blueprint import PLAN, pages
from desk.training.sheet import as_workbook
from desk.undoing import say_done
from jobmatch import audit, clock, db
from jobmatch.access import Permission
from jobmatch.courses import demand
from jobmatch.courses.demand import DemandState, NoSuchDemandError, TrainingDemand
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.matches import training_plans
from jobmatch.matches.posts import PostLine, post_lines
from jobmatch.matches.training_plans import (
    MOST_SEATS,
    NoSuchClassError,
    PlannedClass,
    TrainingPlan,
    WrongSeatsError,
    classes_of,
)
from jobmatch.reports.masking import FEW
from jobmatch.web import current_actor, engine, permission, session, undo

USUAL_SEATS = 200


@dataclass(frozen=True)
class Row:
    """One class as the page shows it: what it is, the paper, who needs it in words, its posts, and what was asked."""

    one: PlannedClass
    paper: str
    needed: str
    posts: Sequence[tuple[PostLine, int, bool]]
    demand: TrainingDemand | None


@pages.get("")
@permission(Permission.PLAN_TRAINING)
def front() -> ResponseReturnValue:
    """The plan that was made last."""
    plan = training_plans.newest(session(), current_actor())
    return _page(plan, str(plan.seats if plan is not None else USUAL_SEATS))


@pages.post("")
@permission(Permission.PLAN_TRAINING)
def make() -> ResponseReturnValue:
    """A plan of today for so many seats; while it is worked out nothing of the database is held."""
    given = request.form.get("seats", "").strip()
    actor, on = current_actor(), clock.today()
    undo()
    try:
        seats = int(given) if given.isascii() and given.isdecimal() and len(given) < 9 else 0
        with db.reading(engine()) as reading:
            made = training_plans.make(reading, seats, on, actor)
    except WrongSeatsError:
        return _page(training_plans.newest(session(), actor), given[:9], wrong=True), 422
    training_plans.keep(session(), made, clock.now(), actor)
    return redirect(url_for("training.front"))


@pages.get(f"/{PLAN}/classes.xlsx")
@permission(Permission.PLAN_TRAINING)
def workbook(plan_id: int) -> ResponseReturnValue:
    """The plan as a file."""
    actor = current_actor()
    try:
        plan = training_plans.find(session(), plan_id, actor)
    except NoSuchClassError:
        abort(404)
    audit.record(session(), actor, "training_plan.file", f"training_plan:{plan.id}", clock.now())
    content = as_workbook(plan, _rows(plan))
    return attachment(content, WORKBOOK, f"training-plan-{plan.as_of:%Y%m%d}.xlsx")


@pages.post(f"/{PLAN}/ask")
@permission(Permission.PLAN_TRAINING)
def ask(plan_id: int) -> ResponseReturnValue:
    """One class of it is put on the list that schools plan from."""
    try:
        offer = request.form.get("offer", "")
        asked = training_plans.ask_for(session(), plan_id, offer, clock.now(), current_actor())
    except NoSuchClassError:
        abort(404)
    say_done(
        _("请学校办“%(title)s”了，在%(site)s。", title=asked.title, site=asked.site),
        url_for("training.withdraw", plan_id=plan_id), {"demand": str(asked.id), "offer": offer},
    )  # fmt: skip
    return redirect(url_for("training.front"))


@pages.post(f"/{PLAN}/withdraw")
@permission(Permission.PLAN_TRAINING)
def withdraw(plan_id: int) -> ResponseReturnValue:
    """It is wanted no more; a class that somebody plans for it already stays."""
    number = row_id(request.form.get("demand", ""))
    try:
        gone = demand.withdraw(session(), number, clock.now(), current_actor())
    except NoSuchDemandError:
        abort(404)
    except IllegalMoveError:
        say_done(_("已经有学校在办这个班了，撤不回来。打电话跟学校说。"))
        return redirect(url_for("training.front"))
    say_done(
        _("“%(title)s”不办了。", title=gone.title),
        url_for("training.ask", plan_id=plan_id), {"offer": request.form.get("offer", "")},
    )  # fmt: skip
    return redirect(url_for("training.front"))


def _page(plan: TrainingPlan | None, seats: str, *, wrong: bool = False) -> str:
    return render_template(
        "training/plan.html", plan=plan, seats=seats, wrong=wrong, most=MOST_SEATS, usual=USUAL_SEATS,
        rows=[] if plan is None else _rows(plan), states=DemandState, few=at_most_few,
    )  # fmt: skip


def _rows(plan: TrainingPlan) -> list[Row]:
    classes = classes_of(plan)
    posts = post_lines(session(), {vacancy for one in classes for vacancy, _places, _in_time in one.posts})
    asked = training_plans.asked(session(), plan)
    return [
        Row(
            one, labels.label(labels.CERTIFICATE, one.certificate), _needed(one),
            [(posts[vacancy], places, in_time) for vacancy, places, in_time in one.posts if vacancy in posts],
            asked.get(one.offer),
        )
        for one in classes
    ]  # fmt: skip


def _needed(one: PlannedClass) -> str:
    """How many need the class, and where they live; one site of few would be told by the others and the sum."""
    tell = all(count >= FEW for _name, count in one.by_site)
    sites = _("、").join(
        _("%(site)s%(n)s个", site=name or _("没有安置点的"), n=count) if tell else name or _("没有安置点的")
        for name, count in one.by_site
    )
    return _("%(n)s个人读了就有岗位去：%(sites)s", n=at_most_few(one.learners), sites=sites)
