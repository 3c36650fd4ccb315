"""What is wrong with a class of a plan, cell by cell, with what the office can do about it. Nothing is stored here."""

import re
from collections.abc import Iterator
from datetime import date

from jobmatch.courses.plan.columns import CONDITION_COLUMNS
from jobmatch.courses.plan.lesson import Lesson
from jobmatch.vacancies.adverts.check import check_advert
from jobmatch.vacancies.adverts.findings import Level as Gravity
from jobmatch.workbooks import values
from jobmatch.workbooks.faults import Fault, Level

_MONEY_RULES = frozenset({"L13", "L14", "FRAUD"})
_FEE = re.compile("费|押金|保证金|定金|订金")
_CONDITIONS = {"L01": "advert_gender", "L02": "advert_ethnicity", "L03": "advert_origin", "L04": "advert_hepatitis"}


def faults_of(lesson: Lesson, as_of: date) -> tuple[Fault, ...]:
    """Every fault of one class."""
    return (*_names(lesson), *_dates(lesson, as_of), *_seats(lesson), *_contact(lesson), *_wording(lesson))


def fault(lesson: Lesson, column: str, code: str, level: Level, message: str, message_en: str) -> Fault:
    """A fault at the cell that holds a column's value."""
    cell = lesson.row.cell(column)
    return Fault(
        sheet=lesson.row.sheet,
        row=lesson.row.number,
        column=cell.heading,
        cell=cell.name,
        code=code,
        level=level,
        message=message,
        message_en=message_en,
        value=cell.value,
    )


def _names(lesson: Lesson) -> Iterator[Fault]:
    if lesson.title is None:
        yield fault(
            lesson, "title", "title_missing", Level.ERROR,
            "没有写培训班名称。请补上", "The class has no name. Add it",
        )  # fmt: skip
    if lesson.provider is None:
        yield fault(
            lesson, "provider", "provider_missing", Level.ERROR,
            "没有写培训机构。请补上机构名称", "No provider is named. Add its name",
        )  # fmt: skip


def _dates(lesson: Lesson, as_of: date) -> Iterator[Fault]:
    column = "start" if lesson.row.text("start") is not None else "dates"
    dates = lesson.dates
    if dates is None or dates.start is None:
        yield fault(
            lesson, column, "date_unclear", Level.QUESTION,
            "看不出哪天开班、哪天结束。定下来后请写成 2026-07-06至2026-07-24 这样",
            "The dates cannot be read. Once they are fixed, write them as 2026-07-06 to 2026-07-24",
        )  # fmt: skip
        return
    if dates.end is not None and dates.end < dates.start:
        yield fault(
            lesson, column, "date_order", Level.ERROR,
            f"结束日期{dates.end.isoformat()}早于开班日期{dates.start.isoformat()}。请核对",
            f"The end {dates.end.isoformat()} lies before the start {dates.start.isoformat()}. Check both",
        )  # fmt: skip
    elif dates.end is not None and dates.end < as_of:
        yield fault(
            lesson, column, "expired", Level.ERROR,
            f"这个班到{dates.end.isoformat()}已经结束。下一期请另报",
            f"The class was over on {dates.end.isoformat()}. Report the next one",
        )  # fmt: skip


def _seats(lesson: Lesson) -> Iterator[Fault]:
    content = lesson.content
    if content.capacity is None:
        yield fault(
            lesson, "capacity", "capacity_unclear", Level.QUESTION,
            "看不出计划收多少人。请问机构", "The number of seats cannot be read. Ask the provider",
        )  # fmt: skip
    elif content.enrolled >= content.capacity > 0:
        yield fault(
            lesson, "enrolled", "course_full", Level.WARNING,
            "已经报满，不再推荐给人。要加班次的请另报一期",
            "No seat is left, so it is proposed to nobody. Report another class if there will be one",
        )  # fmt: skip


def _contact(lesson: Lesson) -> Iterator[Fault]:
    for column in ("contact_phone", "contact"):
        text = lesson.row.text(column)
        if text is not None and any(sign.isdigit() for sign in text) and not values.phones(text):
            yield fault(
                lesson, column, "phone_invalid", Level.WARNING,
                "联系电话不是11位手机号，也不是固定电话。请核对",
                "There is no telephone number of 11 digits and no landline. Check it",
            )  # fmt: skip


def _wording(lesson: Lesson) -> Iterator[Fault]:
    """Money asked of learners and conditions that the law forbids, by the check that adverts of work go through."""
    for column in CONDITION_COLUMNS:
        text = lesson.row.text(column)
        codes = set()
        for found in check_advert(text) if text else ():
            code = _CONDITIONS.get(found.rule)
            if found.rule in _MONEY_RULES and _FEE.search(found.words):
                code = "advert_fee"
            if found.level is Gravity.WARN or code is None or code in codes:
                continue
            codes.add(code)
            explained = found.explanation
            yield fault(
                lesson, column, code, Level.ERROR,
                f"“{found.words}”：{explained.because} {explained.instead}".strip(),
                f"“{found.words}”: {explained.because_en} {explained.instead_en}".strip(),
            )  # fmt: skip
