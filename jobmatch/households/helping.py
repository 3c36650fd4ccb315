"""Whom a helper helps (H20): the households in whose record name and telephone of the helper are those of the account.

The offices keep that list in their rosters, so there is no second one to fall behind: a roster that names somebody else
moves the household with the next page. A name alone is not enough, two helpers may share it.
"""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Role
from jobmatch.households.model import Household
from jobmatch.workbooks.values import phones


def with_households(session: Session, actor: Actor, name: str, phone: str | None) -> Actor:
    """The actor, and where it is a helper the households that are helped."""
    if actor.role is not Role.HELPER or phone is None:
        return actor
    named = session.execute(
        select(Household.id, Household.helper_phone).where(Household.helper_name == name, Household.closed_on.is_(None))
    )
    own = set(phones(phone))
    return replace(actor, household_ids=frozenset(row.id for row in named if own & set(phones(row.helper_phone))))
