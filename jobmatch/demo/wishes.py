"""What the invented residents want and bring along, and what binds them: constraints follow from the family."""

from datetime import date, time, timedelta
from decimal import Decimal
from random import Random

from jobmatch.demo import trades
from jobmatch.demo.families import Family, Sketch
from jobmatch.demo.sites import SitePlan
from jobmatch.demo.trades import Trade
from jobmatch.demo.working import NURSERY_UNTIL, SCHOOL_FROM, SCHOOL_UNTIL, bound_to_home, cares_for_children
from jobmatch.households.codes import (
    ConstraintKind,
    Education,
    EmploymentStatus,
    Evidence,
    Function,
    Sex,
    Strength,
    TrainingWish,
)
from jobmatch.households.record import Certificate, Constraint, Experience, Intention, Work

YEAR = timedelta(days=365)
_PAY_BY_HAND = Decimal(100)
# One seeker in so many has been registered in passing and was never asked for lists.
_NEVER_ASKED = 9
_REVIEWED = frozenset({"welding", "electrician"})
_LASTS = {"health": 1, "scaffold": 2, "forklift": 4}


def wants_better(status: EmploymentStatus | None, work: Work, site: SitePlan, rng: Random) -> bool:
    """Whether somebody in work near home asks for something better (MR12)."""
    hired = status in (EmploymentStatus.EMPLOYED, EmploymentStatus.FLEXIBLE)
    return hired and work.division == site.division and rng.random() < 0.13


def never_asked(rng: Random) -> bool:
    """Whether the lists of a seeker are still unknown: the counter asks."""
    return rng.randrange(_NEVER_ASKED) == 0


def intention(
    status: EmploymentStatus | None,
    asks: bool,
    trade: Trade | None,
    one: Sketch,
    family: Family,
    done: Education | None,
    cannot: frozenset[Function],
    asked_on: date,
    rng: Random,
) -> Intention | None:
    """What the person would take, and nothing that the own body cannot do; why not where nothing is wanted."""
    if status is EmploymentStatus.NOT_SEEKING:
        return Intention(unwilling_because=trades.unwilling_because(rng))
    if not asks:
        return None
    near = bound_to_home(one, family) or one.age > 48 or one.age < 18
    wanted = [trade.occupation] if trade and rng.random() < 0.8 else []
    for _ in range(rng.choices((0, 1, 2), (5, 4, 1))[0]):
        wanted.append(trades.some_trade(rng, one.sex, one.age, done or Education.NONE).occupation)
    usual = (trade.near if near else trade.far) if trade else 2300 if near else 3800
    floor = max(Decimal(1200), _rounded(usual * rng.uniform(0.6, 0.95)))
    learns = rng.choices((0, 5, 10, 15, 30), (5, 2, 4, 4, 1) if one.age < 50 else (8, 2, 2, 1, 0))[0]
    return Intention(
        wanted=tuple(work for work in dict.fromkeys(wanted) if not trades.needed(work) & cannot),
        wage_floor=None if rng.random() < 0.06 else floor,
        wage_hoped=_rounded(float(floor) * 1.3) if rng.random() < 0.6 else None,
        seeking_since=asked_on - timedelta(days=rng.randint(3, 260)),
        available_from=asked_on + timedelta(days=rng.choice((10, 20, 40))) if rng.random() < 0.08 else None,
        training_days_most=learns,
        boarding_for_training=False if near else rng.random() < 0.6,
        needs_allowance=rng.random() < 0.4 if learns else None,
        contact_hours=rng.choice(("上午", "中午", "晚上7点以后")) if rng.random() < 0.3 else None,
    )


def training_wish(wish: Intention | None, rng: Random) -> TrainingWish | None:
    """P22; who gives no day to it wants none."""
    if wish is None or wish.training_days_most is None:
        return None
    if wish.training_days_most == 0:
        return TrainingWish.NONE
    return rng.choices(
        (TrainingWish.TRANSFER, TrainingWish.UPGRADE, TrainingWish.BUSINESS, TrainingWish.FARMING), (6, 2, 1, 1)
    )[0]


def experience(trade: Trade | None, one: Sketch, returned: bool, rng: Random) -> tuple[Experience, ...]:
    """Months in the trade, with whoever vouches for them; who comes back from the coast has years of it."""
    if trade is None:
        return ()
    longest = max(4, min(220, (one.age - 17) * 12))
    months = rng.randint(min(longest, 36), longest) if returned else rng.randint(3, longest)
    vouched = rng.choices((Evidence.SELF, Evidence.EMPLOYER, Evidence.INSURANCE), (3, 3, 4) if returned else (6, 3, 1))[
        0
    ]
    return (Experience(trade.occupation, months, vouched),)


def certificates(trade: Trade | None, one: Sketch, asked_on: date, today: date, rng: Random) -> tuple[Certificate, ...]:
    """Cards of the trade: most in order, some lapsed, some due within weeks, many never made; and driving licences."""
    found = []
    # Many weld for years without the card; that is what the course is for.
    held = 0.35 if trade is not None and trade.card == "welding" else 0.62
    if trade is not None and trade.card is not None and rng.random() < held:
        found.append(_card(trade.card, asked_on, today, rng))
    licensed = 0.3 if one.sex is Sex.MALE else 0.12
    if 19 <= one.age < 60 and rng.random() < licensed and not any(card.kind.startswith("licence") for card in found):
        found.append(_card(rng.choices(("licence_C1", "licence_E"), (7, 3))[0], asked_on, today, rng))
    return tuple(found)


