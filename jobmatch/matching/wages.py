"""What a wage really is in a month, and whether it is lawful: exact decimal arithmetic, no rounding, no clock.

A beginner and an experienced hand have different figures on piece rates. Figures are pay for the hours given, in yuan.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from jobmatch.matching.codes import Overtime, VacancyKind, WageType
from jobmatch.matching.facts import Parameters, Schedule, Wage

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Conversion:
    """How days and hours become months, and what counts as part-time work (非全日制)."""

    paid_days: Decimal = Decimal("21.75")
    month_hours: Decimal = Decimal(174)
    part_time_day: Decimal = Decimal(4)
    part_time_month: Decimal = Decimal(104)


NATIONAL = Conversion()

# Home piece work is contracting and a private household is not under the Labour Law (L08, L20): neither is tested.
UNTESTED_KINDS = frozenset({VacancyKind.HOME_PIECEWORK, VacancyKind.HOUSEHOLD})


@dataclass(frozen=True, slots=True)
class Pay:
    """Pay of a normal month for a beginner and for an experienced hand; None where the advert does not say enough."""

    novice: Decimal | None
    experienced: Decimal | None


@dataclass(frozen=True, slots=True)
class MinimumWage:
    month: Decimal | None
    hour: Decimal | None


class Lawful(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_TESTED = "not_tested"


class Unit(StrEnum):
    MONTH = "month"
    HOUR = "hour"


@dataclass(frozen=True, slots=True)
class LegalTest:
    """One figure against the minimum: the amount that was compared, the minimum, and per month or per hour."""

    lawful: Lawful
    amount: Decimal | None = None
    minimum: Decimal | None = None
    unit: Unit = Unit.MONTH


@dataclass(frozen=True, slots=True)
class WageLaw:
    novice: LegalTest
    experienced: LegalTest

    @property
    def breaks_for_all(self) -> bool:
        return self.experienced.lawful is Lawful.NO

    @property
    def breaks_for_beginners_only(self) -> bool:
        return self.novice.lawful is Lawful.NO and not self.breaks_for_all


def monthly_pay(wage: Wage, schedule: Schedule, conversion: Conversion = NATIONAL) -> Pay:
    """Pay of a normal month, before deductions: what the words `normal` of the contract mean."""
    match wage.type:
        case WageType.MONTH:
            return Pay(wage.minimum, wage.minimum)
        case WageType.DAY:
            days = None if schedule.days_per_month is None else min(schedule.days_per_month, conversion.paid_days)
            return _same(_times(wage.minimum, days))
        case WageType.HOUR:
            return _same(_times(wage.minimum, month_hours(schedule)))
        case WageType.PIECE | WageType.BASE_PIECE:
            return Pay(
                _with_pieces(wage, schedule, wage.novice_units_per_day),
                _with_pieces(wage, schedule, wage.normal_units_per_day),
            )
        case None:
            return Pay(None, None)


def cash(normal: Decimal | None, wage: Wage) -> Decimal | None:
    """What reaches the hand (到手): normal pay less board and lodging; a deduction not named is not made."""
    if normal is None:
        return None
    return normal - (wage.board_deduction or ZERO) - (wage.lodging_deduction or ZERO)


def month_hours(schedule: Schedule) -> Decimal | None:
    return _times(schedule.hours_per_day, schedule.days_per_month)


def minimum_wage(parameters: Parameters, division: str | None) -> MinimumWage:
    """The minimum where the work is: the longest prefix that names a figure wins.

    With an unknown division the lowest figure counts, because what is not known must not refuse anybody.
    """
    rows = sorted(parameters.by_division, key=lambda row: -len(row.prefix))
    if division is not None:
        rows = [row for row in rows if division.startswith(row.prefix)]
    months = [row.minimum_wage_month for row in rows] + [parameters.minimum_wage_month]
    hours = [row.minimum_wage_hour for row in rows] + [parameters.minimum_wage_hour]
    known_months = [value for value in months if value is not None]
    known_hours = [value for value in hours if value is not None]
    if division is None:
        return MinimumWage(min(known_months, default=None), min(known_hours, default=None))
    return MinimumWage(next(iter(known_months), None), next(iter(known_hours), None))


def wage_law(
    wage: Wage,
    schedule: Schedule,
    kind: VacancyKind | None,
    minimum: MinimumWage,
    conversion: Conversion = NATIONAL,
) -> WageLaw:
    """The minimum-wage test (L08) for a beginner's and an experienced hand's figure.

    Up to 4 hours a day and 104 a month, pay by the hour against the hourly minimum. Else the month's pay, day pay as
    21.75 days, brought to 174 hours where more are worked, unless overtime is paid beside it. What is unknown is never
    a breach.
    """
    if kind in UNTESTED_KINDS:
        untested = LegalTest(Lawful.NOT_TESTED)
        return WageLaw(untested, untested)
    pay = monthly_pay(wage, schedule, conversion)
    part_time = _is_part_time(schedule, conversion)
    if part_time:
        tests = [_compare(_by_the_hour(wage, schedule, normal), minimum.hour, Unit.HOUR) for normal in _both(pay)]
    else:
        tests = [_monthly_test(wage, schedule, normal, minimum, part_time, conversion) for normal in _both(pay)]
    return WageLaw(*tests)


def _both(pay: Pay) -> tuple[Decimal | None, Decimal | None]:
    return pay.novice, pay.experienced


def _monthly_test(
    wage: Wage,
    schedule: Schedule,
    normal: Decimal | None,
    minimum: MinimumWage,
    part_time: bool | None,
    conversion: Conversion,
) -> LegalTest:
    amount = _times(wage.minimum, conversion.paid_days) if wage.type is WageType.DAY else normal
    hours = month_hours(schedule)
    paid_apart = wage.overtime is Overtime.PAID
    if amount is not None and hours is not None and hours > conversion.month_hours and not paid_apart:
        amount = amount * conversion.month_hours / hours
    found = _compare(amount, minimum.month, Unit.MONTH)
    if found.lawful is Lawful.NO and part_time is None:  # it may turn out to be part-time work, paid by the hour
        return LegalTest(Lawful.UNKNOWN, found.amount, found.minimum)
    if found.lawful is Lawful.YES and hours is None and not paid_apart:  # long hours may bring it under the minimum
        return LegalTest(Lawful.UNKNOWN, found.amount, found.minimum)
    return found


def _by_the_hour(wage: Wage, schedule: Schedule, normal: Decimal | None) -> Decimal | None:
    if wage.type is WageType.HOUR:
        return wage.minimum
    if wage.type is WageType.DAY:
        return _over(wage.minimum, schedule.hours_per_day)
    return _over(normal, month_hours(schedule))


def _compare(amount: Decimal | None, minimum: Decimal | None, unit: Unit) -> LegalTest:
    if amount is None or minimum is None:
        return LegalTest(Lawful.UNKNOWN, amount, minimum, unit)
    return LegalTest(Lawful.YES if amount >= minimum else Lawful.NO, amount, minimum, unit)


def _is_part_time(schedule: Schedule, conversion: Conversion) -> bool | None:
    hours = month_hours(schedule)
    if schedule.hours_per_day is not None and schedule.hours_per_day > conversion.part_time_day:
        return False
    if hours is not None and hours > conversion.part_time_month:
        return False
    return None if hours is None else True


def _with_pieces(wage: Wage, schedule: Schedule, units: Decimal | None) -> Decimal | None:
    """Pieces (and the base) of a month, never under the guarantee; the floor alone where the output is not known."""
    pieces = _times(_times(wage.unit_price, units), schedule.days_per_month)
    base = wage.minimum if wage.type is WageType.BASE_PIECE else ZERO
    floor = wage.guaranteed
    if pieces is None or base is None:
        return None if floor is None else max(floor, base or ZERO)
    return max(base + pieces, floor or ZERO)


def _same(amount: Decimal | None) -> Pay:
    return Pay(amount, amount)


def _times(left: Decimal | None, right: Decimal | None) -> Decimal | None:
    return None if left is None or right is None else left * right


def _over(left: Decimal | None, right: Decimal | None) -> Decimal | None:
    return None if left is None or not right else left / right
