"""The choice of classes, bare: who waits, what is open to them, what a class would add, how many places there are.

Households, people, posts and classes are ids; nothing is known of them but what decides.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jobmatch.matching.training.opening import NOTHING, Open, Posts


@dataclass(frozen=True, slots=True)
class Kind:
    """A class that may be held so many `times`, each with `least` to `most` people; `door` is what it opens.

    One that is `announced` is held anyhow: its seats are not among those that are to be handed out.
    """

    door: str
    least: int
    most: int
    times: int
    announced: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Everybody is of a household without an earner.

    `today` are the posts open to a person as things are, `doors` those that a class adds to whoever attends it,
    `attends` the people who can, `places` what is left of each post.
    """

    homes: Mapping[str, str]
    today: Open
    doors: Mapping[str, Open]
    classes: Mapping[str, Kind]
    attends: Mapping[str, frozenset[str]]
    places: Mapping[str, int]

    def adds(self, door: str, person: str) -> Posts:
        """What a door opens to somebody, whether or not they can attend a class of it."""
        return self.doors.get(door, {}).get(person, NOTHING)

    def learning(self) -> Iterator[tuple[str, str]]:
        """Each person and each class that they can attend and that opens something to them."""
        for name in sorted(self.classes):
            door = self.classes[name].door
            for person in sorted(self.attends.get(name, NOTHING)):
                if person in self.homes and self.adds(door, person):
                    yield person, name


@dataclass(frozen=True, slots=True)
class Chosen:
    """The seats of each class that is held, who sits there for a post, and which posts are filled through them.

    `households` get an earner, `bound` is what no choice of classes exceeds; proven where both are equal. `seats` tells
    of announced classes how many of their seats are used.
    """

    seats: Mapping[str, int]
    learners: Mapping[str, tuple[str, ...]]
    posts: Mapping[str, Mapping[str, int]]
    households: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether nothing better exists."""
        return self.households == self.bound
