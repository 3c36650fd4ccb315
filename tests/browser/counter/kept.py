"""What the database holds after a morning at the counter: nothing lost, nothing doubled."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobmatch.households.model import Household, Membership, Person
from jobmatch.households.working_life import ConstraintRow
from jobmatch.placements.model import Referral
from jobmatch.visits.model import Visit, VisitAnswer
from tests.browser.counter import world


@dataclass(frozen=True)
class Kept:
    """How many rows there are beyond those that the world began with."""

    households: int
    people: int
    memberships: int
    constraints: int
    referrals: int


def counted(session: Session) -> Kept:
    """The rows that this morning made."""
    before = {Household: 1, Person: world.MEMBERS, Membership: world.MEMBERS}
    tables = (Household, Person, Membership, ConstraintRow, Referral)
    found = [session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]
    return Kept(*(many - before.get(table, 0) for many, table in zip(found, tables, strict=True)))


def visits(session: Session) -> int:
    """How many visits were opened."""
    return session.scalar(select(func.count()).select_from(Visit)) or 0


def answers(session: Session, code: str) -> dict[str, object]:
    """The answers of a visit as the server holds them."""
    rows = session.scalars(select(VisitAnswer).join(Visit).where(Visit.code == code))
    return {row.key: row.value for row in rows}
