"""What a reader of identity cards types into a field: the number alone, or a line with all that is on the card."""

import re
from datetime import date

from jobmatch.households import identity

LONGEST_LINE = 300
"""Name, sex, people, birth date, address, number, office and validity, with what stands between them."""
_BETWEEN = re.compile(r"[|｜,，;；\t\r\n]+")


def number_of(line: str, on: date) -> str:
    """The ID number in what a reader typed; any other text as it is."""
    parts = [part.strip() for part in _BETWEEN.split(line) if part.strip()]
    if len(parts) < 2:
        return line
    numbers = [part for part in parts if len(identity.tidy(part)) == identity.CITIZEN_LENGTH and _is_good(part, on)]
    return numbers[0] if len(numbers) == 1 else line


def _is_good(part: str, on: date) -> bool:
    return identity.read(part, on, fictitious=True).good
