"""What `show` prints of a person, a household or a vacancy: the record as its reader may see it, proposals, reasons.

Everything is read within the caller's session, and every reading of a resident's record is noted there.
"""

from dataclasses import asdict
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from jobmatch import clock, parameters
from jobmatch.access import Actor
from jobmatch.commands.shell import UnusableError
from jobmatch.households.model import Household, Membership, Person
from jobmatch.households.view import HouseholdView, MemberView, view
from jobmatch.matches.bridges import bridges_of
from jobmatch.matches.candidates import candidates_of
from jobmatch.matches.model import MatchRun, Proposal
from jobmatch.matches.posts import PostLine, post_lines
from jobmatch.matches.reasons import hindrances, why_not_of
from jobmatch.matching.ages import completed_years
from jobmatch.placements.model import Referral
from jobmatch.settings import settings
from jobmatch.vacancies import offer
from jobmatch.vacancies.earnings import earnings
from jobmatch.vacancies.model import Vacancy
from jobmatch.vacancies.service import openness_on

Document = dict[str, Any]


def person_card(session: Session, actor: Actor, person_id: int, at: datetime) -> Document:
    """One person: record, household, proposals with reasons, referrals, why the rest does not fit, what opens more."""
    person = session.get(Person, person_id)
    if person is None:
        raise UnusableError(f"there is no person {person_id}; `show household` lists the ids of its members")
    if person.merged_into_id is not None:
        raise UnusableError(f"person {person_id} was merged into person {person.merged_into_id}; show that one")
    household = _home(session, person_id)
    if household is None:
        raise UnusableError(f"person {person_id} belongs to no household that is served today")
    seen = view(session, actor, household.id, at)
    member = next((one for one in seen.members if one.person_id == person_id), None)
    if member is None:
        raise UnusableError(f"person {person_id} has left household {household.number}")
    day = _last_matched(session) or clock.local_day(at)
    working_age = parameters.load(session).whole("labour_age_from", settings().home_division, day)
    # Whoever is too young to work is told that, and not what else stands against every single vacancy.
    too_young = person.birth_date is not None and completed_years(person.birth_date, day) < working_age
    reasons = () if too_young else why_not_of(session, person_id, day)
    return {
        "matched_as_of": day,
        "too_young_to_work": too_young,
        "working_age": working_age,
        "person": person_id,
        "household": {"id": household.id, "number": household.number},
        **_member(member),
        "proposals": proposals_of(session, person_id),
        "referrals": _referrals(session, person_id),
        "why_not": [vars(one) for one in reasons],
        "hindrances": [vars(one) for one in hindrances(reasons)],
        "courses": [vars(one) for one in (() if too_young else bridges_of(session, person_id, day))],
    }


def household_card(session: Session, actor: Actor, words: str, at: datetime) -> Document:
    """One household by its number or id: record, who can work, and every member with the proposals shown."""
    household = session.scalars(
        select(Household).where(or_(Household.number == words, Household.id == _number(words)))
    ).first()
    if household is None:
        raise UnusableError(f"there is no household {words}; write its number, as TZ-XY-000001, or its id")
    seen: HouseholdView = view(session, actor, household.id, at)
    return {
        "household": household.id,
        "number": household.number,
        "site": None if household.site is None else {"code": household.site.code, "name": household.site.name},
        "record": dict(seen.facts),
        "member_count": seen.member_count,
        "labour_count": seen.labour_count,
        "read_back": seen.read_back.words,
        "read_back_en": seen.read_back.english,
        "members": [
            {
                "person": member.person_id,
                **_member(member),
                "proposals": [one for one in proposals_of(session, member.person_id) if one["shown"]],
            }
            for member in seen.members
        ],
    }


def vacancy_card(session: Session, actor: Actor, words: str, at: datetime) -> Document:
    """One vacancy by its number or id: what is offered, whether it is open, what the law says, whom to propose."""
    vacancy = session.scalars(select(Vacancy).where(or_(Vacancy.number == words, Vacancy.id == _number(words)))).first()
    if vacancy is None:
        raise UnusableError(f"there is no vacancy {words}; write its number, as G000001, or its id")
    today, book = clock.local_day(at), parameters.load(session)
    opened = openness_on(vacancy, today, book.whole("vacancy_confirmed_days", vacancy.division or "", today))
    told = {name: value for name, value in asdict(offer.read(vacancy)).items() if not name.startswith("contact")}
    return {
        "vacancy": vacancy.id,
        "number": vacancy.number,
        "employer": {"id": vacancy.employer.id, "name": vacancy.employer.name, "level": vacancy.employer.level},
        "state": vacancy.state.value,
        "open": opened.open,
        "open_because": opened.reason.value,
        "open_until": opened.until,
        "openings": vacancy.openings,
        "offer": {name: _plain(value) for name, value in told.items() if value not in (None, ())},
        "earnings": {name: _plain(value) for name, value in asdict(earnings(vacancy)).items()},
        "findings": [
            {"rule": one.rule, "level": one.level, "words": one.words, "because": one.because, "instead": one.instead}
            for one in vacancy.findings
        ],
        "candidates": candidates_of(session, vacancy, today, book, actor),
    }


def proposals_of(session: Session, person_id: int) -> list[Document]:
    """The open proposals of a person, best first, with their reasons in both languages."""
    rows = session.scalars(
        select(Proposal).where(Proposal.person_id == person_id, Proposal.ended_on.is_(None)).order_by(Proposal.rank)
    ).all()
    posts = post_lines(session, {row.vacancy_id for row in rows})
    return [_proposal(row, posts[row.vacancy_id]) for row in rows]


def _proposal(row: Proposal, post: PostLine) -> Document:
    return {
        "proposal": row.id,
        **vars(post),
        "rank": row.rank,
        "shown": row.shown,
        "score": row.score,
        "monthly": {"normal": row.monthly_normal, "cash": row.monthly_cash},
        "found_on": row.found_on,
        "picked": None if row.picked_by is None else {"by": row.picked_by, "because": row.picked_because},
        **row.explanation,
    }


def _member(member: MemberView) -> Document:
    return {
        "record": dict(member.facts),
        "membership": dict(member.membership),
        "belongings": {name: [dict(row) for row in rows] for name, rows in member.belongings.items()},
    }


def _referrals(session: Session, person_id: int) -> list[Document]:
    rows = session.scalars(select(Referral).where(Referral.person_id == person_id).order_by(Referral.id))
    return [{"referral": row.id, "vacancy": row.vacancy_id, "state": row.state} for row in rows]


def _home(session: Session, person_id: int) -> Household | None:
    return session.scalars(
        select(Household)
        .join(Membership, Membership.household_id == Household.id)
        .where(Membership.person_id == person_id, Membership.left_on.is_(None))
        .order_by(Membership.id.desc())
    ).first()


def _last_matched(session: Session) -> date | None:
    """The day for which matching was last run: reasons are said for the same day as the proposals beside them."""
    return session.scalar(select(MatchRun.as_of).where(MatchRun.finished_at.is_not(None)).order_by(MatchRun.id.desc()))


def _number(words: str) -> int:
    """The id that a text of digits may be; 0, which nothing has, for other texts."""
    return int(words) if words.isascii() and words.isdigit() and len(words) < 10 else 0


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, StrEnum):
        return value.value
    return value.strftime("%H:%M") if isinstance(value, time) else value
