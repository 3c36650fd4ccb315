"""The vacancies, employers and courses of the synthetic province. What kinds there are stands in `recipes.py`.

Calibrated (see `synthetic.py`): how many posts lie beyond the province and how many have a bed, strict ages there, the
months of practice that are demanded, and places a vacancy.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import TypeVar

from benchmarks.province.dice import Dice, Weighted
from benchmarks.province.places import Ground
from benchmarks.province.recipes import Branch, Recipe, branches
from benchmarks.province.size import DAY, Size
from benchmarks.province.terms import schedule_of, wage_of
from benchmarks.province.words import OFFICE, skill_sets_of_posts, titles
from jobmatch.matching.codes import (
    Basis,
    Contract,
    Dorm,
    Education,
    Insurance,
    Mandarin,
    ReadingNeed,
    VacancyKind,
)
from jobmatch.matching.facts import (
    AgeLimit,
    EducationDemand,
    Employer,
    ExperienceDemand,
    Place,
    Vacancy,
)

T = TypeVar("T")
_K = VacancyKind
# Calibrated: posts beyond the province, and beds there and in the province.
_BEYOND, _BEYOND_WITH_BED, _PARK_WITH_BED, _OTHERS_WITH_BED = 0.125, 0.82, 0.17, 0.025
_PER_EMPLOYER = Weighted({1: 4, 2: 4, 3: 4, 4: 2, 6: 1, 12: 0.25})
_UNKNOWN = 0.03
_VERIFIED = Weighted[int | None]({3: 30, 2: 64, 1: 3, 0: 1, None: 2})
_BLACKLISTED = Weighted[bool | None]({False: 97.5, True: 0.5, None: 2})
_CONFIRMED_DAYS_AGO = Weighted[int | None]({0: 30, 3: 24, 7: 18, 10: 12, 13: 6, 18: 5, 30: 2, None: 3})
_OPENS_IN = Weighted[int | None]({**dict.fromkeys(range(1, 13), 8), 20: 5, 35: 3, None: 6})
_STAYS_OPEN = Weighted[int | None]({-2: 2, **dict.fromkeys(range(14, 46, 2), 4), None: 3})
# Calibrated to 5.8 places a vacancy.
_PLACES: dict[VacancyKind, tuple[int, int]] = {
    _K.LABOUR_EXPORT: (4, 24), _K.WORK_RELIEF: (6, 20), _K.HOME_PIECEWORK: (5, 15), _K.ODD_JOB: (2, 10),
    _K.HOUSEHOLD: (1, 1), _K.PUBLIC_POST: (1, 2),
}  # fmt: skip
_USUAL_PLACES = (1, 9)
_FULL = 0.04
# Most adverts name an age; what the trade itself demands stands in its recipe.
_AGES = Weighted[AgeLimit | None](
    [
        (None, 38), (AgeLimit(18, 45, False), 9), (AgeLimit(18, 50, False), 12), (AgeLimit(18, 55, None), 10),
        (AgeLimit(18, 40, True), 5), (AgeLimit(18, 45, True), 8), (AgeLimit(18, 50, True), 10),
        (AgeLimit(16, 60, True), 6), (AgeLimit(None, 35, True), 2),
    ]
)  # fmt: skip
# The works of the coast take who is young, and mean it more often.
_AGES_BEYOND = Weighted[AgeLimit | None](
    [
        (None, 20), (AgeLimit(18, 45, False), 10), (AgeLimit(18, 50, None), 5), (AgeLimit(18, 35, True), 8),
        (AgeLimit(18, 40, True), 17), (AgeLimit(18, 45, True), 25), (AgeLimit(18, 50, True), 15),
    ]
)  # fmt: skip
_E = Education
_EDUCATIONS = Weighted[EducationDemand | None](
    [
        (None, 62), (EducationDemand(_E.PRIMARY, Basis.WISH), 8), (EducationDemand(_E.JUNIOR_MIDDLE, Basis.WISH), 20),
        (EducationDemand(_E.JUNIOR_MIDDLE), 4), (EducationDemand(_E.SENIOR_MIDDLE, Basis.WISH), 4),
        (EducationDemand(_E.SECONDARY_VOCATIONAL, Basis.WISH), 2),
    ]
)  # fmt: skip
_DEMANDED = Weighted[tuple[int, bool] | None]({None: 72, (6, False): 9, (12, False): 5, (12, True): 9, (24, True): 5})
_INSURANCES = Weighted[tuple[Insurance, ...] | None](
    {(Insurance.SOCIAL,): 40, (Insurance.INJURY,): 14, (Insurance.INJURY, Insurance.ACCIDENT): 14,
     (Insurance.ACCIDENT,): 14, (): 10, None: 8}
)  # fmt: skip
_CONTRACTS = Weighted[Contract | None](
    {Contract.LABOUR: 58, Contract.SERVICE: 18, Contract.DISPATCH: 9, Contract.OUTSOURCED: 4, None: 11}
)
_READING = Weighted({ReadingNeed.NONE: 6, ReadingNeed.SIGNS: 3, ReadingNeed.FORMS: 1})
_MANDARIN = Weighted({Mandarin.NONE: 4, Mandarin.LISTEN: 5, Mandarin.SPEAK: 1})


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
        schedule = schedule_of(recipe, beyond or branch.houses, dice)
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
                wage=wage_of(recipe, beyond, dorm, dice),
                dorm=_maybe(dorm, dice, 0.008),
                age=_age(*recipe.age) if recipe.age else dice.weighed(_AGES_BEYOND if beyond else _AGES),
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
    """Branches at home, and those that hire beyond the province: what works in parks does so there as well."""
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
