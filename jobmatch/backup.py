"""The whole database as one file and back: a zip of JSON lines for each table, with counts and checksums.

The same file serves SQLite and PostgreSQL. Sealed values stay sealed: without the key file, which is not inside, a
backup tells names but opens nothing that is sealed. Both functions work within the caller's transaction.
"""

import base64
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    Enum,
    Float,
    LargeBinary,
    MetaData,
    Numeric,
    String,
    Table,
    Time,
    delete,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from jobmatch import db, tables
from jobmatch.db import Instant
from jobmatch.parameters import Parameter
from jobmatch.seal import Sealed, SealError, keyring

FORMAT = "jobmatch backup 1"
MANIFEST = "manifest.json"
BATCH = 500
LONGEST_MANIFEST = 10_000_000


class BackupError(ValueError):
    """A backup cannot be written, read or restored; the text says why and what to do."""


@dataclass(frozen=True)
class Content:
    """What one table holds in a backup: rows, and the SHA-256 of its lines."""

    rows: int
    sha256: str


@dataclass(frozen=True)
class Backup:
    """What a backup says of itself."""

    revision: str
    made_at: str
    content: dict[str, Content]

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(table.rows for table in self.content.values())


def write(session: Session, path: Path, at: datetime) -> Backup:
    """Write the database as the session sees it and read the file again; the file appears only when it is whole.

    Raises BackupError where what was written is not what was read.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with ZipFile(file, "w", ZIP_DEFLATED) as archive:
                content = {table.name: _write_table(session, table, archive) for table in _raw_tables()}
                made = Backup(_revision(session), at.isoformat(), content)
                archive.writestr(MANIFEST, _manifest_text(made))
            file.flush()
            os.fsync(file.fileno())
        if check(part) != made:
            raise BackupError("what was written is not what was read; the disk may be failing, use another")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return made


def check(path: Path) -> Backup:
    """Read a whole backup and compare counts and checksums; raises BackupError where anything differs."""
    with _opened(path) as archive:
        backup = _manifest(archive)
        for name, promised in backup.content.items():
            found = hashlib.sha256()
            rows = 0
            for line in _lines(archive, name):
                found.update(line)
                rows += 1
            if Content(rows, found.hexdigest()) != promised:
                raise BackupError(f"{path}: the table {name} is damaged; use another backup")
        return backup


def restore(session: Session, path: Path) -> Backup:
    """Put a checked backup into a database that holds nothing but first parameters, all or nothing.

    Raises BackupError for a damaged file, another version, a database that holds data, or a key file that does not fit.
    """
    backup = check(path)
    if backup.revision != _revision(session):
        raise BackupError(
            f"the backup was made at revision {backup.revision}, this program is at {_revision(session)}: "
            "restore it with the version that made it, then upgrade with `init`"
        )
    _require_empty(session)
    session.execute(delete(Parameter))
    with _opened(path) as archive:
        for raw, table in zip(_raw_tables(), tables.metadata().sorted_tables, strict=True):
            if raw.name in backup.content:
                _restore_table(session, raw, table, archive)
    return backup


def _write_table(session: Session, table: Table, archive: ZipFile) -> Content:
    digest, rows = hashlib.sha256(), 0
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=BATCH)
    with archive.open(_entry(table.name), "w", force_zip64=True) as file:
        for row in session.execute(query).mappings():
            line = json.dumps(dict(row), ensure_ascii=False, sort_keys=True, default=_to_json).encode() + b"\n"
            digest.update(line)
            file.write(line)
            rows += 1
    return Content(rows, digest.hexdigest())


def _restore_table(session: Session, raw: Table, table: Table, archive: ZipFile) -> None:
    # A row may point to a later row of its own table (a merged person, a split household): links come last.
    own = [c.name for c in table.columns if any(key.column.table is table for key in c.foreign_keys)]
    read = {column.name: _from_json(column.type) for column in raw.columns}
    links: list[dict[str, Any]] = []
    batch: list[dict[str, Any]] = []
    opened_one = False
    for line in _lines(archive, raw.name):
        row = _row(raw.name, line, read)
        if not opened_one:
            opened_one = _try_the_keys(row, table)
        if own and any(row.get(name) is not None for name in own):
            links.append({"its_id": row["id"], **{name: row[name] for name in own}})
        batch.append(row | dict.fromkeys(own))
        if len(batch) == BATCH:
            session.execute(insert(raw), batch)
            batch = []
    if batch:
        session.execute(insert(raw), batch)
    for link in links:
        changed = {name: link[name] for name in own}
        session.execute(update(raw).where(raw.c.id == link["its_id"]).values(changed))
    db.advance_sequence(session, raw)


def _row(name: str, line: bytes, read: dict[str, Callable[[Any], Any]]) -> dict[str, Any]:
    try:
        values = json.loads(line)
        return {key: None if value is None else read[key](value) for key, value in values.items()}
    except (ValueError, KeyError, TypeError, InvalidOperation) as error:
        raise BackupError(f"the table {name} holds a line that this version cannot read") from error


def _try_the_keys(row: dict[str, Any], table: Table) -> bool:
    """Open one sealed value of the row, where there is one; raises BackupError when the key file does not fit."""
    for column in table.columns:
        if isinstance(column.type, Sealed) and row.get(column.name) is not None:
            try:
                keyring().open_bytes(row[column.name], column.type.column)
            except SealError as error:
                raise BackupError(
                    "the key file here does not open this backup: put the key file that belonged to it at "
                    "JOBMATCH_KEY_FILE and try again"
                ) from error
            return True
    return False


def _require_empty(session: Session) -> None:
    for table in tables.metadata().sorted_tables:
        if table.name != Parameter.__tablename__ and session.execute(select(table.c[0]).limit(1)).first():
            raise BackupError(
                f"the database holds data (table {table.name}); restore needs an empty one: "
                "point JOBMATCH_DATABASE_URL to a new database and run `init`"
            )


def _raw_tables() -> list[Table]:
    """The tables in the order of their references, with columns as they are stored: sealed ones as bytes."""
    return [
        Table(table.name, MetaData(), *[_raw_column(column) for column in table.columns])
        for table in tables.metadata().sorted_tables
    ]


def _raw_column(column: Column[Any]) -> Column[Any]:
    return Column(column.name, _raw_type(column.type), primary_key=column.primary_key)


def _raw_type(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    if isinstance(kind, Sealed):
        return LargeBinary()
    return String() if isinstance(kind, Enum) else kind


def _to_json(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    raise TypeError(f"a backup has no form for {type(value).__name__}")


def _from_json(kind: TypeEngine[Any]) -> Callable[[Any], Any]:
    if isinstance(kind, LargeBinary):
        return base64.b64decode
    if isinstance(kind, Instant | DateTime):
        return datetime.fromisoformat
    if isinstance(kind, Date):
        return date.fromisoformat
    if isinstance(kind, Time):
        return time.fromisoformat
    if isinstance(kind, Numeric) and not isinstance(kind, Float):
        return Decimal
    return _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _opened(path: Path) -> ZipFile:
    try:
        return ZipFile(path)
    except BadZipFile as error:
        raise BackupError(f"{path} is not a backup, or it was cut off") from error


def _manifest(archive: ZipFile) -> Backup:
    try:
        if archive.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:
            raise BackupError(f"{archive.filename} is not a backup of this program")
        document = json.loads(archive.read(MANIFEST))
        if document["format"] != FORMAT:
            raise BackupError(f"{archive.filename} has the form {document['format']}, which this version cannot read")
        content = {name: Content(**held) for name, held in document["tables"].items()}
        return Backup(str(document["revision"]), str(document["made_at"]), content)
    except (KeyError, TypeError, AttributeError, json.JSONDecodeError, BadZipFile) as error:
        raise BackupError(f"{archive.filename} is not a backup of this program") from error


def _manifest_text(backup: Backup) -> str:
    content = {name: vars(table) for name, table in backup.content.items()}
    document = {"format": FORMAT, "revision": backup.revision, "made_at": backup.made_at, "tables": content}
    return json.dumps(document, indent=1)


def _lines(archive: ZipFile, name: str) -> Iterator[bytes]:
    try:
        file: IO[bytes]
        with archive.open(_entry(name)) as file:
            yield from file
    except (KeyError, BadZipFile, EOFError) as error:
        raise BackupError(f"{archive.filename}: the table {name} is missing or damaged; use another backup") from error


def _entry(name: str) -> str:
    return f"tables/{name}.jsonl"


def _revision(session: Session) -> str:
    return str(session.scalar(text("SELECT version_num FROM alembic_version")))
