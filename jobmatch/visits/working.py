"""What a person does now, between the first question of the work page and the record's work and wish (P14 to P18)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from jobmatch.households.codes import WORKING, EmploymentStatus, WorkArea
from jobmatch.households.record import PersonRecord, Work
from jobmatch.places import Precision, read_place
from jobmatch.visits.answers import Answer
from jobmatch.visits.fields import NO, YES

_REACHES_COUNTY = frozenset({Precision.COUNTY, Precision.TOWN, Precision.COMMUNITY})
_DETAILS = ("workplace", "employer", "title")


def work(person: PersonRecord, said: Mapping[str, Answer], on: date, home: str) -> dict[str, Any]:
    """The fields of a person's record that the answers change.

    Who has a post is looked for work only when that was said; who has none and wants none is not.
    """
    given = shown_work(person) | dict(said)
    known = person.work
    status = EmploymentStatus(str(given["status"])) if given.get("status") else known.status
    values: dict[str, Any] = {name: said[name] or None for name in _DETAILS if name in said}
    if "area" in said:
        values["area"] = WorkArea(str(said["area"])) if said["area"] else None
    if said.get("workplace"):
        place = read_place(str(said["workplace"]), home)
        values["division"] = place.division[:6] if place.division and place.precision in _REACHES_COUNTY else None
    if said.get("wage_month"):
        values |= {"wage_month": Decimal(str(said["wage_month"])), "wage_on": on}
    stopped = known.status in WORKING and status not in WORKING
    base = Work() if stopped else known
    found: dict[str, Any] = {"work": replace(base, **values, status=status)}
    if "status" in said or "wants_change" in said:
        found["willing"] = _willing(status, given.get("wants_change") == YES)
    return found


def shown_work(person: PersonRecord) -> dict[str, Answer]:
    """What is known of a person's work as answers."""
    work = person.work
    answers: dict[str, Answer] = {name: getattr(work, name) or "" for name in _DETAILS}
    answers |= {
        "status": _status(person),
        "area": work.area.value if work.area else "",
        "wage_month": "" if work.wage_month is None else format(work.wage_month.normalize(), "f"),
    }
    if work.status in WORKING or work.status is EmploymentStatus.FARMING:
        answers["wants_change"] = {True: YES, False: NO, None: ""}[person.willing]
    return answers


def _status(person: PersonRecord) -> str:
    """Out of work is asked together with the wish."""
    status = person.work.status
    if status is EmploymentStatus.UNEMPLOYED and person.willing is not None:
        status = EmploymentStatus.SEEKING if person.willing else EmploymentStatus.NOT_SEEKING
    return status.value if status else ""


def _willing(status: EmploymentStatus | None, wants_change: bool) -> bool | None:
    if status is EmploymentStatus.SEEKING:
        return True
    if status in WORKING or status is EmploymentStatus.FARMING:
        return wants_change
    return None if status in (None, EmploymentStatus.UNEMPLOYED) else False
