"""Numbers that nobody has: ID numbers of the division 000000 and telephones from 199 0000 0000 to 199 0000 8999."""

from datetime import date
from random import Random

from jobmatch.households.codes import Sex
from jobmatch.households.identity import FICTITIOUS, check_digit

_PHONE_PREFIX = "1990000"
_PHONES = 9_000
_FIRST, _DOUBLED = 10, 900


class Numbers:
    """Gives out ID numbers and telephones, each once."""

    def __init__(self, rng: Random) -> None:
        self._sequences: dict[tuple[date, Sex], int] = {}
        self._phones = iter(rng.sample(range(_PHONES), _PHONES))

    def id_number(self, birth: date, sex: Sex) -> str:
        """A number with the division 000000, which no office gives out, and a right check digit."""
        count = self._sequences.get((birth, sex), 0)
        self._sequences[birth, sex] = count + 1
        sequence = _FIRST + 2 * count + (1 if sex is Sex.MALE else 0)
        if sequence >= _DOUBLED:
            raise OverflowError(f"more people were born on {birth} than there are numbers for one day")
        stem = f"{FICTITIOUS}{birth:%Y%m%d}{sequence:03d}"
        return stem + check_digit(stem)

    def phone(self) -> str | None:
        """A telephone; None when all nine thousand are given: a province's others are reached by neighbours."""
        number = next(self._phones, None)
        return None if number is None else f"{_PHONE_PREFIX}{number:04d}"


def miscopied(number: str) -> str:
    """The same number with one digit wrong, as two offices write one person down; no other person's number."""
    stem = f"{number[:14]}9{number[15:17]}"
    return stem + check_digit(stem)
