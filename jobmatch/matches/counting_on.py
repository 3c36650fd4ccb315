"""Who counts on a class: open proposals name it as the way to a card that their post asks for."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.courses.facts import to_facts
from jobmatch.courses.model import Course
from jobmatch.matches.model import Proposal
from jobmatch.matching.rules import load_rules
from jobmatch.vacancies.model import CertificateDemand


def who_counts_on(session: Session, course: Course) -> list[int]:
    """The people, by id, of whom a proposal that the program made names the class; what was picked by hand stays.

    What a proposal says is sealed, so those alone are opened whose post asks for a card that the class gives.
    """
    card = (to_facts(course).certificate or "").strip()
    kinds = (card, *load_rules().covers.get(card, ()))
    asks = select(CertificateDemand.vacancy_id).where(CertificateDemand.kind.in_(kinds))
    standing = session.execute(
        select(Proposal.person_id, Proposal.explanation)
        .where(Proposal.ended_on.is_(None), Proposal.picked_by.is_(None), Proposal.vacancy_id.in_(asks))
        .order_by(Proposal.person_id)
    )
    return list(dict.fromkeys(person_id for person_id, said in standing if _names(said, course.id)))


def _names(said: Mapping[str, Any], course_id: int) -> bool:
    return any(fix.get("course") == str(course_id) for fix in said.get("fixes", ()))
