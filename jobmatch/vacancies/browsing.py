"""Looking through open vacancies as anybody may: what somebody wishes for, page by page.

A wish that says nothing about something lets everything through, and so does a vacancy that says nothing about it,
except where the wish is for something the vacancy would have to offer (a bed, a place within walking distance).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil, cos, radians
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from jobmatch.households import names
from jobmatch.vacancies.codes import LEVEL_NEEDED, Board, Shift, VacancyKind, VacancyState
from jobmatch.vacancies.model import CertificateDemand, Employer, Vacancy
from jobmatch.vacancies.openness import LEVEL_ELSE

PAGE_SIZE = 12
# Half an hour on foot, as the crow flies: paths in the hills are longer than they look.
WALKABLE_KM = 2.0
KM_PER_DEGREE = 111.2
FIFTY = 50


@dataclass(frozen=True)
class Point:
    """Degrees north and east."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Wish:
    """What somebody looks for; the default is everything. What lies in the division `home` comes first."""

    home: str = ""
    words: str = ""
    walkable_from: Point | None = None
    division: str = ""
    with_bed: bool = False
    by_day: bool = False
    without_certificate: bool = False
    over_fifty: bool = False


@dataclass(frozen=True)
class Found:
    """One page of what was found; `number` counts from 1 and is brought into range."""

    vacancies: tuple[Vacancy, ...]
    total: int
    number: int
    pages: int


def browse(session: Session, wish: Wish, number: int, as_of: date, confirmed_days: int, size: int = PAGE_SIZE) -> Found:
    """The vacancies of one page: nearest first where the wish names a point, those at home first, then the freshest."""
    wanted = and_(is_open(as_of, confirmed_days), *_conditions(wish))
    total = session.scalar(_joined(select(func.count(Vacancy.id))).where(wanted)) or 0
    pages = max(1, ceil(total / size))
    number = min(max(1, number), pages)
    at_home = case((Vacancy.division.startswith(wish.home, autoescape=True), 0), else_=1)
    nearest = [_squared_km(wish.walkable_from)] if wish.walkable_from else [at_home]
    query = (
        _joined(select(Vacancy))
        .where(wanted)
        .options(contains_eager(Vacancy.employer), selectinload(Vacancy.certificates))
        .order_by(*nearest, Vacancy.last_confirmed.desc(), Vacancy.id.desc())
        .limit(size)
        .offset((number - 1) * size)
    )
    return Found(tuple(session.scalars(query)), total, number, pages)


def read(session: Session, ids: Collection[int]) -> dict[int, Vacancy]:
    """Some vacancies by id, open or not, with all that a card says of them."""
    if not ids:
        return {}
    rows = select(Vacancy).where(Vacancy.id.in_(ids))
    whole = rows.options(joinedload(Vacancy.employer), selectinload(Vacancy.certificates))
    return {one.id: one for one in session.scalars(whole)}


def find_open(session: Session, vacancy_id: int, as_of: date, confirmed_days: int) -> Vacancy | None:
    """One vacancy if it is open on the day, else None."""
    query = (
        _joined(select(Vacancy))
        .where(Vacancy.id == vacancy_id, is_open(as_of, confirmed_days))
        .options(contains_eager(Vacancy.employer), selectinload(Vacancy.certificates))
    )
    found: Vacancy | None = session.scalar(query)
    return found


def open_ones(session: Session, as_of: date, confirmed_days: int) -> list[tuple[int, datetime]]:
    """The ids of all vacancies that are open on the day, with the moment of their last change."""
    query = select(Vacancy.id, Vacancy.updated_at).join(Vacancy.employer).where(is_open(as_of, confirmed_days))
    return [(vacancy_id, changed) for vacancy_id, changed in session.execute(query.order_by(Vacancy.id))]


def is_open(as_of: date, confirmed_days: int) -> ColumnElement[bool]:
    """The rule of `openness.py` as a condition for the database; a test holds the two together."""
    return and_(
        Vacancy.state == VacancyState.PUBLISHED,
        or_(Vacancy.publish_from.is_(None), Vacancy.publish_from <= as_of),
        or_(Vacancy.expires_on.is_(None), Vacancy.expires_on >= as_of),
        Vacancy.last_confirmed >= as_of - timedelta(days=confirmed_days),
        or_(Vacancy.headcount.is_(None), Vacancy.headcount > Vacancy.filled),
        or_(Employer.blacklisted_since.is_(None), Employer.blacklisted_since > as_of),
        Employer.level >= case(LEVEL_NEEDED, value=Vacancy.kind, else_=LEVEL_ELSE),
    )


def _joined(query: Select[Any]) -> Select[Any]:
    return query.join(Vacancy.employer)


def _conditions(wish: Wish) -> list[ColumnElement[bool]]:
    conditions = [_mentions(word) for word in wish.words.split()]
    if wish.walkable_from:
        conditions.append(_squared_km(wish.walkable_from) <= WALKABLE_KM**2)
    if wish.division:
        conditions.append(Vacancy.division.startswith(wish.division, autoescape=True))
    if wish.with_bed:
        conditions.append(Vacancy.dorm.in_([Board.FREE, Board.PAID]))
    if wish.by_day:
        conditions.append(or_(Vacancy.shift.is_(None), Vacancy.shift.in_([Shift.DAY, Shift.FLEXIBLE])))
    if wish.without_certificate:
        conditions.append(~Vacancy.certificates.any(CertificateDemand.required))
    if wish.over_fifty:
        conditions.append(or_(Vacancy.age_max.is_(None), Vacancy.age_max >= FIFTY))
    return conditions


def _mentions(word: str) -> ColumnElement[bool]:
    work = (Vacancy.title, Vacancy.duties, Vacancy.occupation)
    # Who hires at home, and where that home is, stays unsaid until somebody was accepted (L20).
    told = and_(
        Vacancy.kind != VacancyKind.HOUSEHOLD,
        or_(*(column.icontains(word, autoescape=True) for column in (Vacancy.address, Employer.name))),
    )
    return or_(told, *(column.icontains(word, autoescape=True) for column in work), *_spelled(word))


def _spelled(word: str) -> list[ColumnElement[bool]]:
    """The title in pinyin (`baojie`), or the first letters of its syllables (`bj`); one letter says too little."""
    if not (word.isascii() and word.isalpha() and len(word) > 1):
        return []
    whole = func.replace(Vacancy.title_pinyin, " ", "").contains(word.lower())
    letters = (literal(" ") + Vacancy.title_pinyin).like(f"% {names.initials_like(word)}")
    return [whole, letters]


def _squared_km(point: Point) -> ColumnElement[float | None]:
    """The squared distance in plain arithmetic, which both databases know; a flat earth is good enough for a walk."""
    north = (Vacancy.latitude - point.latitude) * KM_PER_DEGREE
    east = (Vacancy.longitude - point.longitude) * (KM_PER_DEGREE * cos(radians(point.latitude)))
    return north * north + east * east
