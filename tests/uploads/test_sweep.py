"""What a killed server left behind on the disk goes, what is in use stays."""

import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from jobmatch import db
from jobmatch.jobs import uploads

NOON = datetime(2026, 6, 1, 4, tzinfo=UTC)


def test_old_folders_with_lists_are_removed_and_new_ones_left(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folders = {}
    for hours in (1, 7):
        folder = tmp_path / f"{uploads.FOLDERS}{hours}"
        folder.mkdir()
        (folder / "花名册.xlsx").write_bytes(b"x")
        seen = (NOON - timedelta(hours=hours)).timestamp()
        os.utime(folder, (seen, seen))
        folders[hours] = folder
    uploads.sweep(db.engine_for(sqlite_url), NOON)
    assert [folder.exists() for folder in folders.values()] == [True, False]
