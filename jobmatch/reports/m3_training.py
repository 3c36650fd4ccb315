"""Table M3: the classes of a month by type of course and by school, and what became of our people in them, also by the
type of their households.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.courses.codes import CourseType
from jobmatch.courses.model import Provider
from jobmatch.households.codes import HouseholdType
from jobmatch.reports import definitions
from jobmatch.reports.table import Row, Sum, Table, Words
from jobmatch.reports.trained import CAME_OF_IT, Of, Trained, Type, trained

ADDED = ("enrolled", *CAME_OF_IT)
"""What the types of course add up to; one person in two types is two there, and one in the total of people."""


def training(session: Session, month: date, site_ids: Collection[int | None]) -> Table:
    """M3: courses belong to no site, and their places are public; of people those of some sites are counted."""
    found = trained(session, month, site_ids)
    kinds = [kind for kind in (*CourseType, None) if any(of.kind is kind for of in found.everywhere())]
    by_course = [_by_kind(found, kind) for kind in kinds]
    total = Row("total", definitions.word("total"), found.with_classes(_all), 0, definitions.word("by_course"))
    by_school = _by_school(session, found)
    by_group = _by_group(found)
    rows = (*by_course, total, *by_school.values(), *by_group)
    sums = (*_down(total, by_course, ADDED), *_of_schools(by_course, by_school), *_of_groups(by_group))
    return Table("M3", definitions.title("M3"), definitions.columns("M3"), rows, definitions.notes("M3"), sums)


def _by_kind(found: Trained, kind: Type) -> Row:
    values = found.with_classes(lambda of: of.kind is kind)
    return Row(kind or "", _kind_words(kind), values, section=definitions.word("by_course"))


def _by_school(session: Session, found: Trained) -> dict[tuple[int | None, Type], Row]:
    """One row for each type that a school teaches, by the school's name; who is taught at work comes last."""
    pairs = {(of.school, of.kind) for of in found.everywhere()}
    ids = {school for school, _ in pairs if school is not None}
    schools = session.scalars(select(Provider).where(Provider.id.in_(ids)).order_by(Provider.name)).all()
    section, kinds = definitions.word("by_school"), (*CourseType, None)
    rows: dict[tuple[int | None, Type], Row] = {}
    for one in schools:
        for kind in kinds:
            if (one.id, kind) in pairs:
                words = _kind_words(kind)
                said = Words(f"{one.name}：{words.zh}", f"{one.name}: {words.en}")
                values = found.with_classes(_at(one.id, kind))
                rows[one.id, kind] = Row(f"school:{one.id}:{kind or ''}", said, values, section=section)
    at_work = (None, CourseType.ON_THE_JOB)
    if at_work in pairs:
        rows[at_work] = Row("at_work", definitions.word("at_work"), found.with_classes(_at(*at_work)), section=section)
    return rows


def _by_group(found: Trained) -> list[Row]:
    """One row for each type of household, and what they add up to; classes belong to no household."""
    section = definitions.word("by_type")
    there = {of.group for _, of in found.sat} | {of.group for counter in found.came.values() for of in counter}
    rows = [
        Row(
            f"group:{group or ''}", definitions.word(group.value if group else "no_type"),
            found.values(_in(group)), section=section,
        )
        for group in (*HouseholdType, None)
        if group in there
    ]  # fmt: skip
    return [*rows, Row("groups", definitions.word("total"), found.values(_all), 0, section)] if rows else []


def _kind_words(kind: Type) -> Words:
    return definitions.word(kind.value if kind else "no_course_type")


def _all(_of: Of) -> bool:
    return True


def _at(school: int | None, kind: Type) -> Callable[[Of], bool]:
    return lambda of: (of.school, of.kind) == (school, kind)


def _in(group: HouseholdType | None) -> Callable[[Of], bool]:
    return lambda of: of.group is group


def _down(total: Row, parts: Sequence[Row], columns: Iterable[str]) -> list[Sum]:
    """What adds up; people too where nobody stands in two parts, since a reader would guess as much."""
    if not parts:
        return []
    people = [one for row in parts if isinstance(one := row.values["people"], int)]
    alone = total.values["people"] == sum(people)
    names = dict.fromkeys((*columns, "people") if alone else columns)
    return [Sum((total.key, name), tuple(((row.key, name), 1) for row in parts)) for name in names]


def _of_schools(by_course: Sequence[Row], by_school: Mapping[tuple[int | None, Type], Row]) -> list[Sum]:
    """What the schools that teach a type come to is the row of the type."""
    of_kind: dict[str, list[Row]] = defaultdict(list)
    for (_, kind), row in by_school.items():
        of_kind[kind or ""].append(row)
    return [one for row in by_course for one in _down(row, of_kind[row.key], ADDED)]


def _of_groups(by_group: list[Row]) -> list[Sum]:
    """Somebody belongs to one group, so that people add up too; both totals of the table are the same."""
    if not by_group:
        return []
    columns, whole = ("people", *CAME_OF_IT), by_group[-1]
    same = [Sum(("total", name), (((whole.key, name), 1),)) for name in columns]
    return [*_down(whole, by_group[:-1], columns), *same]
