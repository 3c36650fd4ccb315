"""The county's page of classes: worked out, asked for, taken back; what schools see; no count of people below five."""

import io
import re
from collections.abc import Iterator
from datetime import timedelta

import openpyxl
import pytest
from sqlalchemy import Engine, delete, select, update

from jobmatch import clock, db, parameters
from jobmatch.access import Actor, Role
from jobmatch.courses.demand import DemandState, TrainingDemand, take
from jobmatch.courses.model import Course
from jobmatch.demo.plant import plant
from jobmatch.demo.village import village
from jobmatch.households.model import Person
from jobmatch.matches.training_plans import MOST_SEATS, TrainingPlan
from jobmatch.reports.masking import FEW
from jobmatch.vacancies.model import CertificateDemand
from tests.desk.office.office_desk import Office, sitting
from tests.matches.conftest import BY
from tests.matches.test_training_plans import SEATS, only_guards_are_wanted

COUNTY, SCHOOL = Actor("county", Role.COUNTY, None), Actor("school", Role.TRAINER, None)
ADDRESS = "/training"


@pytest.fixture(scope="module")
def lived(shared_url: str) -> str:
    """A village in which a guard's card is what is missing."""
    engine = db.engine_for(shared_url)
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
    plant(lambda: db.transaction(engine), village(8, 5, clock.today()), clock.today(), clock.now(), BY)
    with db.transaction(engine) as session:
        only_guards_are_wanted(session)
    engine.dispose()
    return shared_url


@pytest.fixture
def desk(lived: str) -> Iterator[Office]:
    """What one test asked for does not stand in the next: then the page of a post would rightly offer no class."""
    with sitting(lived, COUNTY) as made:
        yield made
        with db.transaction(made.engine) as session:
            session.execute(delete(TrainingDemand))


def worked_out(desk: Office) -> TrainingPlan:
    """The plan of today, made at the desk."""
    assert desk.post(ADDRESS, seats=str(SEATS)).status_code == 302
    with db.reading(desk.engine) as session:
        plan = session.scalars(select(TrainingPlan).order_by(TrainingPlan.id.desc())).first()
        assert plan is not None
        session.expunge_all()
        return plan


def test_where_nobody_lives_nothing_was_worked_out_and_no_class_is_needed(engine: Engine) -> None:
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
    with sitting(engine.url.render_as_string(hide_password=False), COUNTY) as desk:
        assert "还没有算过" in desk.get(ADDRESS)
        worked_out(desk)
        assert "不用办新班" in desk.get(ADDRESS)
        assert "现在没有请学校办的班" in desk.get(f"{ADDRESS}/demands")


@pytest.mark.parametrize("wrong", ["0", "abc", str(MOST_SEATS + 1), ""])
def test_a_wrong_number_of_seats_is_said_and_stays_in_its_field(desk: Office, wrong: str) -> None:
    answer = desk.post(ADDRESS, seats=wrong)
    assert answer.status_code == 422
    assert f'value="{wrong}"' in answer.text
    assert 'role="alert"' in answer.text


def test_a_class_is_asked_for_seen_by_schools_and_taken_back_and_asked_for_again(desk: Office, lived: str) -> None:
    plan = worked_out(desk)
    page = desk.get(ADDRESS)
    assert f"<strong>+{plan.after - plan.before}</strong>" in page
    assert f"<strong>{sum(one['seats'] for one in plan.classes)}</strong>" in page
    desk.post(f"{ADDRESS}/{plan.id}/ask", offer=plan.classes[0]["offer"])
    assert "请学校办了，还没有学校接" in desk.get(ADDRESS)
    with sitting(lived, SCHOOL) as school:
        assert plan.classes[0]["site"] in school.get(f"{ADDRESS}/demands")
        assert school.client.get(ADDRESS).status_code == 403
    desk.undo()
    assert "请学校办了，还没有学校接" not in desk.get(ADDRESS)
    desk.undo()
    with db.reading(desk.engine) as session:
        (asked,) = session.scalars(select(TrainingDemand).where(TrainingDemand.key.startswith(f"plan {plan.id} ")))
        assert asked.state is DemandState.OPEN


def test_what_an_earlier_plan_asked_for_stands_on_the_next_and_can_be_taken_back_there(
    desk: Office,
) -> None:
    plan = worked_out(desk)
    desk.post(f"{ADDRESS}/{plan.id}/ask", offer=plan.classes[0]["offer"])
    later = worked_out(desk)
    page = desk.get(ADDRESS)
    assert page.count("请学校办了，还没有学校接") == 1
    number = re.search(r'name="demand" value="(\d+)"', page)
    assert number is not None
    desk.post(f"{ADDRESS}/{later.id}/withdraw", demand=number[1], offer=later.classes[0]["offer"])
    assert "请学校办了，还没有学校接" not in desk.get(ADDRESS)
    desk.undo()
    assert "请学校办了，还没有学校接" in desk.get(ADDRESS)


