"""The table of concerns; what each kind is about and who settles it stands in `settling.py`."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from jobmatch.access import Role
from jobmatch.db import Base, words
from jobmatch.households.model import Person
from jobmatch.privacy import NOT_PERSONAL, SITE_STAFF, Keep, Purpose, personal, sensitive
from jobmatch.seal import Sealed

_SEEN = SITE_STAFF | {Role.AUDITOR}


class ConcernKind(StrEnum):
    """What is brought up."""

    CORRECTION = "correction"  # something in the record is not right
    COURSE_WISH = "course_wish"  # a class that the person would like to join
    FEEDBACK = "feedback"  # how it went with a job
    COMPLAINT = "complaint"  # about an employer, a worker of the centre, or anything else
    ERASURE = "erasure"  # the record is to be deleted


class ConcernState(StrEnum):
    """How it stands."""

    OPEN = "open"
    SETTLED = "settled"


class Thumb(StrEnum):
    """Good or not, for those who do not write."""

    UP = "up"
    DOWN = "down"


class Concern(Base):
    """One thing that one person brought up. `about` is `kind:id` of a row, or the name of a field of the record."""

    __tablename__ = "concern"
    __table_args__ = (
        Index("ix_concern_open", "state", "person_id"),
        # Two taps, or two telephones of one family, wish for a class or for erasure once.
        Index(
            "uq_concern_once", "person_id", "kind", "about", unique=True,
            sqlite_where=text("state = 'open' AND kind IN ('course_wish', 'erasure')"),
            postgresql_where=text("state = 'open' AND kind IN ('course_wish', 'erasure')"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    kind: Mapped[ConcernKind] = mapped_column(
        words(ConcernKind), info=personal("what was brought up", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    about: Mapped[str] = mapped_column(
        String(60), info=personal("what it is about", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    thumb: Mapped[Thumb | None] = mapped_column(
        words(Thumb), info=personal("good or not", Purpose.SUPPORT, keep=Keep.AS_EVIDENCE)
    )
    said: Mapped[str | None] = mapped_column(
        Sealed("concern.said"), info=sensitive("in the person's words", Purpose.SUPPORT, keep=Keep.AS_EVIDENCE)
    )
    said_by: Mapped[str] = mapped_column(
        String(100), info=personal("who said it", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    said_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)
    state: Mapped[ConcernState] = mapped_column(words(ConcernState), info=NOT_PERSONAL)
    reply: Mapped[str | None] = mapped_column(
        Sealed("concern.reply"), info=sensitive("what was answered", Purpose.SUPPORT, keep=Keep.AS_EVIDENCE)
    )
    settled_by: Mapped[str | None] = mapped_column(
        String(100), info=personal("who saw to it", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    settled_at: Mapped[datetime | None] = mapped_column(info=NOT_PERSONAL)
