"""The number of a row as a form or an address gives it."""

LARGEST_ID = 2**31 - 1
"""A larger number fits no column, and so is nobody's."""


def row_id(given: str) -> int:
    """The number; 0, which is nobody's, for what is no such number."""
    is_one = given.isascii() and given.isdecimal() and len(given) <= len(str(LARGEST_ID))
    return int(given) if is_one and int(given) <= LARGEST_ID else 0
