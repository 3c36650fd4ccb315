"""Lists in the browser: nothing is stored before it is confirmed, then once; each sees what is theirs."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from sqlalchemy import func, select

from desk.uploads import MOST_BYTES
from jobmatch import db, parameters, tables
from jobmatch.access import Actor, Role
from jobmatch.households.model import Household, Site
from jobmatch.uploads.model import UploadFile
from tests.households.roster import rosters
from tests.uploads.desk import COUNTY, Desk, sitting_at, write

KINDS = ("households", "vacancies", "courses")
OWN_TABLES = ("upload", "upload_file", "audit_event")


@pytest.fixture
def url(database_url: str) -> str:
    """A database as `init` leaves it, with two sites."""
    engine = db.engine_for(database_url)
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
        session.add_all(
            Site(code=code, name=name, division="520322")
            for code, name in (("PLSQ", "蟠龙社区安置点"), ("DSSQ", "东山社区安置点"))
        )
    engine.dispose()
    return database_url


@pytest.fixture
def county(url: str) -> Iterator[Desk]:
    with sitting_at(url) as desk:
        yield desk


def rows(desk: Desk) -> dict[str, int]:
    """How many rows each table has that is not the uploads' own."""
    with db.reading(desk.engine) as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in tables.metadata().sorted_tables
            if table.name not in OWN_TABLES
        }


def files(desk: Desk) -> int:
    with db.reading(desk.engine) as session:
        return session.scalar(select(func.count()).select_from(UploadFile)) or 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_is_looked_at_and_nothing_of_it_is_stored(county: Desk, kind: str, tmp_path: Path) -> None:
    before = rows(county)
    address = county.look_at(kind, write(kind, tmp_path))
    page = county.page(address)
    assert "还没有存。" in page
    assert "改好才能导入" in page
    assert 'class="level-E"' in page
    assert rows(county) == before


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_confirmed_twice_is_stored_once(county: Desk, kind: str, tmp_path: Path) -> None:
    address = county.look_at(kind, write(kind, tmp_path))
    county.say(address, "confirm")
    stored = rows(county)
    assert stored["import_run"] == 1
    county.say(address, "confirm")
    county.client.get(address)
    assert rows(county) == stored
    upload = county.upload(address)
    assert (upload.state, upload.good, upload.refused) == ("done", 2, 1)
    assert upload.done == upload.total == 3
    assert files(county) == 0
    assert "记下来等改正" in county.page(address)


def test_a_form_sent_twice_is_one_list(county: Desk, tmp_path: Path) -> None:
    file = write("households", tmp_path)
    first = county.hand_in("households", file, ticket="a" * 32)
    again = county.hand_in("households", file, ticket="a" * 32)
    assert first.location == again.location
    assert county.page("/uploads").count("past-one") == 1


def test_a_fault_is_shown_in_its_piece_of_the_sheet(county: Desk, tmp_path: Path) -> None:
    address = county.look_at("households", write("households", tmp_path))
    page = county.page(address)
    assert "户编号3" in page
    assert "证件号码" in page
    assert "000000198001011234" in page
    assert "show=kept_out" in page
    assert "户编号3" in county.page(f"{address}?show=kept_out")


def test_the_faults_can_be_taken_along_as_a_workbook(county: Desk, tmp_path: Path) -> None:
    address = county.look_at("households", write("households", tmp_path))
    answer = county.client.get(f"{address}/faults.xlsx")
    book = openpyxl.load_workbook(BytesIO(answer.data))
    cells = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    faults = (county.upload(address).found or {})["document"]["faults"]
    assert [row[2] for row in cells[2:]] == [fault["cell"] for fault in faults]
    assert quote("要改的地方 六月 花名册.xlsx") in answer.headers["Content-Disposition"]


def test_the_page_and_its_faults_speak_english_too(county: Desk, tmp_path: Path) -> None:
    address = county.look_at("households", write("households", tmp_path))
    page = county.page(f"{address}?lang=en")
    assert "Kept out until corrected" in page
    assert "2 households that can be imported" in page


def test_what_is_not_imported_is_forgotten(county: Desk, tmp_path: Path) -> None:
    address = county.look_at("households", write("households", tmp_path))
    county.say(address, "discard")
    county.say(address, "confirm")
    upload = county.upload(address)
    assert (upload.state, upload.found) == ("discarded", None)
    assert files(county) == 0
    assert county.client.get(f"{address}/faults.xlsx").status_code == 404


def bomb() -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * 300_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlsx", b"PK\x03\x04 cut off", "不完整或者坏了"),
        ("a.xlsx", bomb, "所以没有打开"),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
        ("a.pdf", b"%PDF-1.7", "PDF文件"),
        ("a.csv", "姓名,电话\n".encode(), "里没有搬迁户花名册"),
    ],
)
def test_what_cannot_be_read_is_said_gently_and_not_kept(
    county: Desk, name: str, content: bytes | Callable[[], bytes], words: str, tmp_path: Path
) -> None:
    before = rows(county)
    (tmp_path / name).write_bytes(content() if callable(content) else content)
    address = county.look_at("households", tmp_path / name)
    assert words in county.page(address)
    assert "Please" not in county.page(address)
    assert (rows(county), files(county)) == (before, 0)


