"""Everything about one person at once: gates, points, groups and public posts; and the best of the list."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from jobmatch.matching.engine.columns import BIT, NO, UNKNOWN, YES, Answers, Classes, Flags, Numbers, columns
from jobmatch.matching.engine.limits import Limits
from jobmatch.matching.engine.points import Line, Met, Points, gain
from jobmatch.matching.engine.rows import GATES, Rows, apart, outcome
from jobmatch.matching.engine.trades import Trades
from jobmatch.matching.engine.ways import Atlas
from jobmatch.matching.gates.body import body
from jobmatch.matching.gates.demands import demands
from jobmatch.matching.gates.groups import together
from jobmatch.matching.gates.law import protection, schooling
from jobmatch.matching.ground import Ground
from jobmatch.matching.notes import Found, Gate
from jobmatch.matching.pair import Pair
from jobmatch.matching.post import Post
from jobmatch.matching.seeker import Seeker

TOP = 20


@dataclass(frozen=True, slots=True)
class Scored:
    """A vacancy of somebody's list."""

    vacancy: str
    score: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """One person against every vacancy, in the order of the posts: `gates` as bits, `lines` of the score, `order` of
    those that pass, best first."""

    gates: Numbers
    lines: tuple[Line, ...]
    score: Numbers
    gains: Flags
    order: Numbers


