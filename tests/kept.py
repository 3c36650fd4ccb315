"""Connections to PostgreSQL outlive the engine of a test: the server need not start a process for every test anew.

A new one has yet to learn every table and every statement. Kept are those to databases that are emptied and used again,
put back to how they came; whatever is in doubt is closed.
"""

from typing import Any
from weakref import WeakSet

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import Engine

MOST = 4  # for each database; the few tests of many writers at once open more
AS_IT_CAME = b"RESET ALL; UNLISTEN *; CLOSE ALL; DISCARD TEMP; SELECT pg_advisory_unlock_all()"
Connection = psycopg.Connection[Any]
_KEPT: dict[str, list[Connection]] = {}
_ENGINES: WeakSet[Engine] = WeakSet()


def begin(database: str) -> None:
    """From now on connections to `database` are kept."""
    _KEPT.setdefault(database, [])


def made(engine: Engine) -> None:
    """An engine was made, and may never be disposed of: a test that makes an application often forgets its."""
    _ENGINES.add(engine)


def gather(database: str) -> None:
    """The test is over: what its engines left open is closed, or kept for the next."""
    for engine in [one for one in _ENGINES if one.url.database == database]:
        engine.dispose()
        _ENGINES.discard(engine)


def end(database: str) -> None:
    """Those to `database` are closed, and none is kept any more."""
    for connection in _KEPT.pop(database, []):
        connection.close()


def numbers(database: str) -> list[int]:
    """Which of the server's processes wait here for the next to ask."""
    return [connection.info.backend_pid for connection in _KEPT.get(database, [])]


def taken(database: str) -> Connection | None:
    """One that was kept and still answers; None where another has to be made."""
    kept = _KEPT.get(database, [])
    while kept:
        connection = kept.pop()
        if _answers(connection, b""):
            return connection
    return None


def closed(connection: Connection) -> None:
    """Called where one would be closed: it is kept if it can be as it came."""
    kept = _KEPT.get(connection.info.dbname) if not connection.closed else None
    if kept is not None and len(kept) < MOST and _answers(connection, AS_IT_CAME):
        kept.append(connection)
    else:
        connection.close()


def _answers(connection: Connection, statement: bytes) -> bool:
    """Whether it carried out a statement, and is in no transaction after it."""
    try:
        connection.rollback()
        connection.autocommit = True
        connection.execute(statement)
        connection.autocommit = False
    except psycopg.Error:
        connection.close()
        return False
    return connection.info.transaction_status == TransactionStatus.IDLE
