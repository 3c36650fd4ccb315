"""The lexicon of the advert check, read once from the files in `lexicon/`: wordings, what is honest, limits."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from jobmatch.vacancies.adverts.findings import Explanation, Level

_TERM = re.compile(r"\{([a-z_]+)\}")
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Family:
    """One way of breaking a rule. `before` and `after` make the words next to them honest, `honest` what it touches.

    `whole_clause` says that a rewrite takes the clause out and not the words alone; `edit` is what it puts there.
    `fraud` families are reported as a sign of fraud too, `fee` families take money from the applicant.
    """

    id: str
    rule: str
    level: Level
    patterns: tuple[re.Pattern[str], ...]
    honest: tuple[re.Pattern[str], ...]
    before: re.Pattern[str]
    after: re.Pattern[str]
    explanation: Explanation
    whole_clause: bool
    edit: str
    fraud: bool
    fee: bool
    unless_health_certificate: bool


@dataclass(frozen=True, slots=True)
class SoftSign:
    """One soft sign of fraud: `unless` and `needs` look at the whole advert, `needs_high_pay` at its
    figures, `needs_no_place` at the place of its vacancy."""

    id: str
    patterns: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str]
    needs: re.Pattern[str] | None
    needs_high_pay: bool
    needs_no_place: bool
    only_with_others: bool
    because: str
    because_en: str


@dataclass(frozen=True, slots=True)
class Limits:
    """Where width of pay and number of signs begin to count (see the comments in the lexicon)."""

    bait_range: int
    high_pay_of_minimum: int
    soft_signs_to_block: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    families: tuple[Family, ...]
    soft_signs: tuple[SoftSign, ...]
    limits: Limits
    simplified: Mapping[str, str]


@cache
def lexicon() -> Lexicon:
    """The lexicon that comes with the program. A fault in it raises at the first use, not within an advert."""
    tables = [tomllib.loads(file.read_text(encoding="utf-8")) for file in _files()]
    terms = _resolved(next(table["terms"] for table in tables if "terms" in table))
    honest = {
        name: _compiled(group["patterns"], terms) for table in tables for name, group in table.get("honest", {}).items()
    }
    pairs = next(" ".join(table["spelling"]["pairs"]) for table in tables if "spelling" in table).split()
    return Lexicon(
        tuple(_family(row, terms, honest) for table in tables for row in table.get("family", [])),
        tuple(_soft_sign(row, terms) for table in tables for row in table.get("soft", [])),
        next(Limits(**table["limits"]) for table in tables if "limits" in table),
        MappingProxyType({pair[0]: pair[1] for pair in pairs}),
    )


def _files() -> list[Traversable]:
    folder = files(__package__).joinpath("lexicon")
    return sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)


def _family(
    row: Mapping[str, Any], terms: Mapping[str, str], honest: Mapping[str, tuple[re.Pattern[str], ...]]
) -> Family:
    return Family(
        id=row["id"],
        rule=row["rule"],
        level=Level(row["level"]),
        patterns=_compiled(row["patterns"], terms),
        honest=honest.get(row.get("honest_of", ""), ()) + _compiled(row.get("honest", []), terms),
        before=_one(row.get("before"), terms) or _NEVER,
        after=_one(row.get("after"), terms) or _NEVER,
        explanation=Explanation(row["because"], row["because_en"], row["instead"], row["instead_en"]),
        whole_clause=row.get("scope", "words") == "clause",
        edit=row.get("edit", ""),
        fraud=row.get("fraud", False),
        fee=row.get("fee", False),
        unless_health_certificate=row.get("statutory") == "health_certificate",
    )


def _soft_sign(row: Mapping[str, Any], terms: Mapping[str, str]) -> SoftSign:
    return SoftSign(
        id=row["id"],
        patterns=_compiled(row["patterns"], terms),
        unless=_one(row.get("unless"), terms) or _NEVER,
        needs=_one(row.get("needs"), terms),
        needs_high_pay=row.get("needs_high_pay", False),
        needs_no_place=row.get("needs_no_place", False),
        only_with_others=row.get("only_with_others", False),
        because=row["because"],
        because_en=row["because_en"],
    )


def _resolved(terms: Mapping[str, str | list[str]]) -> dict[str, str]:
    """Terms with the terms inside them put in; a term may only use those above it."""
    resolved: dict[str, str] = {}
    for name, pattern in terms.items():
        one = pattern if isinstance(pattern, str) else f"(?:{'|'.join(pattern)})"
        resolved[name] = _filled(one, resolved)
    return resolved


def _compiled(patterns: list[str], terms: Mapping[str, str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(_filled(pattern, terms)) for pattern in patterns)


def _one(pattern: str | None, terms: Mapping[str, str]) -> re.Pattern[str] | None:
    return None if pattern is None else re.compile(_filled(pattern, terms))


def _filled(pattern: str, terms: Mapping[str, str]) -> str:
    return _TERM.sub(lambda found: f"(?:{terms[found[1]]})", pattern)
