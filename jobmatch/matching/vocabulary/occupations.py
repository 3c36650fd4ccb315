"""The tables of occupations: the national classification and the 113 occupations of the field guide, read once.

How a word finds its occupation is decided in `readings`; how near two occupations are in `nearness`.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from .words import name_key

LEVELS = ("major", "sub_major", "minor", "unit")
_BRACKETED = re.compile(r"[(（].*?[)）]")


@dataclass(frozen=True)
class Occupation:
    """One occupation. `code` is its national code or None; `kin` is where it stands in the classification anyway."""

    name: str
    code: str | None
    kin: str
    group: str = ""
    aliases: tuple[str, ...] = ()
    skills: frozenset[str] = frozenset()
    course: str = ""
    physical: int | None = None

    def __hash__(self) -> int:
        return hash(self.name)

    @property
    def bare_name(self) -> str:
        """The name without what stands in brackets: 车工(机床) is 车工."""
        return _BRACKETED.sub("", self.name)


@dataclass(frozen=True, eq=False)
class Tables:
    """All occupations by name key and by code; `common` are those of the field guide, in its order."""

    common: tuple[Occupation, ...]
    national: tuple[Occupation, ...]
    by_name: dict[str, Occupation] = field(repr=False)
    by_code: dict[str, Occupation] = field(repr=False)
    code_names: dict[str, str] = field(repr=False)


@cache
def coded_words() -> tuple[tuple[str, str], ...]:
    """(word, code): every name and alias of both tables, without what aliases say in brackets; each pair once."""
    tables = load_tables()
    words = [
        (word, occupation.kin) for occupation in tables.national for word in (occupation.name, *occupation.aliases)
    ]
    words += [
        (_BRACKETED.sub("", word), occupation.kin)
        for occupation in tables.common
        for word in (occupation.bare_name, *occupation.aliases)
    ]
    return tuple(dict.fromkeys(words))


def package_rows(name: str) -> list[dict[str, str]]:
    """The rows of one table of the package, .tsv or .csv, by their headings."""
    text = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t" if name.endswith(".tsv") else ","))


def code_parts(code: str) -> tuple[str, ...]:
    """The significant parts of a code: 4-10-01-00 gives (4, 10, 01)."""
    parts = code.split("-")
    while parts and set(parts[-1]) == {"0"}:
        parts.pop()
    return tuple(parts)


def code_level(code: str) -> str:
    """`major`, `sub_major`, `minor` or `unit`."""
    return LEVELS[max(len(code_parts(code)), 1) - 1]


@cache
def load_tables() -> Tables:
    """Both tables from the package's own data."""
    national = tuple(_national())
    common = tuple(_common())
    by_name: dict[str, Occupation] = {}
    by_code: dict[str, Occupation] = {}
    # The field guide goes before the classification: it has the aliases, skills and physical demand.
    for occupation in common:
        by_name[name_key(occupation.name)] = occupation
    for occupation in sorted(common, key=lambda one: one.name != one.bare_name):
        if occupation.code:
            by_code.setdefault(occupation.code, occupation)
    for occupation in national:
        by_name.setdefault(name_key(occupation.name), by_code.setdefault(occupation.kin, occupation))
    code_names = {occupation.kin: occupation.name for occupation in national}
    for occupation in common:
        if occupation.code:
            code_names.setdefault(occupation.code, occupation.name)
    return Tables(common, national, by_name, by_code, code_names)


def _common() -> Iterator[Occupation]:
    kin = {row["canonical"]: row["code"] for row in package_rows("kin_codes.tsv")}
    for row in package_rows("occupations.tsv"):
        code = row["code_2022"] if row["code_2022"] != "-" else None
        yield Occupation(
            name=row["canonical"],
            code=code,
            kin=code or kin[row["canonical"]],
            group=row["group"],
            aliases=tuple(alias for alias in row["aliases"].split(";") if alias),
            skills=frozenset(_BRACKETED.sub("", skill) for skill in row["skills"].split()),
            course=row["course_or_certificate"],
            physical=int(row["phys"]),
        )


def _national() -> Iterator[Occupation]:
    for row in package_rows("occupation_codes.csv"):
        # The table splits long group names at their commas and lists the pieces as aliases: 农, 林, 法律 name nothing.
        pieces = set(re.split(r"[、;]\s*", row["name"]))
        aliases = tuple(alias.strip() for alias in row["aliases"].split(";") if alias and alias not in pieces)
        yield Occupation(
            name=re.sub(r"\s+", "", row["name"]), code=row["code"], kin=row["code"], aliases=_distinct(aliases)
        )


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
