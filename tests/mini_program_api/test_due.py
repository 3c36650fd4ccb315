"""What a worker has to do today for the own families: meetings, calls and yeses that wait, what is late first."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from jobmatch import clock, telling
from jobmatch.db import transaction
from jobmatch.households.model import Person
from jobmatch.placements.follow_ups.life import FollowUpKind, FollowUpState
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.meeting import Meeting
from jobmatch.placements.model import Referral
from tests.desk.posts import NOON
from tests.mini_program_api.phones import Phone, World
from tests.visits.counter import CLERK

TODAY = clock.local_day(NOON)


@pytest.fixture
def world(light_world: World) -> World:
    return light_world


@pytest.fixture
def helper(world: World) -> Phone:
    return world.worker("helper")


def due(phone: Phone, **more: int) -> list[tuple[str, str, bool]]:
    query = "&".join(f"{name}={value}" for name, value in more.items())
    return [(one["kind"], one["name"], one["late"]) for one in phone.get(f"/helper/due?{query}").get_json()["items"]]


def meetings(phone: Phone) -> list[dict[str, Any]]:
    return [one for one in phone.get("/helper/due").get_json()["items"] if one["kind"] == "meeting"]


def introduce(world: World, hours: int) -> None:
    """The employer expects 李小花, so many hours from now."""
    world.linked("li").post(world.answer_path(), {"answer": "want"})
    with transaction(world.engine) as session:
        referral = session.query(Referral).one()
        meeting = Meeting(NOON + timedelta(hours=hours), "娄山服装厂门口", "王主任")
        telling.introduce(session, referral.id, NOON, CLERK, meeting)


def test_a_yes_waits_until_the_employer_knows_and_then_the_meeting_is_prepared(world: World, helper: Phone) -> None:
    assert due(helper) == []
    world.linked("li").post(world.answer_path(), {"answer": "want"})
    assert due(helper) == [("yes", "李小花", False)]
    with time_machine.travel(NOON + timedelta(days=3), tick=False):
        later = world.worker("helper")
        assert due(later) == [("yes", "李小花", True)]


def test_a_meeting_is_prepared_and_then_asked_about(world: World, helper: Phone) -> None:
    introduce(world, 26)
    (one,) = meetings(helper)
    assert (one["late"], one["phone"]) == (False, "19900002222")
    assert "到娄山服装厂门口，找王主任" in one["text"]
    with time_machine.travel(NOON + timedelta(hours=30), tick=False):
        (one,) = meetings(world.worker("helper"))
        assert one["late"]
        assert "问一下去没有" in one["text"]
    with time_machine.travel(NOON + timedelta(days=6), tick=False):
        assert meetings(world.worker("helper")) == []


def test_whom_no_telephone_can_tell_is_to_be_rung(world: World) -> None:
    """No WeChat is linked and no SMS agreed to: what a worker's call list holds stands here too."""
    introduce(world, 26)
    afternoon = NOON + timedelta(hours=4)
    telling.deliver(world.engine, [], afternoon, "w1")
    with time_machine.travel(afternoon, tick=False):
        items = world.worker("helper").get("/helper/due").get_json()["items"]
    calls = [one for one in items if one["kind"] == "call"]
    assert {one["name"] for one in calls} == {"李小花"}
    assert all(one["text"] and one["phone"] for one in calls)


def test_the_list_comes_in_pieces_and_leaves_a_line_for_each_person_read(world: World, helper: Phone) -> None:
    phone = world.linked("li")
    for which in range(3):
        phone.post(world.answer_path(which), {"answer": "want"})
    first = helper.get("/helper/due?most=2").get_json()
    assert (len(first["items"]), first["next"]) == (2, 2)
    assert len(due(helper, after=2)) == 1
    looks = phone.get(f"/people/{world.me}/form/seen").get_json()["items"]
    assert ("帮扶责任人 范红梅", "看了登记") in {(one["who"], one["what"]) for one in looks}


def test_other_helpers_families_are_not_on_the_list(world: World) -> None:
    world.linked("li").post(world.answer_path(), {"answer": "want"})
    with transaction(world.engine) as session:
        household = session.get_one(Person, world.me).memberships[0].household
        household.helper_name, household.helper_phone = "别的人", "19900000077"
    assert due(world.worker("helper")) == []
    assert len(due(world.worker("clerk"))) == 1


def follow_ups(phone: Phone) -> list[dict[str, Any]]:
    return [one for one in phone.get("/helper/due").get_json()["items"] if one["kind"] == "follow_up"]


def follow_up(world: World, kind: FollowUpKind, person: int | None, due_on: date, **facts: Any) -> None:
    """A follow-up of the own family."""
    with transaction(world.engine) as session:
        household = session.get_one(Person, world.me).memberships[0].household_id
        row = FollowUp(kind=kind, mark=f"{kind}:{person}", household_id=household, person_id=person, due_on=due_on)
        row.state = FollowUpState.DUE
        for name, value in facts.items():
            setattr(row, name, value)
        session.add(row)


def test_whom_to_ask_how_it_goes_stands_there_from_the_day_on_what_is_overdue_first(
    world: World, helper: Phone
) -> None:
    follow_up(world, FollowUpKind.SEEKING, world.me, TODAY)
    follow_up(world, FollowUpKind.WORK_DAY_7, world.me, TODAY - timedelta(days=1))
    follow_up(world, FollowUpKind.WORK_DAY_30, world.me, TODAY + timedelta(days=1))
    late, now = follow_ups(helper)
    assert (late["title"], late["late"], late["phone"]) == ("上班一个星期", True, "19900002222")
    assert "有没有收你的身份证" in late["text"]
    assert "哪天走的" not in late["text"]
    assert (now["title"], now["late"]) == ("找活的", False)
    helper.language = "en"
    assert "Are you still looking for work?" in follow_ups(helper)[1]["text"]


def test_a_household_that_is_visited_is_not_rung_up(world: World, helper: Phone) -> None:
    follow_up(world, FollowUpKind.ZERO, None, TODAY)
    (one,) = follow_ups(helper)
    assert (one["phone"], one["text"][:6]) == ("", "到家里去，当")


def test_after_three_missed_calls_the_neighbours_are_asked_with_care(world: World, helper: Phone) -> None:
    follow_up(world, FollowUpKind.WORK_DAY_30, world.me, TODAY, state=FollowUpState.UNREACHED)
    (one,) = follow_ups(helper)
    assert "李小花" in one["text"]
    assert "工资" not in one["text"]


def test_what_was_said_last_time_is_told(world: World, helper: Phone) -> None:
    follow_up(world, FollowUpKind.TALK_OVER, world.me, TODAY, because=["no_contract", "wants_change"])
    (one,) = follow_ups(helper)
    assert one["text"].startswith("上回说的：合同没签、想换个活。")


def test_who_has_left_the_household_is_asked_by_nobody_of_it(world: World, helper: Phone) -> None:
    follow_up(world, FollowUpKind.SEEKING, world.me, TODAY)
    with transaction(world.engine) as session:
        session.get_one(Person, world.me).memberships[0].left_on = TODAY
    assert follow_ups(helper) == []
