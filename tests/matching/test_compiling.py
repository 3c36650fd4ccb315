"""Compiled code is an extra: without numba, or where nothing can be written, the function is there all the same."""

from collections.abc import Iterator
from pathlib import Path

import numba
import pytest

from jobmatch.matching import compiling


def double(number: int) -> int:
    return 2 * number


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    """Where machine code is kept is found out once a process: here it is found out anew, and as it was afterwards."""
    folder = numba.config.CACHE_DIR
    compiling._is_kept.cache_clear()
    yield
    compiling._is_kept.cache_clear()
    numba.config.CACHE_DIR = folder


def test_without_numba_the_function_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "find_spec", lambda _name: None)
    assert compiling.compiled.__wrapped__(double) is double


def test_machine_code_is_kept_in_a_folder_of_these_sources(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert compiling.compiled.__wrapped__(double)(21) == 42
    (of_these,) = (tmp_path / "jobmatch").iterdir()
    assert list(of_these.rglob("*.nbc"))


def test_where_machine_code_cannot_be_kept_it_is_made_each_time(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "a-file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "a-file"))
    fast = compiling.compiled.__wrapped__(double)
    assert fast is not double
    assert fast(21) == 42
