"""How the invented people decide: what they say to a post, what employers answer, who stays and why one leaves. Pure.

Every decision is thrown with dice of its own (`dice`), so that it does not depend on what others did before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from jobmatch.demo.layout import HOME
from jobmatch.demo.play.calendar import Season
from jobmatch.placements.answering import Said
from jobmatch.placements.referral import DeclineReason as No
from jobmatch.placements.referral import LeaveReason as Gone
from jobmatch.placements.referral import RejectReason as Rejected


@dataclass(frozen=True)
class Shown:
    """What a person sees of a post: `near` is daily reach, `pay` yuan in hand by the month (None: not said)."""

    near: bool
    pay: float | None
    floor: float | None
    lodged: bool
    score: int


@dataclass(frozen=True)
class Answer:
    """What is said to a post, a no with its reason."""

    said: Said
    reason: No | None = None


class Verdict(StrEnum):
    """What an employer does about somebody who was introduced."""

    INVITES = "invites"
    HIRES = "hires"
    REJECTS = "rejects"
    SILENT = "silent"


def dice(seed: int, *about: object) -> Random:
    """Dice for one decision, by what it is about: ids, days, words."""
    return Random(":".join(map(str, (seed, *about))))


def answer(post: Shown, season: Season, first: bool, rng: Random) -> Answer:
    """The first post that is explained is the best one; yes comes oftener to what is near and pays."""
    wants = 0.16 + post.score / 250 + (0.08 if post.near else -0.04)
    if post.pay is not None and post.floor is not None:
        wants += 0.1 if post.pay >= post.floor * 1.15 else -0.08
    if season is Season.RETURNING:
        wants *= 0.6
    if not first:
        wants *= 0.5
    thrown = rng.random()
    if thrown < wants:
        return Answer(Said.WANT)
    return Answer(Said.THINK) if thrown < wants + 0.25 else Answer(Said.NO, why_not(post, season, rng))


def why_not(post: Shown, season: Season, rng: Random) -> No:
    """The reason of a no, as the post gives cause for it."""
    poor = post.pay is not None and post.floor is not None and post.pay < post.floor * 1.1
    weights = {
        No.LOW_WAGE: 8 if poor else 2,
        No.TOO_FAR: 0.5 if post.near else 7,
        No.CARE: 2 if post.near else 4,
        No.BODY: 1,
        No.SHIFT: 2,
        No.DISLIKED: 3,
        No.AFRAID: 1.5,
        No.NO_LODGING: 0.2 if post.near or post.lodged else 4,
        No.LATER: 9 if season is Season.RETURNING else 1,
        No.FOUND: 1,
        No.FAMILY: 0.7,
        No.DISTRUST: 0.7,
        No.OTHER: 0.4,
    }
    return rng.choices(tuple(weights), tuple(weights.values()))[0]


class Call(StrEnum):
    """What comes of ringing somebody who wanted to think about it."""

    YES = "yes"
    NO = "no"
    NOBODY = "nobody"


def call(rng: Random) -> Call:
    """Most pick up the telephone; some do not want to be asked again."""
    return rng.choices((Call.YES, Call.NO, Call.NOBODY), (3, 3, 4))[0]


def verdict(seen: bool, rng: Random) -> Verdict:
    """What an employer does after the meeting (`seen`: there was one already)."""
    if seen:
        return Verdict.HIRES if rng.random() < 0.72 else Verdict.REJECTS
    return rng.choices(tuple(Verdict), (4, 4, 2, 1.2))[0]


def why_rejected(seen: bool, rng: Random) -> Rejected:
    """The reason that an employer gives; who was not there was not seen."""
    weights = {
        Rejected.FULL: 3, Rejected.SKILL: 3, Rejected.AGE: 1.5, Rejected.MEDICAL: 1.2 if seen else 0.2,
        Rejected.ABSENT: 0 if seen else 3, Rejected.LANGUAGE: 0.8, Rejected.OTHER: 0.5,
    }  # fmt: skip
    return rng.choices(tuple(weights), tuple(weights.values()))[0]


def leaves(days: int, near: bool, season: Season, rng: Random) -> bool:
    """Whether somebody leaves today after so many days at work: the first weeks are hard, the far go home for good."""
    hazard = 0.006 if days < 14 else 0.0022 if days < 90 else 0.001
    if season is Season.RETURNING and not near:
        hazard += 0.012
    elif season is Season.HARVEST:
        hazard *= 1.6
    return rng.random() < hazard


def why_left(days: int, near: bool, season: Season, rng: Random) -> Gone:
    """Why, as season and time at work give cause for it."""
    early, away = days < 30, not near
    weights = {
        Gone.ENDED: 6 if season is Season.RETURNING else 1.5,
        Gone.LAID_OFF: 4 if season is Season.CLOSING else 0.6,
        Gone.ARREARS: 0.7,
        Gone.LESS_PAY: 1.5,
        Gone.TOO_HARD: 4 if early else 1.5,
        Gone.INJURY: 0.4,
        Gone.CARE: 3,
        Gone.ABUSE: 0.4,
        Gone.BOARD: 1.5 if away else 0.2,
        Gone.HOMESICK: (5 if season in (Season.RETURNING, Season.HARVEST) else 2) if away else 0.3,
        Gone.BETTER: 0.5 if early else 3,
        Gone.DISMISSED: 1,
        Gone.SCHOOL: 0.3,
        Gone.FAMILY: 0.7,
        Gone.LOST: 0.4,
    }
    return rng.choices(tuple(weights), tuple(weights.values()))[0]


def why_not_come(rng: Random) -> Gone:
    """Why somebody who was hired does not come: something better, the family, a change of mind."""
    return rng.choices((Gone.BETTER, Gone.CARE, Gone.HOMESICK, Gone.LOST), (5, 3, 1, 1))[0]


def is_near(division: str | None) -> bool:
    """Whether a post is in the county; nobody knows of one without a division."""
    return (division or "").startswith(HOME)


def first_pay(promised: float, rng: Random) -> int:
    """The first whole month's pay against what was promised: mostly near it, sometimes a good deal less; full tens."""
    share = rng.uniform(0.94, 1.06) if rng.random() < 0.88 else rng.uniform(0.6, 0.9)
    return round(promised * share / 10) * 10


_AS_OFTEN = {"home": (4, 4, 2), "again": (6, 2, 1, 1), "bus": (3, 1), "plan": (6, 1, 1, 1)}
_NEVER = frozenset({("there", "no"), ("arrived", "no"), ("looking", "found"), ("somebody", "yes"), ("plan", "found")})
"""Who leaves, comes or finds work does so on a day of its own, and does not say so before."""


def tap(question: str, taps: Sequence[str], rng: Random) -> str:
    """The answer to a question of a follow-up: mostly the first, which is that all is well."""
    usual = _AS_OFTEN.get(question, (12.0, *[1.0] * (len(taps) - 1)))
    weights = [0 if (question, one) in _NEVER else weight for one, weight in zip(taps, usual, strict=True)]
    return rng.choices(taps, weights)[0]


def self_moving(season: Season) -> tuple[float, float, float]:
    """Shares of a week: of those away who come home, of those at work near home who stop, of seekers who find alone."""
    return {
        Season.RETURNING: (0.02, 0.002, 0.003),
        Season.FESTIVAL: (0.02, 0.001, 0.0),
        Season.LEAVING: (0.0005, 0.002, 0.06),
        Season.HARVEST: (0.003, 0.002, 0.008),
        Season.CLOSING: (0.0025, 0.003, 0.008),
        Season.ORDINARY: (0.001, 0.0015, 0.01),
    }[season]
