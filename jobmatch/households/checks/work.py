"""What a member does, where, for how much and for how long: the checks of work (V14, V16 to V24, V31)."""

from collections.abc import Iterator
from decimal import Decimal

from jobmatch.households.checks.finding import Case, Finding, Level, Rule
from jobmatch.households.codes import NOT_WORKING, WORKING, Capacity, Channel, EmploymentStatus, WorkArea
from jobmatch.households.record import PersonRecord

E, W = Level.ERROR, Level.WARNING

HELPED_CHANNELS = frozenset({Channel.ORGANISED, Channel.WORKSHOP, Channel.PUBLIC_POST, Channel.WORK_RELIEF})
"""The channels by which an office placed the person."""
_WITHIN_COUNTY = frozenset({Channel.WORKSHOP, Channel.PUBLIC_POST})
UNABLE = frozenset({Capacity.LOST, Capacity.NONE})
_YEAR = Decimal(12)
_YOUNGEST = "labour_age_from"

_UNABLE_AT_WORK = Rule(
    "V14", "capacity_conflict", W,
    "{name}填的是丧失或无劳动力，又填了在务工。请核对劳动能力，或问问是谁在做。",
    "{name} is recorded as unable to work and as working: check the capacity, or ask who does the work.",
)  # fmt: skip
_UNABLE_HELPED = Rule(
    "V16", "help_for_unable", W,
    "{name}填的是丧失或无劳动力，却登记了公益性岗位或就业帮扶。请核对。",
    "{name} is recorded as unable to work, yet holds a public post or was placed by an office: check.",
)  # fmt: skip
_MONTHS = Rule(
    "V17", "months_invalid", E,
    "{name}的本年务工时间是{months}个月，应在0到12之间。请改成今年到现在做了几个月。",
    "{name} is said to have worked {months} months this year; it can be 0 to 12: enter the months so far.",
)  # fmt: skip
_NO_MONTHS = Rule(
    "V18", "months_missing", E,
    "{name}在务工，没有填本年务工几个月。请补填。",
    "{name} works but it is not said how many months this year: add them.",
)  # fmt: skip
_NO_PLACE = Rule(
    "V18", "workplace_missing", E,
    "{name}填了务工时间，没有填在哪里务工。请补到县（市、区）。",
    "{name} has months of work but no place of work: add it down to the county.",
)  # fmt: skip
_NO_EMPLOYER_SAID = Rule(
    "V18", "months_without_employer", E,
    "{name}填了务工时间，没有填务工单位。请补填。",
    "{name} has months of work but no employer: add it.",
)  # fmt: skip
_IMPRECISE = Rule(
    "V20", "workplace_imprecise", E,
    "{name}的务工地点“{place}”没有到县一级。请问清是哪个县（市、区）。",
    "The workplace of {name}, “{place}”, does not reach the county: ask which county or district it is.",
)  # fmt: skip
_NO_WAGE = Rule(
    "V21", "wage_missing", E,
    "{name}在务工，没有填月收入。请问清上个月实际拿到多少。",
    "{name} works but no monthly income is given: ask what was paid last month.",
)  # fmt: skip
_NO_EMPLOYER = Rule(
    "V21", "employer_missing", E,
    "{name}在务工，没有填务工单位。请补填（零工填“零散务工”，自己做的填“个体经营”）。",
    "{name} works but no employer is given: add it (odd jobs and the own business can be said so).",
)  # fmt: skip
_NO_INDUSTRY = Rule(
    "V21", "industry_missing", E,
    "{name}在务工，没有填所属行业。请补填。",
    "{name} works but no industry is given: add it.",
)  # fmt: skip
_NO_CHANNEL = Rule(
    "V21", "channel_missing", E,
    "{name}在务工，没有填就业渠道。请问清是怎么找到的活。",
    "{name} works but it is not said how the work was found: ask.",
)  # fmt: skip
_NO_FLAG = Rule(
    "V21", "point_to_point_missing", E,
    "{name}在务工，没有填是否点对点输送。请补填是或否。",
    "{name} works but it is not said whether the journey was organised: enter yes or no.",
)  # fmt: skip
_OUTSIDE = Rule(
    "V22", "local_post_outside_county", E,
    "{name}登记的是公益性岗位或帮扶车间，务工地点却不在本县。请核对岗位或地点。",
    "{name} holds a public post or works in a support workshop, yet outside the county: check the post or the place.",
)  # fmt: skip
_CHILD = Rule(
    "V23", "public_post_under_age", E,
    "{name}不满{age}周岁，不能登记公益性岗位。请核对出生日期和就业状态。",
    "{name} is under {age} and cannot hold a public post: check the birth date and the status.",
)  # fmt: skip
_NOBODY = Rule(
    "V24", "help_without_work", W,
    "{name}登记了就业帮扶渠道，但这一户没有人在务工。请核对是没到岗，还是已经回来了。",
    "{name} was placed by an office, yet nobody of the household works: did the work not begin, or is it over?",
)  # fmt: skip
_NO_INTENTION = Rule(
    "V31", "intention_missing", E,
    "{name}没有就业，也没有填就业意愿。请问一句想不想找活做，不想的写明原因。",
    "{name} is out of work and no wish is recorded: ask whether work is wanted, and if not, why.",
)  # fmt: skip

