"""The certificates that classes of ours have ended with, with the number that stands on the card."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Date, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.access import Role
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.db import Base, words
from jobmatch.privacy import NOT_PERSONAL, TAUGHT, Keep, Purpose, personal
from jobmatch.seal import Sealed

_SEEN = TAUGHT | {Role.AUDITOR}
_HOLDS = "voided_at IS NULL"


class WhyVoided(StrEnum):
    """What was written wrongly."""

    NUMBER = "number"
    DAYS = "days"
    KIND = "kind"
    PERSON = "person"


class CourseCertificate(Base):
    """What somebody was given at the end of a class; the person's record holds the same card (P20).

    One that was written wrongly is voided and stays. Of those that hold there is one an enrolment, and one a number;
    `number_index` finds a number that was written before, without showing it.
    """

    __tablename__ = "course_certificate"
    __table_args__ = tuple(
        Index(
            f"uq_course_certificate_{once}_holds", once, unique=True,
            sqlite_where=text(_HOLDS), postgresql_where=text(_HOLDS),
        )
        for once in ("enrolment_id", "number_index")
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey(Enrolment.id), index=True)
    kind: Mapped[str] = mapped_column(
        String(60), info=personal("what it is for", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    number: Mapped[str] = mapped_column(
        Sealed("course_certificate.number"),
        info=personal("number of the card", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN),
    )
    number_index: Mapped[str] = mapped_column(
        String(64),
        info=personal("look-up of the number", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=frozenset()),
    )
    issued_on: Mapped[date] = mapped_column(
        Date, info=personal("since when it holds", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    valid_to: Mapped[date | None] = mapped_column(
        Date, info=personal("until when it holds", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    written_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)
    voided_at: Mapped[datetime | None] = mapped_column(info=NOT_PERSONAL)
    voided_by: Mapped[str | None] = mapped_column(
        String(100), info=personal("by whom the card was voided", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    voided_because: Mapped[WhyVoided | None] = mapped_column(
        words(WhyVoided), info=personal("why it was voided", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )

    enrolment: Mapped[Enrolment] = relationship()
