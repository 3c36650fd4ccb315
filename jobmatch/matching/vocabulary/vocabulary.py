"""The vocabulary as the rest of the program holds it: one object that loads the tables once and answers in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from .nearness import nearness as _nearness
from .nearness import same as _same
from .occupations import Occupation, Tables, load_tables
from .readings import Reading
from .readings import canonical as _canonical
from .readings import read as _read
from .skills import shared_skills as _shared_skills
from .skills import skill as _skill


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Words become occupations. Pure: nothing but the package's own data; the same text has the same meaning always."""

    tables: Tables

    @staticmethod
    @cache
    def load() -> "Vocabulary":
        """The one vocabulary of this process."""
        return Vocabulary(load_tables())

    def canonical(self, text: str) -> Occupation | None:
        """The occupation of a confirmed name or code, None where the text is neither."""
        return _canonical(text)

    def read(self, text: str) -> Reading:
        """The meaning of a title or of a person's own words: an occupation, a question, or neither."""
        return _read(text)

    def nearness(self, one: Occupation, other: Occupation) -> int:
        """0 (nothing in common) to 100 (the same occupation); symmetrical."""
        return _nearness(one, other)

    def same(self, one: Occupation, other: Occupation) -> bool:
        """The same canonical name or the same code."""
        return _same(one, other)

    def skill(self, text: str) -> str:
        """The normal form of a skill word."""
        return _skill(text)

    def shared_skills(self, have: Iterable[str], need: Iterable[str]) -> frozenset[str]:
        """The needed skills that are had, in their normal form."""
        return _shared_skills(have, need)
