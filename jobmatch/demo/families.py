"""The shapes of families in the invented places, in the proportions of a resettlement site (domain.md, calibration).

About 4.4 people and 2.5 labourers a household, one household in twenty without any.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from jobmatch.households.codes import Relation, Sex

M, F = Sex.MALE, Sex.FEMALE


@dataclass(frozen=True)
class Sketch:
    """A member before there is a name: relation to the head, sex, completed years, and what is special."""

    relation: Relation
    sex: Sex
    age: int
    disabled: bool = False


@dataclass(frozen=True)
class Family:
    """The members of one household, the head first; `nobody_works` marks those that have no earner today."""

    shape: str
    members: tuple[Sketch, ...]
    nobody_works: bool

    @property
    def youngest(self) -> int:
        """Age of the youngest member."""
        return min(one.age for one in self.members)

    def has_grandparent_at_home(self) -> bool:
        """Whether somebody of 55 to 72 who is well could look after children."""
        return any(55 <= one.age <= 72 and not one.disabled for one in self.members)


@dataclass(frozen=True)
class Place:
    """One member of a shape: relation (of two, by sex), sex (None: either), ages from and to."""

    relation: tuple[Relation, Relation]
    sex: Sex | None
    ages: tuple[int, int]
    disabled: bool = False


def _is(relation: Relation, sex: Sex | None, youngest: int, oldest: int) -> Place:
    return Place((relation, relation), sex, (youngest, oldest))


_CHILD = (Relation.SON, Relation.DAUGHTER)
_GRANDCHILD = (Relation.GRANDSON, Relation.GRANDDAUGHTER)


def _young(relations: tuple[Relation, Relation], youngest: int, oldest: int) -> Place:
    return Place(relations, None, (youngest, oldest))


_SHAPES: dict[str, tuple[int, tuple[Place, ...]]] = {
    # shape: (households in forty, members)
    "small children": (
        8,
        (
            _is(Relation.HEAD, M, 28, 38), _is(Relation.SPOUSE, F, 25, 35), _young(_CHILD, 0, 2), _young(_CHILD, 4, 9),
        ),
    ),
    "grandmother at home": (
        8,
        (
            _is(Relation.HEAD, M, 31, 42), _is(Relation.SPOUSE, F, 29, 40), _young(_CHILD, 7, 14),
            _young(_CHILD, 2, 8), _is(Relation.MOTHER, F, 60, 72),
        ),
    ),
    "grown children": (
        6,
        (
            _is(Relation.HEAD, M, 47, 57), _is(Relation.SPOUSE, F, 45, 55), _is(Relation.SON, M, 20, 27),
            _is(Relation.DAUGHTER, F, 17, 24),
        ),
    ),
    "three generations": (
        7,
        (
            _is(Relation.HEAD, M, 51, 59), _is(Relation.SPOUSE, F, 49, 58), _is(Relation.SON, M, 25, 33),
            _is(Relation.DAUGHTER_IN_LAW, F, 23, 31), _young(_GRANDCHILD, 1, 6),
        ),
    ),
    "mother alone": (
        3,
        (_is(Relation.HEAD, F, 27, 40), _young(_CHILD, 2, 6), _young(_CHILD, 7, 13)),
    ),
    "old couple": (2, (_is(Relation.HEAD, M, 68, 78), _is(Relation.SPOUSE, F, 66, 76))),
    "parents away": (
        4,
        (
            _is(Relation.HEAD, M, 60, 69), _is(Relation.SPOUSE, F, 58, 66), _is(Relation.SON, M, 33, 42),
            _is(Relation.DAUGHTER_IN_LAW, F, 31, 40), _young(_GRANDCHILD, 7, 14), _young(_GRANDCHILD, 4, 11),
        ),
    ),
    "disabled brother": (
        2,
        (
            _is(Relation.HEAD, M, 40, 52), _is(Relation.SPOUSE, F, 38, 50), _young(_CHILD, 10, 15),
            Place((Relation.BROTHER, Relation.BROTHER), M, (34, 48), disabled=True),
        ),
    ),
}  # fmt: skip
_OF = 40
ZERO_EMPLOYMENT = 0.1


def families(households: int, rng: Random) -> Iterator[Family]:
    """So many families in the proportions above, mixed; about one in ten has nobody in work."""
    shapes = [shape for shape, (share, _) in _SHAPES.items() for _ in range(round(share * households / _OF))]
    shapes += ["small children"] * (households - len(shapes))
    rng.shuffle(shapes)
    waiting = set(rng.sample(range(households), max(1, round(households * ZERO_EMPLOYMENT))))
    for number, shape in enumerate(shapes[:households]):
        members = tuple(_sketch(place, rng) for place in _SHAPES[shape][1])
        yield Family(shape, members, number in waiting)


def _sketch(place: Place, rng: Random) -> Sketch:
    sex = place.sex or rng.choice((M, F))
    relation = place.relation[0] if sex is M else place.relation[1]
    return Sketch(relation, sex, rng.randint(*place.ages), place.disabled)
