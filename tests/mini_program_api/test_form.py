"""My form: all of it to the person alone, less of it where others look on, and every look on record."""

import pytest
from sqlalchemy import select

from desk.record_words import FIELDS
from jobmatch import privacy
from jobmatch.access import Role
from jobmatch.accounts.model import LinkPurpose
from jobmatch.concerns import service as concerns
from jobmatch.concerns.model import Concern, ConcernKind
from jobmatch.db import Base, reading, transaction
from jobmatch.households.codes import ConsentPurpose
from jobmatch.households.consent import allows
from jobmatch.households.model import Person
from jobmatch.placements.model import Referral
from tests.desk.posts import NOON, TODAY
from tests.households.people import id_number
from tests.mini_program_api.phones import Phone, World
from tests.visits.counter import CLERK

BODY = {"health", "limits", "disability", "protections", "id_number"}
# Letting somebody help is no consent to show them what the law calls sensitive; a screen of the centre shows it to all.
SENSITIVE = BODY | {
    "id_last_four",
    "birth_date",
    "ethnicity",
    "capacity",
    "wage_month",
    "income_wage",
    "monitor_category",
}


@pytest.fixture
def phone(world: World) -> Phone:
    return world.linked("li")


@pytest.fixture(autouse=True)
def flagged(world: World) -> None:
    with transaction(world.engine) as session:
        me = session.get_one(Person, world.me)
        me.safety, me.ethnicity = "不要单独上门", "09"


def fields(phone: Phone, person_id: int) -> dict[str, str]:
    document = phone.get(f"/people/{person_id}/form").get_json()
    return {one["field"]: one["value"] for section in document["sections"] for one in section["entries"]}


def waits(phone: Phone, person_id: int) -> set[str]:
    document = phone.get(f"/people/{person_id}/form").get_json()
    return {one["field"] for section in document["sections"] for one in section["entries"] if one["waits"]}


def test_the_person_sees_the_own_record_whole_in_plain_words(world: World, phone: Phone) -> None:
    found = fields(phone, world.me)
    assert (found["name"], found["education"], found["health"]) == ("李小花", "读完小学", "健康")
    assert BODY & set(found) == {"health"}
    assert found["id_last_four"] == id_number("19870302", "422")[-4:]
    assert "id_number" not in found
    assert found["ethnicity"] == "布依族"
    answer = phone.get(f"/people/{world.me}/form").get_json()
    assert answer["hidden"] is False
    assert answer["can_work"].startswith("您家里能干活的有3个人")


def test_the_safety_flag_is_never_on_a_telephone(world: World, phone: Phone) -> None:
    for path in ("form", "export"):
        assert "不要单独上门" not in phone.get(f"/people/{world.me}/{path}").text
    assert "不要单独上门" not in world.worker("clerk").get(f"/people/{world.me}/form").text


@pytest.mark.parametrize("shared", ["two", "centre"])
def test_where_others_look_on_what_is_sensitive_stays_private(world: World, shared: str) -> None:
    if shared == "two":
        phone = world.linked("li")
        phone.post("/link", {"qr": world.code(LinkPurpose.SELF, world.people["曾国强"]).scanned})
    else:
        phone = world.phone("kiosk")
        phone.hold(phone.post("/sign-in", {"counter_code": world.code(LinkPurpose.CENTRE, world.me).scanned}))
    seen = fields(phone, world.me)
    assert not SENSITIVE & set(seen)
    assert {"name", "phone", "willing"} <= set(seen)
    assert phone.get(f"/people/{world.me}/form").get_json()["hidden"] is True
    exported = phone.get(f"/people/{world.me}/export")
    assert not SENSITIVE & {one["column"] for one in exported.get_json()["values"]}


def test_whatever_may_be_shown_has_a_name_and_can_be_called_wrong() -> None:
    """Over the register, so that a new column is not forgotten."""
    shown = {
        entry.column
        for entry in privacy.register(Base.metadata)
        if entry.table in {"person", "household", "membership", "employment", "intention", "person_constraint"}
        and entry.holds is not None
        and entry.holds.seen_by - {Role.HELPER}
    }
    assert shown
    assert shown - FIELDS == set()


