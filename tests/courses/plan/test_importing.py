"""A training plan into the database, and the plans after it, on both kinds of database."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import Engine, func, select

from jobmatch import db
from jobmatch.courses import service
from jobmatch.courses.codes import CourseType
from jobmatch.courses.enrolments import service as enrolments
from jobmatch.courses.enrolments.cycle import EnrolmentState
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.facts import to_facts
from jobmatch.courses.model import Course, Provider
from jobmatch.courses.plan.exporting import export_courses
from jobmatch.courses.plan.model import ListedCourse
from jobmatch.households.model import Person
from jobmatch.tidings.seats import tell_of_the_rest
from jobmatch.workbooks.faults import NoTableError
from tests.courses.enrolments.test_service import people
from tests.courses.plan.sheets import AT, GOOD, JUNE, ClassRow, take_in, write_plan
from tests.vacancies.posting_desk import CLERK

LATE_JUNE = date(2026, 6, 20)
FORKLIFT = replace(
    GOOD,
    title="叉车司机",
    occupation="起重装卸机械操作工(叉车司机)",
    certificate="特种设备作业人员证（N1）",
    length="60课时/8天",
    dates="20260617-20260626",
    capacity="30-50人",
    enrolled=26,
    provider=None,
    contact=None,
    remark="初中及以上，18周岁以上",
)


def _courses(engine: Engine) -> dict[str, Course]:
    with db.reading(engine) as session:
        return {course.title: course for course in session.scalars(select(Course))}


def test_what_a_plan_says_of_a_class_stands_in_its_columns(engine: Engine, tmp_path: Path) -> None:
    take_in(engine, write_plan(tmp_path / "a.xlsx", [GOOD, FORKLIFT]))
    course = _courses(engine)["叉车司机"]
    assert (course.starts_on, course.ends_on) == (date(2026, 6, 17), date(2026, 6, 26))
    assert (course.capacity_least, course.capacity, course.enrolled, course.seats) == (30, 50, 26, 24)
    assert (course.hours, course.days, course.type) == (60, 8, CourseType.EMPLOYMENT_SKILL)
    assert (course.education_min, course.age_min, course.division) == ("junior_middle", 18, "520322101")
    assert course.contact_phone == "19900006054"


def test_what_a_plan_only_prefers_shuts_nobody_out(engine: Engine, tmp_path: Path) -> None:
    take_in(engine, write_plan(tmp_path / "a.xlsx", [replace(GOOD, remark="高中以上、30岁以下优先，满18周岁")]))
    (course,) = _courses(engine).values()
    assert (course.education_min, course.age_min, course.age_max) == (None, 18, None)


def test_classes_below_a_provider_that_is_named_once_are_its_own(engine: Engine, tmp_path: Path) -> None:
    assert take_in(engine, write_plan(tmp_path / "a.xlsx", [GOOD, FORKLIFT])).counts.providers == 1
    with db.reading(engine) as session:
        assert session.scalars(select(Provider.name)).all() == [GOOD.provider]


def test_matching_knows_the_card_that_a_class_ends_with(engine: Engine, tmp_path: Path) -> None:
    take_in(engine, write_plan(tmp_path / "a.xlsx", [GOOD, FORKLIFT]))
    facts = to_facts(_courses(engine)["叉车司机"])
    assert (facts.certificate, facts.seats) == ("forklift", 24)
    assert facts.occupation == "起重装卸机械操作工(叉车司机)"


@pytest.mark.parametrize(
    ("row", "code", "column", "refused"),
    [
        (replace(GOOD, enrolled=40), "course_full", "已报名人数", False),
        (replace(GOOD, dates="7月上旬"), "date_unclear", "培训时间", False),
        (replace(GOOD, dates="报满30人即开班"), "date_unclear", "培训时间", False),
        (replace(GOOD, dates="2026.6.29-6.12"), "date_order", "培训时间", True),
        (replace(GOOD, dates="2026.5.11-5.22"), "expired", "培训时间", True),
        (replace(GOOD, capacity="若干"), "capacity_unclear", "计划人数", False),
        (replace(GOOD, remark="报名费200元，结业退"), "advert_fee", "备注", True),
        (replace(GOOD, contact="王老师 1990000605"), "phone_invalid", "联系人", False),
    ],
)
def test_each_fault_is_told_at_its_cell(
    engine: Engine, tmp_path: Path, row: ClassRow, code: str, column: str, refused: bool
) -> None:
    outcome = take_in(engine, write_plan(tmp_path / "a.xlsx", [row]))
    assert [(fault.code, fault.column, fault.row) for fault in outcome.faults] == [(code, column, 4)]
    assert (outcome.refused == 1, len(_courses(engine)) == 0) == (refused, refused)


def test_the_same_plan_again_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    path = write_plan(tmp_path / "a.xlsx", [GOOD, FORKLIFT, replace(GOOD, title="焊工", dates="2026.6.29-6.12")])
    assert take_in(engine, path).changes.courses_new == 3
    assert not any(vars(take_in(engine, path).changes).values())


def test_a_dry_run_says_the_same_and_writes_nothing(engine: Engine, tmp_path: Path) -> None:
    path = write_plan(tmp_path / "a.xlsx", [GOOD, FORKLIFT])
    tried = take_in(engine, path, dry_run=True)
    with db.reading(engine) as session:
        assert session.scalar(select(func.count()).select_from(ListedCourse)) == 0
    assert tried.document() == take_in(engine, path).document()


def test_the_next_plan_changes_ends_and_corrects(engine: Engine, tmp_path: Path) -> None:
    wrong = replace(GOOD, title="焊工（电焊）", dates="2026.6.29-6.12", certificate="特种作业操作证")
    begun = replace(GOOD, title="面点", dates="2026.5.20-6.10")
    examined = replace(GOOD, title="电工", dates="2026.6.10-6.25")
    take_in(engine, write_plan(tmp_path / "a.xlsx", [GOOD, FORKLIFT, wrong, begun, examined]))
    with db.transaction(engine) as session:
        (person,) = people(session, 1)
        course = _courses(engine)[examined.title].id
        session.add(Enrolment(person_id=person, course_id=course, state=EnrolmentState.FAILED.value, opened_at=AT))
    rows = [replace(GOOD, enrolled=30, dates="2026.6.8-6.26"), replace(wrong, dates="2026.6.29-7.12")]
    outcome = take_in(engine, write_plan(tmp_path / "b.xlsx", rows, batch="第三批"), LATE_JUNE)
    assert vars(outcome.changes) == {"courses_new": 0, "courses_changed": 2, "courses_ended": 3}
    courses = _courses(engine)
    assert (courses[GOOD.title].enrolled, courses[GOOD.title].ends_on) == (30, date(2026, 6, 26))
    assert courses["焊工（电焊）"].certificate_kind == "welding"
    assert courses["叉车司机"].cancelled_on == LATE_JUNE
    assert courses["面点"].cancelled_on is None, "a class that is over was held and not cancelled"
    assert courses["电工"].cancelled_on is None, "nor is one in which somebody was examined"


def test_whoever_was_called_off_is_asked_anew_when_a_plan_names_the_class_again(engine: Engine, tmp_path: Path) -> None:
    take_in(engine, write_plan(tmp_path / "a.xlsx", [GOOD, FORKLIFT]))
    with db.transaction(engine) as session:
        back, gone = people(session, 2)
        course = _courses(engine)[FORKLIFT.title].id
        for one in (back, gone):
            enrolments.join(session, one, course, AT, CLERK)
    take_in(engine, write_plan(tmp_path / "b.xlsx", [GOOD]))
    with db.transaction(engine) as session:
        session.get_one(Person, gone).died_on = JUNE
    for _ in range(2):
        take_in(engine, write_plan(tmp_path / "a.xlsx", [GOOD, FORKLIFT]))
    with db.reading(engine) as session:
        seats = session.execute(select(Enrolment.person_id, Enrolment.state).order_by(Enrolment.id)).all()
        assert seats == [(back, "called_off"), (gone, "called_off"), (back, "invited")]
        assert tell_of_the_rest(session, AT) == 3


def test_a_plan_that_repeats_an_old_value_never_undoes_what_a_clerk_corrected(engine: Engine, tmp_path: Path) -> None:
    path = write_plan(tmp_path / "a.xlsx", [GOOD])
    take_in(engine, path)
    with db.transaction(engine) as session:
        service.take_seats(session, session.scalars(select(Course)).one(), 3, AT, CLERK)
    take_in(engine, write_plan(tmp_path / "b.xlsx", [replace(GOOD, remark="可带孩子，现场有托管")]))
    course = _courses(engine)[GOOD.title]
    assert (course.enrolled, course.childcare) == (25, True)


def test_an_exported_plan_imported_again_doubles_and_ends_nothing(engine: Engine, tmp_path: Path) -> None:
    take_in(engine, write_plan(tmp_path / "a.xlsx", [GOOD, FORKLIFT]))
    before = {title: to_facts(course) for title, course in _courses(engine).items()}
    with db.transaction(engine) as session:
        assert export_courses(session, tmp_path / "out.xlsx", on=JUNE, at=AT, actor=CLERK) == 2
    outcome = take_in(engine, tmp_path / "out.xlsx")
    assert (outcome.changes.courses_new, outcome.changes.courses_ended) == (0, 0)
    assert {title: to_facts(course) for title, course in _courses(engine).items()} == before


def test_a_vacancy_list_is_no_plan(engine: Engine, tmp_path: Path) -> None:
    from tests.vacancies.listing.sheets import GOOD as POST
    from tests.vacancies.listing.sheets import write_list

    with pytest.raises(NoTableError, match="training plan"):
        take_in(engine, write_list(tmp_path / "a.xlsx", [POST]))


@pytest.mark.parametrize(
    ("headings", "cells", "days"),
    [
        (("开班时间", "结业时间"), ("2026-06-08", "2026.6.19"), (date(2026, 6, 8), date(2026, 6, 19))),
        (("开始日期", "结束日期"), ("6月8日", "6月19日"), (date(2026, 6, 8), date(2026, 6, 19))),
        (("开班时间", "其他"), ("2026-06-08", ""), (date(2026, 6, 8), None)),
        (("起止时间", "其他"), ("2026-06-08至2026-06-19", ""), (date(2026, 6, 8), date(2026, 6, 19))),
    ],
)
def test_first_and_last_day_stand_in_one_cell_or_in_two(
    engine: Engine,
    tmp_path: Path,
    headings: tuple[str, str],
    cells: tuple[str, str],
    days: tuple[date, date | None],
) -> None:
    path = write_plan(tmp_path / "a.xlsx", [GOOD])
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    for row, texts in ((3, headings), (4, cells)):
        page.cell(row, 6).value, page.cell(row, 15).value = texts
    book.save(path)
    take_in(engine, path)
    course = _courses(engine)[GOOD.title]
    assert (course.starts_on, course.ends_on) == days
