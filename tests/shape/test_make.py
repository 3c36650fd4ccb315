"""make says what is missing before it builds anything, and builds nothing twice."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.shape import tree


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with what make needs, and nothing built yet."""
    for path in (tree.ROOT / "Makefile", *tree.ROOT.glob("requirements*.txt")):
        shutil.copy(path, tmp_path / path.name)
    return tmp_path


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", *arguments], cwd=folder, capture_output=True, text=True, timeout=60, check=False)


def test_a_python_that_is_too_old_is_named(checkout: Path) -> None:
    old = checkout / "python2"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = make(checkout, "test", f"PYTHON={old}")
    assert done.returncode == 2
    assert f"{old} is older than Python 3.11" in done.stderr
    assert not (checkout / ".venv").exists()


def test_a_machine_without_python_is_told_what_to_install(checkout: Path) -> None:
    done = make(checkout, "run", "PYTHON=")
    assert done.returncode == 2
    assert "Python 3.11 or newer is needed" in done.stderr


def test_what_is_installed_is_not_installed_again_until_a_lock_changes(checkout: Path) -> None:
    (checkout / ".venv/bin").mkdir(parents=True)
    python = checkout / ".venv/bin/python"
    python.write_text("#!/bin/sh\necho installing\n")
    python.chmod(0o755)
    first, second = make(checkout, ".venv/.for-testing"), make(checkout, ".venv/.for-testing")
    later = (checkout / ".venv/.for-testing").stat().st_mtime + 5
    os.utime(checkout / "requirements-dev.txt", (later, later))
    third = make(checkout, ".venv/.for-testing")
    assert ["installing" in done.stdout for done in (first, second, third)] == [True, False, True]
