"""The ways from all homes to one place, reckoned by the engine as it reckons those from one home to all places."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.codes import Area
from jobmatch.matching.engine.homes import Home, Homes
from jobmatch.matching.facts import Employer, Parameters, Place, Vacancy
from jobmatch.matching.pair import Setting
from jobmatch.matching.post import prepare_post
from jobmatch.matching.travel import Travel, travel


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """`kinds` are those of the homes, by the daily way and the areas that hold the place; `examples` a way of each."""

    kinds: NDArray[np.intp]
    examples: tuple[Travel, ...]
    ends: Home


class AllWays:
    """Homes as if there were work at each of them: a way is as long in both directions."""

    def __init__(self, homes: Sequence[Place], setting: Setting) -> None:
        self._places, self._rules = homes, setting.rules
        posts = tuple(
            prepare_post(
                Vacancy("", "", "", place=home), Employer(""), Parameters(), setting.as_of, setting.vocabulary,
                setting.rules,
            )
            for home in homes
        )  # fmt: skip
        self._homes = Homes(posts, setting.rules)

    def to(self, place: Place) -> Ways:
        """By home, in the order of the homes, which are all different."""
        ends = self._homes.home(place)
        answers = np.stack([ends.daily, *(ends.within[area] for area in Area)])
        _, first, kinds = np.unique(answers, axis=1, return_index=True, return_inverse=True)
        examples = tuple(travel(self._places[home], place, self._rules) for home in first.tolist())
        return Ways(kinds.reshape(-1), examples, ends)
