"""How a class ends: the exams of its people, and the numbers of their certificates, each sheet whole or not at all."""

from collections.abc import Collection, Mapping, Sequence

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk.enrolment_words import ENROLMENT, EXAMS, FAILS, WHY_NOT_CONCLUDE, WHY_VOIDED
from desk.language import say as _
from desk.language import say_with
from desk.row_ids import LARGEST_ID, row_id
from desk.undoing import say_done
from jobmatch import clock, learning
from jobmatch.access import Permission
from jobmatch.courses.attendance.service import tallies
from jobmatch.courses.ending import service as concluding
from jobmatch.courses.ending import taking_back, voiding
from jobmatch.courses.ending.model import CourseCertificate, WhyVoided
from jobmatch.courses.ending.refusals import CannotConcludeError
from jobmatch.courses.ending.service import Card
from jobmatch.courses.enrolments.cycle import SITS, EnrolmentState
from jobmatch.courses.enrolments.model import Enrolment, EnrolmentMove, Exam, FailReason
from jobmatch.courses.enrolments.service import roster
from jobmatch.courses.model import Course
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.web import current_actor, permission, session, undo
from trainers.blueprint import COURSE, name_or_number, own_class, pages, written
from trainers.typed import day

LONGEST_NUMBER, LONGEST_SCOPE = 40, 100


@pages.get(f"/{COURSE}/ending")
@permission(Permission.TEACH)
def ending(course_id: int) -> ResponseReturnValue:
    """Who is still to be examined, who is to be given a certificate, and what became of the others."""
    return _page(own_class(course_id), {})


@pages.post(f"/{COURSE}/ending/exams")
@permission(Permission.TEACH)
def examine(course_id: int) -> ResponseReturnValue:
    """Write down the exam of everybody who was tapped; attendance decides beside it."""
    course, at = own_class(course_id), clock.now()
    seats = [one for one, _name in roster(session(), course.id, at, current_actor())]
    before = _results([one.id for one in seats])
    tapped = {one.id: said for one in seats if (said := _tapped(one, before[one.id])) is not None}
    try:
        done = concluding.conclude_all(session(), course.id, tapped, at, current_actor()) if tapped else []
    except CannotConcludeError as error:
        return _answer(course_id, dict.fromkeys(tapped, _why_not(error)), "")
    if not done:
        known = any(name.startswith("exam-") for name in request.form)
        return _answer(course_id, {}, _("先前都记好了。") if known else _("还没有点，点了再存。"))
    written_now = _results([one.id for one in done])
    say_done(
        _("记好了%(n)s个人的考试。", n=len(done)), url_for("trainers.take_back_exams", course_id=course_id),
        {"moves": ",".join(str(moves[-1].id) for moves in written_now.values())},
    )  # fmt: skip
    return redirect(url_for("trainers.ending", course_id=course_id), 303)


@pages.post(f"/{COURSE}/ending/exams/back")
@permission(Permission.TEACH)
def take_back_exams(course_id: int) -> ResponseReturnValue:
    """What was tapped wrongly is taken back, of all of a sheet or of one; what was written since stays."""
    course, moves = own_class(course_id), request.form.get("moves", "").split(",")
    if not all(one.isascii() and one.isdecimal() and int(one) <= LARGEST_ID for one in moves):
        abort(400)
    try:
        back = taking_back.take_back_results(
            session(), course.id, [int(one) for one in moves], clock.now(), current_actor()
        )
    except CannotConcludeError as error:
        undo()
        say_done(_why_not(error))
    else:
        words = _("撤回了%(n)s个人的考试，重新点了再存。", n=len(back))
        say_done(words if back else _("没有撤：先前撤过了，或者后来又记过。"))
    return redirect(url_for("trainers.ending", course_id=course_id), 303)


