"""LibreOffice, where there is no Excel, prints the workbook page by page and reads the CSV as it was meant."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import Engine

from jobmatch import db
from jobmatch.access import Actor, Role
from jobmatch.reports import service
from jobmatch.reports.csv_file import as_csv
from jobmatch.reports.workbook import as_workbook
from tests.reports.conftest import IN_JULY, JUNE, NOON, close

SITE = Actor("supervisor", Role.SUPERVISOR, frozenset({"XY"}))
PAGES_OF_THEIR_OWN = 11
"""M1 to M6, K with its curve, and the three behind it: of thirty households only the posts may need more than one."""

COMMA, QUOTE, UTF_8 = 44, 34, 76
"""As LibreOffice numbers them."""


def office(folder: Path, kind: str, *said: str) -> None:
    """LibreOffice turns a file of a folder into another kind, with a profile that no other run shares."""
    program = shutil.which("soffice")
    if program is None:
        # Hundreds of megabytes that no other test needs, so nothing installs it; test_files reads the same anywhere.
        pytest.skip("no LibreOffice on this machine: nothing was printed")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [program, profile, "--headless", "--convert-to", kind, "--outdir", "made", *said],
        cwd=folder, check=True, capture_output=True, timeout=240,
    )  # fmt: skip


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_libreoffice_prints_the_workbook_and_reads_the_csv(settled: Engine, tmp_path: Path) -> None:
    with db.transaction(settled) as session:
        close(session, JUNE, IN_JULY)
        report = service.monthly(session, JUNE, NOON, SITE)
    m1 = report.table("M1")
    assert m1 is not None
    (tmp_path / "report.xlsx").write_bytes(as_workbook(report))
    (tmp_path / "M1.csv").write_bytes(as_csv(m1))

    office(tmp_path, "pdf", "report.xlsx")
    printed = (tmp_path / "made/report.pdf").read_bytes()
    pages = re.findall(rb"/Type\s*/Page\b", printed)
    assert PAGES_OF_THEIR_OWN <= len(pages) <= PAGES_OF_THEIR_OWN + 1
    assert all(
        float(width) > float(height) for width, height in re.findall(rb"/MediaBox\s*\[0 0 (\S+) (\S+)\]", printed)
    )

    # Its dialog offers UTF-8 where it sees the mark in front; without a screen nobody asks, and it has to be told.
    office(tmp_path, "xlsx", f"--infilter=CSV:{COMMA},{QUOTE},{UTF_8}", "M1.csv")
    rows = CalamineWorkbook.from_path(tmp_path / "made/M1.xlsx").get_sheet_by_index(0).to_python()
    assert rows[0][:2] == ["安置点、户类型", "1 总户数"]
    assert rows[1][1] == m1.rows[0].values["households"]
