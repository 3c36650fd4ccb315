"""Reads the place that an office writes in free text (`深圳宝安区`, `楚米镇工业园`, `本小区1楼`).

Names may lack their kind (浙江义乌) or leave levels out; a name that several divisions share is settled by what stands
before it, then by nearness to the reader's own county, else it stays unknown. Nothing is guessed.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from jobmatch.places.divisions import Division, Level, at_level, by_code, line_of, within

HOME = "520322"


class Precision(StrEnum):
    """How far down a text says where something is."""

    COUNTRY = "country"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"
    COMMUNITY = "community"
    ABROAD = "abroad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text says something is: names down to its precision, the finest code known (6, 9 or 12 digits).

    `lat` and `lon` are degrees of the place itself, None where the table has none (every town and community).
    """

    province: str | None = None
    city: str | None = None
    county: str | None = None
    town: str | None = None
    community: str | None = None
    division: str | None = None
    precision: Precision = Precision.UNKNOWN
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class _Match:
    """A division whose name opens a text: how many signs it takes, and whether its kind was written."""

    division: Division
    length: int
    with_kind: bool


_SIGNS = re.compile(r"[\s,，、;；:：。./\\|·•()（）\[\]【】<>《》\-—~→>]+")
_LEADING = re.compile(r"^(?:中华人民共和国|中国|工作地[点址]|务工地[点址]?|地[点址]|位于|位在|现在|在)")
_HERE = re.compile(r"^(?:本县|我县|全县|县域|县内|县城|县(?=[^外里区市]))")
_KIND_AFTER = {
    Level.PROVINCE: re.compile("省|自治区"),
    Level.CITY: re.compile("市|州|地区|盟"),
    Level.COUNTY: re.compile("自治县|新区|[县市区旗]"),
    Level.TOWN: re.compile("街道|[镇乡]"),
    Level.COMMUNITY: re.compile("社区|村|居委会"),
}
_OFFICE = re.compile("^(?:市辖区|街道办事处|办事处|人民政府|村民委员会|居民委员会|村委会|居委会)")
_AREA_AFTER = re.compile(
    r"^(?:$|(?:市区|城区|县城|[^路街号村]{0,6}(?:镇|街道|乡|开发区|高新区|经开区|工业[园区]|产业园|物流园|园区)))"
)
_TOWN_NAME = re.compile(r"^[\u4e00-\u9fff]{1,5}?(?:街道|镇|乡)")
_COMMUNITY_NAME = re.compile(r"^[\u4e00-\u9fff]{1,8}?(?:社区|村)(?![委民])")
_COUNTY_NAME = re.compile(r"^[\u4e00-\u9fff]{1,6}?(?:自治[县旗]|[区县])(?!\w{0,2}[园站路街])")
_NO_COUNTY = re.compile(
    "(?:开发|高新|经开|业|园|小|社|城|市|镇|片|厂|辖|郊|山|景|库|商|矿|街|地|校|港|税|示范|各|本|全|邻|边|近)[区县]$"
)
_TABLED_TOWNS = "52"  # the table has the towns of Guizhou; elsewhere a town is known by its name alone


@lru_cache(maxsize=50_000)
def read_place(text: str, home: str = HOME) -> Place:
    """The place that a text names; `home` is the county (6 digits) where it was written, whose towns need no county.

    A text that names no place gives `unknown`, another country `abroad`. Never raises.
    """
    words = _SIGNS.sub("", unicodedata.normalize("NFKC", text or ""))
    words = _LEADING.sub("", words)
    if words in ("", "无"):
        return Place()
    country = next((name for name in _countries() if words.startswith(name)), None)
    if country:
        return Place(precision=Precision.ABROAD)
    here = _HERE.match(words)
    county = by_code().get(home[:6])
    if here and county:
        return _down(county, words[here.end() :])
    first = _first(words, home[:6])
    if first is None:
        later = _named_later(words, home[:6])
        first, words = (None, words) if later is None else (_first(words[later:], home[:6]), words[later:])
    return Place() if first is None else _down(first.division, words[first.length :])


def _first(words: str, home: str) -> _Match | None:
    """The division that opens the text: the longest name, the home county's own first, else only one that is clear."""
    opening = _openers().get(words[:2], ())
    found = [m for m in _matches(opening, words) if _stands_alone(m, words, home)]
    county = by_code().get(home)
    found += [m for m in _matches(_below(county), words) if m.with_kind or _AREA_AFTER.match(words[m.length :])]
    best = _settled(found, home)
    if best is None and not found:
        for area in (home[:4] + "00", home[:2] + "0000"):
            towns = [m for m in _matches(_towns_in(area), words) if m.with_kind]
            best = best or _settled(towns, home)
    return best