def test_where_something_comes_from_is_said_in_words(world: World, phone: Phone) -> None:
    assert fields(phone, world.me)["source"] == "单位的名册"


def test_a_relative_sees_jobs_and_messages_and_nothing_of_the_record(world: World) -> None:
    phone = world.linked("son", world.me, LinkPurpose.RELATIVE)
    for closed in ("form", "form/seen", "concerns", "export", "texts", "messages", "links"):
        refused = phone.get(f"/people/{world.me}/{closed}")
        assert (refused.status_code, refused.get_json()["error"]["code"]) == (403, "own_affair"), closed
    assert phone.get(f"/people/{world.me}/certificates").get_json() == {"items": [], "hidden": True}
    for path in ("proposals", "why-not", "referrals", "courses", "inbox"):
        assert phone.get(f"/people/{world.me}/{path}").status_code == 200, path


def test_the_whole_id_number_is_on_no_screen_and_in_what_is_taken_away(world: World, phone: Phone) -> None:
    whole = id_number("19870302", "422")
    for who in (phone, world.worker("helper"), world.worker("clerk")):
        assert whole not in who.get(f"/people/{world.me}/form").text
    assert whole in phone.get(f"/people/{world.me}/export").text


def test_who_looked_is_told_by_name(world: World, phone: Phone) -> None:
    world.worker("helper").get(f"/people/{world.me}/form")
    looks = phone.get(f"/people/{world.me}/form/seen").get_json()["items"]
    assert ("帮扶责任人 范红梅", "看了登记") in {(one["who"], one["what"]) for one in looks}


READ = {
    "form": "看了登记", "form/seen": "看了哪个查过登记", "proposals": "看了推荐的活", "why-not": "看了推荐的活",
    "inbox": "看了消息", "referrals": "看了推荐单", "certificates": "看了证书", "courses": "看了培训班",
    "concerns": "看了反映的事", "texts": "看了哪些手机连着和要不要发消息", "links": "看了哪些手机连着和要不要发消息",
    "messages": "看了哪些手机连着和要不要发消息",
}  # fmt: skip


@pytest.mark.parametrize(
    ("who", "named"),
    [("clerk", "窗口工作人员 测试clerk"), ("relative", "帮您看的家里人"), ("li", None), ("kiosk", None)],
)
def test_every_look_into_somebody_elses_affairs_is_told(light_world: World, who: str, named: str | None) -> None:
    world = light_world
    phone = world.linked("li")
    looking = phone
    if who == "clerk":
        looking = world.worker("clerk")
    elif who == "relative":
        looking = world.linked("son", world.me, LinkPurpose.RELATIVE)
    elif who == "kiosk":
        looking = world.phone("kiosk")
        looking.hold(looking.post("/sign-in", {"counter_code": world.code(LinkPurpose.CENTRE, world.me).scanned}))

    def told() -> str:
        items = phone.get(f"/people/{world.me}/form/seen?most=50").get_json()["items"]
        return "".join(one["what"] for one in items if named is None or one["who"] == named)

    for path, what in READ.items():
        answer = looking.get(f"/people/{world.me}/{path}")
        seen = named is not None and answer.status_code == 200
        assert (what in told()) is seen or (named is None and what == "看了登记"), path


def test_a_worker_who_looks_has_not_read_the_message_for_the_person(light_world: World) -> None:
    world = light_world
    number, phone = world.push.tell(world.me), world.linked("li")
    address = f"/people/{world.me}/inbox"
    clerk = world.worker("clerk")
    assert clerk.post(f"{address}/{number}/read").status_code == 200
    assert clerk.post(f"{address}/{number + 1}/read").status_code == 404
    assert phone.get(address).get_json()["items"][0]["read"] is False
    assert phone.post(f"{address}/{number}/read").status_code == 200
    assert phone.get(address).get_json()["items"][0]["read"] is True


