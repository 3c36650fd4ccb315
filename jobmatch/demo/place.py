"""An invented place: its households site by site, its market county by county, never all of a province in memory. Pure.

The same size, seed and day give the same place, to the last number.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from jobmatch.demo import firms, market, schools, ties
from jobmatch.demo.homes import Home, Settlers
from jobmatch.demo.layout import HOME, CountyPlan, Layout
from jobmatch.demo.market import Firm
from jobmatch.demo.schools import School
from jobmatch.demo.sites import SitePlan


@dataclass(frozen=True)
class Community:
    """One site and everybody who lives there."""

    site: SitePlan
    homes: tuple[Home, ...]


@dataclass(frozen=True)
class Market:
    """What one county offers."""

    county: CountyPlan
    firms: tuple[Firm, ...]
    schools: tuple[School, ...]


@dataclass(frozen=True)
class Place:
    """A place of a layout, for a seed, as of a day; `months` are those that it is to live through after that day."""

    layout: Layout
    seed: int
    today: date
    months: int = 0

    @property
    def name(self) -> str:
        """What it is called in the log: a place that lives through months is another one than a place that does not."""
        return f"{self.layout.size}:{self.seed}" + (f":{self.months}" if self.months else "")

    @property
    def totals(self) -> tuple[int, int]:
        """How many households and posts it has, the few by hand left out."""
        return self.layout.households, sum(county.vacancies for county in self.layout.counties)

    def communities(self) -> Iterator[Community]:
        """The sites one after the other; nobody of an earlier one is kept."""
        rng = Random(self.seed)
        settlers = Settlers(rng, self.today)
        for county in self.layout.counties:
            for site in county.sites:
                yield Community(site, tuple(ties.tied(settlers.homes_of(site), self.today, rng)))

    def markets(self) -> Iterator[Market]:
        """The counties one after the other."""
        for number, county in enumerate(self.layout.counties):
            rng = Random(f"{self.seed}:{county.division}")
            found: tuple[Firm, ...] = ()
            held: tuple[School, ...] = ()
            if county.division == HOME:
                found = market.firms(self.today)
                if county.vacancies:
                    found = firms.long_open(found, county, rng, self.today)
                held = (schools.first_school(county.sites[0], self.today),)
            posts = county.vacancies - sum(len(firm.posts) for firm in found)
            courses = county.courses - sum(len(school.lessons) for school in held)
            if county.vacancies:
                found += tuple(firms.firms_of(county, number, posts, rng, self.today))
                held += tuple(schools.schools_of(county, courses, rng, self.today))
            yield Market(county, found, held)
