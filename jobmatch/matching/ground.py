"""A world made ready for matching: every person and every vacancy prepared once, in the order of their ids."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from jobmatch.matching.facts import Household, Person, Place, World
from jobmatch.matching.pair import Setting
from jobmatch.matching.post import Post, prepare_post
from jobmatch.matching.rules import Rules
from jobmatch.matching.seeker import Seeker, prepare_seeker
from jobmatch.matching.travel import Travel, travel
from jobmatch.matching.vocabulary import Vocabulary


@dataclass(slots=True)
class Ground:
    setting: Setting
    seekers: dict[str, Seeker]
    posts: tuple[Post, ...]
    grouped: frozenset[str]
    _ways: dict[Place, tuple[Travel, ...]] = field(default_factory=dict)

    def ways_from(self, home: Place) -> tuple[Travel, ...]:
        """The way to every vacancy, in the order of `posts`; reckoned once for each site."""
        if home not in self._ways:
            self._ways[home] = tuple(travel(home, post.vacancy.place, self.setting.rules) for post in self.posts)
        return self._ways[home]

    def only(self, places: Iterable[int]) -> "Ground":
        """The same people with the posts at these places alone."""
        return replace(self, posts=tuple(self.posts[place] for place in sorted(places)), _ways={})


def prepare(world: World, vocabulary: Vocabulary, rules: Rules) -> Ground:
    """KeyError where a person, household or vacancy names something that the world lacks."""
    reference = world.parameters.minimum_wage_month or rules.factors.reference_wage
    setting = Setting(world.as_of, rules, vocabulary, world.courses, reference)
    employers = {employer.id: employer for employer in world.employers}
    posts = tuple(
        prepare_post(vacancy, employers[vacancy.employer], world.parameters, world.as_of, vocabulary, rules)
        for vacancy in sorted(world.vacancies, key=lambda vacancy: vacancy.id)
    )
    return populate(Ground(setting, {}, posts, frozenset()), world)


def populate(ground: Ground, world: World) -> Ground:
    """The same offers for the people of `world`, which is of the ground's day: what was reckoned of posts is shared."""
    lived_at = {household.site for household in world.households}
    sites = {site.id: site.place for site in world.sites if site.id in lived_at}
    households = {household.id: household for household in world.households}
    duplicates = open_duplicates(world.people)
    seekers = {
        person.id: prepare_seeker(
            person,
            households[person.household],
            _home(households[person.household], sites),
            person.id in duplicates,
            ground.setting.as_of,
            ground.setting.vocabulary,
        )
        for person in sorted(world.people, key=lambda person: person.id)
    }
    return replace(ground, seekers=seekers, grouped=_grouped(seekers))


def open_duplicates(people: Iterable[Person]) -> frozenset[str]:
    """Records that wait to be recognised as another's; of records that name each other the smallest id goes on."""
    names = {person.id: person.duplicate_of for person in people if person.duplicate_of is not None}
    blocked = set(names)
    for start in names:
        ring = [start]
        while (following := names.get(ring[-1])) is not None and following not in ring:
            ring.append(following)
        if names.get(ring[-1]) == start:
            blocked.discard(min(ring))
    return frozenset(blocked)


def _home(household: Household, sites: dict[str, Place]) -> Place:
    return Place() if household.site is None else sites[household.site]


def _grouped(seekers: dict[str, Seeker]) -> frozenset[str]:
    """People who name somebody, and whom somebody names: their results are needed more than once."""
    naming = {seeker.person.id for seeker in seekers.values() if seeker.together}
    named = {name for seeker in seekers.values() for held in seeker.together for name in held.people or ()}
    return frozenset(naming | named)
