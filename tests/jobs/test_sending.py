"""The loop that sends: text messages go to whom they may; a wrong file of templates stops WeChat and nothing else."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from jobmatch import db, telling
from jobmatch.households import consent
from jobmatch.households.codes import ConsentGiven, ConsentPurpose
from jobmatch.households.model import Person
from jobmatch.jobs import sending
from jobmatch.jobs.registry import LOOPS
from jobmatch.push import overview, wechat_channel
from jobmatch.push import service as push
from jobmatch.push.channels import Way
from jobmatch.push.life import DeliveryState
from jobmatch.push.model import LinkRole
from jobmatch.push.sms import FILE
from jobmatch.push.templates import Template
from jobmatch.settings import settings
from tests.placements.people import NOON, TODAY, settle
from tests.push.world import HOUR, ways
from tests.simulated import ACCOUNT


def test_text_messages_go_to_the_folder_of_the_settings_and_to_who_agreed(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "sms_folder", tmp_path / "texts")
    engine = db.engine_for(sqlite_url)
    with db.transaction(engine) as session:
        case = settle(session)
        for person_id in (case.person_id, case.twin_id):
            session.get_one(Person, person_id).phone = f"1990000{person_id:04d}"
            purposes = [ConsentPurpose.MATCH_AND_TELL, ConsentPurpose.TEXT_MESSAGES]
            for purpose in purposes if person_id == case.person_id else purposes[:1]:
                consent.give(session, person_id, purpose, ConsentGiven.IN_PERSON, TODAY, NOON)
            to = telling.recipient(session, person_id, NOON)
            push.enqueue(session, to, Template.ANSWER, {"title": "缝纫工", "employer": "测试厂"}, f"k{to}", NOON)
    send = next(loop for loop in LOOPS if loop.name == "send")
    send.run(engine, lambda: NOON + 3 * HOUR, "w1")
    (line,) = (tmp_path / "texts" / FILE).read_text(encoding="utf-8").splitlines()
    sent = json.loads(line)
    assert sent["to"] == f"1990000{case.person_id:04d}"
    assert sent["text"].startswith("给测*甲的：测试厂等您去：缝纫工。")
    engine.dispose()


def account(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    """An account with a platform that nobody answers at, and a file of templates."""
    for name, value in (
        ("wechat_app_id", "wx0"), ("wechat_secret", SecretStr("secret")), ("wechat_api_root", "http://127.0.0.1:9"),
        ("wechat_templates", file),
    ):  # fmt: skip
        monkeypatch.setattr(settings(), name, value)


def test_a_slip_in_the_file_of_templates_stops_wechat_alone_until_it_is_mended(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "templates.toml"
    file.write_text(ACCOUNT.read_text(encoding="utf-8").replace("{what}", "{waht}"), encoding="utf-8")
    account(monkeypatch, file)
    monkeypatch.setattr(settings(), "sms_folder", tmp_path / "texts")
    engine = db.engine_for(sqlite_url)
    with db.transaction(engine) as session:
        case = settle(session)
        session.get_one(Person, case.person_id).phone = "19900000001"
        for purpose in (ConsentPurpose.MATCH_AND_TELL, ConsentPurpose.TEXT_MESSAGES):
            consent.give(session, case.person_id, purpose, ConsentGiven.IN_PERSON, TODAY, NOON)
        to = telling.recipient(session, case.person_id, NOON)
        user = push.link(session, "o-1", to, LinkRole.SELF, "a clerk", NOON).openid_id
        push.accepted(session, user, {Template.ANSWER: "accept"}, NOON)
        push.enqueue(session, to, Template.ANSWER, {"title": "缝纫工", "employer": "测试厂"}, "k", NOON)
    afternoon = NOON + 3 * HOUR

    def clock() -> datetime:
        return afternoon

    for _ in range(2):
        sending.send(engine, clock, "w1")
    assert [(way, state) for way, state, _ in ways(engine)] == [(Way.SMS, DeliveryState.SENT)]
    assert [record.levelname for record in caplog.records if "waht" in record.getMessage()] == ["ERROR"], "said once"
    with db.reading(engine) as session:
        (pause,) = overview.pauses(session, afternoon)
    assert (pause.api, pause.until) == ("wechat", None)
    assert "waht" in pause.why
    file.write_text(ACCOUNT.read_text(encoding="utf-8"), encoding="utf-8")
    sending.send(engine, clock, "w1")
    with db.reading(engine) as session:
        assert overview.pauses(session, afternoon) == []
    engine.dispose()


def test_the_channel_is_put_together_once_and_again_when_the_file_has_changed(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[object] = []
    put_together = wechat_channel.channel

    def counted(*how: Any) -> object:
        built.append(how)
        return put_together(*how)

    monkeypatch.setattr(wechat_channel, "channel", counted)
    file = tmp_path / "templates.toml"
    file.write_text(ACCOUNT.read_text(encoding="utf-8"), encoding="utf-8")
    account(monkeypatch, file)
    engine = db.engine_for(sqlite_url)

    def clock() -> datetime:
        return NOON

    for _ in range(3):
        sending.send(engine, clock, "w1")
    assert len(built) == 1
    file.write_text(ACCOUNT.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    for _ in range(2):
        sending.send(engine, clock, "w1")
    assert len(built) == 2
    engine.dispose()
