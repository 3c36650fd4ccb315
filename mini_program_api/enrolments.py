"""My seats in classes: how each stands, taking one or a place in the line, and giving it up."""

from desk.class_cards import Seat, seat, seats_of, why_not_join
from jobmatch import clock, seats
from jobmatch.access import Permission
from jobmatch.courses.enrolments import seen
from jobmatch.courses.enrolments.cycle import RUNNING, DropReason, EnrolmentState
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.enrolments.refusals import CannotJoinError
from jobmatch.courses.moving import NoSuchClassError
from jobmatch.households import area
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.web import current_actor, permission, session
from mini_program_api import asked, told_of_me
from mini_program_api.blueprint import LARGEST_ID, api
from mini_program_api.problems import Sorry
from mini_program_api.proposals import PERSON
from mini_program_api.who import look, require_own_word

_TO_JOIN = frozenset({EnrolmentState.SUGGESTED, EnrolmentState.INVITED, EnrolmentState.OFFERED})


@api.get(f"{PERSON}/enrolments")
@permission(Permission.READ_HOUSEHOLD)
@api.output(told_of_me.Enrolments)
def enrolments(person_id: int) -> told_of_me.Enrolments:
    """The person's seats and places in line, what goes on first."""
    look(person_id, "read_enrolments")
    return told_of_me.Enrolments(items=[_told(one) for one in seats_of(session(), person_id)])


@api.post(f"{PERSON}/courses/<int(max={LARGEST_ID}):course_id>/join")
@permission(Permission.ENROL)
@api.input(asked.Join)
@api.output(told_of_me.Enrolment)
def join(person_id: int, course_id: int, json_data: asked.Join) -> told_of_me.Enrolment:
    """The school may hear the name, and a seat is taken, or a place in the line; the same again changes nothing."""
    require_own_word(person_id)
    at, actor = clock.now(), current_actor()
    area.require_person(session(), person_id, clock.local_day(at), actor)
    one = seen.standing(session(), person_id, course_id)
    if one is None or one.state in _TO_JOIN:
        try:
            one = seats.agree_and_join(session(), person_id, course_id, at, actor)
        except NoSuchClassError as error:
            raise Sorry(404, "not_found") from error
        except CannotJoinError as error:
            raise Sorry(409, "cannot_join", said=why_not_join(error)) from error
        except IllegalMoveError as error:
            raise Sorry(409, "changed") from error
    return _told(seat(session(), one, seen.places_in_line(session(), person_id).get(one.id, 0)))


@api.post(f"{PERSON}/enrolments/<int(max={LARGEST_ID}):enrolment_id>/give-up")
@permission(Permission.ENROL)
@api.input(asked.GiveUp)
@api.output(told_of_me.Enrolment)
def give_up(person_id: int, enrolment_id: int, json_data: asked.GiveUp) -> told_of_me.Enrolment:
    """I do not come, because; the seat goes to whoever waits longest. The same again changes nothing."""
    require_own_word(person_id)
    at, actor = clock.now(), current_actor()
    area.require_person(session(), person_id, clock.local_day(at), actor)
    one = session().get(Enrolment, enrolment_id)
    if one is None or one.person_id != person_id:
        raise Sorry(404, "not_found")
    if one.state in RUNNING:
        try:
            one = seats.drop(session(), enrolment_id, DropReason(json_data.reason), at, actor)
        except IllegalMoveError as error:
            raise Sorry(409, "changed") from error
    elif one.state != EnrolmentState.DROPPED:
        raise Sorry(409, "changed")
    return _told(seat(session(), one, 0))


def _told(mine: Seat) -> told_of_me.Enrolment:
    course = mine.card.course
    return told_of_me.Enrolment(
        id=mine.id, course=course.id, title=course.title, provider=mine.card.provider, place=mine.card.place,
        starts_on=course.starts_on, ends_on=course.ends_on, hours=mine.card.hours, living=list(mine.card.living),
        state=mine.state, words=mine.read_out, goes_on=mine.goes_on, takes=mine.takes, drops=mine.drops,
    )  # fmt: skip