def test_what_one_did_on_one_day_is_one_line(world: World, phone: Phone) -> None:
    for _ in range(3):
        world.worker("helper").get(f"/people/{world.me}/form")
    looks = phone.get(f"/people/{world.me}/form/seen").get_json()["items"]
    assert [one["who"] for one in looks].count("帮扶责任人 范红梅") == 1
    assert len({one["who"] for one in looks}) == len(looks)


def test_a_correction_reaches_the_counter_and_its_answer_the_person(world: World, phone: Phone) -> None:
    sent = {"field": "phone", "words": "换号了，尾号5678"}
    assert phone.post(f"/people/{world.me}/form/corrections", sent).status_code == 200
    with reading(world.engine) as session:
        one = session.scalars(select(Concern)).one()
        assert (one.kind, one.about, one.said) == (ConcernKind.CORRECTION, "phone", sent["words"])
    (told,) = phone.get(f"/people/{world.me}/concerns").get_json()["items"]
    assert (told["said"], told["what"], told["state"]) == (sent["words"], "手机号", "sent")
    assert waits(phone, world.me) == {"phone"}
    with transaction(world.engine) as session:
        concerns.waiting(session, NOON, CLERK)
    (told,) = phone.get(f"/people/{world.me}/concerns").get_json()["items"]
    assert told["state"] == "seen"
    with transaction(world.engine) as session:
        concerns.settle(session, one.id, "改好了", NOON, CLERK)
    assert waits(phone, world.me) == set()
    (told,) = phone.get(f"/people/{world.me}/concerns").get_json()["items"]
    assert (told["settled"], told["reply"]) == (True, "改好了")


def test_a_complaint_is_for_the_supervisor_and_not_for_the_clerk(world: World, phone: Phone) -> None:
    phone.post(f"/people/{world.me}/complaints", {"about": "centre", "words": "窗口的人凶得很"})
    assert world.worker("clerk").get(f"/people/{world.me}/concerns").get_json()["items"] == []
    with reading(world.engine) as session:
        assert concerns.waiting(session, NOON, CLERK) == []
    (one,) = world.worker("supervisor").get(f"/people/{world.me}/concerns").get_json()["items"]
    assert one["kind"] == "complaint"


def test_everything_that_is_kept_can_be_taken_away(world: World, phone: Phone) -> None:
    phone.post(f"/people/{world.me}/form/corrections", {"field": "phone", "words": "换号了"})
    document = phone.get(f"/people/{world.me}/export").get_json()
    held = {(one["table"], one["column"]): one["value"] for one in document["values"]}
    assert held["person", "name"] == "李小花"
    assert held["concern", "said"] == "换号了"
    assert all(one["why"] for one in document["values"])
    assert document["looks"]


def test_who_asks_to_be_forgotten_is_told_nothing_more(world: World, phone: Phone) -> None:
    phone.post(f"/people/{world.me}/proposals/{world.vacancies[0]}/answer", {"answer": "want"})
    assert phone.post(f"/people/{world.me}/erase", {}, key="erase-0001").status_code == 200
    with reading(world.engine) as session:
        assert not any(allows(session, world.me, purpose, TODAY) for purpose in ConsentPurpose)
        assert {one.state for one in session.query(Referral)} == {"cancelled"}
    assert phone.get("/me").get_json()["people"] == []
    assert phone.get(f"/people/{world.me}/form").status_code == 403
    again = phone.post(f"/people/{world.me}/erase", {}, key="erase-0001")
    assert (again.status_code, again.headers["Idempotent-Replayed"]) == (200, "true")
    assert phone.post(f"/people/{world.me}/erase", {}, key="erase-0002").status_code == 403


def test_a_wish_for_a_course_stands_once(world: World, phone: Phone) -> None:
    assert phone.get(f"/people/{world.me}/courses").get_json() == {"items": [], "next": None}
    assert phone.post(f"/people/{world.me}/courses/1/wish").status_code == 404
