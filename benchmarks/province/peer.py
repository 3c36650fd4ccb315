"""`python -m benchmarks.province.peer`: the search engine tantivy as the peer, one query a person, the best twenty.

The index is in memory, in one segment, searched by one thread. Processor seconds of a random sample of people, scaled
to all; building the queries in Python is counted, and shown apart as well.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tantivy import Query

from benchmarks.measuring import by_the_processor, say
from benchmarks.province.people import Chunk
from benchmarks.province.search_index import SearchIndex, build
from benchmarks.province.search_query import Queries
from benchmarks.province.selectivity import measure, sample
from benchmarks.province.size import PROVINCE, Size
from benchmarks.province.synthetic import SEED, offers
from jobmatch.matching.codes import Capacity, Status
from jobmatch.matching.facts import Household, Person, Site, World

TOP = 20
SAMPLE, MEASURED = 10_000, 200
_CANNOT = frozenset({Capacity.LOST, Capacity.NONE})


class Peer:
    """The offers of a world in an index; the people come one by one."""

    def __init__(self, world: World) -> None:
        self.index: SearchIndex = build(world)
        self._queries = Queries(self.index)

    def search(self, person: Person, household: Household, site: Site) -> list[str]:
        """The ids of the best vacancies in the engine's own order; nobody who looks for nothing is searched for."""
        query = self.query(person, site)
        return [] if query is None else self.run(query)

    def query(self, person: Person, site: Site) -> Query | None:
        """The query of one person, None for who is not to be offered anything."""
        idle = person.consent is False or person.student or person.status is Status.NOT_SEEKING
        if idle or person.capacity in _CANNOT or person.duplicate_of is not None:
            return None
        return self._queries.query(person, site)

    def run(self, query: Query) -> list[str]:
        """The best of one query."""
        searcher = self.index.searcher
        addresses = [address for _, address in searcher.search(query, TOP, count=False).hits]
        return [self.index.ids[int(number or 0)] for number in searcher.fast_field_values("number", addresses)]


@dataclass(frozen=True, slots=True)
class Run:
    """What the peer did for a sample: processor seconds of building the queries and of searching, and the lists."""

    building: float
    searching: float
    lists: Mapping[str, list[str]] = field(repr=False)

    @property
    def seconds(self) -> float:
        return self.building + self.searching

    def scaled_to(self, people: int) -> float:
        """Processor seconds for so many people."""
        return self.seconds / len(self.lists) * people


def run(peer: Peer, sites: Mapping[str, Site], some: Chunk) -> Run:
    """One query for each person of the sample."""
    homes = {one.id: sites[one.site or ""] for one in some.households}
    building, queries = by_the_processor(lambda: [peer.query(one, homes[one.household]) for one in some.people])
    searching, lists = by_the_processor(lambda: [[] if one is None else peer.run(one) for one in queries])
    return Run(building, searching, dict(zip((one.id for one in some.people), lists, strict=True)))


def recall(ours: Mapping[str, Sequence[str]], theirs: Mapping[str, Sequence[str]]) -> float:
    """The share of our lists that stands in theirs, over all people in both."""
    both = ours.keys() & theirs.keys()
    found = sum(len(set(ours[person]) & set(theirs[person])) for person in both)
    return found / max(1, sum(len(ours[person]) for person in both))


def main() -> None:
    """Prints the selectivity and what the peer needs for everybody."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=PROVINCE.people, help="labourers of the province")
    parser.add_argument("--sample", type=int, default=SAMPLE, help="people who are searched for")
    parser.add_argument("--measured", type=int, default=MEASURED, help="people whose selectivity is measured")
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    size = Size(given.people)
    world = offers(size, given.seed)
    places = sum(one.openings or 0 for one in world.vacancies)
    say(f"{size.people:,} labourers, {len(world.sites)} sites, {len(world.vacancies):,} vacancies, {places:,} places")
    say(str(measure(world, sample(size, given.measured, given.seed))))
    seconds, peer = by_the_processor(Peer, world)
    say(f"index: {seconds:.1f} s, {len(peer.index.ids):,} vacancies are open to somebody")
    some = sample(size, min(given.sample, size.people), given.seed, sites=size.sites)
    done = run(peer, {site.id: site for site in world.sites}, some)
    each, building = (1000 * seconds / len(done.lists) for seconds in (done.seconds, done.building))
    say(f"{len(done.lists):,} people: {done.seconds:.1f} s, {each:.2f} ms each, {building:.2f} ms of it for the query")
    say(f"everybody: {done.scaled_to(size.people):,.0f} s of the processor")


if __name__ == "__main__":
    main()
