"""What all tests share: no way out of this machine, databases of both kinds, settings for fictitious people.

`database_url`, `engine` and `session` run a test on SQLite and again on a real PostgreSQL, all tables in place.
"""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import offline_guard
import pytest
from argon2 import PasswordHasher
from flask import Flask
from hypothesis import settings
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import URL, Dialect, Engine
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from jobmatch import db, seal
from jobmatch.accounts import passwords
from tests import databases, kept

BACKENDS = ("sqlite", "postgresql")
SOAKING = "JOBMATCH_SOAK" in os.environ

REAL_COST = {name: getattr(passwords, name) for name in ("_HASHER", "_NOBODYS")}

# No deadline: two workers and a database share two cores. A soak looks twenty times as far.
settings.register_profile("quick", deadline=None)
settings.register_profile("soak", deadline=None, max_examples=2000)
settings.load_profile("soak" if SOAKING else "quick")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "soak: the long form of a test, run by `make soak` alone")
    if hasattr(config, "workerinput"):
        return  # a worker of a run that is led elsewhere inherits the environment
    databases.begin_run()
    run = Path(os.environ[databases.RUN_FOLDER])
    seal.make_key_file(run / "seal.keys")
    os.environ |= {
        "JOBMATCH_KEY_FILE": str(run / "seal.keys"),
        "JOBMATCH_DATABASE_URL": f"sqlite:///{run / 'nobody-chose-a-database.sqlite'}",
        "JOBMATCH_FICTITIOUS_IDS": "1",
        "PYTHONPATH": str(Path(offline_guard.__file__).parent),
        "PYTHONDONTWRITEBYTECODE": "",  # the workers, and sixty programs that tests start, compile everything once
    }


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        databases.end_run()


def pytest_collection_finish() -> None:
    """What was collected is there to the end; to look it through again and again would take an eighth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if not SOAKING and item.get_closest_marker("soak"):
            item.add_marker(pytest.mark.skip(reason="runs with `make soak`"))


@pytest.fixture(scope="session", autouse=True)
def passwords_cost_little() -> Iterator[None]:
    """A password takes a tenth of a second by intent, four times a test of a page; tests/accounts takes its time."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(passwords, "_HASHER", quick)
        patched.setattr(passwords, "_NOBODYS", quick.hash("nobody has this password"))
        yield


@pytest.fixture(scope="session", autouse=True)
def statements_are_compiled_once() -> Iterator[None]:
    """Each test has an engine of its own, which knows no statement yet; those of one kind share what they compiled.

    Their connections to PostgreSQL are handed on, too (`kept`).
    """
    known: dict[str, tuple[Dialect, Any]] = {}
    create_engine = db.create_engine
    connect = PGDialect_psycopg.connect

    def create(url: URL, **options: Any) -> Engine:
        made = create_engine(url, **options)
        first = known.get(made.dialect.name)
        # What a dialect knows of its server it has from its first connection, and some engines never connect.
        if first is None or first[0].server_version_info is None:
            first = known[made.dialect.name] = made.dialect, made._compiled_cache
        else:
            made.dialect.initialize = lambda _connection: None
        made.dialect, made._compiled_cache = first
        made.pool._dialect = made.dialect
        kept.made(made)
        return made

    def connected(dialect: PGDialect_psycopg, *given: Any, **named: Any) -> Any:
        return kept.taken(named.get("dbname", "")) or connect(dialect, *given, **named)

    def closed(_dialect: PGDialect_psycopg, connection: Any) -> None:
        kept.closed(connection)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(db, "create_engine", create)
        patched.setattr(PGDialect_psycopg, "connect", connected)
        patched.setattr(PGDialect_psycopg, "do_close", closed)
        yield


@pytest.fixture(scope="session", autouse=True)
def routes_and_templates_are_compiled_once() -> Iterator[None]:
    """Most tests of a page make the whole program anew; what its addresses and pages compile to is always the same."""
    builders: dict[object, Any] = {}
    compile_builder = Rule._compile_builder

    def builder(rule: Rule, append_unknown: bool = True) -> Any:
        key = (rule.rule, tuple(rule._trace), tuple((rule.defaults or {}).items()), append_unknown)
        if key not in builders:
            builders[key] = compile_builder(rule, append_unknown)
        return builders[key]

    pages = Path(os.environ[databases.RUN_FOLDER]) / "pages"
    pages.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Rule, "_compile_builder", builder)
        patched.setitem(Flask.jinja_options, "bytecode_cache", FileSystemBytecodeCache(str(pages)))
        yield


@pytest.fixture(params=BACKENDS)
def blank_database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database without tables."""
    with databases.database(request.param, migrated=False) as url:
        yield url


@pytest.fixture(params=BACKENDS)
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database with all tables and no rows but those that migrations bring."""
    with databases.database(request.param) as url:
        yield url


@pytest.fixture
def sqlite_url() -> Iterator[str]:
    """Like `database_url`, for tests of what does not depend on the kind of database."""
    with databases.sqlite_database() as url:
        yield url


@pytest.fixture(scope="module")
def shared_url() -> Iterator[str]:
    """Like `sqlite_url`, for all tests of a module together."""
    with databases.sqlite_database() as url:
        yield url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on `database_url`."""
    made = db.engine_for(database_url)
    yield made
    made.dispose()


@pytest.fixture(scope="module", params=BACKENDS)
def shared_engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Like `engine`, for all tests of a module together: each undoes what it did."""
    with databases.database(request.param) as url:
        made = db.engine_for(url)
        yield made
        made.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session in a transaction that is undone after the test."""
    with Session(engine) as opened:
        yield opened
