"""What was seen in a class unannounced: written down by the office, read by the school and by the county."""

from jobmatch import db
from jobmatch.access import Actor, Role
from jobmatch.courses.model import Course
from tests.desk.office.office_desk import Office, sitting
from tests.trainers.conftest import TODAY, School
from tests.vacancies.posting_desk import CLERK


def test_a_check_is_read_by_the_school_and_the_county_with_what_the_roll_says(desk: Office, school: School) -> None:
    here = f"/classes/{school.course_id}"
    half = {"on": TODAY.isoformat(), "half": "morning"}
    assert desk.post(f"{here}/attendance", **half, rest="present").status_code == 303
    seen = {"check_on": TODAY.isoformat(), "check_half": "morning", "heads": "1", "saw": "教室里一个人"}
    seen |= {"sells": "unasked", "keeps_id_cards": "yes"}
    assert desk.client.post(f"{here}/checks", data=seen).status_code == 403
    with sitting(school.url, CLERK) as office:
        for wrong, words in (
            ({"heads": "几个"}, "写一个数"),
            ({"check_half": ""}, "哪半天去的"),
            ({"sells": ""}, "卖东西没有"),
        ):
            again = office.post(f"{here}/checks", **seen | wrong)
            assert again.status_code == 422
            assert words in again.text
            assert 'value="教室里一个人"' in again.text
        assert office.post(f"{here}/checks", **seen).status_code == 303
        assert f'href="{here}"' in office.get("/training/checks")
    assert "点名来了2个，对不上" in desk.get(here)
    assert "今天就还给本人" in desk.get(here)
    assert "收的钱退给本人" not in desk.get(here)
    with sitting(school.url, Actor("county", Role.COUNTY)) as county:
        page = county.get("/training/checks")
        assert "教室里一个人" in page
        assert f'href="{here}"' not in page, "who sits in a class is not for the county"


def test_a_class_with_practice_is_not_begun_before_it_says_who_insures_it(desk: Office, school: School) -> None:
    here = f"/classes/{school.course_id}"
    assert "有没有动手练的课还没写" in desk.get(here)
    desk.post(f"{here}/step", verb="begin")
    assert "正在报名" in desk.get(here)
    with db.transaction(desk.engine) as session:
        session.get_one(Course, school.course_id).practice = True
    refused = desk.post(f"{here}/attendance", on=TODAY.isoformat(), half="morning", rest="present")
    assert refused.status_code == 422
    assert "要先上保险" in refused.text
