"""Who might share a bus after the Spring Festival: the same city on the same day, families together. Pure.

Greedy: the largest families first, each on the first bus that still has room for all of it. That may need one bus more
than the fewest possible and never overfills one; a family larger than a bus is the only one that is parted.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Traveller:
    """Somebody who wants a seat: to which county (six digits) and on which day."""

    return_id: int
    household_id: int
    destination: str
    leaves_on: date


@dataclass(frozen=True)
class Bus:
    """A bus that might go: `division` is the city (six digits that end in 00)."""

    division: str
    leaves_on: date
    return_ids: tuple[int, ...]


def city_of(division: str) -> str:
    """The city to which a county belongs: where a bus can go."""
    return f"{division[:4]}00"


def proposed(travellers: Iterable[Traveller], seats: int) -> tuple[Bus, ...]:
    """Buses of so many seats, by day and city; the same for the same travellers in whatever order."""
    if seats < 1:
        raise ValueError("a bus has at least one seat")
    together: dict[tuple[date, str], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for one in travellers:
        together[one.leaves_on, city_of(one.destination)][one.household_id].append(one.return_id)
    return tuple(
        Bus(city, day, tuple(bus))
        for (day, city), families in sorted(together.items())
        for bus in _buses([sorted(families[number]) for number in sorted(families)], seats)
    )


def _buses(families: Sequence[Sequence[int]], seats: int) -> list[list[int]]:
    parts = [family[first : first + seats] for family in families for first in range(0, len(family), seats)]
    buses: list[list[int]] = []
    for part in sorted(parts, key=lambda one: (-len(one), one)):
        room = next((bus for bus in buses if len(bus) + len(part) <= seats), None)
        if room is None:
            buses.append(list(part))
        else:
            room.extend(part)
    return buses
