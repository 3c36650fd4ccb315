"""The synthetic province: facts as `rank` and the engine read them, deterministic by size and seed.

The whole has 600,000 labourers in 300,000 households (133,866 with nobody in work) at 900 sites, 60,000 vacancies with
about 348,000 places, 3,000 distinct titles and 2,000 distinct skills. A smaller one has sites, vacancies and courses in
proportion: a person passes the same share of the vacancies, so the numbers shrink with it.

Calibrated towards what an earlier province had (8,400 vacancies a labourer after place and bed, 2,800 that pass all
gates, 28 % of the labourers with fewer than 20): how many posts lie beyond the province and have a bed, how strict the
coast is about ages and practice (`posts.py`), how far sites lie from towns (`places.py`), how many people need a bed or
take work around the site only (`binding.py`), how many seek no work (`people.py`). It came to about 8,000, 3,200 and
19 %: more would have bent facts. Everything else follows the demo's tables. `selectivity.py` measures it.
"""

from collections.abc import Iterator
from decimal import Decimal

from benchmarks.province.courses import courses
from benchmarks.province.people import Chunk, people_of
from benchmarks.province.places import ground
from benchmarks.province.posts import Offers
from benchmarks.province.size import DAY, Size
from jobmatch.matching.facts import DivisionParameters, Parameters, World

SEED = 2026
_PARAMETERS = Parameters(
    Decimal(1890),
    Decimal("19.6"),
    tuple(
        DivisionParameters(prefix, Decimal(month), Decimal(hour))
        for prefix, month, hour in (
            ("32", 2280, "22"), ("33", 2260, "22"), ("35", 2030, "20.5"), ("43", 1950, "19"), ("44", 2080, "19.8"),
            ("4403", 2520, "23.7"), ("50", 2100, "21"), ("51", 2100, "21"), ("53", 1890, "18"),
        )
    ),
)  # fmt: skip


def offers(size: Size, seed: int = SEED) -> World:
    """Everything but the people: sites, employers, vacancies and courses on a fixed day."""
    places = ground(size, seed)
    made = Offers(size, places, seed)
    made.make()
    return World(
        as_of=DAY,
        parameters=_PARAMETERS,
        sites=places.sites,
        employers=tuple(made.employers),
        vacancies=tuple(made.vacancies),
        courses=courses(size, places, seed),
    )


def people(size: Size, seed: int = SEED, sites: range | None = None) -> Iterator[Chunk]:
    """Households with their labourers, site by site; `sites` are the numbers of those that are wanted, else all."""
    places = ground(size, seed)
    for number in sites if sites is not None else range(size.sites):
        yield people_of(places.sites[number].id, places.households[number], size, seed)
