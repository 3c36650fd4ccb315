"""Causes, allowances, capacity and incomes held against the members (V06 to V11, V13, V19, V27, V28)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from jobmatch.households.checks.finding import Case, Finding, Level, Rule
from jobmatch.households.checks.work import is_working
from jobmatch.households.codes import Assistance, Capacity, Cause, Health, HouseholdType
from jobmatch.households.record import PersonRecord

E, W = Level.ERROR, Level.WARNING

_ILLNESS = Rule(
    "V06", "cause_illness_all_healthy", W,
    "主要致贫原因是因病，但家里每个人都填了健康。请核对。",
    "The cause of hardship is illness, yet every member is recorded as healthy: check.",
)  # fmt: skip
_SCHOOLING = Rule(
    "V07", "cause_schooling_no_student", W,
    "主要致贫原因是因学，但家里没有在校生。请核对。",
    "The cause of hardship is schooling, yet nobody goes to school: check.",
)  # fmt: skip
_DISABILITY = Rule(
    "V08", "cause_disability_nobody_disabled", W,
    "主要致贫原因是因残，但家里没有人填残疾。请核对。",
    "The cause of hardship is disability, yet nobody is recorded as disabled: check.",
)  # fmt: skip
_REPEATED = Rule(
    "V09", "cause_repeated", E,
    "其他致贫原因和主要致贫原因写了同一个，请去掉一个。",
    "Another cause of hardship repeats the main one: remove one.",
)  # fmt: skip
_NO_ALLOWANCE = Rule(
    "V10", "allowance_without_receipt", W,
    "这一户是低保户，但转移性收入是0。请核对低保金有没有登记。",
    "The household has the allowance for low incomes, yet its transfers are 0: is the allowance recorded?",
)  # fmt: skip
_DESTITUTE = Rule(
    "V11", "destitute_with_labourer", W,
    "这一户是特困供养，但{name}有劳动能力。请核对户的救助类别和{name}的劳动能力。",
    "The household is supported as destitute, yet {name} is able to work: check the support and the capacity.",
)  # fmt: skip
_NO_CAPACITY = Rule(
    "V13", "capacity_missing", E,
    "{name}在{young}到{old}岁之间，没有填劳动能力。请补填。",
    "{name} is between {young} and {old} and has no work capacity recorded: add it.",
)  # fmt: skip
_WAGES_NOBODY = Rule(
    "V19", "wage_income_nobody_working", W,
    "填了工资性收入，但家里没有人在务工。请核对收入或就业状态。",
    "There is income from wages, yet nobody works: check the income or the statuses.",
)  # fmt: skip
_WORKING_NO_WAGES = Rule(
    "V19", "working_without_wage_income", W,
    "{name}在务工，但全户工资性收入是0。请核对。",
    "{name} works, yet the household's income from wages is 0: check.",
)  # fmt: skip
_NO_COST = Rule(
    "V27", "business_income_without_cost", W,
    "填了经营性收入，没有填生产经营支出。请问问本钱花了多少。",
    "There is income from a business but no cost: ask what was spent on it.",
)  # fmt: skip
_PER_HEAD = Rule(
    "V28", "income_per_head_unlikely", W,
    "人均纯收入算下来是{amount}元，不太可能。请核对各项收入是不是按年填的。",
    "The net income per head comes to {amount} yuan, which is unlikely: are all incomes for a year?",
)  # fmt: skip
_MONITOR = Rule(
    "H08", "monitor_category_missing", W,
    "这一户是监测户，没有填监测对象类别。请补填。",
    "The household is monitored but not said why: add the category.",
)  # fmt: skip
_MONITOR_SINCE = Rule(
    "H08", "monitor_since_missing", W,
    "这一户是监测户，没有填哪天纳入监测。请补填。",
    "The household is monitored but not said since when: add the day.",
)  # fmt: skip
_CAUSES = Rule(
    "H11", "causes_too_many", W,
    "其他致贫原因最多填两个，请留下最要紧的。",
    "At most two other causes of hardship are recorded: keep the weightiest.",
)  # fmt: skip
_MOVE_IN = Rule(
    "H06", "move_in_date_unlikely", W,
    "入住日期早于搬迁开始（2016年）或在将来，请核对。",
    "The day of moving in lies before the relocation began (2016) or in the future: check.",
)  # fmt: skip

RULES = (
    _ILLNESS, _SCHOOLING, _DISABILITY, _REPEATED, _NO_ALLOWANCE, _DESTITUTE, _NO_CAPACITY, _WAGES_NOBODY,
    _WORKING_NO_WAGES, _NO_COST, _PER_HEAD, _MONITOR, _MONITOR_SINCE, _CAUSES, _MOVE_IN,
)  # fmt: skip

_ABLE = frozenset({Capacity.ORDINARY, Capacity.SKILLED})
_MOST_OTHER_CAUSES = 2
_RELOCATION_BEGAN = date(2016, 1, 1)
_HIGHEST_PER_HEAD = Decimal(100_000)


def check(case: Case) -> Iterator[Finding]:
    """V06 to V11, V13, V19, V27, V28 and the field rules H06, H08 and H11."""
    yield from _causes(case)
    yield from _support(case)
    yield from _capacities(case)
    yield from _incomes(case)


def _causes(case: Case) -> Iterator[Finding]:
    record = case.record
    health = [member.health for member in record.members]
    if record.main_cause is Cause.ILLNESS and health and all(known == {Health.HEALTHY} for known in health):
        yield _ILLNESS.of_household("main_cause", other_field="health")
    in_school = any(member.is_student for member in record.members)
    if record.main_cause is Cause.SCHOOLING and not in_school and case.asks("school_stage"):
        yield _SCHOOLING.of_household("main_cause", other_field="school_stage")
    disabled = any(Health.DISABLED in member.health or member.disability for member in record.members)
    if record.main_cause is Cause.DISABILITY and not disabled and case.asks("health"):
        yield _DISABILITY.of_household("main_cause", other_field="health")
    if record.main_cause is not None and record.main_cause in record.other_causes:
        yield _REPEATED.of_household("other_causes", other_field="main_cause")
    if len(record.other_causes) > _MOST_OTHER_CAUSES:
        yield _CAUSES.of_household("other_causes")


def _support(case: Case) -> Iterator[Finding]:
    record = case.record
    if record.assistance is Assistance.ALLOWANCE and record.income_transfer == 0:
        yield _NO_ALLOWANCE.of_household("income_transfer", other_field="assistance")
    able = [
        member
        for member in record.members
        if member.capacity in _ABLE and not member.is_student and _between(case, member)
    ]
    if record.assistance is Assistance.DESTITUTE and able:
        yield _DESTITUTE.about(able[0], "capacity", other_field="assistance")
    monitored = record.household_type is HouseholdType.MONITORED
    if monitored and record.monitor_category is None and case.asks("monitor_category"):
        yield _MONITOR.of_household("monitor_category")
    if monitored and record.monitor_since is None and case.asks("monitor_since"):
        yield _MONITOR_SINCE.of_household("monitor_since")
    if record.move_in_date is not None and not _RELOCATION_BEGAN <= record.move_in_date <= case.as_of:
        yield _MOVE_IN.of_household("move_in_date")


def _capacities(case: Case) -> Iterator[Finding]:
    """A student's capacity is not asked for: who goes to school is no labourer whatever it is."""
    young, old = case.parameter("labour_age_from"), case.parameter("capacity_age_to")
    for member in case.record.members:
        missing = member.capacity is None and not member.is_student and case.asks("capacity")
        if missing and _between(case, member):
            yield _NO_CAPACITY.about(member, "capacity", young=young, old=old)


def _between(case: Case, person: PersonRecord) -> bool:
    age = case.age_of(person)
    return age is not None and case.parameter("labour_age_from") <= age <= case.parameter("capacity_age_to")


def _incomes(case: Case) -> Iterator[Finding]:
    record = case.record
    earners = [member for member in record.members if is_working(member)]
    if record.income_wage is not None and case.asks("status"):
        if record.income_wage > 0 and not earners:
            yield _WAGES_NOBODY.of_household("income_wage", other_field="status")
        if record.income_wage == 0 and earners:
            yield _WORKING_NO_WAGES.of_household("income_wage", other_field="status", name=earners[0].name)
    if record.income_business and not record.cost_business and case.asks("cost_business"):
        yield _NO_COST.of_household("cost_business", other_field="income_business")
    per_head = record.per_capita_net
    if per_head is not None and not 0 < per_head <= _HIGHEST_PER_HEAD:
        yield _PER_HEAD.of_household("income_transfer", amount=round(per_head))
