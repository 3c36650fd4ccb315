"""Households of a site by their numbers, for the county: only what needs seeing to, and only for a reason.

A county that asks a site about a household needs its number and no name; the reason stands in the log, word by word.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import access, audit
from jobmatch.access import Actor, Permission
from jobmatch.households.model import Household, Site
from jobmatch.placements.zero_clock.life import STANDING, ZeroState
from jobmatch.placements.zero_clock.model import ZeroSpell
from jobmatch.reports.scope import NoSuchSiteError
from jobmatch.settings import settings

SHORTEST_REASON = 6
"""Signs: fewer are no reason that whoever reads the log could ask about."""


class NoReasonError(ValueError):
    """Nothing was said that anybody could understand as a reason."""


@dataclass(frozen=True)
class Numbered:
    """One household in which nobody works, or somebody has for less than thirty days (`in_work`)."""

    number: str
    found_on: date
    in_work: bool


def without_earner(session: Session, site: str, because: str, at: datetime, actor: Actor) -> list[Numbered]:
    """The households of a site whose clock runs, the longest first. Noted in the log with the reason.

    Raises Refused, NoReasonError, and NoSuchSiteError for a site of another county.
    """
    access.require(actor, Permission.LIST_HOUSEHOLDS)
    if len(because) < SHORTEST_REASON or len(set(because)) < SHORTEST_REASON // 2:
        raise NoReasonError("say why the households are needed; who reads the log will ask")
    site_name(session, site)
    rows = session.execute(
        select(Household.number, ZeroSpell.found_on, ZeroSpell.state)
        .join(ZeroSpell, ZeroSpell.household_id == Household.id)
        .join(Site, Site.id == Household.site_id)
        .where(Site.code == site, ZeroSpell.state.in_(STANDING), Household.closed_on.is_(None))
        .order_by(ZeroSpell.found_on, Household.number)
    )
    found = [Numbered(number, found_on, state is ZeroState.IN_WORK) for number, found_on, state in rows]
    audit.record(session, actor, "list_households", f"site:{site}", at, f"{len(found)}: {because}")
    return found


def site_name(session: Session, code: str) -> str:
    """What a site of the home county is called; raises NoSuchSiteError."""
    here = Site.code == code, Site.division.startswith(settings().home_division)
    name = session.scalar(select(Site.name).where(*here))
    if name is None:
        raise NoSuchSiteError(f"there is no site {code} in the county")
    return name
