"""One person and one vacancy together: what neither has alone, reckoned once and read by gates and factors."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jobmatch.matching.facts import Course
from jobmatch.matching.post import Post
from jobmatch.matching.rules import Rules
from jobmatch.matching.seeker import Seeker
from jobmatch.matching.travel import Travel
from jobmatch.matching.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Setting:
    """What all pairs of a world share; `reference_wage` is the yardstick for pay where somebody names no floor."""

    as_of: date
    rules: Rules
    vocabulary: Vocabulary
    courses: tuple[Course, ...]
    reference_wage: Decimal


@dataclass(slots=True)
class Pair:
    """`experienced` is None where an answer decides it; the beginner's figures are taken then."""

    seeker: Seeker
    post: Post
    travel: Travel
    age: int | None
    experienced: bool | None
    normal: Decimal | None
    cash: Decimal | None


def make_pair(seeker: Seeker, post: Post, way: Travel, setting: Setting) -> Pair:
    enough = setting.rules.experienced_months
    months, may_be_more = seeker.months_in(post.trade, enough, setting.vocabulary)
    experienced = True if months >= enough else None if may_be_more else False
    return Pair(
        seeker=seeker,
        post=post,
        travel=way,
        age=seeker.age_on(post.day),
        experienced=experienced,
        normal=post.pay.experienced if experienced else post.pay.novice,
        cash=post.cash.experienced if experienced else post.cash.novice,
    )
