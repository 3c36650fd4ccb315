"""The factors of a match: each turns facts into integer points with the sentence for them.

Their sum less what `penalties.py` takes off is the score. A factor sees an Applicant, a Post and a Way. None of them
holds sex, protections, age, household or any label (MR14).
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from jobmatch.matching.codes import Dorm, Shift, VacancyKind
from jobmatch.matching.notes import Note, note
from jobmatch.matching.pair import Setting
from jobmatch.matching.post import Post
from jobmatch.matching.rules import Curve
from jobmatch.matching.seeker import Applicant
from jobmatch.matching.trades import nearness

WHOLE = 1000


@dataclass(frozen=True, slots=True)
class Way:
    """What the factors may know of the pair itself: the way, the pay for this person, preferences that are not met."""

    metres: float | None
    daily: bool | None
    accepted_far: bool
    normal: Decimal | None
    cash: Decimal | None
    missed_preferences: int
    refused: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the score. `of` is the most that the factor can give, 0 for what is taken away; `known` is false
    where the facts for it are missing."""

    factor: str
    points: int
    of: int
    because: Note
    known: bool = True


@dataclass(frozen=True, slots=True)
class Share:
    """How much of its weight a factor gives, in permille; `known` is false where the facts for it are missing."""

    permille: int
    because: Note
    known: bool = True


@dataclass(frozen=True, slots=True)
class Factor:
    """How a factor is weighed, and what its result depends on, so that pairs with the same can share it."""

    weigh: Callable[[Applicant, Post, Way, Setting], Share]
    depends_on: Callable[[Post, Way], Hashable]
    reads_person: bool


