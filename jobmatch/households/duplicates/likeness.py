"""How alike two person records are, in points with their evidence: a proposal for a person to decide, never a verdict.

Pure. A name must fit for anything to be proposed: neighbours born on one day have neighbouring ID numbers, families
share telephones. Twins, who share all but a part of the name, are told apart by living in one household.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import partial

from jobmatch.households.codes import Sex
from jobmatch.households.identity import one_digit_apart


class Evidence(StrEnum):
    """What speaks for, or against, two records being one human."""

    SAME_NAME = "same_name"
    SAME_SOUND = "same_sound"
    NEAR_NAME = "near_name"
    SAME_BIRTH_DATE = "same_birth_date"
    NEAR_BIRTH_DATE = "near_birth_date"
    SAME_ID = "same_id"
    NEAR_ID = "near_id"
    SAME_PHONE = "same_phone"
    SAME_HOUSEHOLD = "same_household"
    OTHER_SEX = "other_sex"
    FAR_BIRTH_DATE = "far_birth_date"


POINTS = {
    Evidence.SAME_NAME: 40,
    Evidence.SAME_SOUND: 30,
    Evidence.NEAR_NAME: 15,
    Evidence.SAME_BIRTH_DATE: 30,
    Evidence.NEAR_BIRTH_DATE: 15,
    Evidence.SAME_ID: 60,
    Evidence.NEAR_ID: 30,
    Evidence.SAME_PHONE: 20,
    Evidence.SAME_HOUSEHOLD: 10,
    Evidence.OTHER_SEX: -30,
    Evidence.FAR_BIRTH_DATE: -30,
}
PROPOSED_FROM = 60
"""From here on a pair is put before a person: name and birth date, name and telephone, or name and nearly the ID."""

WORDS = {
    Evidence.SAME_NAME: ("姓名相同", "same name"),
    Evidence.SAME_SOUND: ("姓名同音", "names that sound alike"),
    Evidence.NEAR_NAME: ("姓名差一个字", "names one character apart"),
    Evidence.SAME_BIRTH_DATE: ("出生日期相同", "same birth date"),
    Evidence.NEAR_BIRTH_DATE: ("出生日期差一位数", "birth dates one digit apart"),
    Evidence.SAME_ID: ("证件号码相同", "same ID number"),
    Evidence.NEAR_ID: ("证件号码差一位数", "ID numbers one digit apart"),
    Evidence.SAME_PHONE: ("电话相同", "same telephone"),
    Evidence.SAME_HOUSEHOLD: ("同一户", "same household"),
    Evidence.OTHER_SEX: ("性别不同", "different sex"),
    Evidence.FAR_BIRTH_DATE: ("出生日期相差很远", "birth dates far apart"),
}
_FAR_DAYS = 366
_BIRTH_IN_NUMBER = 6


@dataclass(frozen=True)
class Traits:
    """What two records are compared by. `household` is any key that tells households apart."""

    name: str
    pinyin: str
    birth_date: date | None
    sex: Sex | None
    phone: str | None = field(repr=False)
    household: Hashable
    id_number: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Likeness:
    """The evidence found, strongest first, and its sum."""

    evidence: tuple[Evidence, ...]

    @property
    def score(self) -> int:
        """The points of all the evidence."""
        return sum(POINTS[item] for item in self.evidence)

    @property
    def proposed(self) -> bool:
        """Whether a person should look at the pair."""
        return self.score >= PROPOSED_FROM

    def in_words(self) -> str:
        """The evidence as a clerk reads it."""
        return "、".join(WORDS[item][0] for item in self.evidence)

    def in_english(self) -> str:
        """The evidence in English."""
        return ", ".join(WORDS[item][1] for item in self.evidence)


UNLIKE = Likeness(())


def compare(one: Traits, other: Traits) -> Likeness:
    """How alike two records are; `UNLIKE` where the names do not fit."""
    name = _names(one, other)
    together = one.household is not None and one.household == other.household
    if name is None or (together and name is not Evidence.SAME_NAME):
        return UNLIKE
    found = [name, *_births(one, other), *_numbers(one, other)]
    if one.phone is not None and one.phone == other.phone:
        found.append(Evidence.SAME_PHONE)
    if together:
        found.append(Evidence.SAME_HOUSEHOLD)
    if one.sex is not None and other.sex is not None and one.sex is not other.sex:
        found.append(Evidence.OTHER_SEX)
    return Likeness(tuple(sorted(found, key=lambda item: -POINTS[item])))


def candidates(traits: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """The pairs worth comparing, by position, each once; the others cannot reach what is proposed.

    Names must be alike, and besides: one birth date, or birth dates a digit apart and with that digit alone the ID
    numbers or one sound, or one telephone. So the work stays near the number of people: a province's people share a
    birth date by the dozen, not by the thousand.
    """
    for one, other in _pairs(_blocks(traits, _birth)):
        if _names(traits[one], traits[other]) is not None:
            yield one, other
    for sound in _blocks(traits, _sound):
        for digit in range(len("YYYYMMDD")):
            for one, other in _pairs(_blocks(traits, partial(_birth_without, digit), sound)):
                if _digits(traits[one]) != _digits(traits[other]):
                    yield one, other
    for digit in range(len("YYYYMMDD")):
        for one, other in _pairs(_blocks(traits, partial(_number_without, digit))):
            pair = traits[one], traits[other]
            if not _met_by_sound(*pair) and _in_one_digit_of_birth(*pair) and _names(*pair) is not None:
                yield one, other
    for one, other in _pairs(_blocks(traits, _phone)):
        if not _met_before(traits[one], traits[other]) and _names(traits[one], traits[other]) is not None:
            yield one, other


def _pairs(blocks: Iterable[Sequence[int]]) -> Iterator[tuple[int, int]]:
    for block in blocks:
        for place, one in enumerate(block):
            for other in block[place + 1 :]:
                yield one, other


def _blocks(
    traits: Sequence[Traits], key_of: Callable[[Traits], Hashable], among: Sequence[int] | None = None
) -> list[list[int]]:
    """The positions that share a key, where more than one does; None is no key."""
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for position in range(len(traits)) if among is None else among:
        key = key_of(traits[position])
        if key is not None:
            blocks[key].append(position)
    return [block for block in blocks.values() if len(block) > 1]


def _birth(person: Traits) -> Hashable:
    return person.birth_date


def _sound(person: Traits) -> Hashable:
    return person.pinyin


def _phone(person: Traits) -> Hashable:
    return person.phone


def _birth_without(digit: int, person: Traits) -> Hashable:
    digits = _digits(person)
    return None if digits is None else digits[:digit] + digits[digit + 1 :]


def _digits(person: Traits) -> str | None:
    return None if person.birth_date is None else person.birth_date.strftime("%Y%m%d")


def _number_without(digit: int, person: Traits) -> Hashable:
    """An ID number without its check digit and one of those of the birth date."""
    number, place = person.id_number, _BIRTH_IN_NUMBER + digit
    return None if number is None else number[:place] + number[place + 1 : -1]


def _met_before(one: Traits, other: Traits) -> bool:
    """Whether the earlier blocks have had the pair."""
    return _met_by_sound(one, other) or _in_one_digit_of_birth(one, other)


def _met_by_sound(one: Traits, other: Traits) -> bool:
    if one.birth_date is None or other.birth_date is None:
        return False
    if one.birth_date == other.birth_date:
        return True
    return one.pinyin == other.pinyin and _one_digit_apart(one.birth_date, other.birth_date)


def _in_one_digit_of_birth(one: Traits, other: Traits) -> bool:
    """Whether the birth dates are a digit apart, and in the ID numbers that digit and no other differs."""
    if one.birth_date is None or other.birth_date is None or one.id_number is None or other.id_number is None:
        return False
    born = slice(_BIRTH_IN_NUMBER, _BIRTH_IN_NUMBER + len("YYYYMMDD"))
    return (
        _one_digit_apart(one.birth_date, other.birth_date)
        and one.id_number[born] != other.id_number[born]
        and one_digit_apart(one.id_number, other.id_number)
    )


def _names(one: Traits, other: Traits) -> Evidence | None:
    if one.name == other.name:
        return Evidence.SAME_NAME
    if one.pinyin == other.pinyin:
        return Evidence.SAME_SOUND
    near = len(one.name) == len(other.name) > 2 and one.name[0] == other.name[0]
    if near and sum(a != b for a, b in zip(one.name, other.name, strict=True)) == 1:
        return Evidence.NEAR_NAME
    return None


def _births(one: Traits, other: Traits) -> Iterator[Evidence]:
    if one.birth_date is None or other.birth_date is None:
        return
    if one.birth_date == other.birth_date:
        yield Evidence.SAME_BIRTH_DATE
    elif _one_digit_apart(one.birth_date, other.birth_date):
        yield Evidence.NEAR_BIRTH_DATE
    elif abs((one.birth_date - other.birth_date).days) > _FAR_DAYS:
        yield Evidence.FAR_BIRTH_DATE


def _numbers(one: Traits, other: Traits) -> Iterator[Evidence]:
    if one.id_number is None or other.id_number is None:
        return
    if one.id_number == other.id_number:
        yield Evidence.SAME_ID
    elif one_digit_apart(one.id_number, other.id_number):
        yield Evidence.NEAR_ID


def _one_digit_apart(one: date, other: date) -> bool:
    return sum(a != b for a, b in zip(one.isoformat(), other.isoformat(), strict=True)) == 1
