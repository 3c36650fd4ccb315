"""The acceptance cases and workbooks that are handed out beside the project, where they are there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
COMMAND = f"'{sys.executable}' -m jobmatch"


def run(check: Path) -> str:
    """The last line of a checking script, after all it complained about."""
    if not check.is_file():
        pytest.skip(f"{check.relative_to(ROOT.parent)} is not here")
    done = subprocess.run(
        [sys.executable, str(check), str(check.parent), "--command", COMMAND],
        capture_output=True, text=True, cwd=ROOT, env=dict(os.environ), timeout=280, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip().splitlines()[-1]


def test_every_case_passes() -> None:
    assert run(SHARED / "cases" / "check.py").endswith(" passed, 0 failed")


def test_every_workbook_is_read_as_expected() -> None:
    assert run(SHARED / "data" / "workbooks" / "check.py").endswith(" passed, 0 failed")
