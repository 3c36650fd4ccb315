"""A day on which few vacancies have changed: the lists of the run before are mended, and most need nothing more.

Everybody is matched against what has changed alone. What the old list still holds and what is new are put in order
together; the spare entries of the list stand in for what has gone. Who has too few left, goes with others, or may have
gained or lost the last vacancy on the market (on which public posts depend) is matched anew against everything.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from jobmatch.matches.province import lists
from jobmatch.matches.province.lists import Lists
from jobmatch.matches.province.offers import Digests, Offers, read_digests, write_digests
from jobmatch.matches.province.run import SPARE, TOP, Outcome, do_part, path_of, run, stamp_for
from jobmatch.matches.province.source import Part, Source
from jobmatch.matching.engine.columns import MARKET, PUBLIC, Flags, Numbers
from jobmatch.matching.engine.keys import moved, places_of
from jobmatch.matching.facts import World
from jobmatch.workbooks.progress import Progress, silent

GONE = -1


@dataclass(frozen=True, slots=True)
class Move:
    """Where vacancies and amounts of one run stand in another; GONE where a vacancy is no longer what it was."""

    places: NDArray[np.int64]
    amounts: NDArray[np.int64]

    def keys(self, found: Numbers) -> Numbers:
        """Keys of the one as keys of the other; GONE where the vacancy is."""
        if not len(found):
            return found
        return np.where(self.places[places_of(found)] == GONE, GONE, moved(found, self.places, self.amounts))


def update(
    source: Source, folder: Path, most: int = TOP + SPARE, form: str | None = None, progress: Progress = silent
) -> Outcome:
    """As `run`, on the lists of the run before in the same folder; exactly the same best TOP of everybody."""
    before, world = read_digests(folder), source.offers()
    offers = Offers(world, form)
    if before.frame != offers.digests.frame:
        return run(source, folder, most, form, progress)
    changed = {name for name, digest in offers.digests.vacancies.items() if before.vacancies.get(name) != digest}
    mending = _Mending(offers, Offers(_only(world, changed), form), before, changed, most)
    outcome, parts = Outcome(), source.parts()
    with progress("matching", len(parts)) as advance:
        for part in parts:
            outcome += _mend(source, folder, part, mending)
            advance(1)
    write_digests(folder, offers.digests)
    return outcome


def _mend(source: Source, folder: Path, part: str, mending: "_Mending") -> Outcome:
    path, most = path_of(folder, part), mending.most
    stamp = stamp_for(source, mending.offers.digests, part, most)
    known = lists.stamp_of(path)
    if known == stamp:
        return Outcome(kept=1)
    if known != stamp_for(source, mending.before, part, most):
        return do_part(source, mending.offers, folder, part, most)
    people = source.people(part)
    lists.write(path, mending.mend(stamp, lists.read(path), people))
    return Outcome(done=1, people=len(people.asking))


class _Mending:
    """Mends the lists of part after part."""

    def __init__(self, offers: Offers, news: Offers, before: Digests, changed: set[str], most: int) -> None:
        self.offers, self.news, self.before, self.most = offers, news, before, most
        there = {post.vacancy.id: place for place, post in enumerate(offers.ground.posts)}
        amounts = {amount: place for place, amount in enumerate(offers.digests.amounts)}
        self._old = _move(
            [GONE if name in changed else there.get(name, GONE) for name in sorted(before.vacancies)],
            before.amounts, amounts,
        )  # fmt: skip
        self._new = _move([there[post.vacancy.id] for post in news.ground.posts], news.digests.amounts, amounts)

    def mend(self, stamp: str, old: Lists, part: Part) -> Lists:
        """The lists of a part as of now."""
        engine = self.news.meet(part)
        news = engine.lists(most=max(1, self.news.engine.columns.number))
        found: dict[str, Numbers] = {}
        whole = old.whole.copy()
        anew: list[int] = []
        bound = dict(zip(engine.roll.ids, engine.roll.each["bound"].tolist(), strict=True))
        for number, person in enumerate(old.people):
            merged = None if bound[person] else self._merged(old, number, self._new.keys(news[person]))
            if merged is None:
                anew.append(number)
            else:
                found[person] = merged[: self.most]
                whole[number] &= len(merged) <= self.most
        again = self._again(part, [old.people[number] for number in anew])
        found.update(again)
        whole[anew] = [len(again[old.people[number]]) < self.most for number in anew]
        return Lists.of(stamp, {person: found[person] for person in old.people}, whole)

    def _merged(self, old: Lists, number: int, news: Numbers) -> Numbers | None:
        """The keys of somebody's list as of now; None where only matching anew can tell."""
        before = self._old.keys(old.keys_of(number))
        left = before[before != GONE]
        on_market = self._has(left, MARKET)
        if not on_market.any() and (len(left) < len(before) or not old.whole[number] or self._has(news, MARKET).any()):
            return None
        if on_market.any():
            news = news[~self._has(news, PUBLIC)]
        merged = np.sort(np.concatenate([left, news]))
        if old.whole[number]:
            return merged
        # Behind the last that is left others may stand that the old list no longer held.
        sure = merged[merged <= left[-1]]
        return sure if len(sure) >= TOP else None

    def _has(self, found: Numbers, trait: int) -> Flags:
        return self.offers.engine.columns.has(trait)[places_of(found)]

    def _again(self, part: Part, people: Iterable[str]) -> dict[str, Numbers]:
        """Some people against everything, with all whom they name."""
        wanted = set(people)
        if not wanted:
            return {}
        few = _with_all_they_name(part, wanted)
        return self.offers.meet(few).lists(wanted, self.most)


def _with_all_they_name(part: Part, people: set[str]) -> Part:
    """The households of some people, and of whoever is named by anybody in them."""
    household = {one.id: one.household for one in part.people}
    wanted: set[str] = set()
    waiting = {household[person] for person in people}
    while waiting:
        wanted |= waiting
        members = [one for one in part.people if one.household in waiting]
        named = {name for one in members for held in one.constraints or () for name in held.people or ()}
        named |= {one.duplicate_of for one in members if one.duplicate_of is not None}
        waiting = {household[name] for name in named if name in household} - wanted
    return Part(
        tuple(one for one in part.households if one.id in wanted),
        tuple(one for one in part.people if one.household in wanted),
    )


def _move(places: list[int], amounts: tuple[int, ...], known: dict[int, int]) -> Move:
    """The last amount is that which nobody knows."""
    moved_amounts = [known.get(amount, len(known)) for amount in amounts]
    return Move(np.array(places, dtype=np.int64), np.array([*moved_amounts, len(known)], dtype=np.int64))


def _only(world: World, vacancies: set[str]) -> World:
    return replace(world, vacancies=tuple(one for one in world.vacancies if one.id in vacancies))
