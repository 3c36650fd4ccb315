"""Planning a class: for what the county asks, or out of the school's own head; and changing it while it is to come."""

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from desk.class_words import LEVELS, TYPES
from desk.labels import EDUCATION
from desk.language import say as _
from desk.not_said import NotSaidError, Unclear
from desk.undoing import say_done
from jobmatch import clock, parameters, seats
from jobmatch.access import Permission, Role
from jobmatch.courses import classes, content
from jobmatch.courses.class_cycle import TO_COME
from jobmatch.courses.classes import Order
from jobmatch.courses.content import CourseContent
from jobmatch.courses.demand import DemandState, TrainingDemand
from jobmatch.courses.model import Course, Provider
from jobmatch.courses.refusals import UnacceptableCourseError
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.settings import settings
from jobmatch.vacancies.model import Vacancy
from jobmatch.web import current_actor, permission, session, undo
from trainers.blueprint import COURSE, own_class, pages
from trainers.form import CHANGED, LONGEST, beside, read, shown

_POST_NUMBER = re.compile(r"[A-Z]\w*[-\w]*")
_MOST_POSTS = 20
_EMPTY = CourseContent(title="")
_ITS_OWN = {"starts_on": "", "ends_on": "", "certificate_by": "", "enrolled": ""}
"""What a class that is held again does not take over."""


@pages.get("/new")
@permission(Permission.CHANGE_COURSE)
def new() -> ResponseReturnValue:
    """An empty form, or one filled from what the county asks for (`?demand=ID`) or from a class that was held."""
    demand = _demand(request.args.get("demand", 0, type=int))
    if demand is not None:
        return _page(None, shown(_asked(demand)), demand)
    like = request.args.get("like", 0, type=int)
    given = shown(content.read(own_class(like))) | _ITS_OWN if like else {}
    return _page(None, given, None)


@pages.post("/new")
@permission(Permission.CHANGE_COURSE)
def plan() -> ResponseReturnValue:
    """Plan a class, which nobody else sees until it is published; a second click leads to the same class."""
    unclear, now, asked = Unclear(), clock.now(), request.args.get("demand", 0, type=int)
    school = unclear.or_none(_school)
    if school is not None:
        session().refresh(school, with_for_update=True)  # two clicks come one after the other
    demand = _demand(asked)
    if asked and demand is None:
        return _gone(asked, school)
    planned = unclear.or_none(read, request.form, _EMPTY if demand is None else _asked(demand))
    order = unclear.or_none(_order, demand)
    if school is None or planned is None or order is None:
        broken = () if planned is None else classes.faults(planned, clock.today())
        wrong = NotSaidError.together([*unclear.found, *map(beside, broken)])
        return _page(None, request.form, demand, wrong), 422
    try:
        there = classes.just_planned(session(), school.id, planned, now)
        if there is not None:
            return _planned(there)
        course = classes.plan(session(), school.id, planned, order, now, current_actor())
    except UnacceptableCourseError as error:
        undo()
        return _page(None, request.form, demand, beside(error)), 422
    except IllegalMoveError:
        undo()
        return _gone(asked, school)
    return _planned(course)


@pages.get(f"/{COURSE}/change")
@permission(Permission.CHANGE_COURSE)
def change(course_id: int) -> ResponseReturnValue:
    """A class that is to come."""
    course = own_class(course_id)
    if course.state not in TO_COME:
        return redirect(url_for("trainers.shown", course_id=course.id), 303)
    return _page(course, shown(content.read(course)) | {"posts": _numbers(course)}, None)


@pages.post(f"/{COURSE}/change")
@permission(Permission.CHANGE_COURSE)
def changed(course_id: int) -> ResponseReturnValue:
    """Write what was changed; whoever was slower sees what stands there now, and keeps what was typed."""
    course = own_class(course_id)
    session().refresh(course, with_for_update=True)
    before = content.read(course)
    if request.form.get("seen", "") != stamp(before) and (differs := _differing(before)):
        return _page(course, request.form, None, differs=differs), 409
    try:
        typed = read(request.form, before)
        names = [name for name in CHANGED if getattr(typed, name) != getattr(before, name)]
        waiting = list(_order(None).vacancies) if "posts" in request.form else course.ordered_for or []
        ordered = waiting != (course.ordered_for or [])
        if ordered:
            classes.wait_for(session(), course.id, waiting, clock.now(), current_actor())
        if names:
            seats.amend(session(), course.id, typed, names, clock.now(), current_actor())
    except NotSaidError as wrong:
        return _page(course, request.form, None, wrong), 422
    except UnacceptableCourseError as error:
        undo()
        return _page(own_class(course_id), request.form, None, beside(error)), 422
    say_done(_("改好了。") if names or ordered else _("没有改动。"))
    return redirect(url_for("trainers.shown", course_id=course_id), 303)


