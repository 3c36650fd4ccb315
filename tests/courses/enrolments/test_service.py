"""Seats of classes: who gets one, who waits, who comes next, and what a cancelled class leaves."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from jobmatch import db, one_human, parameters
from jobmatch.access import Actor, Refused, Role
from jobmatch.courses import cancelling, classes
from jobmatch.courses import service as courses
from jobmatch.courses.class_cycle import ClassState
from jobmatch.courses.content import CourseContent
from jobmatch.courses.enrolments import service
from jobmatch.courses.enrolments.cycle import RUNNING, DropReason
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.enrolments.moving import offer_free_seats
from jobmatch.courses.enrolments.refusals import CannotJoinError, NoSuchEnrolmentError, WhyNotJoin
from jobmatch.courses.model import Course
from jobmatch.courses.service import NoSeatError
from jobmatch.households import agreeing
from jobmatch.households.codes import ConsentGiven, ConsentPurpose
from jobmatch.households.duplicates.model import DuplicatePair, PairState
from jobmatch.households.model import Household, Membership, Person
from jobmatch.life_cycle import IllegalMoveError
from tests.vacancies.posting_desk import AT, CLERK, DAY

GUARD = CourseContent(title="保安员", starts_on=date(2026, 6, 8), ends_on=date(2026, 6, 19), capacity=1)
BEGUN = AT + timedelta(days=7)


def a_class(session: Session, content: CourseContent = GUARD) -> Course:
    return courses.hold(session, courses.register_provider(session, "启航学校", AT, CLERK), content, AT, CLERK)


def people(session: Session, count: int, number: str = "TZ-S1-000001") -> list[int]:
    home = Household(number=number, registered_at=AT, updated_at=AT)
    made = [Person(name=f"测试{which}", name_pinyin="", updated_at=AT) for which in range(count)]
    session.add_all([home, *made])
    session.add_all(Membership(household=home, person=one, joined_on=DAY) for one in made)
    session.flush()
    for one in made:
        agree(session, one.id)
    return [one.id for one in made]


def agree(session: Session, person_id: int, scope: str | None = None) -> None:
    purpose, given = ConsentPurpose.DISCLOSE_TO_TRAINER, ConsentGiven.IN_PERSON
    agreeing.agree(session, person_id, purpose, given, AT, CLERK, witness=CLERK.name, scope=scope)


def test_a_freed_seat_is_kept_for_whoever_waits_longest_and_not_for_a_newcomer(session: Session) -> None:
    course, (first, second, third, late) = a_class(session), people(session, 4)
    seated = service.join(session, first, course.id, AT, CLERK)
    waiting = [
        service.join(session, one, course.id, AT + timedelta(minutes=n), CLERK) for n, one in enumerate((second, third))
    ]
    assert (seated.state, [one.state for one in waiting]) == ("enrolled", ["waiting", "waiting"])
    service.drop(session, seated.id, DropReason.FOUND_WORK, AT, CLERK)
    assert [one.state for one in waiting] == ["offered", "waiting"]
    assert service.join(session, late, course.id, AT + timedelta(hours=1), CLERK).state == "waiting"
    assert service.join(session, second, course.id, AT, CLERK).state == "enrolled"
    assert course.enrolled == 1
    assert [(move.verb, move.by, move.reason) for move in seated.moves] == [
        ("suggest", "clerk", None), ("enrol", "clerk", None), ("drop", "clerk", DropReason.FOUND_WORK),
    ]  # fmt: skip


def test_more_seats_go_to_those_who_wait_before_anybody_new(session: Session) -> None:
    course, (first, second, late) = a_class(session), people(session, 3)
    service.join(session, first, course.id, AT, CLERK)
    waits = service.join(session, second, course.id, AT, CLERK)
    courses.amend(session, course, replace(GUARD, capacity=2), ["capacity"], AT, CLERK)
    assert service.join(session, late, course.id, AT + timedelta(hours=1), CLERK).state == "waiting"
    assert waits.state == "offered"


def test_who_has_a_seat_takes_no_second_and_who_dropped_out_may_come_back(session: Session) -> None:
    course, (person,) = a_class(session), people(session, 1)
    seat = service.join(session, person, course.id, AT, CLERK)
    with pytest.raises(IllegalMoveError):
        service.join(session, person, course.id, AT, CLERK)
    service.drop(session, seat.id, DropReason.CARE, AT, CLERK)
    assert service.join(session, person, course.id, AT, CLERK).id != seat.id
    assert course.enrolled == 1


def test_who_gave_a_seat_up_in_a_class_that_runs_comes_back_to_it_and_nobody_leaves_one_that_is_over(
    session: Session,
) -> None:
    course, (person, other) = a_class(session), people(session, 2)
    seat = service.join(session, person, course.id, AT, CLERK)
    service.close_door(session, course, BEGUN)
    course.state = ClassState.RUNNING
    service.drop(session, seat.id, DropReason.CARE, BEGUN, CLERK)
    assert course.enrolled == 0
    with pytest.raises(CannotJoinError, match="began on"):
        service.join(session, other, course.id, BEGUN, CLERK)
    assert service.join(session, person, course.id, BEGUN, CLERK) is seat
    assert (seat.state, course.enrolled) == ("enrolled", 1)
    service.drop(session, seat.id, DropReason.CARE, BEGUN, CLERK)
    course.enrolled_elsewhere = 1
    with pytest.raises(CannotJoinError, match="began on"):
        service.join(session, person, course.id, BEGUN, CLERK)
    course.enrolled_elsewhere = 0
    service.join(session, person, course.id, BEGUN, CLERK)
    course.state = ClassState.ENDED
    with pytest.raises(IllegalMoveError):
        service.drop(session, seat.id, DropReason.CARE, BEGUN, CLERK)


def test_nobody_sits_in_two_classes_at_the_same_time(session: Session) -> None:
    (person,) = people(session, 1)
    service.join(session, person, a_class(session).id, AT, CLERK)
    with pytest.raises(CannotJoinError, match="lies over K"):
        service.join(session, person, a_class(session, replace(GUARD, starts_on=date(2026, 6, 19))).id, AT, CLERK)
    later = replace(GUARD, starts_on=date(2026, 6, 20), ends_on=date(2026, 6, 30))
    assert service.join(session, person, a_class(session, later).id, AT, CLERK).state == "enrolled"


def test_of_two_seats_that_came_free_at_the_same_hours_one_is_taken_and_the_other_is_not_in_the_way(
    session: Session,
) -> None:
    both, (sits, waits) = [a_class(session), a_class(session, replace(GUARD, title="焊工"))], people(session, 2)
    for course in both:
        course.enrolled_elsewhere = 1
        service.join(session, waits, course.id, AT, CLERK)
        courses.give_back_seats(session, course, 1, AT, CLERK)
        offer_free_seats(session, course, AT)
    assert service.join(session, waits, both[1].id, AT, CLERK).state == "enrolled"
    with pytest.raises(CannotJoinError, match="焊工"):
        service.join(session, waits, both[0].id, AT, CLERK)
    assert service.join(session, sits, both[0].id, AT, CLERK).state == "waiting", "the kept seat waits for its days"


def test_a_class_that_has_begun_is_not_joined(session: Session) -> None:
    course, (late,) = a_class(session), people(session, 1)
    with pytest.raises(CannotJoinError, match="began on"):
        service.join(session, late, course.id, BEGUN + timedelta(days=1), CLERK)


def test_a_cancelled_class_gives_its_seats_back_and_says_whom_to_tell(session: Session) -> None:
    course, (first, second, third) = a_class(session), people(session, 3)
    enrolments = [service.join(session, one, course.id, AT, CLERK) for one in (first, second)]
    assert cancelling.cancel(session, course, DAY, "老师病了", AT, CLERK) == [one.id for one in enrolments]
    assert ([one.state for one in enrolments], course.enrolled) == (["called_off", "called_off"], 0)
    with pytest.raises(CannotJoinError, match="not held"):
        service.invite(session, third, course.id, AT, CLERK)


def test_an_invitation_takes_no_seat(session: Session) -> None:
    course, (person,) = a_class(session), people(session, 1)
    assert service.invite(session, person, course.id, AT, CLERK).state == "invited"
    assert course.enrolled == 0
    assert service.join(session, person, course.id, AT, CLERK).state == "enrolled"


def test_residents_speak_for_themselves_and_strangers_for_nobody(session: Session) -> None:
    course, (person,) = a_class(session), people(session, 1)
    own = Actor("resident", Role.RESIDENT, person_ids=frozenset({person}))
    seat = service.join(session, person, course.id, AT, own)
    for stranger in (
        Actor("other", Role.RESIDENT, person_ids=frozenset({person + 1})),
        Actor("far", Role.CLERK, sites=frozenset({"S9"})),
        Actor("school", Role.TRAINER, sites=None),
    ):
        with pytest.raises(Refused):
            service.drop(session, seat.id, DropReason.OTHER, AT, stranger)
    assert seat.state == "enrolled"
    with pytest.raises(NoSuchEnrolmentError):
        service.drop(session, 999, DropReason.OTHER, AT, CLERK)


def test_without_a_yes_the_school_hears_no_name_and_a_yes_may_be_for_this_class_alone(session: Session) -> None:
    course, (person, other) = a_class(session, replace(GUARD, capacity=2)), people(session, 2)
    for one in (person, other):
        agreeing.take_back(session, one, ConsentPurpose.DISCLOSE_TO_TRAINER, AT, CLERK)
    with pytest.raises(CannotJoinError) as refused:
        service.join(session, person, course.id, AT, CLERK)
    assert refused.value.code is WhyNotJoin.NO_CONSENT
    agree(session, person, service.scope_of(course.id))
    agree(session, other)
    seats = [service.join(session, one, course.id, AT, CLERK) for one in (person, other)]
    school = Actor("school", Role.TRAINER, provider_ids=frozenset({course.provider_id}))
    assert service.roster(session, course.id, AT, school) == [(seats[0], "测试0"), (seats[1], "测试1")]
    agreeing.take_back(session, other, ConsentPurpose.DISCLOSE_TO_TRAINER, AT, CLERK)
    assert service.roster(session, course.id, AT, school)[1] == (seats[1], None)
    with pytest.raises(Refused):
        service.roster(session, course.id, AT, replace(school, provider_ids=frozenset({0})))


def test_seats_of_others_and_ours_are_one_count_and_neither_gives_the_other_s_back(session: Session) -> None:
    course, (first, second) = a_class(session, replace(GUARD, capacity=2)), people(session, 2)
    courses.take_seats(session, course, 1, AT, CLERK)
    service.join(session, first, course.id, AT, CLERK)
    assert (course.enrolled, course.seats) == (2, 0)
    assert service.join(session, second, course.id, AT, CLERK).state == "waiting"
    courses.give_back_seats(session, course, 1, AT, CLERK)
    with pytest.raises(NoSeatError):
        courses.give_back_seats(session, course, 1, AT, CLERK)
    courses.amend(session, course, replace(GUARD, capacity=2, enrolled=1), ["enrolled"], AT, CLERK)
    assert (course.enrolled_elsewhere, course.enrolled_here) == (1, 1), "a list says nothing of our people"


def test_a_kept_seat_lapses_and_goes_to_the_next_and_who_has_none_when_it_begins_has_missed_it(
    session: Session,
) -> None:
    parameters.plant_first_rows(session)
    course, (first, *waiting) = a_class(session), people(session, 4)
    seat = service.join(session, first, course.id, AT, CLERK)
    second, third, fourth = (
        service.join(session, one, course.id, AT + timedelta(minutes=n), CLERK) for n, one in enumerate(waiting)
    )
    service.drop(session, seat.id, DropReason.ILL, AT, CLERK)
    later = AT + timedelta(days=2)
    assert service.seats_kept_too_long(session, later - timedelta(minutes=1)) == []
    assert service.seats_kept_too_long(session, later) == [course.id]
    assert service.let_lapse(session, course.id, later) == [second.id]
    assert [one.state for one in (second, third, fourth)] == ["lapsed", "offered", "waiting"]
    service.join(session, waiting[1], course.id, later, CLERK)
    classes.begin(session, course.id, BEGUN, CLERK)
    assert ([one.state for one in (third, fourth)], course.enrolled) == (["enrolled", "lapsed"], 1)


def test_who_is_gone_gives_the_seat_to_the_next_in_line(session: Session) -> None:
    course, (first, second) = a_class(session), people(session, 2)
    seat, waits = (service.join(session, one, course.id, AT, CLERK) for one in (first, second))
    assert service.give_up_all(session, [first], RUNNING, AT, CLERK) == [course.id]
    assert (seat.state, waits.state, seat.moves[-1].role) == ("dropped", "offered", "system")


def test_two_records_of_one_human_have_one_seat_and_the_other_goes_on(session: Session) -> None:
    parameters.plant_first_rows(session)
    course, (kept, gone, third) = a_class(session, replace(GUARD, capacity=2)), people(session, 3)
    later = a_class(session, replace(GUARD, starts_on=date(2026, 7, 1), ends_on=date(2026, 7, 2)))
    twins = [service.join(session, one, course.id, AT, CLERK) for one in (kept, gone)]
    elsewhere = service.join(session, gone, later.id, AT, CLERK)
    waits = service.join(session, third, course.id, AT, CLERK)
    pair = DuplicatePair(smaller_id=kept, larger_id=gone, score=90, evidence=[], state=PairState.OPEN, found_on=DAY)
    session.add(pair)
    session.flush()
    done = one_human.join(session, pair.id, kept, AT, replace(CLERK, role=Role.SUPERVISOR))
    assert ({one.state for one in twins}, waits.state) == ({"enrolled", "dropped"}, "offered")
    assert {one.person_id for one in (*twins, elsewhere)} == {kept}
    one_human.part(session, done.id, AT, replace(CLERK, role=Role.SUPERVISOR))
    assert elsewhere.person_id == gone


def test_of_two_who_press_at_the_same_moment_one_has_the_last_seat_and_one_waits(engine: Engine) -> None:
    with db.transaction(engine) as session:
        course_id, pair = a_class(session).id, people(session, 2)
    together = Barrier(2, timeout=10)

    def press(person_id: int) -> str:
        together.wait()
        with db.transaction(engine) as session:
            return service.join(session, person_id, course_id, AT, CLERK).state

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(press, pair)) == ["enrolled", "waiting"]
    with db.transaction(engine) as session:
        assert session.get_one(Course, course_id).enrolled == 1
        assert len(session.scalars(select(Enrolment)).all()) == 2
