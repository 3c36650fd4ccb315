"""One member as a roster's row says it: names, numbers, schooling, health and work, each from its own cell."""

import re
from datetime import date
from decimal import Decimal

from jobmatch.households import identity
from jobmatch.households.codes import EmploymentStatus, Health, Sex
from jobmatch.households.record import Disability, Intention, PersonRecord, Work
from jobmatch.households.roster import labels
from jobmatch.households.roster.cells import Cells
from jobmatch.households.roster.ethnicity import ethnicity_code
from jobmatch.households.roster.kinship import relation_of
from jobmatch.households.roster.schooling import education_of, schooling_of
from jobmatch.places import Precision, read_place
from jobmatch.workbooks import values
from jobmatch.workbooks.dates import ReadDate, read_date
from jobmatch.workbooks.faults import Level
from jobmatch.workbooks.grid import CellValue
from jobmatch.workbooks.values import LostDigits, UnreadableError, label, name_of_person, phones, plain_text, text

_REACHES_COUNTY = frozenset((Precision.COUNTY, Precision.TOWN, Precision.COMMUNITY))
_HALF_MONTH = Decimal("0.5")
_DAYS_OF_MONTH = 30
_NO_ID_YET = "号码在表格里是数字，末几位已丢失"


def read_person(cells: Cells, key: str, as_of: date, home: str) -> PersonRecord:
    """The member of a row; faults of single cells go to the cells' list."""
    number, why_none, disability = _identity(cells, as_of)
    sex = cells.read("sex", labels.sex_of)
    schooling = cells.read("school_stage", schooling_of)
    health = cells.read("health", labels.health_of) or frozenset()
    willing, because = cells.read("willing", willing_of) or (None, None)
    phone = cells.raw("phone")
    found = phones(phone)
    return PersonRecord(
        key=key,
        name=name_of_person(cells.raw("name")) or "",
        id_number=number,
        no_id_because=why_none,
        sex=sex or _sex_of_card(number, as_of),
        birth_date=_birth_date(cells, number, as_of),
        ethnicity=cells.read("ethnicity", ethnicity_code),
        relation=cells.read("relation", lambda value: relation_of(value, sex or _sex_of_card(number, as_of))),
        education=cells.read("education", education_of),
        school_stage=schooling.stage if schooling else None,
        school_year=schooling.year if schooling else None,
        health=health,
        disability=_disability(cells, health, disability),
        capacity=cells.read("capacity", labels.capacity_of),
        phone=found[0] if found else re.sub(r"\D", "", plain_text(phone) or "") or None,
        work=_work(cells, home, willing),
        willing=willing,
        intention=Intention(unwilling_because=because) if because else None,
        office_code=plain_text(cells.raw("office_code")),
    )


def willing_of(value: CellValue) -> tuple[bool | None, str | None]:
    """Whether work is wanted, and the reason in `无意愿(年老)` where it is not; nothing for blanks."""
    said = label(value)
    if said is None:
        return None, None
    if re.match(r"无|不|没|否", said):
        because = re.search(r"\((.+)\)", said)
        return False, because[1] if because else None
    if re.search(r"有|愿|想|是|要|需", said):
        return True, None
    raise UnreadableError(f"{said} says neither yes nor no")


def wage_of(value: CellValue, heading: str | None) -> Decimal | None:
    """A month's pay in yuan; the heading may say thousands or ten thousands. A day's or year's pay is not one."""
    said = plain_text(value) or ""
    if re.search(r"[/每一](天|日|小时|时|年|件)|日[薪结]|时薪|年薪|计件", said):
        raise UnreadableError(f"{said} is not a month's pay")
    amount = values.number(value)
    if amount is None:
        return None
    head = heading or ""
    in_cell = re.search(r"\d\s*[万千kKwW]", said)
    scale = 1 if in_cell else 10_000 if "万元" in head else 1000 if "千元" in head else 1
    return amount * scale


def months_of(value: CellValue, heading: str | None) -> Decimal | None:
    """Months of work, halves allowed; `1-5月` are five, days (by the cell or the heading) count by thirty."""
    said = plain_text(value)
    if said is None:
        return None
    if said in ("半年", "一年", "全年"):
        return Decimal(6 if said == "半年" else 12)
    if re.match(r"半个?月", said):
        return _HALF_MONTH
    if calendar := re.fullmatch(r"(\d{1,2})月?[-至到~](\d{1,2})月", said):
        return Decimal(int(calendar[2]) - int(calendar[1]) + 1)
    said = re.sub(r"个半月?$", ".5", said)
    read = values.number(said.translate(str.maketrans("一二三四五六七八九", "123456789")))
    if read is None:
        return None
    in_days = "天" in said or ("天" in (heading or "") and "月" not in said)
    return (read / _DAYS_OF_MONTH * 2).to_integral_value() / 2 if in_days else read


