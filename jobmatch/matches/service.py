"""The verbs of a run: open it, settle one household's proposals, end those of people who no longer ask, close it.

A proposal that still holds and reads the same is not touched, so that running twice changes nothing. Each verb is one
step of the caller's, in one transaction.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from jobmatch import audit
from jobmatch.access import Actor, Permission, require, require_site
from jobmatch.households import area, store
from jobmatch.households.codes import ConsentPurpose
from jobmatch.households.consent import Consent
from jobmatch.households.model import Household, Membership
from jobmatch.matches.facts import find_site
from jobmatch.matches.model import MatchRun, Proposal
from jobmatch.matches.people import READ_FIELDS
from jobmatch.matches.propose import Proposed
from jobmatch.matching.rules import Rules
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.model import Vacancy


@dataclass(frozen=True)
class Run:
    """A run that is going on."""

    id: int
    as_of: date
    rules_hash: str


@dataclass(frozen=True)
class Changes:
    """How many proposals are new, read differently than before, have ended, and stand as they were."""

    new: int = 0
    changed: int = 0
    ended: int = 0
    same: int = 0

    def __add__(self, other: "Changes") -> "Changes":
        return Changes(
            self.new + other.new, self.changed + other.changed, self.ended + other.ended, self.same + other.same
        )


def begin(
    session: Session, as_of: date, site: str | None, rules: Rules, people: int, at: datetime, actor: Actor
) -> Run:
    """Note that a run reads these people's facts, by which rules; raises Refused where the actor may not."""
    note_reading(session, "match", site, people, at, actor)
    return _begin(session, as_of, site, rules, people, at)


def members_to_match(session: Session, household_id: int, as_of: date, actor: Actor) -> list[int]:
    """The ids of a household's members of a day; raises Refused where the actor may not match them."""
    require(actor, Permission.RUN_MATCHING)
    area.require_household(session, session.get_one(Household, household_id), as_of, actor)
    return [one.person_id for one in store.members_on(session, [household_id], as_of)]


def begin_household(
    session: Session, as_of: date, household_id: int, rules: Rules, people: int, at: datetime, actor: Actor
) -> Run:
    """As `begin`, for the members of one household; the run names their site, the log the household."""
    audit.record(session, actor, "match", f"household:{household_id}", at, f"{people} people: {READ_FIELDS}")
    site = session.get_one(Household, household_id).site
    return _begin(session, as_of, None if site is None else site.code, rules, people, at)


