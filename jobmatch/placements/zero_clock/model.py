"""The spells in which a household has no earner, and the log of their moves; the life cycle stands in `life.py`."""

from datetime import date

from sqlalchemy import JSON, Date, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.db import Base, words
from jobmatch.households.model import Household, Person
from jobmatch.moves import MoveRow
from jobmatch.placements.zero_clock.life import STANDING, Found, ZeroState
from jobmatch.privacy import COUNTED, NOT_PERSONAL, Keep, Purpose, personal

_STANDS = "state IN ({})".format(", ".join(f"'{state.value}'" for state in STANDING))


class ZeroSpell(Base):
    """One household from the day it was found without an earner; at most one spell of a household stands.

    The deadlines are those of the day of finding: who changes the parameter changes no promise already made.
    """

    __tablename__ = "zero_spell"
    __table_args__ = (
        Index(
            "uq_zero_spell_standing", "household_id", unique=True,
            sqlite_where=text(_STANDS), postgresql_where=text(_STANDS),
        ),
        Index("ix_zero_spell_state", "state"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey(Household.id), index=True)
    found_on: Mapped[date] = mapped_column(
        Date, info=personal("nobody in work since", Purpose.SUPPORT, keep=Keep.AS_EVIDENCE, seen_by=COUNTED)
    )
    found_how: Mapped[Found] = mapped_column(words(Found), info=NOT_PERSONAL)
    help_due_on: Mapped[date] = mapped_column(Date, info=NOT_PERSONAL)
    work_due_on: Mapped[date] = mapped_column(Date, info=NOT_PERSONAL)
    state: Mapped[ZeroState] = mapped_column(
        words(ZeroState), info=personal("where it stands", Purpose.SUPPORT, keep=Keep.AS_EVIDENCE, seen_by=COUNTED)
    )
    helped_on: Mapped[date | None] = mapped_column(Date, info=NOT_PERSONAL)
    # Who works, and since when: the first day of the work that clears the household, if it lasts.
    worker_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    working_since: Mapped[date | None] = mapped_column(
        Date, info=personal("somebody in work since", Purpose.SUPPORT, keep=Keep.AS_EVIDENCE, seen_by=COUNTED)
    )
    ended_on: Mapped[date | None] = mapped_column(Date, info=NOT_PERSONAL)
    # The spell that had been cleared and is lost again within ninety days.
    relapse_of_id: Mapped[int | None] = mapped_column(ForeignKey("zero_spell.id"))

    moves: Mapped[list["ZeroMove"]] = relationship(order_by="ZeroMove.id")


class ZeroMove(MoveRow):
    """One move of one spell: who, when, from where to where, and why. Rows are only added."""

    __tablename__ = "zero_move"

    zero_spell_id: Mapped[int] = mapped_column(ForeignKey("zero_spell.id"), index=True)
    on: Mapped[date] = mapped_column(Date, info=NOT_PERSONAL)
    because: Mapped[str] = mapped_column(
        String(200), default="", info=personal("why", Purpose.SUPPORT, keep=Keep.AS_EVIDENCE)
    )
    # The refused posts that a decision "no wish" stands on.
    referral_ids: Mapped[list[int] | None] = mapped_column(JSON, info=NOT_PERSONAL)
