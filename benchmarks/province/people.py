"""The people of one site of the synthetic province, household after household; each site is a stream of its own.

So a sample of sites is the same as in the whole, and nobody has to hold everybody at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from benchmarks.province import families, working
from benchmarks.province.binding import binding, together
from benchmarks.province.dice import Dice, Weighted
from benchmarks.province.families import Member
from benchmarks.province.size import DAY, Size
from jobmatch.matching.codes import IN_WORK, Protection, Sex, Status, Strength
from jobmatch.matching.facts import Household, Left, Person

_Protected = tuple[Protection, ...] | None
_PROTECTED = Weighted[_Protected]({None: 58, (): 36, (Protection.NURSING,): 4, (Protection.PREGNANT,): 2})
# Of those in work, and of the others in households where somebody works or nobody does.
_JOBS = Weighted({Status.EMPLOYED: 64, Status.FLEXIBLE: 12, Status.SELF_EMPLOYED: 10, Status.PUBLIC_POST: 14})
_OTHERS = Weighted[Status | None]({Status.SEEKING: 46, Status.NOT_SEEKING: 38, Status.FARMING: 15, None: 1})
_SEEKERS = Weighted[Status | None]({Status.SEEKING: 60, Status.NOT_SEEKING: 25, Status.FARMING: 14, None: 1})
_ALSO_IN_WORK = 0.62
_STUDENT = Weighted[bool | None]({False: 97.8, True: 1.2, None: 1})
_MONITORED = Weighted[bool | None]({False: 92, True: 6, None: 2})
_COUPLES, _COUPLES_PREFER = 0.012, 0.008
_DUPLICATES, _NO_CONSENT, _LEFT, _UNKNOWN = 0.003, 0.005, 0.015, 0.015
_REASONS = ("wage_arrears", "wage_arrears", "injury", "abuse", "family")
_TRAINING = Weighted[int | None]({0: 38, 5: 14, 10: 20, 15: 20, 30: 5, None: 3})


@dataclass(frozen=True, slots=True)
class Chunk:
    """The households of one site with their labourers, both by id."""

    households: tuple[Household, ...]
    people: tuple[Person, ...]


def people_of(site: str, numbers: range, size: Size, seed: int) -> Chunk:
    """Everybody who lives at a site: the households of these numbers."""
    dice = Dice(seed, 3, numbers.start)
    households, people = [], list[Person]()
    for number in numbers:
        found = list(_labourers(number, size, dice))
        if len(found) > 1 and dice.chance(_COUPLES + _COUPLES_PREFER):
            found[:2] = _couple(found[0], found[1], Strength.HARD if dice.chance(0.6) else Strength.PREFER)
        if people and dice.chance(_DUPLICATES * 2):
            found[0] = replace(found[0], duplicate_of=people[-1].id)
        employed = sum(one.status in IN_WORK for one in found)
        households.append(_household(number, site, employed, dice))
        people += found
    return Chunk(tuple(households), tuple(people))


def _household(number: int, site: str, employed: int, dice: Dice) -> Household:
    waits = employed == 0 and not dice.chance(0.05)
    return Household(
        id=f"H{number:06d}",
        site=site,
        employed=None if employed and dice.chance(0.005) else employed,
        zero_employment_since=DAY - timedelta(days=dice.below(400)) if waits else None,
        monitored=dice.weighed(_MONITORED),
    )


def _labourers(number: int, size: Size, dice: Dice) -> Iterator[Person]:
    nobody_works = size.nobody_works(number)
    for place, member in enumerate(families.members(size.labourers_of(number), dice)):
        if nobody_works:
            status = Status.SEEKING if place == 0 else dice.weighed(_SEEKERS)
        elif place == 0 or dice.chance(_ALSO_IN_WORK):
            status = dice.weighed(_JOBS)
        else:
            status = dice.weighed(_OTHERS)
        yield _person(f"P{number:06d}{place}", member, status, size.employers, dice)


def _person(name: str, one: Member, status: Status | None, employers: int, dice: Dice) -> Person:
    age, sex = one.age, one.sex
    done = families.schooling(age, sex, dice)
    past = working.past(one, done, dice)
    capacity, limits = families.body(age, past.skilled, dice)
    in_work = status in IN_WORK
    wishes = working.wishes(past, one, done, dice)
    return Person(
        id=name,
        household=f"H{name[1:-1]}",
        birth_date=None if dice.chance(_UNKNOWN / 3) else _born(age, dice.below(364)),
        sex=None if dice.chance(_UNKNOWN / 5) else sex,
        education=None if dice.chance(_UNKNOWN) else done,
        student=dice.weighed(_STUDENT) if age < 24 else False,
        capacity=None if dice.chance(_UNKNOWN / 2) else capacity,
        status=status,
        current_wage=working.present_wage(past, one, dice) if in_work and not dice.chance(0.08) else None,
        limits=None if dice.chance(_UNKNOWN) else limits,
        protections=dice.weighed(_PROTECTED) if sex is Sex.FEMALE and 20 <= age <= 40 else None,
        reading=None if dice.chance(_UNKNOWN) else families.reading(age, done),
        mandarin=None if dice.chance(_UNKNOWN) else families.mandarin(age, done, dice),
        certificates=working.certificates(past, one, dice),
        skills=past.skills,
        experience=past.experience,
        wanted=wishes.wanted,
        wage_floor=wishes.wage_floor,
        seeking_since=None if in_work or dice.chance(0.05) else _days_ago(dice.below(260)),
        available_from=_days_ago(-dice.one_of((5, 10, 20, 40))) if dice.chance(0.06) else None,
        training_days_max=dice.weighed(_TRAINING),
        constraints=binding(one, dice),
        left=_left(employers, dice) if dice.chance(_LEFT) else None,
        consent=False if dice.chance(_NO_CONSENT) else True if dice.chance(0.9) else None,
    )


def _couple(one: Person, other: Person, strength: Strength) -> tuple[Person, Person]:
    """Two who go to the same place; each says so."""
    return _with(one, other.id, strength), _with(other, one.id, strength)


def _with(one: Person, other: str, strength: Strength) -> Person:
    return replace(one, constraints=(*(one.constraints or ()), together((other,), strength)))


def _left(employers: int, dice: Dice) -> tuple[Left, ...]:
    return (Left(f"E{dice.below(employers):05d}", dice.one_of(_REASONS), _days_ago(30 + dice.below(600))),)


@cache
def _born(age: int, days: int) -> date:
    """Somebody of this age today whose last birthday was so many days ago."""
    birthday = DAY - timedelta(days=days)
    # A leap day is kept on the day before in other years.
    return date(birthday.year - age, birthday.month, min(birthday.day, 28) if birthday.month == 2 else birthday.day)


@cache
def _days_ago(days: int) -> date:
    return DAY - timedelta(days=days)
