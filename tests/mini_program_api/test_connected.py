"""The API on the real push: links, messages and acceptances are push's own rows."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from jobmatch.households.model import Person
from jobmatch.push import platform, service
from jobmatch.push.templates import Template
from jobmatch.push.wechat_templates import Filled
from jobmatch.settings import settings
from mini_program_api.connected import Outbox, SignIns
from mini_program_api.ports import Choice, Linked, LinkRole, LoginRefusedError, WeChatDownError
from tests.placements.people import NOON, Case, settle
from wsgi import create_app

OURS = {Template.NEW_MATCH: Filled("tmpl-1", {"thing1": "{title}"})}


@pytest.fixture
def case(session: Session) -> Case:
    return settle(session)


def test_a_telephone_speaks_for_whom_it_was_linked_with_its_own_first(session: Session, case: Case) -> None:
    push = Outbox(OURS)
    push.link(session, "openid-li", Linked(case.twin_id, LinkRole.RELATIVE), "a clerk", NOON)
    for _twice in range(2):
        push.link(session, "openid-li", Linked(case.person_id, LinkRole.SELF), "a clerk", NOON)
    both = [Linked(case.person_id, LinkRole.SELF), Linked(case.twin_id, LinkRole.RELATIVE)]
    assert push.people_of(session, "openid-li") == both
    push.unlink(session, case.person_id, NOON)
    assert push.people_of(session, "openid-li") == both[1:]
    assert push.people_of(session, "openid-nobody") == []


def test_the_record_says_whether_the_own_wechat_is_linked(session: Session, case: Case) -> None:
    push, me = Outbox(OURS), session.get_one(Person, case.person_id)
    push.link(session, "openid-daughter", Linked(case.person_id, LinkRole.RELATIVE), "a clerk", NOON)
    assert me.wechat_bound is None
    push.link(session, "openid-li", Linked(case.person_id, LinkRole.SELF), "a clerk", NOON)
    assert me.wechat_bound is True
    push.unlink(session, case.person_id, NOON)
    assert me.wechat_bound is False


def test_the_inbox_is_pushs_own_table(session: Session, case: Case) -> None:
    push = Outbox(OURS)
    assert push.inbox(session, case.person_id, None, 20) == []
    push.link(session, "openid-li", Linked(case.person_id, LinkRole.SELF), "a clerk", NOON)
    recipient = service.recipient_of(session, case.person_id)
    assert recipient is not None
    with_title = {"title": "缝纫工", "employer": "测试厂"}
    for number in range(3):
        service.enqueue(session, recipient.id, Template.NEW_MATCH, with_title, f"k{number}", NOON)
    newest, *older = push.inbox(session, case.person_id, None, 20)
    assert [one.id for one in push.inbox(session, case.person_id, newest.id, 20)] == [one.id for one in older]
    assert "缝纫工" in newest.title + newest.text
    assert not push.mark_read(session, case.twin_id, newest.id, NOON)
    assert push.mark_read(session, case.person_id, newest.id, NOON + timedelta(minutes=1))
    assert push.inbox(session, case.person_id, None, 1)[0].read_at is not None


def test_an_acceptance_is_one_message_more(session: Session) -> None:
    push = Outbox(OURS)
    assert [(one.name, one.id, one.balance) for one in push.templates(session, "openid-li")] == [
        ("new_match", "tmpl-1", 0)
    ]
    push.accepted(session, "openid-li", {"new_match": Choice.ACCEPT}, NOON)
    push.accepted(session, "openid-li", {"new_match": Choice.REJECT}, NOON)
    assert push.templates(session, "openid-li")[0].balance == 1


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (platform.CodeError(40029), LoginRefusedError),
        (platform.CodeError(40163), LoginRefusedError),
        (platform.CodeError(40226), LoginRefusedError),
        (platform.CodeError(-1), WeChatDownError),
        (platform.NotReachedError(), WeChatDownError),
        (platform.NoAnswerError(), WeChatDownError),
    ],
)
def test_wechats_no_is_told_as_what_can_be_done(said: Exception, told: type[Exception]) -> None:
    class Refusing:
        def code2session(self, code: str) -> object:
            raise said

    with pytest.raises(told):
        SignIns(Refusing()).code2session("code")


def test_pages_come_although_the_file_of_templates_is_wrong(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "templates.toml"
    file.write_text("[new_match", encoding="utf-8")
    monkeypatch.setattr(settings(), "wechat_templates", file)
    app = create_app(sqlite_url)
    assert app.test_client().get("/sign-in").status_code == 200
    app.extensions["jobmatch.engine"].dispose()
