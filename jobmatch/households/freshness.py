"""Which records nobody has gone through for long (domain.md 5.6, the grey list)."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from jobmatch.access import Actor
from jobmatch.households import area
from jobmatch.households.model import Household


def untouched_since(session: Session, before: datetime) -> int:
    """How many households that are served were last asked about, or changed by a list, before an instant."""
    return session.scalar(select(func.count(Household.id)).where(_untouched(before))) or 0


def to_ask_again(before: datetime, actor: Actor) -> Select[Household]:
    """Those of them that the actor serves, in no order."""
    return select(Household).where(_untouched(before), area.seen_by(actor))


def _untouched(before: datetime) -> ColumnElement[bool]:
    return and_(Household.closed_on.is_(None), Household.updated_at < before)
