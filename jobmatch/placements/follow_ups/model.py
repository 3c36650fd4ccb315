"""The follow-ups that are due, were asked, or came to nothing, and the log of each; the life cycle is in `life.py`."""

from datetime import date

from sqlalchemy import Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.access import Role
from jobmatch.db import Base, words
from jobmatch.households.model import Household, Person
from jobmatch.moves import MoveRow
from jobmatch.placements.follow_ups.life import FollowUpKind, FollowUpState
from jobmatch.placements.model import Referral
from jobmatch.privacy import NOT_PERSONAL, SITE_STAFF, Keep, Purpose, personal, sensitive
from jobmatch.seal import Sealed

_SEEN = SITE_STAFF | {Role.AUDITOR}


class FollowUp(Base):
    """One talk with one person or household that a date calls for.

    `mark` says what called for it (`work_day_7:referral:12`), so that planning twice makes one.
    """

    __tablename__ = "follow_up"
    __table_args__ = (Index("ix_follow_up_state_due", "state", "due_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[FollowUpKind] = mapped_column(
        words(FollowUpKind), info=personal("what is asked about", Purpose.SUPPORT, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    mark: Mapped[str] = mapped_column(String(80), unique=True, info=NOT_PERSONAL)
    household_id: Mapped[int] = mapped_column(ForeignKey(Household.id), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True)
    referral_id: Mapped[int | None] = mapped_column(ForeignKey(Referral.id), index=True)
    due_on: Mapped[date] = mapped_column(
        Date, info=personal("when it was due", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    state: Mapped[FollowUpState] = mapped_column(
        words(FollowUpState), info=personal("how it stands", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    answers: Mapped[dict[str, str] | None] = mapped_column(
        Sealed("follow_up.answers"), info=sensitive("what was answered", Purpose.SUPPORT)
    )
    # What follows from the answers, in the words of `scripts.toml`: what the warnings read.
    means: Mapped[list[str] | None] = mapped_column(
        Sealed("follow_up.means"), info=sensitive("what follows from the answers", Purpose.SUPPORT)
    )
    # In words, beside the answers that were tapped; what is said later stands below it.
    said: Mapped[str | None] = mapped_column(
        Sealed("follow_up.said"), info=sensitive("what was said, in words", Purpose.SUPPORT)
    )
    # For a talk that another talk called for: the words in that one which did.
    because: Mapped[list[str] | None] = mapped_column(
        Sealed("follow_up.because"), info=sensitive("why it is asked", Purpose.SUPPORT)
    )
    done_on: Mapped[date | None] = mapped_column(Date, info=NOT_PERSONAL)
    done_by: Mapped[str | None] = mapped_column(
        String(100), info=personal("who asked", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )

    moves: Mapped[list["FollowUpMove"]] = relationship(back_populates="follow_up", order_by="FollowUpMove.id")


class FollowUpMove(MoveRow):
    """One call, visit or word on a follow-up: who, when, from where to where. Rows are only added."""

    __tablename__ = "follow_up_move"

    follow_up_id: Mapped[int] = mapped_column(ForeignKey("follow_up.id"), index=True)

    follow_up: Mapped[FollowUp] = relationship(back_populates="moves")
