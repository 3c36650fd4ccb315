"""A surprise check of a class, written down on its page by whoever of the office has looked in."""

from collections.abc import Mapping

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from desk.class_words import why_not
from desk.language import say as _
from desk.not_said import NotSaidError
from desk.undoing import say_done
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.courses import checks
from jobmatch.courses.attendance.model import Half
from jobmatch.courses.checks import LONGEST, Seen
from jobmatch.courses.refusals import UnacceptableCourseError
from jobmatch.web import current_actor, permission, session, undo
from trainers.blueprint import COURSE, own_class, pages, written
from trainers.one import page
from trainers.typed import day

_MOST_HEADS = 500
ASKED: Mapping[str, bool | None] = {"yes": True, "no": False, "unasked": None}


@pages.post(f"/{COURSE}/checks")
@permission(Permission.LICENSE_SCHOOL)
def check(course_id: int) -> ResponseReturnValue:
    """What was seen in the class, unannounced; the school reads it."""
    course = own_class(course_id)
    try:
        checks.look_in(session(), course.id, _seen(request.form), clock.now(), current_actor())
    except NotSaidError as wrong:
        return page(own_class(course_id), wrong), 422
    except UnacceptableCourseError as error:
        undo()
        return page(own_class(course_id), NotSaidError("check_on", why_not(error))), 422
    say_done(_("抽查记好了，学校看得到。"))
    return redirect(url_for("trainers.shown", course_id=course_id) + "#checks", 303)


def _seen(form: Mapping[str, str]) -> Seen:
    on = day(form.get("check_on", ""))
    if on is None:
        raise NotSaidError("check_on", _("哪一天？照 2026-12-01 这样写。"))
    half, heads = form.get("check_half", ""), form.get("heads", "").strip()
    if half not in set(Half):
        raise NotSaidError("check_half", _("哪半天去的？点一个。"))
    if not (heads.isascii() and heads.isdecimal() and int(heads) <= _MOST_HEADS):
        raise NotSaidError("heads", _("数到几个人？写一个数，一个都没有写 0。"))
    return Seen(
        on, Half(half), int(heads), written("saw", LONGEST),
        _answered(form, "sells", _("卖教材、卖东西没有？点一个。")),
        _answered(form, "keeps_id_cards", _("收身份证原件没有？点一个。")),
    )  # fmt: skip


def _answered(form: Mapping[str, str], name: str, words: str) -> bool | None:
    """Whether it is so; None where nobody there could be asked, which has to be said too."""
    said = form.get(name, "")
    if said not in ASKED:
        raise NotSaidError(name, words)
    return ASKED[said]
