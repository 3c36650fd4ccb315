"""A link from a text: it shows whom it is about while an answer is owed, and a tap answers."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from jobmatch import db
from jobmatch.access import ANYBODY
from jobmatch.audit import AuditEvent
from jobmatch.placements.employer_texts import links
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import ReferralState
from tests.desk.hiring.conftest import Desk
from tests.placements.people import TODAY


@pytest.fixture
def link(desk: Desk) -> str:
    desk.actor = ANYBODY
    return f"/a/{links.make(desk.referral_id, TODAY)}"


def say(desk: Desk, link: str, **form: str) -> TestResponse:
    return desk.client.post(link, data=form, follow_redirects=True)


def test_looking_shows_the_person_without_an_account_and_changes_nothing(desk: Desk, link: str) -> None:
    page = desk.client.get(link)
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert "测试甲" in page.text
    assert "19900000001" in page.text
    for secret in ("测试乙", "3栋1单元502", "23456", "TZ-S1-000001", "慢性", "脱贫", "低收入"):
        assert secret not in page.text
    assert desk.state() == ReferralState.INTRODUCED
    with db.reading(desk.engine) as session:
        read = session.scalars(select(AuditEvent.actor).where(AuditEvent.action == "read_person")).all()
    assert [who.endswith("by link") for who in read] == [True]


def test_a_tap_hires_and_a_later_one_says_that_the_person_came(desk: Desk, link: str) -> None:
    slipped = say(desk, link, say="hire")
    assert (slipped.status_code, desk.state()) == (422, ReferralState.INTRODUCED)
    assert "真的要他" in slipped.text
    assert "马上告诉他" in say(desk, link, say="hire", sure="yes").text
    assert desk.state() == ReferralState.HIRED
    assert "谢谢" in say(desk, link, say="start", day=str(TODAY)).text
    with db.reading(desk.engine) as session:
        moves = session.get_one(Referral, desk.referral_id).moves
        assert {one.by.endswith("by link") for one in moves} == {True}


def test_a_link_says_the_first_day_and_changes_it(desk: Desk, link: str) -> None:
    wrong = say(desk, link, say="hire", sure="yes", begins="2030-01-01")
    assert (wrong.status_code, desk.state()) == (422, ReferralState.INTRODUCED)
    for kept in ("太远了", 'value="2030-01-01"', "checked"):
        assert kept in wrong.text
    assert "2026年6月3日" in say(desk, link, say="hire", sure="yes", begins="2026-06-03").text
    assert "2026年6月5日" in say(desk, link, say="hire", sure="yes", begins="2026-06-05").text


def test_a_no_needs_its_reason_and_afterwards_the_link_shows_nobody(desk: Desk, link: str) -> None:
    asked = say(desk, link, say="reject")
    assert asked.status_code == 422
    assert "点一个" in asked.text
    say(desk, link, say="reject", reason="E2")
    again = say(desk, link, say="hire", sure="yes")
    assert "已经回过话" in again.text
    assert "测试甲" not in again.text
    assert desk.state() == ReferralState.REJECTED


def test_an_invitation_without_a_day_leads_on_to_the_hire(desk: Desk, link: str) -> None:
    assert "打电话跟他说" in say(desk, link, say="invite").text
    assert desk.state() == ReferralState.INTERVIEW
    say(desk, link, say="hire", sure="yes")
    assert desk.state() == ReferralState.HIRED


def test_what_is_forged_old_garbled_or_not_introduced_is_answered_gently(desk: Desk, link: str) -> None:
    old = links.make(desk.referral_id, TODAY - links.GOOD_FOR - timedelta(days=1))
    nobody = links.make(999_999, TODAY)
    for token in (link[3:-1], f"x{link[3:]}", old, nobody, "啊", "a" * 5000):
        for answer in (desk.client.get(f"/a/{token}"), desk.client.post(f"/a/{token}", data={"say": "hire"})):
            assert answer.status_code == 404
            assert "打不开" in answer.text
    assert desk.client.post(link, data={"say": "leave"}).status_code == 400
    with db.transaction(desk.engine) as session:
        session.get_one(Referral, desk.referral_id).state = ReferralState.ACCEPTED
    assert desk.client.get(link).status_code == 404
    assert say(desk, link, say="hire", sure="yes").status_code == 404
    assert desk.state() == ReferralState.ACCEPTED


@pytest.mark.parametrize("form", [{"say": "hire", "sure": "yes"}, {"say": "reject", "reason": "E2"}])
def test_a_slip_is_taken_back_on_the_same_link(desk: Desk, link: str, form: dict[str, str]) -> None:
    page = say(desk, link, **form).text
    found = re.search(r'name="move" value="(\d+)"', page)
    assert found is not None
    assert "撤回了，和点以前一样" in say(desk, link, say="take_back", move=found[1]).text
    assert desk.state() == ReferralState.INTRODUCED
    assert "已经撤回过了" in say(desk, link, say="take_back", move=found[1]).text
