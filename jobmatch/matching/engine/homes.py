"""The way from a home to every place of work; reckoned once for each home and each place."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.codes import Area, Dorm
from jobmatch.matching.engine.columns import NO, UNKNOWN, YES, Answers, Classes, Flags, Numbers, answers, curve
from jobmatch.matching.engine.rows import AnyRow, Row
from jobmatch.matching.facts import Place
from jobmatch.matching.post import Post
from jobmatch.matching.rules import Rules
from jobmatch.matching.travel import EARTH_RADIUS_M, distance, same_division

# What belongs to a home is many columns; sites come one after the other, so that a few homes are enough to keep.
MOST_HOMES = 2
# Far above the error of a floating-point number, far below what anybody walks.
IN_DOUBT_M = 1e-3


@dataclass(frozen=True, slots=True, eq=False)
class Home:
    """Ways by class of place: `metres` are whole, meaningless where they are not known. `rows` are limits from here."""

    place: Place
    daily: Answers
    metres_known: Flags
    metres: Numbers
    within: dict[Area, Answers]
    rows: dict[Hashable, Row] = field(default_factory=dict)
    limits: dict[Hashable, tuple[tuple[AnyRow, ...], tuple[Row, ...]]] = field(default_factory=dict)

    def points(self, accepts: frozenset[Area], *, fetches: bool, rules: Rules) -> Numbers:
        """What the distance gives, in permille by class of place, to who accepts far areas or has children to fetch."""
        factors = rules.factors
        chosen = np.zeros(self.daily.shape, dtype=np.bool_)
        for area in accepts:
            chosen |= self.within[area] == YES
        far = np.where(chosen, factors.beyond_by_choice, factors.beyond)
        near = curve(factors.by_metres_fetching if fetches else factors.by_metres, self.metres)
        daily = np.where(self.metres_known, near, factors.same_county)
        return np.where(self.daily == UNKNOWN, factors.distance_unknown, np.where(self.daily == YES, daily, far))


@dataclass(slots=True)
class Homes:
    """Homes as they are asked for. `places` are the places of work, `beds` the places with what is known of a bed."""

    posts: tuple[Post, ...]
    rules: Rules
    places: Classes = field(init=False)
    beds: Classes = field(init=False)
    has_dorm: Flags = field(init=False)
    dorm_known: Flags = field(init=False)
    divisions: Classes = field(init=False)
    _works: tuple[Place, ...] = field(init=False)
    _radians: NDArray[np.float64] = field(init=False)
    _kept: OrderedDict[Place, Home] = field(default_factory=OrderedDict)

    def __post_init__(self) -> None:
        self.places = Classes.by(post.vacancy.place for post in self.posts)
        self._works = tuple(self.posts[first].vacancy.place for first in self.places.first)
        self.divisions = Classes.by(place.division for place in self._works)
        ends = [(place.lat, place.lon) for place in self._works]
        self._radians = np.radians(np.array(ends, dtype=np.float64).reshape(-1, 2).T)
        of = self.places.of.tolist()
        self.beds = Classes.by((of[place], post.vacancy.dorm) for place, post in enumerate(self.posts))
        dorms = [self.posts[first].vacancy.dorm for first in self.beds.first]
        self.has_dorm = np.array([dorm not in (None, Dorm.NONE) for dorm in dorms], dtype=np.bool_)
        self.dorm_known = np.array([dorm is not None for dorm in dorms], dtype=np.bool_)

    def home(self, place: Place) -> Home:
        """The ways from a place."""
        if place not in self._kept:
            self._kept[place] = self._home(place)
            if len(self._kept) > MOST_HOMES:
                self._kept.popitem(last=False)
        self._kept.move_to_end(place)
        return self._kept[place]

    def place_of_bed(self) -> Numbers:
        """The class of place of each class of beds."""
        return self.places.of[self.beds.firsts].astype(np.int64)

    def _home(self, place: Place) -> Home:
        """As `travel`, which is asked itself wherever a last digit could decide."""
        metres = self._metres(place)
        known = ~np.isnan(metres)
        of, first = self.divisions.of, self.divisions.first
        within: dict[Area, Answers] = {}
        for name, digits in self.rules.area_digits.items():
            codes = (self._works[each].division for each in first)
            within[Area(name)] = answers(same_division(place.division, code, digits) for code in codes)[of]
        county = within[Area.COUNTY]
        within[Area.ANYWHERE] = np.full(len(of), YES, dtype=np.int8)
        within[Area.SITE] = np.where(known, metres <= self.rules.site_m, np.where(county == NO, NO, UNKNOWN)).astype(
            np.int8
        )
        return Home(
            place=place,
            daily=np.where(known, metres <= self.rules.daily_travel_m, county).astype(np.int8),
            metres_known=known,
            metres=np.rint(np.nan_to_num(metres)).astype(np.int64),
            within=within,
        )

    def _metres(self, home: Place) -> NDArray[np.float64]:
        """Straight metres to every place of work; not a number where they are not known."""
        if home.lat is None or home.lon is None:
            return np.full(len(self._works), np.nan)
        north, south = np.radians(home.lat), self._radians[0]
        half = np.sin((south - north) / 2) ** 2
        half += np.cos(north) * np.cos(south) * np.sin((self._radians[1] - np.radians(home.lon)) / 2) ** 2
        metres: NDArray[np.float64] = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(1.0, half)))
        lines = (self.rules.site_m, self.rules.daily_travel_m)
        doubtful = np.abs(metres - np.floor(metres) - 0.5) < IN_DOUBT_M
        doubtful &= metres <= self.rules.daily_travel_m
        doubtful |= np.any([np.abs(metres - line) < IN_DOUBT_M for line in lines], axis=0)
        for place in np.flatnonzero(doubtful).tolist():
            exact = distance(home, self._works[place])
            metres[place] = np.nan if exact is None else exact
        return metres
