"""Some households as they are written on a day, and the figures in force: read once, handed on to whoever reasons.

What was written about a family moves its state, its clock, its follow-ups and its warnings. To read the same records
anew for each of them cost more than all that they decide.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, joinedload

from jobmatch import parameters
from jobmatch.households import history, store
from jobmatch.households.history import History
from jobmatch.households.model import Household
from jobmatch.households.record import HouseholdRecord
from jobmatch.parameters import ParameterBook
from jobmatch.settings import settings

_HELD = (
    select(Household)
    .order_by(Household.id)
    .options(joinedload(Household.site))
    .with_for_update(key_share=True, of=Household)
    .execution_options(populate_existing=True)
)
_THESE = _HELD.where(Household.id.in_(bindparam("households", expanding=True)))
_NEXT = _HELD.where(Household.id > bindparam("after")).limit(bindparam("most"))


@dataclass(frozen=True)
class Reading:
    """Households with their records, by id in their order; `division` is the county whose figures hold.

    `past` is who ever belonged to them and worked when, the days after `on` included as far as they are written.
    """

    on: date
    division: str
    book: ParameterBook
    rows: Mapping[int, Household]
    records: Mapping[int, HouseholdRecord]
    past: History

    @property
    def served(self) -> list[Household]:
        """Those that nobody has closed."""
        return [row for row in self.rows.values() if row.closed_on is None]

    def whole(self, name: str) -> int:
        """The figure in force of a parameter that counts days, years or pieces."""
        return self.book.whole(name, self.division, self.on)


def read(session: Session, rows: Iterable[Household], on: date) -> Reading:
    """What is written of some households on a day."""
    found = {row.id: row for row in rows}
    past = history.read(session, found)
    records = store.records_of(session, found.values(), past, on)
    return Reading(on, settings().home_division, parameters.load(session), found, records, past)


def hold(session: Session, household_ids: Collection[int]) -> list[Household]:
    """Some households in the order of their ids, kept from other writers until the transaction ends."""
    return _held(session, _THESE, households=list(set(household_ids)))


def hold_next(session: Session, after: int, most: int) -> list[Household]:
    """The next households behind an id, served or not, held as by `hold`: for going through all of them in steps."""
    return _held(session, _NEXT, after=after, most=most)


def _held(session: Session, held: Select[Household], **which: Any) -> list[Household]:
    session.flush()
    return list(session.scalars(held, which))
