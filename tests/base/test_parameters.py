"""Dated parameters: the narrowest place and the right day win, and a new value ends the old one."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from jobmatch import parameters
from jobmatch.parameters import ParameterRow, UnknownParameterError


def row(value: int, division: str = "", start: date = date(2025, 1, 1), end: date | None = None) -> ParameterRow:
    return ParameterRow("minimum_wage_month", division, Decimal(value), start, end, "a notice")


def test_the_narrowest_division_wins() -> None:
    book = parameters.book([row(1), row(2, "52"), row(3, "520322"), row(4, "5201")])
    assert book.value("minimum_wage_month", "520322", date(2026, 1, 1)) == 3
    assert book.value("minimum_wage_month", "520302", date(2026, 1, 1)) == 2
    assert book.value("minimum_wage_month", "440100", date(2026, 1, 1)) == 1


def test_both_ends_of_a_span_count() -> None:
    book = parameters.book([row(1, start=date(2025, 1, 1), end=date(2025, 1, 31)), row(2, start=date(2025, 2, 1))])
    assert book.value("minimum_wage_month", "", date(2025, 1, 31)) == 1
    assert book.value("minimum_wage_month", "", date(2025, 2, 1)) == 2


def test_a_value_announced_for_later_does_not_hold_yet() -> None:
    book = parameters.book([row(1), row(9, start=date(2027, 1, 1))])
    assert book.value("minimum_wage_month", "", date(2026, 12, 31)) == 1


def test_a_place_without_a_value_is_an_error_and_not_a_zero() -> None:
    with pytest.raises(UnknownParameterError, match="minimum_wage_month in 44"):
        parameters.book([row(1, "52")]).value("minimum_wage_month", "44", date(2026, 1, 1))


def test_an_override_holds_everywhere() -> None:
    book = parameters.book([row(1, "52")]).overriding({"minimum_wage_month": Decimal(1890)})
    assert book.value("minimum_wage_month", "44", date(2026, 1, 1)) == 1890
    assert book.by_division("minimum_wage_month", date(2026, 1, 1)) == {"": 1890}


def test_every_division_keeps_its_own_value() -> None:
    book = parameters.book([row(1, "52"), row(2, "44"), row(3, "44", start=date(2030, 1, 1))])
    assert book.by_division("minimum_wage_month", date(2026, 1, 1)) == {"52": 1, "44": 2}


def test_the_first_rows_are_planted_once_and_never_over_what_somebody_set(session: Session) -> None:
    planted = parameters.plant_first_rows(session)
    session.flush()
    assert planted == len(parameters.first_rows())
    assert parameters.plant_first_rows(session) == 0
    assert parameters.load(session).whole("merge_undo_days", "520322", date(2026, 6, 1)) == 30


def test_the_first_rows_do_not_overlap() -> None:
    book = parameters.book(parameters.first_rows())
    for one in book.rows:
        same = [r for r in book.rows if (r.name, r.division) == (one.name, one.division) and r is not one]
        assert not any(r.holds(r.division, one.valid_from) for r in same), one


def test_a_new_value_ends_the_one_before(session: Session) -> None:
    parameters.set_value(session, row(1890, "52", date(2023, 2, 1)))
    parameters.set_value(session, row(2130, "52", date(2025, 2, 1)))
    session.flush()
    book = parameters.load(session)
    assert book.value("minimum_wage_month", "52", date(2025, 1, 31)) == 1890
    assert book.value("minimum_wage_month", "52", date(2025, 2, 1)) == 2130
    assert {r.valid_to for r in book.rows} == {date(2025, 1, 31), None}


def test_a_corrected_value_replaces_the_one_of_the_same_day(session: Session) -> None:
    parameters.set_value(session, row(1, "52"))
    session.flush()
    parameters.set_value(session, row(2, "52"))
    session.flush()
    assert [r.value for r in parameters.load(session).rows] == [2]


def test_a_name_nobody_knows_is_refused(session: Session) -> None:
    wrong = ParameterRow("minimun_wage", "", Decimal(1), date(2026, 1, 1), None, "a slip")
    with pytest.raises(UnknownParameterError, match="minimum_wage_month"):
        parameters.set_value(session, wrong)


def test_the_book_is_read_once_a_transaction_and_anew_where_a_value_was_set(session: Session) -> None:
    parameters.plant_first_rows(session)
    day = date(2030, 7, 1)
    before = parameters.load(session)
    assert parameters.load(session) is before
    parameters.set_value(session, row(1999, "520322", start=date(2030, 1, 1)))
    assert parameters.load(session).value("minimum_wage_month", "520322", day) == 1999
    with session.begin_nested() as undone:
        parameters.set_value(session, row(2999, "520322", start=date(2030, 6, 1)))
        assert parameters.load(session).value("minimum_wage_month", "520322", day) == 2999
        undone.rollback()
    assert parameters.load(session).value("minimum_wage_month", "520322", day) == 1999
    assert before.value("minimum_wage_month", "520322", day) != 1999, "a book that was handed out does not change"
