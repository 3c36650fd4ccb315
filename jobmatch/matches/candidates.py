"""Whom a worker would propose for a vacancy: the people it was proposed to, in the order of the ranking's own bands."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Actor
from jobmatch.households import area
from jobmatch.households.model import Household, Membership
from jobmatch.matches.facts import world_of
from jobmatch.matches.model import Proposal
from jobmatch.matches.people import residents
from jobmatch.matching.candidates import candidates
from jobmatch.matching.ground import prepare
from jobmatch.matching.notes import Soft
from jobmatch.matching.ranking import Match, PersonRanking
from jobmatch.matching.rules import load_rules
from jobmatch.matching.vocabulary import Vocabulary
from jobmatch.parameters import ParameterBook
from jobmatch.vacancies.model import Vacancy


def candidates_of(session: Session, vacancy: Vacancy, as_of: date, book: ParameterBook, actor: Actor) -> list[int]:
    """Person ids with an open proposal of a vacancy, of the actor's area, first to be proposed first (MR10)."""
    scope = (
        select(Proposal.person_id)
        .join(Membership, (Membership.person_id == Proposal.person_id) & Membership.left_on.is_(None))
        .join(Household, Household.id == Membership.household_id)
        .where(Proposal.vacancy_id == vacancy.id, Proposal.ended_on.is_(None), area.seen_by(actor))
    )
    people = residents(session, scope, as_of)
    ground = prepare(world_of(session, people, [vacancy], as_of, book), Vocabulary.load(), load_rules())
    rankings = [
        PersonRanking(str(one.person_id), (_match(one),), ())
        for one in session.scalars(
            select(Proposal).where(Proposal.vacancy_id == vacancy.id, Proposal.ended_on.is_(None))
        )
        if str(one.person_id) in ground.seekers
    ]
    (ordered,) = candidates(ground, rankings)
    return [int(person) for person in ordered.people]


def _match(row: Proposal) -> Match:
    """As much of a match as its order depends on: the points, and whether it is a gain."""
    words: Any = row.explanation
    soft = tuple(Soft(code) for code in words.get("soft", ()))
    return Match(str(row.person_id), str(row.vacancy_id), row.rank, row.score, None, None, (), (), soft, (), ())
