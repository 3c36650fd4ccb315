"""One month's report as its reader may see it: the tables, the key figures, the curve of K1, and what was put right."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from jobmatch import audit, clock, parameters
from jobmatch.access import Actor
from jobmatch.parameters import ParameterBook
from jobmatch.places.divisions import division_name
from jobmatch.reports import definitions, fairness, figures, ledger, outcomes, outside, refusals
from jobmatch.reports import month as months
from jobmatch.reports.figures import Figure
from jobmatch.reports.lines import MonthLines
from jobmatch.reports.m1_employment import TOTAL, employment
from jobmatch.reports.m2_changes import changes
from jobmatch.reports.m3_training import training
from jobmatch.reports.m4_posts import posts
from jobmatch.reports.m5_services import services
from jobmatch.reports.m6_unemployed import WithoutWork, unemployed, without_work
from jobmatch.reports.masking import FEW
from jobmatch.reports.model import HouseholdMonth
from jobmatch.reports.scope import Scope, county_sites, scope_of
from jobmatch.reports.table import Mark, Table, Value, Words
from jobmatch.reports.wages import wages
from jobmatch.settings import settings

_TARGETS = tuple(one.target for one in definitions.figures() if one.target is not None)


@dataclass(frozen=True)
class Point:
    """K1 of one closed month, by both denominators, and the households without an earner at its end; None where nobody
    has looked yet."""

    month: date
    per_labour_household: Value
    per_household: Value
    without_earner: Value


@dataclass(frozen=True)
class Counted:
    """What a month comes to for readers of one scope, masked if they stand outside; who has no work by number."""

    closed: bool
    tables: tuple[Table, ...]
    figures: tuple[Figure, ...]
    behind: tuple[Table, ...]
    curve: tuple[Point, ...]
    without_work: tuple[WithoutWork, ...]


@dataclass(frozen=True)
class Report:
    """One month as one reader sees it; `who` is who fills it in: a site, or the county."""

    month: date
    counted_at: datetime
    who: Words
    closed: bool
    scope: Scope
    tables: tuple[Table, ...]
    figures: tuple[Figure, ...]
    behind: Mapping[str, Table]
    curve: tuple[Point, ...]
    corrections: tuple[ledger.Correction, ...]
    target: Decimal

    @property
    def day(self) -> date:
        """The day on which it was counted."""
        return clock.local_day(self.counted_at)

    def table(self, code: str) -> Table | None:
        """The table of that name; None where the reader does not get it."""
        return next((one for one in (*self.tables, *self.behind.values()) if one.code == code), None)


def monthly(
    session: Session, month: date, at: datetime, actor: Actor, *, site: str | None = None, county: str | None = None
) -> Report:
    """A month's report: out of the ledger where it is closed, else counted now. Noted in the log.

    Raises Refused, NoSuchMonthError for a month that has not begun, and NoSuchSiteError.
    """
    months.require_begun(month, clock.local_day(at))
    scope = scope_of(session, actor, site, county)
    return shown(session, month, counted(session, month, clock.local_day(at), scope), at, at, scope, actor)


def counted(session: Session, month: date, today: date, scope: Scope) -> Counted:
    """Everything of a month that is counted, as readers of a scope may see it."""
    book = parameters.load(session)
    # All sites of the county, also for a reader of one: who has come from another site is no newcomer.
    around, last_month = county_sites(session, scope.county), months.before(month)
    lines = ledger.read(session, month, around)
    before = ledger.read(session, last_month, around) if ledger.is_closed(session, last_month) else None
    m1, m3 = employment(lines, scope), training(session, month, scope.site_ids if scope.inside else around)
    tables = [
        m1,
        changes(before, lines, scope),
        m3,
        posts(session, month, today),
        services(session, month, today, scope),
    ]
    found, behind = _figures(session, lines, m1, m3, scope, book, today)
    if not scope.inside:
        tables, found, behind = outside.as_shown(tables, found, behind, scope)
    return Counted(lines.closed, tuple(tables), found, tuple(behind), curve(session, scope), without_work(lines, scope))


def shown(
    session: Session, month: date, found: Counted, counted_at: datetime, at: datetime, scope: Scope, actor: Actor
) -> Report:
    """What was counted as one reader gets it: with names inside the site, and with what was put right."""
    names = (unemployed(session, found.without_work, scope),) if scope.inside else ()
    corrections = ledger.corrections(session, month, scope.site_ids) if scope.inside else ()
    audit.record(session, actor, "see_report", f"report:{months.written(month)}", at, _who(scope).en)
    target = parameters.load(session).value(
        "report_employed_per_household", settings().home_division, clock.local_day(counted_at)
    )
    return Report(
        month, counted_at, _who(scope), found.closed, scope, (*found.tables, *names),
        found.figures,
        {one.code: one for one in found.behind}, found.curve, tuple(corrections), target,
    )  # fmt: skip


def curve(session: Session, scope: Scope) -> tuple[Point, ...]:
    """K1 of all closed months, oldest first, read as sums; where one has too little to be shown it is left out.

    Of a county with more than that, each month's own tables print what is divided here (`Table.kept`).
    """
    newer = aliased(HouseholdMonth)
    here: ColumnElement[bool] = HouseholdMonth.site_id.in_([one for one in scope.site_ids if one is not None])
    if None in scope.site_ids:
        here = here | HouseholdMonth.site_id.is_(None)
    rows = session.execute(
        select(
            HouseholdMonth.month,
            func.sum(HouseholdMonth.employed),
            func.count().filter(HouseholdMonth.labourers > 0),
            func.count().filter(HouseholdMonth.members > 0),
            func.sum(HouseholdMonth.zero_closing),
            func.sum(HouseholdMonth.zero_opening + HouseholdMonth.zero_found),
            func.count().filter(HouseholdMonth.labourers > 0, HouseholdMonth.employed == 0),
        )
        .where(
            HouseholdMonth.month.in_(ledger.closed_months(session)),
            here,
            ~select(newer.id).where(newer.replaces_id == HouseholdMonth.id).exists(),
        )
        .group_by(HouseholdMonth.month)
        .order_by(HouseholdMonth.month)
    ).all()
    # Where households have nobody in work and no clock was ever started, nobody has looked yet: that is not none.
    looked = next((month for month, *_, zero, clock_ran, idle in rows if zero or clock_ran or not idle), None)
    return tuple(
        Point(
            month, Decimal(employed) / labour if labour else None, Decimal(employed) / all_of_them,
            None if looked is None or month < looked
            else Mark.HIDDEN if not scope.inside and 0 < zero < FEW else int(zero),
        )
        for month, employed, labour, all_of_them, zero, _clock_ran, _idle in rows
        if all_of_them and (scope.inside or min(employed, labour, all_of_them) >= FEW)
    )  # fmt: skip


def _figures(
    session: Session, lines: MonthLines, m1: Table, m3: Table, scope: Scope, book: ParameterBook, today: date
) -> tuple[tuple[Figure, ...], list[Table]]:
    home = settings().home_division
    stale = book.whole("record_stale_days", home, today)
    enrolled = m3.value("total", "enrolled")
    counts = outcomes.counts(
        session, lines.month, today, stale, enrolled if isinstance(enrolled, int) else 0, scope
    )  # fmt: skip
    groups, gap = fairness.fairness(session, lines, today, scope)
    targets = {name: book.value(name, home, today) for name in _TARGETS}
    total = TOTAL if any(row.key == TOTAL for row in m1.rows) else m1.rows[0].key
    found = figures.figures(m1, total, counts, gap, targets)
    end = min(today, months.last_day(lines.month))
    below = outcomes.employers_below(
        outcomes.paid(session, end, scope), book.value("report_wage_truth_least", home, today),
        1 if scope.inside else FEW,
    )  # fmt: skip
    return found, [groups, below, refusals.refusals(session, end, scope), wages(lines, scope)]


def _who(scope: Scope) -> Words:
    if not scope.whole:
        return Words("、".join(one.words.zh for one in scope.sites), ", ".join(one.words.en for one in scope.sites))
    name = division_name(scope.county) or scope.county
    return Words(name, name)
