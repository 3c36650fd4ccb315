"""Surprise checks of classes as the county and the sites read them: where somebody looked in, and what differs."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from desk.check_lines import Checked, lines_of
from desk.enrolment_words import HALVES
from desk.listing import Column, Listing, answer
from desk.training.blueprint import pages
from jobmatch.access import Permission, may
from jobmatch.courses.checks import ClassCheck
from jobmatch.courses.model import Course, Provider
from jobmatch.web import current_actor, permission

_ANSWERED = {True: _l("有"), False: _l("没有"), None: _l("没问到")}


def _to_class(line: Checked) -> str | None:
    """The class itself, for who may read who sits in it."""
    number = line.check.course_id
    return url_for("trainers.shown", course_id=number) if may(current_actor(), Permission.TEACH) else None


_COLUMNS: Sequence[Column[Checked]] = (
    Column("title", _l("班"), lambda line: line.check.course.title, Course.title, _to_class),
    Column("school", _l("哪个学校"), lambda line: line.check.course.provider.name, Provider.name),
    Column("on", _l("哪天去的"), lambda line: line.check.on, ClassCheck.on),
    Column("half", _l("哪半天"), lambda line: HALVES[line.check.half]),
    Column("heads", _l("数到几个"), lambda line: line.check.heads, ClassCheck.heads),
    Column(
        "marked", _l("点名来了几个"), lambda line: _l("没点名") if line.marked is None else line.marked,
        mark=lambda line: "red" if line.differs else "",
    ),
    Column(
        "sells", _l("卖东西"), lambda line: _ANSWERED[line.check.sells], ClassCheck.sells,
        mark=lambda line: "red" if line.check.sells else "",
    ),
    Column(
        "keeps_id_cards", _l("收身份证"), lambda line: _ANSWERED[line.check.keeps_id_cards],
        ClassCheck.keeps_id_cards, mark=lambda line: "red" if line.check.keeps_id_cards else "",
    ),
    Column("saw", _l("看到哪样"), lambda line: line.check.saw),
    Column("by", _l("哪个去的"), lambda line: line.by),
)  # fmt: skip


@pages.get("/checks")
@permission(Permission.SEE_CLASS_CHECKS)
def looked_into() -> ResponseReturnValue:
    """The newest first."""
    query = select(ClassCheck).join(ClassCheck.course).join(Course.provider)
    listing = Listing(
        "class-checks", _l("抽查培训班"),
        query.options(contains_eager(ClassCheck.course).contains_eager(Course.provider)),
        _lines, _COLUMNS, first=(ClassCheck.on.desc(),), last=ClassCheck.id,
    )  # fmt: skip
    return answer(listing, "training/checks.html")


def _lines(rows: Sequence[Any]) -> list[Checked]:
    return lines_of([row[0] for row in rows])
