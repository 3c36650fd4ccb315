"""A connection that is handed on from test to test comes as a new one would."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, QueuePool, text

from jobmatch.db import engine_for
from tests import databases, kept

NUMBER, LOCKS = text("SELECT pg_backend_pid()"), text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")


@pytest.fixture
def first() -> Iterator[Engine]:
    """An engine on a PostgreSQL database that is used again."""
    with databases.postgresql_database() as url:
        yield engine_for(url)


def number(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.scalar(NUMBER) or 0)


def test_the_next_engine_gets_the_same_connection_without_what_was_set_locked_and_begun(first: Engine) -> None:
    before = number(first)
    with first.connect() as connection:
        connection.execute(text("SET statement_timeout = 17"))
        connection.execute(text("SELECT pg_advisory_lock(17)"))
        connection.execute(text("CREATE TEMPORARY TABLE passing (id integer)"))
        connection.commit()
        connection.execute(text("UPDATE alembic_version SET version_num = 'begun and left'"))
        connection.detach()
    first.dispose()
    second = engine_for(first.url.render_as_string())
    assert number(second) == before
    with second.connect() as connection:
        assert connection.scalar(text("SHOW statement_timeout")) == "0"
        assert connection.scalar(LOCKS) == 0
        assert connection.scalar(text("SELECT to_regclass('passing')")) is None
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) != "begun and left"


def test_one_that_the_server_has_ended_is_not_handed_on(first: Engine) -> None:
    number(first)
    first.dispose()
    before = kept.numbers(str(first.url.database))
    assert before
    with databases.postgresql_database() as elsewhere, engine_for(elsewhere).connect() as connection:
        for one in before:
            connection.execute(text("SELECT pg_terminate_backend(:it, 5000)"), {"it": one})
    assert number(engine_for(first.url.render_as_string())) not in before


def test_what_nobody_disposed_of_is_gathered_when_the_test_is_over(first: Engine) -> None:
    number(first)
    kept.gather(str(first.url.database))
    assert isinstance(first.pool, QueuePool)
    assert first.pool.checkedin() == 0
