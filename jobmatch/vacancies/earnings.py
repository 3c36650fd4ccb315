"""What a vacancy brings home, figure by figure: guaranteed, beginner, experienced, deductions, in hand."""

from dataclasses import dataclass
from decimal import Decimal

from jobmatch.matching import facts
from jobmatch.matching.wages import cash, monthly_pay
from jobmatch.vacancies.codes import WageType
from jobmatch.vacancies.model import Vacancy

ZERO = Decimal(0)
# Commission and live-in pay are read as their base by the month: what comes on top is not promised.
READ_AS = {WageType.COMMISSION: facts.WageType.MONTH, WageType.LIVE_IN: facts.WageType.MONTH}


@dataclass(frozen=True)
class Earnings:
    """Yuan a month; None where the advert does not say enough to reckon it."""

    guaranteed: Decimal | None
    novice: Decimal | None
    experienced: Decimal | None
    board: Decimal
    lodging: Decimal
    other: Decimal
    novice_cash: Decimal | None
    experienced_cash: Decimal | None

    @property
    def deductions(self) -> Decimal:
        return self.board + self.lodging + self.other


def earnings(vacancy: Vacancy) -> Earnings:
    """The figures of a vacancy, reckoned by the same rules that matching uses."""
    board, lodging, other = (
        amount or ZERO for amount in (vacancy.board_deduction, vacancy.lodging_deduction, vacancy.other_deductions)
    )
    wage = facts.Wage(
        type=_reckoned_as(vacancy.wage_type),
        minimum=vacancy.wage_min,
        maximum=vacancy.wage_max,
        guaranteed=vacancy.wage_guaranteed,
        guaranteed_months=vacancy.wage_guaranteed_months,
        unit_price=vacancy.wage_unit_price,
        novice_units_per_day=vacancy.wage_novice_units_per_day,
        normal_units_per_day=vacancy.wage_normal_units_per_day,
        board_deduction=board + other,
        lodging_deduction=lodging,
    )
    schedule = facts.Schedule(hours_per_day=vacancy.hours_per_day, days_per_month=vacancy.days_per_month)
    pay = monthly_pay(wage, schedule)
    return Earnings(
        guaranteed=vacancy.wage_guaranteed,
        novice=pay.novice,
        experienced=pay.experienced,
        board=board,
        lodging=lodging,
        other=other,
        novice_cash=cash(pay.novice, wage),
        experienced_cash=cash(pay.experienced, wage),
    )


def _reckoned_as(kind: WageType | None) -> facts.WageType | None:
    if kind is None:
        return None
    return READ_AS.get(kind) or facts.WageType(kind.value)