def _identity(cells: Cells, as_of: date) -> tuple[str | None, str | None, Disability | None]:
    """The 18-digit number, why there is none, and what a disability card's number adds."""
    said = values.identity(cells.raw("id_number"))
    if isinstance(said, LostDigits):
        cells.report(
            "id_number",
            "id_lost_digits",
            Level.ERROR,
            "证件号码按数字存放，后几位已经变成0，找不回来了。请把这一列设为“文本”格式，再照身份证重新填写。",
            "The ID number was typed as a number and its last digits are gone: format the column as text and enter the "
            "number again from the card.",
        )
        return None, _NO_ID_YET, None
    if said is None or not re.search(r"\d", said):
        because = said or _excuse(cells)
        return None, because, None
    # Whether invented numbers may pass is the checks' question; here only the shape counts.
    read = identity.read(said, as_of, fictitious=True)
    if not read.good or read.number is None:
        return said, None, None
    if read.card_number is None:
        return read.number, None, None
    return read.number, None, Disability(read.disability_class, read.disability_level, read.card_number)


def _excuse(cells: Cells) -> str | None:
    """A remark that says why somebody has no number yet (`新生儿,未上户`)."""
    remark = text(cells.raw("remark"))
    return remark if remark and re.search(r"新生|未上户|未落户|未办证|无身份证", remark) else None


def _sex_of_card(number: str | None, as_of: date) -> Sex | None:
    read = identity.read(number, as_of, fictitious=True) if number else None
    return read.sex if read and read.good else None


def _birth_date(cells: Cells, number: str | None, as_of: date) -> date | None:
    """The cell's whole date; a date without a day, or none, is completed from the identity number."""
    written: ReadDate | None = cells.read("birth_date", read_date)
    if written is not None and written.day is not None:
        return written.day
    read = identity.read(number, as_of, fictitious=True) if number else None
    card = read.birth_date if read else None
    if written is None or written.month is None or card is None:
        return card
    same_month = (written.year, written.month) == (card.year, card.month)
    return card if same_month else date(written.year, written.month, 1)


def _disability(cells: Cells, health: frozenset[Health], card: Disability | None) -> Disability | None:
    """Class and level from the card's number, from columns of their own, or from a remark (`肢体三级`)."""
    if card is None and Health.DISABLED not in health:
        return None
    remark = cells.raw("remark")
    own_card = values.identity(cells.raw("disability_card"))
    of_class = labels.disability_class_of(cells.raw("disability_class")) or labels.disability_class_of(remark)
    level = labels.disability_level_of(cells.raw("disability_level")) or labels.disability_level_of(remark)
    number = own_card if isinstance(own_card, str) else None
    if card is None and of_class is None and level is None and number is None:
        return None
    card = card or Disability()
    return Disability(card.disability_class or of_class, card.level or level, card.card_number or number)


def _work(cells: Cells, home: str, willing: bool | None) -> Work:
    status = cells.read("status", labels.status_of)
    if status is EmploymentStatus.UNEMPLOYED and willing is not None:
        status = EmploymentStatus.SEEKING if willing else EmploymentStatus.NOT_SEEKING
    workplace = text(cells.raw("workplace"))
    place = read_place(workplace, home) if workplace else None
    channel = cells.read("channel", labels.channel_of)
    point_to_point = cells.read("point_to_point", values.yes_or_no)
    if point_to_point is None and "点对点" in (label(cells.raw("channel")) or ""):
        point_to_point = True
    return Work(
        status=status,
        area=cells.read("area", labels.area_of),
        workplace=workplace,
        division=place.division[:6] if place and place.division and place.precision in _REACHES_COUNTY else None,
        employer=text(cells.raw("employer")),
        title=text(cells.raw("title")),
        industry=text(cells.raw("industry")),
        channel=channel,
        point_to_point=point_to_point,
        wage_month=cells.read("wage_month", lambda value: wage_of(value, cells.table.heading("wage_month"))),
        months_this_year=cells.read(
            "months_this_year", lambda value: months_of(value, cells.table.heading("months_this_year"))
        ),
    )
