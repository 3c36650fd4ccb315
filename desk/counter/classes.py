"""Classes at the counter: the person's own seats, the classes that can be joined, and what is said about both.

The clerk reads aloud whether the school may hear the name; who says yes has a seat, or a place in the line, with that
clerk as witness. What was a slip is taken back with one tap.
"""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk.class_cards import cards_of, seats_of, why_not_join
from desk.counter.blueprint import pages, row_id, sitting
from desk.counter.jobs import Seeker, own_row, seekers
from desk.counter.offers import in_words
from desk.enrolment_words import DROPS, ENROLMENT
from desk.language import say as _
from desk.undoing import say_done
from jobmatch import clock, seats
from jobmatch.access import Permission
from jobmatch.courses.enrolments.cycle import DropReason
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.enrolments.refusals import CannotJoinError
from jobmatch.courses.moving import NoSuchClassError
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.matches.bridges import bridges_of
from jobmatch.web import current_actor, permission, session, undo


@pages.get("/<code>/classes/<int:person_id>")
@permission(Permission.SERVE_AT_COUNTER)
def classes(code: str, person_id: int) -> ResponseReturnValue:
    """The seats of one person, and the classes to join, those that open most first."""
    return _page(code, person_id)


@pages.post("/<code>/classes/<int:person_id>/join")
@permission(Permission.ENROL)
def join_class(code: str, person_id: int) -> ResponseReturnValue:
    """The person has said that this school may hear the name: a seat, or a place in the line."""
    seekers(sitting(code), person_id)
    course_id = row_id("course")
    try:
        one = seats.agree_and_join(session(), person_id, course_id, clock.now(), current_actor())
    except NoSuchClassError:
        abort(404)
    except CannotJoinError as error:
        words = why_not_join(error)
        undo()
        return _page(code, person_id, words), 409
    except IllegalMoveError:
        return _as_it_stands(code, person_id)
    said = _("%(title)s：%(stands)s", title=one.course.title, stands=ENROLMENT[one.state])
    back = url_for("counter.give_up_class", code=code, person_id=person_id)
    say_done(said, back, {"enrolment": str(one.id), "reason": DropReason.OTHER.value})
    return redirect(_address(code, person_id), 303)


@pages.post("/<code>/classes/<int:person_id>/give-up")
@permission(Permission.ENROL)
def give_up_class(code: str, person_id: int) -> ResponseReturnValue:
    """The person does not come, because; the seat goes to whoever waits longest."""
    one = own_row(Enrolment, "enrolment", code, person_id)
    reason = request.form.get("reason", "")
    if reason not in set(DropReason):
        abort(400)
    try:
        one = seats.drop(session(), one.id, DropReason(reason), clock.now(), current_actor())
    except IllegalMoveError:
        return _as_it_stands(code, person_id)
    said = _("%(title)s：不去了，座位不留了。", title=one.course.title)
    # Who means it after all joins anew: the seat where it is still free, else the end of the line; in a class that runs
    # the own seat.
    say_done(said, url_for("counter.join_class", code=code, person_id=person_id), {"course": str(one.course_id)})
    return redirect(_address(code, person_id), 303)


def _page(code: str, person_id: int, wrong: str = "") -> str:
    here = sitting(code)
    mine, _others = seekers(here, person_id)
    opens = {one.course: in_words(one) for one in bridges_of(session(), person_id, here.on)}
    return render_template(
        "counter/classes.html", here=here, whose=Seeker(person_id, mine.name), wrong=wrong, opens=opens, drops=DROPS,
        seats=seats_of(session(), person_id), classes=cards_of(session(), person_id, here.on, list(opens)),
    )  # fmt: skip


def _as_it_stands(code: str, person_id: int) -> ResponseReturnValue:
    """Who taps twice, or was slower than the person's own telephone, sees how it stands."""
    undo()
    return redirect(_address(code, person_id), 303)


def _address(code: str, person_id: int) -> str:
    return url_for("counter.classes", code=code, person_id=person_id)
