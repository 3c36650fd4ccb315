"""Money for a class: the centre claims it for whoever completed it, and nothing is claimed twice."""

from decimal import Decimal

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from desk.enrolment_words import SUBSIDIES, WHY_NOT_PAID
from desk.language import say as _
from desk.language import say_with
from desk.undoing import say_done
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.enrolments.service import roster
from jobmatch.courses.model import Course
from jobmatch.courses.outcomes import LEARNED
from jobmatch.courses.subsidies import service
from jobmatch.courses.subsidies.model import SubsidyClaim, SubsidyKind
from jobmatch.courses.subsidies.service import CannotClaimError
from jobmatch.web import current_actor, permission, session, undo
from trainers.blueprint import COURSE, own_class, pages, written
from trainers.typed import yuan


@pages.get(f"/{COURSE}/subsidies")
@permission(Permission.CLAIM_SUBSIDY)
def subsidies(course_id: int) -> ResponseReturnValue:
    """Who completed the class, of the families that this account serves, and what was claimed for each."""
    return _page(own_class(course_id), {})


@pages.post(f"/{COURSE}/subsidies")
@permission(Permission.CLAIM_SUBSIDY)
def claim(course_id: int) -> ResponseReturnValue:
    """Claim what was typed and tapped, all of it or nothing."""
    course, wrong, done = own_class(course_id), {}, 0
    for one, _name in _learned(course):
        try:
            done += _claimed(one)
        except CannotClaimError as error:
            wrong[one.id] = say_with(WHY_NOT_PAID[error.code], error.facts)
    if wrong:
        undo()
        return _page(own_class(course_id), wrong), 422
    say_done(_("申请了%(n)s笔。", n=done) if done else _("还没有写，写了再交。"))
    return redirect(url_for("trainers.subsidies", course_id=course_id), 303)


def _claimed(one: Enrolment) -> int:
    """Claim what the form says of one person; how many claims that were. Raises CannotClaimError."""
    amount, allowance = written(f"training-{one.id}", 12), f"allowance-{one.id}" in request.form
    if amount:
        # What is no amount is refused as none.
        service.claim_training(session(), one.id, yuan(amount) or Decimal(0), clock.now(), current_actor())
    if allowance:
        service.claim_allowance(session(), one.id, clock.now(), current_actor())
    return bool(amount) + allowance


def _learned(course: Course) -> list[tuple[Enrolment, str]]:
    """Whoever completed it and is served here."""
    found = roster(session(), course.id, clock.now(), current_actor())
    return [(one, name) for one, name in found if name is not None and one.state in LEARNED]


def _page(course: Course, wrong: dict[int, str]) -> str:
    learned = _learned(course)
    claims = select(SubsidyClaim).where(SubsidyClaim.enrolment_id.in_([one.id for one, _name in learned]))
    claimed = {(one.enrolment_id, one.kind): one for one in session().scalars(claims)}
    return render_template(
        "trainers/subsidies.html", course=course, learned=learned, claimed=claimed, kinds=SUBSIDIES, wrong=wrong,
        training=SubsidyKind.TRAINING, allowance=SubsidyKind.ALLOWANCE, given=request.form,
    )  # fmt: skip
