"""Whether a listed pay reaches the minimum wage, by the rules of `matching.wages` and the conventions of office lists.

A list that names no hours means full-time work of 174 hours a month. Hours that are named without days are worked on
21.75 days, the fewest of a full-time month, so that nothing is called unlawful that might be lawful.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jobmatch.matching import facts
from jobmatch.matching.codes import WageType
from jobmatch.matching.wages import NATIONAL, Lawful, MinimumWage, wage_law
from jobmatch.parameters import ParameterBook, UnknownParameterError
from jobmatch.vacancies.codes import VacancyKind
from jobmatch.vacancies.words.hours import HoursReading
from jobmatch.vacancies.words.pay import PayReading, PayType

FULL_DAY = Decimal(8)
LONGEST_DAY = 16  # what is longer is a watch (上24休48), not hours of work
DAILY_BELOW = 400  # pay of a probation that is this low is a day's

_RECKONED_AS = {
    PayType.MONTH: WageType.MONTH,
    PayType.DAY: WageType.DAY,
    PayType.HOUR: WageType.HOUR,
    PayType.PIECE: WageType.PIECE,
    PayType.BASE_PIECE: WageType.BASE_PIECE,
    PayType.BASE_COMMISSION: WageType.MONTH,
    PayType.LIVE_IN: WageType.MONTH,
}


@dataclass(frozen=True)
class PayVerdict:
    """`below`: for a beginner or for all the pay is under the minimum; `probation_below`: only while on probation."""

    below: bool
    probation_below: bool
    amount: Decimal | None = None
    minimum: Decimal | None = None


def minimum_wage(book: ParameterBook, division: str | None, as_of: date) -> MinimumWage:
    """The minimum wages in force at a place; None where no row of the parameters covers it."""
    return MinimumWage(
        *(_parameter(book, name, division or "", as_of) for name in ("minimum_wage_month", "minimum_wage_hour"))
    )


def pay_verdict(pay: PayReading, hours: HoursReading, kind: VacancyKind, minimum: MinimumWage) -> PayVerdict:
    """Hold a listed pay against the minimum. Unknown pay and unknown minimum are never a breach."""
    if pay.type is None:
        return PayVerdict(False, False)
    law = wage_law(_wage(pay), _schedule(hours), kind, minimum)
    test = law.experienced if law.breaks_for_all else law.novice
    probation = _amount(pay.probation)
    if probation is not None and probation < DAILY_BELOW:
        probation *= NATIONAL.paid_days
    short = probation is not None and minimum.month is not None and probation < minimum.month
    tested = test.lawful is not Lawful.NOT_TESTED
    return PayVerdict(test.lawful is Lawful.NO, short and tested, test.amount, test.minimum)


def _wage(pay: PayReading) -> facts.Wage:
    return facts.Wage(
        type=None if pay.type is None else _RECKONED_AS[pay.type],
        minimum=_amount(pay.guaranteed if pay.min is None else pay.min),
        maximum=_amount(pay.max),
        guaranteed=_amount(pay.guaranteed),
        unit_price=_amount(pay.unit_price),
        novice_units_per_day=_amount(pay.novice_units_per_day),
        normal_units_per_day=_amount(pay.normal_units_per_day),
    )


def _schedule(hours: HoursReading) -> facts.Schedule:
    a_day, days = _amount(hours.hours_per_day), _amount(hours.days_per_month)
    if a_day is None or a_day > LONGEST_DAY:
        return facts.Schedule(hours_per_day=FULL_DAY, days_per_month=NATIONAL.paid_days)
    if a_day <= NATIONAL.part_time_day:
        most = NATIONAL.part_time_month / NATIONAL.part_time_day
        return facts.Schedule(hours_per_day=a_day, days_per_month=min(days or NATIONAL.paid_days, most))
    return facts.Schedule(hours_per_day=a_day, days_per_month=days or NATIONAL.paid_days)


def _parameter(book: ParameterBook, name: str, division: str, as_of: date) -> Decimal | None:
    try:
        return book.value(name, division, as_of)
    except UnknownParameterError:
        return None


def _amount(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
