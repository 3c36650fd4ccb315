"""The tables of what runs by the clock: slots, of which each is run once, and the workers that are there for them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from jobmatch.db import Base, words
from jobmatch.jobs.life import SlotState
from jobmatch.privacy import NOT_PERSONAL

_RUNNING = text(f"state = '{SlotState.RUNNING}'")


class JobSlot(Base):
    """One job at one instant of its timetable; whoever inserts the row runs it.

    `run` counts how often it was begun and is the claim of whoever is at it; `beats` counts their signs of life, which
    others watch instead of `heartbeat_at`: a clock that is set tells nothing about who is alive. `failures` counts runs
    that broke off or fell silent. `came_to` are figures by name, `error` the kind of a fault and where it happened.
    """

    __tablename__ = "job_slot"
    __table_args__ = (
        UniqueConstraint("job", "slot"),
        # Whatever two clocks say about which slot is due: one run of a job at a time.
        Index("uq_job_slot_running", "job", unique=True, sqlite_where=_RUNNING, postgresql_where=_RUNNING),
        {"info": NOT_PERSONAL},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    job: Mapped[str] = mapped_column(String(40))
    slot: Mapped[datetime]
    state: Mapped[SlotState] = mapped_column(words(SlotState))
    owner: Mapped[str] = mapped_column(String(80))
    run: Mapped[int]
    beats: Mapped[int]
    failures: Mapped[int]
    heartbeat_at: Mapped[datetime]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    came_to: Mapped[dict[str, int] | None] = mapped_column(JSON)
    error: Mapped[str | None] = mapped_column(String(200))


class JobWorker(Base):
    """One worker process: from when to when it was there, and how its loops go (`pulse.py`), by name."""

    __tablename__ = "job_worker"
    __table_args__ = {"info": NOT_PERSONAL}

    id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column(String(80), unique=True)
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    loops: Mapped[dict[str, Any]] = mapped_column(JSON)
