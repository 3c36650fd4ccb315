"""What tables, columns and figures mean, out of `definitions.toml`: one place for page, workbook and code."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jobmatch.reports.table import Column, Form, Words

_FILE = Path(__file__).with_name("definitions.toml")


@dataclass(frozen=True)
class FigureDefinition:
    """A key figure: how it is written, which parameter is its target, and whether less is better."""

    code: str
    words: Words
    says: Words
    form: Form
    target: str | None
    lower: bool


@cache
def _read() -> Mapping[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def title(table: str) -> Words:
    """The name of a table."""
    return Words(_read()[table]["zh"], _read()[table]["en"])


def unit(table: str) -> Words:
    """What a table counts."""
    return Words(_read()[table]["unit_zh"], _read()[table]["unit_en"])


def stub(table: str) -> Words:
    """What the rows of a table stand for: the heading of its first column."""
    return Words(_read()[table]["stub_zh"], _read()[table]["stub_en"])


def notes(table: str) -> tuple[Words, ...]:
    """What is printed under a table beside the definitions of its columns."""
    return tuple(_pair(one) for one in _read()[table]["notes"])


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table in their order."""
    return tuple(_column(key, entry) for key, entry in _read()[table]["columns"].items())


def row(table: str, key: str) -> Words:
    """The words of a row or a code that a table has of its own."""
    return _pair(_read()[table]["rows"][key])


def row_keys(table: str) -> tuple[str, ...]:
    """The rows that a table has of its own, in their order."""
    return tuple(_read()[table]["rows"])


def word(key: str) -> Words:
    """A word that several tables share."""
    return _pair(_read()["words"][key])


@cache
def figures() -> tuple[FigureDefinition, ...]:
    """The key figures in their order."""
    return tuple(
        FigureDefinition(
            code,
            Words(entry["zh"], entry["en"]),
            Words(entry["says_zh"], entry["says_en"]),
            Form(entry["form"]),
            entry.get("target"),
            entry.get("lower", False),
        )
        for code, entry in _read()["K"]["figures"].items()
    )


def _column(key: str, entry: Mapping[str, Any]) -> Column:
    group = Words(entry["group_zh"], entry["group_en"]) if "group_zh" in entry else None
    of = (entry["of"][0], entry["of"][1]) if "of" in entry else None
    says = Words(entry["says_zh"], entry["says_en"])
    words, public = Words(entry["zh"], entry["en"]), entry.get("public", False)
    return Column(key, entry["no"], words, says, Form(entry["form"]), of, group, public, entry.get("cases"))


def _pair(pair: Sequence[str]) -> Words:
    return Words(pair[0], pair[1])
