"""What somebody does about classes from the own telephone: look, join, wait, take what came free, give up."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import func, select

from jobmatch import seats
from jobmatch.access import Role
from jobmatch.accounts.model import LinkPurpose
from jobmatch.courses.cancelling import cancel
from jobmatch.courses.content import CourseContent
from jobmatch.courses.enrolments.cycle import DropReason
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.enrolments.service import roster
from jobmatch.courses.model import Course
from jobmatch.db import reading, transaction
from jobmatch.households.codes import EmploymentStatus
from tests.courses.test_service import held
from tests.desk.posts import NOON, TODAY
from tests.mini_program_api.phones import Phone, World
from tests.placements.follow_ups.asked import does
from tests.visits.counter import CLERK

CARER = CourseContent(
    title="育婴师", starts_on=date(2026, 6, 8), ends_on=date(2026, 6, 19), daily_from=time(8, 30),
    daily_to=time(11, 30), capacity=1, childcare=True, boarding=False, meals="管一顿", fee=None, site="社区活动室",
)  # fmt: skip
YES = {"agrees": True}


@pytest.fixture
def course(world: World) -> int:
    with transaction(world.engine) as session:
        return held(session, CARER).id


@pytest.fixture
def phone(world: World) -> Phone:
    return world.linked("li")


def test_who_joins_by_telephone_has_a_seat_and_the_school_hears_the_name(
    world: World, course: int, phone: Phone
) -> None:
    (told,) = phone.get(f"/people/{world.me}/courses").get_json()["items"]
    assert (told["room"], told["waits"], told["hours"]) == ("还有1个座位", False, "每天08:30到11:30")
    assert told["living"] == ["可以带娃，有人帮看", "伙食：管一顿"]
    first = phone.post(f"/people/{world.me}/courses/{course}/join", YES).get_json()
    again = phone.post(f"/people/{world.me}/courses/{course}/join", YES).get_json()
    assert (first["words"], first["drops"], first["takes"]) == ("报上名了", True, False)
    assert again == first
    assert phone.get(f"/people/{world.me}/enrolments").get_json()["items"] == [first]
    assert phone.get(f"/people/{world.me}/courses").get_json()["items"] == []
    with reading(world.engine) as session:
        assert session.scalar(select(func.count(Enrolment.id))) == 1
        school = replace(
            CLERK, role=Role.TRAINER, provider_ids=frozenset({session.get_one(Course, course).provider_id})
        )
        assert [name for _one, name in roster(session, course, NOON, school)] == ["李小花"]


def test_nobody_joins_without_a_yes_to_the_school(world: World, course: int, phone: Phone) -> None:
    for body in ({}, {"agrees": False}):
        assert phone.post(f"/people/{world.me}/courses/{course}/join", body).status_code == 400
    assert phone.get(f"/people/{world.me}/enrolments").get_json() == {"items": []}


def test_a_full_class_has_a_line_and_the_seat_that_comes_free_is_taken(world: World, course: int, phone: Phone) -> None:
    other = world.people["曾国强"]
    with transaction(world.engine) as session:
        seated = seats.agree_and_join(session, other, course, NOON, CLERK).id
    assert phone.get(f"/people/{world.me}/courses").get_json()["items"][0]["room"] == "座位满了，可以排队等"
    waiting = phone.post(f"/people/{world.me}/courses/{course}/join", YES).get_json()
    assert (waiting["words"], waiting["takes"]) == ("排队等座位，有了下一个就是您", False)
    assert phone.post(f"/people/{world.me}/courses/{course}/join", YES).get_json()["state"] == "waiting"
    with transaction(world.engine) as session:
        seats.drop(session, seated, DropReason.CARE, NOON, CLERK)
    (offered,) = phone.get(f"/people/{world.me}/enrolments").get_json()["items"]
    assert offered["takes"]
    assert offered["words"].startswith("轮到您了，座位给您留到")
    assert phone.post(f"/people/{world.me}/courses/{course}/join", YES).get_json()["state"] == "enrolled"


def test_a_seat_is_given_up_with_a_reason_and_once(world: World, course: int, phone: Phone) -> None:
    number = phone.post(f"/people/{world.me}/courses/{course}/join", YES).get_json()["id"]
    path = f"/people/{world.me}/enrolments/{number}/give-up"
    assert phone.post(path, {"reason": "bored"}).status_code == 400
    gone = phone.post(path, {"reason": "farm_season"}).get_json()
    assert (gone["state"], gone["goes_on"], gone["drops"]) == ("dropped", False, False)
    assert phone.post(path, {"reason": "care"}).get_json() == gone
    with reading(world.engine) as session:
        assert session.get_one(Enrolment, number).moves[-1].reason is DropReason.FARM_SEASON
    stranger = world.linked("luo", world.stranger)
    assert stranger.post(f"/people/{world.stranger}/enrolments/{number}/give-up", {"reason": "care"}).status_code == 404


def test_who_has_begun_work_at_the_hours_of_the_class_is_asked_beside_the_seat(
    world: World, course: int, phone: Phone
) -> None:
    number = phone.post(f"/people/{world.me}/courses/{course}/join", YES).get_json()["id"]
    with transaction(world.engine) as session:
        session.get_one(Enrolment, number).opened_at -= timedelta(days=9)
        does(session, world.me, EmploymentStatus.EMPLOYED, TODAY)
    (seat,) = phone.get(f"/people/{world.me}/enrolments").get_json()["items"]
    assert seat["words"].startswith("报上名了。上课的时候您在上班，座位还要吗？")
    assert seat["drops"]


def test_why_a_class_cannot_be_joined_is_said_in_words(world: World, course: int, phone: Phone) -> None:
    with transaction(world.engine) as session:
        beside = held(session, replace(CARER, title="养老护理", starts_on=TODAY + timedelta(days=9), capacity=None)).id
        cancel(session, session.get_one(Course, course), TODAY, "人不够", NOON, CLERK)
        third = held(session, replace(CARER, title="保安员")).id
    refused = phone.post(f"/people/{world.me}/courses/{course}/join", YES)
    assert (refused.status_code, refused.get_json()["error"]["message"]) == (409, "这个班不办了，看看别的班。")
    assert phone.post(f"/people/{world.me}/courses/{beside}/join", YES).status_code == 200
    clash = phone.post(f"/people/{world.me}/courses/{third}/join", YES).get_json()["error"]
    assert clash["code"] == "cannot_join"
    assert "养老护理" in clash["message"]
    assert phone.post(f"/people/{world.me}/courses/999/join", YES).status_code == 404


def test_a_class_that_shuts_somebody_out_says_so_in_the_list_and_comes_last(
    world: World, course: int, phone: Phone
) -> None:
    with transaction(world.engine) as session:
        young = held(session, replace(CARER, title="学徒班", starts_on=TODAY, age_max=16)).id
    last = phone.get(f"/people/{world.me}/courses").get_json()["items"]
    assert [(one["id"], bool(one["shut"])) for one in last] == [(course, False), (young, True)]
    assert last[1]["shut"].startswith("这个班只收到16岁，开班那天您")
    refused = phone.post(f"/people/{world.me}/courses/{young}/join", YES).get_json()["error"]
    assert refused["message"] == last[1]["shut"]
    son = world.linked("son", world.me, LinkPurpose.RELATIVE)
    told = son.get(f"/people/{world.me}/courses").get_json()["items"][1]
    assert told["shut"] == "这个班的条件不合，报不上。看看别的班。"


def test_a_relative_sees_the_seats_and_does_not_decide(world: World, course: int, phone: Phone) -> None:
    number = phone.post(f"/people/{world.me}/courses/{course}/join", YES).get_json()["id"]
    son = world.linked("son", world.me, LinkPurpose.RELATIVE)
    assert [one["id"] for one in son.get(f"/people/{world.me}/enrolments").get_json()["items"]] == [number]
    assert son.post(f"/people/{world.me}/enrolments/{number}/give-up", {"reason": "care"}).status_code == 403
