"""The referral of a person to a vacancy and the log of its moves; the moves themselves stand in `referral.py`."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.access import Role
from jobmatch.db import Base
from jobmatch.households.model import Person
from jobmatch.matches.model import Proposal
from jobmatch.placements.referral import OPEN
from jobmatch.privacy import NOT_PERSONAL, SITE_STAFF, Keep, Purpose, personal
from jobmatch.vacancies.model import Vacancy

_IS_OPEN = "state IN ({})".format(", ".join(f"'{state.value}'" for state in OPEN))
_SEEN = SITE_STAFF | {Role.AUDITOR}


class Referral(Base):
    """One person and one vacancy, from the machine's suggestion to the introduction; at most one is open for a pair."""

    __tablename__ = "referral"
    __table_args__ = (
        Index("ix_referral_pair", "person_id", "vacancy_id"),
        # Two workers who press at the same moment cannot both open one.
        Index(
            "uq_referral_open", "person_id", "vacancy_id", unique=True,
            sqlite_where=text(_IS_OPEN), postgresql_where=text(_IS_OPEN),
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

    moves: Mapped[list["ReferralMove"]] = relationship(order_by="ReferralMove.id")


class ReferralMove(Base):
    """One move of one referral: who, when, from where to where, and why. Rows are only added."""

    __tablename__ = "referral_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id"), index=True)
    verb: Mapped[str] = mapped_column(String(20), info=NOT_PERSONAL)
    source: Mapped[str] = mapped_column(String(20), info=NOT_PERSONAL)
    target: Mapped[str] = mapped_column(String(20), info=NOT_PERSONAL)
    reason: Mapped[str | None] = mapped_column(
        String(3), info=personal("why not", Purpose.MATCH, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    by: Mapped[str] = mapped_column(
        String(100), info=personal("who moved it", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    role: Mapped[str] = mapped_column(String(20), info=NOT_PERSONAL)
    at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)
