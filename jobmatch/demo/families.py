"""The shapes of families in the invented places: who lives together, with ages that fit.

Parents are sixteen to forty-odd years older than their children, spouses near in age, brothers and sisters a year or
more apart. How often each shape occurs is chosen so that the averages of the calibration come out (decision 0060).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from jobmatch.households.codes import Relation, Sex

M, F = Sex.MALE, Sex.FEMALE
_OLDEST, _MOST = 93, 12
_CHILD, _VERY_OLD = 14, 73
_LATELY = 0.1


@dataclass(frozen=True)
class Sketch:
    """A member before there is a name: relation to the head, sex, completed years, and what is special.

    `line` tells whose surname and generation are shared: the head's blood is "own", each who married in is alone.
    """

    relation: Relation
    sex: Sex
    age: int
    line: str = "own"
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

    @property
    def oldest(self) -> int:
        """Age of the oldest member."""
        return max(one.age for one in self.members)

    @property
    def cannot_be_left(self) -> bool:
        """Whether somebody of it needs another one at home every night."""
        return _cannot_be_left(self.members)

    def has_grandparent_at_home(self) -> bool:
        """Whether somebody of 55 to 72 who is well could look after children."""
        return any(55 <= one.age <= 72 and not one.disabled for one in self.members)


Shape = Callable[[Random], tuple[Sketch, ...]]


def families(households: int, rng: Random) -> Iterator[Family]:
    """So many families in the proportions of the shapes, mixed; in one of eleven that could work nobody does.

    In nine of ten of those somebody cannot be left: of a family that is free to go, somebody has gone to the coast,
    unless it has lost its earner only lately (0144).
    """
    everybody = [(shape, _mixed(SHAPES[shape][1](rng), rng)) for shape in _in_proportion(households, rng)]
    able = [place for place, (_, members) in enumerate(everybody) if any(16 <= one.age < 60 for one in members)]
    bound = [place for place in able if _cannot_be_left(everybody[place][1])]
    free = sorted(set(able) - set(bound))
    waiting = max(1, round(ZERO_EMPLOYMENT * len(able)))
    lately = min(len(free), round(_LATELY * waiting))
    nobody_works = {*rng.sample(free, lately), *rng.sample(bound, min(len(bound), waiting - lately))}
    for place, (shape, members) in enumerate(everybody):
        yield Family(shape, members, place in nobody_works)


def _cannot_be_left(members: tuple[Sketch, ...]) -> bool:
    """Whether there is a child, somebody very old or somebody disabled among them."""
    return any(one.age < _CHILD or one.age > _VERY_OLD or one.disabled for one in members)


def _in_proportion(households: int, rng: Random) -> list[str]:
    """The shapes as often as their shares say, to within one household each."""
    whole = sum(share for share, _ in SHAPES.values())
    step = whole / households
    next_at, reached, found = rng.random() * step, 0.0, []
    for shape, (share, _) in SHAPES.items():
        reached += share
        while next_at < reached:
            found.append(shape)
            next_at += step
    rng.shuffle(found)
    return found


ZERO_EMPLOYMENT = 0.085
_DISABLED = 0.02


def _mixed(members: tuple[Sketch, ...], rng: Random) -> tuple[Sketch, ...]:
    """Disability falls on anybody, on the old more often."""
    return tuple(
        one if one.disabled or rng.random() > _DISABLED * (2 if one.age > 50 else 1) else replace(one, disabled=True)
        for one in members
    )


def _couple(rng: Random, youngest: int, oldest: int) -> tuple[Sketch, Sketch]:
    """A man who heads the household, and his wife."""
    head = rng.randint(youngest, oldest)
    return _head(M, head), Sketch(Relation.SPOUSE, F, max(20, head - rng.randint(-2, 6)), "spouse")


def _head(sex: Sex, age: int) -> Sketch:
    return Sketch(Relation.HEAD, sex, age)


def _children(rng: Random, mother: int, count: int, *, home_until: int = 99) -> Iterator[Sketch]:
    """Children of a mother of this age, the eldest first; who is older than `home_until` has a home elsewhere."""
    age = mother - rng.randint(18, 25)
    for _ in range(count):
        if 0 <= age <= home_until:
            yield _child(rng, age)
        age -= rng.randint(1, 5)


def _child(rng: Random, age: int) -> Sketch:
    sex = rng.choice((M, F))
    return Sketch(Relation.SON if sex is M else Relation.DAUGHTER, sex, age)


def _grandchildren(rng: Random, mother: int, count: int) -> Iterator[Sketch]:
    for one in _children(rng, mother, count, home_until=17):
        yield replace(one, relation=Relation.GRANDSON if one.sex is M else Relation.GRANDDAUGHTER)


def _parents(rng: Random, head: int, *, both: float) -> Iterator[Sketch]:
    mother = min(_OLDEST, head + rng.randint(20, 31))
    if rng.random() < both:
        yield Sketch(Relation.FATHER, M, min(_OLDEST, mother + rng.randint(-1, 5)))
    yield Sketch(Relation.MOTHER, F, mother, "mother")


def _young_parents(rng: Random) -> tuple[Sketch, ...]:
    head, wife = _couple(rng, 23, 35)
    return head, wife, *_children(rng, wife.age, rng.choices((1, 2, 3), (1, 5, 4))[0])


def _school_children(rng: Random) -> tuple[Sketch, ...]:
    head, wife = _couple(rng, 34, 45)
    return head, wife, *_children(rng, wife.age, rng.choices((1, 2, 3, 4), (0.5, 5, 6, 2.5))[0], home_until=20)


def _with_parents(rng: Random) -> tuple[Sketch, ...]:
    head, wife = _couple(rng, 33, 47)
    children = _children(rng, wife.age, rng.choices((1, 2, 3), (1, 4.5, 4.5))[0], home_until=19)
    return head, wife, *children, *_parents(rng, head.age, both=0.5)


def _grown_children(rng: Random) -> tuple[Sketch, ...]:
    head, wife = _couple(rng, 44, 58)
    return head, wife, *_children(rng, wife.age, rng.choices((1, 2, 3), (2, 5, 3))[0], home_until=33)


def _three_generations(rng: Random) -> tuple[Sketch, ...]:
    head, wife = _couple(rng, 47, 62)
    son = wife.age - rng.randint(19, 25)
    bride = max(20, son - rng.randint(-1, 4))
    married = Sketch(Relation.SON, M, son), Sketch(Relation.DAUGHTER_IN_LAW, F, bride, "bride")
    single = [_child(rng, son - rng.randint(3, 7))] if rng.random() < 0.35 and son > 20 else []
    return head, wife, *married, *single, *_grandchildren(rng, bride, rng.choices((1, 2, 3), (4, 5, 2))[0])


def _parents_away(rng: Random) -> tuple[Sketch, ...]:
    head, wife = _couple(rng, 60, 70)
    son = wife.age - rng.randint(20, 26)
    bride = max(24, son - rng.randint(-1, 4))
    married = Sketch(Relation.SON, M, son), Sketch(Relation.DAUGHTER_IN_LAW, F, bride, "bride")
    return head, wife, *married, *_grandchildren(rng, bride, rng.choices((1, 2, 3), (3, 5, 2))[0])


def _one_parent(rng: Random) -> tuple[Sketch, ...]:
    sex = rng.choices((F, M), (7, 3))[0]
    age = rng.randint(26, 46)
    return _head(sex, age), *_children(rng, age, rng.choices((1, 2, 3), (4, 5, 1))[0], home_until=19)


def _old_couple(rng: Random) -> tuple[Sketch, ...]:
    return _couple(rng, 66, 84)


def _old_alone(rng: Random) -> tuple[Sketch, ...]:
    return (_head(rng.choice((M, F)), rng.randint(62, 88)),)


def _alone(rng: Random) -> tuple[Sketch, ...]:
    return (_head(rng.choices((M, F), (8, 2))[0], rng.randint(22, 58)),)


def _couple_alone(rng: Random) -> tuple[Sketch, ...]:
    return _couple(rng, 24, 56)


def _disabled_member(rng: Random) -> tuple[Sketch, ...]:
    head, wife = _couple(rng, 38, 52)
    children = _children(rng, wife.age, rng.choices((1, 2), (4, 6))[0], home_until=26)
    sex = rng.choice((M, F))
    relation = Relation.BROTHER if sex is M else Relation.SISTER
    kin = Sketch(relation, sex, max(25, head.age + rng.randint(-9, 5)), disabled=True)
    return head, wife, *children, kin


def _son_and_mother(rng: Random) -> tuple[Sketch, ...]:
    age = rng.randint(32, 55)
    return _head(M, age), *_parents(rng, age, both=0.15)


def _wife_s_house(rng: Random) -> tuple[Sketch, ...]:
    """A daughter who stayed: her husband came to live with her parents (上门女婿)."""
    age = rng.randint(48, 60)
    daughter = age - rng.randint(20, 27)
    couple = (
        Sketch(Relation.DAUGHTER, F, daughter),
        Sketch(Relation.SON_IN_LAW, M, daughter + rng.randint(-1, 5), "groom"),
    )
    return _head(F, age), *couple, *_grandchildren(rng, daughter, rng.choices((1, 2), (5, 5))[0])


def _grandparent_and_grandchildren(rng: Random) -> tuple[Sketch, ...]:
    age = rng.randint(57, 72)
    children = [replace(one) for one in _grandchildren(rng, age - rng.randint(22, 28), rng.choice((1, 2)))]
    return _head(rng.choices((F, M), (6, 4))[0], age), *children


def _on_their_own(rng: Random) -> tuple[Sketch, ...]:
    """Brothers and sisters whose parents have died; the eldest heads the household."""
    age = rng.randint(20, 26)
    found = [_head(rng.choice((M, F)), age)]
    for _ in range(rng.choice((1, 2))):
        age -= rng.randint(2, 4)
        sex = rng.choice((M, F))
        found.append(Sketch(Relation.BROTHER if sex is M else Relation.SISTER, sex, age))
    return tuple(found)


def _everybody(rng: Random) -> tuple[Sketch, ...]:
    """The large house of two married sons, four generations where the old mother lives."""
    head, wife = _couple(rng, 50, 64)
    elder = wife.age - rng.randint(19, 23)
    younger = elder - rng.randint(2, 5)
    brides = [max(19, age - rng.randint(0, 4)) for age in (elder, younger)]
    members = [head, wife, *(_parents(rng, head.age, both=0.1) if rng.random() < 0.6 else ())]
    for age, bride, line in zip((elder, younger), brides, ("bride", "second bride"), strict=True):
        members += [Sketch(Relation.SON, M, age), Sketch(Relation.DAUGHTER_IN_LAW, F, bride, line)]
        members += _grandchildren(rng, bride, rng.choices((1, 2, 3), (3, 5, 2))[0])
    return tuple(members[:_MOST])


SHAPES: dict[str, tuple[float, Shape]] = {
    # shape: (households in a hundred, who lives there)
    "young parents": (12.5, _young_parents),
    "school children": (25, _school_children),
    "with parents": (25, _with_parents),
    "grown children": (5.5, _grown_children),
    "three generations": (5, _three_generations),
    "parents away": (7.5, _parents_away),
    "one parent": (4.5, _one_parent),
    "old couple": (2.8, _old_couple),
    "old alone": (1.3, _old_alone),
    "alone": (2, _alone),
    "couple alone": (1.5, _couple_alone),
    "disabled member": (2.5, _disabled_member),
    "son and mother": (2, _son_and_mother),
    "wife's house": (1.5, _wife_s_house),
    "grandparent and grandchildren": (0.7, _grandparent_and_grandchildren),
    "on their own": (0.7, _on_their_own),
    "everybody": (2.6, _everybody),
}
