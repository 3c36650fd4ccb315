"""What was made of the stored market, kept for as long as the stored rows say the same.

Between two visits to a counter hardly a post changes, and making sense of them all is most of the work. So what was
made is kept beside the very rows that it was made of. They are read again every time, as the database holds them, which
costs a tenth of understanding them: nobody has to tell of a change, and no process or thread can miss one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from jobmatch.courses.model import Course
from jobmatch.matches.stored import whole
from jobmatch.parameters import ParameterBook
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.model import CertificateDemand, Employer, Vacancy

T = TypeVar("T")
# Today's market, and that of one other day or database, as tests and the night's run ask for.
_MOST = 2


@dataclass(frozen=True)
class _Source:
    """All that a market depends on: the day, the figures in force, and its rows, column by column."""

    as_of: date
    book: ParameterBook
    rows: tuple[tuple[tuple[Any, ...], ...], ...]


class Kept(Generic[T]):
    """The last things made of a market; threads may share it, because what it holds is only ever replaced whole."""

    def __init__(self) -> None:
        self._last: tuple[tuple[_Source, T], ...] = ()

    def get(self, session: Session, as_of: date, book: ParameterBook, make: Callable[[], T]) -> T:
        """What was made of these very rows before, or what `make` makes of them now."""
        source = _Source(as_of, book, _rows(session, as_of))
        for known, made in self._last:
            if known == source:
                return made
        made = make()
        if _rows(session, as_of) == source.rows:  # else somebody changed them between the two readings
            self._last = ((source, made), *self._last)[:_MOST]
        return made


def _rows(session: Session, as_of: date) -> tuple[tuple[tuple[Any, ...], ...], ...]:
    session.flush()  # what the caller has changed and not written yet counts
    connection = session.connection()
    return tuple(tuple(map(tuple, connection.execute(query))) for query in _queries(as_of))


def _queries(as_of: date) -> tuple[Select[Any], ...]:
    """Every column, also of those that matching does not read today: a key that is too fine costs time, never truth."""
    published = select(Vacancy.id).where(Vacancy.state == VacancyState.PUBLISHED)
    offering = select(Vacancy.employer_id).where(Vacancy.state == VacancyState.PUBLISHED)
    to_come = or_(Course.starts_on.is_(None), Course.starts_on >= as_of)
    return (
        whole(Vacancy).where(Vacancy.state == VacancyState.PUBLISHED).order_by(Vacancy.id),
        whole(CertificateDemand).where(CertificateDemand.vacancy_id.in_(published)).order_by(CertificateDemand.id),
        whole(Employer).where(Employer.id.in_(offering)).order_by(Employer.id),
        whole(Course).where(to_come).order_by(Course.id),
    )