@pages.post(f"/{COURSE}/ending/certificates")
@permission(Permission.TEACH)
def certify(course_id: int) -> ResponseReturnValue:
    """Write down the numbers that were typed; each enters the person's record and opens the posts that waited."""
    course, wrong = own_class(course_id), {}
    done = known = 0
    days = {name: day(request.form.get(name, "")) for name in ("issued_on", "valid_to", "review_due")}
    unread = any(said is None and written(name, 20) for name, said in days.items())
    issued = days["issued_on"]
    for one, _name in roster(session(), course.id, clock.now(), current_actor()):
        number = written(f"number-{one.id}", LONGEST_NUMBER)
        if not number:
            continue
        if one.state != EnrolmentState.COMPLETED:
            known += 1
            continue
        if issued is None or unread:
            wrong[one.id] = _("日子没看懂，照 2026-12-01 这样写。") if unread else _("哪天发的证还没写。")
            continue
        card = Card(number, issued, days["valid_to"], days["review_due"], written("scope", LONGEST_SCOPE) or None)
        try:
            learning.certify(session(), one.id, card, clock.now(), current_actor())
            done += 1
        except CannotConcludeError as error:
            wrong[one.id] = _why_not(error)
        except IllegalMoveError:
            wrong[one.id] = _("这个人的刚才变了，刷新再看。")
    if done:
        return _answer(course_id, wrong, _("记好了%(n)s张证，已经写进本人的登记。", n=done))
    return _answer(course_id, wrong, _("先前都记好了。") if known else _("还没有写证号，写了再存。"))


@pages.post(f"/{COURSE}/ending/certificates/void")
@permission(Permission.TEACH)
def void_certificate(course_id: int) -> ResponseReturnValue:
    """A certificate was written wrongly: it holds no more, and a right one can be written."""
    course, because = own_class(course_id), request.form.get("because", "")
    card = session().get(CourseCertificate, row_id(request.form.get("card", "")))
    if card is None or card.enrolment.course_id != course.id:
        abort(404)
    if because not in set(WhyVoided):
        say_done(_("没有作废：哪里写错了，点一样再来。"))
    else:
        try:
            done = learning.void(session(), card.id, WhyVoided(because), clock.now(), current_actor())
        except CannotConcludeError as error:
            undo()
            say_done(_why_not(error))
        else:
            say_done(_("作废了，本人的登记里也划掉了。照对的再写一回。") if done else _("没有作废：先前作废过了。"))
    return redirect(url_for("trainers.ending", course_id=course_id), 303)


def _answer(course_id: int, wrong: Mapping[int, str], words: str) -> ResponseReturnValue:
    if wrong:
        undo()
        return _page(own_class(course_id), wrong), 422
    say_done(words)
    return redirect(url_for("trainers.ending", course_id=course_id), 303)


def _tapped(one: Enrolment, before: Sequence[EnrolmentMove]) -> Exam | None:
    """The exam that the form says of somebody who is to be examined, or again; None for a second click or tab."""
    said = request.form.get(f"exam-{one.id}", "")
    due = one.state in SITS or (_sits_again(one) and request.form.get(f"after-{one.id}", "") == str(before[-1].id))
    return Exam(said) if due and said in set(Exam) else None


def _sits_again(one: Enrolment) -> bool:
    return one.state == EnrolmentState.FAILED and one.failed_because is FailReason.EXAM


def _results(enrolment_ids: Collection[int]) -> dict[int, list[EnrolmentMove]]:
    """The results of some people that stand, the first exam first."""
    return taking_back.results_of(session(), enrolment_ids)


def _page(course: Course, wrong: Mapping[int, str]) -> str:
    sat = roster(session(), course.id, clock.now(), current_actor())
    seats = [(one, name_or_number(one.id, name)) for one, name in sat]
    ids = [one.id for one, _name in seats]
    return render_template(
        "trainers/ending.html", course=course, wrong=wrong, exams=EXAMS, enrolment=ENROLMENT, fails=FAILS,
        came=tallies(session(), ids), results=_results(ids), cards=taking_back.cards_of(session(), ids),
        why_voided=WHY_VOIDED, named={one.id for one, name in sat if name},
        voided=voiding.voided_of(session(), ids),
        sitting=[each for each in seats if each[0].state in SITS],
        again=[each for each in seats if _sits_again(each[0])],
        passed=[each for each in seats if each[0].state == EnrolmentState.COMPLETED],
        others=[each for each in seats if each[0].state not in SITS],
        given=request.form, today=clock.today(), longest=LONGEST_NUMBER, longest_scope=LONGEST_SCOPE,
        ends_with_card=bool(course.certificate_kind or course.certificate),
    )  # fmt: skip


def _why_not(error: CannotConcludeError) -> str:
    return say_with(WHY_NOT_CONCLUDE[error.code], error.facts)
