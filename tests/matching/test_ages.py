"""The three ages: completed years, statutory retirement with the published test vectors, labourers and over-age."""

from datetime import date

import pytest

from jobmatch.matching.ages import (
    RetirementLine,
    completed_years,
    is_statistical_labourer,
    is_willing_over_age,
    line_of,
    retirement_age,
    retirement_day,
    retirement_month,
)
from jobmatch.matching.codes import Capacity, Sex


@pytest.mark.parametrize(
    ("line", "birth", "age"),
    [
        (RetirementLine.MAN, date(1964, 12, 31), (60, 0)),
        (RetirementLine.MAN, date(1965, 1, 1), (60, 1)),
        (RetirementLine.MAN, date(1966, 8, 15), (60, 5)),
        (RetirementLine.MAN, date(1976, 9, 1), (63, 0)),
        (RetirementLine.WOMAN_WORKER, date(1974, 12, 1), (50, 0)),
        (RetirementLine.WOMAN_WORKER, date(1975, 5, 1), (50, 3)),
        (RetirementLine.WOMAN_WORKER, date(1984, 11, 1), (55, 0)),
        (RetirementLine.WOMAN_WORKER, date(1999, 11, 1), (55, 0)),
        (RetirementLine.WOMAN_CADRE, date(1970, 4, 1), (55, 1)),
        (RetirementLine.WOMAN_CADRE, date(1970, 5, 1), (55, 2)),
    ],
)
def test_retirement_is_delayed_as_the_decision_says(line: RetirementLine, birth: date, age: tuple[int, int]) -> None:
    assert retirement_age(birth, line) == age


def test_a_man_of_august_1966_retires_in_january_2027() -> None:
    birth = date(1966, 8, 15)
    assert retirement_month(birth, RetirementLine.MAN) == date(2027, 1, 1)
    assert retirement_day(birth, RetirementLine.MAN) == date(2027, 1, 15)
    assert retirement_day(date(1966, 10, 31), RetirementLine.MAN) == date(2027, 4, 30)


def test_women_follow_the_workers_line() -> None:
    assert line_of(Sex.FEMALE) is RetirementLine.WOMAN_WORKER
    assert line_of(Sex.MALE) is RetirementLine.MAN


def test_who_was_born_on_a_leap_day_is_a_year_older_on_the_first_of_march() -> None:
    birth = date(2008, 2, 29)
    assert completed_years(birth, date(2026, 2, 28)) == 17
    assert completed_years(birth, date(2026, 3, 1)) == 18


def test_the_upper_limit_of_the_statistics_is_an_argument() -> None:
    birth, on = date(1966, 6, 1), date(2026, 6, 1)
    facts = {"student": False, "capacity": Capacity.ORDINARY}
    assert is_statistical_labourer(birth, on, upper=60, **facts) is False
    assert is_statistical_labourer(birth, on, upper=65, **facts) is True
    assert is_willing_over_age(birth, on, upper=60, willing=True, capacity=Capacity.ORDINARY) is True
    assert is_willing_over_age(birth, on, upper=65, willing=True, capacity=Capacity.ORDINARY) is False


def test_a_student_or_lost_capacity_is_no_labourer_and_a_missing_fact_leaves_it_open() -> None:
    birth, on = date(1990, 6, 1), date(2026, 6, 1)
    assert is_statistical_labourer(birth, on, upper=60, student=True, capacity=None) is False
    assert is_statistical_labourer(birth, on, upper=60, student=None, capacity=Capacity.LOST) is False
    assert is_statistical_labourer(birth, on, upper=60, student=None, capacity=Capacity.WEAK) is None
    assert is_statistical_labourer(birth, on, upper=60, student=False, capacity=Capacity.WEAK) is True