def test_a_class_that_a_school_plans_already_is_not_taken_back(desk: Office) -> None:
    plan = worked_out(desk)
    desk.post(f"{ADDRESS}/{plan.id}/ask", offer=plan.classes[0]["offer"])
    with db.transaction(desk.engine) as session:
        asked = session.scalars(select(TrainingDemand).order_by(TrainingDemand.id.desc())).first()
        assert asked is not None
        course = session.scalars(select(Course)).first()
        assert course is not None
        own = Actor("school", Role.TRAINER, None, provider_ids=frozenset({course.provider_id}))
        take(session, asked.id, course, clock.now(), own)
        number = asked.id
    desk.post(f"{ADDRESS}/{plan.id}/withdraw", demand=str(number))
    page = desk.get(ADDRESS)
    assert "撤不回来" in page
    assert "有学校在办了" in page


def test_no_count_of_people_below_five_is_written_on_the_page_or_in_the_file(desk: Office) -> None:
    plan = worked_out(desk)
    few = [count for one in plan.classes for count in (one["learners"], one["asking"], *(n for _, n in one["by_site"]))]
    assert any(0 < count < FEW for count in few)
    assert not re.search(r"安置点\d+个", desk.get(ADDRESS))
    answer = desk.client.get(f"{ADDRESS}/{plan.id}/classes.xlsx")
    assert answer.status_code == 200
    cells = [
        cell
        for row in openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[0].iter_rows(min_row=5)
        for cell in row
    ]
    assert {cell.value for cell in cells if cell.column in (7, 8)} <= {"不到5", 0, *range(FEW, 99)}


@pytest.mark.parametrize("what", ["ask", "withdraw"])
def test_what_there_is_not_is_not_found(desk: Office, what: str) -> None:
    assert desk.post(f"{ADDRESS}/999/{what}", offer="x", demand="999").status_code == 404
    assert desk.client.get(f"{ADDRESS}/999/classes.xlsx").status_code == 404


def test_a_post_shows_staff_who_could_have_it_after_a_class_and_the_county_how_many(desk: Office, lived: str) -> None:
    with db.transaction(desk.engine) as session:
        starts = clock.today() + timedelta(days=3)
        session.execute(
            update(Course)
            .where(Course.certificate_kind == "guard")
            .values(starts_on=starts, ends_on=starts + timedelta(days=6), enrolled_elsewhere=0)
        )
        post = session.scalars(select(CertificateDemand.vacancy_id).where(CertificateDemand.kind == "guard")).first()
        names = set(session.scalars(select(Person.name)))
    page = desk.get(f"{ADDRESS}/posts/{post}")
    assert "读了就能来这里的人" in page
    assert not [name for name in names if name in page]
    with sitting(lived, Actor("clerk", Role.CLERK, None)) as clerk:
        shown = clerk.get(f"{ADDRESS}/posts/{post}")
        assert [name for name in names if name in shown]
        assert clerk.client.get(f"{ADDRESS}/posts/999").status_code == 404
    with sitting(lived, Actor("elsewhere", Role.CLERK, frozenset({"S9"}))) as elsewhere:
        shown = elsewhere.get(f"{ADDRESS}/posts/{post}")
        assert not [name for name in names if name in shown]


def test_the_county_asks_for_a_class_from_the_page_of_a_post_and_takes_it_back(desk: Office) -> None:
    with db.reading(desk.engine) as session:
        post = session.scalar(select(CertificateDemand.vacancy_id).where(CertificateDemand.kind == "guard"))
    here = f"{ADDRESS}/posts/{post}"
    offer = re.search(r'type="radio" name="offer" value="([^"]+)"', desk.get(here))
    assert offer is not None
    assert "学完能来这里" in desk.get(here)
    desk.post(f"{here}/ask", offer=offer[1])
    page = desk.get(here)
    assert "还没有学校接" in page
    assert offer[0] not in page
    desk.undo()
    assert offer[0] in desk.get(here)
    desk.undo()
    with db.transaction(desk.engine) as session:
        asked = session.scalars(select(TrainingDemand).where(TrainingDemand.state == DemandState.OPEN)).one()
        number = asked.id
    desk.post(f"{here}/withdraw", demand=str(number))
    assert offer[0] in desk.get(here)
