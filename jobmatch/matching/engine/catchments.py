"""The vacancies that people of one home can reach at all, laid out so that all of them share what they have in common.

A catchment holds what is open and lies within the hard limits of place that its people have in common. Its positions
come by day, so that what holds from a birthday on is a slice.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.codes import Area
from jobmatch.matching.engine.columns import NO, NO_DORM, UNKNOWN, Classes, Columns, Kind, Numbers
from jobmatch.matching.engine.homes import MOST_HOMES, Home, Homes
from jobmatch.matching.engine.offers import offers_of
from jobmatch.matching.engine.rows import GATES, AnyRow, Bytes, Row
from jobmatch.matching.engine.works import Works
from jobmatch.matching.engine.worth import Points, Worth
from jobmatch.matching.facts import Place

Positions = NDArray[np.int32]
_EVERYTHING = "everything"
# So many vacancies of so many people are looked at in the time in which a catchment is laid out for them.
MOST_PAIRS = 2_000_000


class Catchment:
    """Arrays by position. `places` leads to the columns; `offers` is structured as OFFER; all are within `bounds`."""

    def __init__(self, offers: NDArray[np.void], columns: Columns, homes: Homes, home: Home, worth: Worth,
                 places: Positions, bounds: frozenset[Row]) -> None:  # fmt: skip
        self.home, self.worth, self.places, self.bounds = home, worth, places, bounds
        self._of: dict[Classes, NDArray[np.intp]] = {}
        self._columns: dict[str, NDArray[np.int32]] = {}
        self._narrow: dict[AnyRow, Bytes] = {}
        self._missed: dict[AnyRow, Bytes] = {}
        self._distance: dict[tuple[frozenset[Area], bool], Points] = {}
        self._schedule: dict[int, Points] = {}
        self.day = columns.day[places]
        self.offers = offers.take(places)
        self._there: Positions = homes.places.of[places]
        daily = home.daily[self._there]
        self.offers["unknown"] += daily == UNKNOWN
        self.offers["no_bed"] = (daily == NO) & (self.offers["traits"] & NO_DORM != 0)

    def column(self, name: str) -> NDArray[np.int32]:
        """One field of the offers."""
        if name not in self._columns:
            self._columns[name] = self.offers[name].astype(np.int32)
        return self._columns[name]

    @property
    def number(self) -> int:
        """How many vacancies there are."""
        return len(self.places)

    def classes(self, classes: Classes) -> NDArray[np.intp]:
        """The class of each position."""
        if classes not in self._of:
            self._of[classes] = classes.of.take(self.places).astype(np.intp)
        return self._of[classes]

    def narrow(self, row: AnyRow) -> Bytes:
        """A row by position, a byte each; kept, because people share it."""
        if row not in self._narrow:
            self._narrow[row] = self._laid(row, self.narrow, lambda one: one.narrow)
        return self._narrow[row]

    def wide(self, row: AnyRow) -> Numbers:
        """A row by position with every gate apart."""
        return self._laid(row, self.wide, lambda one: one.findings)

    def missed(self, row: AnyRow) -> Bytes:
        """Where the preference of a row is missed."""
        if row not in self._missed:
            self._missed[row] = self._laid(row, self.missed, _missed)
        return self._missed[row]

    def _laid(
        self, row: AnyRow, lay: Callable[[Row], NDArray[Kind]], of_row: Callable[[Row], NDArray[Kind]]
    ) -> NDArray[Kind]:
        """What belongs to a row by position."""
        if isinstance(row, Row):
            return of_row(row).take(self.classes(row.classes), mode="clip")
        cut = np.searchsorted(self.day, row.day)
        return np.concatenate([lay(row.before)[:cut], lay(row.after)[cut:]])

    def distance(self, accepts: frozenset[Area], *, fetches: bool) -> Points:
        """Points of the distance."""
        key = accepts, fetches
        if key not in self._distance:
            permille = self.home.points(accepts, fetches=fetches, rules=self.worth.setting.rules)
            self._distance[key] = self.worth.points("distance", permille)[self._there]
        return self._distance[key]

    def schedule(self, times: int) -> Points:
        """Points of the schedule for who misses so many preferences."""
        if times not in self._schedule:
            self._schedule[times] = self.worth.schedule(times)[self.places]
        return self._schedule[times]


def _missed(row: Row) -> Bytes:
    assert row.missed is not None
    return row.missed


class Catchments:
    """Catchments as they are asked for, kept as long as their home is."""

    def __init__(self, columns: Columns, works: Works, homes: Homes, worth: Worth) -> None:
        self.columns, self.homes, self.worth = columns, homes, worth
        self._offers = offers_of(columns, works, worth)
        self._open = columns.by_day[columns.open_gates[columns.by_day] == 0]
        self._of_homes: OrderedDict[Place, dict[Hashable, Catchment]] = OrderedDict()

    def within(self, home: Home, bounds: Sequence[frozenset[Row]], people: Sequence[int]) -> list[Catchment]:
        """What is open and can be reached from a home within each of these limits, by so many people each.

        Some of them share a wider one: looking at more vacancies costs less than laying out others for few people.
        """
        known = self._of_home(home)
        found: dict[frozenset[Row], Catchment] = {}
        for limits, number in sorted(zip(bounds, people, strict=True), key=lambda each: len(each[0])):
            if limits not in known:
                wider = [known[each] for each in known if isinstance(each, frozenset) and each <= limits]
                best = min(wider, key=lambda each: each.number, default=None)
                if best is not None and best.number * number <= MOST_PAIRS:
                    found[limits] = best
                    continue
                known[limits] = self._catchment(home, self._reached(limits), limits)
            found[limits] = known[limits]
        return [found[limits] for limits in bounds]

    def everything(self, home: Home) -> Catchment:
        """All vacancies seen from a home, also what is closed or out of reach."""
        known = self._of_home(home)
        if _EVERYTHING not in known:
            known[_EVERYTHING] = self._catchment(home, self.columns.by_day, frozenset())
        return known[_EVERYTHING]

    def _of_home(self, home: Home) -> dict[Hashable, Catchment]:
        of_home = self._of_homes.setdefault(home.place, {})
        self._of_homes.move_to_end(home.place)
        if len(self._of_homes) > MOST_HOMES:
            self._of_homes.popitem(last=False)
        return of_home

    def _catchment(self, home: Home, places: Positions, bounds: frozenset[Row]) -> Catchment:
        return Catchment(self._offers, self.columns, self.homes, home, self.worth, places, bounds)

    def _reached(self, bounds: Iterable[Row]) -> Positions:
        places: Positions = self._open
        for row in bounds:
            places = places[row.findings[row.classes.of[places]] & GATES == 0]
        return places
