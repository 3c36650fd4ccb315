"""What was done for somebody besides posts and introductions, which referrals know: talks, advice, a course told."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from jobmatch.access import Role
from jobmatch.db import Base, words
from jobmatch.households.model import Person
from jobmatch.privacy import NOT_PERSONAL, SITE_STAFF, Keep, Purpose, personal

_SEEN = SITE_STAFF | {Role.AUDITOR}


class ServiceKind(StrEnum):
    """What was given."""

    POLICY = "policy"  # a policy explained
    GUIDANCE = "guidance"  # career guidance
    TRAINING = "training"  # a course or internship offered, and answered


class ServiceGiven(Base):
    """One service to one person on one day, face to face or by telephone; what was sent to many does not count."""

    __tablename__ = "service_given"
    __table_args__ = (Index("uq_service_given_once", "person_id", "on", "kind", "about", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id))
    kind: Mapped[ServiceKind] = mapped_column(
        words(ServiceKind), info=personal("what was done", Purpose.SUPPORT, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    # For a course `course:ID`; else the policy or the advice in a few words.
    about: Mapped[str] = mapped_column(
        String(100), info=personal("what it was about", Purpose.SUPPORT, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    on: Mapped[date] = mapped_column(Date, info=personal("when", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN))
    by: Mapped[str] = mapped_column(
        String(100), info=personal("by whom", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)
