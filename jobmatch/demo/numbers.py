"""Numbers that nobody has: ID numbers of the division 000000 and telephones from 199 0000 0000 to 199 0000 8999."""

from datetime import date
from random import Random

from jobmatch.households.codes import Sex
from jobmatch.households.identity import FICTITIOUS, check_digit

_PHONE_PREFIX = "1990000"
_PHONES = 9_000
_FIRST, _DOUBLED = 10, 900


class Numbers:
    """Gives out ID numbers and telephones, each once, and none of those `taken`: people who came before have them."""

    def __init__(self, rng: Random, taken: frozenset[str] = frozenset()) -> None:
        self._taken = taken
        self._sequences: dict[tuple[date, Sex], int] = {}
        self._phones = iter(rng.sample(range(_PHONES), _PHONES))

    def id_number(self, birth: date, sex: Sex) -> str:
        """A number with the division 000000, which no office gives out, and a right check digit."""
        while (number := self._next_id_number(birth, sex)) in self._taken:
            pass
        return number

    def phone(self) -> str | None:
        """A telephone; None when all nine thousand are given: a province's others are reached by neighbours."""
        for number in self._phones:
            phone = f"{_PHONE_PREFIX}{number:04d}"
            if phone not in self._taken:
                return phone
        return None

    def _next_id_number(self, birth: date, sex: Sex) -> str:
        count = self._sequences.get((birth, sex), 0)
        self._sequences[birth, sex] = count + 1
        sequence = _FIRST + 2 * count + (1 if sex is Sex.MALE else 0)
        if sequence >= _DOUBLED:
            raise OverflowError(f"more people were born on {birth} than there are numbers for one day")
        stem = f"{FICTITIOUS}{birth:%Y%m%d}{sequence:03d}"
        return stem + check_digit(stem)


def miscopied(number: str) -> str:
    """The same number with one digit wrong, as two offices write one person down; no other person's number."""
    stem = f"{number[:14]}9{number[15:17]}"
    return stem + check_digit(stem)
