"""What came of classes: for a school by class, and in public by school, with small counts not told apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from desk.few import at_most_few
from desk.language import say as _
from desk.language import say_day
from desk.listing import Column, Listing, answer
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.courses.class_cycle import ClassState
from jobmatch.courses.model import Course, Provider
from jobmatch.courses.outcomes import AFTER, SOON, Outcome, of_courses
from jobmatch.reports.schools import SchoolFigures, as_told
from jobmatch.web import permission, session
from trainers.blueprint import own_classes, pages, told_apart

_LAST = AFTER[-1]
in_public = Blueprint("schools", __name__, template_folder="templates", url_prefix="/schools")
"""What anybody may know of a school."""


@dataclass(frozen=True)
class Line:
    """A class that is over, with what came of it."""

    course: Course
    outcome: Outcome


@dataclass(frozen=True)
class School:
    """A school as anybody sees it: how many learnt there, and of those whose 90 days are over how many began work.

    Where `share` is None, neither `soon_due` nor `soon` is told.
    """

    name: str
    completed: int | str
    soon_due: int
    soon: int
    share: int | None


def _employed(days: int) -> Column[Line]:
    def said(line: Line) -> str:
        then = line.outcome.after[days]
        return _of(line, then.employed, then.due, days)

    return Column(f"after{days}", _l("第%(n)s天在上班", n=days), said)


def _in_field(line: Line) -> str:
    then = line.outcome.after[_LAST]
    return _of(line, then.in_field, then.due, _LAST)


def _of(line: Line, part: int, whole: int, days: int) -> str:
    """Of whom it can be said how many; before the day has come, when it will have; for nobody nothing."""
    if whole:
        return f"{part} / {whole}"
    if line.course.ends_on is None or not line.outcome.completed:
        return "—"
    return _("%(day)s才晓得", day=say_day(line.course.ends_on + timedelta(days=days)))


_COLUMNS: Sequence[Column[Line]] = (
    Column(
        "title", _l("班"), lambda line: line.course.title, Course.title,
        lambda line: url_for("trainers.shown", course_id=line.course.id),
    ),
    Column("ends", _l("哪天结束"), lambda line: line.course.ends_on, Course.ends_on),
    Column("enrolled", _l("学了几个"), lambda line: line.outcome.enrolled),
    Column("completed", _l("结业"), lambda line: line.outcome.completed),
    Column("certified", _l("拿证"), lambda line: line.outcome.certified),
    Column(
        "soon", _l("%(n)s天里上了班", n=SOON.days),
        lambda line: _of(line, line.outcome.soon, line.outcome.soon_due, SOON.days),
    ),
    *(_employed(days) for days in AFTER),
    Column("field", _l("第%(n)s天做本行", n=_LAST), _in_field),
    Column("school", _l("哪个学校"), lambda line: line.course.provider.name, Provider.name),
)  # fmt: skip


@pages.get("/outcomes")
@permission(Permission.TEACH)
def outcomes() -> ResponseReturnValue:
    """The classes that are over, the newest first; a day that has not come yet counts nobody."""
    over = own_classes().where(Course.state == ClassState.ENDED)
    listing = Listing(
        "outcomes", _l("学完以后"), over, _lines, told_apart(_COLUMNS), first=(Course.ends_on.desc(),), last=Course.id
    )
    return answer(listing, "trainers/outcomes.html")


@in_public.get("")
@permission(Permission.BROWSE_VACANCIES)
def public() -> ResponseReturnValue:
    """Every school whose classes have taught somebody, for whoever chooses one."""
    return render_template("trainers/public.html", schools=[_school(one) for one in as_told(session())])


def _school(told: SchoolFigures) -> School:
    return School(
        told.provider.name, at_most_few(told.completed), told.soon_due, told.soon,
        round(100 * told.soon / told.soon_due) if told.tells_share else None,
    )  # fmt: skip


def _lines(rows: Sequence[Any]) -> list[Line]:
    came = of_courses(session(), [row[0].id for row in rows], clock.today())
    return [Line(row[0], came[row[0].id]) for row in rows]
