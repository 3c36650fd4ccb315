"""What a school hears of its seats, whom it counts itself, and of classes that never opened."""

from datetime import timedelta

from sqlalchemy import select, update

from jobmatch import clock, db
from jobmatch.courses import cancelling, classes
from jobmatch.courses.class_cycle import ClassVerb
from jobmatch.courses.enrolments import service as enrolments
from jobmatch.courses.enrolments.cycle import DropReason
from jobmatch.courses.model import Course, CourseMove, Provider
from tests.courses.enrolments.test_service import people
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
    with db.transaction(desk.engine) as session:
        for waits in people(session, 2, "TZ-S1-000002"):
            enrolments.join(session, waits, school.course_id, clock.now(), CLERK)
        enrolments.drop(session, school.seats[0], DropReason.ILL, clock.now(), CLERK)
    page = desk.get(f"/classes/{school.course_id}")
    assert all(words in page for words in ("8个报了名，一共9个座位", "1个座位给排队的留着", "1个在排队"))


def test_a_school_sees_how_many_are_missing_to_hold_a_class_and_a_seat_that_is_only_kept_does_not_count(
    desk: Office, school: School
) -> None:
    here = f"/classes/{school.course_id}"
    assert "才开得成" not in desk.get(here), "nobody said how many it takes"
    with db.transaction(desk.engine) as session:
        course = session.get_one(Course, school.course_id)
        course.capacity, course.capacity_least = 2, 2
    assert "才开得成" not in desk.get(here), "two of two"
    with db.transaction(desk.engine) as session:
        (waits,) = people(session, 1, "TZ-S1-000002")
        enrolments.join(session, waits, school.course_id, clock.now(), CLERK)
        enrolments.drop(session, school.seats[0], DropReason.ILL, clock.now(), CLERK)
    page = desk.get(here)
    assert "1个座位给排队的留着" in page
    assert "还差1个才开得成" in page


def test_a_class_that_lacks_people_stands_out_and_on_its_day_begins_by_a_second_tap_that_knows_how_few_there_are(
    desk: Office, school: School
) -> None:
    here, lacks = f"/classes/{school.course_id}", "正在报名，还差1个才开得成"
    with db.transaction(desk.engine) as session:
        session.execute(update(CourseMove).values(verb=ClassVerb.PLAN))
        course = session.get_one(Course, school.course_id)
        course.capacity_least, course.practice, course.starts_on = 3, False, TODAY + timedelta(days=8)
        course.ends_on = course.starts_on
    assert f'<span class="mark mark-green">{lacks}</span>' in desk.get("/classes")
    for days, words in ((7, lacks), (0, "该开班了，还差1个")):
        with db.transaction(desk.engine) as session:
            session.execute(update(Course).values(starts_on=TODAY + timedelta(days=days)))
        assert f'<span class="mark mark-red">{words}</span>' in desk.get("/classes")
    first = desk.get("/classes")
    assert "报名的比原来说的少" in first
    assert "今天上课的" not in first, "nobody knows yet whether it is held"
    assert 'name="few" value="2"' in desk.get(here)
    for seen in ({}, {"few": "3"}):
        desk.post(f"{here}/step", verb="begin", **seen)
        assert "报了2个，原来说最少3个才开。人少也开" in desk.get(here)
    with db.transaction(desk.engine) as session:
        session.execute(update(Provider).values(licence_until=TODAY - timedelta(days=1)))
    assert "先换证，或者把班提前" in desk.get(here)
    desk.post(f"{here}/step", verb="begin", few="2")
    assert "开班了。每半天点一回名。" not in desk.get(here)
    with db.transaction(desk.engine) as session:
        session.execute(update(Provider).values(licence_until=None))
    desk.post(f"{here}/step", verb="begin", few="2")
    assert "开班了。每半天点一回名。" in desk.get(here)
    assert "今天上课的" in desk.get("/classes")
