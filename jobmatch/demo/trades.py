"""The lines of work that invented people come from, and the places they go to, from `trades.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from jobmatch.demo.market import table
from jobmatch.households.codes import Education, Function, Sex

_ORDER = tuple(Education)
_OLDEST = 75
_COLLEGE, _ASKS_FOR_SCHOOL = _ORDER.index(Education.JUNIOR_COLLEGE), _ORDER.index(Education.SENIOR_MIDDLE)


@dataclass(frozen=True)
class Trade:
    """A line of work: occupation, skills, what its posts near and far pay a month, for whom, and who does it."""

    occupation: str
    skills: tuple[str, ...]
    near: int
    far: int
    industry: str
    firm: str
    card: str | None
    school: Education
    ages: range
    men: int
    women: int

    @property
    def on_the_land(self) -> bool:
        """Whether it is farm work, for which nobody leaves the county."""
        return self.industry.startswith("A ")

    def suits(self, age: int, schooling: Education) -> bool:
        """Whether its employers would have taken somebody of this age and schooling, and a college leads there."""
        had, asked = _ORDER.index(schooling), _ORDER.index(self.school)
        return age in self.ages and had >= asked and (had < _COLLEGE or asked >= _ASKS_FOR_SCHOOL)


@dataclass(frozen=True)
class Workplace:
    """Where: the place as written down, the code of its county, and how it is called for short."""

    where: str
    division: str
    short: str


def some_trade(rng: Random, sex: Sex, age: int, schooling: Education) -> Trade:
    """A trade in which one meets people like this; the building site and the packing line take everybody."""
    fitting = [trade for trade in trades() if trade.suits(age, schooling)]
    weights = [trade.men if sex is Sex.MALE else trade.women for trade in fitting]
    return rng.choices(fitting, weights)[0]


def workplace(rng: Random, how_far: str) -> Workplace:
    """A place outside the county: `away` beyond the province, `province` within it."""
    places = _table()[how_far]
    place = rng.choices(places, [one["weight"] for one in places])[0]
    return Workplace(place["where"], place["division"], place["short"])


@cache
def needed(occupation: str) -> frozenset[Function]:
    """What the body has to do in every post of an occupation that is offered here."""
    posts = [
        frozenset(post.get("functions", ()))
        for post in table("posts.toml").values()
        if post["occupation"] == occupation
    ]
    return frozenset(map(Function, frozenset.intersection(*posts) if posts else ()))


def unwilling_because(rng: Random) -> str:
    """Why somebody wants no work now, as it is said."""
    reasons = _table()["unwilling"]
    return str(rng.choices([one["because"] for one in reasons], [one["weight"] for one in reasons])[0])


@cache
def trades() -> tuple[Trade, ...]:
    """All lines of work of the table."""
    return tuple(
        Trade(
            occupation=row["occupation"],
            skills=tuple(row["skills"]),
            near=row["near"],
            far=row["far"],
            industry=row["industry"],
            firm=row["firm"],
            card=row.get("card"),
            school=Education(row.get("school", "none")),
            ages=range(row.get("from", 16), row.get("until", _OLDEST) + 1),
            men=row["men"],
            women=row["women"],
        )
        for row in _table()["trade"]
    )


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "trades.toml").read_text(encoding="utf-8"))