@dataclass(slots=True)
class Scorer:
    """Scores pair after pair, best person by person, because it keeps what pairs share."""

    setting: Setting
    _applicant: Applicant | None = None
    _of_person: dict[Hashable, Part] = field(default_factory=dict)
    _of_all: dict[Hashable, Part] = field(default_factory=dict)

    def score(self, applicant: Applicant, post: Post, way: Way) -> tuple[Part, ...]:
        """What each factor gives, in a fixed order."""
        if applicant is not self._applicant:
            self._applicant, self._of_person = applicant, {}
        return tuple(self._part(name, factor, post, way) for name, factor in FACTORS.items())

    def _part(self, name: str, factor: Factor, post: Post, way: Way) -> Part:
        kept = self._of_person if factor.reads_person else self._of_all
        at = name, factor.depends_on(post, way)
        if at not in kept:
            assert self._applicant is not None
            share = factor.weigh(self._applicant, post, way, self.setting)
            weight = self.setting.rules.weights[name]
            points = (share.permille * weight + WHOLE // 2) // WHOLE
            kept[at] = Part(name, points, weight, share.because, share.known)
        return kept[at]


def _experience(applicant: Applicant, post: Post, way: Way, setting: Setting) -> Share:
    rules = setting.rules.factors
    best, because = 0, note("", "experience_none" if applicant.stints is not None else "experience_unknown")
    demand = post.vacancy.experience
    full = (demand.months if demand else None) or rules.full_months
    trade = post.demanded_trade or post.trade
    for stint in applicant.stints or ():
        near = max(nearness(stint.trade, each, setting.vocabulary) for each in {trade, post.trade})
        if near < rules.nearness_from or not stint.months:
            continue
        months = min(stint.months, full)
        permille = near * rules.evidence[stint.evidence] * months // (100 * full)
        if permille > best:
            key = "experience_same" if near == 100 else "experience_near"
            best, because = permille, note("", key, work=stint.trade.text, months=stint.months)
    shared, wanted = _skills(applicant, post, setting)
    if shared:
        best = min(WHOLE, best + rules.skills * len(shared) // len(wanted))
        if because.key.startswith("experience_n") and because.key != "experience_near":
            because = note("", "experience_skills", skills=tuple(sorted(shared)))
    return Share(best, because, applicant.stints is not None)


def _skills(applicant: Applicant, post: Post, setting: Setting) -> tuple[frozenset[str], tuple[str, ...]]:
    """Skills that the vacancy names, or else those of its occupation, and which of them the person has."""
    occupation = post.trade.occupation
    wanted = tuple(sorted(set(post.vacancy.skills or ()))) or tuple(sorted(occupation.skills if occupation else ()))
    if not wanted or not applicant.skills:
        return frozenset(), wanted
    return setting.vocabulary.shared_skills(applicant.skills, wanted), wanted


def _money(applicant: Applicant, post: Post, way: Way, setting: Setting) -> Share:
    rules = setting.rules.factors
    if way.cash is None:
        return Share(rules.money_unknown, note("", "money_unknown"), known=False)
    floor = applicant.wage_floor
    if floor:
        permille = _on_curve(rules.by_floor, int(way.cash * WHOLE / floor))
        key = "money_under" if way.cash < floor else "money_floor"
        return Share(permille, note("", key, cash=way.cash, floor=floor))
    permille = _on_curve(rules.by_minimum, int(way.cash * WHOLE / setting.reference_wage))
    return Share(permille, note("", "money", cash=way.cash))


def _distance(applicant: Applicant, post: Post, way: Way, setting: Setting) -> Share:
    rules = setting.rules.factors
    if way.daily is None:
        return Share(rules.distance_unknown, note("", "distance_unknown"), known=False)
    if not way.daily:
        permille = rules.beyond_by_choice if way.accepted_far else rules.beyond
        return Share(permille, note("", _FAR_BY_BED[post.vacancy.dorm]))
    if way.metres is None:
        return Share(rules.same_county, note("", "distance_county"))
    curve = rules.by_metres_fetching if applicant.fetches else rules.by_metres
    return Share(_on_curve(curve, round(way.metres)), note("", "distance", metres=round(way.metres)))


_FAR_BY_BED = {None: "distance_far", Dorm.NONE: "far_no_bed", Dorm.FREE: "far_free_bed", Dorm.PAID: "far_paid_bed"}


def _schedule(applicant: Applicant, post: Post, way: Way, setting: Setting) -> Share:
    """Hours, shifts, heaviness and hazards, and the person's preferences that are not met."""
    rules = setting.rules.factors
    schedule = post.vacancy.schedule
    known = schedule.shift is not None or schedule.hours_per_day is not None
    left = WHOLE if known else rules.schedule_unknown
    key = "schedule_day" if known else "schedule_unknown"
    if schedule.hours_per_day is not None and schedule.hours_per_day > rules.hours:
        left -= int((schedule.hours_per_day - rules.hours) * rules.per_hour_above)
        key = "schedule_long"
    if schedule.days_per_month is not None and schedule.days_per_month > rules.days:
        left -= int((schedule.days_per_month - rules.days) * rules.per_day_above)
    if schedule.shift is Shift.ROTATING:
        left, key = left - rules.rotating, "schedule_rotating"
    elif post.nights:
        left, key = left - rules.night, "schedule_night"
    elif schedule.shift is Shift.FLEXIBLE:
        key = "schedule_flexible"
    left -= rules.physical.get(post.vacancy.physical or 0, 0)
    left -= min(rules.most_for_hazards, rules.per_hazard * len(post.vacancy.hazards or ()))
    if way.missed_preferences:
        left, key = left - rules.missed_preference * way.missed_preferences, "schedule_preference"
    return Share(max(0, left), note("", key, hours=schedule.hours_per_day), known)


def _wish(applicant: Applicant, post: Post, way: Way, setting: Setting) -> Share:
    rules = setting.rules.factors
    if way.refused:
        return Share(0, note("", "wish_refused"))
    if not applicant.wanted:
        return Share(rules.no_wish, note("", "wish_open"))
    best, because = 0, note("", "wish_other")
    for place, wish in enumerate(applicant.wanted):
        near = nearness(wish, post.trade, setting.vocabulary) * WHOLE // 100
        if wish.occupation is None and not wish.options and wish.text and wish.text in post.vacancy.title:
            near = rules.title_words
        if near < rules.nearness_from * WHOLE // 100:
            continue
        permille = near * rules.wish_by_place[min(place, len(rules.wish_by_place) - 1)] // WHOLE
        if permille > best:
            key = "wish" if near == WHOLE else "wish_near"
            best, because = permille, note("", key, work=wish.text)
    return Share(best, because)


def _stability(applicant: Applicant, post: Post, way: Way, setting: Setting) -> Share:
    rules, vacancy = setting.rules.factors, post.vacancy
    contract = rules.contract_unknown if vacancy.contract is None else rules.contract[vacancy.contract]
    if vacancy.insurance is None:
        insurance = rules.insurance_unknown
    else:
        insurance = max((rules.insurance[each] for each in vacancy.insurance), default=0)
    verified = rules.verified.get(post.employer.verified or 0, 0)
    odd = rules.odd_job if vacancy.kind is VacancyKind.ODD_JOB else 0
    permille = max(0, min(WHOLE, contract + insurance + verified + odd))
    key = "stability_contract" if vacancy.contract is not None else "stability_unknown"
    values = {"contract": vacancy.contract, "insurance": vacancy.insurance or ()}
    return Share(permille, note("", key, **values), vacancy.contract is not None or vacancy.insurance is not None)


def _work(post: Post, way: Way) -> Hashable:
    demand, demanded = post.vacancy.experience, post.demanded_trade
    named = (demanded.key, demanded.text) if demanded else None
    return post.trade.key, post.trade.text, named, demand.months if demand else None, post.vacancy.skills


def _far_off(post: Post, way: Way) -> Hashable:
    return way.metres, way.daily, way.accepted_far, post.vacancy.dorm


def _wished(post: Post, way: Way) -> Hashable:
    return post.trade.key, post.vacancy.title, way.refused


FACTORS: Mapping[str, Factor] = {
    "experience": Factor(_experience, _work, reads_person=True),
    "money": Factor(_money, lambda post, way: way.cash, reads_person=True),
    "distance": Factor(_distance, _far_off, reads_person=True),
    "schedule": Factor(_schedule, lambda post, way: (post.vacancy.id, way.missed_preferences), reads_person=False),
    "wish": Factor(_wish, _wished, reads_person=True),
    "stability": Factor(_stability, lambda post, way: post.vacancy.id, reads_person=False),
}


def _on_curve(curve: Curve, at: int) -> int:
    """Straight lines between the corners, level before the first and after the last; whole permille."""
    if at <= curve[0][0]:
        return curve[0][1]
    for (left, low), (right, high) in pairwise(curve):
        if at <= right:
            return low + (high - low) * (at - left) // (right - left)
    return curve[-1][1]
