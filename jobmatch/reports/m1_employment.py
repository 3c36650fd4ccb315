"""Table M1: who is in work on the last day, by site, subdistrict and county, and by type of household. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from jobmatch.households.codes import HouseholdType
from jobmatch.places.divisions import division_name
from jobmatch.reports import definitions
from jobmatch.reports.lines import HouseholdLine, MonthLines, PersonLine
from jobmatch.reports.scope import Scope
from jobmatch.reports.status import BAND, TOP_BAND, Place, Status
from jobmatch.reports.table import Cell, Mark, Row, Sum, Table, Value, Words, with_rates

TOTAL = "total"
FEWEST_WAGES = 5
"""A median of fewer wages would be somebody's own."""

_PEOPLE: dict[str, Callable[[PersonLine], bool]] = {
    "people": lambda one: one.present,
    "labourers": lambda one: one.labourer,
    "employed": lambda one: one.employed,
    "county": lambda one: one.employed and one.place is Place.COUNTY,
    "province": lambda one: one.employed and one.place is Place.PROVINCE,
    "out": lambda one: one.employed and one.place is Place.OUT,
    "unknown": lambda one: one.employed and one.place in (None, Place.UNKNOWN),
    "workshop": lambda one: one.employed and one.workshop,
    "public_post": lambda one: one.employed and one.public_post,
    "own_account": lambda one: one.employed and one.own_account,
    "willing": lambda one: one.present and one.status is Status.WILLING,
    "unasked": lambda one: one.present and one.status is Status.WILLING and not one.asked,
    "unwilling": lambda one: one.present and one.status is Status.UNWILLING,
    "unable": lambda one: one.present and one.status is Status.UNABLE,
    "farming": lambda one: one.present and one.status is Status.FARMING,
}
_HOUSEHOLDS: dict[str, Callable[[HouseholdLine], int]] = {
    "households": lambda one: one.members > 0,
    "labour_households": lambda one: one.labourers > 0,
    "with_earner": lambda one: one.employed > 0,
    "zero_opening": lambda one: one.zero_opening,
    "zero_found": lambda one: one.zero_found,
    "zero_cleared": lambda one: one.zero_cleared,
    "zero_otherwise": lambda one: one.zero_otherwise,
    "zero_closing": lambda one: one.zero_closing,
}
_ADD_UP = {
    "labourers": {"employed": 1, "willing": 1, "unwilling": 1, "unable": 1, "farming": 1},
    "employed": {"county": 1, "province": 1, "out": 1, "unknown": 1},
    "zero_closing": {"zero_opening": 1, "zero_found": 1, "zero_cleared": -1, "zero_otherwise": -1},
}
_OF_WHICH = (
    ("labour_households", "with_earner"),
    ("with_earner", "fragile"),
    ("employed", "workshop"),
    ("employed", "public_post"),
    ("employed", "own_account"),
    ("willing", "unasked"),
)
"""A column and one that is a part of it: what is left nobody prints, and everybody could reckon."""
_KEPT = ("households", "people", "labour_households", "labourers", "employed", "zero_closing")
"""Of the whole county these are printed again: in M2, in M2 of the month after, and in the curves over the months."""


@dataclass
class _Group:
    """The lines that one row counts."""

    key: str
    words: Words
    level: int
    section: Words | None
    of: tuple[str, ...] = ()
    people: list[PersonLine] = field(default_factory=list)
    households: list[HouseholdLine] = field(default_factory=list)


def employment(lines: MonthLines, scope: Scope) -> Table:
    """M1 with every count shown; `masking.masked` makes it fit for outside."""
    columns = definitions.columns("M1")
    groups = [*_by_site(lines, scope), *_by_type(lines, scope)]
    rows = tuple(_row(group) for group in groups)
    unseen = {(row.key, f"{whole}-{part}"): _left(row, whole, part) for row in rows for whole, part in _OF_WHICH}
    sums = [*_across(rows), *_down(groups, [*_PEOPLE, *_HOUSEHOLDS, "fragile"])]
    title = definitions.title("M1")
    kept = frozenset((key, column) for key in (TOTAL, "types") for column in _KEPT)
    return Table(
        "M1", title, columns, rows, definitions.notes("M1"), tuple(sums), unseen, kept, ("zero_opening", "zero_closing")
    )


