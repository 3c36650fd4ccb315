"""The audit log: who read or changed what about whom, written in the same transaction as the act itself."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, Session, mapped_column

from jobmatch import privacy
from jobmatch.access import Actor, Role
from jobmatch.db import Base

_AUDIT = frozenset({Role.RESIDENT, Role.AUDITOR, Role.ADMINISTRATOR})


class AuditEvent(Base):
    """One act on one subject. It names fields, never their values, so that the log itself reveals nothing."""

    __tablename__ = "audit_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True, info=privacy.NOT_PERSONAL)
    actor: Mapped[str] = mapped_column(
        String(100),
        info=privacy.personal("who acted", privacy.Purpose.PROVE, keep=privacy.Keep.AS_EVIDENCE, seen_by=_AUDIT),
    )
    role: Mapped[str] = mapped_column(String(20), info=privacy.NOT_PERSONAL)
    action: Mapped[str] = mapped_column(String(40), info=privacy.NOT_PERSONAL)
    subject: Mapped[str] = mapped_column(String(40), index=True, info=privacy.NOT_PERSONAL)
    detail: Mapped[str] = mapped_column(String(500), default="", info=privacy.NOT_PERSONAL)


def record(session: Session, actor: Actor, action: str, subject: str, at: datetime, detail: str = "") -> None:
    """Note an act in the session's transaction: `subject` is `kind:id`, `detail` names fields or reasons, no values."""
    session.add(
        AuditEvent(at=at, actor=actor.name, role=actor.role.value, action=action, subject=subject, detail=detail[:500])
    )