RULES = (
    _UNABLE_AT_WORK, _UNABLE_HELPED, _MONTHS, _NO_MONTHS, _NO_PLACE, _NO_EMPLOYER_SAID, _IMPRECISE, _NO_WAGE,
    _NO_EMPLOYER, _NO_INDUSTRY, _NO_CHANNEL, _NO_FLAG, _OUTSIDE, _CHILD, _NOBODY, _NO_INTENTION,
)  # fmt: skip


def check(case: Case) -> Iterator[Finding]:
    """V14, V16 to V18, V20 to V24 and V31."""
    for person in case.record.members:
        yield from _capacity(person)
        yield from _months_and_place(case, person)
        if is_working(person):
            yield from _particulars(case, person)
        yield from _local_post(case, person)
        if person.work.status in NOT_WORKING and person.willing is None and case.asks("willing"):
            yield _NO_INTENTION.about(person, "willing")
    if not any(has_worked(person) for person in case.record.members):
        for person in case.record.members:
            if person.work.channel in HELPED_CHANNELS:
                yield _NOBODY.about(person, "channel")


def is_working(person: PersonRecord) -> bool:
    """Whether the member is in paid work by the status given."""
    return person.work.status in WORKING


def has_worked(person: PersonRecord) -> bool:
    """Whether anything in the record says that the member works or has worked."""
    return is_working(person) or bool(person.work.months_this_year) or bool(person.experience)


def _capacity(person: PersonRecord) -> Iterator[Finding]:
    """Who is unable and works is doubted once, however the work was found."""
    if person.capacity not in UNABLE:
        return
    if is_working(person) or (person.work.workplace and person.work.months_this_year):
        yield _UNABLE_AT_WORK.about(person, "capacity", other_field="status")
    elif person.work.channel in HELPED_CHANNELS:
        yield _UNABLE_HELPED.about(person, "capacity", other_field="channel")


def _months_and_place(case: Case, person: PersonRecord) -> Iterator[Finding]:
    """Place and months go together for everybody but farmers, who work at home; who works needs both."""
    work, working = person.work, is_working(person)
    if work.months_this_year is not None and not 0 <= work.months_this_year <= _YEAR:
        yield _MONTHS.about(person, "months_this_year", months=work.months_this_year)
    if work.status is EmploymentStatus.FARMING:
        return
    if (work.workplace or working) and work.months_this_year is None and case.asks("months_this_year"):
        yield _NO_MONTHS.about(person, "months_this_year", other_field="workplace")
    if working or not work.months_this_year:
        return
    if not work.workplace and case.asks("workplace"):
        yield _NO_PLACE.about(person, "workplace", other_field="months_this_year")
    if not work.employer and case.asks("employer"):
        yield _NO_EMPLOYER_SAID.about(person, "employer", other_field="months_this_year")


def _particulars(case: Case, person: PersonRecord) -> Iterator[Finding]:
    """What must be known of everybody in work (V20, V21)."""
    work = person.work
    if work.division is None and work.area is not WorkArea.ABROAD and case.asks("workplace"):
        yield _IMPRECISE.about(person, "workplace", place=work.workplace or "（空）")
    wanted: tuple[tuple[str, object, Rule], ...] = (
        ("wage_month", work.wage_month or None, _NO_WAGE),
        ("employer", work.employer or None, _NO_EMPLOYER),
        ("industry", work.industry or None, _NO_INDUSTRY),
        ("channel", work.channel, _NO_CHANNEL),
        ("point_to_point", work.point_to_point, _NO_FLAG),
    )
    for field, value, rule in wanted:
        if value is None and case.asks(field):
            yield rule.about(person, field)


def _local_post(case: Case, person: PersonRecord) -> Iterator[Finding]:
    work = person.work
    public_post = work.status is EmploymentStatus.PUBLIC_POST
    outside = work.division is not None and work.division[:6] != case.division[:6]
    if outside and (public_post or work.channel in _WITHIN_COUNTY):
        yield _OUTSIDE.about(person, "workplace", other_field="channel")
    age, youngest = case.age_of(person), case.parameter(_YOUNGEST)
    if public_post and age is not None and age < youngest:
        yield _CHILD.about(person, "status", age=youngest)
