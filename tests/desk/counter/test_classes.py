"""Classes at the counter: a seat with the person's yes before the clerk, the line, taking it back, and the slip."""

from dataclasses import replace

from sqlalchemy import select

from jobmatch import not_held, seats
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.model import Course
from jobmatch.db import reading, transaction
from jobmatch.households.codes import Education
from jobmatch.households.consent import Consent
from jobmatch.households.model import Person
from tests.courses.test_service import SEWING, held
from tests.desk.counter.conftest import Counter
from tests.desk.counter.hands import count, member
from tests.desk.posts import NOON
from tests.households.people import HEAD, WIFE
from tests.visits.counter import CLERK


def begin(counter: Counter, capacity: int = 5) -> tuple[str, int]:
    """The address of the wife's classes, and the one class there is."""
    with transaction(counter.engine) as session:
        course = held(session, replace(SEWING, capacity=capacity)).id
    code = counter.open(counter.household_id)
    return f"/counter/{code}/classes/{member(counter, WIFE.name)}", course


def states(counter: Counter) -> list[str]:
    with reading(counter.engine) as session:
        return list(session.scalars(select(Enrolment.state).order_by(Enrolment.id)))


def test_a_yes_said_before_the_clerk_is_a_seat_on_the_slip_and_one_tap_takes_it_back(counter: Counter) -> None:
    address, course = begin(counter)
    assert "可以把您的名字告诉启航学校吗" in counter.client.get(address).text
    assert counter.client.post(f"{address}/join", data={"course": course}).status_code == 303
    assert counter.client.post(f"{address}/join", data={"course": course}).status_code == 303
    with reading(counter.engine) as session:
        (seat,) = session.scalars(select(Enrolment))
        consent = session.scalars(select(Consent).where(Consent.scope == f"course:{course}")).one()
        assert (seat.state, consent.witness) == ("enrolled", CLERK.name)
    page = counter.client.get(address).text
    assert "报上名了" in page
    assert "撤回" in page
    slip = counter.client.get(address.replace("/classes/", "/slip/")).text
    assert "要去学的" in slip
    assert SEWING.title in slip
    assert counter.client.post(f"{address}/give-up", data={"enrolment": seat.id, "reason": "other"}).status_code == 303
    assert states(counter) == ["dropped"]
    assert "要去学的" not in counter.client.get(address.replace("/classes/", "/slip/")).text


def test_a_full_class_gives_a_place_in_the_line(counter: Counter) -> None:
    address, course = begin(counter, capacity=1)
    with transaction(counter.engine) as session:
        seats.agree_and_join(session, member(counter, HEAD.name), course, NOON, CLERK)
    assert "座位满了，可以排队等" in counter.client.get(address).text
    counter.client.post(f"{address}/join", data={"course": course})
    assert states(counter) == ["enrolled", "waiting"]
    assert "排队等座位，有了下一个就是您" in counter.client.get(address).text


def test_what_stands_in_the_way_is_said_and_nothing_is_agreed(counter: Counter) -> None:
    address, course = begin(counter)
    with transaction(counter.engine) as session:
        not_held.cancel(session, session.get_one(Course, course), NOON.date(), "人不够", NOON, CLERK)
    refused = counter.client.post(f"{address}/join", data={"course": course})
    assert refused.status_code == 409
    assert "这个班不办了" in refused.text
    with transaction(counter.engine) as session:
        session.get_one(Person, member(counter, WIFE.name)).education = Education.PRIMARY
        welding = held(session, replace(SEWING, title="焊工", education_min="junior_middle")).id
    listed = counter.client.get(address).text.partition(f'id="class-{welding}"')[2]
    assert "这个班要读到初中，您登记的是小学" in listed
    assert f'name="course" value="{welding}"' not in listed
    assert "这个班要读到初中，您登记的是小学" in counter.client.post(f"{address}/join", data={"course": welding}).text
    assert count(counter, Enrolment) == 0
    with reading(counter.engine) as session:
        assert session.scalar(select(Consent).where(Consent.scope == f"course:{course}")) is None
    assert counter.client.post(f"{address}/join", data={"course": 999}).status_code == 404
    assert counter.client.post(f"{address}/give-up", data={"enrolment": 1, "reason": "care"}).status_code == 404
