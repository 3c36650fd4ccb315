"""A telephone on a bad line repeats itself: the same request again, later or at the same moment, is done once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from jobmatch.accounts.model import LinkPurpose
from jobmatch.concerns.model import Concern
from jobmatch.db import reading
from jobmatch.placements.model import Referral
from tests.mini_program_api.phones import Phone, World


@pytest.fixture
def phone(world: World) -> Phone:
    return world.linked("li")


def counted(world: World, table: Any) -> int:
    with reading(world.engine) as session:
        return session.scalars(select(func.count()).select_from(table)).one()


def at_once(phone: Phone, path: str, body: Any, times: int = 3) -> list[TestResponse]:
    """The same request so often at the same moment, each on a line of its own."""
    together = Barrier(times)

    def send(_: int) -> TestResponse:
        together.wait()
        return phone.post(path, body, key="at-once-1")

    with ThreadPoolExecutor(times) as lines:
        return list(lines.map(send, range(times)))


def test_a_repeated_request_does_nothing_twice(world: World, phone: Phone) -> None:
    first = phone.post(world.answer_path(), {"answer": "want"}, key="tap-0001")
    again = phone.post(world.answer_path(), {"answer": "want"}, key="tap-0001")
    assert again.get_json() == first.get_json()
    assert again.headers["Idempotent-Replayed"] == "true"
    assert counted(world, Referral) == 1


def test_a_key_is_for_one_request(world: World, phone: Phone) -> None:
    phone.post(world.answer_path(), {"answer": "want"}, key="tap-0001")
    other = phone.post(world.answer_path(), {"answer": "think"}, key="tap-0001")
    assert (other.status_code, other.get_json()["error"]["code"]) == (422, "key_used")
    assert phone.get(f"/people/{world.me}/referrals").get_json()["items"][0]["state"] == "accepted"


def test_the_key_of_another_telephone_is_another_key(world: World, phone: Phone) -> None:
    phone.post(world.answer_path(), {"answer": "want"}, key="tap-0001")
    other = world.linked("zeng", world.people["曾国强"])
    assert other.post("/sign-out", {}, key="tap-0001").status_code == 200


def test_a_telephone_that_had_to_sign_in_anew_still_does_nothing_twice(world: World, phone: Phone) -> None:
    """A renewal whose answer was lost ends the sign-in; what lies in the telephone's outbox then comes once more."""
    sent = {"about": "other", "words": "门关着"}
    first = phone.post(f"/people/{world.me}/complaints", sent, key="tap-0001")
    again = world.signed_in("li").post(f"/people/{world.me}/complaints", sent, key="tap-0001")
    assert (again.get_json(), again.headers["Idempotent-Replayed"]) == (first.get_json(), "true")
    assert counted(world, Concern) == 1


def test_two_screens_of_the_centre_are_two_holders_of_keys(world: World) -> None:
    for _sitting in range(2):
        kiosk = world.phone("kiosk")
        kiosk.hold(kiosk.post("/sign-in", {"counter_code": world.code(LinkPurpose.CENTRE, world.me).scanned}))
        answer = kiosk.post(world.answer_path(), {"answer": "think"}, key="tap-0001")
        assert (answer.status_code, "Idempotent-Replayed" in answer.headers) == (200, False)


def test_what_was_refused_may_be_tried_again_with_the_same_key(world: World, phone: Phone) -> None:
    assert phone.post("/link", {"qr": "no-such-code"}, key="scan-0001").status_code == 404
    assert phone.post("/link", {"qr": "no-such-code"}, key="scan-0001").status_code == 404
    assert phone.post(world.answer_path(), {"answer": "want"}, key="scan-0001").status_code == 200


def test_the_same_at_once_is_done_once_and_answered_to_all(world: World, phone: Phone) -> None:
    answers = at_once(phone, f"/people/{world.me}/complaints", {"about": "other", "words": "门关着"})
    assert {one.status_code for one in answers} == {200}
    assert counted(world, Concern) == 1


def test_a_code_that_is_scanned_twice_at_once_links_and_says_so_twice(world: World) -> None:
    phone = world.signed_in("li")
    answers = at_once(phone, "/link", {"qr": world.code(LinkPurpose.SELF, world.me).scanned}, 2)
    assert [one.status_code for one in answers] == [200, 200]
    assert answers[0].get_json() == answers[1].get_json()


def test_a_renewal_that_is_sent_twice_at_once_is_no_theft(world: World, phone: Phone) -> None:
    answers = at_once(phone, "/refresh", {"refresh": phone.refresh}, 2)
    assert [one.status_code for one in answers] == [200, 200]
    assert answers[0].get_json()["refresh"] == answers[1].get_json()["refresh"]
    phone.hold(answers[0])
    assert phone.get("/me").status_code == 200
