"""All gates of a person against all vacancies: alone first, then together with others, and public posts last.

What one person's result needs of others (the members of a group) is judged when it is needed and kept.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from jobmatch.matching.codes import WageType
from jobmatch.matching.gates.body import body
from jobmatch.matching.gates.demands import demands
from jobmatch.matching.gates.groups import together
from jobmatch.matching.gates.law import law
from jobmatch.matching.gates.limits import limits
from jobmatch.matching.gates.public_posts import is_market, is_public, target
from jobmatch.matching.ground import Ground
from jobmatch.matching.notes import Found, Soft
from jobmatch.matching.pair import Pair, Setting, make_pair
from jobmatch.matching.seeker import Seeker

# Statute first, then the person's own limits, then what the vacancy demands.
GATES: tuple[Callable[[Pair, Setting, Found], None], ...] = (law, body, limits, demands)

PIECES = frozenset({WageType.PIECE, WageType.BASE_PIECE})


@dataclass(slots=True)
class Judged:
    """A pair with what was found; `alone` is whether it passes without regard to those who go together."""

    pair: Pair
    found: Found
    alone: bool

    @property
    def passes(self) -> bool:
        return not self.found.gates


@dataclass(slots=True)
class Court:
    """Judges person after person over one ground."""

    ground: Ground
    _alone: dict[str, list[Judged]] = field(default_factory=dict)
    _settled: dict[str, list[Judged]] = field(default_factory=dict)

    def judge(self, person: str) -> list[Judged]:
        """Every vacancy in the order of the ground's posts, with all that stops the person and all that mends it."""
        judged = self._settle(person)
        seeker = self.ground.seekers[person]
        if seeker.together:
            for index, one in enumerate(judged):
                if is_public(one.pair.post):
                    self._go_together(seeker, index, one, self._settle)
        self._settled.pop(person, None)
        return judged

    def _settle(self, person: str) -> list[Judged]:
        """Gates of the person alone everywhere, groups on the market, and who may have a public post at all."""
        if person in self._settled:
            return self._settled[person]
        seeker = self.ground.seekers[person]
        judged = self._judge_alone(person)
        if person in self.ground.grouped:  # others look at what this person is alone: it has to stay as it is
            judged = [Judged(one.pair, _copy(one.found), one.alone) for one in judged]
        if seeker.together:
            for index, one in enumerate(judged):
                if not is_public(one.pair.post):
                    self._go_together(seeker, index, one, self._judge_alone)
        has_market = any(one.passes and is_market(one.pair.post) for one in judged)
        for one in judged:
            if is_public(one.pair.post):
                target(one.pair, has_market, self.ground.setting, one.found)
                one.alone = one.passes
        if person in self.ground.grouped:
            self._settled[person] = judged
        return judged

    def _judge_alone(self, person: str) -> list[Judged]:
        if person in self._alone:
            return self._alone[person]
        ground = self.ground
        seeker = ground.seekers[person]
        ways = ground.ways_from(seeker.place)
        judged = [
            judge_alone(make_pair(seeker, post, way, ground.setting), ground.setting)
            for post, way in zip(ground.posts, ways, strict=True)
        ]
        if person in ground.grouped:
            self._alone[person] = judged
        return judged

    def _go_together(self, seeker: Seeker, index: int, one: Judged, results: Callable[[str], list[Judged]]) -> None:
        def passes(other: str) -> bool | None:
            return results(other)[index].alone if other in self.ground.seekers else None

        together(seeker, one.pair.post, self.ground.seekers, passes, one.found)


def judge_alone(pair: Pair, setting: Setting) -> Judged:
    """One pair by all gates but those that look at other people or at other vacancies."""
    standing, openness = pair.seeker.standing, pair.post.openness
    found = Found(
        gates=standing.gates + openness.gates,
        soft=openness.soft.copy(),
        warnings=openness.warnings.copy(),
        asks=standing.asks + openness.asks,
    )
    for gate in GATES:
        gate(pair, setting, found)
    _soft(pair, setting, found)
    return Judged(pair, found, not found.gates)


def _soft(pair: Pair, setting: Setting, found: Found) -> None:
    """What speaks against a vacancy without closing it: pay under the floor, no gain, a beginner on piece rates."""
    person = pair.seeker.person
    if pair.cash is not None:
        if person.wage_floor is not None and pair.cash < person.wage_floor:
            found.soft.append(Soft.LOW_WAGE)
        present = person.current_wage if pair.seeker.in_work else None
        if present is not None and pair.cash < present * setting.rules.gain:
            found.soft.append(Soft.NO_GAIN)
    if pair.post.vacancy.wage.type in PIECES and not pair.experienced:
        found.soft.append(Soft.PIECE_NOVICE)


def _copy(found: Found) -> Found:
    return Found(
        found.gates.copy(),
        found.fixes.copy(),
        found.soft.copy(),
        found.warnings.copy(),
        found.asks.copy(),
        found.missed_preferences,
    )
