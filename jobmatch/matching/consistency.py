"""What the fields of a ranking document must say together: ends after starts, ids once, references that lead somewhere.

Every check adds its faults with their place; reading the single values is left to `shape.py`.
"""

from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from typing import TypeVar

from jobmatch.matching.codes import Shift
from jobmatch.matching.facts import AgeLimit, Course, Schedule, Wage
from jobmatch.matching.json_text import JsonObject, show
from jobmatch.matching.shape import Faults, as_day
from jobmatch.matching.vocabulary import Vocabulary

Ordered = TypeVar("Ordered", date, time, int, Decimal)

# Field, the list it refers to. What `left`, `with` and `duplicate_of` name may lie outside the file.
_REFERENCES = (
    ("households", "site", "sites"),
    ("people", "household", "households"),
    ("vacancies", "employer", "employers"),
    ("courses", "vacancies", "vacancies"),
)
_LISTS = ("sites", "households", "people", "employers", "vacancies", "courses")


def check_wage(wage: Wage, path: str, faults: Faults) -> None:
    if _above(wage.minimum, wage.maximum):
        faults.add(f"{path}.min", f"{show(wage.minimum)} is above {path}.max ({show(wage.maximum)})")


def check_age(age: AgeLimit, path: str, faults: Faults) -> None:
    if _above(age.minimum, age.maximum):
        faults.add(f"{path}.min", f"{age.minimum} is above {path}.max ({age.maximum})")


def check_schedule(schedule: Schedule, path: str, faults: Faults) -> None:
    """A day shift ends after it starts, at midnight at the latest; a night shift may end the next morning."""
    if schedule.shift is Shift.DAY and schedule.end != time(0) and _above(schedule.start, schedule.end):
        faults.add(f"{path}.to", f"{schedule.end:%H:%M} is before {path}.from ({schedule.start:%H:%M}) on a day shift")


def check_course(course: Course, path: str, faults: Faults) -> None:
    if _above(course.start, course.end):
        faults.add(f"{path}.end", f"{course.end} is before {path}.start ({course.start})")
    if _above(course.day_start, course.day_end):
        faults.add(f"{path}.to", f"{course.day_end:%H:%M} is before {path}.from ({course.day_start:%H:%M})")
    if _above(course.start, course.certificate_by):
        faults.add(f"{path}.certificate_by", f"{course.certificate_by} is before {path}.start ({course.start})")


def check_document(value: object, vocabulary: Vocabulary, faults: Faults) -> None:
    """Ids that stand twice, references to what the file lacks, occupations that the classification does not know."""
    if not isinstance(value, JsonObject):
        return
    known = {name: _check_ids(value, name, faults) for name in _LISTS}
    for name, key, target in _REFERENCES:
        for path, row in _rows(value, name):
            for at, wanted in _references(row.get(key), f"{path}.{key}"):
                if wanted not in known[target]:
                    faults.add(at, f"{show(wanted)} is not among the {target} of this file")
    for path, row in _rows(value, "people"):
        born, today = as_day(row.get("birth_date")), as_day(value.get("as_of"))
        if _above(born, today):
            faults.add(f"{path}.birth_date", f"{born} is after as_of ({today})")
        if isinstance(row.get("id"), str) and row.get("duplicate_of") == row.get("id"):
            faults.add(f"{path}.duplicate_of", "names the record itself")
    for path, row in _rows(value, "vacancies"):
        check_occupation(row.get("occupation"), f"{path}.occupation", vocabulary, faults)


def check_occupation(value: object, path: str, vocabulary: Vocabulary, faults: Faults) -> None:
    """A confirmed occupation must be one; whoever is not sure leaves it out, and the title is read."""
    if isinstance(value, str) and value.strip() and vocabulary.canonical(value) is None:
        faults.add(path, f"{show(value)} is not a name or code of the classification; leave it out if it is not sure")


def _above(start: Ordered | None, end: Ordered | None) -> bool:
    return start is not None and end is not None and start > end


def _check_ids(value: JsonObject, name: str, faults: Faults) -> set[str]:
    seen: dict[str, str] = {}
    for path, row in _rows(value, name):
        given = row.get("id")
        if isinstance(given, str):
            if given in seen:
                faults.add(f"{path}.id", f"{show(given)} stands already at {seen[given]}")
            seen.setdefault(given, path)
    return set(seen)


def _rows(value: JsonObject, name: str) -> Iterator[tuple[str, JsonObject]]:
    rows = value.get(name)
    for index, row in enumerate(rows if isinstance(rows, list) else []):
        if isinstance(row, JsonObject):
            yield f"{name}[{index}]", row


def _references(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, str):
                yield f"{path}[{index}]", item
