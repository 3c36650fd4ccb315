"""Migrations lead to exactly the tables that the program describes, there and back again with rows in every table."""

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Engine, Integer, MetaData, Table, func, inspect, select

from jobmatch import tables
from jobmatch.db import alembic_config, downgrade, engine_for, upgrade
from tests.shape import rows

METADATA = tables.metadata()


@pytest.fixture
def blank(blank_database_url: str) -> Iterator[Engine]:
    engine = engine_for(blank_database_url)
    yield engine
    engine.dispose()


def differences(engine: Engine, metadata: MetaData) -> list[object]:
    """What a new migration would have to change."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return list(compare_metadata(context, metadata))


def revisions() -> list[str]:
    """All revisions, oldest first."""
    script = ScriptDirectory.from_config(alembic_config(""))
    return [revision.revision for revision in reversed(list(script.walk_revisions()))]


def counts(engine: Engine) -> dict[str, int]:
    """How many rows each table that is there has."""
    there = set(inspect(engine).get_table_names())
    with engine.connect() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in METADATA.sorted_tables
            if table.name in there
        }


def test_the_guard_sees_a_table_without_a_migration(engine: Engine) -> None:
    more = MetaData()
    for table in METADATA.sorted_tables:
        table.to_metadata(more)
    Table("forgotten", more, Column("id", Integer, primary_key=True))
    assert differences(engine, more)


def test_migrations_make_the_tables_that_the_program_describes(engine: Engine) -> None:
    assert differences(engine, METADATA) == []


def test_history_has_one_end() -> None:
    assert len(ScriptDirectory.from_config(alembic_config("")).get_heads()) == 1


def test_every_table_takes_a_row_and_gives_it_back(engine: Engine) -> None:
    with engine.begin() as connection:
        put_in = rows.fill(connection, METADATA)
    assert set(put_in) == {table.name for table in METADATA.sorted_tables}
    assert min(counts(engine).values()) >= 1


def test_up_and_down_and_up_again_with_rows_in_every_table(blank: Engine) -> None:
    url = blank.url.render_as_string(hide_password=False)
    upgrade(url)
    with blank.begin() as connection:
        rows.fill(connection, METADATA)
    before = counts(blank)
    for older in reversed(["base", *revisions()[:-1]]):
        downgrade(url, older)
        kept = counts(blank)
        assert all(kept[name] == before[name] for name in kept)
        upgrade(url)
        assert differences(blank, METADATA) == []
    downgrade(url, "base")
    assert set(inspect(blank).get_table_names()) <= {"alembic_version"}
    upgrade(url)
    assert differences(blank, METADATA) == []
