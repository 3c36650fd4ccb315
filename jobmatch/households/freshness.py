"""Which records nobody has gone through for long (domain.md 5.6, the grey list)."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobmatch.households.model import Household


def untouched_since(session: Session, before: datetime) -> int:
    """How many households that are served were last asked about, or changed by a list, before an instant."""
    old = select(func.count(Household.id)).where(Household.closed_on.is_(None), Household.updated_at < before)
    return session.scalar(old) or 0
