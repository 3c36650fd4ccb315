"""A claim for money that is taken back stays written, with when, by whom and why, and counts nowhere any more."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import String
from sqlalchemy.orm import Mapped, Session, mapped_column

from jobmatch import audit
from jobmatch.access import Actor, Role
from jobmatch.db import words
from jobmatch.privacy import NOT_PERSONAL, SITE_STAFF, Keep, Purpose, personal

_SEEN = SITE_STAFF | {Role.AUDITOR}
STANDS = "taken_back_at IS NULL"
"""For the indexes under which a claim is written once, and again after it was taken back."""


class WhyTakenBack(StrEnum):
    """Why a claim does not stand."""

    SLIP = "slip"
    WRONG_RESULT = "wrong_result"
    NOT_GRANTED = "not_granted"


class TakenBack:
    """The columns of a claim that can be taken back."""

    taken_back_at: Mapped[datetime | None] = mapped_column(info=NOT_PERSONAL)
    taken_back_by: Mapped[str | None] = mapped_column(
        String(100), info=personal("by whom it was taken back", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    taken_back_because: Mapped[WhyTakenBack | None] = mapped_column(
        words(WhyTakenBack),
        info=personal("why it was taken back", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN),
    )

    def take_back(self, because: WhyTakenBack, at: datetime, by: str) -> bool:
        """It stands no more; False for one that was taken back before, which stays as it is."""
        if self.taken_back_at is not None:
            return False
        self.taken_back_at, self.taken_back_by, self.taken_back_because = at, by[:100], because
        return True


def take_back(
    session: Session, claim: TakenBack, whose: int, what: str, because: WhyTakenBack, at: datetime, actor: Actor
) -> bool:
    """Takes back a claim for a person, whose right was asked before, and notes `what` it was; False as above."""
    session.refresh(claim)
    if not claim.take_back(because, at, actor.name):
        return False
    session.flush()
    audit.record(session, actor, "take_back_subsidy", f"person:{whose}", at, f"{what} {because}")
    return True
