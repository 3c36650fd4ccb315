"""Which workers are there: each says when it came, that it is still there and how its loops go, and when it left."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from jobmatch.jobs.model import JobWorker


@dataclass
class Pulse:
    """How a loop goes in one worker: how often it was passed through and when last, what it came to in all.

    `error` says where the last pass broke off; None where it went well.
    """

    passes: int = 0
    failures: int = 0
    at: str | None = None
    came_to: dict[str, int] = field(default_factory=dict)
    error: str | None = None


def come(session: Session, owner: str, at: datetime) -> datetime:
    """A worker is there; returns when there was one for the first time."""
    session.add(JobWorker(owner=owner, started_at=at, seen_at=at, loops={}))
    session.flush()
    first: datetime = session.scalars(select(JobWorker.started_at).order_by(JobWorker.started_at).limit(1)).one()
    return first


def note_seen(session: Session, owner: str, pulses: Mapping[str, Pulse], at: datetime) -> None:
    """The worker is still there; under a wrong clock another may have tidied its row away."""
    row = _row(session, owner)
    if row is None:
        row = JobWorker(owner=owner, started_at=at)
        session.add(row)
    row.seen_at, row.loops = at, {name: asdict(pulse) for name, pulse in pulses.items()}


def leave(session: Session, owner: str, at: datetime) -> None:
    """The worker has ended as it should."""
    row = _row(session, owner)
    if row is not None:
        row.seen_at = row.ended_at = at


def forget(session: Session, before: datetime) -> None:
    """Remove workers that were last seen before an instant."""
    session.execute(delete(JobWorker).where(JobWorker.seen_at < before))


def _row(session: Session, owner: str) -> JobWorker | None:
    return session.scalars(select(JobWorker).where(JobWorker.owner == owner)).one_or_none()
