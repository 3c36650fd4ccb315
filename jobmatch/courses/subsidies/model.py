"""The table of subsidies that were claimed for enrolments."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import Date, ForeignKey, Index, Numeric, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.access import Role
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.taken_back import STANDS, TakenBack
from jobmatch.db import Base, words
from jobmatch.privacy import NOT_PERSONAL, SITE_STAFF, Keep, Purpose, personal

_SEEN = SITE_STAFF | {Role.AUDITOR}


class SubsidyKind(StrEnum):
    """What is paid: for the training, after its certificate; for living, by the day."""

    TRAINING = "training"
    ALLOWANCE = "allowance"


class SubsidyClaim(TakenBack, Base):
    """One claim for one enrolment; `amount` is yuan. Of each kind at most one stands."""

    __tablename__ = "subsidy_claim"
    __table_args__ = (
        # Two windows that claim the same at the same moment cannot both do so.
        Index(
            "uq_subsidy_claim_stands", "enrolment_id", "kind", unique=True,
            sqlite_where=text(STANDS), postgresql_where=text(STANDS),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey(Enrolment.id), index=True)
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
