"""From one person's ranking to what is stored of it: the matches, which of them are shown, and why. Pure."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jobmatch.matches.selection import Choice, looked_at, three_to_show
from jobmatch.matching.ground import Ground
from jobmatch.matching.notes import Fix
from jobmatch.matching.ranking import Match, PersonRanking
from jobmatch.matching.results import match_row
from jobmatch.matching.shortlist import Listed

KEPT = 20
"""So many of a person's matches are stored; nobody reads further, and whoever asks has them ranked again."""

EXPLAINED = ("why", "why_en", "parts", "fixes", "soft", "warnings", "asks", "asks_en")


@dataclass(frozen=True)
class Proposed:
    """One match as it is stored; money as text, the explanation as JSON with both languages."""

    vacancy_id: int
    rank: int
    score: int
    monthly_normal: str | None
    monthly_cash: str | None
    shown: bool
    explanation: Mapping[str, Any]


def in_question(listed: Sequence[Listed]) -> Iterator[Listed]:
    """Of a whole list, best first, all that `proposed` looks at, some of it twice; without the rest it finds the same.

    What is a gain stands first in a list, so what the selection looks at among gains alone is here too.
    """
    yield from listed[:KEPT]
    yield from looked_at(listed)


def proposed(ranking: PersonRanking, ground: Ground) -> tuple[Proposed, ...]:
    """What to store of a person's ranking, best first; of its matches those that are `in_question` are enough."""
    posts = {post.vacancy.id: (index, post) for index, post in enumerate(ground.posts)}
    seeker = ground.seekers[ranking.person]
    ways = ground.ways_from(seeker.place)
    learns = bool(seeker.person.training_days_max)
    best_cash = max((match.cash for match in ranking.matches[:1] if match.cash is not None), default=None)

    def choice(match: Match) -> Choice:
        index, post = posts[match.vacancy]
        return Choice(
            match.vacancy,
            post.vacancy.employer,
            post.trade.key,
            near=ways[index].daily is True and post.nights is not True,
            step_up=learns and _leads_further(match, best_cash, ground),
            settled=_is_settled(match),
            score=match.score,
        )

    # Who is in work is shown what is a gain (MR12), and what is none only where nothing else is there.
    gains = [match for match in ranking.matches if match.is_gain] or ranking.matches
    shown = set(three_to_show([choice(match) for match in gains], wish=bool(seeker.person.wanted)))
    kept = [match for match in ranking.matches if match.rank <= KEPT or match.vacancy in shown]
    return tuple(as_stored(match, shown=match.vacancy in shown) for match in kept)


def _is_settled(match: Match) -> bool:
    """Whether the person could begin with no course first and no answer about oneself."""
    asked = _OPEN_ABOUT_ONESELF & {ask.key for ask in match.asks}
    return not asked and all(fix.code != Fix.COURSE for fix in match.fixes)


# Questions whose answer may close the post to this very person; what an employer has to say is not among them.
_OPEN_ABOUT_ONESELF = frozenset(
    {
        "certificate", "education", "experience", "heavy_work", "limits", "mandarin", "own_limits_far",
        "own_limits_nights", "reading", "weak_hours", "weak_nights",
    }
)  # fmt: skip
_AGAINST = frozenset({"untrained", "unasked", "unlearned", "heavier", "no_bed"})


def _leads_further(match: Match, best_cash: Decimal | None, ground: Ground) -> bool:
    """A course that ends with a card, or pay that is a gain on what the best match gives; in work that the person knows
    or wants and with nothing against it: a crane is no step up for somebody who sells in a shop."""
    if any(part.factor in _AGAINST or part.because.key == "schedule_preference" for part in match.parts):
        return False
    knows = any(part.factor == "experience" and part.points for part in match.parts)
    if not knows and not any(part.because.key in ("wish", "wish_near", "wish_open") for part in match.parts):
        return False
    if any(fix.code == Fix.COURSE for fix in match.fixes):
        return True
    if not _is_settled(match):
        return False
    return match.cash is not None and best_cash is not None and match.cash >= best_cash * ground.setting.rules.gain


def as_stored(match: Match, *, shown: bool) -> Proposed:
    """One match as it is kept."""
    return Proposed(
        vacancy_id=int(match.vacancy),
        rank=match.rank,
        score=match.score,
        monthly_normal=_money(match.normal),
        monthly_cash=_money(match.cash),
        shown=shown,
        explanation=_explanation(match),
    )


def _explanation(match: Match) -> dict[str, Any]:
    """What the contract prints of a match but its numbers, in the very types that come back from the database."""
    row = match_row(match)
    words = {name: row[name] for name in EXPLAINED}
    again: dict[str, Any] = json.loads(json.dumps(words))
    return again


def _money(amount: Decimal | None) -> str | None:
    return None if amount is None else format(amount.quantize(Decimal("0.01")).normalize(), "f")
