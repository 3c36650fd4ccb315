"""The workbooks of an office, where they lie beside the repository: everything that a careful importer reports."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from jobmatch import db, parameters
from tests.courses.plan.sheets import take_in as take_in_courses
from tests.shape.tree import ROOT
from tests.vacancies.listing.sheets import take_in

FOLDER = ROOT.parent / "shared" / "data" / "workbooks"
needs_workbooks = pytest.mark.skipif(not FOLDER.is_dir(), reason="the office's workbooks are not here")


@needs_workbooks
@pytest.mark.parametrize(
    ("file", "importer"), [("vacancies_summary.xlsx", take_in), ("courses_plan.xls", take_in_courses)]
)
def test_an_office_workbook_gives_the_expected_report(engine: Engine, file: str, importer: Any) -> None:
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
    expected = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
    wanted = expected["files"][file]
    report = importer(engine, Path(FOLDER / file)).document()
    assert {name: report["counts"][name] for name in wanted["counts"]} == wanted["counts"]
    place = ("sheet", "row", "column", "cell", "code", "level")
    optional = {(one["sheet"], one["row"], one["code"]) for one in wanted.get("optional", [])}
    found = {
        tuple(one[name] for name in place)
        for one in report["faults"]
        if (one["sheet"], one["row"], one["code"]) not in optional
    }
    assert found == {tuple(one[name] for name in place) for one in wanted["faults"]}
    fields = {(one["sheet"], one["row"]): one["fields"] for one in report["records"]}
    for spot in (one for one in expected["spots"] if one["file"] == file):
        assert fields[spot["sheet"], spot["row"]][spot["field"]] == spot["value"], spot
    assert not any(importer(engine, Path(FOLDER / file)).document()["changes"].values())
