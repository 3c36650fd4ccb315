"""Checks a unified social credit code (GB 32100-2015) and says what is wrong; whether the firm exists is for people.

Also makes fictitious codes, whose division 000000 no office has, for demonstrations and tests.
"""

from dataclasses import dataclass
from enum import StrEnum

from stdnum.cn.uscc import calc_check_digit

from jobmatch.vacancies.words.signs import plain

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I O S V Z
FICTITIOUS_DIVISION = "000000"


class CodeFault(StrEnum):
    """Why a code is not accepted, in the order of looking."""

    MISSING = "missing"
    LENGTH = "length"
    CHARACTERS = "characters"
    DIVISION = "division"
    CHECK_DIGIT = "check_digit"


@dataclass(frozen=True, slots=True)
class CreditCode:
    """One code in capitals without spaces, its division, and what is wrong with it (None: the form is right).

    `wrong` names the signs that no code contains; `expected` the check digit that would fit.
    """

    code: str
    fault: CodeFault | None
    division: str | None = None
    wrong: str = ""
    expected: str | None = None

    @property
    def is_valid(self) -> bool:
        """Whether the form is right; the division is not looked up."""
        return self.fault is None

    @property
    def is_fictitious(self) -> bool:
        """Whether it carries the division that no office has."""
        return self.division == FICTITIOUS_DIVISION


def read_credit_code(cell: object) -> CreditCode:
    """Check one code as a cell or a form gives it. Text that says there is none yet (办理中, 无) is `missing`."""
    code = plain(cell).upper().replace(" ", "").replace("-", "").replace("'", "")
    if not code or not any(sign.isascii() and sign.isalnum() for sign in code):
        return CreditCode(code, CodeFault.MISSING)
    if len(code) != 18:
        return CreditCode(code, CodeFault.LENGTH)
    wrong = "".join(sign for sign in code if sign not in ALPHABET)
    if wrong:
        return CreditCode(code, CodeFault.CHARACTERS, wrong=wrong)
    division = code[2:8]
    if not division.isdigit():
        return CreditCode(code, CodeFault.DIVISION, wrong="".join(sign for sign in division if not sign.isdigit()))
    expected = calc_check_digit(code[:17])
    if code[17] != expected:
        return CreditCode(code, CodeFault.CHECK_DIGIT, division, expected=expected)
    return CreditCode(code, None, division)


def fictitious_credit_code(serial: int, *, office: str = "91") -> str:
    """A code in right form that nobody can have: division 000000. `serial` below 10^8; `office` the first two signs."""
    if not 0 <= serial <= 99_999_999 or len(office) != 2 or any(sign not in ALPHABET for sign in office):
        raise ValueError(f"no fictitious code for serial {serial} and office {office!r}")
    organisation = f"{serial:08d}"
    body = office + FICTITIOUS_DIVISION + organisation + _organisation_check(organisation)
    return body + calc_check_digit(body)


def _organisation_check(organisation: str) -> str:
    """The check sign of the nine-sign organisation code inside (GB 11714, modulus 11)."""
    total = sum(int(digit) * weight for digit, weight in zip(organisation, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    return {10: "X", 11: "0"}.get(11 - total % 11, str((11 - total % 11) % 11))
