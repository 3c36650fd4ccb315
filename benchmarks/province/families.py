"""Who lives in a household of the synthetic province: ages, sexes, bodies, schooling, and whom somebody looks after."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from benchmarks.province.dice import Dice, Weighted
from jobmatch.matching.codes import Capacity, Education, Function, Limit, Mandarin, Reading, Sex

E, _F = Education, Function
_HEADS = Weighted[Sequence[int]](
    [(range(18, 25), 7), (range(25, 35), 22), (range(35, 45), 24), (range(45, 55), 27), (range(55, 65), 20)]
)
_YOUNG, _OLD = range(16, 30), range(56, 69)
Limits = tuple[tuple[Function, Limit], ...]
# What a body cannot do, each in the order of the words, by how often: the demo's shares of disabilities.
_LIMITS = Weighted[Limits](
    [
        (((_F.STAIRS, Limit.LIMITED), (_F.STAND_4H, Limit.NO)), 4),
        (((_F.BEND, Limit.NO), (_F.LIFT_10KG, Limit.LIMITED), (_F.LIFT_20KG, Limit.NO)), 5),
        (((_F.FINE_HANDS, Limit.NO), (_F.LIFT_20KG, Limit.NO)), 2),
        (((_F.SEE_SMALL, Limit.NO), (_F.WRITTEN_INSTRUCTIONS, Limit.LIMITED)), 2),
        (((_F.HEAR_ALARM, Limit.NO),), 3),
        (((_F.WORK_ALONE, Limit.LIMITED), (_F.WRITTEN_INSTRUCTIONS, Limit.NO)), 2),
        (((_F.LIFT_20KG, Limit.LIMITED),), 4),
        (((_F.STAND_4H, Limit.LIMITED),), 3),
    ]
)
_SCHOOLS: tuple[tuple[int, dict[Sex, tuple[float, ...]]], ...] = (
    # Up to this age: none, primary, junior and senior middle, vocational, college, bachelor, postgraduate.
    (18, dict.fromkeys(Sex, (0, 1, 9, 0, 0, 0, 0, 0))),
    (32, dict.fromkeys(Sex, (0, 1, 7, 2, 2.5, 1.2, 0.5, 0.02))),
    (45, dict.fromkeys(Sex, (0.5, 4, 6, 0.6, 0.6, 0.1, 0.05, 0))),
    (62, {Sex.MALE: (1, 5, 4, 0.3, 0.1, 0, 0, 0), Sex.FEMALE: (3, 5, 3, 0.1, 0, 0, 0, 0)}),
    (99, {Sex.MALE: (3, 6, 1, 0, 0, 0, 0, 0), Sex.FEMALE: (7, 3, 0.2, 0, 0, 0, 0, 0)}),
)


@dataclass(frozen=True, slots=True)
class Member:
    """A labourer as far as the family goes; `cares` is whom the person looks after: `nursery` … or nobody."""

    age: int
    sex: Sex
    cares: str


_CHILDREN = Weighted({"nursery": 13, "kindergarten": 12, "school": 24, "": 51})
_GRANDCHILDREN = Weighted({"grandchildren": 16, "": 84})
_PARENTS = Weighted({"old": 9, "": 91})


def members(number: int, dice: Dice) -> list[Member]:
    """The labourers of one household: the head, a spouse, then grown children or a parent."""
    age, sex = dice.one_of(dice.weighed(_HEADS)), Sex.MALE if dice.chance(0.62) else Sex.FEMALE
    found = [(age, sex)]
    if number > 1:
        spouse = max(18, min(66, age + (-2 if sex is Sex.MALE else 2) + dice.below(7) - 3))
        found.append((spouse, Sex.FEMALE if sex is Sex.MALE else Sex.MALE))
    while len(found) < number:
        ages = _YOUNG if age > 37 else _OLD
        found.append((dice.one_of(ages), Sex.MALE if dice.chance(0.5) else Sex.FEMALE))
    return [Member(age, sex, _cares(age, sex, number == 1, dice)) for age, sex in found]


def _cares(age: int, sex: Sex, alone: bool, dice: Dice) -> str:
    if 20 <= age <= 44 and (sex is Sex.FEMALE or (alone and dice.chance(0.2))):
        return dice.weighed(_CHILDREN)
    if age >= 52 and sex is Sex.FEMALE:
        return dice.weighed(_GRANDCHILDREN)
    return dice.weighed(_PARENTS) if age >= 30 else ""


def schooling(age: int, sex: Sex, dice: Dice) -> Education:
    """What somebody finished; women of the older years had less of it."""
    return dice.weighed(_schools(age, sex))


@cache
def _schools(age: int, sex: Sex) -> Weighted[Education]:
    shares = next(by_sex[sex] for most, by_sex in _SCHOOLS if age <= most)
    return Weighted(list(zip(Education, shares, strict=True)))


def reading(age: int, done: Education) -> Reading:
    """What is left of school."""
    if done is E.NONE:
        return Reading.NONE
    return Reading.SOME if done is E.PRIMARY and age > 30 else Reading.FLUENT


def mandarin(age: int, done: Education, dice: Dice) -> Mandarin:
    """The young speak it, the old who never went to school do not follow it."""
    if age < 48 and done is not E.NONE:
        return Mandarin.SPEAK
    if age < 64:
        return Mandarin.SPEAK if dice.chance(0.3) else Mandarin.LISTEN
    return Mandarin.LISTEN if dice.chance(0.45) else Mandarin.NONE


def body(age: int, skilled: bool, dice: Dice) -> tuple[Capacity, Limits]:
    """Capacity for work by age and health, and what the body cannot do."""
    if dice.chance(0.02 if age < 40 else 0.05 if age < 60 else 0.09):
        return (Capacity.LOST if dice.chance(0.2) else Capacity.WEAK), dice.weighed(_LIMITS)
    if age >= 60 or dice.chance(0.02 if age < 40 else 0.1):
        return Capacity.WEAK, ()
    return (Capacity.SKILLED if skilled else Capacity.ORDINARY), ()
