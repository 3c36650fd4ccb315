"""Where the synthetic province lies: sites in the real counties of Guizhou, employers there and on the coast.

Divisions and their coordinates are those of `jobmatch.places`; the few counties without coordinates are left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import exp

from benchmarks.province.dice import Dice, Weighted
from benchmarks.province.size import Size
from jobmatch.matching.facts import Place, Site
from jobmatch.places import divisions
from jobmatch.places.divisions import Division, Level

PROVINCE = "52"
# Where people from Guizhou go, by province: the delta and the coast, then the neighbours.
_BEYOND = {"44": 46, "33": 24, "35": 9, "32": 9, "50": 5, "51": 3, "53": 2, "43": 2}
_DEGREE_KM = 111.2
_SITE_KM, _TOWN_KM, _SCATTER_KM, _AT_SITE_KM = 11.0, 4.5, 18.0, 0.6
_SEAT_OF_CITY = 2.2
# A place of work as it is known: exactly, by its county only, by the province only, not at all.
_KNOWN = Weighted({"all": 0.9798, "county": 0.02, "province": 0.0001, "nothing": 0.0001})


@dataclass(frozen=True, slots=True)
class Ground:
    """The places of one province: its sites, how many households each has, the sites of each county."""

    sites: tuple[Site, ...]
    households: tuple[range, ...]
    counties: Weighted[Division]
    sites_of: dict[str, tuple[Place, ...]]

    def workplace(self, dice: Dice, kind: str) -> Place:
        """Where an employer sits: `site`, `town` or `towns` of a county, or `beyond` the province."""
        if kind == "beyond":
            return _somewhere(dice, dice.weighed(_coast()), _TOWN_KM)
        county = dice.weighed(self.counties)
        near = self.sites_of.get(county.code or "", ())
        if kind == "site" and near:
            site = dice.one_of(near)
            return _blurred(dice, county, site.lat or 0.0, site.lon or 0.0, _AT_SITE_KM)
        return _somewhere(dice, county, _SCATTER_KM if kind == "towns" else _TOWN_KM)


def ground(size: Size, seed: int) -> Ground:
    """Sites spread over the counties, a few large and many small."""
    dice = Dice(seed, 1)
    counties = Weighted([(county, exp(0.45 * dice.around())) for county in _counties(PROVINCE)])
    sites, sites_of = [], dict[str, tuple[Place, ...]]()
    for number in range(size.sites):
        county = dice.weighed(counties)
        lat, lon = _moved(dice, county.lat or 0.0, county.lon or 0.0, _SITE_KM)
        place = Place(county.code, lat, lon)
        sites.append(Site(f"S{number:03d}", place))
        sites_of[county.code or ""] = (*sites_of.get(county.code or "", ()), place)
    weights = [exp(0.7 * dice.around()) for _ in sites]
    return Ground(tuple(sites), _shared_out(size.households, weights), _with_seats(counties), sites_of)


def _with_seats(counties: Weighted[Division]) -> Weighted[Division]:
    """There are more posts where the city of a prefecture has its districts."""
    bounds = [0.0, *counties.bounds, 1.0]
    shares = [after - before for before, after in pairwise(bounds)]
    return Weighted(
        [
            (county, share * (_SEAT_OF_CITY if county.name.endswith("区") else 1.0))
            for county, share in zip(counties.values, shares, strict=True)
        ]
    )


def _shared_out(whole: int, weights: Sequence[float]) -> tuple[range, ...]:
    """Whole numbers one after the other, in ranges as the weights say; no range is empty where there is enough."""
    total, sofar, starts = sum(weights), 0.0, []
    for weight in weights:
        starts.append(round(sofar / total * whole))
        sofar += weight
    return tuple(range(start, end) for start, end in zip(starts, [*starts[1:], whole], strict=True))


def _somewhere(dice: Dice, county: Division, within_km: float) -> Place:
    return _blurred(dice, county, county.lat or 0.0, county.lon or 0.0, within_km)


def _blurred(dice: Dice, county: Division, lat: float, lon: float, within_km: float) -> Place:
    code = county.code or ""
    match dice.weighed(_KNOWN):
        case "all":
            return Place(code, *_moved(dice, lat, lon, within_km))
        case "county":
            return Place(code)
        case "province":
            return Place(code[:2])
        case _:
            return Place()


def _moved(dice: Dice, lat: float, lon: float, deviation_km: float) -> tuple[float, float]:
    step = deviation_km / _DEGREE_KM
    return round(lat + step * dice.around(), 4), round(lon + step * dice.around(), 4)


@cache
def _coast() -> Weighted[Division]:
    pairs = []
    for province, share in _BEYOND.items():
        counties = _counties(province)
        pairs += [(county, share / len(counties)) for county in counties]
    return Weighted(pairs)


@cache
def _counties(province: str) -> tuple[Division, ...]:
    """Its counties, and the cities that have none (Dongguan), as far as their coordinates are known."""
    table = divisions.by_code()
    parents = {one.parent for one in table.values() if one.level is Level.COUNTY}
    return tuple(
        one
        for code, one in sorted(table.items())
        if code.startswith(province)
        and len(code) == 6
        and one.lat is not None
        and (one.level is Level.COUNTY or (one.level is Level.CITY and code not in parents))
    )
