"""A member of a family as a person: schooling, body, languages, telephone. What they do stands in `working`."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from jobmatch.demo.families import Family, Sketch
from jobmatch.demo.numbers import Numbers
from jobmatch.households.codes import (
    Capacity,
    Education,
    Function,
    Health,
    Mandarin,
    PhoneOwner,
    PhoneUse,
    Reading,
    SchoolStage,
    Sex,
)
from jobmatch.households.record import Disability
from jobmatch.matching.codes import Limit, Protection

GROWN = 16
CAPACITY_TO = 70

E = Education


@dataclass(frozen=True)
class Schooling:
    """Exactly one of the two is known (V05); `year` is the year within the stage."""

    stage: SchoolStage | None = None
    year: int | None = None
    done: Education | None = None

    @property
    def student(self) -> bool:
        """Whether the person goes to school; children before school do not."""
        return self.stage not in (None, SchoolStage.BEFORE_SCHOOL)


@dataclass(frozen=True)
class Body:
    """Health, what follows for work, and what is declared in confidence."""

    health: frozenset[Health]
    disability: Disability | None
    limits: dict[Function, str] | None
    capacity: Capacity | None
    protections: frozenset[str] | None

    @property
    def cannot(self) -> frozenset[Function]:
        """What this body cannot do at all."""
        return frozenset(function for function, limit in (self.limits or {}).items() if limit == Limit.NO)


def birth_date(age: int, today: date, rng: Random) -> date:
    """A day on which somebody was born who is this old today; nobody is younger than a month."""
    last = date(today.year - age, today.month, min(today.day, 28))
    return date.fromordinal(last.toordinal() - rng.randrange(31, 360))


def schooling(age: int, sex: Sex, rng: Random) -> Schooling:
    """What school a child goes to, or what a grown-up has finished; women of the older years had less of it."""
    young = (
        (3, SchoolStage.BEFORE_SCHOOL, 0), (6, SchoolStage.KINDERGARTEN, 3), (12, SchoolStage.PRIMARY, 6),
        (15, SchoolStage.JUNIOR_MIDDLE, 12),
    )  # fmt: skip
    for below, stage, begins in young:
        if age < below:
            return Schooling(stage, age - begins + 1 if begins > 3 else None)
    if age < GROWN:
        return Schooling(SchoolStage.JUNIOR_MIDDLE, 3)
    if age < 18 and rng.random() < 0.83:
        stage = rng.choices((SchoolStage.SENIOR_MIDDLE, SchoolStage.SECONDARY_VOCATIONAL), (5, 5))[0]
        return Schooling(stage, age - GROWN + 1)
    if 18 <= age < 22 and rng.random() < 0.5:
        stage = rng.choices(
            (SchoolStage.HIGHER_VOCATIONAL, SchoolStage.BACHELOR, SchoolStage.SENIOR_MIDDLE), (5, 3, 2)
        )[0]
        return Schooling(stage, min(3, age - 17))
    return Schooling(done=_finished(age, sex, rng))


def _finished(age: int, sex: Sex, rng: Random) -> Education:
    less = sex is Sex.FEMALE
    if age > 62:
        return rng.choices((E.NONE, E.PRIMARY, E.JUNIOR_MIDDLE), (7, 3, 0) if less else (3, 6, 1))[0]
    if age > 45:
        return rng.choices(
            (E.NONE, E.PRIMARY, E.JUNIOR_MIDDLE, E.SENIOR_MIDDLE), (3, 5, 3, 0) if less else (1, 5, 4, 0.3)
        )[0]
    if age > 32:
        return rng.choices(
            (E.NONE, E.PRIMARY, E.JUNIOR_MIDDLE, E.SENIOR_MIDDLE, E.SECONDARY_VOCATIONAL), (0.5, 4, 6, 0.6, 0.6)
        )[0]
    if age < 18:
        return rng.choices((E.PRIMARY, E.JUNIOR_MIDDLE), (1, 9))[0]
    choices = (E.PRIMARY, E.JUNIOR_MIDDLE, E.SENIOR_MIDDLE, E.SECONDARY_VOCATIONAL, E.JUNIOR_COLLEGE, E.BACHELOR)
    return rng.choices(choices, (1, 7, 2, 2.5, 1.2, 0.5 if age > 21 else 0))[0]


def body(one: Sketch, family: Family, number: str, student: bool, skilled: bool, rng: Random) -> Body:
    """Health by age, limits by the kind of disability, and the capacity that follows (P11)."""
    if one.disabled:
        return _disabled(one, number, rng)
    ill = rng.random() < (0.02 if one.age < 40 else 0.12 if one.age < 60 else 0.4)
    serious = ill and rng.random() < 0.12
    health = frozenset({Health.SERIOUS if serious else Health.CHRONIC if ill else Health.HEALTHY})
    return Body(health, None, None, _capacity(one, ill, serious, skilled), _protections(one, family, student, rng))


# Class of GB/T 26341 → how often, and what it takes away.
_DISABILITIES: tuple[tuple[int, int, dict[Function, str]], ...] = (
    (4, 4, {Function.STAND_4H: Limit.NO, Function.STAIRS: Limit.LIMITED}),
    (4, 3, {Function.LIFT_20KG: Limit.NO, Function.LIFT_10KG: Limit.LIMITED, Function.BEND: Limit.NO}),
    (4, 2, {Function.FINE_HANDS: Limit.NO, Function.LIFT_20KG: Limit.NO}),
    (1, 2, {Function.SEE_SMALL: Limit.NO, Function.WRITTEN_INSTRUCTIONS: Limit.LIMITED}),
    (2, 3, {Function.HEAR_ALARM: Limit.NO}),
    (5, 2, {Function.WRITTEN_INSTRUCTIONS: Limit.NO, Function.WORK_ALONE: Limit.LIMITED}),
    (6, 1, {Function.WORK_ALONE: Limit.LIMITED}),
)  # fmt: skip


def _disabled(one: Sketch, number: str, rng: Random) -> Body:
    kind, _, limits = rng.choices(_DISABILITIES, [weight for _, weight, _ in _DISABILITIES])[0]
    level = rng.choices((1, 2, 3, 4), (1, 2, 4, 3))[0]
    # One card in ten has not been seen yet: the next visit asks.
    card = f"{number}{kind}{level}" if rng.random() < 0.9 else None
    able = Capacity.WEAK if level > 2 and one.age < CAPACITY_TO else Capacity.LOST
    return Body(
        frozenset({Health.DISABLED}),
        Disability(kind, level, card),
        dict(limits),
        able if one.age >= GROWN else None,
        None,
    )


def _capacity(one: Sketch, ill: bool, serious: bool, skilled: bool) -> Capacity | None:
    if one.age < GROWN:
        return None
    if one.age > CAPACITY_TO or (serious and one.age > 50):
        return Capacity.NONE
    if ill or one.age >= 60:
        return Capacity.WEAK
    return Capacity.SKILLED if skilled else Capacity.ORDINARY


def _protections(one: Sketch, family: Family, student: bool, rng: Random) -> frozenset[str] | None:
    """What a woman has declared herself (L11); most have never been asked."""
    if student or one.sex is not Sex.FEMALE or not 20 <= one.age <= 40:
        return None
    if family.youngest == 0 and rng.random() < 0.5:
        return frozenset({Protection.NURSING.value})
    return frozenset({Protection.PREGNANT.value}) if family.youngest > 0 and rng.random() < 0.04 else None


def mandarin(age: int, done: Education | None, rng: Random) -> Mandarin:
    """The young speak it, the old who never went to school do not follow it."""
    if age < 48 and done is not E.NONE:
        return Mandarin.SPEAK
    if age < 64:
        return rng.choices((Mandarin.SPEAK, Mandarin.LISTEN), (2, 5))[0]
    return rng.choices((Mandarin.LISTEN, Mandarin.NONE), (4, 5))[0]


def reading(age: int, done: Education | None) -> Reading:
    """What is left of school."""
    if done is E.NONE:
        return Reading.NONE
    return Reading.SOME if done is E.PRIMARY and age > 30 else Reading.FLUENT


_DIALECTS = {"06": "苗", "09": "布依", "37": "仡佬"}


def dialects(ethnicity: str, age: int) -> tuple[str, ...]:
    """Everybody here speaks the dialect of the county; of their peoples' languages it is mostly the older who do."""
    own = _DIALECTS.get(ethnicity)
    return ("西南官话-桐梓", own) if own is not None and (ethnicity == "06" or age > 60) else ("西南官话-桐梓",)


@dataclass(frozen=True)
class Telephone:
    """How a person is reached (P12)."""

    number: str | None = None
    owner: PhoneOwner | None = None
    smart: bool | None = None
    use: PhoneUse | None = None
    unreached_since: date | None = None


def telephone(age: int, asked_on: date, numbers: Numbers, rng: Random) -> Telephone:
    """The grown have one, of the old not all; one number in forty has rung in vain for months."""
    if age < GROWN or (age > 68 and rng.random() < 0.6):
        return Telephone(use=PhoneUse.NONE if age >= GROWN else None)
    smart = age < 60 or rng.random() < 0.25
    number = numbers.phone()
    dead = asked_on - timedelta(days=rng.randint(20, 160)) if rng.random() < 0.025 else None
    return Telephone(
        number,
        None if number is None else PhoneOwner.OWN if rng.random() < 0.95 else PhoneOwner.RELATIVE,
        smart,
        PhoneUse.WECHAT if smart else PhoneUse.CALLS,
        dead if number is not None else None,
    )
