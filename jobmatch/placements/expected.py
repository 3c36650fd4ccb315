"""Who is expected by an employer between two instants: the evening copy for whoever helps the family. Reads only."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from jobmatch.placements.model import Referral
from jobmatch.placements.referral import EXPECTED


def expected(session: Session, people: Select[int], begins: datetime, ends: datetime) -> Sequence[Referral]:
    """Those of some people who are to be somewhere from an instant on and before another, the first first."""
    found = select(Referral).where(
        Referral.person_id.in_(people),
        Referral.state.in_(EXPECTED),
        Referral.meet_at >= begins,
        Referral.meet_at < ends,
    )
    return session.scalars(found.order_by(Referral.meet_at, Referral.id)).all()
