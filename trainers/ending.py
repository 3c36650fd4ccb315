"""How a class ends: the exams of its people, and the numbers of their certificates, each sheet whole or not at all."""

from collections.abc import Mapping
from datetime import date

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk.enrolment_words import ENROLMENT, EXAMS, FAILS, WHY_NOT_CONCLUDE
from desk.language import say as _
from desk.language import say_with
from desk.undoing import say_done
from jobmatch import clock, learning
from jobmatch.access import Permission
from jobmatch.courses.attendance.service import tallies
from jobmatch.courses.ending import service as concluding
from jobmatch.courses.ending.refusals import CannotConcludeError
from jobmatch.courses.ending.service import Card
from jobmatch.courses.enrolments.cycle import SITS, EnrolmentState
from jobmatch.courses.enrolments.model import Exam
from jobmatch.courses.enrolments.service import roster
from jobmatch.courses.model import Course
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.web import current_actor, permission, session, undo
from trainers.blueprint import COURSE, name_or_number, own_class, pages, written

LONGEST_NUMBER, LONGEST_SCOPE = 40, 100


@pages.get(f"/{COURSE}/ending")
@permission(Permission.TEACH)
def ending(course_id: int) -> ResponseReturnValue:
    """Who is still to be examined, who is to be given a certificate, and what became of the others."""
    return _page(own_class(course_id), {})


@pages.post(f"/{COURSE}/ending/exams")
@permission(Permission.TEACH)
def examine(course_id: int) -> ResponseReturnValue:
    """Write down the exam of everybody who was tapped; attendance decides beside it."""
    course, wrong = own_class(course_id), {}
    done = known = 0
    for one, _name in roster(session(), course.id, clock.now(), current_actor()):
        said = request.form.get(f"exam-{one.id}", "")
        if said not in set(Exam):
            continue
        if one.state not in SITS:
            known += 1
            continue
        try:
            concluding.conclude(session(), one.id, Exam(said), clock.now(), current_actor())
            done += 1
        except CannotConcludeError as error:
            wrong[one.id] = _why_not(error)
        except IllegalMoveError:
            wrong[one.id] = _("这个人的刚才变了，刷新再看。")
    if done:
        return _answer(course_id, wrong, _("记好了%(n)s个人的考试。", n=done))
    return _answer(course_id, wrong, _("先前都记好了。") if known else _("还没有点，点了再存。"))


@pages.post(f"/{COURSE}/ending/certificates")
@permission(Permission.TEACH)
def certify(course_id: int) -> ResponseReturnValue:
    """Write down the numbers that were typed; each enters the person's record and opens the posts that waited."""
    course, wrong = own_class(course_id), {}
    done = known = 0
    days = {name: _day(name) for name in ("issued_on", "valid_to", "review_due")}
    unread = any(day is None and written(name, 20) for name, day in days.items())
    issued = days["issued_on"]
    for one, _name in roster(session(), course.id, clock.now(), current_actor()):
        number = written(f"number-{one.id}", LONGEST_NUMBER)
        if not number:
            continue
        if one.state != EnrolmentState.COMPLETED:
            known += 1
            continue
        if issued is None or unread:
            wrong[one.id] = _("日子没看懂，照 2026-12-01 这样写。") if unread else _("哪天发的证还没写。")
            continue
        card = Card(number, issued, days["valid_to"], days["review_due"], written("scope", LONGEST_SCOPE) or None)
        try:
            learning.certify(session(), one.id, card, clock.now(), current_actor())
            done += 1
        except CannotConcludeError as error:
            wrong[one.id] = _why_not(error)
        except IllegalMoveError:
            wrong[one.id] = _("这个人的刚才变了，刷新再看。")
    if done:
        return _answer(course_id, wrong, _("记好了%(n)s张证，已经写进本人的登记。", n=done))
    return _answer(course_id, wrong, _("先前都记好了。") if known else _("还没有写证号，写了再存。"))


def _answer(course_id: int, wrong: Mapping[int, str], words: str) -> ResponseReturnValue:
    if wrong:
        undo()
        return _page(own_class(course_id), wrong), 422
    say_done(words)
    return redirect(url_for("trainers.ending", course_id=course_id), 303)


def _page(course: Course, wrong: Mapping[int, str]) -> str:
    seats = [
        (one, name_or_number(one.id, name)) for one, name in roster(session(), course.id, clock.now(), current_actor())
    ]
    came = tallies(session(), [one.id for one, _name in seats])
    return render_template(
        "trainers/ending.html", course=course, wrong=wrong, exams=EXAMS, enrolment=ENROLMENT, fails=FAILS, came=came,
        sitting=[each for each in seats if each[0].state in SITS],
        passed=[each for each in seats if each[0].state == EnrolmentState.COMPLETED],
        others=[each for each in seats if each[0].state not in SITS | {EnrolmentState.COMPLETED}],
        given=request.form, today=clock.today(), longest=LONGEST_NUMBER, longest_scope=LONGEST_SCOPE,
        ends_with_card=bool(course.certificate_kind or course.certificate),
    )  # fmt: skip


def _why_not(error: CannotConcludeError) -> str:
    return say_with(WHY_NOT_CONCLUDE[error.code], error.facts)


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(request.form.get(name, ""))
    except ValueError:
        return None
