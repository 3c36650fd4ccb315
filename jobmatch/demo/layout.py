"""Where the invented places lie and how large they are: a village, a county, a province of counties.

Counties are real by code, name and place (Guizhou's, from the table of divisions); the sites in them are not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from jobmatch.demo.sites import SitePlan, helpers_of, origins_of
from jobmatch.places import divisions

HOME = "520322"
PROVINCE = "52"
# Guizhou at the end of 2021: 431,600 relocated households; 953 communities in 2024 (domain.md, calibration).
PROVINCE_HOUSEHOLDS, PROVINCE_SITES = 431_600, 953


@dataclass(frozen=True)
class CountyPlan:
    """One county: its code and seat, its sites, and how much is offered there."""

    division: str
    name: str
    latitude: float
    longitude: float
    sites: tuple[SitePlan, ...]
    vacancies: int
    courses: int


@dataclass(frozen=True)
class Layout:
    """A place of one of the sizes."""

    size: str
    counties: tuple[CountyPlan, ...]

    @property
    def sites(self) -> tuple[SitePlan, ...]:
        """The sites of all counties."""
        return tuple(site for county in self.counties for site in county.sites)

    @property
    def households(self) -> int:
        """How many households it has."""
        return sum(site.households for site in self.sites)


def layout(size: str) -> Layout:
    """The place of a size: `village`, `county` or `province`."""
    return {"village": _village, "county": _county, "province": _province}[size]()


SIZES = ("village", "county", "province")
VILLAGE_HOUSEHOLDS = 40


def village_layout(households: int) -> Layout:
    """One site of so many households; what is offered there stands in `market.toml` and `courses.toml` alone."""
    return Layout("village", (_home_county((_site("XY", "向阳社区安置点", 28.1330, 106.8260, households),), 0, 0),))


def _village() -> Layout:
    return village_layout(VILLAGE_HOUSEHOLDS)


def _county() -> Layout:
    """Three sites: beside the county town, at the edge of the next town, and in the mountains to the north."""
    sites = (
        _site("XY", "向阳社区安置点", 28.1330, 106.8260, 620),
        _site("YL", "云岭社区安置点", 28.1905, 106.8655, 360),
        _site("SH", "松河社区安置点", 28.4170, 106.9630, 220),
    )
    return Layout("county", (_home_county(sites, 400, 60),))


def _province() -> Layout:
    """Every county of Guizhou with its share of the communities."""
    counties = tuple(_guizhou())
    return Layout("province", tuple(_with_sites(counties)))


def _home_county(sites: tuple[SitePlan, ...], vacancies: int, courses: int) -> CountyPlan:
    place = divisions.by_code()[HOME]
    return CountyPlan(HOME, place.name, place.lat or 0.0, place.lon or 0.0, sites, vacancies, courses)


def _site(code: str, name: str, latitude: float, longitude: float, households: int, county: str = HOME) -> SitePlan:
    return SitePlan(code, name, county, latitude, longitude, households, origins_of(county), helpers_of(code))


def _guizhou() -> Iterator[divisions.Division]:
    """The counties, districts and cities of the province that have a place on the map; a city's seat is none."""
    for code, place in sorted(divisions.by_code().items()):
        county = len(code) == 6 and code.startswith(PROVINCE) and not code.endswith("00")
        if county and place.lat is not None and place.lon is not None:
            yield place


def _with_sites(counties: tuple[divisions.Division, ...]) -> Iterator[CountyPlan]:
    rng = Random(PROVINCE)
    each, more = divmod(PROVINCE_SITES, len(counties))
    of_all, rest = divmod(PROVINCE_HOUSEHOLDS, PROVINCE_SITES)
    number = 0
    for place, county in enumerate(counties):
        sites: list[SitePlan] = []
        for _ in range(each + (place < more)):
            households = of_all + (number < rest)
            number += 1
            name = f"{county.bare or county.name}{_NAMES[len(sites) % len(_NAMES)]}社区安置点"
            latitude, longitude = (round((at or 0) + rng.uniform(-0.12, 0.12), 4) for at in (county.lat, county.lon))
            sites.append(
                _site(f"S{county.code}{len(sites) + 1:02d}", name, latitude, longitude, households, county.code or HOME)
            )
        yield CountyPlan(
            county.code or HOME, county.name, county.lat or 0.0, county.lon or 0.0, tuple(sites),
            _VACANCIES_A_COUNTY, _COURSES_A_COUNTY,
        )  # fmt: skip


_VACANCIES_A_COUNTY, _COURSES_A_COUNTY = 400, 30
_NAMES = (
    "向阳",
    "云岭",
    "松河",
    "新华",
    "同心",
    "和美",
    "安康",
    "春晖",
    "金竹",
    "翠屏",
    "锦绣",
    "乐居",
    "祥和",
    "幸福",
    "感恩",
    "明珠",
)
