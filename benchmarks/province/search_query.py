"""One person as a query of tantivy: hard facts filter, wishes, past work, skills and nearness score.

Scores follow the weights of the rule table, as far as a sum of constants can: a skilled hand would set them so.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import numpy as np
from tantivy import FieldType, Occur, Query

from benchmarks.province.search_index import (
    ANY_AGE,
    ANY_PAY,
    AWAY,
    MERITS,
    MOTHERS,
    NIGHT,
    PAY_STEP,
    PAY_STEPS,
    TITLE,
    WEAK,
    WOMEN,
    SearchIndex,
    bigrams_of,
    card,
    merit,
    needs,
    pay,
    work_tokens,
)
from benchmarks.province.search_places import BED, RINGS, SOMEWHERE, around, near, ring, within
from benchmarks.province.size import DAY as TODAY
from jobmatch.matching.ages import completed_years
from jobmatch.matching.codes import (
    Area,
    Capacity,
    ConstraintKind,
    Limit,
    Mandarin,
    Reading,
    ReadingNeed,
    Sex,
    Strength,
)
from jobmatch.matching.factors import WHOLE
from jobmatch.matching.facts import Constraint, Person, Site
from jobmatch.matching.hours import DAY, minutes
from jobmatch.matching.rules import Curve, Rules, load_rules
from jobmatch.matching.trades import Trade, read_trade
from jobmatch.matching.vocabulary import Vocabulary

Clause = tuple[Occur, Query]
_K = ConstraintKind
_FILTER, _NOT, _SHOULD = Occur.Must, Occur.MustNot, Occur.Should
_DIGITS = {Area.COUNTY: 6, Area.CITY: 4, Area.PROVINCE: 2}
# How much of what the same work gives its unit group and its minor group give.
_KIN = (1.0, 0.55, 0.25)
_TITLE_WORD = 0.2


@dataclass(slots=True)
class Queries:
    """Builds queries; the parts that many share are kept."""

    index: SearchIndex
    rules: Rules = field(default_factory=load_rules)
    _words: dict[tuple[str, str, float], Query] = field(default_factory=dict)
    _merits: list[Clause] = field(init=False)
    _rings: list[tuple[int, float]] = field(init=False)
    _ranges: dict[tuple[str, int, int], Query] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._merits = [(_SHOULD, self._word("merit", merit(points), points)) for points in range(1, MERITS + 1)]
        curve, weight = self.rules.factors.by_metres, self.rules.weights["distance"]
        self._rings = [(most, round(weight * _on_curve(curve, most * 900) / 1000, 1)) for most in RINGS]

    def query(self, person: Person, site: Site) -> Query:
        """Everything that is known of one person who looks for work and lives at a site."""
        held = [one for one in person.constraints or () if one.until is None or one.until > TODAY]
        hard = {one.kind: one for one in held if one.strength is Strength.HARD}
        clauses = [*self._place(hard, site), *self._numbers(person, hard)]
        clauses += [(_NOT, self._word("closed", token)) for token in self._closed(person, hard)]
        clauses += [*self._work(person), *self._skills(person), *self._merits]
        return Query.boolean_query(clauses)

    def _place(self, hard: dict[ConstraintKind | None, Constraint], site: Site) -> Iterator[Clause]:
        """Near, or with a bed, and inside the person's own line; what is near scores."""
        close = self._word("place", near(site.id))
        furthest = hard.get(_K.FURTHEST)
        area = furthest.area if furthest else None
        if area is Area.SITE:
            yield _FILTER, self._word("place", around(site.id), 1.0)
        elif _K.HOME_EVERY_NIGHT in hard:
            yield _FILTER, close
        elif _K.DORM in hard:
            beds = [(_SHOULD, close), (_SHOULD, self._word("place", BED)), (_SHOULD, self._word("place", SOMEWHERE))]
            yield _FILTER, Query.boolean_query(beds)
        yield from ((_SHOULD, self._word("place", ring(site.id, most), points)) for most, points in self._rings)
        digits = _DIGITS.get(area) if area else None
        if digits is not None and site.place.division is not None:
            yield _FILTER, self._word("place", within(site.place.division[:digits]))

    def _numbers(self, person: Person, hard: dict[ConstraintKind | None, Constraint]) -> Iterator[Clause]:
        window = hard.get(_K.HOURS)
        if window is not None and window.start is not None and window.end is not None:
            yield _FILTER, self._range("begins", minutes(window.start), DAY)
            yield _FILTER, self._range("ends", 0, minutes(window.end))
        step = None if person.education is None else self.rules.education[person.education]
        if step is not None and step < self.rules.education["junior_middle"]:
            yield _FILTER, self._range("education", 0, step)
        if person.birth_date is not None:
            age = completed_years(person.birth_date, TODAY)
            yield _FILTER, self._range("oldest", age, ANY_AGE)
            if age < self.rules.adult_age:
                yield _FILTER, self._range("youngest", 0, age)
        if person.wage_floor is not None:
            # Less than half of what is needed is no living; the more is reached the more it scores.
            floor = int(person.wage_floor)
            yield _FILTER, self._range("cash", floor // 2, ANY_PAY)
            yield from self._pay(floor)

    def _pay(self, floor: int) -> Iterator[Clause]:
        """Each step of pay with its points against what is needed."""
        for step in range(floor // 2 // PAY_STEP, PAY_STEPS + 1):
            middle = (step * PAY_STEP + PAY_STEP // 2) * WHOLE // floor
            points = self.rules.weights["money"] * _on_curve(self.rules.factors.by_floor, middle) / WHOLE
            yield _SHOULD, self._word("pay", pay(step), round(points, 1))

    def _closed(self, person: Person, hard: dict[ConstraintKind | None, Constraint]) -> Iterator[str]:
        if _K.NIGHT in hard:
            yield NIGHT
        if _K.HOME_EVERY_NIGHT in hard:
            yield AWAY
        if person.sex is Sex.FEMALE:
            yield WOMEN
        if person.protections:
            yield MOTHERS
        if person.capacity is Capacity.WEAK:
            yield WEAK
        yield from (needs(key) for key, limit in person.limits or () if limit is Limit.NO)
        if person.reading in (Reading.NONE, Reading.SOME):
            yield needs(f"reading {ReadingNeed.FORMS}")
        if person.reading is Reading.NONE:
            yield needs(f"reading {ReadingNeed.SIGNS}")
        if person.mandarin in (Mandarin.NONE, Mandarin.LISTEN):
            yield needs(f"mandarin {Mandarin.SPEAK}")
        if person.mandarin is Mandarin.NONE:
            yield needs(f"mandarin {Mandarin.LISTEN}")
        if person.certificates is not None:
            held = {one.kind or "" for one in person.certificates}
            held |= {covered for kind in held for covered in self.rules.covers.get(kind, ())}
            yield from (card(kind) for kind in self.index.cards if kind not in held)

    def _work(self, person: Person) -> Iterator[Clause]:
        factors, weights = self.rules.factors, self.rules.weights
        for place, text in enumerate(person.wanted or ()):
            share = factors.wish_by_place[min(place, len(factors.wish_by_place) - 1)] / 1000
            yield from self._trade(_read(text), weights["wish"] * share)
        for stint in person.experience or ():
            sure = factors.evidence[stint.evidence] / 1000 if stint.evidence else 0.5
            share = min(stint.months or 0, factors.full_months) / factors.full_months * sure
            if share and stint.occupation:
                yield from self._trade(_read(stint.occupation), round(weights["experience"] * share, 1))

    def _trade(self, trade: Trade, points: float) -> Iterator[Clause]:
        means = (trade.occupation, *trade.options) if trade.occupation else trade.options
        for one in means:
            # A document of the same work has all three words: each adds what it has beyond the wider one.
            for token, share in zip(work_tokens(one), _steps(len(work_tokens(one))), strict=True):
                yield _SHOULD, self._word("work", token, round(points * share, 1))
        if not means:
            yield from ((_SHOULD, self._word(TITLE, token, _TITLE_WORD)) for token in bigrams_of(trade.text))

    def _skills(self, person: Person) -> Iterator[Clause]:
        points = self.rules.weights["experience"] * self.rules.factors.skills / 1000 / 2
        vocabulary = Vocabulary.load()
        for skill in dict.fromkeys(map(vocabulary.skill, person.skills or ())):
            yield _SHOULD, self._word("skill", skill, points)

    def _word(self, name: str, token: str, points: float = 0.0) -> Query:
        """The documents with a word, each with so many points."""
        key = name, token, points
        if key not in self._words:
            term = Query.term_query(self.index.schema, name, token, index_option="basic")
            self._words[key] = Query.const_score_query(term, points)
        return self._words[key]

    def _range(self, name: str, least: int, most: int) -> Query:
        key = name, least, most
        if key not in self._ranges:
            found = Query.range_query(self.index.schema, name, FieldType.Integer, least, most)
            self._ranges[key] = Query.const_score_query(found, 0.0)
        return self._ranges[key]


def _steps(number: int) -> list[float]:
    shares = [*_KIN[:number], 0.0]
    return [share - wider for share, wider in pairwise(shares)]


def _on_curve(curve: Curve, at: int) -> float:
    return float(np.interp(at, [left for left, _ in curve], [share for _, share in curve]))


@lru_cache(maxsize=100_000)
def _read(text: str) -> Trade:
    return read_trade(text, Vocabulary.load())
