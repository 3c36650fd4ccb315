"""ID numbers (P02): what a number says of its holder, and what is wrong with it (V01). Nothing here shows a number.

Citizen numbers follow GB 11643 (18 digits; 15 before 1999); a disability card is the citizen number, its class, its
level, and two more characters when it was issued again. Whether a county code is still in use is not asked: people keep
the code of a county that was renamed since.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from stdnum.cn import ric

from jobmatch.households.codes import Sex
from jobmatch.settings import settings

FICTITIOUS = "000000"
"""The division that no real person has; invented people carry it."""
_PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_CITIZEN = re.compile(r"\d{17}[\dX]")
_OLD = re.compile(r"\d{15}")
_CARD_TAIL = re.compile(r"([1-7])([1-4])(?:\d{2}|B\d)?")
CITIZEN_LENGTH = 18
_OLD_LENGTH = 15
_CARD_LENGTHS = (20, 22)
_OLDEST_YEAR = 1880


class IdKind(StrEnum):
    """What kind of number was written down."""

    CITIZEN = "citizen"
    OLD = "old"
    DISABILITY_CARD = "disability_card"
    UNREADABLE = "unreadable"


class IdFault(StrEnum):
    """What can be wrong with a number."""

    LENGTH = "length"
    CHARACTERS = "characters"
    PROVINCE = "province"
    FICTITIOUS = "fictitious"
    BIRTH_DATE = "birth_date"
    CHECK_DIGIT = "check_digit"
    CARD = "card"


@dataclass(frozen=True)
class IdNumber:
    """A number as read. `number` is the 18-digit form of whatever was written, None where there is none.

    Birth date and sex are given as far as the digits hold them, whatever the faults; the full numbers stay out of
    `repr`, so that no log and no traceback shows them.
    """

    kind: IdKind
    number: str | None = field(repr=False)
    card_number: str | None = field(default=None, repr=False)
    birth_date: date | None = None
    sex: Sex | None = None
    disability_class: int | None = None
    disability_level: int | None = None
    faults: tuple[IdFault, ...] = ()

    @property
    def good(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self.faults


def read(text: str, as_of: date, *, fictitious: bool | None = None) -> IdNumber:
    """Read an ID or disability card number as people and spreadsheets write it.

    `fictitious` says whether the division 000000 may pass; None leaves it to the installation's settings.
    """
    written = tidy(text)
    if len(written) in _CARD_LENGTHS and _CITIZEN.fullmatch(written[:CITIZEN_LENGTH]):
        return _read_card(written, as_of, fictitious)
    if len(written) == _OLD_LENGTH and _OLD.fullmatch(written):
        return _read_citizen(_lengthened(written), IdKind.OLD, as_of, fictitious)
    if len(written) == CITIZEN_LENGTH and _CITIZEN.fullmatch(written):
        return _read_citizen(written, IdKind.CITIZEN, as_of, fictitious)
    known_length = len(written) in (_OLD_LENGTH, CITIZEN_LENGTH, *_CARD_LENGTHS)
    return IdNumber(IdKind.UNREADABLE, None, faults=(IdFault.CHARACTERS if known_length else IdFault.LENGTH,))


def tidy(text: str) -> str:
    """The bare characters of a number: full-width digits made narrow, spaces and dashes dropped, `x` as `X`."""
    return re.sub(r"[\s\-'‘’]", "", unicodedata.normalize("NFKC", text)).upper()


def masked(number: str | None) -> str:
    """A number as it may be shown: its last four characters."""
    return f"…{number[-4:]}" if number else "…"


def one_digit_apart(one: str, other: str) -> bool:
    """Whether two 18-digit numbers differ in one digit before the check digit, which then differs by itself."""
    return len(one) == len(other) and sum(a != b for a, b in zip(one[:17], other[:17], strict=True)) == 1


def check_digit(stem: str) -> str:
    """The eighteenth character for the first seventeen (GB 11643)."""
    # The library looks at all but the last character, whatever that is.
    return str(ric.calc_check_digit(stem + "0"))


def _read_card(written: str, as_of: date, fictitious: bool | None) -> IdNumber:
    holder = _read_citizen(written[:CITIZEN_LENGTH], IdKind.DISABILITY_CARD, as_of, fictitious)
    tail = _CARD_TAIL.fullmatch(written[CITIZEN_LENGTH:])
    return IdNumber(
        holder.kind,
        holder.number,
        card_number=written,
        birth_date=holder.birth_date,
        sex=holder.sex,
        disability_class=int(tail[1]) if tail else None,
        disability_level=int(tail[2]) if tail else None,
        faults=holder.faults if tail else (*holder.faults, IdFault.CARD),
    )


def _read_citizen(number: str, kind: IdKind, as_of: date, fictitious: bool | None) -> IdNumber:
    birth = _date(number[6:14])
    faults = []
    if number.startswith(FICTITIOUS):
        allowed = settings().fictitious_ids if fictitious is None else fictitious
        if not allowed:
            faults.append(IdFault.FICTITIOUS)
    elif not _PROVINCE.match(number):
        faults.append(IdFault.PROVINCE)
    if birth is None or birth > as_of or birth.year < _OLDEST_YEAR:
        faults.append(IdFault.BIRTH_DATE)
    if kind is not IdKind.OLD and check_digit(number[:17]) != number[17]:
        faults.append(IdFault.CHECK_DIGIT)
    sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
    return IdNumber(kind, number, birth_date=birth, sex=sex, faults=tuple(faults))


def _lengthened(old: str) -> str:
    """The 18-digit form of a 15-digit number; those were given out to people born before 2000 only."""
    stem = f"{old[:6]}19{old[6:]}"
    return stem + check_digit(stem)


def _date(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
