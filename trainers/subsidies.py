"""Money for a class: the centre claims it for whoever completed it, nothing twice, and takes a wrong claim back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from desk.claim_words import WHY_TAKEN_BACK, gone
from desk.enrolment_words import SUBSIDIES, WHY_NOT_PAID
from desk.language import say as _
from desk.language import say_with
from desk.row_ids import row_id
from desk.undoing import say_done
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.enrolments.service import roster
from jobmatch.courses.model import Course
from jobmatch.courses.outcomes import LEARNED
from jobmatch.courses.subsidies import service
from jobmatch.courses.subsidies.model import SubsidyClaim, SubsidyKind
from jobmatch.courses.subsidies.service import CannotClaimError, WhyNotPaid
from jobmatch.courses.taken_back import WhyTakenBack
from jobmatch.web import current_actor, permission, session, undo
from trainers.blueprint import COURSE, own_class, pages, written
from trainers.typed import yuan

_OF_THE_AMOUNT = frozenset({WhyNotPaid.NO_AMOUNT, WhyNotPaid.TOO_MUCH, WhyNotPaid.OTHER_AMOUNT})
"""What is wrong for everybody at once, and said where the amount is typed."""


@dataclass
class Wrong:
    """What is to be mended: at the amount, beside whom, and at which claim that is to be taken back."""

    amount: str = ""
    people: dict[int, str] = field(default_factory=dict)
    claims: Mapping[int, str] = field(default_factory=dict)


@pages.get(f"/{COURSE}/subsidies")
@permission(Permission.CLAIM_SUBSIDY)
def subsidies(course_id: int) -> ResponseReturnValue:
    """Who completed the class, of the families that this account serves, and what was claimed for each."""
    return _page(own_class(course_id), Wrong())


@pages.post(f"/{COURSE}/subsidies")
@permission(Permission.CLAIM_SUBSIDY)
def claim(course_id: int) -> ResponseReturnValue:
    """Claim what was tapped, all of it or nothing; the amount of a training is one for all of the class."""
    course, wrong, done, known = own_class(course_id), Wrong(), [], False
    for one, kind in _tapped(course):
        try:
            done.append(_claim(one, kind))
        except CannotClaimError as error:
            words = say_with(WHY_NOT_PAID[error.code], error.facts)
            if error.code is WhyNotPaid.CLAIMED_ALREADY:
                known = True  # a second click, or what another window was quicker with
            elif error.code in _OF_THE_AMOUNT:
                wrong.amount = words
            else:
                wrong.people[one.id] = words
    if wrong.amount or wrong.people:
        undo()
        return _page(own_class(course_id), wrong), 422
    if done:
        back = url_for("trainers.take_back_claims", course_id=course_id)
        fields = {"claims": ",".join(str(one.id) for one in done), "because": WhyTakenBack.SLIP.value}
        say_done(_("申请了%(n)s笔。", n=len(done)), back, fields)
    else:
        say_done(_("先前都申请过了。") if known else _("还没有点，点了再交。"))
    return redirect(url_for("trainers.subsidies", course_id=course_id), 303)


@pages.post(f"/{COURSE}/subsidies/back")
@permission(Permission.CLAIM_SUBSIDY)
def take_back_claims(course_id: int) -> ResponseReturnValue:
    """Claims are taken back, for one of the reasons that are tapped, and can be made anew."""
    course, because = own_class(course_id), request.form.get("because", "")
    asked = {row_id(one) for one in request.form.get("claims", "").split(",")}
    known = select(SubsidyClaim.id).join(Enrolment).where(Enrolment.course_id == course.id, SubsidyClaim.id.in_(asked))
    found = session().scalars(known.order_by(SubsidyClaim.id)).all()
    if len(found) != len(asked):
        abort(404)
    if because not in set(WhyTakenBack):
        return _page(course, Wrong(claims=dict.fromkeys(found, _("为哪样撤？点一样。")))), 422
    back = [service.take_back(session(), one, WhyTakenBack(because), clock.now(), current_actor()) for one in found]
    words = _("撤了%(n)s笔申请，可以重新申请。", n=sum(back))
    say_done(words if any(back) else _("没有撤：先前撤过了。"))
    return redirect(url_for("trainers.subsidies", course_id=course_id), 303)


def _tapped(course: Course) -> list[tuple[Enrolment, SubsidyKind]]:
    """What the form asks for, person by person."""
    learned = [one for one, _name in _learned(course)]
    return [(one, kind) for one in learned for kind in SubsidyKind if f"{kind}-{one.id}" in request.form]


def _claim(one: Enrolment, kind: SubsidyKind) -> SubsidyClaim:
    at, actor = clock.now(), current_actor()
    if kind is SubsidyKind.ALLOWANCE:
        return service.claim_allowance(session(), one.id, at, actor)
    # What is no amount is refused as none.
    return service.claim_training(session(), one.id, yuan(written("amount", 12)) or Decimal(0), at, actor)


def _learned(course: Course) -> list[tuple[Enrolment, str]]:
    """Whoever completed it and is served here."""
    found = roster(session(), course.id, clock.now(), current_actor())
    return [(one, name) for one, name in found if name is not None and one.state in LEARNED]


def _page(course: Course, wrong: Wrong) -> str:
    served = {one.id: (one, name) for one, name in roster(session(), course.id, clock.now(), current_actor()) if name}
    claims = session().scalars(
        select(SubsidyClaim).where(SubsidyClaim.enrolment_id.in_(served)).order_by(SubsidyClaim.id)
    )
    lines = [(served[one.enrolment_id][1], one) for one in claims]
    standing = {(one.enrolment_id, one.kind) for _name, one in lines if one.taken_back_at is None}
    today = clock.today()
    kinds = [kind for kind in SubsidyKind if kind is not SubsidyKind.ALLOWANCE or service.pays_living(course)]
    open_for = [
        (one, name, [kind for kind in kinds if (one.id, kind) not in standing])
        for one, name in served.values()
        if one.state in LEARNED
    ]
    return render_template(
        "trainers/subsidies.html", course=course, asked=[each for each in open_for if each[2]], lines=lines,
        kinds=SUBSIDIES, wrong=wrong, gone=gone,
        by_notice=any(SubsidyKind.TRAINING in due for _one, _name, due in open_for),
        why_back=WHY_TAKEN_BACK, training=SubsidyKind.TRAINING,
        usual=service.usual_amount(session(), course, today), most=service.most_paid(session(), course, today),
        living=service.allowances(session(), course, served, today), given=request.form,
    )  # fmt: skip
