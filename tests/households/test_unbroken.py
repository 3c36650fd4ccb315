"""Since when somebody has been in work without a break."""

from datetime import date

import pytest

from jobmatch.households.unbroken import Span, unbroken_since

JAN, MAY, JUNE = date(2026, 1, 1), date(2026, 5, 1), date(2026, 6, 1)


def day(month: int, number: int) -> date:
    return date(2026, month, number)


@pytest.mark.parametrize(
    ("spans", "since"),
    [
        ([], None),
        ([Span(MAY, None)], MAY),
        ([Span(day(6, 2), None)], None),  # not begun yet
        ([Span(JAN, JUNE)], None),  # left this very day
        ([Span(JAN, day(6, 2))], JAN),
        ([Span(JAN, day(4, 15)), Span(MAY, None)], JAN),  # the 16th to the 30th: fifteen idle days
        ([Span(JAN, day(4, 14)), Span(MAY, None)], MAY),  # sixteen
        ([Span(JAN, day(2, 1)), Span(day(2, 10), day(4, 20)), Span(MAY, None)], JAN),
        ([Span(JAN, day(2, 1)), Span(day(3, 10), day(4, 20)), Span(MAY, None)], day(3, 10)),
        ([Span(JAN, MAY), Span(day(4, 1), None)], JAN),  # two jobs beside each other
        ([Span(day(4, 20), day(4, 20)), Span(MAY, None)], MAY),  # a job that never was
    ],
)
def test_consecutive_work_counts_from_the_first_day_of_it(spans: list[Span], since: date | None) -> None:
    assert unbroken_since(spans, JUNE, 15) == since
    assert unbroken_since(spans[::-1], JUNE, 15) == since
