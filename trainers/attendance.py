"""Calling the roll on a telephone, one half-day at a time; two who call it at once lose nothing of each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk.class_words import why_not
from desk.enrolment_words import HALVES, MARKS, WHY_NOT_MARK
from desk.language import say as _
from desk.language import say_day, say_with
from desk.undoing import say_done
from jobmatch import clock, learning
from jobmatch.access import Permission
from jobmatch.courses.attendance import taking_back
from jobmatch.courses.attendance.model import ClassSession, Half, Mark
from jobmatch.courses.attendance.refusals import CannotMarkError
from jobmatch.courses.attendance.service import HalfDay, sheets
from jobmatch.courses.enrolments.cycle import SITS
from jobmatch.courses.enrolments.service import roster
from jobmatch.courses.half_days import half_at
from jobmatch.courses.model import Course
from jobmatch.courses.refusals import UnacceptableCourseError
from jobmatch.web import current_actor, permission, session, undo
from trainers.blueprint import COURSE, name_or_number, own_class, pages, written
from trainers.typed import day

REST = {"present": Mark.PRESENT, "absent": Mark.ABSENT}
"""The two ways to send the sheet: what holds for whoever was not tapped."""


@dataclass(frozen=True)
class Seat:
    """A line of the sheet: whose, what stands there, what was tapped, and whether somebody else has just changed it."""

    enrolment_id: int
    name: str
    stands: str
    tapped: str
    wrong: str


@pages.get(f"/{COURSE}/attendance")
@permission(Permission.TEACH)
def attendance(course_id: int) -> ResponseReturnValue:
    """The sheet of a half-day: today's, unless the address names another."""
    course = own_class(course_id)
    on, half = _asked(course, request.args)
    return _page(course, on, half, {}, {})


@pages.post(f"/{COURSE}/attendance")
@permission(Permission.TEACH)
def take_attendance(course_id: int) -> ResponseReturnValue:
    """Keep the sheet whole, or say what is wrong with it and keep what was tapped."""
    course = own_class(course_id)
    on, half = _asked(course, request.values)
    stands = _stands(_sheet(course, on, half))
    tapped = {one: request.form.get(f"mark-{one}", "") for one in _sitting(course)}
    rest = REST.get(written("rest", 10), Mark.ABSENT)
    marks = {one: Mark(mark) if mark in set(Mark) else rest for one, mark in tapped.items()}
    overtaken = [one for one, mark in marks.items() if _overtaken(one, mark, stands)]
    if overtaken:
        late = {one: _("别处刚记成“%(mark)s”", mark=MARKS[stands[one]]) for one in overtaken}
        words = _("有人刚才也在点名，您的还没存。看看有字的几个人，再点一次。")
        return _page(course, on, half, tapped, late, words), 409
    told = HalfDay(on, half, written("topic", 100), written("teacher", 50))
    now = clock.now()
    try:
        sheet = learning.take_attendance(session(), course.id, told, marks, now, current_actor())
    except UnacceptableCourseError as error:
        undo()
        return _page(own_class(course_id), on, half, tapped, {}, why_not(error)), 422
    except CannotMarkError as error:
        undo()
        words = _why_not(error)
        return _page(own_class(course_id), on, half, tapped, dict.fromkeys(error.enrolments, words), words), 422
    came = sum(mark is Mark.PRESENT for mark in marks.values())
    when = f"{say_day(on)} {HALVES[half]}"
    words = _("%(when)s记好了：来了%(n)s个，一共%(m)s个。", when=when, n=came, m=len(marks))
    if any(one.marked_at == now for one in sheet.marks):
        back = url_for("trainers.take_back_attendance", course_id=course_id)
        say_done(words, back, _named(on, half) | {"written": now.isoformat()})
    else:
        say_done(words)
    return redirect(url_for("trainers.shown", course_id=course_id), 303)


@pages.post(f"/{COURSE}/attendance/back")
@permission(Permission.TEACH)
def take_back_attendance(course_id: int) -> ResponseReturnValue:
    """Undo what was just written: a sheet that was new counts no more, a corrected mark is what it was."""
    course = own_class(course_id)
    on, half = _asked(course, request.form)
    try:
        when = datetime.fromisoformat(written("written", 40))
    except ValueError:
        abort(400)
    try:
        done = taking_back.take_back(session(), course.id, on, half, when, clock.now(), current_actor())
    except CannotMarkError as error:
        return _refused(course_id, error)
    say_done(_("撤回了，跟先前一样。") if done else _("这半天的点名刚才又变了，现在是这样。"))
    return redirect(url_for("trainers.attendance", course_id=course_id, on=on.isoformat(), half=half.value), 303)


