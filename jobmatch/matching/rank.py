"""Facts in, ranked and explained matches out: the plain reading version, and the oracle of any batch engine.

How to read matching, in this order:
1. `facts.py` is what is known; `document.py` reads it from JSON, others build it from their tables.
2. `ground.py` makes a world ready: `seeker.py` is one person with what all pairs of that person share, `post.py` one
   vacancy, `pair.py` the two together.
3. `judge.py` runs the gates: the files in `gates/`, each of one meaning; `courses.py` mends a missing certificate.
   `notes.py` has every code that can come out.
4. `factors.py` gives points to what passes; the figures are in `rules/`, the dated table that all forms share.
5. This file orders a person's list; `candidates.py` orders the people for a vacancy; `assign.py` fills all openings.
6. `explain.py` says it in words that can be read aloud; `results.py` prints it.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from jobmatch.matching.assign import assign
from jobmatch.matching.candidates import candidates
from jobmatch.matching.factors import Way, score
from jobmatch.matching.facts import ConstraintKind, World
from jobmatch.matching.gates.limits import accepts_far
from jobmatch.matching.ground import Ground, prepare
from jobmatch.matching.judge import Court, Judged
from jobmatch.matching.ranking import Blocked, Match, PersonRanking, Ranking
from jobmatch.matching.rules import Rules, load_rules
from jobmatch.matching.trades import surely_same
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


def rank_people(ground: Ground) -> Iterator[PersonRanking]:
    """One person after the other, by id; nothing of a person is kept that no other needs."""
    court = Court(ground)
    return (rank_person(ground, person, court) for person in ground.seekers)


def rank_person(ground: Ground, person: str, court: Court | None = None) -> PersonRanking:
    """One person against all vacancies. KeyError where the ground does not know the person."""
    judged = (court or Court(ground)).judge(person)
    matches = sorted((_match(one, ground) for one in judged if one.passes), key=_best_first)
    return PersonRanking(
        person=person,
        matches=tuple(replace(match, rank=place) for place, match in enumerate(matches, start=1)),
        blocked=tuple(
            Blocked(person, one.pair.post.vacancy.id, tuple(one.found.gates)) for one in judged if not one.passes
        ),
    )


def _best_first(match: Match) -> tuple[bool, int, bool, Decimal, str]:
    """What is no gain comes after what is one; of equal scores the higher cash, then the id."""
    return (not match.is_gain, -match.score, match.cash is None, -(match.cash or Decimal(0)), match.vacancy)


def _match(judged: Judged, ground: Ground) -> Match:
    pair, found = judged.pair, judged.found
    applicant = pair.seeker.applicant
    way = Way(
        metres=pair.travel.metres,
        daily=pair.travel.daily,
        accepted_far=accepts_far(applicant.accepts, pair),
        normal=pair.normal,
        cash=pair.cash,
        missed_preferences=found.missed_preferences,
        refused=_refuses(judged, ground),
    )
    parts = score(applicant, pair.post, way, found.fixes, ground.setting)
    return Match(
        person=pair.seeker.person.id,
        vacancy=pair.post.vacancy.id,
        rank=0,
        score=sum(part.points for part in parts),
        normal=pair.normal,
        cash=pair.cash,
        parts=parts,
        fixes=tuple(found.fixes),
        soft=tuple(found.soft),
        warnings=tuple(found.warnings),
        asks=tuple(found.asks),
    )


def _refuses(judged: Judged, ground: Ground) -> bool:
    """Work that the person would rather not do; what is refused for good has not come so far."""
    pair = judged.pair
    return any(
        held.kind is ConstraintKind.REFUSE and surely_same(trade, pair.post.trade, ground.setting.vocabulary)
        for held, trade in pair.seeker.refused
    )
