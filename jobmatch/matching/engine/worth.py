"""What vacancies give in points before anybody asks: stability, schedules, pay by what is needed, skills wanted."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.engine.columns import Classes, Columns, Counts, Numbers, curve, scaled
from jobmatch.matching.factors import FACTORS, WHOLE, Way
from jobmatch.matching.pair import Setting
from jobmatch.matching.post import Post
from jobmatch.matching.seeker import Applicant

Points = NDArray[np.int16]
NOBODY = Applicant(None, None, None, None, frozenset(), None, False)


class Worth:
    """Points by place of the columns; `unknown` counts which of schedule and stability nobody has noted."""

    def __init__(self, columns: Columns, setting: Setting) -> None:
        self.columns, self.setting = columns, setting
        posts = columns.posts
        self._schedules = Classes.by((post.vacancy.schedule, post.nights, post.vacancy.physical, post.vacancy.hazards)
                                     for post in posts)  # fmt: skip
        self._stabilities = Classes.by(
            (post.vacancy.contract, post.vacancy.insurance, post.employer.verified, post.vacancy.kind) for post in posts
        )
        self._by_times: dict[int, Points] = {}
        self._money: dict[int, Points] = {}
        stability, stability_known = self._of_post("stability", self._stabilities, 0)
        _, schedule_known = self._of_post("schedule", self._schedules, 0)
        self.stability = self.points("stability", stability)
        self.unknown = (~stability_known).astype(np.uint8) + (~schedule_known).astype(np.uint8)
        wanted = [self._skills_wanted(post) for post in posts]
        self.skills = Classes.by(wanted)
        words = [wanted[first] for first in self.skills.first]
        self.number_wanted = np.array([len(each) for each in words], dtype=np.int64)
        self._wanting: dict[str, list[int]] = {}
        for number, each in enumerate(words):
            for word in {setting.vocabulary.skill(word) for word in each}:
                self._wanting.setdefault(word, []).append(number)

    @property
    def words_wanted(self) -> Iterable[str]:
        """Skills that any vacancy wants, in the words of the vocabulary."""
        return self._wanting

    def points(self, factor: str, permille: Counts) -> Points:
        """Points of a factor; half a point counts as one."""
        weight = self.setting.rules.weights[factor]
        return ((permille * weight + WHOLE // 2) // WHOLE).astype(np.int16)

    def schedule(self, times: int) -> Points:
        """For who misses so many preferences."""
        if times not in self._by_times:
            self._by_times[times] = self.points("schedule", self._of_post("schedule", self._schedules, times)[0])
        return self._by_times[times]

    def money(self, floor: int) -> Points:
        """By place in `Pay.amounts`, and last what an unknown pay gives; `floor` in parts of a yuan, 0 for none."""
        if floor not in self._money:
            self._money[floor] = self.money_by_floor(np.array([floor]))[0]
        return self._money[floor]

    def money_by_floor(self, floors: Numbers) -> Points:
        """The same for many floors, a row each."""
        rules = self.setting.rules.factors
        amounts, some = self.columns.pay.amounts * WHOLE, np.maximum(floors, 1)[:, np.newaxis]
        by_minimum = curve(rules.by_minimum, amounts // scaled(self.setting.reference_wage))
        known = np.where(floors[:, np.newaxis] > 0, curve(rules.by_floor, amounts // some), by_minimum)
        unknown = np.full((len(floors), 1), rules.money_unknown, dtype=np.int64)
        return self.points("money", np.concatenate([known, unknown], axis=1))

    def shared_skills(self, skills: tuple[str, ...]) -> list[tuple[int, int]]:
        """Of the classes of wanted skills those that share some with the person's, and the permille for it."""
        found: dict[int, int] = {}
        for word in {self.setting.vocabulary.skill(word) for word in skills}:
            for number in self._wanting.get(word, ()):
                found[number] = found.get(number, 0) + 1
        rate = self.setting.rules.factors.skills
        return [(number, rate * shared // int(self.number_wanted[number])) for number, shared in found.items()]

    def _of_post(self, factor: str, classes: Classes, missed: int) -> tuple[Numbers, NDArray[np.bool_]]:
        """A factor that reads nothing of the person, by the very function that `rank` calls."""
        way = Way(None, None, False, None, None, missed, False)
        posts = self.columns.posts
        shares = [FACTORS[factor].weigh(NOBODY, posts[first], way, self.setting) for first in classes.first]
        permille = np.array([share.permille for share in shares], dtype=np.int64)
        known = np.array([share.known for share in shares], dtype=np.bool_)
        return permille[classes.of], known[classes.of]

    def _skills_wanted(self, post: Post) -> tuple[str, ...]:
        occupation = post.trade.occupation
        named = tuple(sorted(set(post.vacancy.skills or ())))
        return named or tuple(sorted(occupation.skills if occupation else ()))
