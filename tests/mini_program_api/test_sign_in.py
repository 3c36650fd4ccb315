"""Signing in, renewing, leaving, and linking: what opens a door opens it once, and what was ended stays shut."""

from datetime import timedelta

import pytest
import time_machine

from jobmatch.accounts import attempts
from jobmatch.accounts.model import LinkPurpose
from jobmatch.db import transaction
from jobmatch.households.model import Person
from mini_program_api.ports import Ports
from tests.desk.posts import NOON
from tests.mini_program_api.phones import Phone, World


def word(answer: object) -> str:
    return str(answer.get_json()["error"]["code"])  # type: ignore[attr-defined]


def test_a_telephone_signs_in_and_is_linked_with_nobody_yet(world: World) -> None:
    phone = world.phone("li")
    document = phone.hold(phone.post("/sign-in", {"code": world.wechat.login("li")})).get_json()
    assert (document["people"], document["worker"], document["linked"]) == ([], None, False)
    assert phone.get("/me").get_json()["linked"] is False


def test_nothing_that_wechat_keeps_secret_reaches_the_telephone(world: World) -> None:
    answer = world.phone("li").post("/sign-in", {"code": world.wechat.login("li")})
    assert "openid" not in answer.text
    assert "session_key" not in answer.text


def test_a_login_code_works_once(world: World) -> None:
    code = world.wechat.login("li")
    assert world.phone("li").post("/sign-in", {"code": code}).status_code == 200
    again = world.phone("li").post("/sign-in", {"code": code})
    assert (again.status_code, word(again)) == (403, "login_refused")


def test_while_wechat_is_silent_nobody_signs_in_and_vacancies_stay_open(world: World) -> None:
    world.wechat.down = True
    answer = world.phone("li").post("/sign-in", {"code": "any"})
    assert (answer.status_code, word(answer)) == (503, "wechat_down")
    assert world.phone("li").get("/vacancies").status_code == 200


def test_an_installation_without_wechat_says_so(sqlite_url: str) -> None:
    from wsgi import create_app

    answer = Phone(create_app(sqlite_url), "li").post("/sign-in", {"code": "any"})
    assert (answer.status_code, word(answer)) == (503, "not_connected")


def test_a_token_is_good_for_half_an_hour_and_is_renewed(world: World) -> None:
    phone = world.linked("li")
    with time_machine.travel(NOON + timedelta(minutes=31), tick=False):
        assert phone.get("/me").status_code == 401
        phone.hold(phone.post("/refresh", {"refresh": phone.refresh}))
        assert [one["name"] for one in phone.get("/me").get_json()["people"]] == ["李*花"]


def test_a_renewal_token_that_comes_twice_ends_the_sign_in_for_both(world: World) -> None:
    phone, thief = world.linked("li"), world.phone("thief")
    copied = phone.refresh
    phone.hold(phone.post("/refresh", {"refresh": copied}))
    assert thief.post("/refresh", {"refresh": copied}).status_code == 401
    assert phone.get("/me").status_code == 401


def test_a_lost_answer_to_a_renewal_is_given_again(world: World) -> None:
    phone = world.linked("li")
    spent = phone.refresh
    first = phone.post("/refresh", {"refresh": spent}, key="renewal-1")
    again = phone.post("/refresh", {"refresh": spent}, key="renewal-1")
    assert again.get_json() == first.get_json()
    phone.hold(again)
    assert phone.get("/me").status_code == 200


@pytest.mark.parametrize("everywhere", [False, True])
def test_signing_out_ends_this_sign_in_or_all_of_the_owner(world: World, everywhere: bool) -> None:
    here, there, other = world.linked("li"), world.signed_in("li"), world.signed_in("zeng")
    assert here.post("/sign-out", {"everywhere": everywhere}).status_code == 200
    assert here.get("/me").status_code == 401
    assert there.get("/me").status_code == (401 if everywhere else 200)
    assert here.post("/refresh", {"refresh": here.refresh}).status_code == 401
    assert other.get("/me").status_code == 200


