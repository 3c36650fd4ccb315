"""The first page of a school: which classes come together today, and all its classes as a list."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import case, select

from desk.class_words import CLASS
from desk.listing import Column, Listing, answer
from jobmatch import clock
from jobmatch.access import Permission, Role, may
from jobmatch.courses.class_cycle import ClassState
from jobmatch.courses.classes import NEVER_OPENED
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
_COLUMNS: Sequence[Column[Course]] = (
    Column(
        "title", _l("班"), lambda one: one.title, Course.title,
        lambda one: url_for("trainers.shown", course_id=one.id),
    ),
    Column(
        "state", _l("到哪一步"), lambda one: CLASS[one.state], Course.state, mark=lambda one: _MARKS.get(one.state, "")
    ),
    Column("next", _l("接着办"), lambda one: _next(one)[1], None, lambda one: _next(one)[0]),
    Column("starts", _l("哪天开班"), lambda one: one.starts_on, Course.starts_on),
    Column("ends", _l("哪天结束"), lambda one: one.ends_on, Course.ends_on),
    Column("enrolled", _l("报了几个"), lambda one: one.enrolled, Course.enrolled),
    Column("capacity", _l("收几个"), lambda one: one.capacity, Course.capacity),
    Column("site", _l("在哪里"), lambda one: one.site, Course.site),
    Column("school", _l("哪个学校"), lambda one: one.provider.name, Provider.name),
)  # fmt: skip
_MONEY: Column[Course] = Column(
    "money", _l("补贴"), lambda one: _l("申请") if one.state is ClassState.ENDED else "", None,
    lambda one: url_for("trainers.subsidies", course_id=one.id) if one.state is ClassState.ENDED else None,
)  # fmt: skip


@pages.get("")
@permission(Permission.TEACH)
def front() -> ResponseReturnValue:
    """What is held comes first, then what is to come, then what is over."""
    rank = case({state: at for at, state in enumerate(_ORDER)}, value=Course.state, else_=len(_ORDER))
    actor = current_actor()
    columns = told_apart((*_COLUMNS, _MONEY) if may(actor, Permission.CLAIM_SUBSIDY) else _COLUMNS)
    listing = Listing(
        "classes", _l("培训班"), own_classes(), lambda rows: [row[0] for row in rows], columns,
        first=(rank, Course.starts_on.desc()), last=Course.id,
    )  # fmt: skip
    return answer(
        listing, "trainers/front.html", today=_today(), missed=_missed(),
        unbound=actor.role is Role.TRAINER and not actor.provider_ids,
        may_plan=may(actor, Permission.CHANGE_COURSE), may_let_in=may(actor, Permission.LICENSE_SCHOOL),
        may_claim=may(actor, Permission.CLAIM_SUBSIDY),
    )  # fmt: skip


def _next(one: Course) -> tuple[str | None, LazyString | str]:
    """Where the next thing is done with a class, and what it is."""
    endpoint, words = _NEXT.get(one.state, ("", ""))
    return (url_for(endpoint, course_id=one.id) if endpoint else None), words


def _today() -> Sequence[Course]:
    """The classes whose people come together today; a school's alone, for an office they would be everybody's."""
    if current_actor().role is not Role.TRAINER:
        return ()
    today = clock.today()
    held = own_classes().where(
        Course.state.in_((ClassState.OPEN, ClassState.RUNNING)), Course.starts_on <= today, Course.ends_on >= today
    )
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
