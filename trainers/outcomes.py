"""What came of classes: for a school by class, and in public by school, with small counts not told apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from desk.few import at_most_few
from desk.listing import Column, Listing, answer
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.courses.class_cycle import ClassState
from jobmatch.courses.model import Course, Provider
from jobmatch.courses.outcomes import AFTER, After, Outcome, of_courses, of_providers
from jobmatch.reports.masking import FEW
from jobmatch.web import permission, session
from trainers.blueprint import own_classes, pages

in_public = Blueprint("schools", __name__, template_folder="templates", url_prefix="/schools")
"""What anybody may know of a school."""


@dataclass(frozen=True)
class Line:
    """A class that is over, with what came of it."""

    course: Course
    outcome: Outcome


@dataclass(frozen=True)
class School:
    """A school as anybody sees it: how many learnt there, and of those whose 90 days are over how many began work."""

    name: str
    completed: int | str
    soon_due: int
    soon: int | str
    share: int | None


def _employed(days: int) -> Column[Line]:
    return Column(
        f"after{days}", _l("%(n)s天还在上班", n=days),
        lambda line: _of(line.outcome.after[days].employed, line.outcome.after[days].due),
    )  # fmt: skip


def _in_field(then: After) -> str:
    return _of(then.in_field, then.due)


def _of(part: int, whole: int) -> str:
    return f"{part} / {whole}" if whole else "—"


_COLUMNS: Sequence[Column[Line]] = (
    Column(
        "title", _l("班"), lambda line: line.course.title, Course.title,
        lambda line: url_for("trainers.shown", course_id=line.course.id),
    ),
    Column("ends", _l("哪天结束"), lambda line: line.course.ends_on, Course.ends_on),
    Column("enrolled", _l("学了几个"), lambda line: line.outcome.enrolled),
    Column("completed", _l("结业"), lambda line: line.outcome.completed),
    Column("certified", _l("拿证"), lambda line: line.outcome.certified),
    Column("soon", _l("90天里上了班"), lambda line: _of(line.outcome.soon, line.outcome.soon_due)),
    *(_employed(days) for days in AFTER),
    Column("field", _l("%(n)s天做本行", n=AFTER[-1]), lambda line: _in_field(line.outcome.after[AFTER[-1]])),
    Column("school", _l("哪个学校"), lambda line: line.course.provider.name, Provider.name),
)  # fmt: skip


@pages.get("/outcomes")
@permission(Permission.TEACH)
def outcomes() -> ResponseReturnValue:
    """The classes that are over, the newest first; a day that has not come yet counts nobody."""
    over = own_classes().where(Course.state == ClassState.ENDED)
    listing = Listing(
        "outcomes", _l("学完以后"), over, _lines, _COLUMNS, first=(Course.ends_on.desc(),), last=Course.id
    )
    return answer(listing, "trainers/outcomes.html")


@in_public.get("")
@permission(Permission.BROWSE_VACANCIES)
def public() -> ResponseReturnValue:
    """Every school whose classes have taught somebody, for whoever chooses one."""
    found = session().scalars(select(Provider).order_by(Provider.name)).all()
    came = of_providers(session(), [one.id for one in found], clock.today())
    schools = [_school(one, came[one.id]) for one in found if came[one.id].completed]
    return render_template("trainers/public.html", schools=schools)


def _school(provider: Provider, came: Outcome) -> School:
    # Neither those who found work nor those who did not are so few that somebody knows who.
    enough = came.soon >= FEW and came.soon_due - came.soon >= FEW
    return School(
        provider.name, at_most_few(came.completed), came.soon_due, at_most_few(came.soon),
        round(100 * came.soon / came.soon_due) if enough else None,
    )  # fmt: skip


def _lines(rows: Sequence[Any]) -> list[Line]:
    came = of_courses(session(), [row[0].id for row in rows], clock.today())
    return [Line(row[0], came[row[0].id]) for row in rows]
