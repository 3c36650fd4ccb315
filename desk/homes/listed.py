"""All households of an area as a list: those without an earner first, most urgent first, then those with a warning.

They are searched by number and by the letters of a name, never by the name itself: what is searched by stands in the
address, and addresses are written into logs.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from desk.homes.blueprint import pages
from desk.homes.words import STATES, Clock, say_clock
from desk.listing import Column, Listing, answer
from desk.printable import printable
from desk.today.whom import Whom, read_homes
from desk.today.words import LEVELS
from jobmatch import clock, parameters
from jobmatch.access import Permission, Role
from jobmatch.households import area, names
from jobmatch.households.codes import EmploymentState, Relation
from jobmatch.households.model import Household, Membership, Person, Site
from jobmatch.placements.warnings.life import WarningState
from jobmatch.placements.warnings.model import EarlyWarning, Level
from jobmatch.placements.zero_clock.life import STANDING, ZeroState
from jobmatch.placements.zero_clock.model import ZeroSpell
from jobmatch.settings import settings
from jobmatch.web import current_actor, permission, session

LONGEST_SEARCH = 30
FILTERS: Mapping[str, LazyString] = {
    "zero": _l("没人上班的"), "no-labour": _l("没有劳力的"), "no-wish": _l("不想找的"), "to-ask": _l("还没问清的"),
    "warned": _l("有苗头的"), "stale": _l("登记旧了的"),
}  # fmt: skip
_STATE = {
    "no-labour": EmploymentState.NO_LABOUR, "no-wish": EmploymentState.NO_WISH, "to-ask": EmploymentState.UNKNOWN,
}  # fmt: skip
_GRAVEST = tuple(Level)
_LETTERS = re.compile(r"[a-z]+")


@dataclass(frozen=True)
class Line:
    """One household in the list; `clock` and `level` are None where no clock runs and nothing warns."""

    household_id: int
    number: str
    site: str
    dwelling: str
    state: EmploymentState | None
    clock: Clock | None
    level: Level | None
    helper: str
    touched: date
    who: Whom | None


_WORST = (
    select(
        EarlyWarning.household_id.label("household_id"),
        func.min(case(*((EarlyWarning.level == level, rank) for rank, level in enumerate(_GRAVEST)))).label("rank"),
    )
    .where(EarlyWarning.state == WarningState.OPEN)
    .group_by(EarlyWarning.household_id)
    .subquery()
)
_DUE = case((ZeroSpell.state == ZeroState.FOUND, ZeroSpell.help_due_on), else_=ZeroSpell.work_due_on)
_WITHOUT_EARNER = or_(Household.employment_state == EmploymentState.ZERO, ZeroSpell.id.is_not(None))
_URGENCY = case(
    (ZeroSpell.state.in_((ZeroState.FOUND, ZeroState.HELPED)), 0),
    (_WITHOUT_EARNER, 1),
    (_WORST.c.rank < _GRAVEST.index(Level.GREY), 2),
    else_=3,
)
HEAD_PINYIN = (
    select(Person.name_pinyin)
    .join(Membership, Membership.person_id == Person.id)
    .where(Membership.household_id == Household.id, Membership.left_on.is_(None))
    .order_by((Membership.relation == Relation.HEAD).is_not(True), Membership.id)
    .limit(1)
    .correlate(Household)
    .scalar_subquery()
)


def address_of(line: Line) -> str:
    """The page of the household of a line."""
    return url_for("homes.home", household_id=line.household_id)


_COLUMNS: Sequence[Column[Line]] = (
    Column("name", _l("户主"), lambda line: line.who.name if line.who else line.number, HEAD_PINYIN, address_of),
    Column("number", _l("户号"), lambda line: line.number, Household.number),
    Column("clock", _l("计时"), lambda line: line.clock.words if line.clock else None, _DUE,
           mark=lambda line: line.clock.mark if line.clock else ""),
    Column("state", _l("上班没有"), lambda line: STATES[line.state] if line.state else None),
    Column("warned", _l("苗头"), lambda line: LEVELS[line.level] if line.level else None, _WORST.c.rank,
           mark=lambda line: line.level.value if line.level else ""),
    Column("site", _l("安置点"), lambda line: line.site, Site.name),
    Column("dwelling", _l("住处"), lambda line: line.dwelling, Household.dwelling),
    Column("phone", _l("电话"), lambda line: line.who.phone if line.who else None,
           link=lambda line: f"tel:{line.who.phone}" if line.who and line.who.phone else None),
    Column("helper", _l("帮扶人"), lambda line: line.helper, Household.helper_name),
    Column("touched", _l("登记哪天动过"), lambda line: line.touched, Household.updated_at),
)  # fmt: skip


@pages.get("")
@permission(Permission.FOLLOW_UP)
def listed() -> ResponseReturnValue:
    """All of the area, or those of a kind, or those that what was typed may mean."""
    typed = typed_whom()
    kind = request.args.get("kind", "")
    listing = Listing(
        "homes", _l("归我管的人家"), _query(typed, kind), _lines, _columns(),
        first=(_URGENCY, _DUE.nulls_last(), _WORST.c.rank.nulls_last(), Household.number), last=Household.id,
    )  # fmt: skip
    kinds = [("", _l("全部")), *FILTERS.items()]
    return answer(listing, "homes/listed.html", typed=typed, kind=kind if kind in FILTERS else "", kinds=kinds)


def typed_whom() -> str:
    """What was typed to find a household by."""
    return printable(request.args.get("q", ""), LONGEST_SEARCH)


def _columns() -> Sequence[Column[Line]]:
    """Without what is the same in every row: a site of somebody who serves one, the helper's own name."""
    actor = current_actor()
    same = {"site"} if actor.sites is not None and len(actor.sites) == 1 else set()
    return [one for one in _COLUMNS if one.key not in same | ({"helper"} if actor.role is Role.HELPER else set())]


