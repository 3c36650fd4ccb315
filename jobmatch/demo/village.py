"""A small place held in memory, of any number of households: what tests and lists are made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jobmatch.demo.homes import Home
from jobmatch.demo.layout import VILLAGE_HOUSEHOLDS, CountyPlan, village_layout
from jobmatch.demo.market import Firm
from jobmatch.demo.place import Community, Market, Place
from jobmatch.demo.schools import School
from jobmatch.households.record import HouseholdRecord

SIZES = {"village": VILLAGE_HOUSEHOLDS}
"""Households by the word of `demo --size`, of the places that fit into memory."""


@dataclass(frozen=True)
class Village:
    """Everything that one site and its market hold."""

    name: str
    today: date
    county: CountyPlan
    homes: tuple[Home, ...]
    firms: tuple[Firm, ...]
    schools: tuple[School, ...]

    @property
    def households(self) -> tuple[HouseholdRecord, ...]:
        """The records of its households."""
        return tuple(home.record for home in self.homes)

    @property
    def totals(self) -> tuple[int, int]:
        """How many households and posts it has."""
        return len(self.homes), sum(len(firm.posts) for firm in self.firms)

    def communities(self) -> Iterator[Community]:
        """Its one site."""
        yield Community(self.county.sites[0], self.homes)

    def markets(self) -> Iterator[Market]:
        """Its one county."""
        yield Market(self.county, self.firms, self.schools)


def village(households: int, seed: int, today: date) -> Village:
    """The village for a seed, as of a day."""
    place = Place(village_layout(households), seed, today)
    (community,) = place.communities()
    (market,) = place.markets()
    return Village(place.name, today, market.county, community.homes, market.firms, market.schools)
