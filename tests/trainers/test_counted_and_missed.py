"""What a school hears of its seats, whom it counts itself, and of classes that never opened."""

from sqlalchemy import select

from jobmatch import db
from jobmatch.courses import cancelling, classes
from jobmatch.courses.model import Course
from tests.desk.office.office_desk import Office
from tests.trainers.conftest import NOW, TODAY, School
from tests.trainers.test_pages import SEWING
from tests.vacancies.posting_desk import CLERK


def test_a_class_that_never_opened_is_said_on_the_first_page_with_the_way_to_hold_it_after_all(desk: Office) -> None:
    desk.post("/classes/new", **SEWING)
    assert "没有开成的" not in desk.get("/classes")
    with db.transaction(desk.engine) as session:
        course = session.scalars(select(Course).where(Course.title == SEWING["title"])).one()
        cancelling.cancel(session, course, TODAY, classes.NEVER_OPENED, NOW, CLERK)
        again = f"/classes/new?like={course.id}"
    assert "没有开成的" in desk.get("/classes")
    assert f'href="{again}"' in desk.get("/classes")
    assert SEWING["starts_on"] not in desk.get(again)


def test_a_school_counts_its_own_people_beside_ours_and_no_more_than_there_are_seats(
    desk: Office, school: School
) -> None:
    here = f"/classes/{school.course_id}/change"
    form = desk.get(here)
    assert "在这里报名的2个已经数了" in form
    seen = form.partition('name="seen" value="')[2].partition('"')[0]
    day = TODAY.isoformat()
    typed = SEWING | {"title": "叉车班", "capacity": "9", "starts_on": day, "ends_on": day, "seen": seen}
    refused = desk.post(here, **typed, enrolled="8")
    assert refused.status_code == 422
    assert "在这里报名的占了2个，学校自己的最多写7个" in refused.text
    assert desk.post(here, **typed, enrolled="7").status_code == 303
    assert "9个报了名，一共9个座位" in desk.get(f"/classes/{school.course_id}")
