"""From the employer's answer to the last day of work: what is written down, and what is asked again at its field."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from jobmatch import db
from jobmatch.access import Role
from jobmatch.placements.model import Referral
from jobmatch.placements.rights.model import RightsTicket
from jobmatch.push.model import Message
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.model import Vacancy
from tests.desk.today.conftest import Desk
from tests.placements.hired import introduced, post
from tests.placements.people import TODAY

MEETING = {"day": "2026-06-02", "hour": "09:00", "place": "厂门口", "whom": "张主任"}


def at_work(desk: Desk) -> int:
    """Hired, and two words for the first day."""
    one = desk.introduced()
    desk.post(f"/referrals/{one}/hire")
    for proof in ("resident", "employer"):
        assert desk.post(f"/referrals/{one}/start", proof=proof, day="2026-06-01").status_code == 303
    return one


def test_from_the_interview_to_the_last_day_with_its_history(desk: Desk) -> None:
    one = desk.introduced()
    page = desk.get(f"/referrals/{one}")
    for words in ("跟单位说好了，等去见", "要面试", "要了", "不要"):
        assert words in page
    assert desk.post(f"/referrals/{one}/invite", **MEETING).status_code == 303
    page = desk.get(f"/referrals/{one}")
    for words in ("单位要面试", "2026年6月2日 星期二 09:00", "厂门口", "张主任"):
        assert words in page
    desk.post(f"/referrals/{one}/hire")
    assert "单位要了，等到岗" in desk.get(f"/referrals/{one}")
    desk.post(f"/referrals/{one}/start", proof="resident", day="2026-06-01")
    page = desk.get(f"/referrals/{one}")
    assert "本人说的：2026年6月1日" in page
    assert 'value="resident"' not in page  # the same side's word counts once
    desk.post(f"/referrals/{one}/start", proof="paper", day="2026-06-01")
    assert "上班第一天" in desk.get(f"/referrals/{one}")
    desk.on(TODAY + timedelta(30))
    desk.post(f"/referrals/{one}/leave", reason="Q3", day="2026-06-20")
    page = desk.get(f"/referrals/{one}")
    for words in ("不在那里干了", "不发工钱、扣工钱", "2026年6月21日"):
        assert words in page
    assert "<details" not in page.split('<main id="main">')[1]
    with db.reading(desk.engine) as session:
        assert session.scalars(select(RightsTicket.kind)).all() == ["arrears"]
        assert len(session.scalars(select(Message)).all()) >= 2  # the meeting and the good news were told


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"hour": ""}, "hour", "几点去还没写"),
        ({"day": ""}, "day", "有几点"),
        ({"day": "2026-05-30"}, "day", "这一天已经过了"),
        ({"day": "2028-06-02"}, "day", "这是一年以后了"),
        ({"day": "2026-06-31"}, "day", "这一天没看懂"),
    ],
)
def test_a_meeting_that_cannot_be_is_asked_again_with_all_that_was_written(
    desk: Desk, changed: dict[str, str], field: str, words: str
) -> None:
    one = desk.introduced()
    answer = desk.post(f"/referrals/{one}/invite", **MEETING | changed)
    assert answer.status_code == 422
    assert wrong(answer.text) == ("invite", field, words)
    for given in (MEETING | changed).values():
        assert f'value="{given}"' in answer.text
    assert desk.referral(one).state == "introduced"
    if changed == {"day": "2028-06-02"}:
        assert desk.post(f"/referrals/{one}/invite", **MEETING | changed, sure="yes").status_code == 303


@pytest.mark.parametrize(
    ("begins", "words"),
    [("2026-05-01", "这一天过去太久了"), ("2027-06-01", "这一天太远了"), ("2026-06-31", "这一天没看懂")],
)
def test_a_first_day_that_cannot_be_is_asked_again_and_one_that_can_is_shown(
    desk: Desk, begins: str, words: str
) -> None:
    one = desk.introduced()
    answer = desk.post(f"/referrals/{one}/hire", begins=begins)
    assert (answer.status_code, wrong(answer.text)) == (422, ("hire", "begins", words))
    assert f'value="{begins}"' in answer.text
    assert desk.referral(one).state == "introduced"
    desk.post(f"/referrals/{one}/hire", begins="2026-06-03")
    assert "2026年6月3日 星期三" in desk.get(f"/referrals/{one}")
    desk.post(f"/referrals/{one}/hire", begins="2026-06-05")
    assert "2026年6月5日 星期五" in desk.get(f"/referrals/{one}")


def test_the_last_seat_is_not_given_twice_and_the_page_says_so_kindly(desk: Desk) -> None:
    one = desk.introduced(headcount=1)
    with db.transaction(desk.engine) as session:
        other = introduced(session, desk.case.twin_id, desk.case.vacancy_id).id
    desk.post(f"/referrals/{other}/hire")
    answer = desk.post(f"/referrals/{one}/hire")
    assert (answer.status_code, desk.referral(one).state) == (422, "introduced")
    assert "名额刚满" in answer.text


def test_a_closed_vacancy_and_a_place_elsewhere_are_said_so(desk: Desk) -> None:
    one = desk.introduced()
    with db.transaction(desk.engine) as session:
        elsewhere = introduced(session, desk.case.person_id, post(session, "别的厂")).id
    desk.post(f"/referrals/{elsewhere}/hire")
    assert desk.referral(one).state == "cancelled"  # it gave way
    with db.transaction(desk.engine) as session:
        session.execute(update(Referral).where(Referral.id == one).values(state="introduced"))
    assert "在别处已经说好" in desk.post(f"/referrals/{one}/hire").text
    with db.transaction(desk.engine) as session:
        gone = update(Vacancy).where(Vacancy.id == desk.case.vacancy_id).values(state=VacancyState.WITHDRAWN)
        session.execute(gone)
    assert "这个岗位已经收了" in desk.post(f"/referrals/{one}/hire").text


@pytest.mark.parametrize(
    ("form", "given", "field"),
    [
        ("start", {"proof": "employer", "day": "2026-06-09"}, "day"),
        ("start", {"proof": "employer", "day": ""}, "day"),
        ("start", {"day": "2026-06-01"}, "proof"),
        ("leave", {}, "reason"),
    ],
)
def test_a_first_day_that_cannot_be_is_asked_again(desk: Desk, form: str, given: dict[str, str], field: str) -> None:
    one = desk.introduced()
    desk.post(f"/referrals/{one}/hire")
    answer = desk.post(f"/referrals/{one}/{form}", **given)
    assert answer.status_code == 422
    assert wrong(answer.text)[:2] == (form, field)
    assert desk.referral(one).state == "hired"


@pytest.mark.parametrize("day", ["2026-06-09", "2026-05-01", "", "yesterday"])
def test_a_last_day_that_cannot_be_is_asked_again(desk: Desk, day: str) -> None:
    one = at_work(desk)
    answer = desk.post(f"/referrals/{one}/leave", reason="Q10", day=day)
    assert answer.status_code == 422
    assert wrong(answer.text)[:2] == ("leave", "day")
    assert re.search(r'value="Q10" required checked', answer.text)
    assert desk.referral(one).state == "started"


def test_who_never_came_has_no_last_day(desk: Desk) -> None:
    one = desk.introduced()
    desk.post(f"/referrals/{one}/hire")
    page = desk.get(f"/referrals/{one}")
    assert "没去成" in page
    assert 'id="leave-day"' not in page
    assert desk.post(f"/referrals/{one}/leave", reason="Q7").status_code == 303
    assert (desk.referral(one).state, desk.referral(one).left_on) == ("cancelled", None)


def test_the_reason_of_an_employer_is_for_the_worker_alone(desk: Desk) -> None:
    one = desk.introduced()
    desk.post(f"/referrals/{one}/reject", reason="E3")
    assert "说年纪不合" in desk.get(f"/referrals/{one}")
    with db.reading(desk.engine) as session:
        (told,) = session.scalars(select(Message)).all()
        assert "E3" not in str(told.fields)


def test_a_second_press_says_that_somebody_was_quicker(desk: Desk) -> None:
    one = desk.introduced()
    desk.post(f"/referrals/{one}/reject", reason="E1")
    done = desk.client.post(f"/referrals/{one}/hire", follow_redirects=True)
    assert "刚才有人记过了" in done.text
    assert desk.referral(one).state == "rejected"


def test_it_is_found_from_the_calls_and_from_the_day(desk: Desk) -> None:
    one = desk.introduced()
    desk.post(f"/referrals/{one}/invite", **MEETING)
    assert f"/referrals/{one}" in desk.get("/calls")
    assert f"/referrals/{one}" not in desk.get("/today")  # they go there tomorrow
    desk.on(TODAY + timedelta(2))
    assert f"/referrals/{one}" in desk.get("/today")
    desk.sit(Role.CLERK)
    assert f"/referrals/{one}" in desk.get("/today/list/answers")


@pytest.mark.parametrize(("verb", "form"), [("hire", {}), ("reject", {"reason": "E3"})])
def test_a_slip_is_taken_back_and_the_history_keeps_both(desk: Desk, verb: str, form: dict[str, str]) -> None:
    one = desk.introduced()
    desk.post(f"/referrals/{one}/{verb}", **form)
    page = desk.get(f"/referrals/{one}")
    found = re.search(r'name="move" value="(\d+)"', page)
    assert found is not None
    assert desk.post(f"/referrals/{one}/take-back", move=found[1]).status_code == 303
    assert desk.referral(one).state == "introduced"
    page = desk.get(f"/referrals/{one}")
    assert "撤回了，和记以前一样" in page
    assert "<s>" in page
    assert "点错了，撤回</strong>" in page
    assert desk.post(f"/referrals/{one}/take-back", move="").status_code == 422


def test_a_leaving_that_was_a_slip_is_taken_back_and_the_ticket_with_it(desk: Desk) -> None:
    one = at_work(desk)
    desk.post(f"/referrals/{one}/leave", reason="Q6", day="2026-06-01")
    found = re.search(r'name="move" value="(\d+)"', desk.get(f"/referrals/{one}"))
    assert found is not None
    desk.post(f"/referrals/{one}/take-back", move=found[1])
    assert (desk.referral(one).state, desk.referral(one).left_on) == ("started", None)
    with db.reading(desk.engine) as session:
        assert session.scalars(select(RightsTicket.state)).all() == ["settled"]


def wrong(page: str) -> tuple[str, str, str]:
    """Which form and field is asked again, and the beginning of the words."""
    found = re.search(r'class="wrong-words" id="(\w+)-(\w*)-wrong" role="alert">([^<，。？]*)', page)
    assert found is not None
    return found[1], found[2], found[3]
