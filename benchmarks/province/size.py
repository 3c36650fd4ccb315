"""How large the synthetic province is: everything in proportion to its labourers, on one fixed day."""

from dataclasses import dataclass
from datetime import date

DAY = date(2026, 6, 1)

_PEOPLE_PER_HOUSEHOLD = 2
_PEOPLE_PER_VACANCY = 10
_PEOPLE_PER_COURSE = 600
_MOST_PER_EMPLOYER = 4
# Of 300,000 households 133,866 have nobody in work; a site has 333 households.
_WITHOUT_WORK, _OF_HOUSEHOLDS = 133_866, 300_000
_HOUSEHOLDS_PER_SITE = 1000 / 3
# Labourers of twenty households one after another: two on average.
_LABOURERS = (2, 1, 3, 2, 1, 2, 2, 1, 3, 2, 1, 4, 2, 1, 2, 3, 2, 1, 2, 3)


@dataclass(frozen=True, slots=True)
class Size:
    """A province of so many labourers; ValueError where they are not a multiple of forty, as twenty households are."""

    people: int

    def __post_init__(self) -> None:
        if self.people <= 0 or self.people % sum(_LABOURERS):
            raise ValueError(f"{self.people} labourers: it must be a multiple of {sum(_LABOURERS)}")

    @staticmethod
    def of_sites(sites: int) -> "Size":
        """A province with so many sites; of a very small one the number of its people is only near."""
        twenty = sum(_LABOURERS)
        return Size(max(1, round(sites * _HOUSEHOLDS_PER_SITE * _PEOPLE_PER_HOUSEHOLD / twenty)) * twenty)

    @property
    def households(self) -> int:
        return self.people // _PEOPLE_PER_HOUSEHOLD

    @property
    def sites(self) -> int:
        return max(1, round(self.households / _HOUSEHOLDS_PER_SITE))

    @property
    def vacancies(self) -> int:
        return self.people // _PEOPLE_PER_VACANCY

    @property
    def employers(self) -> int:
        """At least so many; the exact number is drawn."""
        return max(1, self.vacancies // _MOST_PER_EMPLOYER)

    @property
    def courses(self) -> int:
        return max(6, self.people // _PEOPLE_PER_COURSE)

    def labourers_of(self, household: int) -> int:
        """How many labourers household number so many has."""
        return _LABOURERS[household % len(_LABOURERS)]

    def nobody_works(self, household: int) -> bool:
        """Whether nobody of household number so many is in work; spread evenly, and exact for the whole."""
        before, after = (number * _WITHOUT_WORK // _OF_HOUSEHOLDS for number in (household, household + 1))
        return after > before


PROVINCE = Size(600_000)
