"""What a school does with its classes: plan, publish, call the roll, examine, certify; and only with its own."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select, update

from desk import codes
from desk.codes import Code, Kind
from jobmatch import db
from jobmatch.access import Actor, Role
from jobmatch.courses import demand
from jobmatch.courses.codes import CourseType
from jobmatch.courses.demand import Wanted
from jobmatch.courses.ending.model import CourseCertificate
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.model import Course
from jobmatch.households.consent import Consent
from jobmatch.households.working_life import CertificateRow
from jobmatch.reports import schools
from jobmatch.vacancies.model import Vacancy
from tests.desk.office.office_desk import Office, sitting
from tests.placements.hired import post
from tests.trainers.conftest import LICENSED_UNTIL, NOW, TODAY, School
from tests.vacancies.posting_desk import CLERK

SEWING = {
    "title": "缝纫工初级班", "type": CourseType.EMPLOYMENT_SKILL, "site": "桐梓县娄山关街道", "capacity": "20",
    "starts_on": (TODAY + timedelta(days=10)).isoformat(), "ends_on": (TODAY + timedelta(days=20)).isoformat(),
}  # fmt: skip


def test_a_class_is_planned_published_opened_and_not_held_after_all(desk: Office) -> None:
    planned = desk.post("/classes/new", **SEWING)
    assert planned.status_code == 303
    here = planned.location
    assert "排好了，还没公布" in desk.get(here)
    for verb, then in (("publish", "公布了，还没开始报名"), ("open", "正在报名")):
        assert desk.post(f"{here}/step", verb=verb).status_code == 303
        assert then in desk.get(here)
    desk.post(f"{here}/cancel", reason="")
    assert "正在报名" in desk.get(here)
    desk.post(f"{here}/cancel", reason="老师病了")
    assert "停办了" in desk.get(here)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"ends_on": (TODAY + timedelta(days=1)).isoformat()}, "结束的日子在开班前头"),
        ({"starts_on": "下周"}, "日子没看懂"),
        ({"capacity": "许多"}, "写一个数"),
        ({"capacity": ""}, "收多少人还没写"),
        ({"title": ""}, "班还没有名字"),
        ({"ends_on": (LICENSED_UNTIL + timedelta(days=1)).isoformat()}, "许可证"),
        ({"posts": "G999999"}, "没有岗位G999999"),
        ({"starts_on": (TODAY - timedelta(days=1)).isoformat()}, "已经过了"),
        ({"contact_phone": "1990000384"}, "写一个手机号"),
        ({"age_min": "45", "age_max": "18"}, "“最大”比“最小”还小"),
        ({"certificate_by": TODAY.isoformat()}, "班还没结束就拿证"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(desk: Office, wrong: dict[str, str], words: str) -> None:
    answer = desk.post("/classes/new", **SEWING | {"room": "二楼东"} | wrong)
    assert answer.status_code == 422
    assert words in answer.text
    assert 'value="二楼东"' in answer.text
    assert 'aria-invalid="true"' in answer.text, "it stands beside the field"
    with db.reading(desk.engine) as session:
        assert session.scalars(select(Course.title)).all() == ["叉车班"]


def test_all_that_is_wrong_is_said_at_once_at_the_top_and_beside_its_field(desk: Office) -> None:
    wrong = {"type": "", "days": "很多", "capacity": "5", "capacity_least": "9", "ends_on": "2020-01-01", "posts": "G9"}
    answer = desk.post("/classes/new", **SEWING | wrong)
    assert answer.status_code == 422
    fields = ("type", "days", "capacity_least", "ends_on", "posts")
    assert [one for one in fields if f'<a href="#{one}">' not in answer.text or f'id="{one}"' not in answer.text] == []
    assert answer.text.count('class="wrong-words"') == len(fields)


def test_a_second_click_plans_no_second_class(desk: Office) -> None:
    made, again = (desk.post("/classes/new", **SEWING, contact_phone="199 0000-9777", fee="40") for _ in range(2))
    assert made.location == again.location
    assert desk.post("/classes/new", **SEWING | {"title": "缝纫工中级班"}).location != made.location


def test_what_the_county_asks_for_is_taken_up_once_and_whoever_is_late_loses_nothing(
    desk: Office, school: School
) -> None:
    wanted = Wanted("k", "缝纫班", None, "sewing", "桐梓县", None, 5, 8, 20, TODAY + timedelta(days=10), (), None)
    with db.transaction(desk.engine) as session:
        asked = demand.ask(session, wanted, NOW, Actor("county", Role.COUNTY)).id
    made, again = (desk.post(f"/classes/new?demand={asked}", **SEWING) for _ in range(2))
    assert made.status_code == 303
    assert made.location == again.location
    with sitting(school.url, school.other) as late:
        back = late.post(f"/classes/new?demand={asked}", **SEWING | {"title": "我们的缝纫班"})
        assert back.status_code == 409
        assert "刚才有学校接了" in back.text
        assert "我们的缝纫班" in back.text


def test_too_late_to_publish_is_said_with_what_to_do(desk: Office) -> None:
    here = desk.post("/classes/new", **SEWING | {"starts_on": (TODAY + timedelta(days=2)).isoformat()}).location
    desk.post(f"{here}/step", verb="publish")
    assert "来不及了" in desk.get(here)


def test_whoever_changes_a_class_second_sees_what_stands_and_loses_nothing(desk: Office) -> None:
    here = desk.post("/classes/new", **SEWING).location
    seen = desk.get(f"{here}/change").partition('name="seen" value="')[2].partition('"')[0]
    for _click in range(2):
        assert desk.post(f"{here}/change", **SEWING, occupation="缝纫工", room="一楼", seen=seen).status_code == 303
    late = desk.post(f"{here}/change", **SEWING, room="二楼", seen=seen)
    assert late.status_code == 409
    assert "一楼" in late.text
    assert 'value="二楼"' in late.text
    now = late.text.partition('name="seen" value="')[2].partition('"')[0]
    assert desk.post(f"{here}/change", **SEWING, room="二楼", seen=now).status_code == 303
    assert "二楼" in desk.get(here)


def test_the_posts_that_wait_for_a_class_can_still_be_written(desk: Office) -> None:
    here = desk.post("/classes/new", **SEWING | {"type": CourseType.ORDERED}).location
    with db.transaction(desk.engine) as session:
        number = session.get_one(Vacancy, post(session, "G000077")).number
    page = desk.get(f"{here}/change")
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    typed = SEWING | {"type": CourseType.ORDERED, "occupation": "缝纫工", "seen": seen}
    assert "没有岗位G000078" in desk.post(f"{here}/change", **typed, posts="G000078").text
    assert desk.post(f"{here}/change", **typed, posts=number).status_code == 303
    assert f'value="{number}"' in desk.get(f"{here}/change")
    assert "普工" in desk.get(here)


def test_of_another_school_there_is_nothing_to_find(school: School) -> None:
    with sitting(school.url, school.other) as desk:
        for page in ("", "/attendance", "/ending", "/change"):
            assert desk.client.get(f"/classes/{school.course_id}{page}").status_code == 404
        assert "叉车班" not in desk.get("/classes")
    with sitting(school.url, Actor("nobody's", Role.TRAINER)) as desk:
        assert "还没登记您是哪个学校的" in desk.get("/classes")


def test_a_name_is_for_whoever_serves_the_family_and_for_a_school_that_may_hear_it(school: School) -> None:
    here = f"/classes/{school.course_id}"
    with sitting(school.url, Actor("elsewhere", Role.CLERK, frozenset({"S9"}))) as desk:
        for page in ("", "/attendance", "/ending"):
            assert "测试0" not in desk.get(here + page)
    with sitting(school.url, school.own) as desk:
        assert "测试0" in desk.get(here)
        with db.transaction(desk.engine) as session:
            session.execute(update(Consent).values(withdrawn_on=TODAY))
        assert "测试0" not in desk.get(here)


def test_who_came_and_passed_gets_a_card_which_the_record_holds_and_no_number_stands_twice(
    desk: Office, school: School
) -> None:
    here, (one, two) = f"/classes/{school.course_id}", school.seats
    end, passed = f"{here}/ending", {f"exam-{each}": "passed" for each in school.seats}
    desk.post(f"{here}/attendance", on=TODAY.isoformat(), half="morning", rest="present")
    for said in ("记好了2个人的考试", "先前都记好了"):  # the second time by a double click
        assert desk.post(f"{end}/exams", **passed).status_code == 303
        assert said in desk.get(end)
    unread = desk.post(f"{end}/certificates", issued_on=TODAY.isoformat(), valid_to="明年", **{f"number-{one}": "A1"})
    assert unread.status_code == 422
    assert "日子没看懂" in unread.text
    twice = desk.post(
        f"{end}/certificates", issued_on=TODAY.isoformat(), **{f"number-{one}": "A1", f"number-{two}": "A1"}
    )
    assert twice.status_code == 422
    assert "已经登记给别的人" in twice.text
    with db.reading(desk.engine) as session:
        assert session.scalars(select(CertificateRow)).all() == []
    cards = {f"number-{one}": "A1", f"number-{two}": "A2"}
    for said in ("记好了2张证", "先前都记好了"):
        assert desk.post(f"{end}/certificates", issued_on=TODAY.isoformat(), **cards).status_code == 303
        assert said in desk.get(end)
    with db.reading(desk.engine) as session:
        assert {card.kind for card in session.scalars(select(CertificateRow))} == {"forklift"}
        assert {each.state for each in session.scalars(select(Enrolment))} == {"certified"}
    assert "证书拿到了" in desk.get(end)
    paper = desk.get(f"{here}/certificates")
    assert "A1" in paper
    assert paper.count("<svg") == 2


def test_a_wrong_tap_at_the_exam_is_taken_back_and_who_failed_sits_it_again(desk: Office, school: School) -> None:
    here, (one, two) = f"/classes/{school.course_id}", school.seats
    end, exams = f"{here}/ending", f"{here}/ending/exams"
    desk.post(f"{here}/attendance", on=TODAY.isoformat(), half="morning", rest="present")
    desk.post(exams, **{f"exam-{one}": "passed", f"exam-{two}": "passed"})
    page = desk.get(end)
    both = page.partition('name="moves" value="')[2].partition('"')[0]
    assert page.count("记错了，撤回</button>") == 2
    assert desk.post(f"{exams}/back", moves="1,x").status_code == 400
    for said in ("撤回了2个人的考试", "没有撤"):
        assert desk.post(f"{exams}/back", moves=both).status_code == 303
        assert said in desk.get(end)
    desk.post(exams, **{f"exam-{one}": "passed", f"exam-{two}": "not_passed"})
    page = desk.get(end)
    assert "补考" in page
    first = page.partition(f'name="after-{two}" value="')[2].partition('"')[0]
    for said in ("记好了1个人的考试", "先前都记好了"):
        assert desk.post(exams, **{f"exam-{two}": "passed", f"after-{two}": first}).status_code == 303
        assert said in desk.get(end)
    assert "第1回没考过，第2回考过了" in desk.get(end)
    desk.post(f"{end}/certificates", issued_on=TODAY.isoformat(), **{f"number-{two}": "A1"})
    page = desk.get(end)
    assert page.count("记错了，撤回</button>") == 1, "of whom the card is written it stays"


def test_the_code_on_a_certificate_says_that_it_is_genuine_and_nobodys_name(desk: Office, school: School) -> None:
    here, (one, two) = f"/classes/{school.course_id}", school.seats
    desk.post(f"{here}/attendance", on=TODAY.isoformat(), half="morning", rest="present")
    desk.post(f"{here}/ending/exams", **{f"exam-{one}": "passed", f"exam-{two}": "passed"})
    issued, ends = TODAY.isoformat(), (TODAY + timedelta(days=365)).isoformat()
    desk.post(f"{here}/ending/certificates", issued_on=issued, valid_to=ends, **{f"number-{one}": "第A1号"})
    with db.reading(desk.engine) as session:
        card = session.scalars(select(CourseCertificate.id)).one()
    address = f"/q/{codes.written(Code(Kind.CERTIFICATE, card, TODAY))}"
    page = desk.get(address)
    assert "这张证是真的，管到" in page
    assert "叉车证" in page
    assert "测试0" not in page
    assert "第A1号" not in page
    with time_machine.travel(NOW + timedelta(days=400)):
        assert "过期了" in desk.get(address)
    void = f"{here}/ending/certificates/void"
    assert "证号第A1号" in desk.get(f"{here}/ending")
    assert desk.post(void, card=str(card + 1), because="days").status_code == 404
    with sitting(school.url, school.other) as window:
        assert window.post(void, card=str(card), because="days").status_code == 404
    for because, said in (("", "点一样再来"), ("days", "照对的再写一回"), ("days", "先前作废过了")):
        assert desk.post(void, card=str(card), because=because).status_code == 303
        assert said in desk.get(f"{here}/ending")
    assert "作废的那张：证号第A1号" in desk.get(f"{here}/ending")
    page = desk.get(address)
    assert "这张证不作数" in page
    assert "叉车" not in page
    assert "<svg" not in desk.get(f"{here}/certificates"), "no paper of it is printed any more"
    desk.post(f"{here}/ending/certificates", issued_on=issued, **{f"number-{one}": "第A1号"})
    assert "证号第A1号" in desk.get(f"{here}/ending")
    assert desk.client.get(f"/q/{codes.written(Code(Kind.CERTIFICATE, card + 9, TODAY))}").status_code == 404


def test_what_came_of_a_class_is_shown_and_money_for_it_is_claimed_once(desk: Office, school: School) -> None:
    here, (one, two) = f"/classes/{school.course_id}", school.seats
    desk.post(f"{here}/attendance", on=TODAY.isoformat(), half="morning", rest="present")
    desk.post(f"{here}/ending/exams", **{f"exam-{one}": "passed", f"exam-{two}": "not_passed"})
    desk.post(f"{here}/ending/certificates", issued_on=TODAY.isoformat(), **{f"number-{one}": "A1"})
    desk.post(f"{here}/step", verb="end")
    assert "才晓得" in desk.get("/classes/outcomes")
    with db.transaction(desk.engine) as session:
        for known in schools.schools(session):
            schools.count(session, known, TODAY)
    assert "不到5" in desk.get("/schools")
    assert desk.client.get(f"{here}/subsidies").status_code == 403
    with sitting(school.url, CLERK) as window:
        page = window.get(f"{here}/subsidies")
        assert f'name="training-{one}"' in page
        assert f'name="training-{two}"' not in page
        assert 'name="amount" inputmode="decimal" maxlength="12" autocomplete="off" value="1000"' in page
        both = {f"training-{one}": "1", f"allowance-{one}": "1"}
        for amount, words in (("很多", "好多钱还没写"), ("8000", "最多补3000元")):
            wrong = window.post(f"{here}/subsidies", amount=amount, **both)
            assert (wrong.status_code, words in wrong.text) == (422, True)
        assert window.post(f"{here}/subsidies", amount="800", **both).status_code == 303
        page = window.get(f"{here}/subsidies")
        assert page.count("日申请了") == 2
        assert window.post(f"{here}/subsidies", amount="800", **both).status_code == 303
        assert "先前都申请过了" in window.get(f"{here}/subsidies"), "a second click is no fault"
        slip = page.partition('name="claims" value="')[2].partition('"')[0]
        assert window.post(f"{here}/subsidies/back", claims=slip).status_code == 422
        assert window.post(f"{here}/subsidies/back", claims="99", because="slip").status_code == 404
        for said in ("撤了2笔申请", "没有撤"):
            assert window.post(f"{here}/subsidies/back", claims=slip, because="slip").status_code == 303
            page = window.get(f"{here}/subsidies")
            assert said in page
        assert (page.count("撤了：写错了"), page.count(f'name="training-{one}"')) == (2, 1)


def test_the_office_enters_a_school_and_reads_its_licence(school: School) -> None:
    with sitting(school.url, CLERK) as desk:
        assert desk.post("/classes/schools", name=" ").status_code == 422
        desk.post("/classes/schools", name="新来的学校")
        page = desk.get("/classes/schools")
        number = page.partition("新来的学校</h2>")[0].rpartition('id="named-')[2].partition('"')[0]
        assert desk.post(f"/classes/schools/{number}", kind="school", until="明年").status_code == 422
        answer = desk.post(
            f"/classes/schools/{number}", kind="school", licence="520000000009", until=LICENSED_UNTIL.isoformat()
        )
        assert answer.status_code == 303
        assert desk.get("/classes/schools").count("有许可证") == 2
