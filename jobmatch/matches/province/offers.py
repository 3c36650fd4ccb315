"""The offers of a run made ready, with what tells them from those of another run."""

import json
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import numpy as np

from jobmatch.matches.province.files import written
from jobmatch.matches.province.lists import Lists
from jobmatch.matches.province.source import Part
from jobmatch.matching.engine.columns import Numbers
from jobmatch.matching.engine.engine import Engine
from jobmatch.matching.facts import World
from jobmatch.matching.ground import Ground, populate, prepare
from jobmatch.matching.rules import Rules, load_rules
from jobmatch.matching.vocabulary import Vocabulary

OFFERS = "offers.json"


class UnusableListsError(LookupError):
    """The files in a folder are not those of a run that has ended, or not of this one."""


@dataclass(frozen=True)
class Digests:
    """What the offers of a day come to: `frame` stands for the day, the rules, the parameters, sites and courses; each
    vacancy with its employer has one of its own. `amounts` are `Pay.amounts`."""

    as_of: date
    frame: str
    vacancies: dict[str, str]
    amounts: tuple[int, ...]

    @cached_property
    def whole(self) -> str:
        """One for everything."""
        return _digest([self.frame, *(f"{name} {digest}" for name, digest in sorted(self.vacancies.items()))])


class Offers:
    """The vacancies of a run with their engine."""

    def __init__(self, world: World, form: str | None = None) -> None:
        self.world = world
        self.ground: Ground = prepare(world, Vocabulary.load(), load_rules())
        self.engine = Engine(self.ground, form)
        self.digests = digests(world, self.ground.setting.rules, self.engine.columns.pay.amounts)

    def meet(self, part: Part) -> Engine:
        """The engine with the people of a part."""
        world = replace(self.world, households=part.households, people=part.people)
        self.engine.enrol(populate(self.ground, world))
        return self.engine

    def lists(self, stamp: str, part: Part, most: int) -> Lists:
        """The best `most` vacancies of everybody in a part."""
        found = self.meet(part).lists(part.asking, most)
        return Lists.of(stamp, found, np.array([len(keys) < most for keys in found.values()], dtype=np.bool_))


def digests(world: World, rules: Rules, amounts: Numbers) -> Digests:
    """The facts are frozen records of plain values: they read the same whenever they are the same."""
    employers = {employer.id: repr(employer) for employer in world.employers}
    frame = _digest([str(world.as_of), rules.hash, repr(world.parameters), repr(world.sites), repr(world.courses)])
    each = {one.id: _digest([repr(one), employers[one.employer]]) for one in world.vacancies}
    return Digests(world.as_of, frame, each, tuple(amounts.tolist()))


def write_digests(folder: Path, found: Digests) -> None:
    """Beside the lists that were made of them."""
    document = {
        "as_of": found.as_of.isoformat(), "frame": found.frame, "vacancies": found.vacancies, "amounts": found.amounts
    }  # fmt: skip
    with written(folder / OFFERS) as file:
        file.write(json.dumps(document).encode())


def read_digests(folder: Path) -> Digests:
    """Raises UnusableListsError where no run has come so far."""
    try:
        document = json.loads((folder / OFFERS).read_text(encoding="utf-8"))
        return Digests(
            date.fromisoformat(document["as_of"]), document["frame"], document["vacancies"], tuple(document["amounts"])
        )
    except FileNotFoundError as error:
        raise UnusableListsError(f"no run has come to its end in {folder} yet") from error
    except (KeyError, TypeError, ValueError) as error:
        raise UnusableListsError(f"{folder / OFFERS} was not written by a run of this program") from error


def _digest(words: list[str]) -> str:
    return sha256("\n".join(words).encode()).hexdigest()
