"""Facts in, ranked and explained matches out: the plain reading version, and the oracle of any batch engine.

How to read matching, in this order:
1. `facts.py` is what is known; `document.py` reads it from JSON, others build it from their tables.
2. `ground.py` makes a world ready: `seeker.py` is one person with what all pairs of that person share, `post.py` one
   vacancy, `pair.py` the two together.
3. `judge.py` runs the gates: the files in `gates/`, each of one meaning; `courses.py` mends a missing certificate,
   `bridge.py` says which course would open more. `notes.py` has every code that can come out.
4. `factors.py` gives points to what passes and `penalties.py` takes some off; the figures are in `rules/`, the dated
   table that all forms share.
5. This file orders a person's list; `candidates.py` orders the people for a vacancy; `assign.py` fills all openings
   at once (`seats.py` says what is best, `programme.py` has it solved; `market/` does it for a province).
6. `explain.py` says it in words that can be read aloud; `results.py` prints it.
7. `engine/` is the batch form: the same decisions for all vacancies of a province at once, held to this one by tests;
   `shortlist.py` has it find everybody's list, and words of it what somebody looks at. `reach/` is the same from the
   other side: one new vacancy, and whom of all people to propose for it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from jobmatch.matching.assign import assign
from jobmatch.matching.candidates import candidates
from jobmatch.matching.factors import Part, Scorer, Way
from jobmatch.matching.facts import World
from jobmatch.matching.gates.limits import accepts_far, refuses
from jobmatch.matching.ground import Ground, prepare
from jobmatch.matching.judge import Court, Judged
from jobmatch.matching.notes import Soft
from jobmatch.matching.penalties import penalties
from jobmatch.matching.ranking import Blocked, Match, PersonRanking, Ranking
from jobmatch.matching.rules import Rules, load_rules
from jobmatch.matching.vocabulary import Vocabulary


def rank(world: World, vocabulary: Vocabulary | None = None, rules: Rules | None = None) -> Ranking:
    """Everybody against everything, the candidates of every vacancy and the assignment of all openings at once."""
    ground = prepare(world, vocabulary or Vocabulary.load(), rules or load_rules())
    people = tuple(rank_people(ground))
    return Ranking(
        rules=ground.setting.rules.version,
        rules_hash=ground.setting.rules.hash,
        people=people,
        candidates=candidates(ground, people),
        assignment=assign(ground, people),
    )


def rank_people(ground: Ground, people: Iterable[str] | None = None) -> Iterator[PersonRanking]:
    """One person after the other, by id, or `people` in their order; nothing is kept that no other person needs.

    KeyError where the ground does not know one of them.
    """
    court, scorer = Court(ground), Scorer(ground.setting)
    return (_rank(person, court, scorer) for person in (ground.seekers if people is None else people))


def rank_person(ground: Ground, person: str, scorer: Scorer | None = None) -> PersonRanking:
    """One person against all vacancies; who ranks many in one setting lends a scorer, which keeps what they share.

    KeyError where the ground does not know the person.
    """
    return _rank(person, Court(ground), scorer or Scorer(ground.setting))


def _rank(person: str, court: Court, scorer: Scorer) -> PersonRanking:
    judged = court.judge(person)
    scored = sorted((_score(one, scorer) for one in judged if one.passes), key=_best_first)
    return PersonRanking(
        person=person,
        matches=tuple(_match(one, place) for place, one in enumerate(scored, start=1)),
        blocked=tuple(
            Blocked(person, one.pair.post.vacancy.id, tuple(one.found.gates)) for one in judged if not one.passes
        ),
    )


@dataclass(frozen=True, slots=True)
class _Scored:
    judged: Judged
    parts: tuple[Part, ...]
    score: int


def _score(judged: Judged, scorer: Scorer) -> _Scored:
    pair = judged.pair
    applicant = pair.seeker.applicant
    way = Way(
        metres=pair.travel.metres,
        daily=pair.travel.daily,
        accepted_far=accepts_far(applicant.accepts, pair),
        normal=pair.normal,
        cash=pair.cash,
        missed_preferences=judged.found.missed_preferences,
        refused=refuses(pair, scorer.setting),
    )
    given = scorer.score(applicant, pair.post, way)
    parts = (*given, *penalties(applicant, pair.post, way, given, judged.found, scorer.setting))
    return _Scored(judged, parts, sum(part.points for part in parts))


def _best_first(scored: _Scored) -> tuple[bool, int, bool, Decimal, str]:
    """What is no gain comes after what is one; of equal scores the higher cash, then the id."""
    pair = scored.judged.pair
    no_gain = Soft.NO_GAIN in scored.judged.found.soft
    return no_gain, -scored.score, pair.cash is None, -(pair.cash or Decimal(0)), pair.post.vacancy.id


def _match(scored: _Scored, place: int) -> Match:
    pair, found = scored.judged.pair, scored.judged.found
    return Match(
        person=pair.seeker.person.id,
        vacancy=pair.post.vacancy.id,
        rank=place,
        score=scored.score,
        normal=pair.normal,
        cash=pair.cash,
        parts=scored.parts,
        fixes=tuple(found.fixes),
        soft=tuple(found.soft),
        warnings=tuple(found.warnings),
        asks=tuple(found.asks),
    )
