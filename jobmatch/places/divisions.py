"""The table of administrative divisions: provinces, cities, counties, towns of Guizhou, communities of Zunyi (2023).

Codes have 6 digits to the county, 9 to the town, 12 to the community. How texts are read is left to `reading`.
"""

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Level(StrEnum):
    """How far down a division stands."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"
    COMMUNITY = "community"


@dataclass(frozen=True, slots=True)
class Division:
    """One division; `code` is None for a town that is known by name only, `parent` the code it lies in.

    `bare` is the name without its kind (桐梓 for 桐梓县), None where too little is left to know it by.
    """

    code: str | None
    name: str
    bare: str | None
    level: Level
    parent: str | None
    lat: float | None = None
    lon: float | None = None


_PEOPLES = (
    "蒙古|维吾尔|布依|朝鲜|土家|哈尼|哈萨克|傈僳|拉祜|东乡|纳西|景颇|柯尔克孜|达斡尔|仫佬|布朗|撒拉|毛南|仡佬|锡伯|普米|塔吉克|鄂温克|"
    "德昂|保安|裕固|独龙|鄂伦春|各|回|藏|苗|彝|壮|满|侗|瑶|白|傣|黎|佤|畲|水|土|羌|怒"
)
_KINDS = re.compile(
    rf"(?:(?:(?:{_PEOPLES})族|维吾尔|(?<!内)蒙古|哈萨克|柯尔克孜)*自治[区州县旗]|(?:(?:{_PEOPLES})族)+乡|特别行政区|社区居民委员会|村民委员会|"
    r"居民委员会|居民委会员|街道|地区|新区|林区|特区|矿区|自治区|[省市区县州盟旗镇乡])$"
)


def is_division(code: str) -> bool:
    """Whether the first six digits of a code are a division of the table (2023)."""
    return code[:6] in by_code()


def division_name(code: str) -> str | None:
    """The name of a division by its 2 to 12 digits, None where the table lacks it."""
    found = by_code().get(_trimmed(code))
    return found.name if found else None


def coordinates(code: str) -> tuple[float, float] | None:
    """Latitude and longitude of a province, city or county, None where the table has none (towns, communities)."""
    found = by_code().get(_trimmed(code))
    if found is None or found.lat is None or found.lon is None:
        return None
    return found.lat, found.lon


@cache
def by_code() -> dict[str, Division]:
    """Every division by its code of 6, 9 or 12 digits."""
    rows = _rows("divisions.csv")
    codes = {row["code"] for row in rows}
    return {row["code"]: _division(row, codes) for row in rows}


@cache
def within() -> dict[str, tuple[Division, ...]]:
    """The divisions that lie directly in a code; the provinces lie in the empty code."""
    found: dict[str, list[Division]] = defaultdict(list)
    for division in by_code().values():
        found[division.parent or ""].append(division)
    for row in _rows("further_towns.csv"):
        found[row["city"]].append(Division(None, row["name"], bare_name(row["name"]), Level.TOWN, row["city"]))
    return {code: tuple(divisions) for code, divisions in found.items()}


@cache
def at_level(level: Level) -> tuple[Division, ...]:
    """All divisions of a level, by code."""
    return tuple(division for division in by_code().values() if division.level is level)


def line_of(division: Division) -> tuple[Division, ...]:
    """The division and all it lies in, widest first."""
    above = by_code().get(division.parent or "")
    return (*line_of(above), division) if above else (division,)


def bare_name(name: str) -> str | None:
    """A name without its kind, None where fewer than two signs are left: 桐梓县 → 桐梓, 城区 → None."""
    bare = _KINDS.sub("", name)
    return bare if len(bare) >= 2 else None


def _division(row: dict[str, str], codes: set[str]) -> Division:
    code = row["code"]
    level = _level(code)
    name = re.sub(r"社区居(?:民委员会|民委会员)$", "社区", row["name"])
    lat, lon = (float(row["lat"]), float(row["lon"])) if row["lat"] else (None, None)
    return Division(code, name, bare_name(row["name"]), level, _parent(code, level, codes), lat, lon)


def _level(code: str) -> Level:
    if len(code) == 12:
        return Level.COMMUNITY
    if len(code) == 9:
        return Level.TOWN
    if code.endswith("0000"):
        return Level.PROVINCE
    return Level.CITY if code.endswith("00") else Level.COUNTY


def _parent(code: str, level: Level, codes: set[str]) -> str | None:
    """A county that no city holds (济源市 419001) lies in its province."""
    match level:
        case Level.PROVINCE:
            return None
        case Level.CITY:
            return code[:2] + "0000"
        case Level.COUNTY:
            return code[:4] + "00" if code[:4] + "00" in codes else code[:2] + "0000"
        case Level.TOWN:
            return code[:6]
        case Level.COMMUNITY:
            return code[:9]


def _trimmed(code: str) -> str:
    if len(code) < 6:
        return code.ljust(6, "0")
    if len(code) == 12 and code.endswith("000"):
        code = code[:9]
    return code[:6] if len(code) == 9 and code.endswith("000") else code


def _rows(name: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
