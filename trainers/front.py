"""The first page of a school: which classes come together today, and all its classes as a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import case, not_, select

from desk.class_words import CLASS
from desk.language import say as _
from desk.listing import Column, Listing, answer
from jobmatch import clock
from jobmatch.access import Permission, Role, may
from jobmatch.courses.class_cycle import ClassState
from jobmatch.courses.classes import NEVER_OPENED
from jobmatch.courses.enough import KEPT, UNDECIDED, missing
from jobmatch.courses.model import Course, CourseMove, Provider
from jobmatch.web import current_actor, permission, session
from trainers.blueprint import own_classes, pages, told_apart

_MARKS = {
    ClassState.PLANNED: "orange",
    ClassState.PUBLISHED: "orange",
    ClassState.OPEN: "green",
    ClassState.RUNNING: "green",
}
_ORDER = (ClassState.RUNNING, ClassState.OPEN, ClassState.PUBLISHED, ClassState.PLANNED)
_NEXT: Mapping[ClassState, tuple[str, LazyString]] = {
    ClassState.PLANNED: ("trainers.change", _l("改一改")),
    ClassState.RUNNING: ("trainers.attendance", _l("点名")),
    ClassState.ENDED: ("trainers.ending", _l("考试和证书")),
}
"""What is done next with a class, and on which page."""
_SAID_FOR = timedelta(days=30)
_SOON = timedelta(days=7)
"""So long before its first day a class that lacks people stands out: somebody can still be asked."""


@dataclass(frozen=True)
class Line:
    """A class of the list, and how many it still needs to be held."""

    course: Course
    missing: int

    @property
    def is_over(self) -> bool:
        """Whether it was held to its end."""
        return self.course.state is ClassState.ENDED

    @property
    def is_due(self) -> bool:
        """Whether its first day has come while it still lacks people."""
        starts = self.course.starts_on
        return bool(self.missing) and starts is not None and starts <= clock.today()


_COLUMNS: Sequence[Column[Line]] = (
    Column(
        "title", _l("班"), lambda one: one.course.title, Course.title,
        lambda one: url_for("trainers.shown", course_id=one.course.id),
    ),
    Column("state", _l("到哪一步"), lambda one: _stands(one), Course.state, mark=lambda one: _mark(one)),
    Column("next", _l("下一步"), lambda one: _next(one)[1], None, lambda one: _next(one)[0]),
    Column("starts", _l("哪天开班"), lambda one: one.course.starts_on, Course.starts_on),
    Column("ends", _l("哪天结束"), lambda one: one.course.ends_on, Course.ends_on),
    Column("enrolled", _l("报了几个"), lambda one: one.course.enrolled, Course.enrolled),
    Column("capacity", _l("收几个"), lambda one: one.course.capacity, Course.capacity),
    Column("site", _l("在哪里"), lambda one: one.course.site, Course.site),
    Column("school", _l("哪个学校"), lambda one: one.course.provider.name, Provider.name),
)  # fmt: skip
_MONEY: Column[Line] = Column(
    "money", _l("补贴"), lambda one: _l("申请") if one.is_over else "", None,
    lambda one: url_for("trainers.subsidies", course_id=one.course.id) if one.is_over else None,
)  # fmt: skip


@pages.get("")
@permission(Permission.TEACH)
def front() -> ResponseReturnValue:
    """What is held comes first, then what is to come, then what is over."""
    rank = case({state: at for at, state in enumerate(_ORDER)}, value=Course.state, else_=len(_ORDER))
    actor = current_actor()
    columns = told_apart((*_COLUMNS, _MONEY) if may(actor, Permission.CLAIM_SUBSIDY) else _COLUMNS)
    listing = Listing(
        "classes", _l("培训班"), own_classes().add_columns(KEPT.label("kept")),
        lambda rows: [Line(course, missing(course, kept)) for course, kept in rows], columns,
        first=(rank, Course.starts_on.desc()), last=Course.id,
    )  # fmt: skip
    return answer(
        listing, "trainers/front.html", undecided=_undecided(), today=_today(), missed=_missed(),
        unbound=actor.role is Role.TRAINER and not actor.provider_ids,
        may_plan=may(actor, Permission.CHANGE_COURSE), may_let_in=may(actor, Permission.LICENSE_SCHOOL),
        may_claim=may(actor, Permission.CLAIM_SUBSIDY),
    )  # fmt: skip


def _stands(one: Line) -> LazyString | str:
    if not one.missing:
        return CLASS[one.course.state]
    if one.is_due:
        return _("该开班了，还差%(n)s个", n=one.missing)
    return _("%(state)s，还差%(n)s个才开得成", state=CLASS[one.course.state], n=one.missing)


def _mark(one: Line) -> str:
    starts = one.course.starts_on
    soon = starts is not None and starts <= clock.today() + _SOON
    return "red" if one.missing and soon else _MARKS.get(one.course.state, "")


def _next(one: Line) -> tuple[str | None, LazyString | str]:
    """Where the next thing is done with a class, and what it is."""
    undecided = "trainers.shown", _l("开还是不开？")
    endpoint, words = undecided if one.is_due else _NEXT.get(one.course.state, ("", ""))
    return (url_for(endpoint, course_id=one.course.id) if endpoint else None), words


def _undecided() -> Sequence[Line]:
    """The own classes that should have begun and lack people: the school says whether they are held."""
    if current_actor().role is not Role.TRAINER:
        return ()
    due = own_classes().add_columns(KEPT).where(UNDECIDED, Course.starts_on <= clock.today())
    rows = session().execute(due.order_by(Course.starts_on, Course.id))
    return [Line(course, missing(course, kept)) for course, kept in rows]


def _today() -> Sequence[Course]:
    """The classes whose people come together today; a school's alone, for an office they would be everybody's."""
    if current_actor().role is not Role.TRAINER:
        return ()
    today = clock.today()
    held = own_classes().where(
        Course.state.in_((ClassState.OPEN, ClassState.RUNNING)), Course.starts_on <= today, Course.ends_on >= today,
        not_(UNDECIDED),
    )  # fmt: skip
    return session().scalars(held.order_by(Course.daily_from, Course.id)).all()


def _missed() -> Sequence[Course]:
    """The own classes that the calendar called off of late, since nobody could join them in time."""
    if current_actor().role is not Role.TRAINER:
        return ()
    called_off = select(CourseMove.course_id).where(
        CourseMove.reason == NEVER_OPENED, CourseMove.at > clock.now() - _SAID_FOR
    )
    found = own_classes().where(Course.state == ClassState.CANCELLED, Course.id.in_(called_off))
    return session().scalars(found.order_by(Course.starts_on.desc(), Course.id)).all()
