"""What somebody said and sent is shown back: once, whole, and as it stands; and lists can be read to their end."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from jobmatch import clock
from tests.browser.mini_program.telephone import Client

COURSE = {"id": 5, "title": "家政服务员", "provider": "县职校", "starts_on": "2026-12-01", "ends_on": "2026-12-15",
          "days": 15, "hours": "", "living": [], "seats": 20, "room": "还有20个座位", "waits": False,
          "place": "蟠龙社区", "cost": "不要钱", "opens": "", "shut": "", "wished": False}  # fmt: skip
REFERRAL = {"id": 7, "vacancy": 11, "title": "平车工", "employer": "桐梓县娄山服装厂", "state": "declined",
            "words": "说了不想去", "meet_at": None, "meet_place": "", "meet_whom": ""}  # fmt: skip
COMPLAINT = {"id": 2, "kind": "complaint", "about": "employer", "settled": False, "reply": "",
             "said_at": "2026-11-02T10:00:00+08:00"}  # fmt: skip


def posts(client: Client, end: str) -> list[Any]:
    return [body for path, body in client.api.said if path.endswith(end)]


def twice(page: Page, name: str) -> None:
    """A finger that slips: two taps before anything is drawn anew."""
    page.get_by_role("button", name=name).evaluate("one => { one.click(); one.click() }")


def test_courses_are_read_to_their_end(phone: Client) -> None:
    first = [COURSE | {"id": one, "title": f"第{one}班"} for one in range(1, 21)]
    phone.api.telling["/people/1/courses"] = {"items": first, "next": 20}
    phone.api.telling["/people/1/courses?after=20"] = {
        "items": [COURSE | {"id": 21, "title": "最后一班"}],
        "next": None,
    }
    page = phone.start("/pages/courses/courses")
    page.get_by_role("button", name="再看一些").click()
    expect(page.get_by_text("最后一班")).to_be_visible()
    expect(page.get_by_text("第1班", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="再看一些")).to_have_count(0)


def test_two_taps_on_a_yes_ask_once_and_say_it_once(phone: Client) -> None:
    page = phone.start_asking()
    twice(page, "我想去：平车工")
    page.get_by_role("button", name="允许").click()
    expect(page.get_by_text("记下了，我们去问单位")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert posts(phone, "/answer") == [{"answer": "want"}]


def test_two_taps_on_a_wish_to_hear_more_are_one(phone: Client) -> None:
    page = phone.start_asking("/pages/courses/courses")
    page.get_by_role("button", name="我要报名：家政服务员").click()
    twice(page, "先问问工作人员：家政服务员")
    page.get_by_role("button", name="允许").click()
    expect(page.get_by_text("您说了想先问问，工作人员会找您。")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert posts(phone, "/wish") == [{}]


def test_a_seat_is_taken_after_the_question_whether_the_school_may_hear_the_name_and_given_up(phone: Client) -> None:
    page = phone.start_asking("/pages/courses/courses")
    page.get_by_role("button", name="我要报名：家政服务员").click()
    expect(page.get_by_text("可以把您的名字告诉县职校吗？")).to_be_visible()
    assert posts(phone, "/join") == []
    twice(page, "可以，报名：家政服务员")
    page.get_by_role("button", name="允许").click()
    expect(page.get_by_text("报上名了")).to_be_visible()
    assert posts(phone, "/join") == [{"agrees": True}]
    page.get_by_role("button", name="不去了：家政服务员").click()
    twice(page, "地里活忙")
    expect(page.get_by_text("没有去学")).to_be_visible()
    assert posts(phone, "/give-up") == [{"reason": "farm_season"}]


def test_a_seat_asked_for_without_a_line_is_kept_and_sent_once(phone: Client) -> None:
    page = phone.start_asking("/pages/courses/courses")
    page.get_by_role("button", name="我要报名：家政服务员").click()
    phone.cut(off=True)
    page.get_by_role("button", name="可以，报名：家政服务员").click()
    page.get_by_role("button", name="允许").click()
    expect(page.get_by_text("先记在手机里了，有网了就送去。")).to_be_visible()
    phone.cut(off=False)
    expect(page.get_by_text("报上名了")).to_be_visible()
    expect(page.get_by_text("先记在手机里了，有网了就送去。")).to_have_count(0)
    assert posts(phone, "/join") == [{"agrees": True}]


def test_a_seat_kept_while_messages_are_asked_for_is_shown_once_it_is_sent(phone: Client) -> None:
    page = phone.start_asking("/pages/courses/courses")
    page.get_by_role("button", name="我要报名：家政服务员").click()
    phone.cut(off=True)
    page.get_by_role("button", name="可以，报名：家政服务员").click()
    expect(page.get_by_text("先记在手机里了，有网了就送去。")).to_be_visible()
    phone.cut(off=False)
    expect(page.get_by_text("报上名了")).to_be_visible()
    page.get_by_role("button", name="允许").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert posts(phone, "/join") == [{"agrees": True}]


def test_a_seat_kept_for_one_lost_request_is_shown_though_nobody_said_that_the_line_is_back(phone: Client) -> None:
    page = phone.start_asking("/pages/courses/courses")
    page.route("**/join", lambda route: route.abort(), times=1)
    page.get_by_role("button", name="我要报名：家政服务员").click()
    page.get_by_role("button", name="可以，报名：家政服务员").click()
    page.get_by_role("button", name="允许").click()
    expect(page.get_by_text("报上名了")).to_be_visible()
    assert posts(phone, "/join") == [{"agrees": True}]


def test_another_job_is_wanted_while_the_first_yes_is_still_on_its_way(phone: Client) -> None:
    page = phone.start_asking()
    page.route("**/11/answer", lambda route: None)
    page.get_by_role("button", name="我想去：平车工").click()
    page.get_by_role("button", name="允许").click()
    page.get_by_role("button", name="我想去：保洁员").click()
    page.get_by_role("button", name="允许").click()
    expect(page.get_by_text("记下了，我们去问单位")).to_be_visible()


def test_two_taps_on_a_complaint_are_one_and_lead_one_page_back(phone: Client) -> None:
    page = phone.start("/pages/me/me")
    page.get_by_role("link", name="投诉，打12333").click()
    page.get_by_label("是怎么回事").fill("叫我先交押金")
    twice(page, "交上去")
    page.get_by_role("button", name="晓得了").click()
    expect(page.get_by_role("link", name="我的登记")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert len(posts(phone, "/complaints")) == 1


def test_a_complaint_of_blanks_cannot_be_sent(phone: Client) -> None:
    page = phone.start("/pages/complaint/complaint?vacancy=11")
    page.get_by_label("是怎么回事").fill("  \n ")
    expect(page.get_by_role("button", name="交上去")).to_be_disabled()
    page.get_by_label("是怎么回事").fill(" 押金 ")
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_role("dialog")).to_contain_text("主管看了会回您的话")
    assert posts(phone, "/complaints") == [{"about": "employer", "words": "（岗位11）押金"}]


def test_whoever_writes_much_is_told_how_much_room_is_left(phone: Client) -> None:
    page = phone.start("/pages/complaint/complaint")
    page.get_by_label("是怎么回事").fill("话" * 470)
    expect(page.get_by_text("还写得下10个字。")).to_be_visible()
    page.get_by_label("是怎么回事").fill("话" * 480)
    expect(page.get_by_text("写满了。")).to_be_visible()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "交上去了，主管还没有回话。"),
        ({"state": "sent"}, "交上去了，主管还没有看到。"),
        ({"state": "seen"}, "主管看到了，还没有回话。"),
    ],
)
def test_a_complaint_shows_its_words_and_promises_nothing_that_is_not_so(
    phone: Client, told: dict[str, str], words: str
) -> None:
    phone.api.telling["/people/1/concerns"] = {"items": [COMPLAINT | told | {"said": "押金两百没有退"}]}
    page = phone.start("/pages/complaint/complaint")
    expect(page.get_by_text("押金两百没有退")).to_be_visible()
    expect(page.get_by_text(words)).to_be_visible()
    expect(page.get_by_text("正在看")).to_have_count(0)


def test_who_asked_to_be_erased_sees_that_it_waits_and_is_not_asked_again(phone: Client) -> None:
    phone.api.telling["/people/1/concerns"] = {"items": [COMPLAINT | {"kind": "erasure", "about": "record"}]}
    page = phone.start("/pages/me/me")
    expect(page.get_by_text("11月2日您说了要删。")).to_be_visible()
    expect(page.get_by_role("button", name="把我的资料删了")).to_have_count(0)


def test_the_meeting_comes_first_and_a_job_that_is_over_is_said_once(phone: Client) -> None:
    expected = {"id": 3, "vacancy": 12, "title": "保洁员", "state": "introduced", "words": "已经跟单位说好了",
                "meet_at": "2099-11-28T09:00:00+08:00", "meet_place": "物业", "meet_whom": "王师傅"}  # fmt: skip
    over = [REFERRAL | {"id": one} for one in (9, 8, 7)]
    phone.api.telling["/people/1/referrals"] = {"items": [*over, REFERRAL | expected], "next": None}
    page = phone.start("/pages/referrals/referrals")
    expect(page.locator(".panel").first).to_contain_text("11月28日 09:00，到物业，找王师傅")
    expect(page.get_by_text("说了不想去")).to_have_count(1)
    page.get_by_role("button", name="去不了，说一声：保洁员").click()
    page.get_by_role("button", name="不想去").click()
    page.get_by_role("button", name="太远了").click()
    expect(page.get_by_text("您说了：不想去")).to_be_visible()
    assert posts(phone, "/12/answer") == [{"answer": "not", "reason": "D2"}]


def test_a_correction_that_waits_is_shown_beside_its_entry(phone: Client) -> None:
    wage = {"field": "wage_least", "label": "至少要", "value": "2,500", "waits": True}
    day = {"field": "updated_at", "label": "最近哪天改的", "value": "2026年11月2日"}
    sections = [{"title": "我自己", "entries": [day]}, {"title": "想做哪样", "entries": [wage]}]
    phone.api.telling["/people/1/form"] = {"sections": sections, "hidden": False, "can_work": ""}
    page = phone.start("/pages/form/form")
    expect(page.get_by_text("窗口还没有改")).to_be_visible()
    # Nothing changes by a word about the day of the last change.
    expect(page.get_by_role("button", name="最近哪天改的")).to_have_count(0)
    expect(page.get_by_text("最近哪天改的")).to_be_visible()


def test_the_record_folds_and_who_looked_is_one_line_a_day(phone: Client) -> None:
    look = {"at": "2026-11-20T09:12:00+08:00", "who": "窗口 范红梅", "what": "看了登记"}
    looks = [look, look | {"what": "看了证书"}, look | {"at": "2026-11-20T08:00:00+08:00"}]
    phone.api.telling["/people/1/form/seen"] = {"items": looks, "next": None}
    page = phone.start("/pages/form/form")
    expect(page.get_by_text("至少要")).to_have_count(0)
    page.get_by_role("button", name="想做哪样，1样，打开").click()
    expect(page.get_by_text("至少要")).to_be_visible()
    page.get_by_role("button", name="想做哪样，1样，收起").click()
    expect(page.get_by_text("至少要")).to_have_count(0)
    expect(page.get_by_text("窗口 范红梅，看了登记、看了证书")).to_have_count(1)
    expect(page.get_by_text("范红梅")).to_have_count(1)


def test_who_was_taken_on_says_the_first_day_and_hears_what_comes_next(phone: Client) -> None:
    phone.api.telling["/people/1/referrals"] = {
        "items": [REFERRAL | {"state": "hired", "words": "单位要您了，等您去上班"}],
        "next": None,
    }
    page = phone.start("/pages/referrals/referrals")
    page.get_by_role("button", name="我去上班了：平车工").click()
    twice(page, "今天")
    expect(page.get_by_text("我们再问一下单位，两边都说了就算数")).to_be_visible()
    assert posts(phone, "/referrals/7/started") == [{"first_day": clock.today().isoformat()}]


def test_who_left_says_the_day_and_why_and_what_was_suffered_is_seen_to(phone: Client) -> None:
    phone.api.telling["/people/1/referrals"] = {
        "items": [REFERRAL | {"state": "on_job", "words": "您已经去上班了"}],
        "next": None,
    }
    page = phone.start("/pages/referrals/referrals")
    page.get_by_role("button", name="我不在那里干了：平车工").click()
    expect(page.get_by_text("因为哪样？")).to_have_count(0)
    page.get_by_role("button", name="昨天").click()
    page.get_by_role("button", name="不发工钱、扣工钱").click()
    expect(page.get_by_text("这个事今天就有人管，您也可以打12333。")).to_be_visible()
    yesterday = clock.today() - timedelta(days=1)
    assert posts(phone, "/referrals/7/left") == [{"last_day": yesterday.isoformat(), "reason": "Q3"}]
