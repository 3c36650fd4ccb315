"""The certificates that classes of ours have ended with: one an enrolment, with the number that stands on the card."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.access import Role
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.db import Base
from jobmatch.privacy import NOT_PERSONAL, TAUGHT, Keep, Purpose, personal
from jobmatch.seal import Sealed

_SEEN = TAUGHT | {Role.AUDITOR}


class CourseCertificate(Base):
    """What somebody was given at the end of a class; the person's record holds the same card (P20).

    `number_index` finds a number that was written before, without showing it.
    """

    __tablename__ = "course_certificate"

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey(Enrolment.id), unique=True)
    kind: Mapped[str] = mapped_column(
        String(60), info=personal("what it is for", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    number: Mapped[str] = mapped_column(
        Sealed("course_certificate.number"),
        info=personal("number of the card", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN),
    )
    number_index: Mapped[str] = mapped_column(
        String(64),
        unique=True,
        info=personal("look-up of the number", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=frozenset()),
    )
    issued_on: Mapped[date] = mapped_column(
        Date, info=personal("since when it holds", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    valid_to: Mapped[date | None] = mapped_column(
        Date, info=personal("until when it holds", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    written_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)

    enrolment: Mapped[Enrolment] = relationship()
