"""Where people live and came from: sites of invented names, invented villages of the real towns of a real county."""

from dataclasses import dataclass
from random import Random

from jobmatch.places import divisions
from jobmatch.places.divisions import Level

_LANDFORM = (
    "青杠",
    "石笋",
    "岩湾",
    "凉风",
    "杉木",
    "柏香",
    "银厂",
    "马桑",
    "水井",
    "野茶",
    "磨盘",
    "龙塘",
    "猫鼻",
    "火烧",
    "大石",
    "桐油",
    "沙树",
    "落水",
)
_GROUND = ("坪", "坳", "沟", "湾", "垭", "坝", "岭", "坡")
_GROUPS = ("一组", "二组", "三组", "四组", "五组", "上寨组", "下寨组", "河边组", "大土组", "岩脚组")
_HELPERS = "娄冉罗杨犹袁余简穆邹"


@dataclass(frozen=True)
class Origin:
    """Where a household was registered before it moved: the town's code in twelve digits, and the address."""

    division: str
    address: str


@dataclass(frozen=True)
class Origins:
    """The towns of a county, by code and name; their villages are made up."""

    county: str
    towns: tuple[tuple[str, str], ...]
    real_villages: frozenset[str]

    def some(self, rng: Random) -> Origin:
        """A village that no town of the county has."""
        code, town = rng.choice(self.towns)
        village = rng.choice(_LANDFORM) + rng.choice(_GROUND)
        while village in self.real_villages:
            village = rng.choice(_LANDFORM) + rng.choice(_GROUND)
        return Origin(f"{code:0<12}", f"{town}{village}村{rng.choice(_GROUPS)}")


@dataclass(frozen=True)
class SitePlan:
    """A site before anybody lives there: how many households it takes, and who looks after them."""

    code: str
    name: str
    division: str
    latitude: float
    longitude: float
    households: int
    origins: Origins
    helpers: tuple[str, ...]
    doctor: str = "村医小田"

    @property
    def community(self) -> str:
        """The community of the site, as its committee is called."""
        return self.name.removesuffix("安置点")

    @property
    def population_band(self) -> str:
        """Of the three by which sites are counted (H04)."""
        people = self.households * 4.45
        return "10,000+" if people >= 10_000 else "3,000+" if people >= 3_000 else "800+"


def origins_of(county: str) -> Origins:
    """The towns of a county; one without a town in the table is its own town."""
    within = divisions.within().get(county, ())
    towns = tuple(
        (one.code, one.name) for one in within if one.code and one.level is Level.TOWN and "街道" not in one.name
    )
    name = divisions.division_name(county) or county
    villages = {
        (village.name or "").removesuffix("村村民委员会")
        for code, _ in towns
        for village in divisions.within().get(code, ())
    }
    return Origins(county, towns or ((county, name),), frozenset(villages))


def helpers_of(site: str) -> tuple[str, ...]:
    """The names of the helpers of a site, as everybody calls them."""
    start = sum(map(ord, site)) % len(_HELPERS)
    turned = _HELPERS[start:] + _HELPERS[:start]
    return tuple(f"网格员小{surname}" for surname in turned[:4])


def helper_phone(helper: str) -> str:
    """The telephone of a helper, one of those kept for staff."""
    return f"199000099{_HELPERS.index(helper[-1]):02d}"
