"""Hours and pay of the posts of the synthetic province: whole yuan, and so is what they come to in a month."""

from datetime import time
from decimal import Decimal
from functools import cache

from benchmarks.province.dice import Dice, Weighted
from benchmarks.province.recipes import Hours, Recipe
from jobmatch.matching.codes import Dorm, Overtime, Shift, WageType
from jobmatch.matching.facts import Schedule, Wage

_MORE_BEYOND = 1.32
_UNKNOWN, _TOO_LITTLE = 0.03, 0.02
_OVERTIME = Weighted[Overtime | None]({Overtime.PAID: 80, Overtime.INCLUDED: 2, None: 2})
_TWO_SHIFTS: tuple[Hours, ...] = (("", "", 8, 24, Shift.ROTATING), ("20:00", "04:30", 8, 24, Shift.NIGHT))


def schedule_of(recipe: Recipe, shifts: bool, dice: Dice) -> Schedule:
    hours = dice.one_of(_TWO_SHIFTS if shifts and dice.chance(0.4) else recipe.hours)
    return _made_schedule(hours, dice.chance(_UNKNOWN), dice.chance(_UNKNOWN))


@cache
def _made_schedule(hours: Hours, no_shift: bool, no_times: bool) -> Schedule:
    begins, ends, a_day, days, shift = hours
    timed = bool(begins) and not no_times
    return Schedule(
        shift=None if no_shift else shift,
        start=time.fromisoformat(begins) if timed else None,
        end=time.fromisoformat(ends) if timed else None,
        hours_per_day=Decimal(str(a_day)),
        days_per_month=Decimal(days),
    )


def wage_of(recipe: Recipe, beyond: bool, dorm: Dorm, dice: Dice) -> Wage:
    """The pay of the county town, more beyond the province; one advert in fifty pays less than it should."""
    more = (_MORE_BEYOND if beyond else 1.0) * dice.one_of((0.95, 1.0, 1.0, 1.05, 1.1, 1.2))
    if dice.chance(_TOO_LITTLE):
        more *= 0.6
    if dice.chance(_UNKNOWN):
        return Wage(recipe.by)
    lodging = dice.one_of((100, 150, 200, None)) if dorm is Dorm.PAID else None
    return _made_wage(recipe, round(more, 4), lodging, dice.weighed(_OVERTIME))


@cache
def _made_wage(recipe: Recipe, more: float, lodging: int | None, overtime: Overtime | None) -> Wage:
    # Steps that keep months whole: pay by the day counts 21.75 days at most.
    step = {WageType.HOUR: 2, WageType.DAY: 4}.get(recipe.by, 50)
    low, high = (max(step, round(amount * more / step) * step) for amount in recipe.pay) if recipe.pay else (0, 0)
    price, novice, normal = recipe.piece or (0.0, 0, 0)
    return Wage(
        type=recipe.by,
        minimum=_yuan(low),
        maximum=_yuan(high) if not recipe.piece else None,
        overtime=overtime,
        guaranteed=_yuan(round((recipe.guaranteed or 0) * more / 50) * 50),
        guaranteed_months=3 if recipe.guaranteed else None,
        unit_price=Decimal(round(price * 20)) / 20 if recipe.piece else None,
        novice_units_per_day=_yuan(round(novice * more / 10) * 10),
        normal_units_per_day=_yuan(round(normal * more / 10) * 10),
        board_deduction=_yuan(recipe.board or 0),
        lodging_deduction=_yuan(lodging or 0),
    )


def _yuan(amount: int) -> Decimal | None:
    return Decimal(amount) if amount else None
