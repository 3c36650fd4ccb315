"""What a vacancy brings home, figure by figure: guaranteed, beginner, experienced, deductions, in hand."""

from dataclasses import dataclass
from decimal import Decimal

from jobmatch.matching.wages import cash, monthly_pay
from jobmatch.vacancies.facts import schedule_facts, wage_facts
from jobmatch.vacancies.model import Vacancy

ZERO = Decimal(0)


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
    wage = wage_facts(vacancy)
    pay = monthly_pay(wage, schedule_facts(vacancy))
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
