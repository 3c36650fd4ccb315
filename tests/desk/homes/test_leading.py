"""Families change hands at the desk, all or some, and back; a question goes up and its answer comes down."""

import re

import pytest

from jobmatch import clock, db
from jobmatch.access import Actor, Role, operator
from jobmatch.accounts import service as accounts
from jobmatch.households.model import Household
from tests.desk.staffed import PASSWORD
from tests.desk.today.conftest import Desk

OLD, NEW = ("范红梅", "19900000038"), ("罗大山", "19900000039")
UNDO = re.compile(r'name="errand" value="([^"]+)"')


@pytest.fixture
def led(desk: Desk) -> Desk:
    """The supervisor sits there; two helpers have accounts, and the family is the first one's."""
    with db.transaction(desk.engine) as session:
        for number, (name, phone) in enumerate((OLD, NEW)):
            new = accounts.NewAccount(f"helper.{number}", Role.HELPER, name, frozenset({"S1"}), phone)
            accounts.add(session, new, PASSWORD, clock.now(), operator("tests"))
        home = session.get_one(Household, desk.case.household_id)
        home.helper_name, home.helper_phone = OLD
    desk.sit(Role.SUPERVISOR)
    return desk


def helper_of(desk: Desk) -> str | None:
    with db.reading(desk.engine) as session:
        return session.get_one(Household, desk.case.household_id).helper_name


def hand_over(desk: Desk, **changed: str) -> str:
    page = desk.get(f"/homes/hand-over?helper={OLD[0]}")
    errand = UNDO.search(page)
    assert errand
    assert "测试甲" in page
    form = {"helper": OLD[0], "errand": errand[1], "to": "2", "home": str(desk.case.household_id)} | changed
    return desk.client.post("/homes/hand-over", data=form, follow_redirects=True).text


def test_a_family_is_handed_over_and_the_next_page_takes_it_back(led: Desk) -> None:
    said = hand_over(led)
    assert "1家交给了罗大山" in said
    assert helper_of(led) == "罗大山"
    errand = UNDO.search(said)
    assert errand
    pressed_twice = {"helper": OLD[0], "errand": errand[1], "to": "2", "home": str(led.case.household_id)}
    again = led.client.post("/homes/hand-over", data=pressed_twice, follow_redirects=True).text
    assert "1家交给了罗大山" in again, "the answer to the second press is the one that is seen"
    back = led.client.post("/homes/hand-over/take-back", data={"errand": errand[1]}, follow_redirects=True).text
    assert "1家还给了原来的人" in back
    assert helper_of(led) == "范红梅"


@pytest.mark.parametrize(
    ("changed", "words"), [({"to": ""}, "要交给哪个"), ({"to": "1"}, "要交给哪个"), ({"home": ""}, "要交哪几家")]
)
def test_what_is_missing_is_asked_again_and_nothing_is_handed_over(
    led: Desk, changed: dict[str, str], words: str
) -> None:
    assert words in hand_over(led, **changed)
    assert helper_of(led) == "范红梅"


def test_a_question_goes_up_and_its_answer_comes_down(led: Desk) -> None:
    address = f"/homes/{led.case.household_id}"
    led.sit(Role.HELPER)
    assert "写一句难在哪里" in led.post(f"{address}/ask", question=" ").text
    assert led.post(f"{address}/ask", question="娃娃没人带").status_code == 303
    again = led.post(f"{address}/ask", question="还有一件")
    assert again.status_code == 409
    assert "还有一件" in again.text  # nothing that was typed is lost
    assert "等负责人答" in led.get(address)
    led.sit(Role.SUPERVISOR)
    assert "娃娃没人带" in led.get("/homes/helpers")
    assert "写一句再交" in led.post("/homes/questions/1/answer", answer="").text
    assert led.post("/homes/questions/1/answer", answer="托管班有名额").status_code == 303
    led.post("/homes/questions/1/answer", answer="又点了一下")
    led.sit(Role.HELPER)
    assert "托管班有名额" in led.get(address)
    led.sit(Role.SUPERVISOR)
    led.post("/homes/questions/1/reopen")
    assert "娃娃没人带" in led.get("/homes/helpers")
    assert led.post("/homes/questions/99/answer", answer="一").status_code == 404
    led.actor = Actor("elsewhere", Role.SUPERVISOR, frozenset({"S9"}))
    assert led.post("/homes/questions/1/answer", answer="一").status_code == 403
