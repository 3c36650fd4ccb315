"""What a card says of a proposal: reasons for, what is missing, what to ask, and how far it is, in plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from desk import cards
from desk.language import say as _
from jobmatch.matches.model import Proposal
from jobmatch.matching.explain import Language, for_the_desk, hardly_reasons
from jobmatch.placements.referral import DeclineReason
from jobmatch.vacancies.browsing import Point
from jobmatch.vacancies.model import Vacancy

MOST_REASONS = 3
WALK_KM = 2.0
WALK_KM_AN_HOUR, BUS_KM_AN_HOUR, DETOUR = 4.0, 20.0, 1.3
DAILY_KM = 30.0

DECLINES: Mapping[str, LazyString] = {
    DeclineReason.LOW_WAGE: _l("钱少了"),
    DeclineReason.TOO_FAR: _l("太远"),
    DeclineReason.CARE: _l("要照顾老人孩子"),
    DeclineReason.BODY: _l("身体吃不消"),
    DeclineReason.SHIFT: _l("时间不合适、要上夜班"),
    DeclineReason.DISLIKED: _l("不喜欢做这个"),
    DeclineReason.AFRAID: _l("不懂、有点怕"),
    DeclineReason.NO_LODGING: _l("没有住处"),
    DeclineReason.LATER: _l("想等一阵再说"),
    DeclineReason.FOUND: _l("已经找到了"),
    DeclineReason.FAMILY: _l("家里不同意"),
    DeclineReason.DISTRUST: _l("信不过这家"),
    DeclineReason.OTHER: _l("别的原因"),
}


@dataclass(frozen=True)
class Reasons:
    """`short` is what is read aloud, at most two sentences; `good` and `missing` are the points behind it."""

    short: str
    good: tuple[str, ...]
    missing: tuple[str, ...]
    asks: tuple[str, ...]


@dataclass(frozen=True)
class Walk:
    """How far, as a family reckons: minutes on foot or by bus, else only how far it is."""

    words: str
    icon: str
    minutes: int | None = None


def reasons(proposal: Proposal, chinese: bool) -> Reasons:
    """What the stored explanation says, in one of the two languages."""
    told: Mapping[str, Any] = proposal.explanation
    end = "" if chinese else "_en"
    parts: Sequence[Mapping[str, Any]] = told.get("parts", ())
    best = sorted((part for part in parts if part["points"] > 0), key=lambda part: -part["points"] / part["of"])
    language = Language.ZH if chinese else Language.EN
    good = [str(part[f"because{end}"]) for part in best]
    good = [one for one in good if one not in hardly_reasons(language)] or good
    why = str(told.get(f"why{end}", ""))
    if proposal.picked_because:
        why = (
            _("帮扶同志帮您选的：%(why)s。", why=proposal.picked_because.rstrip("。.")) + ("" if chinese else " ") + why
        )
    return Reasons(
        short=why.strip(),
        good=tuple(good[:MOST_REASONS]),
        missing=tuple(str(fix[f"because{end}"]) for fix in told.get("fixes", ())),
        asks=tuple(str(ask) for ask in told.get(f"asks{end}", ()) if ask not in for_the_desk(language)),
    )


def walk(start: Point | None, vacancy: Vacancy) -> Walk:
    """Minutes door to door, from the straight way with a detour: roughly, and said so."""
    km = cards.kilometres_to(start, vacancy)
    if km is None:
        return Walk(_("多远要问"), "ask")
    road = km * DETOUR
    if km <= WALK_KM:
        minutes = _minutes(road / WALK_KM_AN_HOUR)
        return Walk(_("走路大约%(n)s分钟", n=minutes), "walk", minutes)
    if km <= DAILY_KM:
        minutes = _minutes(road / BUS_KM_AN_HOUR)
        return Walk(_("坐车大约%(n)s分钟", n=minutes), "bus", minutes)
    return Walk(_("大约%(n)s公里，当天回不来", n=round(road)), "train")


def _minutes(hours: float) -> int:
    """To the next five minutes, at least five."""
    return max(5, round(hours * 60 / 5) * 5)
