"""Who passes the gates of one vacancy, without regard to others: what is most selective first, each fact asked once."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.codes import Protection
from jobmatch.matching.engine.columns import BREAKS_LAW_FOR_BEGINNERS, PUBLIC, STRICT
from jobmatch.matching.engine.rows import (
    CLOSED,
    UNWANTED,
    Bytes,
    Judge,
    apart,
    as_number,
    in_a_byte,
    outcome,
    stand_in,
)
from jobmatch.matching.facts import Constraint
from jobmatch.matching.gates import body, law
from jobmatch.matching.gates.limits import limits, refuses
from jobmatch.matching.notes import Found
from jobmatch.matching.pair import Pair, Setting
from jobmatch.matching.reach.bindings import Bindings
from jobmatch.matching.reach.cards import Cards
from jobmatch.matching.reach.crowd import NO_AGE, Crowd, by_key
from jobmatch.matching.reach.offer import Offer
from jobmatch.matching.reach.practice import Practice, practice
from jobmatch.matching.seeker import Seeker
from jobmatch.matching.travel import Travel

People = NDArray[np.intp]
_Step = Callable[[People], Bytes]
# Behind all that is found, how many preferences are missed.
_MISSED_FROM = 50
_FOUND = (1 << _MISSED_FROM) - 1
# Facts that one gate reads, with the name that they have among those of a person.
_GATES: tuple[tuple[str, str, Judge], ...] = (
    ("education", "education", law.schooling),
    ("capacity", "capacity", body.weakness),
    ("limits", "limits", body.functions),
    ("reading", "reading", body.reading),
    ("mandarin", "mandarin", body.mandarin),
    ("available", "available_from", limits),
)


@dataclass(frozen=True, slots=True)
class Passing:
    """People for whom a vacancy passes, in the order of their numbers: what was found about each, as a byte, and the
    preferences that are missed. `practice` is that of everybody in its work, where anything depends on it."""

    people: People
    found: Bytes
    missed: Bytes
    practice: Practice


class Sieve:
    """The gates for a crowd."""

    def __init__(self, crowd: Crowd, bindings: Bindings, cards: Cards, setting: Setting) -> None:
        self._crowd, self._bindings, self._cards, self._setting = crowd, bindings, cards, setting
        facts = crowd.facts
        self._ones: dict[str, list[Seeker]] = {
            name: [stand_in(setting, **{fact: it}) for it in getattr(facts, name).things] for name, fact, _ in _GATES
        }
        self._refusing = [
            stand_in(setting, constraints=tuple(held for held, _ in refused)) for refused in facts.refused.things
        ]
        self._protected = [
            stand_in(setting, sex=sex, protections=(Protection.PREGNANT,) if mother else ())
            for sex, mother in facts.protection.things
        ]
        self._held: dict[Constraint, Seeker] = {}
        self._left: dict[str | None, list[int]] = {}
        for number, employers in enumerate(facts.left.things):
            for employer in employers:
                self._left.setdefault(employer, []).append(number)

    def passing(self, offer: Offer) -> Passing:
        """Everybody who passes alone; who may have a public post at all is asked, but not what else there is."""
        crowd, of_make, of_residence = self._crowd, self._crowd.make.of, self._crowd.residence.of
        by_residence, missed_there = self._of_residence(offer)
        by_make, missed_so = self._of_make(offer)
        found = by_residence.take(of_residence)
        people = np.flatnonzero(found & CLOSED == 0)
        kinship = offer.kinship if offer.asks_practice else np.zeros_like(offer.kinship)
        experience = practice(crowd, kinship, self._setting.rules.experienced_months)
        of_birth = self._of_birth(offer)
        found = found[people] | by_make.take(of_make[people]) | of_birth.take(crowd.birth.of[people])
        people, found = _open(people, found)
        for step in self._steps(offer, experience):
            people, found = _open(people, found | step(people))
        missed = missed_there.take(of_residence[people]) + missed_so.take(of_make[people])
        return Passing(people, found, missed, experience)

    def _of_residence(self, offer: Offer) -> tuple[Bytes, Bytes]:
        """By kind of residence what limits find on the ways from there, and how many preferences are missed."""
        binding, home = (self._crowd.residence.facts[name] for name in ("binding", "home"))
        found = self._bindings.found(
            offer.post.day, offer.ways.examples, lambda held, way: self._limit(offer, held, way)
        )
        kind = offer.ways.kinds[home]
        by_limits = self._bindings.either(in_a_byte(found & _FOUND))
        return by_limits[binding, kind], self._bindings.total(found >> _MISSED_FROM)[binding, kind]

    def _of_make(self, offer: Offer) -> tuple[Bytes, Bytes]:
        """By kind of make what its gates find, and how many preferences are missed."""
        facts = self._crowd.make.facts
        refused = np.array([self._refused(offer, one) for one in self._refusing], dtype=np.int64)[facts["refused"]]
        found = refused & _FOUND
        for name, _, judge in _GATES:
            judged = [outcome(judge, apart(one, offer.post), self._setting) for one in self._ones[name]]
            found |= np.array(judged, dtype=np.int64)[facts[name]]
        return in_a_byte(found), (refused >> _MISSED_FROM).astype(np.uint8)

    def _steps(self, offer: Offer, experience: Practice) -> list[_Step]:
        """What is found about some people, gate by gate; who surely finds nothing is not asked."""
        crowd = self._crowd
        steps: list[_Step] = []
        if offer.post.employer.id in self._left:
            of_left = self._of_left(offer)
            steps.append(lambda people: of_left.take(crowd.columns["left"][people]))
        if offer.has(PUBLIC):
            steps.append(self._of_public(offer))
        if offer.has(BREAKS_LAW_FOR_BEGINNERS):
            steps.append(lambda people: experience.beginner[people].astype(np.uint8) * CLOSED)
        if offer.has(STRICT):
            strict = practice(crowd, offer.demanded_kinship, offer.strict_months)
            steps.append(lambda people: strict.beginner[people].astype(np.uint8) * CLOSED)
        if offer.post.vacancy.certificates:
            steps.append(lambda people: in_a_byte(self._cards.found(offer.post, people)))
        return steps

    def _of_birth(self, offer: Offer) -> Bytes:
        """What statute says of sex, motherhood and age on the day, and what the vacancy asks of the age."""
        birth, ages = self._crowd.birth, self._crowd.ages(offer.post.day)
        protection = birth.facts["protection"]
        found = by_key(ages, partial(self._aged, offer, law.age, self._protected[0]))
        for number, one in enumerate(self._protected):
            there = protection == number
            found[there] |= by_key(ages[there], partial(self._aged, offer, law.protection, one))
        return in_a_byte(found)

    def _aged(self, offer: Offer, judge: Judge, one: Seeker, age: int) -> int:
        return outcome(judge, apart(one, offer.post, None if age == NO_AGE else age), self._setting)

    def _of_left(self, offer: Offer) -> Bytes:
        """MR17; the employer's name is all that the gate reads of the vacancy."""
        found = np.zeros(len(self._crowd.facts.left.things), dtype=np.uint8)
        found[self._left[offer.post.employer.id]] = CLOSED
        return found

    def _of_public(self, offer: Offer) -> _Step:
        """Who is in work, or too old for a public post (MR11)."""
        crowd = self._crowd
        too_old = crowd.ages(offer.post.day) > self._setting.rules.public_post_most
        barred = (too_old[crowd.birth.of] | crowd.has("in_work")).astype(np.uint8) * CLOSED
        return lambda people: barred[people]

    def _limit(self, offer: Offer, held: Constraint, way: Travel) -> int:
        if held not in self._held:
            self._held[held] = stand_in(self._setting, constraints=(held,))
        return self._judged(Pair(self._held[held], offer.post, way, None, None, None, None))

    def _refused(self, offer: Offer, one: Seeker) -> int:
        pair = apart(one, offer.post)
        return self._judged(pair) | (UNWANTED if refuses(pair, self._setting) else 0)

    def _judged(self, pair: Pair) -> int:
        """What the own limits find, and above it how many preferences are missed."""
        found = Found()
        limits(pair, self._setting, found)
        return as_number(found, self._setting) | found.missed_preferences << _MISSED_FROM


def _open(people: People, found: Bytes) -> tuple[People, Bytes]:
    """Those to whom nothing is closed."""
    keep = found & CLOSED == 0
    return people[keep], found[keep]