def _query(typed: str, kind: str) -> Select[Any]:
    found = (
        select(
            Household.id, Household.number, Site.name, Household.dwelling, Household.employment_state,
            ZeroSpell.state, ZeroSpell.found_on, _DUE.label("due_on"), ZeroSpell.working_since, _WORST.c.rank,
            Household.helper_name, Household.updated_at,
        )
        .outerjoin(Site, Site.id == Household.site_id)
        .outerjoin(ZeroSpell, and_(ZeroSpell.household_id == Household.id, ZeroSpell.state.in_(STANDING)))
        .outerjoin(_WORST, _WORST.c.household_id == Household.id)
        .where(Household.closed_on.is_(None), area.seen_by(current_actor()))
    )  # fmt: skip
    if kind in FILTERS:
        found = found.where(_of_kind(kind))
    return found.where(meant(typed)) if typed else found


def _of_kind(kind: str) -> ColumnElement[bool]:
    if kind == "zero":
        return _WITHOUT_EARNER
    if kind == "warned":
        return _WORST.c.rank < _GRAVEST.index(Level.GREY)
    if kind == "stale":
        days = parameters.load(session()).whole("record_stale_days", settings().home_division, clock.today())
        return Household.updated_at < clock.now() - timedelta(days)
    return Household.employment_state == _STATE[kind]


def meant(typed: str) -> ColumnElement[bool]:
    """The households that the end of a number, or the letters of a name in them, may mean."""
    plain = names.tidy(typed)
    if not _LETTERS.fullmatch(plain.lower()):
        return Household.number.endswith(plain.upper(), autoescape=True)
    spelled = func.replace(Person.name_pinyin, " ", "").startswith(plain.lower(), autoescape=True)
    return Household.id.in_(
        select(Membership.household_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.left_on.is_(None), or_(spelled, Person.name_pinyin.like(names.initials_like(plain))))
    )


def _lines(rows: Sequence[Any]) -> list[Line]:
    on = clock.today()
    people = read_homes([row.id for row in rows], "list of households")
    return [
        Line(
            row.id, row.number, row.name or "", row.dwelling or "", row.employment_state,
            None if row.state is None else say_clock(row.state, row.found_on, row.due_on, row.working_since, on),
            None if row.rank is None else _GRAVEST[row.rank], row.helper_name or "", clock.local_day(row.updated_at),
            people.get(row.id),
        )
        for row in rows
    ]  # fmt: skip
