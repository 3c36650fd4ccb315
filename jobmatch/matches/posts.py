"""Vacancies in one line each, as lists of proposals name them."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.vacancies.model import Employer, Vacancy


@dataclass(frozen=True)
class PostLine:
    """A vacancy's id and number, its title as posted, and who offers it."""

    vacancy: int
    number: str
    title: str
    employer: str


def post_lines(session: Session, ids: Collection[int]) -> dict[int, PostLine]:
    """The lines of some vacancies, by id."""
    rows = session.execute(
        select(Vacancy.id, Vacancy.number, Vacancy.title, Employer.name)
        .join(Employer, Employer.id == Vacancy.employer_id)
        .order_by(Vacancy.id)
    )
    return {row.id: PostLine(row.id, row.number, row.title, row.name) for row in rows if row.id in ids}
