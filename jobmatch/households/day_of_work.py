"""Which day "day 7" is: the first day of work is day 1, for every talk, state and clock that counts days of work. Pure.

Spans that lie between two days ("within 90 days", "after 3 days") are no numbers of a day and stay with their rules.
"""

from datetime import date, timedelta


def day_of_work(first: date, number: int) -> date:
    """The day of so high a number, counted from the first day of work, which is day 1."""
    return first + timedelta(days=number - 1)
