"""One class: how it stands, who sits in it, who came how often, and the next step in one tap."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from desk.check_lines import lines_of
from desk.class_words import CLASS, LEVELS, TYPES, why_not
from desk.enrolment_words import ENROLMENT, HALVES
from desk.labels import EDUCATION
from desk.language import say as _
from desk.not_said import NotSaidError
from desk.undoing import say_done
from jobmatch import clock, not_held
from jobmatch.access import Actor, Permission, may
from jobmatch.courses import classes
from jobmatch.courses.attendance.service import sheets, tallies
from jobmatch.courses.checks import LONGEST as LONGEST_SEEN
from jobmatch.courses.checks import checks_of, to_put_right
from jobmatch.courses.class_cycle import COURSE_CLASS, TO_COME, ClassState, ClassVerb
from jobmatch.courses.enough import missing
from jobmatch.courses.enrolments.seen import kept_and_waiting
from jobmatch.courses.enrolments.service import roster
from jobmatch.courses.licensed import not_licensed
from jobmatch.courses.model import Course
from jobmatch.courses.refusals import UnacceptableCourseError
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.matches.posts import post_lines
from jobmatch.web import current_actor, permission, session, undo
from trainers.blueprint import COURSE, name_or_number, own_class, pages, written

_STEPS: Mapping[ClassVerb, tuple[Callable[[Session, int, datetime, Actor], Course], LazyString, LazyString]] = {
    ClassVerb.PUBLISH: (classes.publish, _l("公布"), _l("公布了，大家看得到了。")),
    ClassVerb.OPEN: (classes.open_to_all, _l("开始报名"), _l("开始报名了。")),
    ClassVerb.BEGIN: (classes.begin, _l("开班了"), _l("开班了。每半天点一回名。")),
    ClassVerb.END: (classes.end, _l("上完了"), _l("上完了。接着写考试和证书。")),
}
"""The steps of a class in their order: the verb, its button, and what is said once it is done."""
LONGEST_REASON = 100


@pages.get(f"/{COURSE}")
@permission(Permission.TEACH)
def shown(course_id: int) -> ResponseReturnValue:
    """A school sees the names of those who agree to it, until the outcome of the class has been seen."""
    return page(own_class(course_id))


def page(course: Course, wrong: NotSaidError | None = None) -> str:
    """The class as it stands; `wrong` is what a check leaves open that was sent from it."""
    actor = current_actor()
    sitting = roster(session(), course.id, clock.now(), actor)
    came = tallies(session(), [one.id for one, _name in sitting])
    kept, waiting = kept_and_waiting(session(), course.id)
    checks = checks_of(session(), course.id)
    posts = post_lines(session(), set(course.ordered_for or ()))
    return render_template(
        "trainers/one.html", course=course, states=CLASS, types=TYPES, education=EDUCATION, enrolment=ENROLMENT,
        halves=HALVES, kept=kept, waiting=waiting, missing=missing(course, kept), step=_next(course, actor),
        roster=[(one, name_or_number(one.id, name), came.get(one.id)) for one, name in sitting],
        unlicensed=_unlicensed(course), sheets=sheets(session(), course.id, actor),
        posts=[posts[one] for one in course.ordered_for or () if one in posts],
        may_change=course.state in TO_COME and may(actor, Permission.CHANGE_COURSE),
        may_cancel=_may(course, ClassVerb.CANCEL, actor) and may(actor, Permission.CHANGE_COURSE),
        running=course.state in (ClassState.OPEN, ClassState.RUNNING) and course.starts_on is not None
        and course.starts_on <= clock.today(),
        over=course.state is ClassState.ENDED, may_claim=may(actor, Permission.CLAIM_SUBSIDY),
        checks=lines_of(checks), to_put_right=to_put_right(checks), may_check=_may_look_in(course, actor), wrong=wrong,
        given=request.form, today=clock.today(), levels=LEVELS,
        longest={"reason": LONGEST_REASON, "saw": LONGEST_SEEN, "heads": 3},
    )  # fmt: skip


@pages.post(f"/{COURSE}/step")
@permission(Permission.TEACH)
def step(course_id: int) -> ResponseReturnValue:
    """Publish, open, begin or end; a rule that is broken is said in words."""
    course = own_class(course_id)
    name = written("verb", 20)
    if name not in set(_STEPS):
        abort(400)
    if name == ClassVerb.BEGIN and course.practice is None:
        say_done(_("有没有动手练的课，还没写。在“改一改”里点一下；有的写上保险，再来开班。"))
        return redirect(url_for("trainers.shown", course_id=course_id), 303)
    if name == ClassVerb.BEGIN and (few := _few(course)) and few != written("few", 10):
        say_done(
            _("报了%(n)s个，原来说最少%(m)s个才开。人少也开，就点“开班了”，再点一次。", n=few, m=course.capacity_least)
        )
        return redirect(url_for("trainers.shown", course_id=course_id), 303)
    act, _button, done = _STEPS[ClassVerb(name)]
    try:
        act(session(), course.id, clock.now(), current_actor())
    except UnacceptableCourseError as error:
        undo()
        say_done(why_not(error))
    except IllegalMoveError:
        undo()
        say_done(_("这个班刚才变了，现在是这样。"))
    else:
        say_done(str(done))
    return redirect(url_for("trainers.shown", course_id=course_id), 303)


@pages.post(f"/{COURSE}/cancel")
@permission(Permission.CHANGE_COURSE)
def cancel(course_id: int) -> ResponseReturnValue:
    """The class is not held, for a reason: seats and matches are put right, and whoever had a seat is told."""
    course, reason = own_class(course_id), written("reason", LONGEST_REASON)
    if not reason:
        say_done(_("为什么不办了？写一句，报了名的人要听得懂。"))
        return redirect(url_for("trainers.shown", course_id=course.id) + "#cancel", 303)
    try:
        told = not_held.cancel(session(), course, clock.today(), reason, clock.now(), current_actor())
    except UnacceptableCourseError as error:
        undo()
        say_done(why_not(error))
    except IllegalMoveError:
        undo()
        say_done(_("这个班刚才变了，现在是这样。"))
    else:
        say_done(_("记下了：不办了。报了名的%(n)s个人，都会告诉。", n=len(told)))
    return redirect(url_for("trainers.shown", course_id=course_id), 303)


def _few(course: Course) -> str:
    """How many have a seat of a class for which its school wanted more; empty where they are enough."""
    kept, _waiting = kept_and_waiting(session(), course.id)
    return str(course.enrolled - kept) if missing(course, kept) else ""


def _unlicensed(course: Course) -> str:
    """Why a class that others see already cannot begin as its school's licence is; empty where it can."""
    found = not_licensed(session(), course) if course.state in (ClassState.PUBLISHED, ClassState.OPEN) else None
    return "" if found is None else why_not(found)


def _may_look_in(course: Course, actor: Actor) -> bool:
    held = course.state in (ClassState.OPEN, ClassState.RUNNING, ClassState.ENDED)
    begun = course.starts_on is None or course.starts_on <= clock.today()
    return held and begun and may(actor, Permission.LICENSE_SCHOOL)


def _next(course: Course, actor: Actor) -> tuple[str, str] | None:
    """The verb and the button of the next step that this actor may take, once its day has come."""
    days = {ClassVerb.BEGIN: course.starts_on, ClassVerb.END: course.ends_on}
    for verb, (_act, button, _done) in _STEPS.items():
        if _may(course, verb, actor) and (days.get(verb) or date.min) <= clock.today():
            return verb.value, str(button)
    return None


def _may(course: Course, verb: ClassVerb, actor: Actor) -> bool:
    try:
        COURSE_CLASS.next_state(verb, course.state, actor.role)
    except IllegalMoveError:
        return False
    return True
