"""Places as words of a search index: the divisions a vacancy lies in, and every site from which it is near.

Reckoned once when the index is built, as one would with a list of branches; a query then asks for one word.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from jobmatch.matching.facts import Place, Site
from jobmatch.matching.rules import Rules
from jobmatch.matching.travel import EARTH_RADIUS_M, travel

BED, SOMEWHERE = "bed", "somewhere"
RINGS = (2, 5, 10, 15, 20, 30)
_DIGITS = (2, 4, 6)


def near(site: str) -> str:
    """The word for daily travel from a site."""
    return f"near {site}"


def around(site: str) -> str:
    """The word for the surroundings of a site."""
    return f"around {site}"


def ring(site: str, kilometres: int) -> str:
    """The word for places up to so far from a site, one of RINGS, and beyond the next smaller one."""
    return f"ring {kilometres} {site}"


def within(division: str) -> str:
    """The word for a province, city or county by the first digits of its code."""
    return f"in {division}"


def place_tokens(sites: Sequence[Site], places: Sequence[Place], rules: Rules) -> list[list[str]]:
    """The words of each place. Where it is not known well enough to say no, SOMEWHERE stands."""
    tokens = [_divisions(place) for place in places]
    known = [number for number, place in enumerate(places) if place.lat is not None and place.lon is not None]
    latitudes, longitudes = (np.radians([getattr(places[number], name) for number in known]) for name in ("lat", "lon"))
    for site in sites:
        metres = _distances(site.place, latitudes, longitudes)
        for number in np.nonzero(metres <= rules.daily_travel_m)[0]:
            tokens[known[number]].append(near(site.id))
            tokens[known[number]].append(ring(site.id, _ring(metres[number])))
        for number in np.nonzero(metres <= rules.site_m)[0]:
            tokens[known[number]].append(around(site.id))
    _by_division(sites, places, set(known), tokens, rules)
    return tokens


def _divisions(place: Place) -> list[str]:
    code = place.division
    if code is None:
        return [SOMEWHERE]
    return [within(code[:digits]) for digits in _DIGITS if len(code) >= digits]


def _ring(metres: float) -> int:
    return next((most for most in RINGS if metres <= most * 1000), RINGS[-1])


def _distances(
    home: Place, latitudes: npt.NDArray[np.float64], longitudes: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Metres, as `travel` reckons them."""
    if home.lat is None or home.lon is None:
        return np.full(len(latitudes), np.inf)
    north, east = np.radians(home.lat), np.radians(home.lon)
    half = np.sin((latitudes - north) / 2) ** 2
    half += np.cos(north) * np.cos(latitudes) * np.sin((longitudes - east) / 2) ** 2
    metres: npt.NDArray[np.float64] = 2 * EARTH_RADIUS_M * np.arcsin(np.minimum(1.0, np.sqrt(half)))
    return metres


def _by_division(
    sites: Sequence[Site], places: Sequence[Place], known: set[int], tokens: list[list[str]], rules: Rules
) -> None:
    """Places without coordinates are near where they lie in the county of the site."""
    for number, place in enumerate(places):
        if number not in known and place.division is not None:
            tokens[number] += [
                near(site.id) for site in sites if travel(site.place, Place(place.division), rules).daily
            ]
