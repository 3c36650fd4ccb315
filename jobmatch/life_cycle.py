"""State tables: every life cycle is one table of moves (verb, from, to, who may), read by people and by tests.

A `LifeCycle` decides; it writes nothing. The service that moves a row also writes the log row of the move.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from jobmatch.access import Role


class IllegalMoveError(ValueError):
    """The verb does not lead from this state, or not for this role."""


@dataclass(frozen=True)
class Move:
    """One line of a life cycle: who may say `verb` in which states, and where it leads."""

    verb: str
    sources: frozenset[str]
    target: str
    by: frozenset[Role]


class LifeCycle:
    """The legal moves of one kind of row, and which verbs may be taken back by whom."""

    def __init__(self, name: str, *moves: Move, taken_back: Mapping[str, Iterable[Role]] | None = None) -> None:
        self.name = name
        self.moves = moves
        self.taken_back = {str(verb): frozenset(by) for verb, by in (taken_back or {}).items()}

    @property
    def states(self) -> frozenset[str]:
        """Every state that some move leaves or reaches."""
        return frozenset(state for move in self.moves for state in (*move.sources, move.target))

    def next_state(self, verb: str, state: str, role: Role) -> str:
        """Where `verb` leads from `state`; raises IllegalMoveError when it leads nowhere or the role may not."""
        found = [move for move in self.moves if move.verb == verb and state in move.sources]
        if not found:
            raise IllegalMoveError(f"{self.name}: cannot {verb} what is {state}")
        for move in found:
            if role in move.by:
                return move.target
        raise IllegalMoveError(f"{self.name}: a {role} may not {verb}")

    def state_before(self, verb: str, source: str, state: str, role: Role) -> str:
        """Where taking back a `verb` leads that led from `source` to `state`: back to `source`, which the log knows.

        Raises IllegalMoveError for a verb that never led so, that stays said, or that this role cannot take back.
        """
        if not any(move.verb == verb and source in move.sources and move.target == state for move in self.moves):
            raise IllegalMoveError(f"{self.name}: no {verb} led from {source} to {state}")
        if verb not in self.taken_back:
            raise IllegalMoveError(f"{self.name}: a {verb} stays said")
        if role not in self.taken_back[verb]:
            raise IllegalMoveError(f"{self.name}: a {role} may not take back a {verb}")
        return source


def move(verb: str, sources: Iterable[str] | str, target: str, by: Iterable[Role]) -> Move:
    """A line of a life cycle in the shortest readable form."""
    names = {sources} if isinstance(sources, str) else set(sources)
    return Move(verb, frozenset(str(name) for name in names), str(target), frozenset(by))


def values(enum: type[StrEnum]) -> list[str]:
    """The stored values of a state enum, for constraints and for tests that walk all pairs."""
    return [member.value for member in enum]
