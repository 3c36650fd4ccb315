"""Of which sites a report tells, and whether its reader stands inside them or outside."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import access
from jobmatch.access import Actor, Permission, Role
from jobmatch.households.model import Site
from jobmatch.places.divisions import Level, by_code
from jobmatch.reports import definitions
from jobmatch.reports.table import Words
from jobmatch.settings import settings

_INSIDE = frozenset({Role.CLERK, Role.SUPERVISOR})


class NoSuchSiteError(LookupError):
    """There is no such site in the county, or it is not the reader's."""


class NoSuchCountyError(NoSuchSiteError):
    """The digits are not those of a county, or of one whose tables the reader may not read."""


@dataclass(frozen=True)
class ReportedSite:
    """One site of a report; id None gathers the households without one. `subdistrict` is empty where none is known."""

    id: int | None
    code: str
    words: Words
    subdistrict: str


@dataclass(frozen=True)
class Scope:
    """The sites of a county, or the reader's own; `inside`: every figure is shown, and names."""

    county: str
    sites: tuple[ReportedSite, ...]
    inside: bool
    whole: bool

    @property
    def site_ids(self) -> tuple[int | None, ...]:
        """Their ids."""
        return tuple(site.id for site in self.sites)


def scope_of(session: Session, actor: Actor, site: str | None = None, county: str | None = None) -> Scope:
    """What an actor may read: staff the own sites in full, others a county's with small cells masked.

    `site` narrows it to one site; whoever runs the program on the server reads that one as its staff would. Raises
    Refused, NoSuchSiteError, and NoSuchCountyError for what is no county, or not the reader's: a part of one would be
    subtracted from the whole.
    """
    access.require(actor, Permission.SEE_REPORTS)
    county = _county(actor, county or settings().home_division)
    found = [
        ReportedSite(one.id, one.code, Words(one.name, one.name), _subdistrict(one.division))
        for one in session.scalars(select(Site).where(Site.division.startswith(county)).order_by(Site.code))
        if actor.works_at(one.code) or actor.role is Role.COUNTY
    ]
    inside = actor.role in _INSIDE
    if site is not None:
        found = [one for one in found if one.code == site]
        # A county that could ask for one site after another would reckon what the table of all of them hides.
        if not found or not (inside or actor.role is Role.SYSTEM):
            raise NoSuchSiteError(f"there is no site {site} whose own tables you may read")
        return Scope(county, tuple(found), True, False)
    if inside:
        return Scope(county, tuple(found), True, False)
    nowhere = ReportedSite(None, "", definitions.word("no_site"), "")
    rest = (nowhere,) if county == settings().home_division else ()
    return Scope(county, (*found, *rest), False, True)


def _county(actor: Actor, digits: str) -> str:
    """Everybody reads the home county; whoever runs the program on the server, any that there is."""
    home = settings().home_division
    found = by_code().get(digits)
    if digits != home and (actor.role is not Role.SYSTEM or found is None or found.level is not Level.COUNTY):
        raise NoSuchCountyError(f"there is no county {digits[:12]} whose tables you may read; a county has six digits")
    return digits


def county_sites(session: Session, county: str) -> list[int | None]:
    """The ids of all sites of a county; the home county's is followed by None, the households without a site."""
    found: list[int | None] = list(
        session.scalars(select(Site.id).where(Site.division.startswith(county)).order_by(Site.code))
    )
    return [*found, None] if county == settings().home_division else found


def _subdistrict(division: str) -> str:
    """The nine digits of a town or subdistrict, where a site's division goes so far."""
    return division[:9] if len(division) >= 9 else ""
