"""What a run has left in its folder, read again: one person's list, and how many have one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from jobmatch.matches.province import lists
from jobmatch.matches.province.offers import Digests, UnusableListsError
from jobmatch.matches.province.run import SPARE, TOP, is_of, path_of, stamp_for
from jobmatch.matches.province.source import Source
from jobmatch.matching.engine.keys import are_gains, places_of, scores_of


@dataclass(frozen=True, slots=True)
class Entry:
    """A vacancy of a list; `is_gain` is False where who is in work would earn no more."""

    vacancy: str
    score: int
    is_gain: bool


@dataclass(frozen=True, slots=True)
class PersonList:
    """The best vacancies of a person on a day, best first; `is_current` while its part's people are as they were."""

    as_of: date
    entries: tuple[Entry, ...]
    is_current: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people have been matched, how many of them have a vacancy, and how many of these fewer than TOP."""

    people: int = 0
    with_lists: int = 0
    short: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.people + other.people, self.with_lists + other.with_lists, self.short + other.short)


def list_of(folder: Path, offers: Digests, source: Source, part: str, person: str) -> PersonList:
    """The list of a person of a part; raises UnusableListsError where this run made none."""
    path = path_of(folder, part)
    stamp = lists.stamp_of(path)
    if stamp is None:
        raise UnusableListsError(f"{folder} holds no lists of this site; run `province match` on it again")
    if not is_of(stamp, offers):
        raise UnusableListsError(f"the lists of this site in {folder} are of a run that was not ended; go on with it")
    found = lists.read(path)
    if person not in found.people:
        raise UnusableListsError(f"person {person} has no list in {folder}: on {offers.as_of} no work was asked for")
    keys = found.keys_of(found.people.index(person))[:TOP]
    names = sorted(offers.vacancies)
    each = zip(places_of(keys).tolist(), scores_of(keys).tolist(), are_gains(keys).tolist(), strict=True)
    entries = tuple(Entry(names[place], score, is_gain) for place, score, is_gain in each)
    return PersonList(offers.as_of, entries, stamp == stamp_for(source, offers, part, TOP + SPARE))


def tally(folder: Path, parts: Iterable[str]) -> Tally:
    """Over all the lists of these parts."""
    return sum((_tally(path_of(folder, part)) for part in parts), Tally())


def _tally(path: Path) -> Tally:
    lengths = np.diff(lists.read(path).begins)
    return Tally(len(lengths), int((lengths > 0).sum()), int(((lengths > 0) & (lengths < TOP)).sum()))