def test_a_token_of_somebody_elses_making_opens_nothing(world: World) -> None:
    import jwt

    phone = world.phone("thief")
    for key in (b"0" * 32, b"another key that nobody here has"):
        phone.token = jwt.encode({"sid": 1, "exp": 9_999_999_999}, key, algorithm="HS256")
        assert phone.get("/me").status_code == 401
    phone.token = jwt.encode({"sid": 1, "exp": 9_999_999_999}, "", algorithm="none")
    assert phone.get("/me").status_code == 401


def test_the_code_of_the_counter_links_by_camera_or_by_hand(world: World) -> None:
    codes = world.code(LinkPurpose.SELF, world.me)
    by_hand = world.signed_in("li")
    document = by_hand.post("/link", {"phone_code": codes.typed}).get_json()
    assert document["people"] == [{"id": world.me, "name": "李*花", "role": "self"}]
    again = world.signed_in("thief").post("/link", {"qr": codes.scanned})
    assert (again.status_code, word(again)) == (404, "code_wrong")


def test_a_code_of_the_counter_lives_ten_minutes(world: World) -> None:
    codes, phone = world.code(LinkPurpose.SELF, world.me), world.signed_in("li")
    with time_machine.travel(NOON + timedelta(minutes=10), tick=False):
        assert word(phone.post("/link", {"qr": codes.scanned})) == "code_wrong"


def test_whoever_guesses_typed_codes_is_stopped_after_a_few(world: World) -> None:
    phone = world.signed_in("thief")
    codes = world.code(LinkPurpose.SELF, world.me)
    answers = [phone.post("/link", {"phone_code": f"{number:08}"}).status_code for number in range(7)]
    assert answers == [404] * 5 + [429] * 2
    assert phone.post("/link", {"phone_code": codes.typed}).status_code == 429


def test_guesses_are_counted_over_all_processes(world: World) -> None:
    """Two servers on one database, as with several processes: what was tried at the one counts at the other."""
    from wsgi import create_app

    other = create_app(world.url, ports=Ports(world.wechat, world.push))
    here, kiosk = world.signed_in("thief"), Phone(other, "kiosk")
    there = Phone(other, "thief", token=here.token)
    wrong = [here.post("/link", {"phone_code": f"{number:08}"}).status_code for number in range(3)]
    wrong += [there.post("/link", {"phone_code": f"{number:08}"}).status_code for number in range(3)]
    assert wrong == [404] * 5 + [429]
    codes = [kiosk.post("/sign-in", {"counter_code": f"{number:08}"}).status_code for number in range(3)]
    codes += [
        Phone(world.app, "k").post("/sign-in", {"counter_code": f"{number:08}"}).status_code for number in range(3)
    ]
    assert codes == [404] * 5 + [429]
    other.extensions["jobmatch.engine"].dispose()


def test_typing_errors_in_one_centre_shut_no_screen_of_another(light_world: World) -> None:
    world = light_world

    def type_code(code: str, address: str) -> int:
        return world.app.test_client().post(
            "/api/sign-in", json={"counter_code": code}, environ_base={"REMOTE_ADDR": address},
            headers={"Idempotency-Key": f"{code}-{address.replace('.', '-')}"},
        ).status_code  # fmt: skip

    wrong = [type_code(f"{n:08}", f"10.0.{place}.1") for place in range(7) for n in range(6)]
    assert wrong == ([404] * 5 + [429]) * 7
    assert type_code(world.code(LinkPurpose.CENTRE, world.me).typed, "10.0.9.1") == 200


