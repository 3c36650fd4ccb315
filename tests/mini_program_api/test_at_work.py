"""The person's own word of the first and the last day at work, from the telephone."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from jobmatch import telling
from jobmatch.access import Role
from jobmatch.accounts.model import LinkPurpose
from jobmatch.db import reading, transaction
from jobmatch.placements import service, starting
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import StartProof
from jobmatch.placements.rights.model import RightsTicket
from tests.desk.posts import NOON, TODAY
from tests.mini_program_api.phones import Phone, World
from tests.visits.counter import CLERK

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def phone(world: World) -> Phone:
    return world.linked("li")


@pytest.fixture
def job(world: World, phone: Phone) -> str:
    """Where the words go: she said yes on the telephone, the factory was told and took her."""
    number = phone.post(world.answer_path(), {"answer": "want"}).get_json()["referral"]
    with transaction(world.engine) as session:
        service.introduce(session, number, CLERK, NOON)
        telling.hire(session, number, NOON, CLERK)
    return f"/people/{world.me}/referrals/{number}"


def employer_says(world: World, job: str) -> None:
    with transaction(world.engine) as session:
        starting.attest(session, int(job.rpartition("/")[2]), StartProof.EMPLOYER, YESTERDAY, CLERK, NOON)


def only(world: World) -> dict[str, Any]:
    (one,) = world.linked("li").get(f"/people/{world.me}/referrals").get_json()["items"]
    found: dict[str, Any] = one
    return found


def test_the_person_s_word_and_the_employer_s_are_the_start(world: World, phone: Phone, job: str) -> None:
    assert phone.post(f"{job}/started", {"first_day": str(YESTERDAY)}).get_json()["state"] == "hired"
    employer_says(world, job)
    assert (only(world)["state"], only(world)["started_on"]) == ("started", str(YESTERDAY))
    assert only(world)["words"] == "您已经去上班了"


def test_the_agreed_day_is_said_on_the_card_until_somebody_has_begun(world: World, job: str) -> None:
    assert only(world)["words"] == "单位要您了，等您去上班"
    with transaction(world.engine) as session:
        telling.hire(session, int(job.rpartition("/")[2]), NOON, CLERK, TODAY)
    assert only(world)["words"].startswith("单位要您了，2026年")


def test_the_same_word_again_changes_nothing(world: World, phone: Phone, job: str) -> None:
    for _ in range(2):
        answer = phone.post(f"{job}/started", {"first_day": str(TODAY)})
        assert (answer.status_code, answer.get_json()["state"]) == (200, "hired")
    employer_says(world, job)
    for _ in range(2):
        answer = phone.post(f"{job}/left", {"last_day": str(TODAY), "reason": "Q3"})
        assert (answer.status_code, answer.get_json()["state"]) == (200, "left")
    with reading(world.engine) as session:
        assert [one.kind.value for one in session.scalars(select(RightsTicket))] == ["arrears"]
        assert session.scalars(select(Referral.left_on)).all() == [TODAY]


def test_the_last_day_said_later_is_a_day_of_work(world: World, phone: Phone, job: str) -> None:
    phone.post(f"{job}/started", {"first_day": str(YESTERDAY)})
    employer_says(world, job)
    answer = phone.post(f"{job}/left", {"last_day": str(YESTERDAY), "reason": "Q1"})
    assert (answer.status_code, answer.get_json()["left_on"]) == (200, str(TODAY))


def test_another_reason_afterwards_is_for_the_counter(world: World, phone: Phone, job: str) -> None:
    phone.post(f"{job}/left", {"last_day": str(TODAY), "reason": "Q7"})
    again = phone.post(f"{job}/left", {"last_day": str(TODAY), "reason": "Q1"})
    assert (again.status_code, again.get_json()["error"]["code"]) == (409, "changed")


@pytest.mark.parametrize("days", [1, -100])
def test_a_day_that_cannot_be_is_asked_again(world: World, phone: Phone, job: str, days: int) -> None:
    first = phone.post(f"{job}/started", {"first_day": str(TODAY + timedelta(days=days))})
    assert (first.status_code, first.get_json()["error"]["code"]) == (409, "day_wrong")
    assert set(first.get_json()["error"]["fields"]) == {"first_day"}
    phone.post(f"{job}/started", {"first_day": str(YESTERDAY)})
    employer_says(world, job)
    last = phone.post(f"{job}/left", {"last_day": str(TODAY + timedelta(days=days)), "reason": "Q1"})
    assert (last.status_code, set(last.get_json()["error"]["fields"])) == (409, {"last_day"})


@pytest.mark.parametrize("day", ["20260601", "2026-W23-1", "1 June", "2026-02-30", 20260601, None])
def test_a_day_in_another_form_is_no_day(world: World, phone: Phone, job: str, day: Any) -> None:
    assert phone.post(f"{job}/started", {"first_day": day}).status_code == 400


def test_nobody_has_started_who_was_not_hired(world: World, phone: Phone) -> None:
    number = phone.post(world.answer_path(), {"answer": "want"}).get_json()["referral"]
    answer = phone.post(f"/people/{world.me}/referrals/{number}/started", {"first_day": str(TODAY)})
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (409, "changed")


def test_a_relative_does_not_say_it_and_the_family_does_not_either(world: World, job: str) -> None:
    relative = world.linked("son", world.me, LinkPurpose.RELATIVE)
    refused = relative.post(f"{job}/left", {"last_day": str(TODAY), "reason": "Q1"})
    assert (refused.status_code, refused.get_json()["error"]["code"]) == (403, "own_word")
    husband = world.linked("zeng", world.people["曾国强"])
    assert husband.post(f"{job}/left", {"last_day": str(TODAY), "reason": "Q1"}).status_code == 403


def test_a_referral_of_somebody_else_is_not_found(world: World, job: str) -> None:
    husband, number = world.linked("zeng", world.people["曾国强"]), job.rpartition("/")[2]
    own = f"/people/{world.people['曾国强']}/referrals/{number}/started"
    assert husband.post(own, {"first_day": str(TODAY)}).status_code == 404


def test_a_helper_writes_down_what_the_person_says(world: World, job: str) -> None:
    helper = world.worker(Role.HELPER.value)
    assert helper.post(f"{job}/started", {"first_day": str(TODAY)}).status_code == 200
    assert world.worker(Role.ADMINISTRATOR.value).post(f"{job}/started", {"first_day": str(TODAY)}).status_code == 403
