"""The classes that are asked for, for schools to plan from and for offices to know of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import case, select

from desk import labels
from desk.language import say as _
from desk.listing import Column, Listing, answer
from desk.training.blueprint import pages
from jobmatch.access import Permission, may
from jobmatch.courses.demand import DemandState, TrainingDemand
from jobmatch.matches.posts import post_lines
from jobmatch.web import current_actor, permission, session

STATES: dict[DemandState, LazyString] = {
    DemandState.OPEN: _l("还没有学校办"),
    DemandState.TAKEN: _l("有学校在办了"),
    DemandState.WITHDRAWN: _l("不办了"),
}
_MARKS = {DemandState.OPEN: "red", DemandState.TAKEN: "green"}


@dataclass(frozen=True)
class Line:
    """One class that is asked for, and the posts that wait for it in words."""

    wanted: TrainingDemand
    posts: str


def _to_plan(line: Line) -> str | None:
    """Where whoever holds classes takes it up."""
    open_ = line.wanted.state is DemandState.OPEN and may(current_actor(), Permission.CHANGE_COURSE)
    return url_for("trainers.new", demand=line.wanted.id) if open_ else None


_COLUMNS: Sequence[Column[Line]] = (
    Column("title", _l("班"), lambda line: line.wanted.title, TrainingDemand.title, _to_plan),
    Column(
        "state", _l("办得怎样"), lambda line: STATES[line.wanted.state], TrainingDemand.state,
        mark=lambda line: _MARKS.get(line.wanted.state, ""),
    ),
    Column("paper", _l("拿哪样证"), lambda line: labels.label(labels.CERTIFICATE, line.wanted.certificate_kind)),
    Column("site", _l("在哪里"), lambda line: line.wanted.site, TrainingDemand.site),
    Column("seats", _l("几个座位"), lambda line: line.wanted.seats, TrainingDemand.seats),
    Column("days", _l("几天"), lambda line: line.wanted.days, TrainingDemand.days),
    Column("by", _l("哪天前开课"), lambda line: line.wanted.wanted_by, TrainingDemand.wanted_by),
    Column("posts", _l("等着的岗位"), lambda line: line.posts),
)  # fmt: skip


@pages.get("/demands")
@permission(Permission.SEE_TRAINING_DEMAND)
def asked_for() -> ResponseReturnValue:
    """What nobody has taken up comes first, then what is wanted soonest."""
    nobody_yet = case((TrainingDemand.state == DemandState.OPEN, 0), else_=1)
    listing = Listing(
        "training-demands", _l("请学校办的班"), select(TrainingDemand), _lines, _COLUMNS,
        first=(nobody_yet, TrainingDemand.wanted_by), last=TrainingDemand.id,
    )  # fmt: skip
    return answer(listing, "training/demands.html")


def _lines(rows: Sequence[Any]) -> list[Line]:
    wanted = [row[0] for row in rows]
    posts = post_lines(session(), {vacancy for one in wanted for vacancy in one.vacancies})
    return [
        Line(one, _("；").join(f"{posts[id_].employer} {posts[id_].title}" for id_ in one.vacancies if id_ in posts))
        for one in wanted
    ]
