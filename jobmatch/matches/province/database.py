"""The program's own database as the source of a run: the market once, the people site by site.

Of one site those are read who ask for work, with whomever they name to go together with, wherever these live: somebody
bound to a person of another site is judged as in a run over everybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import ColumnElement, Engine, select

from jobmatch import db, parameters
from jobmatch.households.model import Household, Membership, Site
from jobmatch.matches.facts import households_of, load_offers, seekers_among, with_companions
from jobmatch.matches.people import members
from jobmatch.matches.province.source import Part
from jobmatch.matches.province.versions import version_of
from jobmatch.matching.facts import World

NO_SITE = ""
"""The part of whoever belongs to no site; the others are called by the codes of theirs."""


@dataclass(frozen=True)
class DatabaseSource:
    """What the database at `url` says of a day.

    `begun` tells the source of one run from that of another: a machine reads the offers again for each of them. The
    address may hold a password and is printed nowhere.
    """

    url: str = field(repr=False)
    as_of: date
    begun: datetime

    def offers(self) -> World:
        """See Source."""
        with db.reading(_engine(self.url)) as session:
            return load_offers(session, self.as_of, parameters.load(session))

    def parts(self) -> Sequence[str]:
        """Every site, by code, and behind them NO_SITE; one where nobody lives has an empty file."""
        with db.reading(_engine(self.url)) as session:
            return (*session.scalars(select(Site.code).order_by(Site.code)), NO_SITE)

    def version(self, part: str) -> str:
        """See Source."""
        with db.reading(_engine(self.url)) as session:
            return version_of(session, members(self.as_of, _of(part)))

    def people(self, part: str) -> Part:
        """See Source."""
        with db.reading(_engine(self.url)) as session:
            asking = seekers_among(session, members(self.as_of, _of(part)), self.as_of)
            everybody = with_companions(session, asking, self.as_of)
            households = households_of(session, {one.household_id for one in everybody}, self.as_of)
        along = frozenset(one.facts.id for one in everybody[len(asking) :])
        return Part(households, tuple(one.facts for one in everybody), along)

    def part_of(self, person_id: int) -> str | None:
        """The part of a person; None for who belongs to no household that is served."""
        home = (
            members(self.as_of, Membership.person_id == person_id)
            .outerjoin(Site, Site.id == Household.site_id)
            .order_by(Membership.id.desc())
            .with_only_columns(Site.code, maintain_column_froms=True)
        )
        with db.reading(_engine(self.url)) as session:
            found = session.execute(home).first()
        return None if found is None else found.code or NO_SITE


def _of(part: str) -> ColumnElement[bool]:
    if part == NO_SITE:
        return Household.site_id.is_(None)
    return Household.site_id == select(Site.id).where(Site.code == part).scalar_subquery()


@lru_cache(maxsize=1)
def _engine(url: str) -> Engine:
    return db.engine_for(url)
