"""A worker picks a post by hand for somebody before whom matching did not put it, and says why in a few words.

What the law, the body, a paper or the employer's own conditions close stays closed to every hand. What a worker who
knows the family may judge better than a record (the way, the hours, a bed, how well somebody reads) does not.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobmatch import audit, clock, parameters
from jobmatch.access import Actor, Permission, require
from jobmatch.households import area, recognise
from jobmatch.matches import service as matches
from jobmatch.matches.bridges import CourseThatOpens, bridges_in
from jobmatch.matches.facts import load_world_of
from jobmatch.matches.model import Proposal
from jobmatch.matches.propose import EXPLAINED, Proposed, as_stored
from jobmatch.matches.reasons import WhyNot, why_not
from jobmatch.matching.ground import Ground
from jobmatch.matching.notes import Gate
from jobmatch.matching.rank import rank_person
from jobmatch.matching.ranking import Match
from jobmatch.matching.rules import load_rules

WORKERS_MAY_JUDGE = frozenset(
    {Gate.EXPERIENCE, Gate.READ, Gate.LANG, Gate.LOC, Gate.SHIFT, Gate.DORM, Gate.GROUP, Gate.REFUSED_OCC}
)
FIRST = 0
"""Before all that matching found: somebody who knows the family has chosen it."""


class NoReasonError(ValueError):
    """A post is picked for a reason that the person can be told."""


class NotOpenError(ValueError):
    """Nobody can be proposed this post now, or the person can be proposed none."""


class StaysClosedError(ValueError):
    """Something closes the post to the person that no worker may judge; `because` says it, `because_en` in English."""

    def __init__(self, why: WhyNot) -> None:
        super().__init__(why.because_en)
        self.because, self.because_en = why.because, why.because_en


@dataclass(frozen=True)
class Fit:
    """How one open post stands to a person: what matching would store of it, or what closes it, and for good or not."""

    match: Match | None
    closed: WhyNot | None
    for_good: bool


@dataclass(frozen=True)
class Outlook:
    """Every open post by id as it stands to a person, and the courses that open more, the one that opens most first."""

    fits: dict[int, Fit]
    courses: tuple[CourseThatOpens, ...]


def outlook_of(session: Session, person_id: int, as_of: date, unsaid: Collection[str] = ()) -> Outlook:
    """What there is for a person and what learning adds to it, out of one ground; empty as `fits_of` is."""
    ground = load_world_of(session, person_id, as_of, parameters.load(session)).ground
    return Outlook(_fits_in(ground, person_id, unsaid), bridges_in(ground, person_id))


def fits_of(session: Session, person_id: int, as_of: date, unsaid: Collection[str] = ()) -> dict[int, Fit]:
    """Every open post by id as it stands to a person; empty for somebody who belongs to no served household.

    Who may not hear of some gates, `unsaid`, hears none of them named.
    """
    return _fits_in(load_world_of(session, person_id, as_of, parameters.load(session)).ground, person_id, unsaid)


def _fits_in(ground: Ground, person_id: int, unsaid: Collection[str]) -> dict[int, Fit]:
    if str(person_id) not in ground.seekers:
        return {}
    ranking = rank_person(ground, str(person_id))
    stops = {int(one.vacancy): set(one.gates) for one in ranking.blocked}
    found = {int(one.vacancy): Fit(one, None, for_good=False) for one in ranking.matches}
    return found | {
        one.vacancy_id: Fit(None, one, for_good=not stops[one.vacancy_id] <= WORKERS_MAY_JUDGE)
        for one in why_not(ranking, ground, unsaid)
    }


def pick(session: Session, person_id: int, vacancy_id: int, because: str, at: datetime, actor: Actor) -> Proposal:
    """The post is proposed to the person first of all, with the worker's reason; picked again, the newer reason stands.

    Raises Refused, NoReasonError, NotOpenError, StaysClosedError.
    """
    on = clock.local_day(at)
    require(actor, Permission.PICK_POST)
    area.require_household_of(session, person_id, on, actor)
    because = " ".join(because.split())
    if not because:
        raise NoReasonError("say in a few words why this post is good for the person")
    fit = fits_of(session, person_id, on).get(vacancy_id)
    home = recognise.open_membership(session, person_id)
    if fit is None or home is None:
        raise NotOpenError("the post is not open, or the person belongs to no household that is served")
    if fit.closed is not None and fit.for_good:
        raise StaysClosedError(fit.closed)
    row = _standing(session, person_id, vacancy_id)
    if row is None:
        run = matches.begin_household(session, on, home.household_id, load_rules(), 1, at, actor)
        row = Proposal(
            person_id=person_id, found_on=on, rules_hash=run.rules_hash, run_id=run.id,
            **matches.columns_of(_stored(vacancy_id, fit)),
        )  # fmt: skip
        try:
            with session.begin_nested():
                session.add(row)
        except IntegrityError:  # a run, or a colleague, has proposed it at the same moment
            row = _standing(session, person_id, vacancy_id)
            assert row is not None
        matches.finish(session, run, matches.Changes(new=1), at)
    row.picked_by, row.picked_because, row.rank, row.shown = actor.name, because, FIRST, True
    audit.record(session, actor, "proposal.pick", f"person:{person_id}", at, f"vacancy:{vacancy_id}")
    return row


def take_back(session: Session, proposal_id: int, at: datetime, actor: Actor) -> Proposal | None:
    """What was picked by hand is proposed no more, but what matching found as well; None where it is over already."""
    require(actor, Permission.PICK_POST)
    row = session.get(Proposal, proposal_id)
    if row is None or row.picked_by is None or row.ended_on is not None:
        return None
    on = clock.local_day(at)
    area.require_household_of(session, row.person_id, on, actor)
    row.picked_by, row.picked_because = None, None
    if not row.explanation["parts"]:  # what a record closes has no points of fit
        row.ended_on = on
    audit.record(session, actor, "proposal.unpick", f"person:{row.person_id}", at, f"vacancy:{row.vacancy_id}")
    return row


def _standing(session: Session, person_id: int, vacancy_id: int) -> Proposal | None:
    standing = select(Proposal).where(
        Proposal.person_id == person_id, Proposal.vacancy_id == vacancy_id, Proposal.ended_on.is_(None)
    )
    return session.scalar(standing.with_for_update())


def _stored(vacancy_id: int, fit: Fit) -> Proposed:
    """A match as a run would store it; of what a record closes, the sentence about it is what has to be asked first."""
    if fit.match is not None:
        return as_stored(fit.match, shown=True)
    assert fit.closed is not None
    empty: dict[str, Any] = {name: "" if name.startswith("why") else [] for name in EXPLAINED}
    asks = {"asks": [fit.closed.because], "asks_en": [fit.closed.because_en]}
    return Proposed(vacancy_id, FIRST, 0, None, None, shown=True, explanation=empty | asks)
