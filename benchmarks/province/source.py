"""The synthetic province as a source of the batch, with a day on which one vacancy in a hundred has changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from benchmarks.province.size import Size
from benchmarks.province.synthetic import SEED, offers, people
from jobmatch.matches.province.source import Part
from jobmatch.matching.facts import Vacancy, World

ONE_IN = 100


@dataclass(frozen=True, slots=True)
class Synthetic:
    """Some of the sites, all when none are named; `later` is the day after."""

    size: Size
    sites: tuple[int, ...] = ()
    later: bool = False

    def offers(self) -> World:
        """All vacancies; on the day after one in a hundred pays more, one of three of those is a new one."""
        world = offers(self.size, SEED)
        if not self.later:
            return world
        return replace(world, vacancies=tuple(map(_changed, range(len(world.vacancies)), world.vacancies)))

    def parts(self) -> Sequence[str]:
        """Sites by number."""
        return tuple(map(str, self.sites or range(self.size.sites)))

    def version(self, part: str) -> str:
        """Nobody changes."""
        return part

    def people(self, part: str) -> Part:
        """The people of a site."""
        (chunk,) = people(self.size, SEED, range(int(part), int(part) + 1))
        return Part(chunk.households, chunk.people)


def _changed(place: int, one: Vacancy) -> Vacancy:
    if place % ONE_IN:
        return one
    more = replace(one, wage=replace(one.wage, minimum=(one.wage.minimum or Decimal(0)) + 100, maximum=None))
    return replace(more, id=f"{one.id}-new") if place % 3 == 0 else more
