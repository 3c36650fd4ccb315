"""Who passes the gates of one vacancy, without regard to others: what is most selective first, each fact asked once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.codes import Protection
from jobmatch.matching.engine.columns import BREAKS_LAW_FOR_BEGINNERS, PUBLIC, STRICT, Numbers
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
# Behind the byte of what is found, how many preferences are missed.
_MISSED_FROM = 8
_BYTE = (1 << _MISSED_FROM) - 1
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
    preferences that are missed. `practice` is that of everybody in its work."""

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
        crowd = self._crowd
        of_refused = np.array([self._refused(offer, one) for one in self._refusing], dtype=np.int64)
        bound = self._bindings.found(
            offer.post.day, offer.ways.examples, lambda held, way: self._limit(offer, held, way)
        )
        by_limits = self._bindings.either(bound & _BYTE)
        binding, kind = crowd.columns["binding"], offer.ways.kinds.of[crowd.columns["home"]]
        found = by_limits[binding, kind]
        people = np.flatnonzero(found & CLOSED == 0)
        found = found[people]
        experience = practice(crowd, offer.kinship, self._setting.rules.experienced_months)
        for step in self._steps(offer, of_refused, experience):
            found |= step(people)
            keep = found & CLOSED == 0
            people, found = people[keep], found[keep]
        missed = self._bindings.total(bound >> _MISSED_FROM)[binding[people], kind[people]]
        missed += (of_refused >> _MISSED_FROM).astype(np.uint8)[crowd.columns["refused"][people]]
        return Passing(people, found, missed, experience)

    def _steps(self, offer: Offer, of_refused: Numbers, experience: Practice) -> list[_Step]:
        """What is found about some people, gate by gate; who surely finds nothing is not asked."""
        tables = [(name, self._by_fact(offer, self._ones[name], judge)) for name, _, judge in _GATES]
        tables += [("refused", (of_refused & _BYTE).astype(np.uint8)), ("left", self._of_left(offer))]
        steps: list[_Step] = [lambda people: self._of_age(offer, people)]
        steps += [self._looked_up(name, table) for name, table in tables if table.any()]
        if offer.has(PUBLIC):
            steps.append(lambda people: self._of_public(offer, people))
        if offer.has(BREAKS_LAW_FOR_BEGINNERS):
            steps.append(lambda people: experience.beginner[people].astype(np.uint8) * CLOSED)
        if offer.has(STRICT):
            strict = practice(self._crowd, offer.demanded_kinship, offer.strict_months)
            steps.append(lambda people: strict.beginner[people].astype(np.uint8) * CLOSED)
        if offer.post.vacancy.certificates:
            steps.append(lambda people: in_a_byte(self._cards.found(offer.post, people)))
        return steps

    def _looked_up(self, name: str, table: Bytes) -> _Step:
        column = self._crowd.columns[name]
        return lambda people: table[column[people]]

    def _by_fact(self, offer: Offer, ones: Sequence[Seeker], judge: Judge) -> Bytes:
        found = [outcome(judge, apart(one, offer.post), self._setting) for one in ones]
        return in_a_byte(np.array(found, dtype=np.int64))

    def _of_age(self, offer: Offer, people: People) -> Bytes:
        """What statute says of sex, motherhood and age on the day, and what the vacancy asks of the age."""
        number = len(self._protected)
        ages = self._crowd.ages(offer.post.day, people)

        def judge(key: int) -> int:
            age = None if key // number == NO_AGE else key // number
            pair = apart(self._protected[key % number], offer.post, age)
            return outcome(law.age, pair, self._setting) | outcome(law.protection, pair, self._setting)

        return in_a_byte(by_key(ages * number + self._crowd.columns["protection"][people], judge))

    def _of_left(self, offer: Offer) -> Bytes:
        """MR17; the employer's name is all that the gate reads of the vacancy."""
        found = np.zeros(len(self._crowd.facts.left.things), dtype=np.uint8)
        found[self._left.get(offer.post.employer.id, [])] = CLOSED
        return found

    def _of_public(self, offer: Offer, people: People) -> Bytes:
        """Who is in work, or too old for a public post (MR11)."""
        too_old = self._crowd.ages(offer.post.day, people) > self._setting.rules.public_post_most
        return (too_old | self._crowd.has("in_work")[people]).astype(np.uint8) * CLOSED

    def _limit(self, offer: Offer, held: Constraint, way: Travel) -> int:
        if held not in self._held:
            self._held[held] = stand_in(self._setting, constraints=(held,))
        return self._judged(Pair(self._held[held], offer.post, way, None, None, None, None))

    def _refused(self, offer: Offer, one: Seeker) -> int:
        pair = apart(one, offer.post)
        return self._judged(pair, UNWANTED if refuses(pair, self._setting) else 0)

    def _judged(self, pair: Pair, also: int = 0) -> int:
        """The byte of what the own limits find, and behind it the preferences missed."""
        found = Found()
        limits(pair, self._setting, found)
        number = as_number(found, self._setting) | also
        return int(in_a_byte(np.array(number))) | found.missed_preferences << _MISSED_FROM
