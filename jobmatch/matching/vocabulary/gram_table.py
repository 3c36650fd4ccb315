"""A sparse table from runs of signs to numbered things (codes, names), and the evidence of a title laid against it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Evidence:
    """The grams of a title that are known, by number, with values of unit length together with the unknown ones."""

    numbers: NDArray[np.int64]
    values: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class GramTable:
    """Those of gram i stand at `starts[i]` to `starts[i + 1]` of `columns` (there are `width`) and `weights`."""

    starts: NDArray[np.int32]
    columns: NDArray[np.uint16]
    weights: NDArray[np.float32]
    width: int

    def sums(self, evidence: Evidence) -> NDArray[np.float64]:
        """For each column the sum of value times weight over the grams of the evidence."""
        begins, ends = self.starts[evidence.numbers], self.starts[evidence.numbers + 1]
        lengths = ends - begins
        if not lengths.sum():
            return np.zeros(self.width)
        # The positions of all their weights in one array: each run counts up from its own beginning.
        shifts = np.repeat(begins - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
        at = shifts + np.arange(int(lengths.sum()))
        points = self.weights[at] * np.repeat(evidence.values, lengths)
        return np.bincount(self.columns[at], weights=points, minlength=self.width).astype(np.float64)


def table_of_rows(rows: list[Evidence], grams: int) -> GramTable:
    """The table whose column i answers with the likeness (cosine) to row i."""
    numbers = np.concatenate([row.numbers for row in rows])
    columns = np.repeat(np.arange(len(rows)), [len(row.numbers) for row in rows])
    order = np.argsort(numbers, kind="stable")
    starts = np.searchsorted(numbers[order], np.arange(grams + 1)).astype(np.int32)
    values = np.concatenate([row.values for row in rows])[order].astype(np.float32)
    return GramTable(starts, columns[order].astype(np.uint16), values, len(rows))
