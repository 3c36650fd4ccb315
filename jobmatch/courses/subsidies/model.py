"""The table of subsidies that were claimed for enrolments."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import Date, ForeignKey, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.access import Role
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.db import Base, words
from jobmatch.privacy import NOT_PERSONAL, SITE_STAFF, Keep, Purpose, personal

_SEEN = SITE_STAFF | {Role.AUDITOR}


class SubsidyKind(StrEnum):
    """What is paid: for the training, after its certificate; for living, by the day."""

    TRAINING = "training"
    ALLOWANCE = "allowance"


class SubsidyClaim(Base):
    """One claim for one enrolment; `amount` is yuan."""

    __tablename__ = "subsidy_claim"
    __table_args__ = (UniqueConstraint("enrolment_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey(Enrolment.id))
    kind: Mapped[SubsidyKind] = mapped_column(
        words(SubsidyKind),
        info=personal("what is paid for a class", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN),
    )
    amount: Mapped[Decimal] = mapped_column(
        Numeric(10, 2), info=personal("how much of it", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    claimed_on: Mapped[date] = mapped_column(
        Date, info=personal("when it was claimed", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    by: Mapped[str] = mapped_column(
        String(100), info=personal("by whom it was claimed", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)

    enrolment: Mapped[Enrolment] = relationship()
