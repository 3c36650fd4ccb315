"""The database: one declarative base, engines that behave alike on SQLite and PostgreSQL, and where transactions end.

Stages define their tables on `Base`; nothing here knows what they hold. A transaction ends where `transaction()` ends:
at a request's end or a job's step, never inside a verb.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import DateTime, Engine, Enum, MetaData, Table, create_engine, event, func, select
from sqlalchemy.engine import Connection, Dialect, make_url
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

BUSY_TIMEOUT_MS = 15_000
# A statement that fails is told and logged without its values: they are names, numbers, illnesses.
_DISCREET: dict[str, Any] = {"hide_parameters": True}


class Instant(TypeDecorator[datetime]):
    """An aware instant in UTC; SQLite keeps no offsets, so they are put back when a row is read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a time zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """What every table of the project stands on; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: Instant}


def words(enum: type[StrEnum]) -> Enum:
    """A column type that stores the stable words of a code list as text; the program checks them, not the schema."""
    return Enum(enum, native_enum=False, create_constraint=False, length=30, values_callable=_stored_words)


def _stored_words(enum: type[StrEnum]) -> list[str]:
    return [member.value for member in enum]


def engine_for(url: str) -> Engine:
    """An engine for a database URL; the folder of an SQLite file is made when it is missing."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True, **_DISCREET)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, **_DISCREET)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", f"busy_timeout={BUSY_TIMEOUT_MS}", "foreign_keys=ON", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A deferred transaction that reads and then writes fails at once under load, whatever the busy timeout says.
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """A session whose work is kept when the block ends well and undone when it raises."""
    with Session(engine) as session, session.begin():
        yield session


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that only reads: it takes no write lock on SQLite and leaves nothing behind."""
    with Session(engine.execution_options(reading=True)) as session:
        yield session


def advance_sequence(session: Session, table: Table) -> None:
    """PostgreSQL gives out ids by a sequence that does not see rows which bring their own; SQLite needs nothing."""
    if session.get_bind().dialect.name != "postgresql" or "id" not in table.c:
        return
    sequence = session.scalar(select(func.pg_get_serial_sequence(table.name, "id")))
    highest = session.scalar(select(func.max(table.c.id)))
    if sequence and highest:
        session.execute(select(func.setval(sequence, highest)))


def alembic_config(url: str) -> Config:
    """Alembic's configuration for a database, without a file of its own."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["url"] = url
    return config


def upgrade(url: str, revision: str = "head") -> None:
    """Bring a database to a revision, creating what is missing."""
    command.upgrade(alembic_config(url), revision)


def downgrade(url: str, revision: str) -> None:
    """Take a database back to a revision."""
    command.downgrade(alembic_config(url), revision)


def is_current(engine: Engine) -> bool:
    """Whether a database has every migration of this program, and none that the program does not know."""
    with engine.connect().execution_options(reading=True) as connection:
        there = set(MigrationContext.configure(connection).get_current_heads())
    return there == _newest_revisions()


@cache
def _newest_revisions() -> frozenset[str]:
    """The migrations of a running program do not change; reading them all takes longer than most requests."""
    return frozenset(ScriptDirectory.from_config(alembic_config("")).get_heads())
