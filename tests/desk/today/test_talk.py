"""The script of one talk: asked as it is spoken, asked again where something is missing, and what is done after it."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from jobmatch import db
from jobmatch.access import Role
from jobmatch.placements import employing
from jobmatch.placements.follow_ups.life import FollowUpKind, FollowUpState
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.returns.model import FestivalReturn
from jobmatch.placements.warnings.life import WarningState
from jobmatch.placements.warnings.model import EarlyWarning, Level, Signal
from tests.desk.today.conftest import Desk
from tests.placements.follow_ups.asked import ANSWERS, noon
from tests.placements.hired import started
from tests.placements.people import NOON, TODAY

WEEK, MONTH = FollowUpKind.WORK_DAY_7, FollowUpKind.WORK_DAY_30


def talk(desk: Desk, kind: FollowUpKind, *, works: bool = False, mark: str = "", **facts: object) -> str:
    """A talk that is due today; its address. `works`: it is about work that began today."""
    with db.transaction(desk.engine) as session:
        referral = started(session, desk.case).id if works else facts.pop("referral_id", None)
        row = FollowUp(
            kind=kind, mark=mark or f"{kind}:1", household_id=desk.case.household_id, referral_id=referral,
            person_id=facts.pop("person_id", desk.case.person_id), due_on=TODAY, state=FollowUpState.DUE, **facts,
        )  # fmt: skip
        session.add(row)
        session.flush()
        return f"/today/talks/{row.id}"


def ask(desk: Desk, address: str, kind: FollowUpKind, **changed: str) -> TestResponse:
    """All is well, but for what is changed."""
    return desk.post(address, **{"way": "call"} | ANSWERS.get(kind, {}) | changed)


def kept(desk: Desk, address: str) -> FollowUp:
    with db.reading(desk.engine) as session:
        found = session.get_one(FollowUp, int(address.rpartition("/")[2]))
        session.expunge_all()
        return found


def test_a_script_shows_every_question_with_its_taps_and_when_it_is_asked(desk: Desk) -> None:
    page = desk.get(talk(desk, WEEK, works=True))
    for words in ("测试甲", "缝纫工，测试厂", "tel:19900000001", "干得惯不惯？", "为哪样走的？", "拖工钱、扣工钱"):
        assert words in page
    assert "上面答“还在”才问" in page
    assert "上面答“没在了”才问" in page
    assert page.count('name="reason"') == 15


def test_the_question_that_is_missing_is_asked_again_and_nothing_is_lost(desk: Desk) -> None:
    address = talk(desk, MONTH, works=True)
    answer = ask(desk, address, MONTH, paid="", yuan="", change="yes")
    assert answer.status_code == 422
    assert re.search(r'id="q-paid-wrong">这一题还没答', answer.text)
    for name, tap in (("there", "yes"), ("cared_for", "yes"), ("change", "yes")):
        assert re.search(rf'name="{name}" value="{tap}" checked', answer.text)
    assert kept(desk, address).state is FollowUpState.DUE


@pytest.mark.parametrize(
    ("changed", "key", "words"),
    [
        ({"yuan": "三千"}, "yuan", "只写数字"),
        ({"there": "no", "last_day": "2026-06-09", "reason": "Q10"}, "last_day", "还没到"),
        ({"there": "no", "last_day": "2026-05-20", "reason": "Q10"}, "last_day", "比上班第一天还早"),
        ({"there": "no", "last_day": "soon", "reason": "Q10"}, "last_day", "没看懂"),
        ({"there": "no", "last_day": "2026-06-01", "reason": "Q99"}, "reason", "点一个"),
    ],
)
def test_what_is_no_answer_is_asked_again(desk: Desk, changed: dict[str, str], key: str, words: str) -> None:
    address = talk(desk, MONTH, works=True)
    answer = ask(desk, address, MONTH, **changed)
    assert answer.status_code == 422
    found = re.search(rf'id="q-{key}-wrong">([^<]*)', answer.text)
    assert found is not None
    assert words in found[1]
    assert kept(desk, address).state is FollowUpState.DUE
    assert desk.referral(1).state == "started"


def test_answers_to_what_is_not_asked_are_left_out(desk: Desk) -> None:
    address = talk(desk, WEEK, works=True)
    assert ask(desk, address, WEEK, there="no", last_day="2026-06-01", reason="Q5").status_code == 303
    assert kept(desk, address).answers == {"there": "no", "last_day": "2026-06-01", "reason": "Q5"}
    assert "不在那里干了" in desk.get(address)


def test_papers_kept_open_a_ticket_and_the_page_says_what_to_do_today(desk: Desk) -> None:
    address = talk(desk, WEEK, works=True)
    desk.on(TODAY + timedelta(7))
    ask(desk, address, WEEK, taken="papers", contract="no")
    page = desk.get(address)
    for words in ("还在上班", "开了一张维权单：身份证被收走", "今天就打12333", "合同没签"):
        assert words in page
    desk.sit(Role.CLERK)
    assert "告诉责任人或者站点负责人" in desk.get(address)


def test_a_first_day_is_the_persons_word_and_waits_for_another(desk: Desk) -> None:
    one = desk.introduced()
    with db.transaction(desk.engine) as session:
        employing.hire(session, one, desk.case.actor(Role.HELPER), NOON)
    address = talk(desk, FollowUpKind.WORK_DAY_1, referral_id=one)
    page = ask(desk, address, FollowUpKind.WORK_DAY_1, first_day="2026-04-01").text
    assert "比说要他的那天早太多" in page
    ask(desk, address, FollowUpKind.WORK_DAY_1)
    assert "本人说到岗了" in desk.get(address)
    assert desk.referral(one).state == "hired"


def test_three_days_without_an_answer_lead_to_the_neighbours_and_then_to_the_door(desk: Desk) -> None:
    address = talk(desk, FollowUpKind.SEEKING)
    for day in range(3):
        desk.on(TODAY + timedelta(day))
        page = desk.get(address)
        assert "麻烦您碰到了说一下" not in page
        assert "今天没人接" not in page
        desk.post(f"{address}/missed")
        assert ("今天没人接，记下了" in desk.get(address)) == (day < 2)
    page = desk.get(address)
    for words in ("3天没人接", "好久没得测试甲的消息", "派人上门"):
        assert words in page
    assert "/missed" not in page
    desk.post(f"{address}/missed")  # a page that stayed open
    desk.post(f"{address}/go-there")
    desk.post(f"{address}/go-there")
    page = desk.get(address)
    assert "要上门去看" in page
    assert "tel:" not in page
    assert ask(desk, address, FollowUpKind.SEEKING, way="visit").status_code == 303


def test_who_does_not_want_to_is_visited_and_never_rung(desk: Desk) -> None:
    address = talk(desk, FollowUpKind.UNWILLING)
    page = desk.get(address)
    assert "上门去，不打电话" in page
    assert "tel:" not in page
    assert "/missed" not in page
    assert desk.post(f"{address}/missed").status_code == 400
    assert desk.post(address, way="call", wants="no", changed="no").status_code == 400
    assert desk.post(address, way="visit", wants="no", changed="no").status_code == 303
    assert "都好，没有要办的" in desk.get(address)


def test_what_another_talk_left_open_is_said_first(desk: Desk) -> None:
    assert "上回说的：想换个活" in desk.get(talk(desk, FollowUpKind.TALK_OVER, because=["wants_change"]))


@pytest.mark.parametrize(("said", "kept_as"), [("东莞市", "441900"), ("广州市白云区", "440111"), ("月亮上", None)])
def test_a_place_is_read_as_it_is_said(desk: Desk, said: str, kept_as: str | None) -> None:
    desk.on(date(2027, 1, 20))
    address = talk(
        desk, FollowUpKind.SPRING_FESTIVAL, mark=f"spring_festival:person:{desk.case.person_id}:2027",
    )  # fmt: skip
    given = {"home": "back", "again": "same", "leaves_on": "2027-02-20", "destination": said, "bus": "yes"}
    answer = desk.post(address, way="return_point", **given)
    if kept_as is None:
        assert answer.status_code == 422
        assert "没看懂是哪里" in answer.text
        assert f'value="{said}"' in answer.text
        assert re.search(r'value="return_point" checked', answer.text)
        return
    assert answer.status_code == 303
    with db.reading(desk.engine) as session:
        assert session.scalars(select(FestivalReturn.destination)).all() == [kept_as]


def test_a_colleague_who_was_quicker_has_the_word(desk: Desk) -> None:
    address = talk(desk, FollowUpKind.SEEKING)
    ask(desk, address, FollowUpKind.SEEKING)
    done = desk.client.post(
        address, data=ANSWERS[FollowUpKind.SEEKING] | {"way": "call", "looking": "found"}, follow_redirects=True
    )
    assert "问过了，都记下了" in done.text
    assert (kept(desk, address).answers or {})["looking"] == "yes"


def test_a_talk_that_is_over_by_itself_is_not_asked(desk: Desk) -> None:
    address = talk(desk, FollowUpKind.SEEKING)
    with db.transaction(desk.engine) as session:
        session.get_one(FollowUp, int(address.rpartition("/")[2])).state = FollowUpState.LAPSED
    page = desk.get(address)
    assert "这一个不用问了" in page
    assert "data-talk" not in page


def test_the_last_earner_who_left_starts_the_clock_and_the_page_says_so(desk: Desk) -> None:
    address = talk(desk, MONTH, works=True)
    desk.on(noon(TODAY + timedelta(30)))
    ask(desk, address, MONTH, there="no", last_day="2026-06-30", reason="Q1")
    page = desk.get(address)
    assert "这家没有人上班了" in page
    assert "家里最后一个上班的人没活了" in page
    assert f"/today/homes/{desk.case.household_id}" in desk.get("/today")


def test_a_warning_about_somebody_else_of_the_family_says_about_whom(desk: Desk) -> None:
    address = talk(desk, FollowUpKind.SEEKING)
    ask(desk, address, FollowUpKind.SEEKING)
    with db.transaction(desk.engine) as session:
        for who in (desk.case.twin_id, desk.case.person_id):
            session.add(EarlyWarning(
                signal=Signal.RETURNED_WITHOUT_PLAN, level=Level.YELLOW, mark=f"here:{who}", person_id=who,
                household_id=desk.case.household_id, raised_on=TODAY, due_on=TODAY,
                state=WarningState.OPEN,
            ))  # fmt: skip
    page = desk.get(address)
    assert page.count("预警：回来半个月了，还没打算") == 1
    assert page.count("预警：测试乙：回来半个月了，还没打算") == 1
