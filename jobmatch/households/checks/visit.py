"""Questions for the next visit or call (level Q): nothing is wrong, but somebody should ask (V12, V15, V29, V33)."""

from collections.abc import Iterator
from datetime import date

from jobmatch.households.checks.finding import Case, Finding, Level, Rule
from jobmatch.households.checks.work import UNABLE, is_working
from jobmatch.households.codes import Capacity, Health, SchoolStage
from jobmatch.households.record import HouseholdRecord, PersonRecord
from jobmatch.parameters import UnknownParameterError

Q = Level.QUESTION

_HEALTHY_NOT_ABLE = Rule(
    "V12", "healthy_but_weak", Q,
    "{name}填的是健康、又在劳动年龄，却填了弱、丧失或无劳动力。下次见面问问身体怎么样。",
    "{name} is healthy and of working age, yet recorded as weak or unable to work: ask at the next visit.",
)  # fmt: skip
_WEAK_AWAY = Rule(
    "V15", "weak_but_working", Q,
    "{name}填的是弱劳动力或半劳动力，又在务工。下次问问吃不吃得消，劳动能力要不要改。",
    "{name} is recorded as weak and works: ask whether it is too much, or whether the capacity should be changed.",
)  # fmt: skip
_SAME_INCOMES = Rule(
    "V29", "incomes_as_last_year", Q,
    "四项收入和去年一分不差，多半是没有更新。下次问问今年的数。",
    "All four incomes equal last year's to the yuan, so they were probably not updated: ask for this year's.",
)  # fmt: skip
_CAPACITY_OLD = Rule(
    "V33", "capacity_stale", Q,
    "{name}的劳动能力是{months}个月以前定的，该重新问一次。",
    "The work capacity of {name} was assessed more than {months} months ago: ask again.",
)  # fmt: skip
_PHONE_DEAD = Rule(
    "V33", "phone_unreached", Q,
    "{name}的电话有{days}天以上打不通了，问问换号没有。",
    "The telephone of {name} has not been reached for more than {days} days: ask for a new one.",
)  # fmt: skip
_WAGE_OLD = Rule(
    "V33", "wage_stale", Q,
    "{name}的工资是{days}天以前问的，再问一次上个月拿了多少。",
    "The wage of {name} was stated more than {days} days ago: ask what was paid last month.",
)  # fmt: skip
_SCHOOL_AGE = Rule(
    "P08", "school_stage_unlikely", Q,
    "{name}今年{age}岁，填的在校阶段和年龄对不上。问问现在读几年级。",
    "{name} is {age} and the school stage does not fit that age: ask which year it is.",
)  # fmt: skip
_HEALTH = Rule(
    "P09", "health_missing", Q,
    "{name}的健康状况还没有登记。下次见面由帮扶责任人问一句。",
    "Nothing is recorded of the health of {name}: the helper asks at the next visit.",
)  # fmt: skip
_CARD = Rule(
    "P10", "disability_card_missing", Q,
    "{name}登记了残疾，还没有残疾证号。下次见面看一下证；没有办的，告诉怎么办。",
    "{name} is recorded as disabled without a card: look at it at the next visit, or say how to get one.",
)  # fmt: skip
_LOW_WAGE = Rule(
    "P18", "wage_under_minimum", Q,
    "{name}的月收入比当地最低工资低。问问是不是只做半天，或者工资没有发够。",
    "The monthly pay of {name} is below the local minimum: ask whether it is part-time, or whether pay is missing.",
)  # fmt: skip
_HELPER = Rule(
    "H20", "helper_missing", Q,
    "这一户还没有帮扶责任人，请安排。",
    "The household has no helper yet: assign one.",
)  # fmt: skip

RULES = (
    _HEALTHY_NOT_ABLE,
    _WEAK_AWAY,
    _SAME_INCOMES,
    _CAPACITY_OLD,
    _PHONE_DEAD,
    _WAGE_OLD,
    _SCHOOL_AGE,
    _HEALTH,
    _CARD,
    _LOW_WAGE,
    _HELPER,
)