def _begin(session: Session, as_of: date, site: str | None, rules: Rules, people: int, at: datetime) -> Run:
    row = MatchRun(
        as_of=as_of, site_code=site, rules=rules.version, rules_hash=rules.hash, started_at=at, people=people,
        proposals_new=0, proposals_changed=0, proposals_ended=0,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return Run(row.id, as_of, rules.hash)


def note_reading(session: Session, what: str, site: str | None, people: int, at: datetime, actor: Actor) -> None:
    """Note that the facts of a site's people are read for matching; raises Refused where the actor may not."""
    require_may_match(actor, site)
    audit.record(session, actor, what, f"site:{site or 'all'}", at, f"{people} people: {READ_FIELDS}")


def require_may_match(actor: Actor, site: str | None) -> None:
    """Whoever serves the site, or for everybody every site; raises Refused for everybody else."""
    require(actor, Permission.RUN_MATCHING)
    require_site(actor, site)


def settle(session: Session, run: Run, found: Mapping[int, Sequence[Proposed]]) -> Changes:
    """Make the open proposals of some people, by person id, those of the run: one household at a time.

    Who has withdrawn the consent to be matched since the facts were read gets none. What a worker picked by hand stays
    for as long as the vacancy is open, whatever the run found.
    """
    agreed = _still_agreed(session, found, run.as_of)
    found = {person_id: proposals if person_id in agreed else () for person_id, proposals in found.items()}
    standing = {
        (row.person_id, row.vacancy_id): row
        for row in session.scalars(
            select(Proposal).where(Proposal.person_id.in_(found), Proposal.ended_on.is_(None)).with_for_update()
        )
    }
    changes = Changes()
    fresh: list[dict[str, Any]] = []
    for person_id, proposals in found.items():
        for one in proposals:
            row = standing.pop((person_id, one.vacancy_id), None)
            if row is None:
                fresh.append(_new(run, person_id, one))
            else:
                changes += _renew(row, run, one)
    picked = _picked_that_stay(session, standing.values(), agreed)
    for row in standing.values():
        if row.id not in picked:
            row.ended_on = run.as_of
    session.flush()
    if fresh:  # in one write: nobody needs the ids yet
        session.execute(insert(Proposal), fresh)
    return changes + Changes(new=len(fresh), ended=len(standing) - len(picked), same=len(picked))


def others_with_proposals(session: Session, site: str | None, seekers: Collection[int]) -> list[list[int]]:
    """Who has open proposals and is not among the seekers of a run, household by household; they end too.

    Whoever has moved to another site is that site's; whoever belongs nowhere is found when everybody is matched.
    """
    query = (
        select(Proposal.person_id, func.max(Membership.household_id))
        .outerjoin(Membership, (Membership.person_id == Proposal.person_id) & Membership.left_on.is_(None))
        .where(Proposal.ended_on.is_(None))
        .group_by(Proposal.person_id)
        .order_by(Proposal.person_id)
    )
    if site is not None:
        query = query.join(Household, Household.id == Membership.household_id).where(
            Household.site_id == find_site(session, site).id
        )
    homes: dict[Any, list[int]] = {}
    for person_id, household_id in session.execute(query):
        if person_id not in seekers:
            homes.setdefault(household_id, []).append(person_id)
    return list(homes.values())


def finish(session: Session, run: Run, changes: Changes, at: datetime) -> None:
    """Note what came of the run; a run that was killed stays without an end."""
    row = session.get_one(MatchRun, run.id)
    row.proposals_new, row.proposals_changed, row.proposals_ended = changes.new, changes.changed, changes.ended
    row.finished_at = at


def _still_agreed(session: Session, people: Collection[int], as_of: date) -> set[int]:
    agreed = session.scalars(
        select(Consent.person_id).where(
            Consent.person_id.in_(people),
            Consent.purpose == ConsentPurpose.MATCH_AND_TELL,
            Consent.given_on <= as_of,
            Consent.withdrawn_on.is_(None) | (Consent.withdrawn_on > as_of),
        )
    )
    return set(agreed)


def _picked_that_stay(session: Session, rows: Collection[Proposal], agreed: Collection[int]) -> set[int]:
    """The ids of the proposals that were picked by hand, of open vacancies and of people who still agree."""
    picked = {row.id: row.vacancy_id for row in rows if row.picked_by is not None and row.person_id in agreed}
    if not picked:
        return set()
    is_open = select(Vacancy.id).where(Vacancy.id.in_(picked.values()), Vacancy.state == VacancyState.PUBLISHED)
    still = set(session.scalars(is_open))
    return {number for number, vacancy in picked.items() if vacancy in still}


def _new(run: Run, person_id: int, one: Proposed) -> dict[str, Any]:
    of_run = {"found_on": run.as_of, "rules_hash": run.rules_hash, "run_id": run.id}
    return {"person_id": person_id} | of_run | columns_of(one)


def _renew(row: Proposal, run: Run, one: Proposed) -> Changes:
    """Write what reads differently; a run that says the same leaves the row as it is."""
    columns = columns_of(one) | {"rules_hash": run.rules_hash}
    if row.picked_by is not None:  # it goes on being shown, first of all
        columns |= {"rank": row.rank, "shown": row.shown}
    fresh = {name: value for name, value in columns.items() if getattr(row, name) != value}
    if not fresh:
        return Changes(same=1)
    for name, value in fresh.items():
        setattr(row, name, value)
    row.run_id = run.id
    return Changes(changed=1)


def columns_of(one: Proposed) -> dict[str, Any]:
    """What a proposal says of the pair, column by column."""
    return {
        "vacancy_id": one.vacancy_id,
        "rank": one.rank,
        "score": one.score,
        "monthly_normal": one.monthly_normal,
        "monthly_cash": one.monthly_cash,
        "shown": one.shown,
        "explanation": dict(one.explanation),
    }
