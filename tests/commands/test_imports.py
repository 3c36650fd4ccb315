"""`import` at the command line: a preview writes nothing, refused rows end with 1, what is no list with 2."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from jobmatch import clock, db, tables
from jobmatch.demo.village import village
from jobmatch.households.roster.export import write_records
from tests.commands.conftest import Ended

Command = Callable[..., Ended]
HOUSEHOLDS = 12
# How the old binary workbooks begin.
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def rows(url: str) -> dict[str, int]:
    engine = db.engine_for(url)
    with db.reading(engine) as session:
        counts = {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in tables.metadata().sorted_tables
        }
    engine.dispose()
    return counts


@pytest.fixture(scope="session")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A roster of invented households, as an office would send it."""
    file = tmp_path_factory.mktemp("roster") / "roster.xlsx"
    write_records(file, village(HOUSEHOLDS, 1, clock.today()).households, clock.today())
    return file


def test_a_preview_says_what_would_be_done_and_writes_nothing(
    command: Command, database_url: str, roster: Path
) -> None:
    command("init")
    before = rows(database_url)
    ended = command("import", "households", roster, "--dry-run", "--json", "--records")
    document = json.loads(ended.out)
    assert document["changes"]["households_new"] == HOUSEHOLDS
    assert len(document["records"]) == document["counts"]["people"]
    assert rows(database_url) == before
    assert "would change" in command("import", "households", roster, "--dry-run").out


def test_the_same_list_again_changes_nothing(command: Command, roster: Path) -> None:
    command("init")
    assert command("import", "households", roster).status == 0
    again = json.loads(command("import", "households", roster, "--json").out)
    assert not any(again["changes"].values())


@pytest.mark.parametrize("kind", ["households", "vacancies", "courses"])
@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04 not a zip", OLD_WORKBOOK + b"\0" * 600])
def test_what_is_no_workbook_is_refused_and_leaves_nothing(
    command: Command, database_url: str, tmp_path: Path, kind: str, content: bytes
) -> None:
    command("init")
    before = rows(database_url)
    for ending in (".xlsx", ".xls", ".csv"):
        file = tmp_path / f"list{ending}"
        file.write_bytes(content)
        ended = command("import", kind, file, "--json")
        assert (ended.status, ended.out) == (2, ""), ending
        assert "unexpected" not in ended.err
    assert rows(database_url) == before
