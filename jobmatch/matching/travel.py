"""The way from a site to a place of work: straight metres where coordinates are known, else division codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from jobmatch.matching.codes import Area
from jobmatch.matching.facts import Place
from jobmatch.matching.rules import Rules

EARTH_RADIUS_M = 6_371_008.8
COUNTY_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Travel:
    """`daily` is whether the way can be made every day; `within` says of each area whether the place lies in it."""

    metres: float | None
    daily: bool | None
    within: Mapping[Area, bool | None]


def travel(home: Place, work: Place, rules: Rules) -> Travel:
    """None stands for what the two places do not tell."""
    metres = distance(home, work)
    same_county = same_division(home.division, work.division, COUNTY_DIGITS)
    within: dict[Area, bool | None] = {
        Area(area): same_division(home.division, work.division, digits) for area, digits in rules.area_digits.items()
    }
    within[Area.ANYWHERE] = True
    if metres is not None:
        within[Area.SITE] = metres <= rules.site_m
        return Travel(metres, metres <= rules.daily_travel_m, within)
    # Without coordinates another county is beyond daily travel, so it is also beyond the site's surroundings.
    within[Area.SITE] = False if same_county is False else None
    return Travel(None, same_county, within)


def distance(one: Place, other: Place) -> float | None:
    """Metres over the ground (haversine)."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    north, south = radians(one.lat), radians(other.lat)
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(half)))


def same_division(one: str | None, other: str | None, digits: int) -> bool | None:
    """Whether the leading digits are equal; None where a code is missing, or too short and equal as far as it goes."""
    if one is None or other is None:
        return None
    shared = min(len(one), len(other), digits)
    if one[:shared] != other[:shared]:
        return False
    return True if shared == digits else None