class Engine:
    """Judges person after person over one ground; raises InexactAmountError where amounts have too many decimals.

    With `every_gate` all gates that stop somebody are told; without, what is closed already is not looked at again.
    """

    def __init__(self, ground: Ground, *, every_gate: bool = True) -> None:
        setting, posts = ground.setting, ground.posts
        self.ground, self.every_gate = ground, every_gate
        self.columns = columns(ground)
        # What others look at of those who go together: judged once, and kept.
        self._alone: dict[str, Met] = {}
        self._settled: dict[str, Met] = {}
        self._trades = Trades(self.columns, setting.vocabulary)
        self._points = Points(self.columns, self._trades, setting)
        self._limits = Limits(self.columns, self._trades)
        self._atlas = Atlas(posts, setting.rules)
        self._protection = Rows(posts, setting, protection, lambda post: (
            post.vacancy.age, post.vacancy.hazards, post.vacancy.physical, post.vacancy.functions, post.nights,
        ))  # fmt: skip
        self._schooling = Rows(posts, setting, schooling, lambda post: post.vacancy.education)
        self._body = Rows(posts, setting, body, lambda post: (
            post.vacancy.physical, post.vacancy.schedule.hours_per_day, post.nights, post.vacancy.functions,
            post.vacancy.reading, post.vacancy.mandarin,
        ))  # fmt: skip
        demanding = [place for place, post in enumerate(posts) if post.vacancy.certificates or post.vacancy.experience]
        self._demanding = np.array(demanding, dtype=np.int64)
        self._demands = Classes.by(_demanded(posts[place]) for place in demanding)

    def judge(self, person: str) -> Verdict:
        """Everything about one person. KeyError where the ground does not know the person."""
        met = self._settle(person)
        seeker = self.ground.seekers[person]
        if seeker.together:
            findings = met.findings.copy()
            self._go_together(seeker, findings, self.columns.public, self._settle)
            met = replace(met, findings=findings)
        lines = tuple(self._points.lines(met))
        score = np.sum([line.points for line in lines], axis=0)
        gains = self._gains(met)
        return Verdict(met.findings & GATES, lines, score, gains, self._order(met, score, gains))

    def top(self, person: str, most: int = TOP) -> list[Scored]:
        """The best of a person's list."""
        verdict = self.judge(person)
        return [
            Scored(self.ground.posts[place].vacancy.id, int(verdict.score[place])) for place in verdict.order[:most]
        ]

    def _settle(self, person: str) -> Met:
        """Gates of the person alone everywhere, groups on the market, and who may have a public post at all."""
        if person in self._settled:
            return self._settled[person]
        met, seeker = self._judge_alone(person), self.ground.seekers[person]
        findings = met.findings.copy()
        if seeker.together:
            self._go_together(seeker, findings, ~self.columns.public, self._judge_alone)
        rules = self.ground.setting.rules
        has_market = bool(((findings & GATES == 0) & self.columns.market).any())
        closed = self.columns.public & (has_market or bool(seeker.in_work))
        if seeker.person.birth_date is not None:
            closed |= self.columns.public & (self._ages(seeker) > rules.public_post_most)
        findings[closed] |= BIT[Gate.TARGET]
        settled = replace(met, findings=findings)
        if person in self.ground.grouped:
            self._settled[person] = settled
        return settled

    def _judge_alone(self, person: str) -> Met:
        if person in self._alone:
            return self._alone[person]
        seeker = self.ground.seekers[person]
        ways = self._atlas.ways_from(seeker.place)
        findings, missed, unwanted = self._limits.of(seeker, ways)
        findings |= self.columns.open_gates
        for each in seeker.standing.gates:
            findings |= BIT[Gate(each.code)]
        one = seeker.person
        findings |= self._schooling.of(one.education, seeker)
        findings |= self._body.of((one.capacity, one.limits, one.reading, one.mandarin), seeker)
        findings |= self._protected(seeker)
        experienced, sure_months = self._practised(seeker)
        findings[self.columns.novice_breaks_law & (experienced == NO)] |= BIT[Gate.WAGE_LAW_NOVICE]
        self._demand(seeker, findings)
        skilled = experienced == YES
        met = Met(
            seeker, ways, findings, missed, unwanted, experienced, sure_months,
            np.where(skilled, self.columns.cash_known[1], self.columns.cash_known[0]),
            np.where(skilled, self.columns.cash[1], self.columns.cash[0]),
        )  # fmt: skip
        if person in self.ground.grouped:
            self._alone[person] = met
        return met

    def _protected(self, seeker: Seeker) -> Numbers:
        """What statute says of sex, motherhood and the age on the day of each vacancy."""
        one = seeker.person
        key = one.sex, bool(one.protections)
        if one.birth_date is None:
            return self._protection.of((*key, None), seeker)
        ages = self._ages(seeker)
        found = np.zeros(len(ages), dtype=np.int64)
        for age in np.unique(ages):
            row = self._protection.of((*key, int(age)), seeker, int(age))
            found = np.where(ages == age, row, found)
        return found

    def _ages(self, seeker: Seeker) -> Numbers:
        ages = [seeker.age_on(post_day) for post_day in self.columns.days]
        return np.array(ages, dtype=np.int64)[self.columns.day]

    def _practised(self, seeker: Seeker) -> tuple[Answers, Numbers]:
        """Whether the person counts as experienced, and the months surely worked in the trade of each vacancy."""
        enough = self.ground.setting.rules.experienced_months
        number = self.columns.number
        sure = np.zeros(number, dtype=np.int64)
        if seeker.applicant.stints is None:
            return np.full(number, UNKNOWN, dtype=np.int8), sure
        possible, open_ended = sure.copy(), np.zeros(number, dtype=np.bool_)
        for stint in seeker.applicant.stints:
            same = self._trades.same(stint.trade)
            maybe = self._trades.maybe(stint.trade) & ~same
            sure += np.where(same, stint.months or 0, 0)
            possible += np.where(maybe, stint.months or 0, 0)
            if stint.months is None:
                open_ended |= same | maybe
        doubtful = (sure < enough) & (open_ended | (sure + possible >= enough))
        return np.where(sure >= enough, YES, np.where(doubtful, UNKNOWN, NO)).astype(np.int8), sure

    def _demand(self, seeker: Seeker, findings: Numbers) -> None:
        """Certificates, courses and years: read by the gate itself, once for all vacancies that demand the same."""
        open_still = findings[self._demanding] & GATES == 0
        looked_at = open_still | self.every_gate
        found = np.zeros(len(self._demands.first), dtype=np.int64)
        for number in np.unique(self._demands.of[looked_at]):
            post = self.ground.posts[self._demanding[self._demands.first[number]]]
            found[number] = outcome(demands, apart(seeker, post), self.ground.setting)
        findings[self._demanding] |= found[self._demands.of]

    def _go_together(self, seeker: Seeker, findings: Numbers, where: Flags, results: Callable[[str], Met]) -> None:
        looked_at = where if self.every_gate else where & (findings & GATES == 0)
        for place in np.nonzero(looked_at)[0].tolist():

            def passes(other: str, place: int = place) -> bool | None:
                return bool(results(other).findings[place] & GATES == 0) if other in self.ground.seekers else None

            def gate(pair: Pair, _setting: object, found: Found) -> None:
                together(seeker, pair.post, self.ground.seekers, passes, found)

            findings[place] |= outcome(gate, apart(seeker, self.ground.posts[place]), self.ground.setting)

    def _gains(self, met: Met) -> Flags:
        present = met.seeker.person.current_wage if met.seeker.in_work else None
        if present is None:
            return np.ones(self.columns.number, dtype=np.bool_)
        return ~met.cash_known | gain(met.cash, present, self.ground.setting.rules.gain)

    def _order(self, met: Met, score: Numbers, gains: Flags) -> Numbers:
        """What is no gain after what is one; of equal scores the higher cash, unknown last, then the id."""
        places = np.nonzero(met.findings & GATES == 0)[0]
        keys = (places, -met.cash[places], ~met.cash_known[places], -score[places], ~gains[places])
        return places[np.lexsort(keys)]


def _demanded(post: Post) -> tuple[object, ...]:
    """All that the gate of demands reads of a vacancy, but which of two courses it would name."""
    vacancy, demand = post.vacancy, post.vacancy.experience
    trade = (post.demanded_trade or post.trade) if demand is not None and demand.strict else None
    return vacancy.certificates, demand, trade, vacancy.start, vacancy.expires, post.day
