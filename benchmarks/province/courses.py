"""The courses of the synthetic province: a card at the end of most, at a county's town, within weeks."""

from datetime import time, timedelta
from decimal import Decimal

from benchmarks.province.dice import Dice, Weighted
from benchmarks.province.places import Ground
from benchmarks.province.size import DAY, Size
from jobmatch.matching.codes import Basis, Education
from jobmatch.matching.facts import Course, EducationDemand

_KINDS = Weighted[tuple[str, str | None, int]](
    {
        ("焊工", "welding", 14): 16, ("起重装卸机械操作工(叉车司机)", "forklift", 8): 16, ("保安员", "guard", 5): 12,
        ("电工", "electrician", 15): 10, ("制冷空调系统安装维修工", "refrigeration", 14): 4, ("防水工", "height", 6): 5,
        ("消防设施操作员", "fire", 20): 3, ("井下采矿工", "miner", 12): 3, ("农机驾驶操作员", "tractor", 10): 3,
        ("缝纫工", None, 12): 14, ("家政服务员", None, 10): 14,
    }
)  # fmt: skip


def courses(size: Size, ground: Ground, seed: int) -> tuple[Course, ...]:
    """As many as the size says; some are full, some too late or too long for a post."""
    dice = Dice(seed, 4)
    found = []
    for number in range(size.courses):
        occupation, card, days = dice.weighed(_KINDS)
        start = DAY + timedelta(days=dice.below(24) - 3)
        end = start + timedelta(days=days - 1)
        found.append(
            Course(
                id=f"C{number:04d}",
                title=f"{occupation}培训",
                occupation=occupation,
                certificate=card,
                start=start,
                end=end,
                certificate_by=end + timedelta(days=dice.below(6)) if card and not dice.chance(0.05) else None,
                seats=0 if dice.chance(0.15) else 5 + dice.below(40),
                day_start=time(8, 30),
                day_end=time(16, 30) if dice.chance(0.5) else time(17, 30),
                place=ground.workplace(dice, "town"),
                boarding=dice.chance(0.4),
                fee=Decimal(0),
                education=EducationDemand(Education.JUNIOR_MIDDLE, Basis.LAW)
                if card in ("welding", "electrician")
                else None,
            )
        )
    return tuple(found)
