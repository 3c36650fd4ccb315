"""The posts that members of a household refused, with what held on the day of each no, read from the database."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
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


def refusals_of(session: Session, household_id: int, since: date, on: date) -> dict[int, tuple[Refusal, ...]]:
    """What each member refused from a day on, oldest first, by person id; members who refused nothing are there too."""
    members = {int(member.key): member for member in store.load(session, household_id, on).members}
    found: dict[int, list[Refusal]] = defaultdict(list)
    for row in session.execute(_declined(members)):
        refusal = _refusal(session, row, members[row.person_id])
        if since <= refusal.on <= on:
            found[refusal.person_id].append(refusal)
    return {person_id: tuple(found[person_id]) for person_id in members}


def stands_on(session: Session, household_id: int, since: date, book: ParameterBook, on: date) -> list[int] | None:
    """The refused posts on which "no wish" can stand: of each member who could and wants to work, enough of them.

    None where somebody has refused too few, or nobody wants work at all, so that there is nothing to weigh.
    """
    home = settings().home_division
    services, posts = (book.whole(f"no_wish_{what}", home, on) for what in ("services", "posts"))
    record = store.load(session, household_id, on)
    wanting = [
        int(member.key)
        for member in record.members
        if profile.counts_as_labourer(member, book, home, on) and profile.is_willing(member)
    ]
    refused = refusals_of(session, household_id, since, on)
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


def _refusal(session: Session, row: Any, member: PersonRecord) -> Refusal:
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
        employer_verified=_verified(session, row, on),
    )


def _verified(session: Session, row: Any, on: date) -> bool:
    """Whether somebody had come to know the employer by that day, as far as such a post needs it."""
    if row.blacklisted_since is not None and row.blacklisted_since <= on:
        return False
    highest = select(func.max(Verification.level)).where(
        Verification.employer_id == row.employer, Verification.on <= on
    )  # fmt: skip
    return (session.scalar(highest) or 0) >= level_needed(row.kind)
