"""The referral of a person to a vacancy, who has confirmed the start, and the log; the moves stand in `referral.py`."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint, select, text
from sqlalchemy.orm import Mapped, aliased, mapped_column, relationship

from jobmatch.access import Role
from jobmatch.db import Base, words
from jobmatch.households.model import Person
from jobmatch.matches.model import Proposal
from jobmatch.moves import MoveRow
from jobmatch.placements.referral import RUNNING, StartProof
from jobmatch.privacy import NOT_PERSONAL, SITE_STAFF, Keep, Purpose, personal, sensitive
from jobmatch.seal import Sealed
from jobmatch.vacancies.model import Vacancy

_RUNS = "state IN ({})".format(", ".join(f"'{state.value}'" for state in RUNNING))
_SEEN = SITE_STAFF | {Role.AUDITOR}


class Referral(Base):
    """One person and one vacancy, from the machine's suggestion to a stable job; at most one runs for a pair.

    `started_on` is the first day at work, `left_on` the first day no longer there, from which on nobody counts as
    working; either may lie before the day on which it was noted.
    """

    __tablename__ = "referral"
    __table_args__ = (
        Index("ix_referral_pair", "person_id", "vacancy_id"),
        # Two workers who press at the same moment cannot both open one.
        Index(
            "uq_referral_open", "person_id", "vacancy_id", unique=True,
            sqlite_where=text(_RUNS), postgresql_where=text(_RUNS),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id))
    vacancy_id: Mapped[int] = mapped_column(ForeignKey(Vacancy.id), index=True)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey(Proposal.id))
    state: Mapped[str] = mapped_column(
        String(20), info=personal("where it stands", Purpose.MATCH, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    opened_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)
    # Agreed with the employer when the person was introduced: when to be where, and whom to ask for.
    meet_at: Mapped[datetime | None] = mapped_column(
        info=personal("when to be there", Purpose.MATCH, keep=Keep.WHILE_SEEKING, seen_by=_SEEN)
    )
    meet_place: Mapped[str | None] = mapped_column(
        String(100), info=personal("where to be", Purpose.MATCH, keep=Keep.WHILE_SEEKING, seen_by=_SEEN)
    )
    meet_whom: Mapped[str | None] = mapped_column(
        String(50), info=personal("whom to ask for", Purpose.MATCH, keep=Keep.WHILE_SEEKING, seen_by=_SEEN)
    )

    # Agreed with the hire: the day on which the person is awaited at work, before anybody has seen them there.
    begins_on: Mapped[date | None] = mapped_column(
        Date, info=personal("agreed first day", Purpose.MATCH, keep=Keep.WHILE_SEEKING, seen_by=_SEEN)
    )
    started_on: Mapped[date | None] = mapped_column(
        Date, info=personal("first day at work", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    left_on: Mapped[date | None] = mapped_column(
        Date, info=personal("first day no longer at work", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    # Yuan of a full month, as the person says after the first pay day; held against what was promised (K7).
    first_wage: Mapped[str | None] = mapped_column(
        Sealed("referral.first_wage"), info=sensitive("first pay", Purpose.SUPPORT)
    )

    moves: Mapped[list["ReferralMove"]] = relationship(back_populates="referral", order_by="ReferralMove.id")
    start_words: Mapped[list["StartWord"]] = relationship(order_by="StartWord.id")


class StartWord(Base):
    """One side's word that somebody has come to work, and from which day on. Rows are only added."""

    __tablename__ = "start_word"
    __table_args__ = (UniqueConstraint("referral_id", "proof"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id"))
    proof: Mapped[StartProof] = mapped_column(
        words(StartProof), info=personal("who says so", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    first_day: Mapped[date] = mapped_column(
        Date, info=personal("first day at work", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    by: Mapped[str] = mapped_column(
        String(100), info=personal("who wrote it down", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)


class ReferralMove(MoveRow):
    """One move of one referral: who, when, from where to where, and why. Rows are only added."""

    __tablename__ = "referral_move"

    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id"), index=True)
    # Of a move that takes another back: which one. That one stands in the log as it was said, and counts no more.
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("referral_move.id"), index=True, unique=True)
    reason: Mapped[str | None] = mapped_column(
        String(3), info=personal("why not", Purpose.MATCH, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )

    referral: Mapped[Referral] = relationship(back_populates="moves")


_LATER = aliased(ReferralMove)
STANDS = ReferralMove.id.not_in(select(_LATER.undoes_id).where(_LATER.undoes_id.is_not(None)))
"""Of the log only what was not taken back: a slip of the finger says nothing about anybody."""
