"""Table M5: what was done for families in a month: by helper inside a site, by site outside. For workload alone."""

from collections import Counter
from collections.abc import Hashable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from jobmatch.households.model import Household, Membership
from jobmatch.placements.follow_ups.life import WAITING, FollowUpState
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.model import Referral, ReferralMove
from jobmatch.placements.referral import Verb
from jobmatch.reports import definitions
from jobmatch.reports import month as months
from jobmatch.reports.scope import Scope
from jobmatch.reports.table import Row, Sum, Table, Value, Words
from jobmatch.visits.model import Visit

_COUNTS = ("households", "visits", "follow_ups", "offered", "accepted", "hired", "held", "overdue")
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
    groups = sorted({group for some in counts.values() for group in some}, key=lambda one: (one is None, str(one)))
    values = {group: {key: counts[key].get(group, 0) for key in _COUNTS} for group in groups}
    words = {site.id: site.words for site in scope.sites}
    rows = [Row(f"who:{group}", _words(group, words, scope), _shown(values[group])) for group in groups]
    whole = {key: sum(values[group][key] for group in groups) for key in _COUNTS}
    total = Row("total", definitions.word("total"), _shown(whole), 0)
    sums = tuple(Sum(("total", key), tuple(((row.key, key), 1) for row in rows)) for key in _COUNTS if rows)
    return Table(
        "M5", definitions.title("M5"), definitions.columns("M5"), (*rows, total), definitions.notes("M5"), sums
    )


def _queries(by: Any, month: date, today: date, scope: Scope) -> dict[str, Select[Any]]:
    begins, ends = months.begins(month), months.begins(months.after(month))
    here = or_(
        Household.site_id.in_([one for one in scope.site_ids if one is not None]),
        Household.site_id.is_(None) if None in scope.site_ids else Household.id.is_(None),
    )
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


def _moves(by: Any, verbs: tuple[Verb, ...], begins: datetime, ends: datetime) -> Select[Any]:
    """Referrals of which one of these moves lies in the month, each once."""
    return (
        select(by, func.count(func.distinct(Referral.id)))
        .select_from(ReferralMove)
        .join(Referral, Referral.id == ReferralMove.referral_id)
        .join(Membership, (Membership.person_id == Referral.person_id) & Membership.left_on.is_(None))
        .join(Household, Household.id == Membership.household_id)
        .where(ReferralMove.verb.in_(verbs), ReferralMove.at >= begins, ReferralMove.at < ends)
    )


def _count(session: Session, query: Select[Any]) -> Counter[Hashable]:
    return Counter(dict(session.execute(query).all()))


def _shown(counts: Mapping[str, int]) -> dict[str, Value]:
    return dict(counts)


def _words(group: Any, sites: Mapping[int | None, Words], scope: Scope) -> Words:
    if scope.inside:
        return Words(group, group) if group else definitions.word("no_helper")
    return sites.get(group, definitions.word("no_site"))
