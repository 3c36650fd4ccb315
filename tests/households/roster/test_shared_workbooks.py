"""The offices' sample rosters: counts, faults by cell, what was understood, what a month changes, all as expected."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from jobmatch import db, parameters
from jobmatch.access import operator
from jobmatch.households.roster.importing import Options, import_roster
from jobmatch.households.roster.result import ImportResult
from tests.households.roster.conftest import JULY, JUNE, NOW

FOLDER = Path(__file__).parents[4] / "shared" / "data" / "workbooks"
EXPORT, UPDATE = "households_export.xlsx", "households_update.xlsx"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the sample workbooks are not beside this repository")


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    document: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
    return document


@pytest.fixture(scope="module")
def results(shared_url: str) -> dict[str, tuple[ImportResult, ImportResult]]:
    """Both files, each imported twice, one month after the other, into one database."""
    engine = db.engine_for(shared_url)
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
    return {file: (take(engine, file, day), take(engine, file, day)) for file, day in ((EXPORT, JUNE), (UPDATE, JULY))}


def take(engine: Engine, file: str, as_of: date) -> ImportResult:
    overrides = {"minimum_wage_month": Decimal(1890)}
    options = Options(as_of, records=True, overrides=overrides, allow_fictitious=True)
    return import_roster(lambda: db.transaction(engine), FOLDER / file, options, actor=operator("tests"), at=NOW)


@pytest.mark.parametrize("file", [EXPORT, UPDATE])
def test_counts(file: str, expected: dict[str, Any], results: dict[str, tuple[ImportResult, ImportResult]]) -> None:
    assert dict(results[file][0].counts) == expected["files"][file]["counts"]


@pytest.mark.parametrize("file", [EXPORT, UPDATE])
def test_every_fault_at_its_cell_and_no_other(
    file: str, expected: dict[str, Any], results: dict[str, tuple[ImportResult, ImportResult]]
) -> None:
    names = ("sheet", "row", "column", "cell", "code", "level", "household", "other_row", "other_household")
    told = [{name: fault.document().get(name) for name in names} for fault in results[file][0].faults]
    wanted = [{name: fault.get(name) for name in names} for fault in expected["files"][file]["faults"]]
    assert sorted(told, key=str) == sorted(wanted, key=str)


@pytest.mark.parametrize("file", [EXPORT, UPDATE])
def test_what_was_understood(
    file: str, expected: dict[str, Any], results: dict[str, tuple[ImportResult, ImportResult]]
) -> None:
    rows = {(record["sheet"], record["row"]): record["fields"] for record in results[file][0].records or ()}
    for spot in expected["spots"]:
        if spot["file"] == file:
            assert rows[spot["sheet"], spot["row"]][spot["field"]] == spot["value"], spot


def test_what_the_month_changed(
    expected: dict[str, Any], results: dict[str, tuple[ImportResult, ImportResult]]
) -> None:
    wanted = expected["files"][UPDATE]["changes_against_export"]
    result = results[UPDATE][0]
    assert result.changes == {
        "households_new": len(wanted["households_new"]),
        "households_changed": len(wanted["households_changed"]),
        "people_new": wanted["people_new"],
        "people_left": len(wanted["people_left"]),
        "people_moved": wanted["people_moved_by_split"],
        "people_missing": len(wanted["people_missing_without_reason"]),
        "households_missing": 0,
        "heads_changed": 1,
    }
    assert [question["person"] for question in result.questions] == ["石皓"]


@pytest.mark.parametrize("file", [EXPORT, UPDATE])
def test_the_second_time_nothing_changes(file: str, results: dict[str, tuple[ImportResult, ImportResult]]) -> None:
    assert not any(results[file][1].changes.values())
