"""What ranking answers: matches, what is blocked, candidates and the assignment, as frozen records."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jobmatch.matching.factors import Part
from jobmatch.matching.notes import Note, Soft, Warn


@dataclass(frozen=True, slots=True)
class Match:
    """A vacancy that a person may have. `rank` counts from 1 in the person's list; money is yuan a month or unknown."""

    person: str
    vacancy: str
    rank: int
    score: int
    normal: Decimal | None
    cash: Decimal | None
    parts: tuple[Part, ...]
    fixes: tuple[Note, ...]
    soft: tuple[Soft, ...]
    warnings: tuple[Warn, ...]
    asks: tuple[Note, ...]

    @property
    def is_gain(self) -> bool:
        return Soft.NO_GAIN not in self.soft


@dataclass(frozen=True, slots=True)
class Blocked:
    """A vacancy that is closed to a person, with every gate that stops it."""

    person: str
    vacancy: str
    notes: tuple[Note, ...]

    @property
    def gates(self) -> tuple[str, ...]:
        """The codes, each once, in the order of the rules."""
        return tuple(dict.fromkeys(note.code for note in self.notes))


@dataclass(frozen=True, slots=True)
class PersonRanking:
    """Everything about one person: the matches best first, the rest by vacancy id."""

    person: str
    matches: tuple[Match, ...]
    blocked: tuple[Blocked, ...]


@dataclass(frozen=True, slots=True)
class Candidates:
    """For one vacancy the people to propose, in order."""

    vacancy: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assigned:
    person: str
    vacancy: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """All results over a world, by person id and by vacancy id."""

    rules: str
    rules_hash: str
    people: tuple[PersonRanking, ...]
    candidates: tuple[Candidates, ...]
    assignment: tuple[Assigned, ...]

    @property
    def matches(self) -> Iterator[Match]:
        return (match for person in self.people for match in person.matches)

    @property
    def blocked(self) -> Iterator[Blocked]:
        return (blocked for person in self.people for blocked in person.blocked)
