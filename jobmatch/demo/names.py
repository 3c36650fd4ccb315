"""Invented names as they are heard in northern Guizhou: surnames by people, given names by generation and sex.

Brothers and sisters often share the middle character of their generation; put together at random, they are nobody's.
"""

import tomllib
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from jobmatch.households.codes import Sex

HAN = "01"


def surname(rng: Random, ethnicity: str = HAN) -> str:
    """A surname that is common among a people (GB/T 3304)."""
    common = _surnames(ethnicity)
    return rng.choices(tuple(common), tuple(common.values()))[0]


def generation(rng: Random, birth_year: int) -> str | None:
    """The character that brothers and sisters born about a year share; younger families often have none."""
    shares = 0.75 if birth_year < 1980 else 0.5 if birth_year < 2000 else 0.25
    return rng.choice(_table()["generation_characters"]) if rng.random() < shares else None


def given(rng: Random, sex: Sex, birth_year: int, shared: str | None) -> str:
    """A given name of one or two characters; `shared` is the generation's character, more often kept by sons."""
    era = _era(birth_year)
    one, two = (_table()["given"][era][sex.value][length] for length in ("one", "two"))
    if shared is not None and rng.random() < (0.9 if sex is Sex.MALE else 0.45):
        return f"{shared}{rng.choice(one)}"
    alone = 0.3 if era in ("1980", "1995") else 0.12
    return str(rng.choice(one if rng.random() < alone else two))


def fresh(rng: Random, family: str, sex: Sex, birth_year: int, shared: str | None, taken: set[str]) -> str:
    """A whole name that nobody else of the household has; it is added to those `taken`."""
    while True:
        name = family + given(rng, sex, birth_year, shared)
        if name not in taken and len(name) <= len("欧阳") + 2:
            taken.add(name)
            return name
        shared = None


def _era(birth_year: int) -> str:
    eras: list[str] = sorted(_table()["given"])
    return next((era for era in reversed(eras) if birth_year >= int(era)), eras[0])


@cache
def _surnames(ethnicity: str) -> dict[str, int]:
    """Surnames with their weights."""
    common = _table()["surnames"].get(ethnicity, _table()["surnames"][HAN])
    return {name: int(weight) for weight, names in common.items() for name in names}


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "names.toml").read_text(encoding="utf-8"))
