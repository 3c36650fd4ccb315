"""What a form leaves open or what is not understood in it: said at its field, in words, with nothing typed lost."""

from collections.abc import Callable, Sequence
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class NotSaidError(ValueError):
    """`field` is the name of the field, empty for the whole form; `words` say what to do there.

    `all` are the fields that were found together, this one first.
    """

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field, self.words = field, words
        self.all: tuple[NotSaidError, ...] = (self,)

    @classmethod
    def together(cls, found: Sequence["NotSaidError"]) -> "NotSaidError":
        """The first of some, that knows of all."""
        found[0].all = tuple(found)
        return found[0]


class Unclear:
    """Gathers what is not understood, so that all of it is said at once; `found` in the order of the form."""

    def __init__(self) -> None:
        self.found: list[NotSaidError] = []

    def or_none(self, read: Callable[P, T], *typed: P.args, **bounds: P.kwargs) -> T | None:
        """What is read; None where it is not understood, which is noted."""
        try:
            return read(*typed, **bounds)
        except NotSaidError as wrong:
            self.found += wrong.all
            return None
