"""Own posts by workbook: all of them go to the office or none does, and a row of somebody else's is refused."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from werkzeug.test import TestResponse

from jobmatch import db
from jobmatch.settings import settings
from jobmatch.vacancies.codes import Source, VacancyState
from jobmatch.vacancies.model import Employer, Vacancy
from tests.desk.hiring.test_offering import Desk
from tests.desk.hiring.test_offering import desk as desk  # the employer at its browser, as in posting by the form
from tests.vacancies.listing.sheets import GOOD, PostRow, write_list


@pytest.fixture
def own(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> PostRow:
    """A row without a fault that names the own employer."""
    monkeypatch.setattr(settings(), "fictitious_ids", True)
    with db.reading(desk.engine) as session:
        employer = session.get_one(Employer, session.get_one(Vacancy, desk.vacancy_id).employer_id)
        return replace(GOOD, employer=employer.name, code=employer.credit_code or "办理中", expires="长期有效")


def send(desk: Desk, path: Path) -> TestResponse:
    sent = {"file": (BytesIO(path.read_bytes()), path.name)}
    return desk.client.post("/hiring/list", data=sent, content_type="multipart/form-data", follow_redirects=True)


def test_all_posts_become_drafts_and_the_same_file_again_makes_no_more(
    desk: Desk, own: PostRow, tmp_path: Path
) -> None:
    path = write_list(tmp_path / "posts.xlsx", [own, replace(own, title="包装工")])
    for _time in range(2):
        assert "2个岗位交上去了" in send(desk, path).text
    made = desk.posts()
    assert [(one.title, one.state, one.source) for one in made] == [
        ("缝纫工", VacancyState.DRAFT, Source.EMPLOYER), ("包装工", VacancyState.DRAFT, Source.EMPLOYER)
    ]  # fmt: skip


def test_one_row_of_another_employer_keeps_all_out(desk: Desk, own: PostRow, tmp_path: Path) -> None:
    back = send(desk, write_list(tmp_path / "posts.xlsx", [own, GOOD, replace(own, title="", headcount="许多")]))
    assert back.status_code == 422
    for words in ("有2行要改", "这一行写的是别的单位", "第5行", "第6行", "另外1行没有问题"):
        assert words in back.text
    assert desk.posts() == []


def test_what_is_no_list_is_asked_for_again(desk: Desk, own: PostRow, tmp_path: Path) -> None:
    for name, content in (("posts.pdf", b"x"), ("posts.xlsx", b""), ("posts.xlsx", b"no workbook")):
        path = tmp_path / name
        path.write_bytes(content)
        back = send(desk, path)
        assert (back.status_code, 'role="alert"' in back.text) == (422, True)
    assert "还什么都没有存" not in back.text
    assert desk.posts() == []


def test_the_empty_table_is_understood_when_it_is_filled(desk: Desk, own: PostRow, tmp_path: Path) -> None:
    assert "空的岗位表" in desk.client.get("/hiring/list").text
    book = openpyxl.load_workbook(BytesIO(desk.client.get("/hiring/list/empty.xlsx").data))
    page = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    headings = next(row for row in rows if "招聘岗位" in row)
    said = {
        "企业名称": own.employer, "统一社会信用代码": own.code, "招聘岗位": "缝纫工", "招聘人数": "5人",
        "工资待遇": "3000-4500元/月", "工作时间": "8小时双休", "食宿情况": "包吃住", "工作地点": "桐梓县楚米镇",
        "联系人": "王经理", "联系电话": "19900000001", "有效期至": "长期有效", "岗位类型": "企业招工",
    }  # fmt: skip
    for column, heading in enumerate(headings, 1):
        page.cell(rows.index(headings) + 2, column).value = said.get(str(heading))
    book.save(tmp_path / "filled.xlsx")
    assert "1个岗位交上去了" in send(desk, tmp_path / "filled.xlsx").text
