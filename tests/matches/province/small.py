"""A small province of invented people, as a source of facts that can be sent to other processes."""

import time
from dataclasses import dataclass, replace
from decimal import Decimal

from benchmarks.province import synthetic
from benchmarks.province.size import Size
from jobmatch.matches.province.source import Part
from jobmatch.matching.facts import Vacancy, Wage, World

PEOPLE = 2_000
SIZE = Size(PEOPLE)


@dataclass(frozen=True)
class Small:
    """The facts; `day` is how many days of changed vacancies have passed, `seconds` how slowly people are read."""

    day: int = 0
    seconds: float = 0.0

    def offers(self) -> World:
        """Every day some vacancies end, some pay more, and some are new."""
        world = synthetic.offers(SIZE)
        for day in range(1, self.day + 1):
            world = replace(world, vacancies=tuple(_later(world.vacancies, day)))
        return world

    def parts(self) -> tuple[str, ...]:
        return tuple(map(str, range(SIZE.sites)))

    def version(self, part: str) -> str:
        return part

    def people(self, part: str) -> Part:
        time.sleep(self.seconds)
        (chunk,) = synthetic.people(SIZE, sites=range(int(part), int(part) + 1))
        return Part(chunk.households, chunk.people)


def _later(vacancies: tuple[Vacancy, ...], day: int) -> list[Vacancy]:
    found = []
    for place, one in enumerate(vacancies):
        match (place + day * 7) % 40:
            case 0:
                continue
            case 1:
                found.append(replace(one, wage=replace(one.wage, minimum=Decimal(6000 + day), maximum=None)))
            case 2:
                found += [one, replace(one, id=f"{one.id}-{day}", wage=Wage())]
            case _:
                found.append(one)
    return found
