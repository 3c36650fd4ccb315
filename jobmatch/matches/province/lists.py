"""The lists of one part in a file: written whole or not at all, and stamped with all that they depend on."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from jobmatch.matches.province.files import written
from jobmatch.matching.engine.columns import Flags, Numbers


@dataclass(frozen=True, slots=True)
class Lists:
    """The best vacancies of each of some people, best first.

    The keys (see `matching.engine.keys`) of person `n` are those from `begins[n]` to `begins[n + 1]`; `whole` is
    whether they are all that the person may have.
    """

    stamp: str
    people: tuple[str, ...]
    begins: NDArray[np.int32]
    keys: Numbers
    whole: Flags

    @staticmethod
    def of(stamp: str, found: Mapping[str, Numbers], whole: Flags) -> "Lists":
        """From the keys of each person."""
        begins = np.cumsum([0, *map(len, found.values())]).astype(np.int32)
        keys = np.concatenate([*found.values(), np.zeros(0, dtype=np.int64)]).astype(np.int64)
        return Lists(stamp, tuple(found), begins, keys, whole)

    def keys_of(self, number: int) -> Numbers:
        """The keys of the person of this number."""
        return self.keys[self.begins[number] : self.begins[number + 1]]


def write(path: Path, lists: Lists) -> None:
    """The file for its owner alone; whoever is killed in the middle leaves what was there before."""
    with written(path) as file:
        np.savez(
            file, stamp=np.array(lists.stamp), people=np.array(lists.people, dtype=np.str_), begins=lists.begins,
            keys=lists.keys, whole=lists.whole,
        )  # fmt: skip


def read(path: Path) -> Lists:
    """FileNotFoundError where nothing has been written."""
    with np.load(path) as found:
        return Lists(
            str(found["stamp"]), tuple(found["people"].tolist()), found["begins"], found["keys"], found["whole"]
        )


def stamp_of(path: Path) -> str | None:
    """The stamp alone; None where nothing has been written, or by something else."""
    try:
        with np.load(path) as found:
            return str(found["stamp"])
    except (FileNotFoundError, BadZipFile, EOFError, KeyError, ValueError):
        return None
