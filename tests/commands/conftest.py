"""`command` runs one command of the program on the test's own database and tells how it ended."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from jobmatch.cli import main
from jobmatch.settings import settings


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit status, and what it wrote where."""

    status: int
    out: str
    err: str


@pytest.fixture
def command(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Iterator[Callable[..., Ended]]:
    """`command("show", "person", 1)` as typed at a shell; `database=` chooses another database."""

    def run(*words: Any, database: str = database_url) -> Ended:
        monkeypatch.setenv("JOBMATCH_DATABASE_URL", database)
        settings.cache_clear()
        capfdbinary.readouterr()
        status = main([str(word) for word in words])
        captured = capfdbinary.readouterr()
        return Ended(status, captured.out.decode(), captured.err.decode())

    yield run
    monkeypatch.undo()
    settings.cache_clear()
