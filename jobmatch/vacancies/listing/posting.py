"""One row of a vacancy list with all that its cells were understood to say; judging it is left to `judging.py`."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from jobmatch.places import Place, read_place
from jobmatch.vacancies.codes import VacancyKind
from jobmatch.vacancies.credit_code import CreditCode, read_credit_code
from jobmatch.vacancies.listing.kinds import Setting, kind_of_post
from jobmatch.vacancies.words.ages import AgeReading, read_ages
from jobmatch.vacancies.words.board import BoardReading, read_board
from jobmatch.vacancies.words.education import SchoolingReading, read_schooling
from jobmatch.vacancies.words.gender import SexReading, read_sex
from jobmatch.vacancies.words.headcount import HeadcountReading, read_headcount
from jobmatch.vacancies.words.hours import HoursReading, read_hours
from jobmatch.vacancies.words.pay import PayReading, read_pay
from jobmatch.vacancies.words.signs import is_blank, plain
from jobmatch.workbooks import dates, values
from jobmatch.workbooks.carried import HeldCell, RecordRow
from jobmatch.workbooks.grid import CellValue

_OPEN_END = re.compile(r"长期|招满|招完|满员|常年|不限|随时|全年")
_DAY_WORDS = re.compile(r"^(?:即日起|发布之日起)?(?:截止到?|截至|至|到)?|(?:前|止|截止|为止|之前|以前)$")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_YEAR = re.compile(r"\d{4}")
_NO_NAME = re.compile(r"微信|同号|电话|手机|联系|号码|座机|QQ|qq|转\d")
_TOO_LONG_AGO = 180


@dataclass(frozen=True, slots=True)
class Expiry:
    """Until when a post stands: a day, or open-ended as the office says, or a cell that names no day."""

    day: date | None = None
    open_ended: bool = False
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Posting:
    """One post of a list, read. `row` keeps the cells, so that whatever is said about the post can name its place."""

    row: RecordRow
    employer: str | None
    code: CreditCode
    title: str | None
    kind: VacancyKind
    headcount: HeadcountReading
    sex: SexReading
    ages: AgeReading
    schooling: SchoolingReading
    pay: PayReading
    hours: HoursReading
    board: BoardReading
    place: Place
    contact_name: str | None
    contact_phone: str | None
    expiry: Expiry
    start: date | None

    @property
    def employer_key(self) -> str:
        """What tells employers apart: the credit code where its form is right, else the name."""
        return self.code.code if self.code.is_valid else name_key(self.employer)

    @property
    def posted_text(self) -> str:
        """The row as posted: `heading：value` line by line, without what is empty and without the contact.

        Who answers the telephone is kept sealed, in columns of its own.
        """
        said = ((cell.heading, cell.text) for name, cell in self.row.cells.items() if not name.startswith("contact"))
        return "\n".join(f"{heading}：{text}" for heading, text in said if text is not None)


def read_posting(row: RecordRow, setting: Setting) -> Posting:
    """Read one record row; `setting` is what the sheet as a whole says (kind, home county, day of the data)."""
    conditions = row.cell("conditions").value
    pay, hours = read_pay(row.cell("wage").value), read_hours(row.cell("hours").value)
    ages = read_ages(row.cell("age").value)
    schooling = read_schooling(row.cell("education").value)
    place = read_place(row.text("place") or "", setting.home)
    return Posting(
        row=row,
        employer=row.text("employer"),
        code=read_credit_code(row.cell("credit_code").value),
        title=row.text("title"),
        kind=kind_of_post(row, setting, pay, hours, place),
        headcount=read_headcount(row.cell("headcount").value),
        sex=read_sex(row.cell("sex").value),
        ages=ages if ages.says_anything else read_ages(conditions),
        schooling=schooling if schooling.min or schooling.unlimited else read_schooling(conditions, whole_cell=False),
        pay=pay,
        hours=hours,
        board=read_board(row.cell("board").value),
        place=place,
        contact_name=_contact_name(row),
        contact_phone=_contact_phone(row),
        expiry=_expiry(row.cell("expires"), setting.as_of),
        start=_start(row.cell("start"), setting.as_of),
    )


def name_key(name: str | None) -> str:
    """A name as it is compared: without spaces, widths and brackets' shapes."""
    return plain(name).replace(" ", "").lower()


def _contact_name(row: RecordRow) -> str | None:
    """王经理 from `王经理：199…` and from `199…（王经理，微信同号）`."""
    alone = row.text("contact_name")
    said = alone or row.text("contact") or ""
    words = re.split(r"[\d\s,，、;；:：/()（）\-—]+", values.half_width(said))
    names = [word for word in words if _HAN.search(word) and not _NO_NAME.search(word)]
    return names[0][:50] if names else None


def _contact_phone(row: RecordRow) -> str | None:
    for name in ("contact_phone", "contact", "contact_name"):
        numbers = values.phones(row.cell(name).value)
        if numbers:
            return numbers[0]
    return None


def _expiry(cell: HeldCell, as_of: date) -> Expiry:
    said = cell.text
    if said is None:
        return Expiry()
    if _OPEN_END.search(said):
        return Expiry(open_ended=True)
    value = _DAY_WORDS.sub("", said) if isinstance(cell.value, str) else cell.value
    day = _day(value, as_of) or _end_of_month(value, as_of) or _end_of_span(value, as_of)
    return Expiry(day) if day else Expiry(unread=True)


def _end_of_month(value: CellValue, as_of: date) -> date | None:
    """Valid until a month without a day: until its last day."""
    try:
        read = dates.read_date(value, as_of.year)
    except values.UnreadableError:
        return None
    if read is None or read.month is None:
        return None
    return date(read.year, read.month, monthrange(read.year, read.month)[1])


def _end_of_span(value: CellValue, as_of: date) -> date | None:
    """Valid from one day to another: until the second."""
    try:
        period = dates.period_of(value, as_of.year)
    except values.UnreadableError:
        return None
    return period.end if period else None


def _start(cell: HeldCell, as_of: date) -> date | None:
    return None if is_blank(cell.value) else _day(cell.value, as_of)


def _day(value: CellValue, as_of: date) -> date | None:
    """A day; one without a year that lies half a year back is meant for the coming year (1月底, said in December)."""
    try:
        day = dates.day_of(value, as_of.year)
    except values.UnreadableError:
        return None
    if day and isinstance(value, str) and not _YEAR.search(value) and (as_of - day).days > _TOO_LONG_AGO:
        return day.replace(year=day.year + 1)
    return day
