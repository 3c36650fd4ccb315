"""Draws from one seeded numpy Generator, taken in blocks: a draw costs a tenth of a microsecond or two."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

import numpy as np

T = TypeVar("T")
_BLOCK = 4096


class Weighted(Generic[T]):
    """Values with how often each is drawn."""

    def __init__(self, shares: Mapping[T, float] | Sequence[tuple[T, float]]) -> None:
        pairs = list(shares.items()) if isinstance(shares, Mapping) else list(shares)
        whole = sum(share for _, share in pairs)
        self.values = [value for value, _ in pairs]
        # Without the last bound the last value has what is left: rounding cannot lead past the end.
        self.bounds = [bound / whole for bound in accumulate(share for _, share in pairs)][:-1]


class Dice:
    """One stream of draws; the same seed and purpose give the same stream."""

    def __init__(self, *seed: int) -> None:
        self._draw = _stream(np.random.default_rng(seed)).__next__

    def chance(self, share: float) -> bool:
        """True so often."""
        return self._draw() < share

    def below(self, number: int) -> int:
        """A whole number from 0 on, each as often."""
        return int(self._draw() * number)

    def between(self, low: float, high: float) -> float:
        """A number between the two."""
        return low + (high - low) * self._draw()

    def one_of(self, values: Sequence[T]) -> T:
        """One of the values, each as often."""
        return values[int(self._draw() * len(values))]

    def weighed(self, weighted: Weighted[T]) -> T:
        """One of the values by its share."""
        return weighted.values[bisect_right(weighted.bounds, self._draw())]

    def around(self) -> float:
        """A number about 0 with deviation 1, never beyond 3: the sum of twelve draws less their mean."""
        total = sum(self._draw() for _ in range(12)) - 6.0
        return max(-3.0, min(3.0, total))


def _stream(generator: np.random.Generator) -> Iterator[float]:
    while True:
        yield from generator.random(_BLOCK).tolist()
