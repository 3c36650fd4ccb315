"""What was said at a talk beside its questions: kept in words, shown to those who serve the family, never written over;
and what was given at the talk, which is one tap.
"""

import re

from sqlalchemy import select, text

from jobmatch import db
from jobmatch.access import Actor, Role
from jobmatch.audit import AuditEvent
from jobmatch.placements.follow_ups.life import FollowUpKind
from jobmatch.placements.minimum.model import ServiceGiven
from tests.desk.today.conftest import Desk
from tests.desk.today.test_talk import ask, kept, talk

SEEKING = FollowUpKind.SEEKING
WORDS = "娃娃九月上学，上学以后哪样班都上得"
MORE = "夜班就不去"


def test_it_is_kept_sealed_and_stands_in_the_history_of_the_family(desk: Desk) -> None:
    address = talk(desk, SEEKING)
    for _press in range(2):
        assert ask(desk, address, SEEKING, said=f" {WORDS}\n").status_code == 303
    assert kept(desk, address).said == WORDS
    with db.reading(desk.engine) as session:
        assert WORDS.encode() not in bytes(session.scalar(text("SELECT said FROM follow_up")))
        acts = session.execute(select(AuditEvent.action, AuditEvent.detail)).all()
    assert [act for act, _detail in acts].count("follow_up_note") == 1
    assert not [detail for _act, detail in acts if WORDS in (detail or "")]
    home = f"/homes/{desk.case.household_id}"
    assert WORDS in desk.get(home).split('id="history"')[1]
    assert WORDS not in desk.get(f"{home}?on=2026-05-31")
    assert desk.get(address).count(WORDS) == 1
    assert WORDS not in desk.get("/today")


def test_what_is_remembered_later_stands_below_and_once(desk: Desk) -> None:
    address = talk(desk, SEEKING)
    desk.post(f"{address}/note", said=WORDS)
    assert kept(desk, address).said is None  # nobody was asked yet
    ask(desk, address, SEEKING, said=WORDS)
    for words in (MORE, MORE, " "):
        assert desk.post(f"{address}/note", said=words).status_code == 303
    assert kept(desk, address).said == f"{WORDS}\n{MORE}"


def test_who_was_slower_sees_both_and_loses_no_word(desk: Desk) -> None:
    address = talk(desk, SEEKING)
    ask(desk, address, SEEKING, said=WORDS)
    answer = ask(desk, address, SEEKING, looking="found", said=MORE)
    assert answer.status_code == 409
    clash = answer.text.split("clash")[1].split("</section>")[0]
    assert "您记的：找到了" in clash
    assert "先记的：还在找" in clash
    assert f">{MORE}</textarea>" in answer.text
    assert kept(desk, address).said == WORDS


def test_what_is_missing_in_the_answers_costs_no_word(desk: Desk) -> None:
    address = talk(desk, SEEKING)
    for answer in (ask(desk, address, SEEKING, looking="", said=WORDS), desk.post(f"{address}/ask", said=WORDS)):
        assert answer.status_code == 422
        assert f">{WORDS}</textarea>" in answer.text


def test_all_is_well_ticks_what_was_left_open_and_writes_nothing_down(desk: Desk) -> None:
    address = talk(desk, SEEKING)
    page = desk.post(f"{address}/well", looking="not_now", said=WORDS).text
    for name, tap in (("looking", "not_now"), ("changed", "no"), ("training", "no")):
        assert re.search(rf'name="{name}" value="{tap}" checked', page)
    assert f">{WORDS}</textarea>" in page
    assert kept(desk, address).answers is None


def test_a_service_is_one_tap_and_the_talk_goes_on(desk: Desk) -> None:
    address, home = talk(desk, SEEKING), desk.case.household_id
    services = f"/homes/{home}{address.removeprefix('/today')}/services"
    said = {"person": desk.case.person_id, "kind": "policy", "looking": "yes", "said": WORDS}
    for _press in range(2):
        page = desk.post(services, **said).text
    assert "记下了：给测试甲，讲政策。" in page
    assert re.search(r'name="looking" value="yes" checked', page)
    assert f">{WORDS}</textarea>" in page
    with db.reading(desk.engine) as session:
        assert session.scalars(select(ServiceGiven.about)).all() == ["回访时讲的"]
    back = desk.post(f"/homes/{home}/services/take-back", service="1", talk=address.rpartition("/")[2])
    assert back.headers["Location"].endswith(address)
    led_on = desk.post(services, **said, kept="yes")  # a browser that keeps what was typed
    assert led_on.headers["Location"].endswith(f"{address}#services")
    ask(desk, address, SEEKING)
    assert desk.post(services, **said).status_code == 303
    for wrong in ({"person": "99"}, {"kind": "lunch"}):
        assert desk.post(services, **said | wrong).status_code == 400
    assert desk.post(f"/homes/99/talks/{address.rpartition('/')[2]}/services", **said).status_code == 404
    desk.actor = Actor("elsewhere", Role.SUPERVISOR, frozenset({"S9"}))
    assert desk.post(services, **said).status_code == 403


def test_a_talk_about_a_family_asks_to_whom_a_service_was_given(desk: Desk) -> None:
    page = desk.get(talk(desk, FollowUpKind.ZERO, person_id=None))
    assert re.search(rf'name="person" value="{desk.case.person_id}" checked', page)
    assert f'name="person" value="{desk.case.twin_id}"' in page
