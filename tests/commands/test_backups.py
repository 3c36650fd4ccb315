"""A backup holds everything, opens nothing without the keys, and comes back into an empty database of either kind."""

import json
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import db, tables
from jobmatch.households.model import Person
from tests import databases
from tests.commands.conftest import Ended
from tests.placements.people import NOON, settle
from tests.shape.rows import fill

Command = Callable[..., Ended]


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Another database with all tables and no data."""
    with databases.database(request.param) as url:
        yield url


def contents(url: str, *, without: str = "audit_event") -> dict[str, list[dict[str, object]]]:
    """All rows of all tables, opened where they are sealed."""
    engine = db.engine_for(url)
    with db.reading(engine) as session:
        found = {
            table.name: [dict(row) for row in session.execute(select(table).order_by(table.c[0])).mappings()]
            for table in tables.metadata().sorted_tables
            if table.name != without
        }
    engine.dispose()
    return found


def fill_every_table(url: str) -> None:
    engine = db.engine_for(url)
    with db.transaction(engine) as session:
        fill(session.connection(), tables.metadata())
    engine.dispose()


def damage(file: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    """Write the archive again with every entry passed through `change`; None leaves it out."""
    with ZipFile(file) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(file, "w") as archive:
        for name, content in entries.items():
            changed = change(name, content)
            if changed is not None:
                archive.writestr(name, changed)


def test_everything_comes_back_into_an_empty_database_of_either_kind(
    command: Command, database_url: str, empty_url: str, tmp_path: Path
) -> None:
    fill_every_table(database_url)
    assert command("backup", tmp_path / "b.zip").status == 0
    assert command("restore", tmp_path / "b.zip", database=empty_url).status == 0
    assert contents(empty_url) == contents(database_url)


def test_a_row_that_points_to_a_later_row_of_its_table_comes_back(
    command: Command, database_url: str, empty_url: str, tmp_path: Path
) -> None:
    engine = db.engine_for(database_url)
    with db.transaction(engine) as session:
        case = settle(session)
        session.get_one(Person, case.person_id).merged_into_id = case.twin_id
    engine.dispose()
    command("backup", tmp_path / "b.zip")
    assert command("restore", tmp_path / "b.zip", database=empty_url).status == 0
    assert contents(empty_url) == contents(database_url)


def test_a_restored_database_goes_on_counting_where_the_other_stopped(
    command: Command, database_url: str, empty_url: str, tmp_path: Path
) -> None:
    fill_every_table(database_url)
    command("backup", tmp_path / "b.zip")
    command("restore", tmp_path / "b.zip", database=empty_url)
    engine = db.engine_for(empty_url)
    with Session(engine) as session:
        highest = max(session.scalars(select(Person.id)))
        new = Person(name="测试丙", name_pinyin="", updated_at=NOON)
        session.add(new)
        session.flush()
        assert new.id > highest
    engine.dispose()


def test_sealed_values_stay_sealed_in_a_backup_and_the_keys_stay_out(
    command: Command, database_url: str, tmp_path: Path
) -> None:
    engine = db.engine_for(database_url)
    with db.transaction(engine) as session:
        session.add(Person(name="测试丁", name_pinyin="", phone="19900001234", updated_at=NOON))
    engine.dispose()
    ended = command("backup", tmp_path / "b.zip")
    with ZipFile(tmp_path / "b.zip") as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"19900001234" not in everything
    assert "key file" in ended.out


def test_a_backup_can_be_read_by_its_owner_alone(command: Command, tmp_path: Path) -> None:
    command("backup", tmp_path / "b.zip")
    assert stat.S_IMODE((tmp_path / "b.zip").stat().st_mode) == 0o600


def test_restore_refuses_a_database_that_holds_data(command: Command, database_url: str, tmp_path: Path) -> None:
    fill_every_table(database_url)
    command("backup", tmp_path / "b.zip")
    before = contents(database_url)
    ended = command("restore", tmp_path / "b.zip")
    assert ended.status == 2
    assert "holds data" in ended.err
    assert contents(database_url) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda name, content: content.replace("测试".encode(), "测式".encode()) if "person.jsonl" in name else content,
        lambda name, content: None if name == "tables/person.jsonl" else content,
        lambda name, content: None if name == "manifest.json" else content,
        lambda name, content: b"[]" if name == "manifest.json" else content,
        lambda name, content: content + b"{}\n" if name == "tables/site.jsonl" else content,
    ],
)
def test_a_damaged_backup_is_refused_and_leaves_nothing(
    command: Command, database_url: str, empty_url: str, tmp_path: Path, change: Callable[[str, bytes], bytes | None]
) -> None:
    engine = db.engine_for(database_url)
    with db.transaction(engine) as session:
        settle(session)
    engine.dispose()
    command("backup", tmp_path / "b.zip")
    damage(tmp_path / "b.zip", change)
    before = contents(empty_url)
    ended = command("restore", tmp_path / "b.zip", database=empty_url)
    assert (ended.status, ended.out) == (2, "")
    assert contents(empty_url) == before


def test_what_is_no_backup_at_all_is_refused(command: Command, tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_text("hello")
    assert command("restore", tmp_path / "b.zip").status == 2
    assert command("restore", tmp_path / "missing.zip").status == 2
    assert command("restore", tmp_path).status == 2


def test_a_backup_of_another_revision_names_both(command: Command, empty_url: str, tmp_path: Path) -> None:
    command("backup", tmp_path / "b.zip")

    def older(name: str, content: bytes) -> bytes:
        return json.dumps(json.loads(content) | {"revision": "0000"}).encode() if name == "manifest.json" else content

    damage(tmp_path / "b.zip", older)
    ended = command("restore", tmp_path / "b.zip", database=empty_url)
    assert ended.status == 2
    assert "0000" in ended.err


def test_a_failed_backup_leaves_the_old_one_in_place(command: Command, database_url: str, tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    command("backup", file)
    before = file.read_bytes()
    (tmp_path / ".b.zip.part").mkdir()
    assert command("backup", file).status == 2
    assert file.read_bytes() == before
    shutil.rmtree(tmp_path / ".b.zip.part")


def test_a_backup_is_noted_in_the_log(command: Command, database_url: str, tmp_path: Path) -> None:
    command("backup", tmp_path / "b.zip")
    noted = contents(database_url, without="")["audit_event"]
    assert [row["action"] for row in noted] == ["backup"]
