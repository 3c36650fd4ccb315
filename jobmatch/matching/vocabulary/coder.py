"""The title coder: a noisy title gets national codes, best first, each with the chance that it is the right one.

The learned scores decide; likeness to a name and the resolver's reading lend weight. Unsure titles ask.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from .coder_model import CoderModel, load_model
from .name_index import name_index
from .occupations import Occupation, Tables, load_tables
from .readings import Reading, read_known
from .title_features import TitleText, title_text, weighted_grams
from .words import name_key

# What the likeness to the nearest name adds. Less guesses the labels of the development titles better; more finds what
# a reader accepts.
_NAMES = 0.1
# What a reading adds to the learned score of its code. The learned scores know how adverts are coded in practice; the
# reading knows words that no advert has taught yet. Chosen on the development titles, where more gains nothing.
_NAMED = 0.4
_SETTLED = 0.3
_SPOKEN = 0.2
_READ = 0.05
# Below this the best code is the label of the set less than half as often as not.
ASK_BELOW = 0.5
# A title that scores less, holds no known word and no sign of work names no occupation; letters alone must say more.
_LEAST_SCORE = 0.2
_LEAST_SCORE_OF_LETTERS = 0.28
_WORK = re.compile(
    r"[工员师手长岗医厨嫂姨]|经理|主管|总监|助理|顾问|专员|代表|司机|老师|教练|店|学徒|管理|负责|技术|业务|运营|设计|"
    r"策划|主任|秘书|会计|出纳|销售|测试|开发|采购|经纪|私教|红娘"
)


@dataclass(frozen=True)
class Coded:
    """One national code, its name, and the chance (0 to 1) that it is the title's."""

    code: str
    name: str
    confidence: float


@dataclass(frozen=True)
class Coding:
    """The codes of a title, best first; empty where it names no occupation. `ask` when a person should look."""

    title: str
    codes: tuple[Coded, ...]
    ask: bool


@dataclass(frozen=True, eq=False)
class TitleCoder:
    """A model with the tables it is read against."""

    model: CoderModel
    tables: Tables

    @staticmethod
    @cache
    def load() -> "TitleCoder":
        """The coder that comes with the package, ready to work."""
        return TitleCoder(load_model(), load_tables()).ready()

    def ready(self) -> "TitleCoder":
        """The same coder, its names weighed beforehand (a quarter of a second) and not with the first title."""
        name_index(self.model)
        return self

    def code(self, title: str, top: int = 3) -> Coding:
        """At most `top` codes of one title; deterministic."""
        text = title_text(title)
        reading = read_known(title)
        scores = self._scores(text, reading)
        best = _largest(scores, max(top, 2))
        if not text.core or (reading is None and not _speaks_of_work(text, float(scores[best[0]]))):
            return Coding(title, (), True)
        coded: list[Coded] = []
        highest = 1.0
        for place, number in enumerate(best[:top]):
            rival = float(scores[best[1 if place == 0 else 0]])
            highest = min(highest, _chance(self.model.calibration[min(place, 1)], float(scores[number]), rival))
            code = self.model.codes[number]
            coded.append(Coded(code, self.tables.code_names[code], round(highest, 3)))
        # A word that the resolver knows as ambiguous asks; one that it does not know is the model's to judge.
        ambiguous = reading is not None and reading.ask and bool(reading.word)
        return Coding(title, tuple(coded), ambiguous or coded[0].confidence < ASK_BELOW)

    def code_all(self, titles: Iterable[str], top: int = 3) -> list[Coding]:
        """Many titles in their order; equal titles are coded once."""
        cached = lru_cache(maxsize=200_000)(self.code)
        return [cached(title, top) for title in titles]

    def scores(self, title: str) -> NDArray[np.float64]:
        """The scores of all codes of the model for one title: what was learned, and what the reading adds."""
        return self._scores(title_text(title), read_known(title))

    def _scores(self, text: TitleText, reading: Reading | None) -> NDArray[np.float64]:
        evidence = self.model.evidence(weighted_grams(text))
        scores = self.model.scores(evidence) + _NAMES * name_index(self.model).likeness(evidence)
        if reading is not None and reading.occupation is not None:
            place = self.model.places.get(reading.occupation.kin)
            if place is not None:
                scores[place] += self._bonus(reading.occupation, text, reading)
        return scores

    def _bonus(self, occupation: Occupation, text: TitleText, reading: Reading) -> float:
        names = (name_key(occupation.name), name_key(occupation.bare_name))
        whole = reading.word == name_key(text.core)
        if whole and (reading.ask or reading.word in names):
            return _NAMED
        if reading.settled_by_title:
            return _SETTLED
        return _SPOKEN if whole and occupation.group else _READ


def _speaks_of_work(text: TitleText, best_score: float) -> bool:
    least = _LEAST_SCORE_OF_LETTERS if text.core.isascii() else _LEAST_SCORE
    return best_score >= least or _WORK.search(text.core) is not None


def _chance(calibration: tuple[float, float, float], score: float, rival: float) -> float:
    """The chance that a code is right, from its score and its distance to its strongest rival."""
    base, by_score, by_distance = calibration
    return 1.0 / (1.0 + math.exp(-(base + by_score * score + by_distance * (score - rival))))


def _largest(scores: NDArray[np.float64], count: int) -> list[int]:
    """The places of the largest scores; equal ones in the order of their codes."""
    some: list[int] = np.argpartition(-scores, count)[: count + 1].tolist()
    return sorted(some, key=lambda place: (-scores[place], place))[:count]
