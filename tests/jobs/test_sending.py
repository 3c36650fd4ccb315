"""The loop that sends: where a folder for text messages is set, who agreed to them gets one there, and nobody else."""

import json
from pathlib import Path

import pytest

from jobmatch import db, telling
from jobmatch.households import consent
from jobmatch.households.codes import ConsentGiven, ConsentPurpose
from jobmatch.households.model import Person
from jobmatch.jobs.registry import LOOPS
from jobmatch.push import service as push
from jobmatch.push.sms import FILE
from jobmatch.push.templates import Template
from jobmatch.settings import settings
from tests.placements.people import NOON, TODAY, settle
from tests.push.world import HOUR


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
