"""The pages about classes that are held as one blueprint, and what their addresses share."""

from flask import Blueprint, abort, request

from desk.language import say as _
from desk.row_ids import LARGEST_ID
from jobmatch.access import Role
from jobmatch.courses.model import Course
from jobmatch.web import current_actor, session

pages = Blueprint("trainers", __name__, template_folder="templates", url_prefix="/classes")

COURSE = f"<int(max={LARGEST_ID}):course_id>"
SCHOOL = f"<int(max={LARGEST_ID}):provider_id>"


def own_class(course_id: int) -> Course:
    """A class of the schools that this account belongs to, for staff any; of all others there is nothing to find."""
    found, actor = session().get(Course, course_id), current_actor()
    if found is None or (actor.role is Role.TRAINER and found.provider_id not in actor.provider_ids):
        abort(404)
    return found


def written(name: str, longest: int) -> str:
    """What a form says in one field, without signs that nobody sees."""
    return "".join(sign for sign in request.form.get(name, "") if sign.isprintable()).strip()[:longest]


def name_or_number(enrolment_id: int, name: str | None) -> str:
    """The name of somebody on a roster; for whoever may not hear it, the number of the seat."""
    return name or _("%(n)s号（名字不告诉）", n=enrolment_id)
