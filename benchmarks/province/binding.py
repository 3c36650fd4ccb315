"""What binds the people of the synthetic province: hours, nights, distance, a bed, refused work, who goes together.

Calibrated: who may go far has nearly always been asked about the bed, because without one there is nowhere to sleep, so
few people are open to all posts of the country; of the older and of those who fetch small children many walk, and take
work around the site only. The objects are shared: a province has few distinct ones.
"""

from datetime import date, time, timedelta
from functools import cache

from benchmarks.province.dice import Dice, Weighted
from benchmarks.province.families import Member
from benchmarks.province.size import DAY
from jobmatch.matching.codes import Area, ConstraintKind, Strength
from jobmatch.matching.facts import Constraint

Held = tuple[Constraint, ...]
_K, HARD, PREFER = ConstraintKind, Strength.HARD, Strength.PREFER
_MONTH, _YEAR = timedelta(days=30), timedelta(days=365)
_HOME_EVERY_NIGHT = Constraint(_K.HOME_EVERY_NIGHT, HARD)
_NO_NIGHTS = Constraint(_K.NIGHT, HARD)
# The answer of those who may go far, most often that a bed is needed.
_BED = Weighted[Held](
    [
        ((Constraint(_K.DORM, HARD),), 97),
        ((Constraint(_K.DORM, PREFER),), 1.5),
        ((), 1.2),
        ((Constraint(_K.DORM),), 0.3),
    ]
)
_HOW_FAR = Weighted[Held](
    [((), 62)]
    + [
        ((Constraint(_K.FURTHEST, strength, area=area),), share)
        for strength, area, share in (
            (HARD, Area.ANYWHERE, 3), (HARD, Area.PROVINCE, 8), (HARD, Area.CITY, 5), (HARD, Area.COUNTY, 5),
            (PREFER, Area.PROVINCE, 9), (PREFER, Area.CITY, 5), (PREFER, Area.COUNTY, 3),
        )
    ]
)  # fmt: skip
_OLDER = Weighted[Held](
    [
        ((Constraint(_K.FURTHEST, HARD, area=Area.SITE),), 30),
        ((Constraint(_K.FURTHEST, HARD, area=Area.COUNTY),), 25),
        ((Constraint(_K.FURTHEST, PREFER, area=Area.COUNTY),), 21),
        ((_HOME_EVERY_NIGHT,), 10),
        ((), 14),
    ]
)
_NIGHTS = Weighted[Held]([((), 76), ((_NO_NIGHTS,), 12), ((Constraint(_K.NIGHT, PREFER),), 12)])
_NEVER, _RATHER_NOT = (
    ("白酒酿造工", "畜禽屠宰加工工", "井下采矿工", "架子工", "洗碗工"),
    ("保洁", "保安", "进电子厂", "养猪"),
)
_REFUSED = Weighted[Held](
    [((), 90)]
    + [((Constraint(_K.REFUSE, HARD, occupation=work),), 1.4) for work in _NEVER]
    + [((Constraint(_K.REFUSE, PREFER, occupation=work),), 0.75) for work in _RATHER_NOT]
)
_WINDOWS = {
    "nursery": ((time(8, 30), time(16, 30)), (time(8), time(16)), (time(9), time(16))),
    "kindergarten": ((time(8, 20), time(17)), (time(8), time(17)), (time(8, 30), time(16, 30))),
    "school": ((time(8), time(17, 30)), (time(8), time(16, 30))),
    "grandchildren": ((time(9), time(15, 30)), (time(8, 30), time(16))),
    "old": ((time(8), time(18)), (time(7, 30), time(17, 30))),
}
# Of those who fetch small children, so many walk and take work around the site only.
_ON_FOOT = 0.8
_NEVER_ASKED = 0.012


def binding(one: Member, dice: Dice) -> Held | None:
    """What binds one person; None where nobody has asked yet."""
    if dice.chance(_NEVER_ASKED):
        return None
    refused = dice.weighed(_REFUSED)
    if one.cares:
        held = _caring(one.cares, dice.one_of(_WINDOWS[one.cares]), 1 + dice.below(36), dice.chance(_ON_FOOT))
        return held + refused if refused else held
    if one.age < 18:
        return (_until_grown(18 - one.age), *dice.weighed(_NIGHTS))
    near = dice.weighed(_OLDER if one.age >= 50 else _HOW_FAR)
    return _together(near, dice.weighed(_BED), dice.weighed(_NIGHTS), refused)


def together(with_whom: tuple[str, ...], strength: Strength) -> Constraint:
    """These people go with the one who says so."""
    return Constraint(_K.TOGETHER, strength, people=with_whom)


@cache
def _together(near: Held, bed: Held, nights: Held, refused: Held) -> Held:
    return near + bed + nights + refused


@cache
def _caring(cares: str, window: tuple[time, time], months: int, on_foot: bool) -> Held:
    """Children grow up, the old do not: the limits of care end on a day where there is one."""
    ends: date = DAY + months * _MONTH
    begins, closes = window
    if cares == "nursery":
        return (
            Constraint(_K.HOURS, HARD, ends, begins, closes),
            Constraint(_K.HOME_EVERY_NIGHT, HARD, ends),
            Constraint(_K.FURTHEST, HARD, ends, area=Area.SITE if on_foot else Area.COUNTY),
        )
    if cares == "kindergarten":
        area = Area.SITE if on_foot else Area.COUNTY
        return (
            Constraint(_K.HOURS, HARD, ends, begins, closes),
            Constraint(_K.HOME_EVERY_NIGHT, HARD, ends),
            Constraint(_K.FURTHEST, HARD if on_foot else PREFER, ends, area=area),
        )
    if cares == "grandchildren":
        # A grandchild that starts nursery within the month frees the day soon.
        soon = DAY + timedelta(days=6) if months <= 3 else ends
        nearby = (Constraint(_K.FURTHEST, HARD, area=Area.SITE),) if on_foot else ()
        return Constraint(_K.HOURS, HARD, soon, begins, closes), _HOME_EVERY_NIGHT, *nearby
    if cares == "school":
        return _HOME_EVERY_NIGHT, Constraint(_K.HOURS, PREFER, None, begins, closes)
    return Constraint(_K.HOURS, HARD, None, begins, closes), _NO_NIGHTS, _HOME_EVERY_NIGHT


@cache
def _until_grown(years: int) -> Constraint:
    return Constraint(_K.FURTHEST, HARD, DAY + years * _YEAR, area=Area.COUNTY)
