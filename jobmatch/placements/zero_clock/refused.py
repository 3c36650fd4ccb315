"""The posts that members of a household refused, with what held on the day of each no, read from the database."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import clock
from jobmatch.households import profile, store
from jobmatch.households.codes import Capacity
from jobmatch.households.record import PersonRecord
from jobmatch.matches.model import Proposal
from jobmatch.parameters import ParameterBook
from jobmatch.placements.model import Referral, ReferralMove
from jobmatch.placements.referral import DeclineReason, Verb
from jobmatch.placements.zero_clock.refusals import Refusal, Weight, enough, weigh
from jobmatch.settings import settings
from jobmatch.vacancies.model import Employer, Vacancy, Verification
from jobmatch.vacancies.openness import level_needed

Known: TypeAlias = list[tuple[date, int]]


@dataclass(frozen=True)
class Refused:
    """What each member refused, oldest first, by person id; members who refused nothing are there too.

    `stands_on` are the referrals on which "no wish" can stand: of each member who could and wants to work, enough of
    them. None where somebody has refused too few, or nobody wants work at all, so that there is nothing to weigh.
    """

    by_person: dict[int, tuple[Refusal, ...]]
    stands_on: list[int] | None


def refused_by(session: Session, household_id: int, since: date, book: ParameterBook, on: date) -> Refused:
    """What the members of a household refused from a day on, and whether it is enough."""
    members = {int(member.key): member for member in store.load(session, household_id, on).members}
    rows = session.execute(_declined(members)).all()
    known = _verifications(session, {row.employer for row in rows})
    found: dict[int, list[Refusal]] = defaultdict(list)
    for row in rows:
        refusal = _refusal(row, members[row.person_id], known[row.employer])
        if since <= refusal.on <= on:
            found[refusal.person_id].append(refusal)
    by_person = {person_id: tuple(found[person_id]) for person_id in members}
    return Refused(by_person, _stands_on(members, by_person, book, on))


def _stands_on(
    members: Mapping[int, PersonRecord], refused: Mapping[int, tuple[Refusal, ...]], book: ParameterBook, on: date
) -> list[int] | None:
    home = settings().home_division
    services, posts = (book.whole(f"no_wish_{what}", home, on) for what in ("services", "posts"))
    wanting = [
        person_id
        for person_id, member in members.items()
        if profile.counts_as_labourer(member, book, home, on) and profile.is_willing(member)
    ]
    if not wanting or not all(enough(refused[person_id], services, posts) for person_id in wanting):
        return None
    return [one.referral_id for each in wanting for one in refused[each] if weigh(one) is Weight.COUNTS]


def _declined(person_ids: Any) -> Any:
    return (
        select(
            Referral.id, Referral.person_id, ReferralMove.at, ReferralMove.reason, Proposal.found_on,
            Proposal.ended_on, Proposal.monthly_normal, Vacancy.occupation, Vacancy.kind, Employer.id.label("employer"),
            Employer.blacklisted_since,
        )
        .join(ReferralMove, ReferralMove.referral_id == Referral.id)
        .join(Vacancy, Vacancy.id == Referral.vacancy_id)
        .join(Employer, Employer.id == Vacancy.employer_id)
        .outerjoin(Proposal, Proposal.id == Referral.proposal_id)
        .where(Referral.person_id.in_(person_ids), ReferralMove.verb == Verb.DECLINE)
        .order_by(ReferralMove.id)
    )  # fmt: skip


def _refusal(row: Any, member: PersonRecord, known: Known) -> Refusal:
    on = clock.local_day(row.at)
    wishes = member.intention
    return Refusal(
        referral_id=row.id,
        person_id=row.person_id,
        on=on,
        reason=DeclineReason(row.reason),
        fitted=row.found_on is not None and row.found_on <= on and (row.ended_on is None or on < row.ended_on),
        constraints=profile.constraints_in_force(member, on),
        limits=bool(member.limits) or member.capacity is Capacity.WEAK,
        available_from=wishes.available_from if wishes is not None else None,
        least_pay=wishes.wage_floor if wishes is not None else None,
        pay=None if row.monthly_normal is None else Decimal(row.monthly_normal),
        occupation=row.occupation,
        employer_verified=_verified(row, known, on),
    )


def _verifications(session: Session, employers: set[int]) -> dict[int, Known]:
    """On which days it was found out how much of each employer."""
    rows = session.execute(
        select(Verification.employer_id, Verification.on, Verification.level).where(
            Verification.employer_id.in_(employers)
        )
    )
    known: dict[int, Known] = {employer: [] for employer in employers}
    for employer, on, level in rows:
        known[employer].append((on, level))
    return known


def _verified(row: Any, known: Known, on: date) -> bool:
    """Whether somebody had come to know the employer by that day, as far as such a post needs it."""
    if row.blacklisted_since is not None and row.blacklisted_since <= on:
        return False
    return max((level for found_on, level in known if found_on <= on), default=0) >= level_needed(row.kind)
