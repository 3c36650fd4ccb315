"""The pages about classes that are held as one blueprint, and what their addresses share."""

from collections.abc import Sequence
from typing import Any, TypeVar

from flask import Blueprint, abort, request
from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager

from desk.language import say as _
from desk.listing import Column
from desk.printable import printable
from desk.row_ids import LARGEST_ID
from jobmatch.access import Role
from jobmatch.courses.model import Course
from jobmatch.web import current_actor, session

pages = Blueprint("trainers", __name__, template_folder="templates", url_prefix="/classes")

Line = TypeVar("Line")
COURSE = f"<int(max={LARGEST_ID}):course_id>"
SCHOOL = f"<int(max={LARGEST_ID}):provider_id>"


def own_class(course_id: int) -> Course:
    """A class of the schools that this account belongs to, for staff any; of all others there is nothing to find."""
    found, actor = session().get(Course, course_id), current_actor()
    if found is None or (actor.role is Role.TRAINER and found.provider_id not in actor.provider_ids):
        abort(404)
    return found


def own_classes() -> Select[Any]:
    """The classes of the schools that this account belongs to, for staff all, each with its provider."""
    found = select(Course).join(Course.provider).options(contains_eager(Course.provider))
    actor = current_actor()
    return found.where(Course.provider_id.in_(actor.provider_ids)) if actor.role is Role.TRAINER else found


def told_apart(columns: Sequence[Column[Line]]) -> Sequence[Column[Line]]:
    """The columns of a list of classes; whoever belongs to one school need not read its name in every line."""
    actor = current_actor()
    if actor.role is Role.TRAINER and len(actor.provider_ids) == 1:
        return [one for one in columns if one.key != "school"]
    return columns


def written(name: str, longest: int) -> str:
    """What a form says in one field, without signs that nobody sees."""
    return printable(request.form.get(name, ""), longest)


def name_or_number(enrolment_id: int, name: str | None) -> str:
    """The name of somebody on a roster; for whoever may not hear it, the number of the seat."""
    return name or _("%(n)s号（名字不告诉）", n=enrolment_id)
