"""What was typed into one field: an amount or a day, or nothing that can be understood as one."""

from datetime import date
from decimal import Decimal, InvalidOperation

_MOST_YUAN = Decimal(100_000)


def yuan(typed: str) -> Decimal | None:
    """An amount from nothing to 100,000 yuan; None for what is none."""
    try:
        amount = Decimal(typed)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and 0 <= amount <= _MOST_YUAN else None


def day(typed: str) -> date | None:
    """A day as fields of a browser write it; None for what is none."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
