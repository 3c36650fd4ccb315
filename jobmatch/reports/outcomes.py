"""Reads what the key figures beyond M1 are made of: clocks, forms, starts, wages, records, what was brought up."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from jobmatch import clock
from jobmatch.concerns.model import Concern, ConcernKind, ConcernState
from jobmatch.households.model import Household, Membership
from jobmatch.households.profile import months_later
from jobmatch.placements.follow_ups.life import FollowUpState
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.model import Referral
from jobmatch.placements.zero_clock.life import ZeroState
from jobmatch.placements.zero_clock.model import ZeroSpell
from jobmatch.reports import definitions
from jobmatch.reports import month as months
from jobmatch.reports.figures import Counts
from jobmatch.reports.scope import Scope
from jobmatch.reports.table import Row, Sum, Table, Words
from jobmatch.vacancies.earnings import earnings
from jobmatch.vacancies.model import Employer, Vacancy
from jobmatch.visits.model import Visit

A_YEAR, _LONGEST_MONTH = timedelta(days=365), timedelta(days=31)
THREE_MONTHS, SIX_MONTHS = 3, 6


@dataclass(frozen=True)
class Paid:
    """One first wage, as a part of what was promised."""

    employer: str
    truth: Decimal


def counts(session: Session, month: date, today: date, stale_days: int, enrolled: int, scope: Scope) -> Counts:
    """What the figures of a month are made of, for the households of some sites; twelve months where it says a year."""
    end = min(today, months.last_day(month))
    spells = _cleared(session, end, scope)
    minutes, forms = _forms(session, month, scope)
    three, six = _held(session, end, THREE_MONTHS, scope), _held(session, end, SIX_MONTHS, scope)
    served = select(func.count()).select_from(Household).where(_here(scope), Household.closed_on.is_(None))
    fresh = served.where(_heard_of_since(today - timedelta(days=stale_days)))
    complaints, corrected = _brought_up(session, month, scope)
    return Counts(
        days_to_work=[days for days, _ in spells if days is not None],
        cleared=len(spells),
        relapsed=sum(1 for _, relapsed in spells if relapsed),
        minutes_to_offer=minutes,
        forms=forms,
        started_3m=len(three),
        held_3m=sum(three),
        started_6m=len(six),
        held_6m=sum(six),
        wage_truth=[one.truth for one in paid(session, end, scope)],
        enrolled=enrolled,
        fresh=session.scalar(fresh) or 0,
        served=session.scalar(served) or 0,
        complaints=complaints,
        days_to_correct=corrected,
    )


def paid(session: Session, end: date, scope: Scope) -> list[Paid]:
    """The first wages of those who started in the year to a day, by what a beginner was promised at that post."""
    rows = session.execute(
        select(Referral.first_wage, Vacancy, Employer.name)
        .join(Vacancy, Vacancy.id == Referral.vacancy_id)
        .join(Employer, Employer.id == Vacancy.employer_id)
        .where(
            Referral.first_wage.is_not(None),
            Referral.started_on > end - A_YEAR,
            Referral.started_on <= end,
            Referral.person_id.in_(people_of(scope)),
        )
        .order_by(Referral.id)
    )
    found = []
    for first_wage, vacancy, employer in rows:
        promised = earnings(vacancy).novice or vacancy.wage_guaranteed
        if promised and first_wage:
            found.append(Paid(employer, Decimal(first_wage) / promised))
    return found


def employers_below(found: Sequence[Paid], least: Decimal, fewest: int) -> Table:
    """The employers whose people were paid clearly less than promised, the worst first. Pure.

    One of whom fewer than `fewest` spoke is left out: its ratio, with the promise that everybody can read, would be
    somebody's pay.
    """
    by_employer: dict[str, list[Decimal]] = defaultdict(list)
    for one in found:
        by_employer[one.employer].append(one.truth)
    below = sorted(
        (middle, name)
        for name, truths in by_employer.items()
        if len(truths) >= fewest and (middle := Decimal(median(truths))) < least
    )
    rows = tuple(
        Row(f"employer:{name}", Words(name, name), {"people": len(by_employer[name]), "truth": middle})
        for middle, name in below
    )
    listed = sum(len(by_employer[name]) for _, name in below)
    unseen = {("all", "people"): len(found), ("rest", "people"): len(found) - listed}
    sums = (Sum(("all", "people"), (*(((row.key, "people"), 1) for row in rows), (("rest", "people"), 1))),)
    return Table("K7", definitions.title("K7"), definitions.columns("K7"), rows, definitions.notes("K7"), sums, unseen)


def _heard_of_since(day: date) -> ColumnElement[bool]:
    """Whose record was written or gone through since a day, or who was asked in a talk, as for the warning of stale."""
    asked = exists().where(
        FollowUp.household_id == Household.id, FollowUp.state == FollowUpState.DONE, FollowUp.done_on >= day
    )  # fmt: skip
    return or_(Household.updated_at >= months.begins(day), asked)


def _here(scope: Scope) -> ColumnElement[bool]:
    known: ColumnElement[bool] = Household.site_id.in_([one for one in scope.site_ids if one is not None])
    return or_(known, Household.site_id.is_(None)) if None in scope.site_ids else known


def people_of(scope: Scope) -> Select[int]:
    """Who belongs to a household of some sites now."""
    return (
        select(Membership.person_id)
        .join(Household, Household.id == Membership.household_id)
        .where(_here(scope), Membership.left_on.is_(None))
    )


def _cleared(session: Session, end: date, scope: Scope) -> list[tuple[int | None, bool]]:
    """Of every spell that was cleared in the year: days from finding to work, and whether the work was lost again."""
    again = aliased(ZeroSpell)
    rows = session.execute(
        select(
            ZeroSpell.found_on,
            ZeroSpell.working_since,
            select(again.id).where(again.relapse_of_id == ZeroSpell.id, again.found_on <= end).exists(),
        )
        .join(Household, Household.id == ZeroSpell.household_id)
        .where(
            _here(scope),
            ZeroSpell.state == ZeroState.CLEARED,
            ZeroSpell.ended_on > end - A_YEAR,
            ZeroSpell.ended_on <= end,
        )
    )
    return [(None if since is None else (since - found_on).days, relapsed) for found_on, since, relapsed in rows]


def _forms(session: Session, month: date, scope: Scope) -> tuple[list[Decimal], int]:
    """Minutes from the saved form to the first post that was explained, and how many forms were saved in the month."""
    rows = session.execute(
        select(Visit.saved_at, Visit.shown_at)
        .join(Household, Household.id == Visit.household_id)
        .where(
            _here(scope),
            Visit.saved_at >= months.begins(month),
            Visit.saved_at < months.begins(months.after(month)),
        )
    ).all()
    waited = [shown - saved for saved, shown in rows if saved is not None and shown is not None]
    return [max(Decimal(0), Decimal(round(span.total_seconds())) / 60) for span in waited], len(rows)


def _held(session: Session, end: date, span: int, scope: Scope) -> list[bool]:
    """Of everybody whose first so many months at a post were over by a day of the year: whether they stayed so long.

    Calendar months from the first day, as `staying` reckons them; there consecutive employers are one, here each start
    stands for itself.
    """
    rows = session.execute(
        select(Referral.started_on, Referral.left_on).where(
            Referral.started_on > end - A_YEAR - span * _LONGEST_MONTH,
            Referral.started_on <= end,
            Referral.person_id.in_(people_of(scope)),
        )
    )
    over = [(months_later(started, span), left) for started, left in rows if started is not None]
    return [left is None or left >= day for day, left in over if end - A_YEAR < day <= end]


def _brought_up(session: Session, month: date, scope: Scope) -> tuple[int, list[int]]:
    """Complaints received in the month, and for each correction settled in it the days that it took."""
    begins, ends = months.begins(month), months.begins(months.after(month))
    ours = Concern.person_id.in_(people_of(scope))
    complaints = select(func.count()).where(
        ours, Concern.kind == ConcernKind.COMPLAINT, Concern.said_at >= begins, Concern.said_at < ends
    )
    settled = session.execute(
        select(Concern.said_at, Concern.settled_at).where(
            ours,
            Concern.kind == ConcernKind.CORRECTION,
            Concern.state == ConcernState.SETTLED,
            Concern.settled_at >= begins,
            Concern.settled_at < ends,
        )
    )
    days = [(clock.local_day(end) - clock.local_day(said)).days for said, end in settled if end is not None]
    return session.scalar(complaints.select_from(Concern)) or 0, days
