"""What was just done can be taken back: the next page says what happened, with one button that undoes it.

Nobody is asked "are you sure": who meant it goes on, who did not takes it back with one tap. The signed cookie of the
worker's own browser carries it to the next page and no further; the taking back is a route that asks for its own
permission.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from flask import session

_SAID = "said"


@dataclass(frozen=True)
class Said:
    """What was just done, in words, and where a tap takes it back, with the fields that go there; empty: it stays."""

    words: str
    undo: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


def say_done(words: str, undo: str = "", fields: Mapping[str, str] | None = None) -> None:
    """The next page says what was done; `undo` is the address that takes it back, `fields` are sent there with it."""
    session[_SAID] = asdict(Said(words, undo, fields or {}))


def said_once() -> Said | None:
    """What the page before left to say, if anything; asked again, nothing."""
    found = session.pop(_SAID, None)
    return None if found is None else Said(**found)
