"""Alembic's entry: the program hands over the database URL, the schema comes from `jobmatch.tables`.

Migrations name plain SQL types only, so that an old one still runs when the program's own types have changed.
"""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Enum

from jobmatch import tables
from jobmatch.db import Instant, engine_for
from jobmatch.seal import Sealed

config = context.config


def plain_type(kind: str, item: Any, _autogen: AutogenContext) -> str | Literal[False]:
    """The plain SQL type to write for one of our own, or False to let Alembic write it."""
    if kind != "type":
        return False
    if isinstance(item, Sealed):
        return "sa.LargeBinary()"
    if isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    return False


def migrate() -> None:
    """Run the migrations over an engine of our own, so that SQLite and PostgreSQL behave as in the program."""
    engine = engine_for(config.attributes["url"])
    try:
        with engine.connect() as connection:
            context.configure(
                connection=connection, target_metadata=tables.metadata(), render_as_batch=True, render_item=plain_type
            )
            with context.begin_transaction():
                context.run_migrations()
    finally:
        # A connection left open would keep an SQLite log beside the file and a PostgreSQL database in use.
        engine.dispose()


migrate()
