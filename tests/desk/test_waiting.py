"""The hall on pages: a number is taken by anybody, called at a window, shown without a name; help is heard of."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import select

from jobmatch import clock, db
from jobmatch.access import ANYBODY, Actor, Role
from jobmatch.accounts import attempts
from jobmatch.households.model import Site
from jobmatch.waiting import hall
from tests.desk.office.office_desk import Office, counted, sitting

CLERK = Actor("a clerk", Role.CLERK, frozenset({"S1"}))


@pytest.fixture
def desk(sqlite_url: str) -> Iterator[Office]:
    """A centre with its line, and another one."""
    with sitting(sqlite_url, CLERK) as made:
        with db.transaction(made.engine) as session:
            session.add_all(
                [Site(code=code, name=name, division="520322") for code, name in (("S1", "蟠龙社区"), ("S2", "楚米镇"))]
            )
        yield made


def take(desk: Office) -> str:
    """Somebody who has not said who they are presses the button."""
    desk.actor = ANYBODY
    answer = desk.post("/waiting/take", site="S1")
    assert answer.status_code == 303
    slip = desk.get(answer.location)
    desk.actor = CLERK
    return slip


def press(desk: Office, words: str) -> str:
    """The button of the line's page that says something; the page that follows."""
    page = desk.get("/waiting")
    form = next(one for one in re.findall(r"<form.*?</form>", page, re.DOTALL) if words in one)
    action = re.search(r'action="([^"]+)"', form)
    assert action
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))
    answer = desk.post(action[1], **fields)
    assert answer.status_code == 303
    return desk.get(answer.location)


def test_numbers_are_taken_called_and_taken_back(desk: Office) -> None:
    assert "前面没有人了" in take(desk)
    assert "前面还有1个人" in take(desk)
    assert "叫了1号" in press(desk, "叫下一个")
    desk.undo()
    assert "叫下一个：1号" in desk.get("/waiting")
    press(desk, "叫下一个")
    assert "1号不在，排到最后再叫一回" in press(desk, "1号不在")
    press(desk, "叫下一个")
    assert "2号办好了" in press(desk, "2号办好了")
    board = desk.get("/waiting/board/S1")
    assert "在等的1个" in board
    press(desk, "叫下一个")
    assert '<li class="number">1号</li>' in desk.get("/waiting/board/S1")
    assert "两回都不在" in press(desk, "1号不在")
    assert "没有人在等" in desk.get("/waiting")


def test_the_board_names_the_window_that_was_said_today(desk: Office) -> None:
    take(desk), take(desk)
    desk.post("/waiting/S1/next", seen="0", window="12")
    assert "到12号窗口" in desk.get("/waiting/board/S1")
    assert 'value="12"' in desk.get("/waiting")
    for nonsense in ("0", "-3", "x", "100"):
        desk.post("/waiting/S1/next", seen="1", window=nonsense)
        take(desk)
        assert 'autocomplete="off" value=""' in desk.get("/waiting")


def test_from_the_kiosk_the_slip_leads_back_to_it(desk: Office) -> None:
    desk.actor = ANYBODY
    assert "回去看岗位" in desk.get("/waiting/take?site=S1&from=kiosk")
    answer = desk.client.post("/waiting/take", data={"site": "S1", "from": "kiosk"})
    assert "/m/?mode=kiosk&amp;site=S1" in desk.get(answer.location)


def test_the_line_is_read_with_few_statements(desk: Office) -> None:
    for _ in range(3):
        take(desk)
    with counted(desk.engine) as statements:
        desk.get("/waiting")
    assert len([one for one in statements if one.startswith("SELECT")]) <= 4, "\n".join(statements)


def test_the_line_of_another_centre_is_closed_and_no_such_number_is_not_found(desk: Office) -> None:
    assert desk.post("/waiting/S2/next").status_code == 403
    assert desk.post("/waiting/S1/77/done").status_code == 404
    assert desk.post("/waiting/S1/77/take-back", was="nonsense").status_code == 400
    assert desk.client.get("/waiting/board/nowhere").status_code == 404
    assert desk.client.get("/waiting/slip/S1/7").status_code == 404


def test_the_machine_asks_where_it_stands_and_is_not_to_be_played_with(
    desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.actor = ANYBODY
    assert "这台机器放在哪里" in desk.get("/waiting/take")
    assert "拿一个号" in desk.get("/waiting/take?site=S2")
    monkeypatch.setattr(attempts, "MOST_WITHOUT_A_NAME", 1)
    assert desk.post("/waiting/take", site="S1").status_code == 303
    answer = desk.post("/waiting/take", site="S1")
    assert answer.status_code == 429
    assert "请到窗口说一声" in answer.text


def test_a_call_for_help_stands_on_every_page_of_its_centre_until_somebody_goes(desk: Office) -> None:
    with db.transaction(desk.engine) as session:
        hall.call(session, session.scalars(select(Site).where(Site.code == "S1")).one(), clock.now())
    words = "蟠龙社区：大厅机器那里有人要帮忙"
    assert words in desk.get("/desk")
    assert words in desk.get("/waiting/calls")
    desk.actor = replace(CLERK, sites=frozenset({"S2"}))
    assert "有人要帮忙" not in desk.get("/desk")
    assert desk.post("/waiting/calls/S1/go").status_code == 403
    desk.actor = CLERK
    assert desk.post("/waiting/calls/S1/go").status_code == 303
    assert "有人要帮忙" not in desk.get("/desk")
    desk.undo()
    assert words in desk.get("/desk")
