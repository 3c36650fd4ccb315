"""What the roster's tests share: a database with parameters, and an import that says only what a test is about."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from jobmatch import db, parameters
from jobmatch.access import operator
from jobmatch.households.roster.importing import Options, import_roster
from jobmatch.households.roster.result import ImportResult

JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)
NOW = datetime(2026, 7, 1, 1, 0, tzinfo=UTC)
Import = Callable[..., ImportResult]
Step = Callable[[], AbstractContextManager[Session]]


@pytest.fixture
def ready(engine: Engine) -> Engine:
    """A database as `init` leaves it."""
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
    return engine


@pytest.fixture
def take(ready: Engine) -> Import:
    """Imports a file: `take(path)`, `take(path, JULY)`, `take(path, dry_run=True)`."""

    def run(path: Path, as_of: date = JUNE, *, step: Step | None = None, **options: bool) -> ImportResult:
        return import_roster(
            step or (lambda: db.transaction(ready)),
            path,
            Options(as_of, allow_fictitious=True, **options),
            actor=operator("tests"),
            at=NOW,
        )

    return run
