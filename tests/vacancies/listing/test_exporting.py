"""What is exported is what import reads."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import Engine, func, select

from jobmatch import db, parameters
from jobmatch.vacancies import offer, service
from jobmatch.vacancies.codes import Source
from jobmatch.vacancies.listing.exporting import export_vacancies
from jobmatch.vacancies.model import Vacancy
from jobmatch.vacancies.offer import Offer
from jobmatch.workbooks.faults import NoTableError
from tests.vacancies.listing.sheets import AT, GOOD, PostRow, other, take_in, write_list
from tests.vacancies.posting_desk import CLERK, DAY, SEWING, an_employer

ROWS = [
    GOOD,
    other(2, wage="计件0.35元/只，日产400-600只，保底2000", hours="弹性工时，可接送孩子", headcount="若干"),
    other(3, wage="住家4500元/月", hours="住家，月休4天", requirements="持健康证上岗，有相关经验1年以上"),
    other(4, wage="试用期4000，转正4800-5500", hours="12小时两班倒，月休2天", expires="长期有效", remark="缴纳五险"),
    other(5, wage="260元/天，月保底7000", board="包住不包吃", place="广东东莞长安镇", age="50岁以下"),
    other(6, wage="底薪1900+提成", board="不包", education="高中/中专", hours="9:00-18:00，双休"),
    other(7, wage="22元/小时", title="货运司机B2", remark="购买意外险，可接收夫妻"),
    other(8, wage="综合3200左右", code="办理中", place="本小区1楼", board="住宿费200元"),
]


@pytest.fixture
def other_county(sqlite_url: str) -> Engine:
    """An empty database of another installation."""
    engine = db.engine_for(sqlite_url)
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
    return engine


def _export(engine: Engine, path: Path) -> int:
    with db.transaction(engine) as session:
        return export_vacancies(session, path, at=AT, actor=CLERK)


def _offers(engine: Engine) -> dict[str, Offer]:
    with db.reading(engine) as session:
        found = session.scalars(select(Vacancy))
        return {one.employer.name: replace(offer.read(one), posted_text="") for one in found}


def test_an_exported_list_imported_elsewhere_gives_the_same_posts(
    engine: Engine, other_county: Engine, tmp_path: Path
) -> None:
    take_in(engine, write_list(tmp_path / "june.xlsx", ROWS))
    assert _export(engine, tmp_path / "out.xlsx") == len(ROWS)
    assert take_in(other_county, tmp_path / "out.xlsx").counts.posts_refused == 0
    assert _offers(other_county) == _offers(engine)


def test_an_exported_list_imported_again_doubles_and_ends_nothing(engine: Engine, tmp_path: Path) -> None:
    take_in(engine, write_list(tmp_path / "june.xlsx", ROWS))
    with db.transaction(engine) as session:
        service.post(session, an_employer(session, 99), SEWING, Source.CLERK, AT, CLERK)
    _export(engine, tmp_path / "out.xlsx")
    outcome = take_in(engine, tmp_path / "out.xlsx")
    assert outcome.changes.posts_ended == 0
    with db.reading(engine) as session:
        assert session.scalar(select(func.count()).select_from(Vacancy)) == len(ROWS) + 1


@pytest.mark.parametrize("text", ["=1+1", "+86 招聘", "@工厂"])
def test_nothing_that_was_posted_runs_as_a_formula(engine: Engine, tmp_path: Path, text: str) -> None:
    row: PostRow = replace(GOOD, requirements=text)
    take_in(engine, write_list(tmp_path / "june.xlsx", [row]))
    _export(engine, tmp_path / "out.xlsx")
    cells = [cell for line in openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0].iter_rows() for cell in line]
    assert all(cell.data_type != "f" for cell in cells)


def test_an_export_without_posts_holds_the_headings_alone(engine: Engine, tmp_path: Path) -> None:
    assert _export(engine, tmp_path / "out.xlsx") == 0
    with pytest.raises(NoTableError, match="no row below"):
        take_in(engine, tmp_path / "out.xlsx", DAY)
