"""The way from a home to every place of work; reckoned once for each home and each place."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field

import numpy as np

from jobmatch.matching.codes import Area, Dorm
from jobmatch.matching.engine.columns import UNKNOWN, YES, Answers, Classes, Flags, Numbers, answers, curve
from jobmatch.matching.engine.rows import Row
from jobmatch.matching.facts import Place
from jobmatch.matching.post import Post
from jobmatch.matching.rules import Rules
from jobmatch.matching.travel import Travel, travel

# What belongs to a home is many columns; sites come one after the other, so that a few homes are enough to keep.
MOST_HOMES = 4


@dataclass(frozen=True, slots=True, eq=False)
class Home:
    """Ways by class of place: `metres` are whole, meaningless where they are not known. `rows` are limits from here."""

    place: Place
    daily: Answers
    metres_known: Flags
    metres: Numbers
    within: dict[Area, Answers]
    rows: dict[Hashable, Row] = field(default_factory=dict)
    kept: dict[Hashable, object] = field(default_factory=dict)

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
    _kept: OrderedDict[Place, Home] = field(default_factory=OrderedDict)

    def __post_init__(self) -> None:
        self.places = Classes.by(post.vacancy.place for post in self.posts)
        of = self.places.of.tolist()
        self.beds = Classes.by((of[place], post.vacancy.dorm) for place, post in enumerate(self.posts))
        dorms = [self.posts[first].vacancy.dorm for first in self.beds.first]
        self.has_dorm = np.array([dorm not in (None, Dorm.NONE) for dorm in dorms], dtype=np.bool_)
        self.dorm_known = np.array([dorm is not None for dorm in dorms], dtype=np.bool_)

    def home(self, place: Place) -> Home:
        """The ways from a place."""
        if place not in self._kept:
            there = [travel(place, self.posts[first].vacancy.place, self.rules) for first in self.places.first]
            self._kept[place] = _home(place, there)
            if len(self._kept) > MOST_HOMES:
                self._kept.popitem(last=False)
        self._kept.move_to_end(place)
        return self._kept[place]

    def place_of_bed(self) -> Numbers:
        """The class of place of each class of beds."""
        return self.places.of[np.array(self.beds.first, dtype=np.int64)].astype(np.int64)


def _home(place: Place, there: list[Travel]) -> Home:
    return Home(
        place=place,
        daily=answers(way.daily for way in there),
        metres_known=np.array([way.metres is not None for way in there], dtype=np.bool_),
        metres=np.array([0 if way.metres is None else round(way.metres) for way in there], dtype=np.int64),
        within={area: answers(way.within[area] for way in there) for area in Area},
    )
