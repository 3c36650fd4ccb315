"""What people hear of their seats: each move once, no more when it is no longer so, and the evening before."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import not_held, parameters, seats, telling
from jobmatch.concerns import service as concerns
from jobmatch.concerns.model import ConcernKind
from jobmatch.courses import cancelling, service
from jobmatch.courses.codes import ProviderKind
from jobmatch.courses.enrolments.cycle import DropReason
from jobmatch.courses.enrolments.refusals import CannotJoinError
from jobmatch.courses.refusals import UnacceptableCourseError
from jobmatch.households import agreeing
from jobmatch.households.codes import ConsentPurpose
from jobmatch.push.model import Message
from jobmatch.push.templates import Template, said
from jobmatch.tidings.seats import tell_of_the_rest, tell_of_tomorrow
from tests.courses.enrolments.test_service import GUARD, a_class, people
from tests.vacancies.posting_desk import AT, CLERK, DAY

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def figures(session: Session) -> None:
    parameters.plant_first_rows(session)


def told(session: Session) -> list[tuple[int, str, str]]:
    """Who was told what, in the order in which it was written."""
    found = session.scalars(select(Message).where(Message.template == Template.SEAT).order_by(Message.id))
    return [(one.recipient.person_id, str(one.fields["news"]), said(one.template, one.fields).text) for one in found]


def test_who_joined_and_for_whom_a_seat_came_free_hear_it_once(session: Session) -> None:
    course, (first, second) = a_class(session), people(session, 2)
    seat = seats.join(session, first, course.id, AT, CLERK)
    seats.join(session, second, course.id, AT + HOUR, CLERK)
    seats.drop(session, seat.id, DropReason.CARE, AT + 2 * HOUR, CLERK)
    assert [(person, news) for person, news, _ in told(session)] == [(first, "enrolled"), (second, "offered")]
    assert told(session)[0][2].startswith("保安员给您报上名了，6月8日开班")
    assert told(session)[1][2] == "保安员空出一个座位，给您留着，留到6月3日。要就说一声，过了就给下一个人。"
    assert tell_of_the_rest(session, AT + 3 * HOUR) == 0


def test_more_seats_are_kept_for_whoever_waits_and_they_hear_it(session: Session) -> None:
    course, (first, second, third) = a_class(session), people(session, 3)
    waits = [seats.join(session, one, course.id, AT, CLERK) for one in (first, second, third)]
    seats.amend(session, course.id, replace(GUARD, capacity=3, enrolled=1), ["capacity", "enrolled"], AT + HOUR, CLERK)
    assert [one.state for one in waits] == ["enrolled", "offered", "waiting"]
    seats.amend(session, course.id, replace(GUARD, capacity=3), ["enrolled"], AT + 2 * HOUR, CLERK)
    assert [(person, news) for person, news, _ in told(session)[1:]] == [(second, "offered"), (third, "offered")]
    with pytest.raises(UnacceptableCourseError):
        seats.amend(session, course.id, replace(GUARD, capacity=3, enrolled=1), ["enrolled"], AT + 3 * HOUR, CLERK)


def test_what_is_no_longer_so_is_not_sent(session: Session) -> None:
    course, (first, _) = a_class(session), people(session, 2)
    seat = seats.join(session, first, course.id, AT, CLERK)
    (message,) = session.scalars(select(Message))
    assert set(telling.in_step(session, [message], AT)) == {message.id}
    seats.drop(session, seat.id, DropReason.CARE, AT, CLERK)
    assert telling.in_step(session, [message], AT) == {}


def test_who_counts_on_a_class_hears_that_it_is_another_day_or_place_and_nothing_stale_goes_out(
    session: Session,
) -> None:
    course, (first, second) = a_class(session), people(session, 2)
    seats.join(session, first, course.id, AT, CLERK)
    seats.join(session, second, course.id, AT, CLERK)
    (stale,) = session.scalars(select(Message))
    course.provider.kind = ProviderKind.ENTERPRISE
    later = replace(GUARD, starts_on=DAY + timedelta(days=14), ends_on=DAY + timedelta(days=20), site="县城技校")
    seats.amend(session, course.id, replace(later, fee=Decimal(0)), ["fee"], AT + HOUR, CLERK)
    seats.amend(session, course.id, later, ["starts_on", "ends_on", "site"], AT + 2 * HOUR, CLERK)
    moved = "保安员改了时间或者地方：6月15日开班，在县城技校。去不了就早点说一声，座位好给别人。"
    assert told(session)[1:] == [(first, "moved", moved), (second, "moved", moved)]
    assert telling.in_step(session, [stale], AT + 2 * HOUR) == {}
    assert tell_of_the_rest(session, AT + 3 * HOUR) == 0


def test_a_class_that_an_office_s_list_puts_elsewhere_is_told_a_little_later_and_once(session: Session) -> None:
    course, (person,) = a_class(session), people(session, 1)
    seats.join(session, person, course.id, AT, CLERK)
    for at, where in ((AT + HOUR, "县城技校"), (AT + 3 * HOUR, GUARD.site), (AT + 5 * HOUR, "县城技校")):
        service.amend(session, course, replace(GUARD, site=where), ["site"], at, CLERK)
        assert [tell_of_the_rest(session, at + HOUR) for _ in range(2)] == [1, 0]
    assert [news for _, news, _ in told(session)] == ["enrolled", *["moved"] * 3]


def test_a_seat_is_kept_for_nobody_into_the_first_day(session: Session) -> None:
    course, (first, second) = a_class(session), people(session, 2)
    seat = seats.join(session, first, course.id, AT, CLERK)
    seats.join(session, second, course.id, AT, CLERK)
    seats.drop(session, seat.id, DropReason.CARE, AT + timedelta(days=6), CLERK)
    assert told(session)[-1][2] == "保安员空出一个座位，给您留着，留到6月7日。要就说一声，过了就给下一个人。"


def test_all_of_a_class_that_is_not_held_are_told_also_where_a_list_left_it_out(session: Session) -> None:
    by_hand, by_list = (a_class(session, replace(GUARD, title=title, capacity=1)) for title in ("手上", "表上"))
    first, second, third = people(session, 3)
    for person, course in ((first, by_hand), (second, by_hand), (third, by_list)):
        seats.join(session, person, course.id, AT, CLERK)
    not_held.cancel(session, by_hand, DAY, "老师病了", AT + HOUR, CLERK)
    cancelling.cancel(session, by_list, DAY, "no longer in the list", AT + HOUR, CLERK)
    assert tell_of_the_rest(session, AT + 2 * HOUR) == 1
    off = {person for person, news, text in told(session) if news == "called_off" and "不办了" in text}
    assert off == {first, second, third}


def test_the_evening_before_the_first_day_whoever_has_a_seat_is_reminded(session: Session) -> None:
    course, (person,) = a_class(session), people(session, 1)
    seats.join(session, person, course.id, AT, CLERK)
    assert tell_of_tomorrow(session, AT + timedelta(days=5)) == 0
    night = AT + timedelta(days=6) - 9 * HOUR
    assert [tell_of_tomorrow(session, night) for _ in range(2)] == [1, 1]
    (reminder,) = [one for one in session.scalars(select(Message)) if one.fields["news"] == "tomorrow"]
    assert reminder.due_at.hour == 10, "six in the evening in Guizhou"


def test_a_wish_for_a_class_is_settled_by_a_seat_or_a_place_in_its_line_and_no_other_wish(session: Session) -> None:
    course, other, (first, second) = (
        a_class(session),
        a_class(session, replace(GUARD, title="家政")),
        people(session, 2),
    )
    wishes = [
        concerns.bring_up(session, person, ConcernKind.COURSE_WISH, f"course:{about.id}", AT, CLERK)
        for person, about in ((first, course), (second, course), (second, other))
    ]
    assert concerns.how_many_wait(session, CLERK) == 3
    for person in (first, second):
        seats.join(session, person, course.id, AT + HOUR, CLERK)
    assert [(one.state, one.reply) for one in wishes] == [
        ("settled", "报上名了"), ("settled", "座位满了，排上队了"), ("open", None),
    ]  # fmt: skip
    assert (wishes[0].settled_by, wishes[0].settled_at) == (CLERK.name, AT + HOUR)
    assert [one.id for one in concerns.waiting(session, AT + HOUR, CLERK)] == [wishes[2].id]


def test_a_yes_for_the_school_of_one_class_and_the_seat_are_one_breath(session: Session) -> None:
    course, other, (person,) = a_class(session), a_class(session, replace(GUARD, title="家政")), people(session, 1)
    agreeing.take_back(session, person, ConsentPurpose.DISCLOSE_TO_TRAINER, AT, CLERK)
    assert seats.agree_and_join(session, person, course.id, AT, CLERK).state == "enrolled"
    with pytest.raises(CannotJoinError):
        seats.join(session, person, other.id, AT, CLERK)