def test_login_codes_that_wechat_does_not_know_are_not_asked_for_without_end(
    light_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "MOST_WITHOUT_A_NAME", 3)
    phone = light_world.phone("thief")
    for _right in range(4):
        phone.hold(phone.post("/sign-in", {"code": light_world.wechat.login("li")}))
    answers = [phone.post("/sign-in", {"code": "made up"}).status_code for _ in range(4)]
    assert answers == [403, 403, 403, 429]
    with time_machine.travel(NOON + timedelta(minutes=11), tick=False):
        assert phone.post("/sign-in", {"code": light_world.wechat.login("li")}).status_code == 200


def test_one_telephone_speaks_for_several_of_a_family(world: World) -> None:
    phone = world.linked("li")
    code = world.code(LinkPurpose.RELATIVE, world.people["曾国强"])
    people = phone.post("/link", {"qr": code.scanned}).get_json()["people"]
    assert [(one["id"], one["role"]) for one in people] == [(world.me, "self"), (world.people["曾国强"], "relative")]


def test_a_telephone_stays_the_own_when_a_relatives_record_turns_out_to_be_the_same(world: World) -> None:
    phone = world.linked("li")
    phone.post("/link", {"qr": world.code(LinkPurpose.RELATIVE, world.people["曾国强"]).scanned})
    with transaction(world.engine) as session:
        session.get_one(Person, world.people["曾国强"]).merged_into_id = world.me
    assert [(one["id"], one["role"]) for one in phone.get("/me").get_json()["people"]] == [(world.me, "self")]
    assert phone.post(world.answer_path(), {"answer": "want"}).status_code == 200


def test_a_screen_of_the_centre_is_open_for_one_person_and_forgets_after_a_quarter(world: World) -> None:
    kiosk = world.phone("kiosk")
    code = world.code(LinkPurpose.CENTRE, world.me)
    document = kiosk.hold(kiosk.post("/sign-in", {"counter_code": code.typed})).get_json()
    assert [one["id"] for one in document["people"]] == [world.me]
    assert kiosk.get("/me").get_json()["at_the_centre"] is True
    assert kiosk.get(f"/people/{world.me}/proposals").status_code == 200
    with time_machine.travel(NOON + timedelta(minutes=16), tick=False):
        assert kiosk.get("/me").status_code == 401
        assert kiosk.post("/refresh", {"refresh": kiosk.refresh}).status_code == 401


def test_a_code_for_a_screen_links_no_telephone_and_the_other_way_round(world: World) -> None:
    phone = world.signed_in("li")
    assert phone.post("/link", {"qr": world.code(LinkPurpose.CENTRE, world.me).scanned}).status_code == 404
    own = world.code(LinkPurpose.SELF, world.me)
    assert world.phone("kiosk").post("/sign-in", {"counter_code": own.scanned}).status_code == 404
    assert phone.post("/link", {"qr": own.scanned}).status_code == 200


def test_a_worker_sees_the_own_name_and_the_families_helped(world: World) -> None:
    helper = world.worker("helper")
    assert helper.get("/me").get_json()["worker"] == {"name": "范红梅", "role": "帮扶责任人"}
    (home,) = helper.get("/helper/households").get_json()["items"]
    assert {one["name"] for one in home["members"]} == {"曾国强", "李小花", "曾子轩"}


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"phone_code": "1234567"}, "要八个数"),
        ({"phone_code": "123456789"}, "要八个数"),
        ({"qr": "https://example.com/pay?x=1"}, "这不是窗口的码"),
        ({"phone_code": "00000000"}, "这个码不对"),
    ],
)
def test_a_wrong_code_is_told_what_is_wrong_with_it(world: World, body: dict[str, str], says: str) -> None:
    answer = world.signed_in("li").post("/link", body)
    message = answer.get_json()["error"]["message"]
    assert message.startswith(says)
    assert "柜台" not in message


def test_a_short_code_at_the_centre_is_told_so_too(world: World) -> None:
    answer = world.phone("kiosk").post("/sign-in", {"counter_code": "1234"})
    assert answer.get_json()["error"]["message"].startswith("要八个数")
