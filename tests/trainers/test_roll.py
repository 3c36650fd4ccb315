"""The roll of a half-day by its pages: called, corrected, taken back, and not against anybody else's."""

from datetime import timedelta

from sqlalchemy import select

from jobmatch import db
from jobmatch.courses.attendance.model import Attendance
from tests.desk.office.office_desk import Office
from tests.trainers.conftest import TODAY, School


def test_the_roll_is_called_in_one_tap_and_two_windows_lose_nothing_of_each_other(desk: Office, school: School) -> None:
    roll, (one, two) = f"/classes/{school.course_id}/attendance", school.seats
    half = {"on": TODAY.isoformat(), "half": "morning"}
    assert "今天上课的" in desk.get("/classes")
    assert desk.post(roll, **half, rest="present", **{f"mark-{two}": "absent"}).status_code == 303
    drawn = {f"was-{one}": "", f"was-{two}": ""}
    assert desk.post(roll, **half, rest="present", **drawn, **{f"mark-{two}": "absent"}).status_code == 303, "twice"
    assert "这半天点过名了" in desk.get(f"{roll}?on={TODAY}&half=morning")
    late = desk.post(roll, **half, rest="present", **drawn, **{f"mark-{one}": "absent", f"mark-{two}": "absent"})
    assert late.status_code == 409
    assert "别处刚记成“来了”" in late.text
    again = {f"was-{one}": "present", f"was-{two}": "absent", f"mark-{one}": "absent", f"mark-{two}": "absent"}
    assert desk.post(roll, **half, rest="present", **again).status_code == 303
    with db.reading(desk.engine) as session:
        assert {mark.enrolment_id: mark.mark for mark in session.scalars(select(Attendance))} == {
            one: "absent", two: "absent",
        }  # fmt: skip
    assert "撤回" in desk.get(f"/classes/{school.course_id}")
    desk.post(f"{roll}/none", **half)
    assert "的点名不算了" in (struck := desk.get(f"/classes/{school.course_id}"))
    assert "上过的课" not in struck
    desk.post(f"{roll}/held", **half)
    assert "上过的课" in desk.get(f"/classes/{school.course_id}")
    assert desk.post(f"{roll}/back", **half, written="昨天").status_code == 400
    late = desk.post(f"{roll}/back", **half, written="2026-01-01T08:00:00+00:00")
    assert late.status_code == 303, "what was written since is left as it is"
    early = desk.post(roll, on=(TODAY + timedelta(days=1)).isoformat(), half="morning", rest="present")
    assert early.status_code == 422
    assert "那天还没到" in early.text
