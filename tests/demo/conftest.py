"""The invented county of two seeds, in memory: what the tests of its people and of its market look at."""

from dataclasses import dataclass
from datetime import date

import pytest

from jobmatch import parameters
from jobmatch.demo.homes import Home
from jobmatch.demo.layout import layout
from jobmatch.demo.place import Market, Place
from jobmatch.households.record import HouseholdRecord, PersonRecord

TODAY = date(2026, 11, 21)
HOME = "520322"
BOOK = parameters.book(parameters.first_rows())


@dataclass(frozen=True)
class County:
    homes: tuple[Home, ...]
    market: Market

    @property
    def records(self) -> tuple[HouseholdRecord, ...]:
        return tuple(home.record for home in self.homes)

    @property
    def people(self) -> tuple[PersonRecord, ...]:
        return tuple(one for record in self.records for one in record.members)

    @property
    def seekers(self) -> tuple[PersonRecord, ...]:
        return tuple(one for one in self.people if one.willing)


@pytest.fixture(scope="module", params=[1, 2])
def county(request: pytest.FixtureRequest) -> County:
    place = Place(layout("county"), request.param, TODAY)
    (market,) = place.markets()
    return County(tuple(home for community in place.communities() for home in community.homes), market)
