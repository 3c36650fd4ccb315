"""Factors and penalties for all vacancies at once: what `factors` and `penalties` give pair by pair.

The lines come in the order in which `rank` prints them; a penalty that takes nothing more, because nothing is left,
still stands.
"""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from jobmatch.matching.codes import VacancyKind
from jobmatch.matching.engine.columns import (
    NO,
    UNKNOWN,
    YES,
    Answers,
    Classes,
    Columns,
    Flags,
    Numbers,
    curve,
    judged,
    scaled,
)
from jobmatch.matching.engine.rows import AGE_PREF, ASK_EMPLOYER, COURSE, HEALTHCERT, UNASKED, WAIT_DATE
from jobmatch.matching.engine.trades import Trades
from jobmatch.matching.engine.ways import Ways
from jobmatch.matching.factors import FACTORS, WHOLE, Way
from jobmatch.matching.pair import Setting
from jobmatch.matching.penalties import HEAVY_FROM, heaviest_named
from jobmatch.matching.seeker import Applicant, Seeker, Stint
from jobmatch.matching.trades import Trade

# Fixes in the order of their codes, as the penalties for them are taken.
_FIXES = ((ASK_EMPLOYER, "errand"), (COURSE, "course"), (HEALTHCERT, "errand"), (WAIT_DATE, "errand"))
# What was done of the work of a vacancy, as the penalties ask about it.
NOT_TOLD, NONE_DONE, NEAR_DONE, SAME_DONE, SKILLS_HAD = range(5)
NOBODY = Applicant(None, None, None, None, frozenset(), None, False)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the score: its points at every vacancy, and where it stands at all."""

    factor: str
    points: Numbers
    stands: Flags


@dataclass(frozen=True, slots=True)
class Met:
    """How one person meets every vacancy: what the gates, the limits and the way have found."""

    seeker: Seeker
    ways: Ways
    findings: Numbers
    missed: Numbers
    unwanted: Flags
    experienced: Answers
    sure_months: Numbers
    cash_known: Flags
    cash: Numbers


class Points:
    """The points of person after person over one set of columns."""

    def __init__(self, columns: Columns, trades: Trades, setting: Setting) -> None:
        posts = columns.posts
        self.columns, self.trades, self.setting = columns, trades, setting
        self._schedules: dict[int, tuple[Numbers, Flags]] = {}
        self._shared: dict[tuple[str, ...], Numbers] = {}
        self._stability = self._of_post("stability", 0)
        self._wanted = Classes.by(self._skills_wanted(place) for place in range(len(posts)))
        self._number_wanted = judged(self._wanted, lambda place: len(self._skills_wanted(place)))
        self._full = np.array([self._full_months(place) for place in range(len(posts))], dtype=np.int64)
        demands = [post.vacancy.experience for post in posts]
        self._practice = np.array([each is not None and each.months != 0 for each in demands], dtype=np.bool_)
        self._levels = np.array([post.vacancy.physical or 0 for post in posts], dtype=np.int64)
        kinds = [post.vacancy.kind for post in posts]
        self._at_home = np.array([kind is VacancyKind.HOME_PIECEWORK for kind in kinds], dtype=np.bool_)
        self._teaches = np.array([kind is VacancyKind.APPRENTICESHIP for kind in kinds], dtype=np.bool_)

    def lines(self, met: Met) -> list[Line]:
        """All lines, factors first."""
        applicant = met.seeker.applicant
        did, permille_done = self._experience(applicant)
        schedule, schedule_known = self._schedule(met.missed)
        wish = self._wish(applicant, met.unwanted)
        known = (
            np.full(self.columns.number, applicant.stints is not None),
            met.cash_known,
            met.ways.daily != UNKNOWN,
            schedule_known,
            self._stability[1],
        )
        given = {
            "experience": permille_done,
            "money": self._money(applicant, met),
            "distance": self._distance(applicant, met.ways),
            "schedule": schedule,
            "wish": wish,
            "stability": self._stability[0],
        }
        everywhere = np.ones(self.columns.number, dtype=np.bool_)
        weights = self.setting.rules.weights
        lines = [
            Line(name, (permille * weights[name] + WHOLE // 2) // WHOLE, everywhere) for name, permille in given.items()
        ]
        missing = np.sum([~each for each in known], axis=0)
        unsure: Flags = missing >= self.setting.rules.factors.unknown_factors
        wished = (wish > 0) & ~met.unwanted if applicant.wanted else np.zeros(self.columns.number, dtype=np.bool_)
        return lines + self._penalties(met, did, wished, unsure, lines)

    def _penalties(self, met: Met, did: Numbers, wished: Flags, unsure: Flags, lines: list[Line]) -> list[Line]:
        applicant = met.seeker.applicant
        unasked = (met.findings & UNASKED != 0) | (self._practice if applicant.stints is None else False)
        wants = self._practice & ~unasked
        novice_pieces = self.columns.pieces & (met.experienced != YES)
        to_learn = novice_pieces & ~self._at_home if applicant.learns is False else np.zeros_like(novice_pieces)
        reasons = [(name, met.findings & flag != 0) for flag, name in _FIXES]
        reasons += [
            ("unsure", unsure),
            ("unasked", unasked),
            ("untrained", wants & (did == NONE_DONE)),
            ("practice", wants & (did == NEAR_DONE)),
            ("unlearned", ~unasked & (did == NONE_DONE) & ~wants & to_learn & ~wished),
            ("age_wish", met.findings & AGE_PREF != 0),
            ("heavier", self._heavier(applicant)),
            ("trained", self._teaches & (met.sure_months >= self.setting.rules.experienced_months)),
            ("no_living", self._no_living(applicant, met)),
            ("no_bed", (met.ways.daily == NO) & self.columns.no_dorm),
        ]
        left = np.sum([line.points for line in lines], axis=0)
        taken = []
        for name, stands in reasons:
            points = np.where(stands, np.minimum(left, self.setting.rules.penalties[name]), 0)
            left = left - points
            taken.append(Line(name, -points, stands))
        return taken

    def _experience(self, applicant: Applicant) -> tuple[Numbers, Numbers]:
        """What was done, and its permille."""
        rules = self.setting.rules.factors
        best = np.zeros(self.columns.number, dtype=np.int64)
        did = np.full(self.columns.number, NONE_DONE if applicant.stints is not None else NOT_TOLD)
        for stint in applicant.stints or ():
            near, permille = self._stint(stint)
            better = (near >= rules.nearness_from) & (permille > best)
            best = np.where(better, permille, best)
            did = np.where(better, np.where(near == 100, SAME_DONE, NEAR_DONE), did)
        shared, wanted = self._skills(applicant), self._number_wanted
        has = shared > 0
        more = np.minimum(WHOLE, best + rules.skills * shared // np.maximum(wanted, 1))
        best = np.where(has, more, best)
        did = np.where(has & (did == NONE_DONE), SKILLS_HAD, did)
        return did, best

    def _stint(self, stint: Stint) -> tuple[Numbers, Numbers]:
        near = self.trades.near_to_demand(stint.trade)
        months = np.minimum(stint.months or 0, self._full)
        weight = self.setting.rules.factors.evidence[stint.evidence]
        return near, near * weight * months // (100 * self._full)

    def _skills(self, applicant: Applicant) -> Numbers:
        skills = applicant.skills or ()
        if skills not in self._shared:
            vocabulary = self.setting.vocabulary
            rows = [
                len(vocabulary.shared_skills(skills, wanted)) if wanted and skills else 0
                for wanted in map(self._skills_wanted, self._wanted.first)
            ]
            self._shared[skills] = np.array(rows, dtype=np.int64)
        return self._shared[skills][self._wanted.of]

    def _skills_wanted(self, place: int) -> tuple[str, ...]:
        post = self.columns.posts[place]
        occupation = post.trade.occupation
        named = tuple(sorted(set(post.vacancy.skills or ())))
        return named or tuple(sorted(occupation.skills if occupation else ()))

    def _full_months(self, place: int) -> int:
        demand = self.columns.posts[place].vacancy.experience
        return (demand.months if demand else None) or self.setting.rules.factors.full_months

    def _money(self, applicant: Applicant, met: Met) -> Numbers:
        rules = self.setting.rules.factors
        corners, against = (
            (rules.by_floor, applicant.wage_floor)
            if applicant.wage_floor
            else (rules.by_minimum, self.setting.reference_wage)
        )
        permille = curve(corners, met.cash * WHOLE // scaled(against))
        return np.where(met.cash_known, permille, rules.money_unknown)

    def _distance(self, applicant: Applicant, ways: Ways) -> Numbers:
        rules = self.setting.rules.factors
        far = np.where(ways.lies_in(applicant.accepts), rules.beyond_by_choice, rules.beyond)
        near = curve(rules.by_metres_fetching if applicant.fetches else rules.by_metres, ways.metres)
        daily = np.where(ways.metres_known, near, rules.same_county)
        return np.where(ways.daily == UNKNOWN, rules.distance_unknown, np.where(ways.daily == YES, daily, far))

    def _schedule(self, missed: Numbers) -> tuple[Numbers, Flags]:
        permille = np.zeros(self.columns.number, dtype=np.int64)
        known = np.zeros(self.columns.number, dtype=np.bool_)
        for times in np.unique(missed):
            if int(times) not in self._schedules:
                self._schedules[int(times)] = self._of_post("schedule", int(times))
            there = missed == times
            permille = np.where(there, self._schedules[int(times)][0], permille)
            known = np.where(there, self._schedules[int(times)][1], known)
        return permille, known

    def _of_post(self, factor: str, missed: int) -> tuple[Numbers, Flags]:
        """A factor that reads nothing of the person, by the very function that `rank` calls."""
        way = Way(None, None, False, None, None, missed, False)
        shares = [FACTORS[factor].weigh(NOBODY, post, way, self.setting) for post in self.columns.posts]
        return (
            np.array([share.permille for share in shares], dtype=np.int64),
            np.array([share.known for share in shares], dtype=np.bool_),
        )

    def _wish(self, applicant: Applicant, unwanted: Flags) -> Numbers:
        rules = self.setting.rules.factors
        if not applicant.wanted:
            return np.where(unwanted, 0, rules.no_wish)
        best = np.zeros(self.columns.number, dtype=np.int64)
        for place, wish in enumerate(applicant.wanted):
            near = self._near_to_wish(wish)
            permille = near * rules.wish_by_place[min(place, len(rules.wish_by_place) - 1)] // WHOLE
            best = np.where((near >= rules.nearness_from * WHOLE // 100) & (permille > best), permille, best)
        return np.where(unwanted, 0, best)

    def _near_to_wish(self, wish: Trade) -> Numbers:
        near = self.trades.near(wish) * WHOLE // 100
        if wish.occupation is None and not wish.options and wish.text:
            return np.where(self.trades.stands_in_title(wish.text), self.setting.rules.factors.title_words, near)
        return near

    def _heavier(self, applicant: Applicant) -> Flags:
        usual = heaviest_named(applicant)
        if usual is None:
            return np.zeros(self.columns.number, dtype=np.bool_)
        return (self._levels >= HEAVY_FROM) & (self._levels > usual)

    def _no_living(self, applicant: Applicant, met: Met) -> Flags:
        floor = applicant.wage_floor
        if floor is None:
            return np.zeros(self.columns.number, dtype=np.bool_)
        return met.cash_known & (met.cash * 2 < scaled(floor))


def gain(cash: Numbers, present: Decimal, needed: Decimal) -> Flags:
    """Where the pay is the needed multiple of the present pay."""
    ratio = needed.as_integer_ratio()
    return cash * ratio[1] >= scaled(present) * ratio[0]