def _down(division: Division, rest: str) -> Place:
    """Follow the text from a division to the smallest place that it names."""
    community: str | None = None
    county: str | None = None
    town: str | None = division.name if division.level is Level.TOWN else None
    while True:
        rest = _OFFICE.sub("", rest)
        deeper = _settled(list(_matches(_below(division), rest)), division.code or "")
        if deeper is None:
            break
        division, rest = deeper.division, rest[deeper.length :]
    if division.level in (Level.PROVINCE, Level.CITY) and not town:
        county, rest = _untabled_county(rest)
    if (county or division.level is Level.COUNTY) and not (division.code or "").startswith(_TABLED_TOWNS):
        named = _TOWN_NAME.match(rest)
        town, rest = (named.group(), rest[named.end() :]) if named else (None, rest)
    if division.level is Level.TOWN or town:
        hamlet = _COMMUNITY_NAME.match(rest)
        community = hamlet.group() if hamlet else None
    return _place(division, county, town, community)


def _untabled_county(rest: str) -> tuple[str | None, str]:
    """A county that stands behind its city or province by name but not in the table, and what follows it."""
    named = _COUNTY_NAME.match(rest)
    if named is None or _NO_COUNTY.search(named.group()):
        return None, rest
    return named.group(), rest[named.end() :]


def _place(division: Division, county: str | None, town: str | None, community: str | None) -> Place:
    names = {above.level: above.name for above in line_of(division)}
    if county:
        names[Level.COUNTY] = county
    if town:
        names[Level.TOWN] = town
    if community:
        names[Level.COMMUNITY] = community
    deepest = next(level for level in reversed(Level) if level in names)
    coded = deepest is division.level
    return Place(
        province=names.get(Level.PROVINCE),
        city=names.get(Level.CITY),
        county=names.get(Level.COUNTY),
        town=names.get(Level.TOWN),
        community=names.get(Level.COMMUNITY),
        division=division.code or division.parent,
        precision=Precision(deepest.value),
        lat=division.lat if coded else None,
        lon=division.lon if coded else None,
    )


def _matches(divisions: Iterable[Division], words: str) -> Iterable[_Match]:
    for division in divisions:
        if words.startswith(division.name):
            yield _Match(division, len(division.name), True)
        elif division.bare and words.startswith(division.bare):
            kind = _KIND_AFTER[division.level].match(words, len(division.bare))
            if kind or division.level is not Level.COMMUNITY:
                yield _Match(division, kind.end() if kind else len(division.bare), kind is not None)


def _settled(found: list[_Match], home: str) -> _Match | None:
    """The longest name; of equally long ones the nearest to home, then the widest; None where that leaves two."""
    if not found:
        return None
    longest = max(match.length for match in found)
    found = [match for match in found if match.length == longest]
    for digits in (6, 4, 2, 0):
        near = [match for match in found if (match.division.code or home).startswith(home[:digits])]
        if near:
            widest = min(list(Level).index(match.division.level) for match in near)
            near = [match for match in near if list(Level).index(match.division.level) == widest]
            return near[0] if len(near) == 1 else None
    return None


def _stands_alone(match: _Match, words: str, home: str) -> bool:
    """Whether a name that opens a text is meant as a place: 平安大厦 is no county, 昆山 and 义乌开发区 are."""
    if match.with_kind or match.division.level in (Level.PROVINCE, Level.CITY) or match.division.code == home:
        return True
    return bool(_AREA_AFTER.match(words[match.length :]))


def _below(division: Division | None) -> tuple[Division, ...]:
    """What may be named next within a division: levels may be left out, as in 广东增城."""
    return () if division is None or division.code is None else _below_code(division.code)


@cache
def _below_code(code: str) -> tuple[Division, ...]:
    directly = within().get(code, ())
    if by_code()[code].level is Level.TOWN:
        return directly
    return tuple(one for child in directly for one in (child, *(_below_code(child.code) if child.code else ())))


@cache
def _towns_in(code: str) -> tuple[Division, ...]:
    return tuple(one for one in _below_code(code) if one.level is Level.TOWN) if code in by_code() else ()


@cache
def _openers() -> dict[str, tuple[Division, ...]]:
    """Provinces, cities and counties by the first two signs of their names."""
    found: dict[str, list[Division]] = defaultdict(list)
    for level in (Level.PROVINCE, Level.CITY, Level.COUNTY):
        for division in at_level(level):
            found[division.name[:2]].append(division)
    return {opening: tuple(divisions) for opening, divisions in found.items()}


def _named_later(words: str, home: str) -> int | None:
    """Where inside a text a place is named in full (某某公司深圳市宝安区分厂), None where none is."""
    for start in range(1, max(len(words) - 2, 1)):
        rest = words[start:]
        names = [division.name for division in _openers().get(rest[:2], ())]
        names += [town.name for town in _towns_in(home)]
        if any(rest.startswith(name) for name in names if len(name) >= 3):
            return start
    return None


@cache
def _countries() -> tuple[str, ...]:
    text = files(__package__).joinpath("data", "countries.txt").read_text(encoding="utf-8")
    return tuple(sorted(text.split(), key=lambda name: -len(name)))
