"""Texts longer than their columns (H03 and the like), said at the cell before a database would refuse them."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import String

from jobmatch.db import Base
from jobmatch.households.checks.finding import Case, Finding, Level, Rule
from jobmatch.households.model import Household, Person
from jobmatch.households.record import Intention
from jobmatch.households.working_life import CertificateRow, Employment, ExperienceRow, Skill
from jobmatch.households.working_life import Intention as IntentionRow

_TOO_LONG = Rule(
    "H03", "text_too_long", Level.ERROR,
    "“{start}…”太长了，最多{most}个字。请写短一些，其余的写到备注里。",
    "“{start}…” is too long, at most {most} characters: shorten it and put the rest into the remarks.",
)  # fmt: skip

RULES = (_TOO_LONG,)
_SHOWN = 10


def check(case: Case) -> Iterator[Finding]:
    """Every text of the record against the length of its column; names have a rule of their own (P01)."""
    for field, most in _lengths(Household):
        yield from _household(field, getattr(case.record, field, None), most)
    for person in case.record.members:
        parts: list[tuple[type[Base], Any]] = [
            (Person, person), (Employment, person.work), (IntentionRow, person.intention or Intention()),
            *((CertificateRow, paper) for paper in person.certificates or ()),
            *((ExperienceRow, worked) for worked in person.experience or ()),
        ]  # fmt: skip
        for table, part in parts:
            for field, most in _lengths(table):
                text = getattr(part, field, None)
                if field != "name" and isinstance(text, str) and len(text) > most:
                    yield _TOO_LONG.about(person, field, start=text[:_SHOWN], most=most)
        longest = dict(_lengths(Skill))["word"]
        for word in person.skills or ():
            if len(word) > longest:
                yield _TOO_LONG.about(person, "skills", start=word[:_SHOWN], most=longest)


def _household(field: str, text: Any, most: int) -> Iterator[Finding]:
    if isinstance(text, str) and len(text) > most:
        yield _TOO_LONG.of_household(field, start=text[:_SHOWN], most=most)


@cache
def _lengths(table: type[Base]) -> tuple[tuple[str, int], ...]:
    """The text columns of a table that have a length; code lists, which are texts too, cannot be too long."""
    return tuple(
        (column.name, column.type.length)
        for column in table.__table__.columns
        if type(column.type) is String and column.type.length is not None
    )