def _by_site(lines: MonthLines, scope: Scope) -> list[_Group]:
    section = definitions.word("by_site")
    sites = [_Group(f"site:{one.code}", one.words, 2 if one.subdistrict else 1, section) for one in scope.sites]
    place = {one.id: group for one, group in zip(scope.sites, sites, strict=True)}
    _deal(lines, lambda one: place.get(one.site_id))
    if not scope.whole and len(sites) == 1:
        return sites
    known = [(one, group) for one, group in zip(scope.sites, sites, strict=True) if one.id or group.households]
    found: list[_Group] = []
    tops: list[str] = []
    for town in sorted({one.subdistrict for one in scope.sites}, key=lambda code: (not code, code)):
        under = [group for one, group in known if one.subdistrict == town]
        if town:
            name = division_name(town) or town
            above = _gathered(f"town:{town}", Words(name, name), 1, section, under)
            found.append(above)
            tops.append(above.key)
        else:
            tops += [group.key for group in under]
        found += under
    total = _gathered(TOTAL, _total_words(scope), 0, section, sites)
    total.of = tuple(tops)
    return [*found, total]


def _by_type(lines: MonthLines, scope: Scope) -> list[_Group]:
    section = definitions.word("by_type")
    kinds = {one.household_id: one.type for one in lines.households}
    groups: dict[HouseholdType | None, _Group] = {
        kind: _Group(f"type:{kind or ''}", definitions.word(kind.value if kind else "no_type"), 1, section)
        for kind in (*HouseholdType, None)
    }
    here = frozenset(scope.site_ids)
    _deal(lines, lambda one: groups[kinds.get(one.household_id)] if one.site_id in here else None)
    found = [group for group in groups.values() if group.people or group.households]
    total = _gathered("types", definitions.word("total"), 0, section, found)
    total.of = tuple(group.key for group in found)
    return [*found, total]


def _deal(lines: MonthLines, group_of: Callable[[PersonLine | HouseholdLine], _Group | None]) -> None:
    for person in lines.people:
        if group := group_of(person):
            group.people.append(person)
    for household in lines.households:
        if group := group_of(household):
            group.households.append(household)


def _gathered(key: str, words: Words, level: int, section: Words, parts: Sequence[_Group]) -> _Group:
    return _Group(
        key, words, level, section, tuple(part.key for part in parts),
        [line for part in parts for line in part.people], [line for part in parts for line in part.households],
    )  # fmt: skip


def _total_words(scope: Scope) -> Words:
    return definitions.word("county_total" if scope.whole else "sites_total")


def _row(group: _Group) -> Row:
    values: dict[str, Value] = {key: sum(map(counts, group.people)) for key, counts in _PEOPLE.items()}
    values |= {key: sum(counts(one) for one in group.households) for key, counts in _HOUSEHOLDS.items()}
    values["fragile"] = len(fragile(group.people))
    values["wage"] = median_band(group.people)
    return Row(group.key, group.words, with_rates(definitions.columns("M1"), values), group.level, group.section)


def fragile(people: Sequence[PersonLine]) -> set[int]:
    """The households in which somebody is employed and everybody who is has a public-welfare post (domain.md 5.4)."""
    employed = [one for one in people if one.employed]
    return {one.household_id for one in employed} - {one.household_id for one in employed if not one.public_post}


def median_band(people: Sequence[PersonLine]) -> Value:
    """The band in which the median of the recorded wages of the employed lies, in yuan."""
    bands = sorted(one.wage_band for one in people if one.employed and one.wage_band is not None)
    if not bands:
        return None
    if len(bands) < FEWEST_WAGES:
        return Mark.HIDDEN
    lower = bands[(len(bands) - 1) // 2]
    return f"{lower:,}+" if lower >= TOP_BAND else f"{lower:,}–{lower + BAND - 1:,}"


def _left(row: Row, whole: str, part: str) -> int:
    all_of_it, some = row.values[whole], row.values[part]
    assert isinstance(all_of_it, int)
    assert isinstance(some, int)
    return all_of_it - some


def _across(rows: Sequence[Row]) -> list[Sum]:
    """What adds up in each row."""
    found = [
        Sum((row.key, total), tuple(((row.key, part), sign) for part, sign in parts.items()))
        for row in rows
        for total, parts in _ADD_UP.items()
    ]
    return found + [
        Sum((row.key, whole), (((row.key, part), 1), ((row.key, f"{whole}-{part}"), 1)))
        for row in rows
        for whole, part in _OF_WHICH
    ]


def _down(groups: Sequence[_Group], columns: Sequence[str]) -> list[Sum]:
    """What adds up in each column; both halves of the table come to the same."""
    cells: list[tuple[str, tuple[str, ...]]] = [(group.key, group.of) for group in groups if group.of]
    by_types = next(group for group in groups if group.key == "types")
    top = next((group.key for group in groups if group.key == TOTAL), groups[0].key)
    sums = [Sum((key, column), _ones(parts, column)) for key, parts in cells for column in columns]
    return sums + [Sum((top, column), (((by_types.key, column), 1),)) for column in columns]


def _ones(keys: Sequence[str], column: str) -> tuple[tuple[Cell, int], ...]:
    return tuple(((key, column), 1) for key in keys)
