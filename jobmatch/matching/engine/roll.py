"""People as columns that know nothing of vacancies: what each gate and factor reads of a person, equal facts once.

A roll is made once from the facts and serves every set of vacancies. Facts are numbered by a `Register`, so that rolls
of the same register can be compared.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.codes import Area, Capacity, Education, Function, Limit, Mandarin, Reading, Sex
from jobmatch.matching.engine.columns import bits, scaled
from jobmatch.matching.engine.works import meaning
from jobmatch.matching.facts import Certificate, Constraint, Place
from jobmatch.matching.gates.limits import BARRING
from jobmatch.matching.penalties import heaviest_named
from jobmatch.matching.rules import Rules
from jobmatch.matching.seeker import Seeker
from jobmatch.matching.trades import Trade

K = TypeVar("K", bound=Hashable)
# Heavier than all there is: for who has named no work whose level is known.
ANY_LEVEL = 99
NOT_KNOWN = -1
YEAR = 10_000


def day_number(day: date | None) -> int:
    """19970228 for 28 February 1997, 0 for a day that nobody knows; a year is YEAR."""
    return 0 if day is None else day.year * YEAR + day.month * 100 + day.day


class Numbered(Generic[K]):
    """Things by number, numbered as they come."""

    def __init__(self) -> None:
        self._numbers: dict[K, int] = {}
        self.things: list[K] = []

    def number(self, thing: K) -> int:
        """The number of a thing."""
        number = self._numbers.setdefault(thing, len(self.things))
        if number == len(self.things):
            self.things.append(thing)
        return number


class Trades:
    """Words for work by number; words that mean the same have one."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}
        self.things: list[Trade] = []

    def number(self, trade: Trade) -> int:
        """The number of a trade."""
        number = self._numbers.setdefault(meaning(trade), len(self.things))
        if number == len(self.things):
            self.things.append(trade)
        return number


# Facts of a person that gates read, each with a number in the register of the same name.
FACTS = (
    "home", "protection", "education", "capacity", "limits", "reading", "mandarin", "certificates", "days", "binding",
    "refused", "left", "available", "reach", "skills",
)  # fmt: skip
PERSON = np.dtype(
    [(name, "i4") for name in FACTS]
    + [("birth", "i4"), ("usual_level", "i4")]
    + [(name, "i4") for name in ("stint_from", "stint_to", "wish_from", "wish_to")]
    + [("closed", "i8"), ("present", "i8"), ("floor", "i8")]
    + [(name, "?") for name in ("in_work", "refuses_learning", "told", "has_wishes", "bound")]
)


@dataclass(frozen=True, slots=True)
class Roll:
    """People by number. `each` is structured as PERSON: numbers of facts, the birth date as 19970228 (0 where it is not
    known), gates that stand everywhere as bits, amounts in parts of a yuan (NOT_KNOWN where there is none); `bound`
    are those who go only with others. `stints` are trade, months, whether they were told, permille by evidence;
    `wishes` are trade and permille by place."""

    ids: tuple[str, ...]
    each: NDArray[np.void]
    stints: NDArray[np.int32]
    wishes: NDArray[np.int32]


class Register:
    """The facts by number."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.home = Numbered[Place]()
        self.protection = Numbered[tuple[Sex | None, bool]]()
        self.education = Numbered[Education | None]()
        self.capacity = Numbered[Capacity | None]()
        self.limits = Numbered[tuple[tuple[Function, Limit], ...] | None]()
        self.reading = Numbered[Reading | None]()
        self.mandarin = Numbered[Mandarin | None]()
        self.certificates = Numbered[tuple[Certificate, ...] | None]()
        self.days = Numbered[int | None]()
        self.binding = Numbered[tuple[Constraint, ...]]()
        self.refused = Numbered[tuple[tuple[Constraint, Trade], ...]]()
        self.left = Numbered[tuple[str | None, ...]]()
        self.available = Numbered[date | None]()
        self.reach = Numbered[tuple[frozenset[Area], bool]]()
        self.skills = Numbered[tuple[str, ...]]()
        self.trades = Trades()

    def roll(self, seekers: Iterable[Seeker]) -> Roll:
        """People as a roll, in their order; raises InexactAmountError."""
        ids, each = [], []
        stints: list[tuple[int, int, bool, int]] = []
        wishes: list[tuple[int, int]] = []
        for seeker in seekers:
            began = len(stints), len(wishes)
            stints += self._stints(seeker)
            wishes += self._wishes(seeker)
            ids.append(seeker.person.id)
            each.append((
                *self._facts(seeker), day_number(seeker.person.birth_date), self._level(seeker),
                began[0], len(stints), began[1], len(wishes), *_figures(seeker),
            ))  # fmt: skip
        return Roll(
            tuple(ids),
            np.array(each, dtype=PERSON),
            np.array(stints, dtype=np.int32).reshape(-1, 4),
            np.array(wishes, dtype=np.int32).reshape(-1, 2),
        )

    def _facts(self, seeker: Seeker) -> tuple[int, ...]:
        person, applicant = seeker.person, seeker.applicant
        left = tuple(each.employer for each in person.left or () if each.reason in BARRING)
        return (
            self.home.number(seeker.place),
            self.protection.number((person.sex, bool(person.protections))),
            self.education.number(person.education),
            self.capacity.number(person.capacity),
            self.limits.number(person.limits),
            self.reading.number(person.reading),
            self.mandarin.number(person.mandarin),
            self.certificates.number(person.certificates),
            self.days.number(person.training_days_max),
            self.binding.number(seeker.binding),
            self.refused.number(seeker.refused),
            self.left.number(left),
            self.available.number(person.available_from),
            self.reach.number((applicant.accepts, applicant.fetches)),
            self.skills.number(applicant.skills or ()),
        )

    def _stints(self, seeker: Seeker) -> list[tuple[int, int, bool, int]]:
        evidence = self.rules.factors.evidence
        return [
            (self.trades.number(one.trade), one.months or 0, one.months is not None, evidence[one.evidence])
            for one in seeker.applicant.stints or ()
        ]

    def _wishes(self, seeker: Seeker) -> list[tuple[int, int]]:
        by_place = self.rules.factors.wish_by_place
        return [
            (self.trades.number(wish), by_place[min(place, len(by_place) - 1)])
            for place, wish in enumerate(seeker.applicant.wanted or ())
        ]

    def _level(self, seeker: Seeker) -> int:
        usual = heaviest_named(seeker.applicant)
        return ANY_LEVEL if usual is None else usual


def _figures(seeker: Seeker) -> tuple[int | bool, ...]:
    person, applicant = seeker.person, seeker.applicant
    present = person.current_wage if seeker.in_work else None
    return (
        bits(seeker.standing),
        NOT_KNOWN if present is None else scaled(present),
        NOT_KNOWN if applicant.wage_floor is None else scaled(applicant.wage_floor),
        bool(seeker.in_work),
        applicant.learns is False,
        applicant.stints is not None,
        bool(applicant.wanted),
        bool(seeker.together),
    )
