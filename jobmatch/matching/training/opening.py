"""What everybody may have as things are, and what one more card would open to them; the engine says both.

Classes that are announced are left out of both: what somebody may have because a seat is still free in one is had by
learning, and is counted there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from jobmatch.matching.bridge import leads_on
from jobmatch.matching.engine.columns import InexactAmountError
from jobmatch.matching.engine.engine import Engine
from jobmatch.matching.engine.forms import PLAIN
from jobmatch.matching.engine.keys import are_gains, places_of, scores_of
from jobmatch.matching.ground import Ground
from jobmatch.matching.judge import Court
from jobmatch.matching.notes import Soft
from jobmatch.matching.rank import rank_people
from jobmatch.matching.ranking import Match, PersonRanking
from jobmatch.matching.seeker import Seeker

Posts = frozenset[str]
Open = Mapping[str, Posts]
NOTHING: Posts = frozenset()


@dataclass(frozen=True, slots=True)
class Opened:
    """By person id the vacancies that are open without learning, and by card those that it adds; no gain is no post."""

    today: Open
    by_card: Mapping[str, Open]


def opened(ground: Ground, cards: Iterable[str]) -> Opened:
    """What is open to all who are on the ground, and what each card alone would add for whom.

    A card adds nothing for somebody of whom nobody knows which ones they hold, who is closed out for another reason, or
    who named work to which the post is not near: as in `bridge`, a forklift is no way on for somebody who sews.
    """
    alone = replace(ground, setting=replace(ground.setting, courses=()))
    wanted = sorted(set(cards))
    try:
        engine = Engine(alone, PLAIN)
        today = _by_engine(engine, alone.seekers)
        by_card = {}
        for card in wanted:
            given = _given(card, alone)
            engine.enrol(replace(alone, seekers=given))
            by_card[card] = _added(alone, today, _by_engine(engine, given))
    except InexactAmountError:
        today = _by_court(alone)
        by_card = {
            card: _added(alone, today, _by_court(replace(alone, seekers=_given(card, alone)))) for card in wanted
        }
    return Opened(today, by_card)


def ranked_without_classes(ground: Ground) -> Iterator[PersonRanking]:
    """Everybody's list as an assignment reads it, of what is open without learning."""
    alone = replace(ground, setting=replace(ground.setting, courses=()))
    ids = [post.vacancy.id for post in alone.posts]
    try:
        lists = Engine(alone, PLAIN).lists(None, most=len(ids))
    except InexactAmountError:
        yield from rank_people(alone)
        return
    for person, keys in lists.items():
        each = zip(places_of(keys).tolist(), scores_of(keys).tolist(), are_gains(keys).tolist(), strict=True)
        yield PersonRanking(
            person,
            tuple(
                Match(person, ids[place], rank, score, None, None, (), (), () if gain else _NO_GAIN, (), ())
                for rank, (place, score, gain) in enumerate(each, start=1)
            ),
            (),
        )


_NO_GAIN = (Soft.NO_GAIN,)


def _given(card: str, ground: Ground) -> dict[str, Seeker]:
    return {
        person: seeker if seeker.certificates is None else seeker.with_card(card)
        for person, seeker in ground.seekers.items()
    }


def _added(ground: Ground, today: Open, after: Open) -> dict[str, Posts]:
    trades = {post.vacancy.id: post.trade for post in ground.posts}
    added = {}
    for person, posts in after.items():
        applicant = ground.seekers[person].applicant
        new = frozenset(post for post in posts - today[person] if leads_on(applicant, trades[post], ground.setting))
        if new:
            added[person] = new
    return added


def _by_engine(engine: Engine, seekers: Iterable[str]) -> dict[str, Posts]:
    ids = [post.vacancy.id for post in engine.ground.posts]
    lists = engine.lists(seekers, most=len(ids))
    return {
        person: frozenset(ids[place] for place in places_of(keys[are_gains(keys)]).tolist())
        for person, keys in lists.items()
    }


def _by_court(ground: Ground) -> dict[str, Posts]:
    court = Court(ground)
    return {
        person: frozenset(
            one.pair.post.vacancy.id for one in court.judge(person) if one.passes and Soft.NO_GAIN not in one.found.soft
        )
        for person in ground.seekers
    }