_HIGH_STAGES = frozenset(SchoolStage) - {
    SchoolStage.BEFORE_SCHOOL, SchoolStage.KINDERGARTEN, SchoolStage.PRIMARY, SchoolStage.JUNIOR_MIDDLE,
}  # fmt: skip
_LOW_STAGES = frozenset({SchoolStage.BEFORE_SCHOOL, SchoolStage.KINDERGARTEN, SchoolStage.PRIMARY})
_YOUNG, _GROWN = 14, 20


def check(case: Case) -> Iterator[Finding]:
    """V12, V15, V29, V33 and the field rules P08, P09, P10, P18 and H20."""
    for person in case.record.members:
        yield from _able(case, person)
        yield from _stale(case, person)
        yield from _school(case, person)
        yield from _body(person)
        if is_working(person) and _is_under_minimum(case, person):
            yield _LOW_WAGE.about(person, "wage_month")
    if case.record.helper_name is None:
        yield _HELPER.of_household("helper_name")
    incomes = _incomes(case.record)
    if incomes is not None and case.last_year is not None and incomes == _incomes(case.last_year):
        yield _SAME_INCOMES.of_household("income_wage")


def _able(case: Case, person: PersonRecord) -> Iterator[Finding]:
    age = case.age_of(person)
    of_age = age is not None and case.parameter("labour_age_from") <= age < case.parameter("labour_age_below")
    doubtful = person.capacity in UNABLE | {Capacity.WEAK}
    if person.health == {Health.HEALTHY} and of_age and doubtful and not person.is_student:
        yield _HEALTHY_NOT_ABLE.about(person, "capacity", other_field="health")
    if person.capacity is Capacity.WEAK and is_working(person):
        yield _WEAK_AWAY.about(person, "capacity", other_field="status")


def _stale(case: Case, person: PersonRecord) -> Iterator[Finding]:
    months = case.parameter("capacity_valid_months")
    assessed = person.capacity_on if person.capacity is not None else None
    if assessed is not None and _months_between(assessed, case.as_of) >= months:
        yield _CAPACITY_OLD.about(person, "capacity_on", months=months)
    days = case.parameter("phone_unreached_days")
    if person.phone_unreached_since is not None and (case.as_of - person.phone_unreached_since).days > days:
        yield _PHONE_DEAD.about(person, "phone", days=days)
    days = case.parameter("wage_stale_days")
    work = person.work
    if is_working(person) and work.wage_on is not None and (case.as_of - work.wage_on).days > days:
        yield _WAGE_OLD.about(person, "wage_month", days=days)


def _school(case: Case, person: PersonRecord) -> Iterator[Finding]:
    age = case.age_of(person)
    if age is None:
        return
    if (age <= _YOUNG and person.school_stage in _HIGH_STAGES) or (
        age >= _GROWN and person.school_stage in _LOW_STAGES
    ):
        yield _SCHOOL_AGE.about(person, "school_stage", age=age)


def _body(person: PersonRecord) -> Iterator[Finding]:
    if not person.health:
        yield _HEALTH.about(person, "health")
    without_card = person.disability is None or person.disability.card_number is None
    if Health.DISABLED in person.health and without_card:
        yield _CARD.about(person, "disability")


def _is_under_minimum(case: Case, person: PersonRecord) -> bool:
    """Against the minimum of the place of work; a place without one is not asked about."""
    wage = person.work.wage_month
    try:
        least = case.book.value("minimum_wage_month", person.work.division or case.division, case.as_of)
    except UnknownParameterError:
        return False
    return wage is not None and wage < least


def _months_between(earlier: date, later: date) -> int:
    """Completed months."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month - (later.day < earlier.day)


def _incomes(record: HouseholdRecord) -> tuple[object, ...] | None:
    incomes = (record.income_wage, record.income_business, record.income_property, record.income_transfer)
    return None if None in incomes else incomes