def test_a_roster_handed_in_as_vacancies_is_told_apart(county: Desk, tmp_path: Path) -> None:
    address = county.look_at("vacancies", write("households", tmp_path))
    assert "里没有招聘岗位信息表" in county.page(address)
    assert "holds no vacancy list" in county.page(f"{address}?lang=en")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": "pets"}, "请选这是哪样表"),
        ({"as_of": "yesterday"}, "请写日期"),
        ({"as_of": "2999-01-01"}, "这一天还没有到"),
        ({"name": ""}, "请选一个文件"),
        ({"name": "empty.xlsx", "content": b""}, "这个文件是空的"),
    ],
)
def test_what_the_form_lacks_is_said_beside_its_field(county: Desk, changes: dict[str, Any], words: str) -> None:
    form = {"kind": "households", "as_of": "2026-06-01", "name": "a.csv", "content": b"x"} | changes
    file = (BytesIO(form.pop("content")), form.pop("name"))
    answer = county.client.post("/uploads", data=form | {"file": file})
    assert answer.status_code == 400
    assert words in answer.text
    assert files(county) == 0


def test_a_file_that_is_too_large_is_refused_on_a_page(county: Desk) -> None:
    form = {"kind": "households", "as_of": "2026-06-01", "file": (BytesIO(b"x" * (MOST_BYTES + 100_000)), "a.csv")}
    answer = county.client.post("/uploads", data=form)
    assert answer.status_code == 413
    assert "这个文件太大了" in answer.text


def test_an_older_list_is_refused_with_its_reason(county: Desk, tmp_path: Path) -> None:
    file = write("households", tmp_path)
    county.say(county.look_at("households", file), "confirm")
    older = county.hand_in("households", file, as_of="2026-05-01").location
    assert "旧名单会把后来改的又改回去" in county.page(older)


def test_other_sites_rows_are_faults_of_their_own_and_leave_no_trace(url: str, tmp_path: Path) -> None:
    clerk = Actor("zhang.min", Role.CLERK, frozenset({"PLSQ"}))
    families = [rosters.couple("1", 1), rosters.couple("2", 2)]
    families[1].cells["安置点"] = "东山社区安置点"
    with sitting_at(url, clerk) as desk:
        address = desk.look_at("households", rosters.write(tmp_path / "two sites.xlsx", families))
        assert "请交给那个安置点，或者请管两边的站点负责人、管理员导入" in desk.page(address)
        desk.say(address, "confirm")
        upload = desk.upload(address)
        assert (upload.state, upload.good, upload.refused) == ("done", 1, 1)
        with db.reading(desk.engine) as session:
            assert [one.office_number for one in session.scalars(select(Household))] == ["1"]
        assert rows(desk)["roster_entry"] == 1


@pytest.mark.parametrize(
    ("actor", "sees"),
    [
        (COUNTY, True),
        (Actor("zhang.min", Role.CLERK, frozenset({"PLSQ"})), True),
        (Actor("other", Role.CLERK, frozenset({"PLSQ"})), False),
        (Actor("head", Role.SUPERVISOR, frozenset({"PLSQ"})), True),
        (Actor("elsewhere", Role.SUPERVISOR, frozenset({"DSSQ"})), False),
        (Actor("everywhere", Role.CLERK, None), False),
    ],
)
def test_uploads_are_seen_by_whoever_handed_them_in_by_the_site_s_supervisor_and_by_the_county(
    url: str, actor: Actor, sees: bool, tmp_path: Path
) -> None:
    with sitting_at(url, Actor("zhang.min", Role.CLERK, frozenset({"PLSQ"}))) as desk:
        address = desk.look_at("households", write("households", tmp_path))
    with sitting_at(url, actor) as desk:
        assert ("六月 花名册" in desk.page("/uploads")) is sees
        for path in (address, f"{address}/progress", f"{address}/faults.xlsx"):
            assert desk.client.get(path).status_code == (200 if sees else 404)
        for verb in ("confirm", "go-on", "discard"):
            assert desk.client.post(f"{address}/{verb}").status_code == (303 if sees else 404)


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.HELPER, Role.EMPLOYER, Role.TRAINER, Role.AUDITOR])
def test_lists_are_no_business_of_others(url: str, role: Role) -> None:
    with sitting_at(url, Actor("somebody", role, None)) as desk:
        assert desk.client.get("/uploads").status_code == 403
        assert desk.client.post("/uploads/1/confirm").status_code == 403


def test_a_long_list_of_faults_is_paged(county: Desk, tmp_path: Path) -> None:
    families = [rosters.couple(str(number), number) for number in range(1, 31)]
    for one in families:
        one.members[0]["出生日期"] = "哪天"
    address = county.look_at("households", rosters.write(tmp_path / "long.xlsx", families))
    first, second = county.page(address), county.page(f"{address}?page=2")
    assert "户编号1 " in first
    assert "户编号30" in second
    assert "户编号30" not in first
    assert "第2页，共2页" in second
