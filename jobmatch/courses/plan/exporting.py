"""Writing the courses still to come as the training plan that import reads, a sheet for each source.

Each sheet carries the source's own name, so that the export, imported again, is known as the plan that it came from.
"""

import re
from collections import defaultdict
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from jobmatch import audit
from jobmatch.access import Actor, Permission, require
from jobmatch.courses.codes import CourseType
from jobmatch.courses.model import Course
from jobmatch.courses.plan.model import ListedCourse
from jobmatch.workbooks.writer import OutColumn, OutSheet, OutValue, write_workbook

_COLUMNS = tuple(
    OutColumn(heading, width=width)
    for heading, width in (
        ("培训班名称", 22), ("培训类型", 14), ("对应职业（工种）", 20), ("课时/天数", 14), ("培训时间", 26),
        ("计划人数", 10), ("已报名人数", 10), ("培训地点", 24), ("培训机构", 26), ("证书", 24), ("食宿安排", 16),
        ("收费", 10), ("联系人", 10), ("联系电话", 14), ("备注", 30),
    )
)  # fmt: skip
_TYPES = {
    CourseType.EMPLOYMENT_SKILL: "就业技能培训",
    CourseType.PRE_POST: "岗前培训",
    CourseType.UPGRADE: "岗位技能提升",
    CourseType.BUSINESS: "创业培训",
    CourseType.FARMING: "农村实用技术",
    CourseType.ON_THE_JOB: "以工代训",
    CourseType.ORDERED: "订单式培训",
    CourseType.APPRENTICE: "新型学徒",
    CourseType.SCHOOLING: "雨露计划",
}
_OTHER = "本县登记的其他培训班/其他"
_LONGEST_NAME = 28
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


def export_courses(session: Session, path: Path, *, on: date, at: datetime, actor: Actor) -> int:
    """Write the courses that are not over and not cancelled to an .xlsx; returns how many there are."""
    require(actor, Permission.IMPORT_RECORDS)
    query = (
        select(Course, ListedCourse.source)
        .outerjoin(ListedCourse, ListedCourse.course_id == Course.id)
        .where(or_(Course.ends_on.is_(None), Course.ends_on >= on), Course.cancelled_on.is_(None))
        .options(joinedload(Course.provider))
        .order_by(Course.provider_id, Course.id)
    )
    by_source: dict[str, list[Course]] = defaultdict(list)
    count = 0
    for course, source in session.execute(query):
        by_source[source or _OTHER].append(course)
        count += 1
    sheets = [_sheet(number, source, courses) for number, (source, courses) in enumerate(sorted(by_source.items()), 1)]
    write_workbook(path, sheets or [_sheet(1, _OTHER, [])])
    audit.record(session, actor, "courses.export", f"courses:{count}", at, path.name)
    return count


def _sheet(number: int, source: str, courses: list[Course]) -> OutSheet:
    """Digits do not count when a source is known again, so that numbered sheets keep their source."""
    title, _, name = source.rpartition("/")
    page = f"{_NOT_IN_NAMES.sub(' ', name)[:_LONGEST_NAME]}{number if number > 1 or not name else ''}"
    return OutSheet(page, title or name, _COLUMNS, [_row(course) for course in courses])


def _row(course: Course) -> tuple[OutValue, ...]:
    return (
        course.title,
        None if course.type is None else _TYPES[course.type],
        course.occupation or "不限",
        "/".join(filter(None, (_counted(course.hours, "课时"), _counted(course.days, "天")))),
        _dates(course),
        _seats(course),
        course.enrolled,
        course.site,
        course.provider.name,
        course.certificate or "无",
        course.meals,
        "免费" if course.fee == 0 else None if course.fee is None else f"{course.fee:f}元",
        course.contact_name,
        course.contact_phone,
        course.remark,
    )


def _counted(number: int | None, unit: str) -> str:
    return "" if number is None else f"{number}{unit}"


def _dates(course: Course) -> str:
    if course.starts_on is None:
        return "待定"
    if course.ends_on is None:
        return course.starts_on.isoformat()
    return f"{course.starts_on.isoformat()}至{course.ends_on.isoformat()}"


def _seats(course: Course) -> str:
    if course.capacity is None:
        return "若干"
    least = course.capacity_least
    return f"{course.capacity}人" if least in (None, course.capacity) else f"{least}-{course.capacity}人"
