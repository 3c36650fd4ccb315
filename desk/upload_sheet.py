"""The faults of a list as a workbook, so that an office can correct its own: one fault a row, with its cell."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desk.language import say as _
from desk.upload_faults import said
from desk.upload_words import LEVEL
from jobmatch.workbooks.writer import OutColumn, OutSheet, write_workbook


def fault_workbook(found: Mapping[str, Any], title: str, language: str) -> bytes:
    """An .xlsx of all faults and questions in the order of the list."""
    document = found["document"]
    columns = (
        OutColumn(_("工作表"), width=16),
        OutColumn(_("行号"), width=8),
        OutColumn(_("格子"), width=10),
        OutColumn(_("列"), width=18),
        OutColumn(_("户编号"), width=16),
        OutColumn(_("怎么样"), width=16),
        OutColumn(_("现在写的"), width=24),
        OutColumn(_("问题"), width=60),
        OutColumn(_("改成"), width=24),
    )
    rows = [_row(line, language) for line in (*document["faults"], *document.get("questions", ()))]
    sheet = OutSheet(_("要改的地方"), title, columns, rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "faults.xlsx"
        write_workbook(path, [sheet])
        return path.read_bytes()


def _row(line: Mapping[str, Any], language: str) -> list[str | int | None]:
    value = line.get("value")
    return [
        line.get("sheet"),
        line.get("row"),
        line.get("cell"),
        line.get("column"),
        line.get("household"),
        str(LEVEL[line["level"]].name),
        None if value is None else str(value),
        said(line, language),
        None,
    ]
