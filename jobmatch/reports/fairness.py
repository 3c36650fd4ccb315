"""K11: whether everybody who wants work is told of posts alike, by sex, age, disability, distance and reading.

Small groups are masked for every reader, those inside the site as well: a disability of one is somebody's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.households.model import Household, Membership, Person, Site
from jobmatch.matching.ages import completed_years
from jobmatch.matching.facts import Place
from jobmatch.matching.travel import distance
from jobmatch.placements.model import STANDS, Referral, ReferralMove
from jobmatch.placements.referral import Verb
from jobmatch.places.divisions import by_code
from jobmatch.reports import definitions
from jobmatch.reports import month as months
from jobmatch.reports.lines import MonthLines
from jobmatch.reports.masking import FEW, masked
from jobmatch.reports.outcomes import A_YEAR
from jobmatch.reports.scope import Scope
from jobmatch.reports.status import Status
from jobmatch.reports.table import Row, Sum, Table, Value, with_rates

TRAITS = ("sex", "age", "disability", "distance", "reading")
_AGES, _DISTANCES = (45, 30, 16), (15, 5, 0)
_COUNTS = ("seekers", "offered", "hired")
_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Seeker:
    """One person who wants work, by the groups the person is in, and what came of it within a year."""

    groups: tuple[str, ...]
    offered: bool
    hired: bool


def fairness(session: Session, lines: MonthLines, today: date, scope: Scope) -> tuple[Table, Value]:
    """The table of groups, and the widest gap between two offer rates of one trait."""
    return table_of(_seekers(session, lines, today, scope))


def table_of(seekers: Sequence[Seeker]) -> tuple[Table, Value]:
    """The same of some seekers. Pure."""
    columns = definitions.columns("K11")
    rows, sums, gaps = [], [], []
    for trait in TRAITS:
        keys = sorted({group for one in seekers for group in one.groups if group.startswith(f"{trait}.")}, key=_order)
        section = definitions.row("K", trait)
        here = [
            Row(key, definitions.row("K", key), with_rates(columns, _values(seekers, key)), section=section)
            for key in keys
        ]
        rows += here
        # The groups of every trait come to the same people, so one trait must not give away what another hides.
        sums += [Sum(("all", count), tuple(((row.key, count), 1) for row in here)) for count in _COUNTS if here]
        gaps += _gaps(here)
    whole = Row("all", definitions.word("total"), with_rates(columns, _values(seekers, None)), 0)
    unseen = {
        (row.key, f"{whole_}-{part}"): _count(row, whole_) - _count(row, part)
        for row in (*rows, whole)
        for whole_, part in (("seekers", "offered"), ("offered", "hired"))
    }
    sums += [
        Sum((row.key, whole_), (((row.key, part), 1), ((row.key, f"{whole_}-{part}"), 1)))
        for row in (*rows, whole)
        for whole_, part in (("seekers", "offered"), ("offered", "hired"))
    ]
    table = Table(
        "K11", definitions.title("K11"), columns, (*rows, whole), definitions.notes("K11"), tuple(sums), unseen
    )
    # Where nobody was told of anything, nobody was told less.
    return masked([table])[0], max(gaps, default=None) if any(one.offered for one in seekers) else None


def _gaps(rows: Sequence[Row]) -> list[Decimal]:
    rates = [
        rate for row in rows if _count(row, "seekers") >= FEW and isinstance(rate := row.values["offer_rate"], Decimal)
    ]  # fmt: skip
    return [max(rates) - min(rates)] if len(rates) > 1 else []


def _values(seekers: Iterable[Seeker], group: str | None) -> dict[str, Value]:
    here = [one for one in seekers if group is None or group in one.groups]
    return {
        "seekers": len(here),
        "offered": sum(one.offered for one in here),
        "hired": sum(one.offered and one.hired for one in here),
    }


def _count(row: Row, key: str) -> int:
    count = row.values[key]
    assert isinstance(count, int)
    return count


def _order(key: str) -> tuple[int, str]:
    keys = definitions.row_keys("K")
    return keys.index(key), key


def _seekers(session: Session, lines: MonthLines, today: date, scope: Scope) -> list[Seeker]:
    end = min(today, months.last_day(lines.month))
    here = frozenset(scope.site_ids)
    there = {one.person_id for one in lines.people if one.present and one.site_id in here and one.person_id}
    willing = {one.person_id for one in lines.people if one.person_id in there and one.status is Status.WILLING}
    offered = _moved(session, end, (Verb.OFFER, Verb.ASK)) & there
    hired = _moved(session, end, (Verb.HIRE,)) & there
    pool = willing | offered
    rows = session.execute(
        select(Person.id, Person.sex, Person.birth_date, Person.disability, Person.reading, Site)
        .outerjoin(Membership, (Membership.person_id == Person.id) & Membership.left_on.is_(None))
        .outerjoin(Household, Household.id == Membership.household_id)
        .outerjoin(Site, Site.id == Household.site_id)
        .where(Person.id.in_(pool))
        .order_by(Person.id)
    )
    return [
        Seeker(_groups(sex, birth_date, disability, reading, site, end), person_id in offered, person_id in hired)
        for person_id, sex, birth_date, disability, reading, site in rows
    ]


def _moved(session: Session, end: date, verbs: tuple[Verb, ...]) -> set[int]:
    """Of whom a referral made one of some moves in the year to a day."""
    rows = session.scalars(
        select(Referral.person_id)
        .join(ReferralMove, ReferralMove.referral_id == Referral.id)
        .where(
            ReferralMove.verb.in_(verbs),
            ReferralMove.at >= months.begins(end - A_YEAR),
            ReferralMove.at < months.begins(end) + _A_DAY,
            STANDS,
        )
    )
    return set(rows)


def _groups(
    sex: Any, birth_date: date | None, disability: Any, reading: Any, site: Site | None, end: date
) -> tuple[str, ...]:
    years = None if birth_date is None else completed_years(birth_date, end)
    kilometres = _kilometres(site)
    found = [
        f"sex.{sex.value if sex is not None else 'unknown'}",
        f"disability.{'yes' if disability else 'no'}",
        f"reading.{reading.value if reading is not None else 'unknown'}",
        "distance.unknown" if kilometres is None else f"distance.{_band(kilometres, _DISTANCES)}",
    ]
    found.append("age.unknown" if years is None else f"age.{_band(max(years, _AGES[-1]), _AGES)}")
    return tuple(found)


def _band(value: float, floors: tuple[int, ...]) -> int:
    return next(floor for floor in floors if value >= floor)


def _kilometres(site: Site | None) -> float | None:
    """From the site to the county town, as the crow flies."""
    town = by_code().get(site.division[:6]) if site is not None else None
    if site is None or town is None:
        return None
    metres = distance(Place(lat=site.latitude, lon=site.longitude), Place(lat=town.lat, lon=town.lon))
    return None if metres is None else metres / 1000
