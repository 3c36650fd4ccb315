"""The table of imports: which file of which kind was read when, by whom, and what it held; no resident stands here."""

from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Date, String, Text
from sqlalchemy.orm import Mapped, Session, mapped_column

from jobmatch.access import Actor, Role
from jobmatch.db import Base
from jobmatch.privacy import NOT_PERSONAL, Keep, Purpose, personal


class ImportRun(Base):
    """One import of one file. `counts` is empty while it runs and stays so where it was stopped."""

    __tablename__ = "import_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), info=NOT_PERSONAL)
    file_name: Mapped[str] = mapped_column(String(200), info=NOT_PERSONAL)
    file_hash: Mapped[str] = mapped_column(String(64), info=NOT_PERSONAL)
    as_of: Mapped[date] = mapped_column(Date, info=NOT_PERSONAL)
    started_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)
    imported_by: Mapped[str] = mapped_column(
        String(100),
        info=personal("who imported", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=frozenset({Role.AUDITOR})),
    )
    counts: Mapped[str | None] = mapped_column(Text, info=NOT_PERSONAL)


def begin_run(session: Session, kind: str, path: Path, as_of: date, at: datetime, actor: Actor) -> int:
    """Note that an import begins; returns the run's id."""
    with path.open("rb") as file:
        digest = sha256(file.read()).hexdigest()
    run = ImportRun(
        kind=kind, file_name=path.name[:200], file_hash=digest, as_of=as_of, started_at=at, imported_by=actor.name
    )
    session.add(run)
    session.flush()
    return run.id


def end_run(session: Session, run_id: int, counts: str) -> None:
    """Note what an import held, as JSON; only a finished one has this."""
    session.get_one(ImportRun, run_id).counts = counts
