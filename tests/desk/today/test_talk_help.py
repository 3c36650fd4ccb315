"""What a worker cannot solve goes to the supervisor from the page of a talk, and the talk goes on."""

import re

from jobmatch.placements.follow_ups.life import FollowUpKind
from tests.desk.today.conftest import Desk
from tests.desk.today.test_talk import talk


def test_it_is_asked_and_what_was_ticked_is_kept(desk: Desk) -> None:
    address = talk(desk, FollowUpKind.SEEKING)
    name, tap = re.findall(r'<input type="radio" name="(\w+)" value="(\w+)"', desk.get(address))[0]
    for _press in range(2):
        answer = desk.post(f"{address}/ask", question="户口本丢了，办不了证", **{name: tap})
        assert answer.status_code == 200
        assert "户口本丢了，办不了证" in answer.text
        assert "等负责人答" in answer.text
        assert f'name="{name}" value="{tap}" checked' in answer.text
    assert "户口本丢了，办不了证" in desk.get(f"/homes/{desk.case.household_id}")
    other = desk.post(f"{address}/ask", question="还有一件")
    assert other.status_code == 409
    assert "还有一件</textarea>" in other.text


def test_without_words_they_are_asked_for(desk: Desk) -> None:
    answer = desk.post(f"{talk(desk, FollowUpKind.SEEKING)}/ask", question=" ")
    assert answer.status_code == 422
    assert 'id="question-wrong"' in answer.text
    assert "还差一题" not in answer.text
