"""What waits here: how much stands in each queue of this worker's area, and the way there."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, func, select

from desk.queues.blueprint import pages
from desk.queues.old import records
from jobmatch import clock
from jobmatch.access import Permission, may
from jobmatch.concerns import service as concerns
from jobmatch.households import area
from jobmatch.households.duplicates.propose import waiting_pairs
from jobmatch.households.model import Household, Membership
from jobmatch.placements.rights import service as rights
from jobmatch.push import service as push
from jobmatch.push.channels import Way
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.listing.titles import unanswered
from jobmatch.vacancies.model import Vacancy
from jobmatch.web import current_actor, permission, session


@dataclass(frozen=True)
class Queue:
    """One queue: who may work on it, where it is, what it is called, what is to be done there, how much waits."""

    needs: Permission
    endpoint: str
    name: LazyString
    says: LazyString
    count: Callable[[], int]


@dataclass(frozen=True)
class Waiting:
    """A queue as the page shows it."""

    endpoint: str
    name: LazyString
    says: LazyString
    total: int


@pages.get("")
@permission(Permission.SERVE_AT_COUNTER)
def front() -> ResponseReturnValue:
    """Every queue that this role works on, with what waits in it; those with nothing stand last."""
    actor = current_actor()
    found = [
        Waiting(queue.endpoint, queue.name, queue.says, queue.count()) for queue in QUEUES if may(actor, queue.needs)
    ]
    found.sort(key=lambda one: one.total == 0)
    return render_template("queues/front.html", queues=found, total=sum(one.total for one in found))


def _rows(query: Select[*tuple[object, ...]]) -> int:
    return session().scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0


def _calls() -> int:
    mine = (
        select(Membership.person_id)
        .join(Household, Household.id == Membership.household_id)
        .where(Membership.left_on.is_(None), area.seen_by(current_actor()))
    )
    return sum(push.how_many_wait(session(), mine, clock.now(), way) for way in (Way.CALL, Way.SLIP))


def _adverts() -> int:
    return session().scalar(select(func.count(Vacancy.id)).where(Vacancy.state == VacancyState.DRAFT)) or 0


QUEUES = (
    Queue(
        Permission.SETTLE_CONCERNS, "concerns.front", _l("大家反映的事"), _l("看了去办，办好回一句"),
        lambda: concerns.how_many_wait(session(), current_actor()),
    ),
    Queue(
        Permission.PROTECT_AT_WORK, "today.front", _l("维权的事"), _l("欠薪、受伤、扣证，当天报、盯到底"),
        lambda: len(rights.waiting(session(), clock.today(), current_actor())),
    ),
    Queue(
        Permission.SERVE_AT_COUNTER, "calls.front", _l("要打的电话和要递的纸条"), _l("手机收不到的，一个一个告诉"),
        _calls,
    ),
    Queue(
        Permission.DECIDE_DUPLICATES, "queues.twins", _l("像是一个人的两份登记"), _l("问清楚是一个人还是两个人"),
        lambda: _rows(waiting_pairs(current_actor())),
    ),
    Queue(
        Permission.REVIEW_VACANCY, "queues.titles", _l("不认得的岗位名字"), _l("说一声是哪种活，以后就认得了"),
        lambda: _rows(unanswered()),
    ),
    Queue(Permission.REVIEW_VACANCY, "office.review", _l("等着审的岗位"), _l("看过了大家才看得到"), _adverts),
    Queue(
        Permission.SERVE_AT_COUNTER, "queues.old", _l("好久没问过的人家"), _l("打个电话，或者上门问一遍"),
        lambda: _rows(records()),
    ),
)  # fmt: skip
