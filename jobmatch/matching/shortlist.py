"""Everybody's whole list as the engine finds it, and of it in words what somebody looks at: those pairs `rank` judges
again and explains, so that nothing is told that it does not say.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from jobmatch.matching.engine.columns import InexactAmountError, Numbers
from jobmatch.matching.engine.engine import Engine
from jobmatch.matching.engine.forms import PLAIN
from jobmatch.matching.engine.keys import are_gains, places_of, scores_of
from jobmatch.matching.factors import Scorer
from jobmatch.matching.gates.public_posts import is_public
from jobmatch.matching.ground import Ground
from jobmatch.matching.post import Post
from jobmatch.matching.rank import rank_person
from jobmatch.matching.ranking import Match, PersonRanking

# Whole lists of so many people are held at a time: of 5,000 vacancies 20 MB.
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Listed:
    """A vacancy in somebody's list without words; `place` is that in the ground's posts, `rank` counts from 1."""

    post: Post
    place: int
    rank: int
    score: int
    is_gain: bool

    @property
    def employer(self) -> str:
        return self.post.vacancy.employer

    @property
    def occupation(self) -> str:
        return self.post.trade.key


Pick = Callable[[Sequence[Listed]], Iterable[Listed]]


def shortlists(ground: Ground, people: Iterable[str], pick: Pick) -> Iterator[PersonRanking]:
    """Of each in turn the matches that `pick` takes out of the whole list, as `rank_people` has them, and nothing else.

    Everything is in the ranking of who has no match, with all that is blocked; and in those of all where the engine
    cannot reckon, because an amount has more digits than it holds. KeyError where the ground does not know one of them.
    """
    scorer = Scorer(ground.setting)
    for person, listed in _lists(ground, iter(people)):
        yield _in_words(ground, person, pick(listed), scorer) if listed else rank_person(ground, person, scorer)


def _lists(ground: Ground, people: Iterator[str]) -> Iterator[tuple[str, list[Listed]]]:
    """Everybody's list; an empty one where the engine cannot reckon."""
    some: list[str] = []
    try:
        # Lists are wanted whole, and for those the compiled form is no quicker than numpy: 2.7 s each at 20 million
        # pairs. It would cost a second to load, and the first time on a machine ten seconds to compile.
        engine = Engine(ground, PLAIN)
        while some := list(islice(people, AT_ONCE)):
            found = engine.lists(some, most=len(ground.posts))
            yield from ((person, _listed(ground, found[person])) for person in some)
    except InexactAmountError:
        yield from ((person, []) for person in (*some, *people))


def _listed(ground: Ground, keys: Numbers) -> list[Listed]:
    each = zip(places_of(keys).tolist(), scores_of(keys).tolist(), are_gains(keys).tolist(), strict=True)
    return [
        Listed(ground.posts[place], place, rank, score, is_gain)
        for rank, (place, score, is_gain) in enumerate(each, start=1)
    ]


def _in_words(ground: Ground, person: str, picked: Iterable[Listed], scorer: Scorer) -> PersonRanking:
    listed = {one.post.vacancy.id: one for one in sorted(picked, key=lambda one: one.rank)}
    # Who passes for a public post has none of another kind, picked or not (MR11); but that the others of a group have
    # none either is seen before all posts only.
    asks_others = bool(ground.seekers[person].together) and any(is_public(one.post) for one in listed.values())
    among = ground if asks_others else ground.only(one.place for one in listed.values())
    matches = [match for match in rank_person(among, person, scorer).matches if match.vacancy in listed]
    _check(listed.values(), matches)
    return PersonRanking(person, tuple(replace(match, rank=listed[match.vacancy].rank) for match in matches), ())


def _check(listed: Iterable[Listed], matches: Iterable[Match]) -> None:
    """The two forms say the same of what is told: nobody is proposed anything that only one of them lets through."""
    found = [(one.post.vacancy.id, one.score, one.is_gain) for one in listed]
    assert found == [(match.vacancy, match.score, match.is_gain) for match in matches], "the engine and rank differ"
