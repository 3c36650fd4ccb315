"""The table of rights tickets, and the log of their moves; the life cycle stands in `life.py`."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.access import Role
from jobmatch.db import Base, words
from jobmatch.households.model import Person
from jobmatch.moves import MoveRow
from jobmatch.placements.model import Referral
from jobmatch.placements.rights.life import RightsKind, RightsState
from jobmatch.privacy import NOT_PERSONAL, SITE_STAFF, Keep, Purpose, personal, sensitive
from jobmatch.seal import Sealed

_SEEN = SITE_STAFF | {Role.AUDITOR}
_STANDS = text("state <> 'settled'")


class RightsTicket(Base):
    """What one person suffers at one place of work; at most one of a kind stands. `referral_id` is None elsewhere."""

    __tablename__ = "rights_ticket"
    __table_args__ = (
        Index(
            "uq_rights_ticket_standing", "person_id", "kind", "employer", unique=True,
            sqlite_where=_STANDS, postgresql_where=_STANDS,
        ),
        Index("ix_rights_ticket_state", "state"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    referral_id: Mapped[int | None] = mapped_column(ForeignKey(Referral.id))
    kind: Mapped[RightsKind] = mapped_column(
        words(RightsKind), info=personal("what was done", Purpose.PROTECT, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    employer: Mapped[str] = mapped_column(
        String(100), info=personal("by which employer", Purpose.PROTECT, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    said: Mapped[str | None] = mapped_column(
        Sealed("rights_ticket.said"), info=sensitive("what happened", Purpose.PROTECT, keep=Keep.AS_EVIDENCE)
    )
    opened_on: Mapped[date] = mapped_column(Date, info=NOT_PERSONAL)
    opened_by: Mapped[str] = mapped_column(
        String(100), info=personal("who opened it", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    opened_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)
    state: Mapped[RightsState] = mapped_column(words(RightsState), info=NOT_PERSONAL)
    reported_on: Mapped[date | None] = mapped_column(Date, info=NOT_PERSONAL)
    outcome: Mapped[str | None] = mapped_column(
        Sealed("rights_ticket.outcome"), info=sensitive("how it ended", Purpose.PROTECT, keep=Keep.AS_EVIDENCE)
    )
    settled_by: Mapped[str | None] = mapped_column(
        String(100), info=personal("who settled it", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    settled_on: Mapped[date | None] = mapped_column(Date, info=NOT_PERSONAL)

    moves: Mapped[list["RightsMove"]] = relationship(order_by="RightsMove.id")


class RightsMove(MoveRow):
    """One move of one ticket: who, when, from where to where. Rows are only added."""

    __tablename__ = "rights_move"

    rights_ticket_id: Mapped[int] = mapped_column(ForeignKey("rights_ticket.id"), index=True)
