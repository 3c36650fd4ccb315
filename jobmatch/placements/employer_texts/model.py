"""The outbox of texts to employers: one row a thing to tell, which is sent once or not at all.

No name, no number and no words stand in it: whom to reach and what to say is read when it is sent, as it is then.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from jobmatch.db import Base, words
from jobmatch.placements.model import Referral
from jobmatch.privacy import NOT_PERSONAL
from jobmatch.vacancies.model import Vacancy


class TextKind(StrEnum):
    """What a text tells: somebody was introduced, is still waiting, nobody has confirmed the post for long, or the post
    is paused because nobody answers."""

    INTRODUCED = "introduced"
    REMINDER_1 = "reminder_1"
    REMINDER_2 = "reminder_2"
    REMINDER_3 = "reminder_3"
    UNCONFIRMED = "unconfirmed"
    PAUSED = "paused"


class EmployerText(Base):
    """One text. `begun_at` without `sent_at` or `ended`: nobody knows whether it went out, and it is not sent again.

    `mark` is what it tells of, so that the same is never told twice; `ended` says why it was not sent.
    """

    __tablename__ = "employer_text"
    __table_args__ = (Index("ix_employer_text_due", "begun_at", "due_at"), {"info": NOT_PERSONAL})

    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(60), unique=True)
    kind: Mapped[TextKind] = mapped_column(words(TextKind))
    vacancy_id: Mapped[int] = mapped_column(ForeignKey(Vacancy.id), index=True)
    # A referral goes when the time of evidence is over; that a text was sent may then be counted on, about nobody.
    referral_id: Mapped[int | None] = mapped_column(ForeignKey(Referral.id, ondelete="SET NULL"), index=True)
    due_at: Mapped[datetime]
    begun_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    ended: Mapped[str | None] = mapped_column(String(20))
