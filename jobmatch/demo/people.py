"""Invented residents: names put together from common characters, impossible ID numbers, telephones that nobody has."""

from datetime import date
from random import Random

from jobmatch.households.codes import Sex
from jobmatch.households.identity import FICTITIOUS, check_digit

_SURNAMES = tuple("罗杨王李张陈刘赵周吴郑娄犹穆袁余简蒋谢冯韦田冉何邓梁胡唐程邹")
_MALE = (
    "国强", "永贵", "兴发", "光明", "德华", "家福", "世龙", "正云", "文斌", "小军", "志刚", "建平", "天佑", "开学",
    "大勇", "明江", "登科", "应洪", "朝阳", "远航", "浩", "涛", "磊", "鹏",
)  # fmt: skip
_FEMALE = (
    "秀英", "桂芳", "明珍", "正芬", "光琴", "小燕", "春梅", "家碧", "永红", "朝霞", "文秀", "兴菊", "应群", "安琪",
    "雨欣", "思语", "丽", "艳", "琼", "敏", "梅", "霞", "静", "娟",
)  # fmt: skip

_PHONE_PREFIX = "1990000"
_PHONES = 10_000


class Townsfolk:
    """Gives out surnames, given names, numbers and telephones, none of the last two twice."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._sequences: dict[tuple[date, Sex], int] = {}
        self._phones = iter(rng.sample(range(_PHONES), _PHONES))

    def surname(self) -> str:
        return self._rng.choice(_SURNAMES)

    def name(self, surname: str, sex: Sex) -> str:
        return surname + self._rng.choice(_MALE if sex is Sex.MALE else _FEMALE)

    def birth_date(self, age: int, today: date) -> date:
        """A day on which somebody was born who is this old today."""
        last = date(today.year - age, today.month, min(today.day, 28))
        return date.fromordinal(last.toordinal() - self._rng.randrange(0, 360))

    def id_number(self, birth: date, sex: Sex) -> str:
        """A number with the division 000000, which no office gives out, and a right check digit."""
        count = self._sequences.get((birth, sex), 0)
        self._sequences[birth, sex] = count + 1
        odd = 1 if sex is Sex.MALE else 0
        stem = f"{FICTITIOUS}{birth:%Y%m%d}{10 + 2 * count + odd:03d}"
        return stem + check_digit(stem)

    def phone(self) -> str:
        """A number from 199 0000 0000 to 199 0000 9999, each once."""
        return f"{_PHONE_PREFIX}{next(self._phones):04d}"