@pages.post(f"/{COURSE}/attendance/none")
@permission(Permission.TEACH)
def strike_attendance(course_id: int) -> ResponseReturnValue:
    """No class was held on that half-day: its sheet counts for nobody."""
    course = own_class(course_id)
    on, half = _asked(course, request.form)
    try:
        done = taking_back.strike(session(), course.id, on, half, clock.now(), current_actor())
    except CannotMarkError as error:
        return _refused(course_id, error)
    if done:
        back = url_for("trainers.restore_attendance", course_id=course_id)
        words = _("%(when)s的点名不算了。", when=f"{say_day(on)} {HALVES[half]}")
        say_done(words, back, _named(on, half))
    return redirect(url_for("trainers.shown", course_id=course_id), 303)


@pages.post(f"/{COURSE}/attendance/held")
@permission(Permission.TEACH)
def restore_attendance(course_id: int) -> ResponseReturnValue:
    """It was held all the same."""
    course = own_class(course_id)
    on, half = _asked(course, request.form)
    try:
        if taking_back.restore(session(), course.id, on, half, clock.now(), current_actor()):
            say_done(_("撤回了，跟先前一样。"))
    except CannotMarkError as error:
        return _refused(course_id, error)
    return redirect(url_for("trainers.shown", course_id=course_id), 303)


def _refused(course_id: int, error: CannotMarkError) -> ResponseReturnValue:
    undo()
    say_done(_why_not(error))
    return redirect(url_for("trainers.shown", course_id=course_id), 303)


def _named(on: date, half: Half) -> dict[str, str]:
    return {"on": on.isoformat(), "half": half.value}


def _page(
    course: Course, on: date, half: Half, tapped: Mapping[int, str], wrong: Mapping[int, str], words: str = ""
) -> str:
    sheet = _sheet(course, on, half)
    stands = _stands(sheet)
    lines = [
        Seat(one, name, stands.get(one, ""), tapped.get(one, "") or stands.get(one, ""), wrong.get(one, ""))
        for one, name in _sitting(course).items()
    ]
    first, last = course.starts_on or on, min(course.ends_on or clock.today(), clock.today())
    return render_template(
        "trainers/attendance.html", course=course, on=on, half=half, halves=HALVES, marks=MARKS, seats=lines,
        words=words, topic=request.form.get("topic", sheet.topic if sheet else ""),
        teacher=request.form.get("teacher", (sheet.teacher if sheet else "") or course.teacher or ""),
        first=first, last=last, known=sheet is not None,
        settled=[] if sheet is None else _settled(course, sheet),
    )  # fmt: skip


def _asked(course: Course, given: Mapping[str, str]) -> tuple[date, Half]:
    """The half-day that an address or a form names; else the last one of the class that has begun."""
    now = clock.now().astimezone(clock.SHANGHAI)
    within = max(min(now.date(), course.ends_on or now.date()), course.starts_on or now.date())
    on = day(given.get("on", "")) or within
    half = given.get("half", "")
    if half in set(Half):
        return on, Half(half)
    return on, half_at(course, now.time() if on == now.date() else time.max)


def _sheet(course: Course, on: date, half: Half) -> ClassSession | None:
    known = sheets(session(), course.id, current_actor())
    return next((one for one in known if one.on == on and one.half is half), None)


def _settled(course: Course, sheet: ClassSession) -> list[tuple[str, Mark]]:
    """Of the sheet those who have a result already: a name with its mark."""
    found = roster(session(), course.id, clock.now(), current_actor())
    stands = _stands(sheet)
    return [
        (name_or_number(one.id, name), stands[one.id])
        for one, name in found
        if one.state not in SITS and one.id in stands
    ]


def _stands(sheet: ClassSession | None) -> dict[int, Mark]:
    return {} if sheet is None else {one.enrolment_id: one.mark for one in sheet.marks}


def _overtaken(one: int, mark: Mark, stands: Mapping[int, Mark]) -> bool:
    """Whether somebody else has written another mark since the sheet was drawn; the same mark twice is no quarrel."""
    there = stands.get(one)
    return there is not None and there is not mark and there != request.form.get(f"was-{one}", "")


def _sitting(course: Course) -> dict[int, str]:
    """Who is expected in the room: the name, or the number, by the enrolment's id."""
    found = roster(session(), course.id, clock.now(), current_actor())
    return {one.id: name_or_number(one.id, name) for one, name in found if one.state in SITS}


def _why_not(error: CannotMarkError) -> str:
    return say_with(WHY_NOT_MARK[error.code], error.facts)
