"""The list of all training at work: whom which employer teaches, and what can be claimed next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from desk.language import say as _
from desk.listing import Column, Listing, answer
from desk.today.whom import Whom, read_people
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.courses.on_the_job.model import WorkTraining
from jobmatch.households import area
from jobmatch.households.model import Household, Membership
from jobmatch.placements.model import Referral
from jobmatch.placements.on_the_job import service
from jobmatch.vacancies.model import Employer, Vacancy
from jobmatch.web import current_actor, permission
from trainers.blueprint import pages


@dataclass(frozen=True)
class Line:
    """A row of the list: the training, whose it is, and the hire that it hangs on."""

    training: WorkTraining
    who: Whom | None
    referral_id: int | None


_COLUMNS: Sequence[Column[Line]] = (
    Column(
        "who", _l("姓名"), lambda line: line.who.name if line.who else "", None,
        lambda line: url_for("trainers.hire", referral_id=line.referral_id) if line.referral_id else None,
    ),
    Column("employer", _l("单位"), lambda line: line.training.vacancy.employer.name, Employer.name),
    Column("post", _l("岗位"), lambda line: line.training.vacancy.title, Vacancy.title),
    Column("skill", _l("教哪样"), lambda line: line.training.skill, WorkTraining.skill),
    Column("since", _l("哪天开始"), lambda line: line.training.begins_on, WorkTraining.begins_on),
    Column(
        "claimed", _l("申请了几个月"), lambda line: f"{len(line.training.claimed)} / {line.training.months}"
    ),
    Column("next", _l("接着办"), lambda line: _next(line.training), mark=lambda line: "orange" if _due(line) else ""),
)  # fmt: skip


@pages.get("/on-the-job")
@permission(Permission.CLAIM_SUBSIDY)
def on_the_job() -> ResponseReturnValue:
    """Whom employers teach at work, of the families that this account serves."""
    listing = Listing(
        "on-the-job", _l("以工代训"), _query(), _lines, _COLUMNS,
        first=(WorkTraining.begins_on.desc(),), last=WorkTraining.id,
    )  # fmt: skip
    return answer(listing, "trainers/on_the_job.html")


def _query() -> Select[*tuple[Any, ...]]:
    """Each training with the hire that it hangs on, where that stands as it did."""
    of_it = and_(
        Referral.person_id == WorkTraining.person_id, Referral.vacancy_id == WorkTraining.vacancy_id,
        Referral.started_on <= WorkTraining.begins_on,
        or_(Referral.left_on.is_(None), Referral.left_on > WorkTraining.begins_on),
    )  # fmt: skip
    home = and_(Membership.person_id == WorkTraining.person_id, Membership.left_on.is_(None))
    return (
        select(WorkTraining, Referral.id)
        .join(WorkTraining.vacancy)
        .join(Vacancy.employer)
        .join(Membership, home)
        .join(Household, Household.id == Membership.household_id)
        .outerjoin(Referral, of_it)
        .where(area.seen_by(current_actor()))
        .options(
            contains_eager(WorkTraining.vacancy).contains_eager(Vacancy.employer), selectinload(WorkTraining.claims)
        )
    )


def _lines(rows: Sequence[Any]) -> list[Line]:
    who = read_people({training.person_id for training, _hire in rows}, "list of training at work")
    return [Line(training, who.get(training.person_id), hire_id) for training, hire_id in rows]


def _due(line: Line) -> bool:
    return bool(service.due_months(line.training, clock.today()))


def _next(training: WorkTraining) -> str:
    today = clock.today()
    if due := service.due_months(training, today):
        return _("可以申请第%(n)s个月", n=due[0])
    return "" if service.last_day(training) < today else _("干满一个月再申请")
