"""What a post pays beside the posts of the same work: in its own county where there are enough, else everywhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.earnings import earnings
from jobmatch.vacancies.model import Vacancy

ENOUGH = 3
COUNTY_DIGITS = 6
_MOST = 500


@dataclass(frozen=True)
class Compared:
    """Yuan of a usual month: of this post, and in the middle of `others` posts of the same work; `nearby`: all of them
    in its own county."""

    own: Decimal
    middle: Decimal
    others: int
    nearby: bool

    @property
    def less(self) -> Decimal:
        """By how much this one pays less; negative where it pays more."""
        return self.middle - self.own


def pay_beside_others(session: Session, vacancy: Vacancy) -> Compared | None:
    """None where the advert does not say enough, nobody knows the work, or too few others offer it."""
    own = earnings(vacancy).experienced
    if own is None or vacancy.occupation is None:
        return None
    others = session.scalars(
        select(Vacancy)
        .where(
            Vacancy.state == VacancyState.PUBLISHED,
            Vacancy.occupation == vacancy.occupation,
            Vacancy.id != vacancy.id,
        )
        .order_by(Vacancy.id.desc())
        .limit(_MOST)
    ).all()
    county = (vacancy.division or "")[:COUNTY_DIGITS]
    near = _paid(one for one in others if county and (one.division or "").startswith(county))
    paid = near if len(near) >= ENOUGH else _paid(others)
    return None if len(paid) < ENOUGH else Compared(own, Decimal(median(paid)), len(paid), paid is near)


def _paid(posts: Iterable[Vacancy]) -> list[Decimal]:
    return [pay for one in posts if (pay := earnings(one).experienced) is not None]