def _planned(course: Course) -> ResponseReturnValue:
    """Said by a second click too: what was typed is with the server."""
    say_done(_("排好了。看一遍没有错，就公布。"))
    return redirect(url_for("trainers.shown", course_id=course.id), 303)


def _gone(demand_id: int, school: Provider | None) -> ResponseReturnValue:
    """What the county asked for is no longer to be had: by the own second click, or because somebody was sooner."""
    taken = session().get(TrainingDemand, demand_id)
    if taken is not None and taken.course is not None and school and taken.course.provider_id == school.id:
        return _planned(taken.course)
    words = _("这个班刚才有学校接了，或者县里不要了。写的都还在：自己还要办，就再点一次“排好了”。")
    return _page(None, request.form, None, NotSaidError("", words)), 409


def stamp(stands: CourseContent) -> str:
    """What a form was drawn from: another stamp says that somebody has changed the class meanwhile."""
    return sha256(repr(sorted(shown(stands).items())).encode()).hexdigest()[:16]


def _differing(stands: CourseContent) -> Sequence[tuple[str, str]]:
    """The fields in which what was typed is not what stands there now: which, and what stands."""
    there = shown(stands)
    return [(name, there[name]) for name in there if there[name] != request.form.get(name, "").strip()]


def _page(
    course: Course | None,
    given: Mapping[str, str],
    demand: TrainingDemand | None,
    wrong: NotSaidError | None = None,
    differs: Sequence[tuple[str, str]] = (),
) -> str:
    home, today = settings().home_division, clock.today()
    days = parameters.load(session()).whole("course_published_days", home, today)
    return render_template(
        "trainers/plan.html", refused=_refused(wrong),
        course=course, given=given, demand=demand, wrong=wrong, differs=differs, types=TYPES,
        levels=[(str(level), words) for level, words in LEVELS.items()],
        education=EDUCATION, longest=LONGEST, days=days,
        schools=[] if course else [(str(one.id), one.name) for one in _schools()],
        seen="" if course is None else stamp(content.read(course)),
    )  # fmt: skip


def _refused(wrong: NotSaidError | None) -> list[dict[str, str]]:
    """What is to be mended, each with the field that it stands beside."""
    found = () if wrong is None else wrong.all
    return [{"target": one.field, "words": one.words} for one in found if one.field]


def _schools() -> Sequence[Provider]:
    """For whom this account may plan: a trainer for the own schools, staff for every provider."""
    actor, found = current_actor(), select(Provider).order_by(Provider.name)
    if actor.role is Role.TRAINER:
        found = found.where(Provider.id.in_(actor.provider_ids))
    return session().scalars(found).all()


def _school() -> Provider:
    schools = {one.id: one for one in _schools()}
    if len(schools) > 1 and not request.form.get("school"):
        raise NotSaidError("school", _("哪个学校办？点一个。"))
    chosen = request.form.get("school", 0, type=int) if len(schools) > 1 else next(iter(schools), 0)
    if chosen not in schools:
        abort(404)
    return schools[chosen]


def _demand(demand_id: int) -> TrainingDemand | None:
    found = session().get(TrainingDemand, demand_id) if demand_id > 0 else None
    return None if found is None or found.state is not DemandState.OPEN else found


def _asked(demand: TrainingDemand) -> CourseContent:
    like = None if demand.like_course_id is None else session().get(Course, demand.like_course_id)
    return classes.like_demand(demand, like)


def _numbers(course: Course) -> str:
    """The numbers of the posts that wait for it, as the form asks for them."""
    ids = course.ordered_for or ()
    known = dict(session().execute(select(Vacancy.id, Vacancy.number).where(Vacancy.id.in_(ids))).all())
    return " ".join(known[one] for one in ids if one in known)


def _order(demand: TrainingDemand | None) -> Order:
    """Who waits for the class: the posts of the demand, else those whose numbers were typed."""
    if demand is not None:
        return Order(tuple(demand.vacancies), demand.id)
    numbers = _POST_NUMBER.findall(request.form.get("posts", "")[:400].upper())[:_MOST_POSTS]
    if not numbers:
        return Order()
    known = select(Vacancy.number, Vacancy.id).where(Vacancy.number.in_(numbers))
    found = {row.number: row.id for row in session().execute(known)}
    if missing := [number for number in numbers if number not in found]:
        raise NotSaidError("posts", _("没有岗位%(number)s，照岗位上的号写。", number=missing[0]))
    return Order(tuple(found[number] for number in dict.fromkeys(numbers)))
