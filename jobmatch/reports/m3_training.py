"""Table M3: the classes of a month by type of course, as far as anybody records them today."""

from collections import defaultdict
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from jobmatch.courses.codes import CourseType
from jobmatch.courses.model import Course
from jobmatch.reports import definitions
from jobmatch.reports import month as months
from jobmatch.reports.table import Row, Sum, Table, Value


def training(session: Session, month: date) -> Table:
    """M3: courses belong to no site, and their places are public, so every reader sees the same."""
    last = months.last_day(month)
    rows = session.execute(
        select(Course.type, Course.capacity, Course.enrolled).where(
            Course.starts_on <= last,
            or_(Course.ends_on >= month, Course.ends_on.is_(None) & (Course.starts_on >= month)),
            or_(Course.cancelled_on.is_(None), Course.cancelled_on > last),
        )
    )
    found: dict[CourseType | None, list[tuple[int, int]]] = defaultdict(list)
    for kind, capacity, enrolled in rows:
        found[kind].append((capacity or 0, enrolled))
    kinds: list[CourseType | None] = [kind for kind in (*CourseType, None) if kind in found]
    table_rows = [
        Row(
            kind or "",
            definitions.word(kind.value if kind else "no_course_type"),
            _values(found[kind]),
            section=definitions.word("by_course"),
        )
        for kind in kinds
    ]
    everything = [one for kind in kinds for one in found[kind]]
    total = Row("total", definitions.word("total"), _values(everything), 0, definitions.word("by_course"))
    sums = (Sum(("total", "enrolled"), tuple(((row.key, "enrolled"), 1) for row in table_rows)),) if table_rows else ()
    return Table(
        "M3", definitions.title("M3"), definitions.columns("M3"), (*table_rows, total), definitions.notes("M3"), sums
    )


def _values(classes: list[tuple[int, int]]) -> dict[str, Value]:
    return {
        "classes": len(classes),
        "places": sum(capacity for capacity, _ in classes),
        "enrolled": sum(enrolled for _, enrolled in classes),
    }
