"""The tables of training at work: what was agreed for a hire, and each month that was claimed for it.

The hire itself, which both hang on, is a later stage's; its verbs stand there (`placements.on_the_job`).
"""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Date, ForeignKey, Index, Numeric, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.access import Role
from jobmatch.courses.taken_back import STANDS, TakenBack
from jobmatch.db import Base
from jobmatch.households.model import Person
from jobmatch.privacy import NOT_PERSONAL, SITE_STAFF, Keep, Purpose, personal, sensitive
from jobmatch.seal import Sealed
from jobmatch.vacancies.model import Vacancy

_EVIDENCE = Keep.AS_EVIDENCE
_SEEN = SITE_STAFF | {Role.AUDITOR}


class WorkTraining(Base):
    """What an employer teaches one whom it has hired, from a day on for so many months, at a wage a month.

    `level` is that of a class, 5 (初级) to 1; `trainer` is one of the employer's own people. `ended_on` is the first
    day on which nobody taught any more, where that came before the months were over.
    """

    __tablename__ = "work_training"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    vacancy_id: Mapped[int] = mapped_column(ForeignKey(Vacancy.id), index=True)
    begins_on: Mapped[date] = mapped_column(
        Date, info=personal("first day of training at work", Purpose.PROVE, keep=_EVIDENCE, seen_by=_SEEN)
    )
    months: Mapped[int] = mapped_column(
        info=personal("months of training at work", Purpose.PROVE, keep=_EVIDENCE, seen_by=_SEEN)
    )
    ended_on: Mapped[date | None] = mapped_column(
        Date, info=personal("when the training at work stopped", Purpose.PROVE, keep=_EVIDENCE, seen_by=_SEEN)
    )
    occupation: Mapped[str] = mapped_column(
        String(100), info=personal("occupation taught at work", Purpose.PROVE, keep=_EVIDENCE, seen_by=_SEEN)
    )
    level: Mapped[int | None] = mapped_column(
        info=personal("level taught at work", Purpose.PROVE, keep=_EVIDENCE, seen_by=_SEEN)
    )
    skill: Mapped[str] = mapped_column(
        String(60), info=personal("skill taught at work", Purpose.PROVE, keep=_EVIDENCE, seen_by=_SEEN)
    )
    wage: Mapped[str] = mapped_column(
        Sealed("work_training.wage"), info=sensitive("agreed pay while taught at work", Purpose.PROVE, keep=_EVIDENCE)
    )
    trainer: Mapped[str] = mapped_column(
        String(50), info=personal("who teaches at work", Purpose.PROVE, keep=_EVIDENCE, seen_by=_SEEN)
    )
    by: Mapped[str] = mapped_column(
        String(100), info=personal("who wrote it down", Purpose.PROVE, keep=_EVIDENCE, seen_by=_SEEN)
    )
    at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)

    vacancy: Mapped[Vacancy] = relationship()
    claims: Mapped[list["TrainedMonth"]] = relationship(
        back_populates="training", order_by="TrainedMonth.number, TrainedMonth.id", cascade="all, delete-orphan"
    )

    @property
    def claimed(self) -> list["TrainedMonth"]:
        """The months of which a claim stands, in their order."""
        return [one for one in self.claims if one.taken_back_at is None]


class TrainedMonth(TakenBack, Base):
    """A month of it for which the subsidy was claimed, with what was paid for the work; both in yuan.

    Of each month at most one claim stands.
    """

    __tablename__ = "trained_month"
    __table_args__ = (
        Index(
            "uq_trained_month_stands", "training_id", "number", unique=True,
            sqlite_where=text(STANDS), postgresql_where=text(STANDS),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey(WorkTraining.id), index=True)
    number: Mapped[int] = mapped_column(info=NOT_PERSONAL)
    wage: Mapped[str] = mapped_column(
        Sealed("trained_month.wage"), info=sensitive("pay of a month taught at work", Purpose.PROVE, keep=_EVIDENCE)
    )
    amount: Mapped[Decimal] = mapped_column(
        Numeric(10, 2), info=personal("subsidy for a month at work", Purpose.PROVE, keep=_EVIDENCE, seen_by=_SEEN)
    )
    claimed_on: Mapped[date] = mapped_column(
        Date, info=personal("when it was claimed", Purpose.PROVE, keep=_EVIDENCE, seen_by=_SEEN)
    )
    by: Mapped[str] = mapped_column(
        String(100), info=personal("by whom it was claimed", Purpose.PROVE, keep=_EVIDENCE, seen_by=_SEEN)
    )
    at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)

    training: Mapped[WorkTraining] = relationship(back_populates="claims")
