"""Where the facts of a province come from: the offers once, the people part by part, never all of them at once."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol

from jobmatch.matching.facts import Household, Person, World


@dataclass(frozen=True, slots=True)
class Part:
    """Some households with their people, and whomever those go together with.

    The people `along` are there because somebody names them and have their lists in another part, or none.
    """

    households: tuple[Household, ...]
    people: tuple[Person, ...]
    along: frozenset[str] = frozenset()

    @property
    def asking(self) -> tuple[str, ...]:
        """The ids of those who get a list here."""
        return tuple(one.id for one in self.people if one.id not in self.along)


class Source(Hashable, Protocol):
    """It is sent to other machines as it is, so it can be pickled; each of them reads the offers once."""

    def offers(self) -> World:
        """Sites, employers, vacancies, courses and parameters; nobody is in it."""

    def parts(self) -> Sequence[str]:
        """The names of the parts, sites as a rule."""

    def version(self, part: str) -> str:
        """Another one whenever something of the part's people has changed, those along included."""

    def people(self, part: str) -> Part:
        """The people of a part."""
