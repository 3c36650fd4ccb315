"""How the jobs stand: what ran last and what came of it, what is next, what is stuck, and which workers are there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobmatch.jobs.life import SlotState
from jobmatch.jobs.model import JobSlot, JobWorker
from jobmatch.jobs.registry import JOBS, Job

SILENT = timedelta(minutes=2)
"""A worker that is well is seen every few seconds; on SQLite it may wait for whoever writes."""
LATE = timedelta(minutes=5)
PAST = 7
SHOWN_GONE = timedelta(days=1)


class Condition(StrEnum):
    """How a job stands."""

    FINE = "fine"
    NEW = "new"
    RUNNING = "running"
    STOPPED = "stopped"
    STUCK = "stuck"
    FAILED = "failed"
    MISSED = "missed"


TROUBLE = frozenset({Condition.STUCK, Condition.FAILED, Condition.MISSED})


@dataclass(frozen=True)
class Ran:
    """One run of a slot as it stands."""

    slot: datetime
    state: SlotState
    owner: str
    run: int
    started_at: datetime
    heartbeat_at: datetime
    ended_at: datetime | None
    came_to: Mapping[str, int] | None
    error: str | None


@dataclass(frozen=True)
class Standing:
    """How one job stands; `past` are its last runs, the newest first."""

    job: str
    condition: Condition
    next_at: datetime
    past: tuple[Ran, ...]

    @property
    def last(self) -> Ran | None:
        """The newest run."""
        return self.past[0] if self.past else None


@dataclass(frozen=True)
class Presence:
    """A worker that is there, was killed, or has ended lately; `loops` as `pulse` writes them."""

    owner: str
    started_at: datetime
    seen_at: datetime
    ended_at: datetime | None
    loops: Mapping[str, Mapping[str, Any]]

    def alive(self, at: datetime) -> bool:
        """Whether it was seen just now and has not ended."""
        return self.ended_at is None and at - self.seen_at < SILENT


@dataclass(frozen=True)
class Overview:
    """All jobs in the order of the registry, and the workers, those that were seen last first."""

    jobs: tuple[Standing, ...]
    workers: tuple[Presence, ...]
    at: datetime

    @property
    def alive(self) -> tuple[Presence, ...]:
        """The workers that are there."""
        return tuple(worker for worker in self.workers if worker.alive(self.at))

    @property
    def troubled(self) -> tuple[Standing, ...]:
        """The jobs that somebody has to look after."""
        return tuple(one for one in self.jobs if one.condition in TROUBLE)


def overview(session: Session, at: datetime, jobs: Sequence[Job] = JOBS) -> Overview:
    """Everything about an instant; it only reads."""
    since = session.scalar(select(func.min(JobWorker.started_at)))
    lately = select(JobWorker).where(JobWorker.seen_at >= at - SHOWN_GONE).order_by(JobWorker.seen_at.desc())
    workers = [
        Presence(row.owner, row.started_at, row.seen_at, row.ended_at, row.loops) for row in session.scalars(lately)
    ]
    return Overview(tuple(_standing(session, job, since, at) for job in jobs), tuple(workers), at)


def _standing(session: Session, job: Job, since: datetime | None, at: datetime) -> Standing:
    newest = select(JobSlot).where(JobSlot.job == job.name).order_by(JobSlot.slot.desc()).limit(PAST)
    past = tuple(
        Ran(
            row.slot, row.state, row.owner, row.run, row.started_at, row.heartbeat_at, row.ended_at, row.came_to,
            row.error,
        )
        for row in session.scalars(newest)
    )  # fmt: skip
    return Standing(job.name, _condition(job, past, since, at), job.timetable.following(at), past)


def _condition(job: Job, past: tuple[Ran, ...], since: datetime | None, at: datetime) -> Condition:
    due = job.timetable.latest(at)
    never = not past or past[0].slot < due
    if past and past[0].state is SlotState.RUNNING:
        return Condition.STUCK if at - past[0].heartbeat_at >= SILENT else Condition.RUNNING
    if never and since is not None and since <= due and at - due >= LATE:
        return Condition.MISSED
    if not past:
        return Condition.NEW
    return {SlotState.FAILED: Condition.FAILED, SlotState.STOPPED: Condition.STOPPED}.get(past[0].state, Condition.FINE)
