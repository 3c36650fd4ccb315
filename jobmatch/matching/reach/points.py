"""What one vacancy is worth to everybody who passes: the points of `factors.py`, less what `penalties.py` takes off."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.engine.columns import LEARNED, NO, NO_DORM, PRACTICE, TEACHES, UNKNOWN, Counts, Flags
from jobmatch.matching.engine.laid import PENALTIES
from jobmatch.matching.engine.plain import BY_FLAG, NEAR_DONE, NONE_DONE, SKILLS_HAD
from jobmatch.matching.engine.resolving import EVERY_AMOUNT
from jobmatch.matching.engine.roll import NOT_KNOWN
from jobmatch.matching.engine.rows import UNASKED, UNWANTED, byte_of
from jobmatch.matching.factors import WHOLE
from jobmatch.matching.pair import Setting
from jobmatch.matching.penalties import HEAVY_FROM
from jobmatch.matching.reach.crowd import Crowd
from jobmatch.matching.reach.offer import Offer
from jobmatch.matching.reach.practice import done
from jobmatch.matching.reach.sieve import Passing

Score = NDArray[np.int16]


class Scale:
    """Weighs vacancies for a crowd."""

    def __init__(self, crowd: Crowd, setting: Setting) -> None:
        self.crowd, self.setting = crowd, setting
        having: dict[str, list[int]] = {}
        for number, skills in enumerate(crowd.facts.skills.things):
            for word in {setting.vocabulary.skill(word) for word in skills}:
                having.setdefault(word, []).append(number)
        self._having = {word: np.array(numbers, dtype=np.int32) for word, numbers in having.items()}

    def weigh(self, offer: Offer, passing: Passing) -> tuple[Score, Flags]:
        """The scores of those for whom a vacancy passes, and for whom it is a gain."""
        weighing = _Weighing(self.crowd, self.setting, offer, passing)
        return weighing.score(self.shared(offer)), weighing.gains()

    def shared(self, offer: Offer) -> Counts:
        """By set of skills the permille for those that a vacancy wants, and one more where there are any."""
        words = [self._having[word] for word in offer.worth.words_wanted if word in self._having]
        number = np.zeros(len(self.crowd.facts.skills.things), dtype=np.int32)
        for sets in words:
            number[sets] += 1
        rate, wanted = self.setting.rules.factors.skills, max(1, int(offer.worth.number_wanted[0]))
        return np.where(number > 0, rate * number // wanted + 1, 0).astype(np.int16)


@dataclass(frozen=True)
class _Weighing:
    """One vacancy and all for whom it passes; arrays are by place among them."""

    crowd: Crowd
    setting: Setting
    offer: Offer
    passing: Passing

    def _of(self, name: str) -> Counts:
        return self.crowd.columns[name][self.passing.people]

    def _has(self, name: str) -> Flags:
        return self.crowd.has(name)[self.passing.people]

    @cached_property
    def _experienced(self) -> Flags:
        return self.passing.practice.experienced[self.passing.people]

    @cached_property
    def _pay(self) -> Counts:
        """The place of the pay among the amounts of the vacancy."""
        beginner, experienced = (int(place[0]) for place in self.offer.columns.pay.place_of)
        return np.where(self._experienced, np.int8(experienced), np.int8(beginner))

    @cached_property
    def _told(self) -> Flags:
        return self._has("told")

    @cached_property
    def _unwanted(self) -> Flags:
        unwanted: Flags = self.passing.found & byte_of(UNWANTED) != 0
        return unwanted

    def gains(self) -> Flags:
        """For whom it is a gain; as `Resolver.gains`."""
        rate, parts = self.setting.rules.gain.as_integer_ratio()
        pay, present = self.offer.columns.pay, self.crowd.figures["present"]
        since = np.where(present == NOT_KNOWN, EVERY_AMOUNT, pay.paying(present * rate, parts))
        gains: Flags = (self._pay < since.take(self._of("present"))) | (self._pay == pay.unknown)
        return gains

    def score(self, shared: Counts) -> Score:
        """What the factors give less what is taken off, never below nothing."""
        worth = self.offer.worth
        whole = np.arange(WHOLE + 1)
        did, permille = self._practice(shared.take(self._of("skills")))
        wish = self._wish()
        wished = (wish > 0) & self._has("has_wishes") & ~self._unwanted
        total = worth.points("experience", whole).take(permille) + worth.points("wish", whole).take(wish)
        total += self._money() + self._place() + self._schedule() + worth.stability[0]
        total -= self._flagged()
        total -= self._for_practice(did, wished)
        total -= self._for_the_rest()
        score: Score = np.maximum(total, 0)
        return score

    def _practice(self, more: Counts) -> tuple[NDArray[np.int8], Counts]:
        """What was done, and its permille."""
        offer, rules = self.offer, self.setting.rules.factors
        people, nearness_from = self.passing.people, rules.nearness_from
        did, best = done(self.crowd, offer.near, offer.full_months, nearness_from, people)
        has = more > 0
        more_done = np.minimum(WHOLE, best + more - 1)
        return np.where(has & (did == NONE_DONE), np.int8(SKILLS_HAD), did), np.where(has, more_done, best)

    def _wish(self) -> Counts:
        """The permille of the nearest wish."""
        wishes = self.crowd.wishes.of(self.offer.wishes > 0)
        worth = np.repeat(self.offer.wishes.astype(np.int32), np.diff(wishes.begins)) * wishes.permille // WHOLE
        nearest = np.zeros(len(self.crowd.ids), dtype=np.int16)
        np.maximum.at(nearest, wishes.person, worth.astype(np.int16))
        wish = np.where(self._has("has_wishes"), nearest[self.passing.people], self.setting.rules.factors.no_wish)
        return np.where(self._unwanted, 0, wish)

    def _money(self) -> Score:
        """The pay, less where it is too little to live on."""
        floor, pay = self.crowd.figures["floor"], self.offer.columns.pay
        too_little = np.where(floor == NOT_KNOWN, EVERY_AMOUNT, pay.paying(floor, 2))
        places = np.arange(pay.unknown + 1)
        poor = (places >= too_little[:, np.newaxis]) & (places != pay.unknown)
        table = self.offer.worth.money_by_floor(floor) - self._penalty("no_living") * poor
        return _cells(table, self._of("floor"), self._pay)

    def _place(self) -> Score:
        """The distance, less where there is no bed, and where too little is known of it and of all else."""
        offer, residence, factors = self.offer, self.crowd.residence.facts, self.setting.rules.factors
        by_reach = np.stack([
            offer.worth.points("distance", offer.ways.ends.points(accepts, fetches=fetches, rules=self.setting.rules))
            for accepts, fetches in self.crowd.facts.reach.things
        ])  # fmt: skip
        daily = offer.ways.ends.daily[residence["home"]]
        there = by_reach[residence["reach"], residence["home"]]
        there -= self._penalty("no_bed") * ((daily == NO) & offer.has(NO_DORM))
        unknown = int(offer.worth.unknown[0]) + (daily == UNKNOWN).astype(np.int8)
        # Besides, of each the pay may be unknown, and whatever was done.
        table = np.stack([there - self._penalty("unsure") * (unknown + also >= factors.unknown_factors)
                          for also in range(3)])  # fmt: skip
        also = (~self._told).view(np.int8) + (self._pay == offer.columns.pay.unknown)
        return _cells(table, also, self.crowd.residence.of[self.passing.people])

    def _schedule(self) -> Score:
        times = range(int(self.passing.missed.max(initial=0)) + 1)
        table = np.array([self.offer.worth.schedule(number)[0] for number in times], dtype=np.int16)
        return table.take(self.passing.missed)

    def _penalty(self, name: str) -> np.int16:
        return np.int16(self.setting.rules.penalties[name])

    def _flagged(self) -> Score:
        """Errands, courses, ages: by what the gates have found."""
        byte = np.arange(1 << 8)
        taken = np.zeros(1 << 8, dtype=np.int16)
        for flag, name in zip(BY_FLAG, (*PENALTIES[: len(BY_FLAG) - 1], "age_wish"), strict=True):
            taken += np.where(byte & byte_of(flag), self._penalty(name), 0).astype(np.int16)
        return taken.take(self.passing.found)

    def _for_practice(self, did: NDArray[np.int8], wished: Flags) -> Score:
        """What nobody has asked yet, and work that was never done."""
        offer = self.offer
        unasked: Flags = self.passing.found & byte_of(UNASKED) != 0
        if offer.has(PRACTICE):
            unasked |= ~self._told
            otherwise = self._penalty("untrained") * (did == NONE_DONE) + self._penalty("practice") * (did == NEAR_DONE)
        elif offer.has(LEARNED):
            unlearned = (did == NONE_DONE) & ~self._experienced & self._has("refuses_learning") & ~wished
            otherwise = self._penalty("unlearned") * unlearned
        else:
            otherwise = np.zeros(len(did), dtype=np.int16)
        return np.where(unasked, self._penalty("unasked"), otherwise)

    def _for_the_rest(self) -> Score | np.int16:
        """Heavier work than ever, a place to learn for who has learned."""
        offer, level = self.offer, int(self.offer.columns.level[0])
        taken: Score | np.int16 = np.int16(0)
        if level >= HEAVY_FROM:
            taken = taken + self._penalty("heavier") * (self._of("usual_level") < level)
        if offer.has(TEACHES):
            taken = taken + self._penalty("trained") * self._experienced
        return taken


def _cells(table: Score, rows: Counts, columns: Counts) -> Score:
    """Cells of a table, as `table[rows, columns]`; faster, where numbers are narrow."""
    cells: Score = table.ravel().take(rows.astype(np.int64) * table.shape[1] + columns)
    return cells
