"""One row of a training plan with all that its cells were understood to say; judging it is left to `judging.py`."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jobmatch.courses.certificates import certificate_kind
from jobmatch.courses.codes import CourseType
from jobmatch.courses.content import CourseContent
from jobmatch.matching.vocabulary import Vocabulary
from jobmatch.places import read_place
from jobmatch.places.reading import Precision
from jobmatch.vacancies.words.ages import read_ages
from jobmatch.vacancies.words.board import Provision, read_board
from jobmatch.vacancies.words.education import read_schooling
from jobmatch.vacancies.words.headcount import HeadcountReading, read_headcount
from jobmatch.vacancies.words.signs import plain
from jobmatch.workbooks import values
from jobmatch.workbooks.carried import RecordRow
from jobmatch.workbooks.dates import Period, day_of, period_of

_TYPES: tuple[tuple[re.Pattern[str], CourseType], ...] = (
    (re.compile("以工代训"), CourseType.ON_THE_JOB),
    (re.compile("订单|定向"), CourseType.ORDERED),
    (re.compile("学徒"), CourseType.APPRENTICE),
    (re.compile("雨露|学历"), CourseType.SCHOOLING),
    (re.compile("农村|农业|实用技术"), CourseType.FARMING),
    (re.compile("创业"), CourseType.BUSINESS),
    (re.compile("岗前|上岗"), CourseType.PRE_POST),
    (re.compile("提升|在岗"), CourseType.UPGRADE),
    (re.compile("就业技能|技能培训|转移就业"), CourseType.EMPLOYMENT_SKILL),
)
_HOURS = re.compile(r"(\d{1,4})\s?(?:个?课时|学时|节|小时)")
_DAYS = re.compile(r"(\d{1,3})\s?(?:个?工作日|天|日)(?!制)")
_BARE = re.compile(r"^(\d{1,4})(?:\.0)?(?:/(\d{1,3}))?$")
_BEGINNING = re.compile("开班|开始|开课")
_ALLOWANCE = re.compile(r"(?:补助|补贴)\D{0,4}(\d+(?:\.\d+)?)\s?元?\s?(?:/|每)\s?(?:人[·./]?)?[天日]")
_HEALTH = re.compile(r"(?:需|须|要求|持|凭)[^,;。]{0,4}健康证")
_PREFERRED = re.compile(r"[^,;。]*优先[^,;。]*")
_CHILDREN = re.compile(r"托管|可带(?:孩子|娃|小孩)|(?:孩子|儿童)照看")
_FREE = re.compile(r"免费|不收费|公益")
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)\s?元?")
_NO_NAME = re.compile("电话|手机|微信|同号|联系")
_NOTHING = frozenset({"无", "-", "/", "没有", "不发证", "不限", "待定"})
_LONGEST = {"title": 100, "site": 100, "certificate": 100, "meals": 60, "remark": 300, "contact_name": 50}


@dataclass(frozen=True)
class Lesson:
    """One class of a plan, read. `dates` None where none can be read; `row` keeps the cells."""

    row: RecordRow
    provider: str | None
    title: str | None
    dates: Period | None
    capacity: HeadcountReading
    enrolled: int | None
    content: CourseContent


def read_lesson(row: RecordRow, as_of: date, home: str) -> Lesson:
    """Read one row; dates without a year are in the year of `as_of`, places without a county in `home` (6 digits)."""
    capacity = read_headcount(row.cell("capacity").value)
    dates, enrolled = _dates(row, as_of.year), _enrolled(row)
    return Lesson(
        row=row,
        provider=row.text("provider"),
        title=row.text("title"),
        dates=dates,
        capacity=capacity,
        enrolled=enrolled,
        content=_content(row, dates, capacity, enrolled or 0, home),
    )


def _content(
    row: RecordRow, dates: Period | None, capacity: HeadcountReading, enrolled: int, home: str
) -> CourseContent:
    conditions = "，".join(text for name in ("entry", "remark") if (text := row.text(name)))
    demanded = _PREFERRED.sub("", plain(conditions))
    ages, board = read_ages(demanded), read_board(row.cell("board").value)
    place, hours_days = read_place(row.text("place") or "", home), _length(row)
    pinned = place.precision is Precision.COUNTY and place.division != home
    certificate = row.text("certificate")
    certificate = None if certificate in _NOTHING else certificate
    schooling = read_schooling(demanded, whole_cell=False).min
    return CourseContent(
        title=_cut("title", row.text("title")) or "",
        occupation=occupation_of(row.text("occupation"), row.text("title")),
        type=_type(row.text("type")),
        site=_cut("site", row.text("place")),
        division=place.division,
        latitude=place.lat if pinned else None,
        longitude=place.lon if pinned else None,
        hours=hours_days[0],
        days=hours_days[1],
        starts_on=dates.start if dates else None,
        ends_on=dates.end if dates else None,
        certificate=_cut("certificate", certificate),
        certificate_kind=certificate_kind(certificate, row.text("title"), row.text("occupation")),
        capacity_least=capacity.min,
        capacity=capacity.max if capacity.max is not None else capacity.min,
        enrolled=enrolled,
        boarding=_boarding(board.lodging),
        meals=_cut("meals", row.text("board")),
        childcare=True if _CHILDREN.search(conditions) else None,
        education_min=None if schooling is None else schooling.value,
        age_min=ages.min,
        age_max=ages.max,
        needs_health_certificate=True if _HEALTH.search(plain(conditions)) else None,
        fee=_fee(row),
        allowance_per_day=_allowance(row),
        contact_name=_cut("contact_name", _contact_name(row)),
        contact_phone=_contact_phone(row),
        remark=_cut("remark", row.text("remark")),
    )


def _dates(row: RecordRow, year: int) -> Period | None:
    """First and last day, in one cell or in two; under a heading that means the first day alone the last is unknown."""
    beginning = row.cell("start") if row.text("start") is not None else row.cell("dates")
    try:
        period, last = period_of(beginning.value, year), day_of(row.cell("end").value, year)
    except values.UnreadableError:
        return None
    if period is None:
        return None
    if last is not None:
        return Period(period.start, last)
    first_only = _BEGINNING.search(beginning.heading or "") is not None and period.start == period.end
    return Period(period.start, None) if first_only else period


def _enrolled(row: RecordRow) -> int | None:
    try:
        return values.whole_number(row.cell("enrolled").value)
    except values.UnreadableError:
        return None


def _length(row: RecordRow) -> tuple[int | None, int | None]:
    """Lessons and days: `80课时/10天`, `80/10`, `15天`; a bare number in a column of lessons is lessons."""
    text = plain(row.cell("length").value)
    hours, days, bare = _HOURS.search(text), _DAYS.search(text), _BARE.match(text)
    own_days = re.match(r"\d{1,3}", plain(row.cell("days").value))
    return (
        int(hours[1]) if hours else int(bare[1]) if bare else None,
        int(days[1]) if days else int(own_days[0]) if own_days else int(bare[2]) if bare and bare[2] else None,
    )


def occupation_of(occupation: str | None, title: str | None) -> str | None:
    """The occupation that a plan or a school names, else the one that the title names; None where neither is sure."""
    vocabulary = Vocabulary.load()
    for text in (occupation, title):
        if not text or text in _NOTHING:
            continue
        named = vocabulary.canonical(text)
        if named is not None:
            return named.name
        reading = vocabulary.read(text)
        if reading.occupation is not None and not reading.ask:
            return reading.occupation.name
    return None


def _type(text: str | None) -> CourseType | None:
    return next((kind for pattern, kind in _TYPES if pattern.search(text or "")), None)


def _boarding(lodging: Provision | None) -> bool | None:
    return None if lodging is None else lodging in (Provision.FREE, Provision.PAID)


def _fee(row: RecordRow) -> Decimal | None:
    text = plain(row.cell("fee").value)
    amount = _AMOUNT.search(text)
    if amount:
        return Decimal(amount[1])
    return Decimal(0) if _FREE.search(text + (row.text("remark") or "")) else None


def _allowance(row: RecordRow) -> Decimal | None:
    for name in ("allowance", "board", "remark"):
        text = plain(row.cell(name).value)
        found = _ALLOWANCE.search(text) or (_AMOUNT.search(text) if name == "allowance" else None)
        if found:
            return Decimal(found[1])
    return None


def _contact_name(row: RecordRow) -> str | None:
    words = re.split(r"[\d\s,，、;；:：/()（）\-—]+", row.text("contact") or "")
    return next((word for word in words if word and not _NO_NAME.search(word)), None)


def _contact_phone(row: RecordRow) -> str | None:
    numbers = (*values.phones(row.cell("contact_phone").value), *values.phones(row.cell("contact").value))
    return numbers[0] if numbers else None


def _cut(name: str, text: str | None) -> str | None:
    return text[: _LONGEST[name]] if text else None