def _card(kind: str, asked_on: date, today: date, rng: Random) -> Certificate:
    ends = today + rng.choices((-1, 0.12, 1, 2.5), (3, 1, 4, 4))[0] * YEAR
    ends += timedelta(days=rng.randint(0, 20))
    lasts = _LASTS.get(kind, 6)
    if lasts == 1 and ends > today:
        ends = today + timedelta(days=rng.randint(15, 340))
    reviewed = kind in _REVIEWED
    seen = rng.random() < 0.85
    return Certificate(
        kind,
        issued_on=ends - YEAR * (3 if reviewed else lasts),
        valid_to=ends + YEAR * 3 if reviewed else ends,
        review_due=ends if reviewed else None,
        original_seen_by="社区窗口" if seen else None,
        original_seen_on=asked_on if seen else None,
    )


def constraints(one: Sketch, family: Family, today: date, rng: Random) -> tuple[Constraint, ...]:
    """What care, age and the family bind a person to, each with the day on which it ends where there is one."""
    found: list[Constraint] = []
    if cares_for_children(one, family):
        found += _for_children(family, today)
    elif bound_to_home(one, family):
        found += _for_grandchildren(family, today) if family.youngest < NURSERY_UNTIL else _for_the_old()
    elif family.nobody_works and family.cannot_be_left:
        found.append(Constraint(ConstraintKind.HOME_EVERY_NIGHT, Strength.HARD, note="家里离不得人,晚上要回来"))
    elif family.oldest > 73 and 28 < one.age < 62 and rng.random() < 0.6:
        found.append(Constraint(ConstraintKind.NIGHT, Strength.HARD, note="夜里照顾老人"))
    elif one.age < 18:
        ends = today + YEAR * (18 - one.age)
        found.append(
            Constraint(ConstraintKind.FURTHEST, Strength.HARD, ends, area="county", note="爸妈说满了十八才出县")
        )
    elif one.age >= 50:
        strength = Strength.HARD if rng.random() < 0.4 else Strength.PREFER
        found.append(Constraint(ConstraintKind.FURTHEST, strength, area="county"))
    elif one.age < 32:
        found.append(Constraint(ConstraintKind.DORM, Strength.HARD if rng.random() < 0.6 else Strength.PREFER))
    elif rng.random() < 0.3:
        found.append(
            Constraint(ConstraintKind.FURTHEST, Strength.PREFER, area=rng.choice(("county", "city", "province")))
        )
    if rng.random() < 0.08:
        found.append(Constraint(ConstraintKind.REFUSE, Strength.HARD, occupation=rng.choice(_DISLIKED)))
    if one.age > 45 and rng.random() < 0.12:
        found.append(Constraint(ConstraintKind.TRANSPORT, Strength.PREFER, note="只走得路或者坐公交,不会骑车"))
    return tuple(found)


def _for_children(family: Family, today: date) -> list[Constraint]:
    if family.youngest < NURSERY_UNTIL:
        ends = today + YEAR * (NURSERY_UNTIL - family.youngest)
        return [
            Constraint(ConstraintKind.HOURS, Strength.HARD, ends, time(8, 30), time(16, 30), note="托班接送"),
            Constraint(ConstraintKind.HOME_EVERY_NIGHT, Strength.HARD, ends),
            Constraint(ConstraintKind.FURTHEST, Strength.HARD, ends, area="county"),
        ]
    if family.youngest < SCHOOL_FROM:
        ends = today + YEAR * (SCHOOL_FROM - family.youngest)
        return [
            Constraint(ConstraintKind.HOURS, Strength.HARD, ends, time(8, 20), time(17, 0), note="幼儿园接送"),
            Constraint(ConstraintKind.HOME_EVERY_NIGHT, Strength.HARD, ends),
        ]
    fetched = family.youngest < SCHOOL_UNTIL
    pupils = [Constraint(ConstraintKind.HOURS, Strength.PREFER, None, time(8, 0), time(17, 30), note="接送小学生")]
    return [Constraint(ConstraintKind.HOME_EVERY_NIGHT, Strength.HARD), *(pupils if fetched else [])]


def _for_grandchildren(family: Family, today: date) -> list[Constraint]:
    """While the smallest is at the nursery the grandmother is free; that ends one day."""
    ends = today + YEAR * (NURSERY_UNTIL - family.youngest)
    return [
        Constraint(ConstraintKind.CARE, Strength.HARD, ends, note="白天看孙子"),
        Constraint(ConstraintKind.HOURS, Strength.HARD, ends, time(9, 0), time(15, 30), note="孙子送托班的时候"),
        Constraint(ConstraintKind.HOME_EVERY_NIGHT, Strength.HARD),
    ]


def _for_the_old() -> list[Constraint]:
    return [
        Constraint(ConstraintKind.CARE, Strength.HARD, note="老母亲离不得人"),
        Constraint(ConstraintKind.HOURS, Strength.HARD, None, time(8, 0), time(18, 0), note="早晚要在家照料老人"),
        Constraint(ConstraintKind.NIGHT, Strength.HARD, note="夜里照顾老人"),
        Constraint(ConstraintKind.HOME_EVERY_NIGHT, Strength.HARD),
    ]


_DISLIKED = ("白酒酿造工", "畜禽屠宰加工工", "井下采矿工", "架子工", "洗碗工")


def _rounded(amount: float) -> Decimal:
    return (Decimal(int(amount)) // _PAY_BY_HAND) * _PAY_BY_HAND
