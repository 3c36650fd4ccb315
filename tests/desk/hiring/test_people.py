"""What an employer sees and answers: only who said yes and was introduced to an own post, and little of them."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from jobmatch import db
from jobmatch.access import Actor, Role
from jobmatch.audit import AuditEvent
from jobmatch.jobs.work import PROGRAM
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import ReferralState
from jobmatch.vacancies import service
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.life import Verb
from jobmatch.vacancies.model import Vacancy
from tests.desk.hiring.conftest import Desk
from tests.placements.people import NOON, TODAY

STRANGER = Actor("another employer", Role.EMPLOYER, employer_ids=frozenset({999}))


def test_the_card_says_how_to_reach_and_what_fits_and_nothing_of_the_home(desk: Desk) -> None:
    for page in (desk.client.get("/hiring").text, desk.client.get(f"/hiring/people/{desk.referral_id}").text):
        assert "测试甲" in page
        assert "19900000001" in page
        for secret in ("测试乙", "3栋1单元502", "23456", "TZ-S1-000001", "慢性", "脱贫", "低收入"):
            assert secret not in page
    card = desk.client.get(f"/hiring/people/{desk.referral_id}").text
    assert "踩平车" in card
    for done in ("做过包装工，14年多", "做过缝纫工，23个月", "做过保洁员，2年"):
        assert done in card
    assert "年纪不合" in card
    assert "说年纪不合" not in card
    with db.reading(desk.engine) as session:
        read = session.scalars(select(AuditEvent.subject).where(AuditEvent.action == "read_person")).all()
    assert set(read) == {f"person:{desk.case.person_id}"}


def test_before_the_introduction_and_of_others_there_is_nothing(desk: Desk) -> None:
    with db.transaction(desk.engine) as session:
        session.get_one(Referral, desk.referral_id).state = ReferralState.ACCEPTED
    assert "测试甲" not in desk.client.get("/hiring").text
    assert desk.client.get(f"/hiring/people/{desk.referral_id}").status_code == 404
    assert desk.post("hire").status_code == 404
    with db.transaction(desk.engine) as session:
        session.get_one(Referral, desk.referral_id).state = ReferralState.INTRODUCED
    desk.actor = STRANGER
    assert "测试甲" not in desk.client.get("/hiring").text
    for path in (f"/hiring/people/{desk.referral_id}", f"/hiring/posts/{desk.case.vacancy_id}"):
        assert desk.client.get(path).status_code == 404
    for verb in ("hire", "invite", "reject", "start", "leave"):
        assert desk.post(verb, reason="E1", day=str(TODAY)).status_code == 404, verb
    assert desk.client.post(f"/hiring/posts/{desk.case.vacancy_id}/move", data={"verb": "pause"}).status_code == 404
    assert desk.client.post(f"/hiring/posts/{desk.case.vacancy_id}/confirm", data={"places": "3"}).status_code == 404


def test_an_employer_invites_hires_sees_them_come_and_leave(desk: Desk) -> None:
    day = str(TODAY + timedelta(days=2))
    assert desk.post("invite", day=day, hour="09:00", place="厂门口", whom="王师傅").status_code == 303
    assert desk.state() == ReferralState.INTERVIEW
    assert desk.post("hire").status_code == 303
    assert desk.post("start", day=str(TODAY)).status_code == 303
    page = desk.client.get(f"/hiring/people/{desk.referral_id}").text
    assert "您要了，等他来" in page
    assert "他来上班了" not in page
    assert "他没有来" in page
    assert "合同到期" not in page
    answer = desk.client.post(f"/hiring/people/{desk.referral_id}/leave", data={"reason": "Q12"}, follow_redirects=True)
    assert (answer.status_code, desk.state()) == (200, ReferralState.CANCELLED)
    assert "位子空出来了" in answer.text


@pytest.mark.parametrize(
    ("verb", "form", "words"),
    [
        ("reject", {}, "哪样不合"),
        ("reject", {"reason": "Q1"}, "哪样不合"),
        ("invite", {"day": "2020-01-01", "hour": "09:00"}, "已经过了"),
        ("invite", {"day": "2030-01-01", "hour": "09:00", "place": "厂门口"}, "没有写错"),
    ],
)
def test_what_is_open_is_asked_at_its_place(desk: Desk, verb: str, form: dict[str, str], words: str) -> None:
    answer = desk.post(verb, **form)
    assert answer.status_code == 422
    assert words in answer.text
    assert form.get("place", "") in answer.text
    assert desk.state() == ReferralState.INTRODUCED


@pytest.mark.parametrize(
    ("begins", "words"), [("2020-01-01", "过去太久"), ("2030-01-01", "太远了"), ("明天", "没看懂")]
)
def test_a_first_day_that_cannot_be_is_asked_again_and_then_kept_and_changed(
    desk: Desk, begins: str, words: str
) -> None:
    answer = desk.post("hire", begins=begins)
    assert (answer.status_code, desk.state()) == (422, ReferralState.INTRODUCED)
    assert words in answer.text
    assert f'value="{begins}"' in answer.text
    for day, shown in ((TODAY, "2026年6月1日 星期一"), (TODAY + timedelta(days=2), "2026年6月3日 星期三")):
        assert desk.post("hire", begins=str(day)).status_code == 303
        assert shown in desk.client.get(f"/hiring/people/{desk.referral_id}").text
        assert shown in desk.client.get("/hiring").text


def test_a_no_is_told_kindly_and_twice_is_once(desk: Desk) -> None:
    assert desk.post("reject", reason="E2").status_code == 303
    assert desk.post("reject", reason="E2").status_code == 303
    assert desk.state() == ReferralState.REJECTED
    assert "刚才有人记过了" in desk.client.post(
        f"/hiring/people/{desk.referral_id}/hire", follow_redirects=True
    ).text  # fmt: skip


def test_a_post_that_silence_paused_says_why_and_one_tap_lifts_it(desk: Desk) -> None:
    here = f"/hiring/posts/{desk.case.vacancy_id}"
    with db.transaction(desk.engine) as session:
        service.move(session, session.get_one(Vacancy, desk.case.vacancy_id), Verb.SILENCE, "", NOON, PROGRAM)
    for page in ("/hiring", here):
        assert "一直没等到您回话" in desk.client.get(page).text
    desk.client.post(f"{here}/confirm", data={"places": "2"})
    with db.reading(desk.engine) as session:
        assert session.get_one(Vacancy, desk.case.vacancy_id).state is VacancyState.PUBLISHED
    assert "一直没等到您回话" not in desk.client.get("/hiring").text


def test_a_post_is_paused_taken_back_confirmed_and_over(desk: Desk) -> None:
    here = f"/hiring/posts/{desk.case.vacancy_id}"

    def state() -> VacancyState:
        with db.reading(desk.engine) as session:
            return session.get_one(Vacancy, desk.case.vacancy_id).state

    paused = desk.client.post(f"{here}/move", data={"verb": "pause"}, follow_redirects=True).text
    assert "撤回" in paused
    assert state() is VacancyState.PAUSED
    desk.client.post(f"{here}/move", data={"verb": "resume"})
    assert state() is VacancyState.PUBLISHED
    assert "核实" in desk.client.post(f"{here}/confirm", data={"places": "4"}, follow_redirects=True).text
    with db.reading(desk.engine) as session:
        vacancy = session.get_one(Vacancy, desk.case.vacancy_id)
        assert (vacancy.openings, vacancy.last_confirmed) == (4, TODAY)
    assert "0到999" in desk.client.post(f"{here}/confirm", data={"places": "很多"}, follow_redirects=True).text
    assert desk.client.post(f"{here}/move", data={"verb": "publish"}).status_code == 400
    desk.client.post(f"{here}/move", data={"verb": "withdraw"})
    assert state() is VacancyState.WITHDRAWN
    assert "刚才变了" in desk.client.post(f"{here}/move", data={"verb": "pause"}, follow_redirects=True).text


def take_back(desk: Desk) -> str:
    """The last thing said is taken back by the button of the page; what the next page says."""
    page = desk.client.get(f"/hiring/people/{desk.referral_id}").text
    found = re.search(r'name="move" value="(\d+)"', page)
    assert found is not None
    answer = desk.client.post(
        f"/hiring/people/{desk.referral_id}/take-back", data={"move": found[1]}, follow_redirects=True
    )  # fmt: skip
    return answer.text


@pytest.mark.parametrize(("verb", "form"), [("hire", {"begins": "2026-06-03"}), ("reject", {"reason": "E2"})])
def test_a_slip_is_taken_back_by_one_tap(desk: Desk, verb: str, form: dict[str, str]) -> None:
    said = desk.client.post(f"/hiring/people/{desk.referral_id}/{verb}", data=form, follow_redirects=True).text
    assert said.count('name="move"') == 2  # beside the word of what was done, and below as long as it can be
    assert "撤回了，和点以前一样" in take_back(desk)
    assert desk.state() == ReferralState.INTRODUCED


def test_what_cannot_be_taken_back_says_why_and_whom_to_ring(desk: Desk) -> None:
    desk.client.post(f"/hiring/people/{desk.referral_id}/hire", follow_redirects=True)
    with db.reading(desk.engine) as session:
        move = session.get_one(Referral, desk.referral_id).moves[-1].id
    with db.transaction(desk.engine) as session:
        session.get_one(Referral, desk.referral_id).moves[-1].role = "clerk"
    page = desk.client.get(f"/hiring/people/{desk.referral_id}").text
    assert "这是社区服务中心替您记的" in page
    assert 'name="move"' not in page
    answer = desk.post("take-back", move=str(move))
    assert (answer.status_code, desk.state()) == (422, ReferralState.HIRED)
    assert answer.text.count("这是社区服务中心替您记的") == 1
    assert "打电话给社区服务中心" in desk.post("take-back", move="x").text
