"""Wage formats brought to a month, and the minimum-wage test on them."""

from decimal import Decimal

import pytest

from jobmatch.matching.codes import Overtime, VacancyKind, WageType
from jobmatch.matching.facts import DivisionParameters, Parameters, Schedule, Wage
from jobmatch.matching.wages import Lawful, MinimumWage, Pay, WageLaw, cash, minimum_wage, monthly_pay, wage_law

MINIMUM = MinimumWage(Decimal(1890), Decimal("19.6"))


def hours(day: float | None, days: float | None) -> Schedule:
    return Schedule(
        hours_per_day=None if day is None else Decimal(str(day)),
        days_per_month=None if days is None else Decimal(str(days)),
    )


def wage(kind: str, **amounts: float) -> Wage:
    return Wage(WageType(kind), **{name: Decimal(str(value)) for name, value in amounts.items()})


def law(given: Wage, schedule: Schedule, kind: VacancyKind = VacancyKind.COMPANY) -> WageLaw:
    return wage_law(given, schedule, kind, MINIMUM)


def test_a_month_counts_the_lower_end() -> None:
    assert monthly_pay(wage("month", minimum=3000, maximum=4000), hours(8, 22)) == Pay(Decimal(3000), Decimal(3000))


def test_a_day_counts_at_most_the_paid_days_of_a_month() -> None:
    assert monthly_pay(wage("day", minimum=180), hours(8, 26)).novice == Decimal(3915)
    assert monthly_pay(wage("day", minimum=200), hours(8, 5)).novice == Decimal(1000)


def test_an_hour_counts_all_hours() -> None:
    assert monthly_pay(wage("hour", minimum=20), hours(8, 22)).novice == Decimal(3520)


def test_piece_rates_differ_for_a_beginner_and_never_fall_under_the_guarantee() -> None:
    given = wage("piece", unit_price=0.55, novice_units_per_day=130, normal_units_per_day=260, guaranteed=2000)
    assert monthly_pay(given, hours(8, 22)) == Pay(Decimal(2000), Decimal(3146))


def test_a_base_is_added_to_the_pieces() -> None:
    given = wage("base_piece", minimum=1500, unit_price=0.5, novice_units_per_day=50, normal_units_per_day=100)
    assert monthly_pay(given, hours(8, 20)) == Pay(Decimal(2000), Decimal(2500))


def test_a_guarantee_stands_where_the_output_is_not_known() -> None:
    assert monthly_pay(wage("piece", guaranteed=2500), hours(8, 22)) == Pay(Decimal(2500), Decimal(2500))
    assert monthly_pay(wage("piece", unit_price=0.5), hours(8, 22)) == Pay(None, None)


def test_unknown_amounts_stay_unknown() -> None:
    assert monthly_pay(wage("day", minimum=180), hours(8, None)) == Pay(None, None)
    assert monthly_pay(Wage(), hours(8, 22)) == Pay(None, None)
    assert cash(None, Wage()) is None


def test_cash_is_less_board_and_lodging() -> None:
    assert cash(Decimal(3400), wage("month", minimum=3400, board_deduction=200, lodging_deduction=100)) == 3100


@pytest.mark.parametrize(
    ("amount", "day", "days", "breaks"),
    [
        (1500, 9, 26, True),
        (1950, 8, 26, True),
        (2300, 8, 26, False),
        (1890, 8, 22, True),  # 176 hours are scaled
        (1890, 8, 21.75, False),
        (1890, 7, 24, False),
        (1800, 6, 20, True),  # neither part time nor full: the month's minimum stands
    ],
)
def test_the_months_wage_is_brought_to_174_hours(amount: float, day: float, days: float, breaks: bool) -> None:
    assert law(wage("month", minimum=amount), hours(day, days)).breaks_for_all is breaks


def test_overtime_paid_beside_the_wage_is_not_scaled() -> None:
    given = Wage(WageType.MONTH, minimum=Decimal(1950), overtime=Overtime.PAID)
    assert not law(given, hours(8, 26)).breaks_for_all
    assert law(Wage(WageType.MONTH, minimum=Decimal(1950), overtime=Overtime.INCLUDED), hours(8, 26)).breaks_for_all


def test_part_time_work_is_tested_by_the_hour() -> None:
    assert law(wage("month", minimum=1200), hours(2.5, 22)).experienced.amount > Decimal("21.8")
    assert law(wage("month", minimum=1000), hours(2.5, 22)).breaks_for_all
    assert law(wage("hour", minimum=18), hours(4, 26)).breaks_for_all
    assert not law(wage("hour", minimum=18), hours(4, 27)).breaks_for_all  # 108 hours: 1,944 by the month


def test_day_pay_is_tested_as_a_full_month_however_few_the_days() -> None:
    assert not law(wage("day", minimum=200), hours(8, 5)).breaks_for_all
    assert law(wage("day", minimum=80), hours(8, 5)).breaks_for_all


def test_only_the_beginners_figure_may_be_under() -> None:
    given = wage("piece", unit_price=0.8, novice_units_per_day=90, normal_units_per_day=160)
    found = law(given, hours(8, 22))
    assert found.breaks_for_beginners_only
    assert not found.breaks_for_all


@pytest.mark.parametrize("kind", [VacancyKind.HOME_PIECEWORK, VacancyKind.HOUSEHOLD])
def test_home_piece_work_and_households_are_not_tested(kind: VacancyKind) -> None:
    assert law(wage("month", minimum=600), hours(8, 22), kind).experienced.lawful is Lawful.NOT_TESTED


@pytest.mark.parametrize("schedule", [hours(None, None), hours(4, None), hours(None, 20)])
def test_unknown_hours_break_no_law(schedule: Schedule) -> None:
    assert law(wage("month", minimum=1000), schedule).experienced.lawful is Lawful.UNKNOWN


def test_more_than_four_hours_a_day_are_never_part_time() -> None:
    assert law(wage("month", minimum=1000), hours(5, None)).breaks_for_all


def test_the_longest_prefix_of_the_division_wins() -> None:
    parameters = Parameters(
        Decimal(1890),
        Decimal("19.6"),
        (DivisionParameters("44", Decimal(2080)), DivisionParameters("4403", Decimal(2520), Decimal("23.7"))),
    )
    assert minimum_wage(parameters, "440309") == MinimumWage(Decimal(2520), Decimal("23.7"))
    assert minimum_wage(parameters, "440605") == MinimumWage(Decimal(2080), Decimal("19.6"))
    assert minimum_wage(parameters, "520322").month == Decimal(1890)
    assert minimum_wage(parameters, None).month == Decimal(1890)
