"""Table M5: what was done for families in a month: by helper inside a site, by site outside. For workload alone."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from jobmatch.households.model import Household, Membership
from jobmatch.households.working_life import Intention
from jobmatch.placements.follow_ups.life import WAITING, FollowUpState
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.minimum import service as minimum
from jobmatch.placements.model import STANDS, Referral, ReferralMove
from jobmatch.placements.referral import Verb
from jobmatch.reports import definitions
from jobmatch.reports import month as months
from jobmatch.reports.scope import Scope
from jobmatch.reports.table import Row, Sum, Table, Words, with_rates
from jobmatch.visits.model import Visit

_COUNTS = (
    "households", "visits", "follow_ups", "offered", "accepted", "hired", "held", "overdue", "seekers", "complete",
)  # fmt: skip
_VERBS: Mapping[str, tuple[Verb, ...]] = {
    "offered": (Verb.OFFER, Verb.ASK),
    "accepted": (Verb.ACCEPT, Verb.ACCEPT_WITNESSED),
    "hired": (Verb.HIRE,),
    "held": (Verb.HOLD_3M,),
}


def services(session: Session, month: date, today: date, scope: Scope) -> Table:
    """M5 of the households that are served now."""
    by: Any = Household.helper_name if scope.inside else Household.site_id
    counts = {key: _count(session, query) for key, query in _queries(by, month, today, scope).items()}
    counts |= _minimum(session, by, min(today, months.last_day(month)), scope)
    groups = sorted({group for some in counts.values() for group in some}, key=lambda one: (one is None, str(one)))
    values = {group: {key: counts[key].get(group, 0) for key in _COUNTS} for group in groups}
    words = {site.id: site.words for site in scope.sites}
    columns = definitions.columns("M5")
    whole = {key: sum(values[group][key] for group in groups) for key in _COUNTS}
    rows = [Row(f"who:{group}", _words(group, words, scope), with_rates(columns, values[group])) for group in groups]
    total = Row("total", definitions.word("total"), with_rates(columns, whole), 0)
    sums = [Sum(("total", key), tuple(((row.key, key), 1) for row in rows)) for key in _COUNTS if rows]
    # Who is still owed something is nobody's column, and is seen by whoever takes one from the other.
    left = {row.key: some["seekers"] - some["complete"] for row, some in zip(rows, values.values(), strict=True)}
    left["total"] = whole["seekers"] - whole["complete"]
    sums += [Sum((row, "seekers"), (((row, "complete"), 1), ((row, "left"), 1))) for row in left]
    unseen = {(row, "left"): count for row, count in left.items()}
    return Table("M5", definitions.title("M5"), columns, (*rows, total), definitions.notes("M5"), tuple(sums), unseen)


def _queries(by: Any, month: date, today: date, scope: Scope) -> dict[str, Select[Any]]:
    begins, ends = months.begins(month), months.begins(months.after(month))
    here = _here(scope)
    served = Household.closed_on.is_(None)
    due = min(today, months.last_day(month))
    queries: dict[str, Select[Any]] = {
        "households": select(by, func.count()).select_from(Household).where(here, served),
        "visits": select(by, func.count())
        .select_from(Visit)
        .join(Household, Household.id == Visit.household_id)
        .where(here, Visit.saved_at >= begins, Visit.saved_at < ends),
        "follow_ups": select(by, func.count())
        .select_from(FollowUp)
        .join(Household, Household.id == FollowUp.household_id)
        .where(
            here, FollowUp.state == FollowUpState.DONE, FollowUp.done_on >= month,
            FollowUp.done_on < months.after(month),
        ),
        "overdue": select(by, func.count())
        .select_from(FollowUp)
        .join(Household, Household.id == FollowUp.household_id)
        .where(here, FollowUp.state.in_(WAITING), FollowUp.due_on < due),
    }  # fmt: skip
    for key, verbs in _VERBS.items():
        queries[key] = _moves(by, verbs, begins, ends).where(here)
    return {key: query.group_by(by) for key, query in queries.items()}


def _here(scope: Scope) -> ColumnElement[bool]:
    return or_(
        Household.site_id.in_([one for one in scope.site_ids if one is not None]),
        Household.site_id.is_(None) if None in scope.site_ids else Household.id.is_(None),
    )


def _minimum(session: Session, by: Any, on: date, scope: Scope) -> dict[str, Counter[Hashable]]:
    """To how many the service minimum is owed on a day, and of how many nothing of it is."""
    wanting = (
        select(Membership.person_id, by)
        .join(Household, Household.id == Membership.household_id)
        .join(Intention, Intention.person_id == Membership.person_id)
        .where(_here(scope), Intention.willing.is_(True), Membership.joined_on <= on)
        .where(or_(Membership.left_on.is_(None), Membership.left_on > on))
    )
    found: Sequence[Any] = session.execute(wanting).all()
    group: dict[int, Hashable] = dict(found)
    due = minimum.owed(session, group, on)
    return {
        "seekers": Counter(group[person_id] for person_id in due),
        "complete": Counter(group[person_id] for person_id, one in due.items() if not one.anything),
    }


def _moves(by: Any, verbs: tuple[Verb, ...], begins: datetime, ends: datetime) -> Select[Any]:
    """Referrals of which one of these moves lies in the month, each once."""
    return (
        select(by, func.count(func.distinct(Referral.id)))
        .select_from(ReferralMove)
        .join(Referral, Referral.id == ReferralMove.referral_id)
        .join(Membership, (Membership.person_id == Referral.person_id) & Membership.left_on.is_(None))
        .join(Household, Household.id == Membership.household_id)
        .where(ReferralMove.verb.in_(verbs), ReferralMove.at >= begins, ReferralMove.at < ends, STANDS)
    )


def _count(session: Session, query: Select[Any]) -> Counter[Hashable]:
    return Counter(dict(session.execute(query).all()))


def _words(group: Any, sites: Mapping[int | None, Words], scope: Scope) -> Words:
    if scope.inside:
        return Words(group, group) if group else definitions.word("no_helper")
    return sites.get(group, definitions.word("no_site"))
