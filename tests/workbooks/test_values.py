"""Spelling is not a fault: what cells say, whatever they look like."""

from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.workbooks import values
from jobmatch.workbooks.dates import Period, ReadDate, day_of, period_of, read_date
from jobmatch.workbooks.values import LostDigits, UnreadableError


@pytest.mark.parametrize("blank", [None, "", " ", "无", " / ", "-", "——", "　", "N/A", "暂无", "／"])
def test_there_are_many_ways_of_saying_nothing(blank: str | None) -> None:
    assert values.is_blank(blank)
    assert values.text(blank) is None
    assert values.number(blank) is None
    assert read_date(blank) is None


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("4,300", 4300), ("4200元", 4200), (4200.0, 4200), ("2500.00", 2500), ("２９００", 2900), ("1个月", 1),
        ("3.5个月", "3.5"), ("约3000元/月", 3000), ("0.45万", 4500), ("3千", 3000), ("4.6k", 4600), (14, 14),
        (3.5, "3.5"),
    ],
)  # fmt: skip
def test_a_number_is_a_number_with_any_unit(cell: str | float, meant: float | str) -> None:
    assert values.number(cell) == Decimal(str(meant))


@pytest.mark.parametrize("cell", ["面议", "若干", "三到五", True, date(2026, 6, 1)])
def test_what_is_no_number_says_so(cell: values.CellValue) -> None:
    with pytest.raises(UnreadableError):
        values.number(cell)


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("199 0000 0509", ("19900000509",)),
        ("199-0000-8937", ("19900008937",)),
        ("１９９００００５０３７", ("19900005037",)),
        (19900005882.0, ("19900005882",)),
        ("+86 19900001234", ("19900001234",)),
        ("19900001234/19900005678", ("19900001234", "19900005678")),
        ("1990000123419900005678", ("19900001234", "19900005678")),
        ("王经理：199 0000 7163", ("19900007163",)),
        ("19900000347（赵主管，微信同号）", ("19900000347",)),
        ("1990000116", ()),
        ("无", ()),
    ],
)
def test_telephones_are_found_among_names_and_signs(cell: values.CellValue, numbers: tuple[str, ...]) -> None:
    assert values.phones(cell) == numbers


@pytest.mark.parametrize("typed", [5.20322199511212e17, 520322199511212000, "5.20322E+17"])
def test_an_identity_number_typed_as_a_number_has_lost_its_last_digits(typed: float | str) -> None:
    assert isinstance(values.identity(typed), LostDigits)


def test_spaces_tabs_and_full_width_digits_in_an_identity_number_are_spelling() -> None:
    assert values.identity("００００００ 19590228 523ｘ\t") == "00000019590228523X"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("任　丽", "任丽"),
        ("宋  芳 ", "宋芳"),
        ("阿依•古丽", "阿依·古丽"),
        ("Aigul  Bek", "Aigul Bek"),
        ("徐䶮", "徐䶮"),
    ],
)
def test_names_lose_the_spaces_that_fill_a_column(written: str, name: str) -> None:
    assert values.name_of_person(written) == name


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("1982年8月10日", date(1982, 8, 10)), ("2003-9-15", date(2003, 9, 15)), (19961110.0, date(1996, 11, 10)),
        ("20220129", date(2022, 1, 29)), (30002.0, date(1982, 2, 20)), ("30002", date(1982, 2, 20)),
        ("1999.03.28", date(1999, 3, 28)), ("1974 .12. 10", date(1974, 12, 10)), ("2026/6/1", date(2026, 6, 1)),
        ("2026-06-18 00:00:00", date(2026, 6, 18)), (datetime(2026, 6, 1, 8, tzinfo=UTC), date(2026, 6, 1)),
        ("6月9日", date(2026, 6, 9)), ("6月底", date(2026, 6, 30)), ("2024年2月底", date(2024, 2, 29)),
        ("二〇二六年六月三十日", date(2026, 6, 30)), ("2026年十二月十一日", date(2026, 12, 11)),
        ("６月１５日", date(2026, 6, 15)),
    ],
)  # fmt: skip
def test_a_day_is_a_day_in_any_spelling(cell: values.CellValue, meant: date) -> None:
    assert day_of(cell, 2026) == meant


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("1982年8月", ReadDate(1982, 8)),
        ("2026.6", ReadDate(2026, 6)),
        (199611.0, ReadDate(1996, 11)),
        ("1982年", ReadDate(1982)),
    ],
)
def test_a_month_without_a_day_stays_a_month(cell: values.CellValue, meant: ReadDate) -> None:
    assert read_date(cell) == meant
    with pytest.raises(UnreadableError):
        day_of(cell)


@pytest.mark.parametrize("cell", ["2026-02-30", "19961345", "7月上旬", "报满即开班", "6月9日", 123456789.0])
def test_what_no_calendar_has_says_so(cell: values.CellValue) -> None:
    with pytest.raises(UnreadableError):
        day_of(cell)


@pytest.mark.parametrize(
    ("cell", "start", "end"),
    [
        ("2026.6.8-6.19", (6, 8), (6, 19)), ("6月15日至7月5日", (6, 15), (7, 5)), ("6/15-7/3", (6, 15), (7, 3)),
        ("2026年6月10日—6月23日", (6, 10), (6, 23)), ("20260617-20260626", (6, 17), (6, 26)),
        ("6月11日-13日", (6, 11), (6, 13)), ("自6月8日起至6月19日止", (6, 8), (6, 19)),
        ("2026年6月8日-2026年6月19日，共10天", (6, 8), (6, 19)),
        ("2026.7.13～8.7", (7, 13), (8, 7)), ("2026-6-24至2026-7-7", (6, 24), (7, 7)),
        ("2026-6-24-2026-7-7", (6, 24), (7, 7)),
        ("6月8日", (6, 8), (6, 8)),
    ],
)  # fmt: skip
def test_a_span_has_two_ends(cell: str, start: tuple[int, int], end: tuple[int, int]) -> None:
    assert period_of(cell, 2026) == Period(date(2026, *start), date(2026, *end))


def test_a_span_over_new_year_ends_in_the_next_year() -> None:
    assert period_of("12月20日-1月5日", 2026) == Period(date(2026, 12, 20), date(2027, 1, 5))


@given(
    st.dates(date(1900, 3, 1), date(2099, 12, 31)), st.sampled_from(["%Y-%m-%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"])
)
def test_every_day_written_is_read_again(day: date, form: str) -> None:
    assert day_of(day.strftime(form)) == day


@given(
    st.text(max_size=40) | st.floats(allow_nan=False, allow_infinity=False) | st.integers() | st.booleans() | st.none()
)
def test_no_cell_brings_a_reader_down(cell: values.CellValue) -> None:
    for reader in (values.text, values.plain_text, values.label, values.identity, values.phones, values.name_of_person):
        reader(cell)
    for strict in (values.number, values.phone, values.yes_or_no, day_of, period_of):
        with suppress(UnreadableError):
            strict(cell)
