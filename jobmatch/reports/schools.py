"""What anybody may know of a school: of how many who learnt there how many found work, counted in the night.

Who reads the figure every day must not read a person out of the step between two days. So a figure that is told moves
only by steps in which nobody is recognised: at least `FEW` more or fewer who found work, and as many who did not.
"""

from datetime import date

from sqlalchemy import Date, ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from jobmatch.courses.model import Provider
from jobmatch.courses.outcomes import Outcome, of_providers
from jobmatch.db import Base
from jobmatch.privacy import NOT_PERSONAL
from jobmatch.reports.masking import FEW


class SchoolFigures(Base):
    """The figures of one school as they are told: `soon` of `soon_due` began work within 90 days of their class."""

    __tablename__ = "school_figures"
    __table_args__ = {"info": NOT_PERSONAL}

    provider_id: Mapped[int] = mapped_column(ForeignKey(Provider.id), primary_key=True, autoincrement=False)
    completed: Mapped[int]
    soon_due: Mapped[int]
    soon: Mapped[int]
    counted_on: Mapped[date] = mapped_column(Date)

    provider: Mapped[Provider] = relationship()

    @property
    def tells_share(self) -> bool:
        """Neither those who found work nor those who did not are so few that somebody knows who."""
        return self.soon >= FEW and self.soon_due - self.soon >= FEW


def schools(session: Session) -> list[int]:
    """Every school by id."""
    return list(session.scalars(select(Provider.id).order_by(Provider.id)))


def count(session: Session, provider_id: int, on: date) -> bool:
    """Count one school as of a day; whether anything that is told has moved."""
    return tell(session, provider_id, of_providers(session, [provider_id], on)[provider_id], on)


def tell(session: Session, provider_id: int, came: Outcome, on: date) -> bool:
    """Take over what came of the classes of a school, as far as it may be told; whether anything has moved."""
    told = session.get(SchoolFigures, provider_id)
    if told is None:
        if came.completed:
            first = SchoolFigures(
                provider_id=provider_id, completed=came.completed, soon_due=came.soon_due, soon=came.soon, counted_on=on
            )
            session.add(first)
            session.flush()
        return bool(came.completed)
    before = (told.completed, told.soon_due, told.soon)
    if told.completed < FEW or abs(came.completed - told.completed) >= FEW:
        told.completed = came.completed
    found, others = came.soon - told.soon, (came.soon_due - came.soon) - (told.soon_due - told.soon)
    if not told.tells_share or min(abs(found), abs(others)) >= FEW:
        told.soon_due, told.soon = came.soon_due, came.soon
    moved = before != (told.completed, told.soon_due, told.soon)
    if moved:
        told.counted_on = on
        session.flush()
    return moved


def as_told(session: Session) -> list[SchoolFigures]:
    """The figures of all schools at which somebody has completed a class, by name."""
    found = select(SchoolFigures).join(SchoolFigures.provider).where(SchoolFigures.completed > 0)
    return list(session.scalars(found.order_by(Provider.name)))
