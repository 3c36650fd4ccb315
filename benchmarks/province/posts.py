"""The vacancies, employers and courses of the synthetic province. What kinds there are stands in `recipes.py`.

Calibrated to the shares that were measured before (`synthetic.py`): how many posts lie beyond the province, how many have a bed.
Wages are whole yuan, and so is what they come to in a month.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from functools import cache
from typing import TypeVar

from benchmarks.province.dice import Dice, Weighted
from benchmarks.province.places import Ground
from benchmarks.province.recipes import Branch, Hours, Recipe, branches
from benchmarks.province.size import DAY, Size
from benchmarks.province.words import OFFICE, skill_sets_of_posts, titles
from jobmatch.matching.codes import (
    Basis,
    Contract,
    Dorm,
    Education,
    Insurance,
    Mandarin,
    Overtime,
    ReadingNeed,
    Shift,
    VacancyKind,
    WageType,
)
from jobmatch.matching.facts import (
    AgeLimit,
    EducationDemand,
    Employer,
    ExperienceDemand,
    Place,
    Schedule,
    Vacancy,
    Wage,
)

T = TypeVar("T")
_K = VacancyKind
# Calibrated: posts beyond the province, and beds there and in the province.
_BEYOND, _BEYOND_WITH_BED, _PARK_WITH_BED, _OTHERS_WITH_BED = 0.14, 0.82, 0.16, 0.025
_PER_EMPLOYER = Weighted({1: 4, 2: 4, 3: 4, 4: 2, 6: 1, 12: 0.25})
_MORE_BEYOND = 1.32
_UNKNOWN = 0.03
_VERIFIED = Weighted[int | None]({3: 30, 2: 64, 1: 3, 0: 1, None: 2})
_BLACKLISTED = Weighted[bool | None]({False: 97.5, True: 0.5, None: 2})
_CONFIRMED_DAYS_AGO = Weighted[int | None]({0: 30, 3: 24, 7: 18, 10: 12, 13: 6, 18: 5, 30: 2, None: 3})
_OPENS_IN = Weighted[int | None]({**{days: 8 for days in range(1, 13)}, 20: 5, 35: 3, None: 6})
_STAYS_OPEN = Weighted[int | None]({-2: 2, **{days: 4 for days in range(14, 46, 2)}, None: 3})
# Calibrated to 5.8 places a vacancy.
_PLACES: dict[VacancyKind, tuple[int, int]] = {
    _K.LABOUR_EXPORT: (4, 22), _K.WORK_RELIEF: (6, 20), _K.HOME_PIECEWORK: (5, 15), _K.ODD_JOB: (2, 10),
    _K.HOUSEHOLD: (1, 1), _K.PUBLIC_POST: (1, 2),
}  # fmt: skip
_USUAL_PLACES = (1, 9)
_FULL = 0.04
# Most adverts name an age; what the trade itself demands stands in its recipe.
_AGES = Weighted[AgeLimit | None](
    [(None, 38), (AgeLimit(18, 45, False), 9), (AgeLimit(18, 50, False), 12), (AgeLimit(18, 55, None), 10)]
    + [(AgeLimit(18, 40, True), 5), (AgeLimit(18, 45, True), 8), (AgeLimit(18, 50, True), 10), (AgeLimit(16, 60, True), 6)]
    + [(AgeLimit(None, 35, True), 2)]
)
_EDUCATIONS = Weighted[EducationDemand | None](
    [(None, 62), (EducationDemand(Education.PRIMARY, Basis.WISH), 8)]
    + [(EducationDemand(Education.JUNIOR_MIDDLE, Basis.WISH), 20), (EducationDemand(Education.JUNIOR_MIDDLE), 4)]
    + [(EducationDemand(Education.SENIOR_MIDDLE, Basis.WISH), 4), (EducationDemand(Education.SECONDARY_VOCATIONAL, Basis.WISH), 2)]
)
_DEMANDED = Weighted[tuple[int, bool] | None]({None: 78, (6, False): 9, (12, False): 5, (12, True): 5, (24, True): 3})
_INSURANCES = Weighted[tuple[Insurance, ...] | None](
    {(Insurance.SOCIAL,): 40, (Insurance.INJURY,): 14, (Insurance.INJURY, Insurance.ACCIDENT): 14, (Insurance.ACCIDENT,): 14,
     (): 10, None: 8}
)  # fmt: skip
_CONTRACTS = Weighted[Contract | None](
    {Contract.LABOUR: 58, Contract.SERVICE: 18, Contract.DISPATCH: 9, Contract.OUTSOURCED: 4, None: 11}
)
_OVERTIME = Weighted[Overtime | None]({Overtime.PAID: 80, Overtime.INCLUDED: 2, None: 2})
_READING = Weighted({ReadingNeed.NONE: 6, ReadingNeed.SIGNS: 3, ReadingNeed.FORMS: 1})
_MANDARIN = Weighted({Mandarin.NONE: 4, Mandarin.LISTEN: 5, Mandarin.SPEAK: 1})
_TWO_SHIFTS: tuple[Hours, ...] = (("", "", 8, 24, Shift.ROTATING), ("20:00", "04:30", 8, 24, Shift.NIGHT))


@dataclass(slots=True)
class Offers:
    """Makes employers with their posts, one after the other, until there are as many posts as the size says."""

    size: Size
    ground: Ground
    seed: int
    employers: list[Employer] = field(default_factory=list)
    vacancies: list[Vacancy] = field(default_factory=list)
    _titles_given: Counter[str] = field(default_factory=Counter)

    def make(self) -> None:
        """Fills both lists."""
        dice = Dice(self.seed, 2)
        local, abroad = _by_share()
        while len(self.vacancies) < self.size.vacancies:
            beyond = dice.chance(_BEYOND)
            self._employer(dice.weighed(abroad if beyond else local), beyond, dice)

    def _employer(self, branch: Branch, beyond: bool, dice: Dice) -> None:
        name = f"E{len(self.employers):05d}"
        verified = dice.weighed(_VERIFIED)
        level = max(branch.level, verified) if verified in (2, 3) else verified
        self.employers.append(Employer(name, level, dice.weighed(_BLACKLISTED)))
        place = self.ground.workplace(dice, "beyond" if beyond else dice.one_of(branch.spots))
        left = self.size.vacancies - len(self.vacancies)
        for _ in range(min(left, dice.weighed(_PER_EMPLOYER))):
            self._vacancy(dice.one_of(branch.recipes), branch, name, place, beyond, dice)

    def _vacancy(self, recipe: Recipe, branch: Branch, employer: str, place: Place, beyond: bool, dice: Dice) -> None:
        kind = recipe.kind or (_K.LABOUR_EXPORT if beyond and dice.chance(0.35) else branch.kind)
        schedule = _schedule(recipe, beyond or branch.houses, dice)
        opens, stays = dice.weighed(_OPENS_IN), dice.weighed(_STAYS_OPEN)
        dorm = _dorm(beyond, branch, dice)
        self.vacancies.append(
            Vacancy(
                id=f"V{len(self.vacancies):05d}",
                employer=employer,
                title=self._title(recipe.occupation, dice),
                occupation=recipe.occupation if recipe.occupation != OFFICE and dice.chance(0.6) else None,
                kind=_maybe(kind, dice, 0.01),
                openings=_openings(kind, dice),
                place=place,
                schedule=schedule,
                wage=_wage(recipe, beyond, dorm, dice),
                dorm=_maybe(dorm, dice),
                age=_age(*recipe.age) if recipe.age else dice.weighed(_AGES),
                education=_education(recipe) or dice.weighed(_EDUCATIONS),
                certificates=_maybe(recipe.certificates, dice),
                experience=recipe.experience or _experience(recipe.occupation, dice),
                skills=_skills(recipe.occupation, dice),
                physical=_maybe(recipe.physical, dice),
                functions=_maybe(recipe.functions, dice),
                hazards=_maybe(recipe.hazards, dice),
                reading=_maybe(_either(recipe.reading, ReadingNeed.NONE, _READING, dice), dice),
                mandarin=_maybe(_either(recipe.mandarin, Mandarin.NONE, _MANDARIN, dice), dice),
                insurance=dice.weighed(_INSURANCES),
                contract=Contract.HOUSEHOLD if kind is _K.HOUSEHOLD else dice.weighed(_CONTRACTS),
                start=_in(opens),
                expires=None if stays is None else _in(stays),
                confirmed_on=_in(None if (ago := dice.weighed(_CONFIRMED_DAYS_AGO)) is None else -ago),
            )
        )

    def _title(self, occupation: str, dice: Dice) -> str:
        """Each title once, then the first ones more often: few titles are on most adverts."""
        words = titles()[occupation]
        given = self._titles_given[occupation]
        self._titles_given[occupation] += 1
        return words[given] if given < len(words) else words[int(len(words) * dice.between(0, 1) ** 2)]


@cache
def _by_share() -> tuple[Weighted[Branch], Weighted[Branch]]:
    """Branches at home, and those that hire beyond the province: what works in parks and towns does so there as well."""
    found = branches()
    home = [branch for branch in found if "beyond" not in branch.spots]
    away = [(branch, branch.share * 6) for branch in found if "beyond" in branch.spots]
    return (
        Weighted([(branch, branch.share) for branch in home]),
        Weighted(away + [(branch, branch.share) for branch in home if branch.houses]),
    )


def _dorm(beyond: bool, branch: Branch, dice: Dice) -> Dorm:
    share = _BEYOND_WITH_BED if beyond else _PARK_WITH_BED if branch.houses else _OTHERS_WITH_BED
    if not dice.chance(share):
        return Dorm.NONE
    return Dorm.FREE if dice.chance(0.7) else Dorm.PAID


def _openings(kind: VacancyKind, dice: Dice) -> int | None:
    if dice.chance(_FULL):
        return 0
    low, high = _PLACES.get(kind, _USUAL_PLACES)
    drawn = low + dice.below(high - low + 1)
    return _maybe(drawn, dice, 0.01)


def _schedule(recipe: Recipe, shifts: bool, dice: Dice) -> Schedule:
    hours = dice.one_of(_TWO_SHIFTS if shifts and dice.chance(0.3) else recipe.hours)
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


def _wage(recipe: Recipe, beyond: bool, dorm: Dorm, dice: Dice) -> Wage:
    """The pay of the county town, more beyond the province; one advert in fifty pays less than it should."""
    more = (_MORE_BEYOND if beyond else 1.0) * dice.one_of((0.95, 1.0, 1.0, 1.05, 1.1, 1.2))
    if dice.chance(0.02):
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


@cache
def _age(least: int, most: int, strict: bool) -> AgeLimit:
    return AgeLimit(least, most, strict)


def _education(recipe: Recipe) -> EducationDemand | None:
    return _schooled(recipe.education, recipe.by_law) if recipe.education else None


@cache
def _schooled(least: Education, by_law: bool) -> EducationDemand:
    return EducationDemand(least, Basis.LAW if by_law else Basis.WISH)


def _experience(occupation: str, dice: Dice) -> ExperienceDemand | None:
    demanded = dice.weighed(_DEMANDED)
    return None if demanded is None or occupation == OFFICE else _practice(occupation, *demanded)


@cache
def _practice(occupation: str, months: int, strict: bool) -> ExperienceDemand:
    return ExperienceDemand(occupation, months, strict)


def _skills(occupation: str, dice: Dice) -> tuple[str, ...] | None:
    if dice.chance(0.4):
        return None if dice.chance(0.5) else ()
    return dice.one_of(skill_sets_of_posts("客户服务管理员(话务)" if occupation == OFFICE else occupation))


def _either(own: T, nothing: T, usual: Weighted[T], dice: Dice) -> T:
    """What the trade needs; where it needs nothing, what this employer asks."""
    drawn = dice.weighed(usual)
    return drawn if own is nothing and dice.chance(0.5) else own


def _maybe(value: T, dice: Dice, unknown: float = _UNKNOWN) -> T | None:
    return None if dice.chance(unknown) else value


def _in(days: int | None) -> date | None:
    return None if days is None else DAY + timedelta(days=days)
