"""Linking a telephone at the counter, and what residents brought up: what the pages show, and what they do."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from jobmatch import reaching, telling
from jobmatch.access import Actor, Role
from jobmatch.accounts.model import LinkCode
from jobmatch.audit import AuditEvent
from jobmatch.concerns import service
from jobmatch.concerns.model import Concern, ConcernKind
from jobmatch.db import reading, transaction
from jobmatch.households import consent, reach
from jobmatch.households.codes import ConsentPurpose
from jobmatch.households.consent import Consent
from jobmatch.households.model import Person
from jobmatch.push import service as push
from jobmatch.push.model import LinkRole, Recipient
from jobmatch.vacancies.model import Vacancy
from tests.desk.counter.conftest import Counter
from tests.desk.counter.hands import ask_wife, member
from tests.desk.posts import NOON
from tests.households.people import ON
from tests.visits.counter import CLERK, STRANGER

SUPERVISOR = Actor("老马", Role.SUPERVISOR, frozenset({"PLSQ"}))


def digits(page: str) -> str:
    found = re.search(r'class="link-digits">(\d{4}) (\d{4})<', page)
    assert found
    return found[1] + found[2]


def bring_up(counter: Counter, kind: ConcernKind, about: str, said: str, by: str = "phone:1") -> None:
    wife = member(counter, "李小花")
    own = Actor(by, Role.RESIDENT, person_ids=frozenset({wife}))
    with transaction(counter.engine) as session:
        service.bring_up(session, wife, kind, about, NOON, own, said=said)


def test_the_digits_on_the_screen_open_the_screen_of_the_centre_once(counter: Counter) -> None:
    code, wife = counter.open(counter.household_id), member(counter, "李小花")
    assert "link-digits" not in counter.client.get(f"/counter/{code}/phone/{wife}").text
    typed = digits(counter.client.post(f"/counter/{code}/phone/{wife}", data={"purpose": "centre"}).text)
    first, again = (
        counter.client.post("/api/sign-in", json={"counter_code": typed}, headers={"Idempotency-Key": f"kiosk-{n:04}"})
        for n in range(2)
    )
    assert [one["id"] for one in first.get_json()["people"]] == [wife]
    assert again.status_code == 404


def test_the_page_can_ask_whether_its_code_was_used_and_nobody_else_can(counter: Counter) -> None:
    code, wife = counter.open(counter.household_id), member(counter, "李小花")
    page = counter.client.post(f"/counter/{code}/phone/{wife}", data={"purpose": "centre"}).text
    found = re.search(r'data-used-at="(/link-codes/\d+)"', page)
    assert found
    assert "连上了" in page
    assert counter.client.get(found[1]).get_json() == {"used": False}
    sent = counter.client.post(
        "/api/sign-in", json={"counter_code": digits(page)}, headers={"Idempotency-Key": "kiosk-used"}
    )
    assert sent.status_code == 200
    assert counter.client.get(found[1]).get_json() == {"used": True}
    counter.actor = replace(CLERK, name="somebody-else")
    assert counter.client.get(found[1]).status_code == 404


@pytest.mark.parametrize("purpose", ["self", "relative", "centre"])
def test_a_code_is_made_for_a_member_of_the_family_at_the_counter(counter: Counter, purpose: str) -> None:
    code, wife = counter.open(counter.household_id), member(counter, "李小花")
    page = counter.client.post(f"/counter/{code}/phone/{wife}", data={"purpose": purpose}).text
    assert "<svg" in page
    assert "12:10以前有效" in page
    with reading(counter.engine) as session:
        (made,) = session.scalars(select(LinkCode))
        assert (made.purpose, made.person_id, made.made_by) == (purpose, wife, CLERK.name)
        assert digits(page) not in (made.typed_mark, made.scanned_mark)


def test_text_messages_are_asked_for_before_a_witness_and_can_be_taken_back(counter: Counter) -> None:
    code, wife = counter.open(counter.household_id), member(counter, "李小花")
    address = f"/counter/{code}/phone/{wife}"

    def agreed() -> Consent | None:
        with reading(counter.engine) as session:
            found = consent.in_force(session, wife, ConsentPurpose.TEXT_MESSAGES, ON)
            to = telling.recipient(session, wife, NOON)
            assert session.get_one(Recipient, to).sms_agreed is bool(found)
            return found[0] if found else None

    assert agreed() is None
    assert counter.client.post(f"{address}/texts", data={"agrees": "yes"}).status_code == 303
    given = agreed()
    assert given is not None
    assert (given.witness, given.given) == (CLERK.name, "in_person")
    assert "现在：同意发短信" in counter.client.get(address).text
    counter.client.post(f"{address}/texts", data={"agrees": "no"})
    assert agreed() is None
    assert counter.client.post(f"{address}/texts", data={"agrees": "perhaps"}).status_code == 400
    assert counter.client.post(f"/counter/{code}/phone/9999/texts", data={"agrees": "yes"}).status_code == 404


def linked(counter: Counter, person_id: int, **telephones: LinkRole) -> None:
    with transaction(counter.engine) as session:
        to = telling.recipient(session, person_id, NOON)
        for openid, role in telephones.items():
            push.link(session, openid, to, role, "a clerk", NOON)
        reach.note_wechat(session, person_id, True, NOON)


def test_a_telephone_that_is_lost_is_cut_off_at_the_counter(counter: Counter) -> None:
    code, wife = counter.open(counter.household_id), member(counter, "李小花")
    address = f"/counter/{code}/phone/{wife}"
    assert "现在连着的手机" not in counter.client.get(address).text
    linked(counter, wife, lost=LinkRole.SELF, son=LinkRole.RELATIVE)
    own, other = re.findall(r'name="link" value="(\d+)"', counter.client.get(address).text)
    assert counter.client.post(f"{address}/end", data={"link": own}).status_code == 303
    assert re.findall(r'name="link" value="(\d+)"', counter.client.get(address).text) == [other]
    assert counter.client.post(f"{address}/end", data={"link": own}).status_code == 303
    assert counter.client.post(f"{address}/end", data={"link": "99"}).status_code == 404
    husband = member(counter, "曾国强")
    assert counter.client.post(f"/counter/{code}/phone/{husband}/end", data={"link": other}).status_code == 404
    with reading(counter.engine) as session:
        assert session.get_one(Person, wife).wechat_bound is False
        noted = select(AuditEvent.detail).where(AuditEvent.action == "end_link")
        assert session.scalars(noted).all() == ["self"]


def test_with_the_consent_end_the_telephones_of_relatives(counter: Counter) -> None:
    code, wife = ask_wife(counter)
    linked(counter, wife, own=LinkRole.SELF, son=LinkRole.RELATIVE)
    assert counter.keep(code, f"{wife}.consent", "no", 1, "no").status_code == 200
    with reading(counter.engine) as session:
        assert [one.openid for one in reaching.telephones(session, wife)] == ["own"]


def test_messages_are_switched_off_and_on_at_the_counter(counter: Counter) -> None:
    code, wife = counter.open(counter.household_id), member(counter, "李小花")
    address = f"/counter/{code}/phone/{wife}"
    for answer, words in (("no", "现在：不发消息"), ("no", "现在：不发消息"), ("yes", "现在：要发消息")):
        assert counter.client.post(f"{address}/messages", data={"wanted": answer}).status_code == 303
        assert words in counter.client.get(address).text
    assert counter.client.post(f"{address}/messages", data={"wanted": "perhaps"}).status_code == 400
    with reading(counter.engine) as session:
        noted = select(AuditEvent.action).where(AuditEvent.action.startswith("want_")).order_by(AuditEvent.id)
        assert session.scalars(noted).all() == ["want_no_messages", "want_messages"]


def test_no_code_is_made_for_anybody_else_or_for_anything_else(counter: Counter) -> None:
    code, wife = counter.open(counter.household_id), member(counter, "李小花")
    assert counter.client.post(f"/counter/{code}/phone/9999", data={"purpose": "self"}).status_code == 404
    assert counter.client.post(f"/counter/{code}/phone/{wife}", data={"purpose": "worker"}).status_code == 400
    counter.actor = STRANGER
    assert counter.client.post(f"/counter/{code}/phone/{wife}", data={"purpose": "self"}).status_code == 403


def test_what_was_brought_up_is_read_and_answered_once(counter: Counter) -> None:
    bring_up(counter, ConcernKind.CORRECTION, "phone", "换号了，尾号5678")
    page = counter.client.get("/concerns").text
    assert "李小花 · 登记有错，请改" in page
    assert "换号了，尾号5678" in page
    assert "手机号" in page
    number = re.search(r"/concerns/(\d+)/settle", page)
    assert number
    for reply in ("改好了", "又点了一下"):
        assert counter.client.post(f"/concerns/{number[1]}/settle", data={"reply": reply}).status_code == 303
    assert "没有等着办的" in counter.client.get("/concerns").text
    with reading(counter.engine) as session:
        assert session.scalars(select(Concern.reply)).one() == "改好了"


def test_a_correction_shows_what_stands_now_by_whom_it_was_said_and_the_way_to_the_family(counter: Counter) -> None:
    bring_up(counter, ConcernKind.CORRECTION, "education", "读完初中的", by="relative:4")
    page = counter.client.get("/concerns").text
    for shown in ("李小花", "读到哪里", "登记里现在写的：读完小学", "家里人在手机上替他说的", 'href="tel:1'):
        assert shown in page, shown
    assert "education" not in page
    opened = counter.client.post("/counter", data={"household": counter.household_id, "opening": "from-concerns"})
    assert opened.status_code == 303
    assert f'name="household" value="{counter.household_id}"' in page


def test_a_complaint_about_a_post_names_it(counter: Counter) -> None:
    counter.actor = SUPERVISOR
    with transaction(counter.engine) as session:
        post = session.scalars(select(Vacancy).order_by(Vacancy.id)).first()
        assert post is not None
        number, title = post.id, post.title
    bring_up(counter, ConcernKind.COMPLAINT, "employer", f"（岗位{number}）叫我先交两百块押金")
    page = counter.client.get("/concerns").text
    assert f"（岗位：{title}（" in page
    assert f"岗位{number}" not in page


def test_a_complaint_is_shown_to_the_supervisor_of_the_site_alone(counter: Counter) -> None:
    bring_up(counter, ConcernKind.COMPLAINT, "centre", "窗口的人凶得很")
    for actor, shown in ((CLERK, False), (replace(SUPERVISOR, sites=frozenset({"ELSE"})), False), (SUPERVISOR, True)):
        counter.actor = actor
        assert ("窗口的人凶得很" in counter.client.get("/concerns").text) is shown
    counter.actor = CLERK
    assert counter.client.post("/concerns/1/settle", data={"reply": "没事"}).status_code == 403


def test_a_resident_has_no_page_of_the_staff(counter: Counter) -> None:
    counter.actor = Actor("phone:1", Role.RESIDENT, person_ids=frozenset({1}))
    assert counter.client.get("/concerns").status_code == 403
    assert counter.client.get("/phone").status_code == 403
