"""The verbs of a slot: claim it, say that one is alive, and how it ended; and what keeps two from running one.

Whoever holds a `Claim` may write; one that was taken over cannot any more. Who moved a slot and when stands in its row.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from jobmatch.access import Role
from jobmatch.jobs.life import SLOT, SlotState, Verb
from jobmatch.jobs.model import JobSlot

SILENT_RUN = "the worker was gone before it had finished"
_LONGEST = 200


class LostClaimError(RuntimeError):
    """Somebody else has taken the slot over, because this run seemed to be dead."""


@dataclass(frozen=True)
class Claim:
    """The right to run a slot, until somebody else begins another run of it."""

    slot_id: int
    run: int
    job: str
    slot: datetime


@dataclass(frozen=True)
class Sign:
    """The last sign of life of a run: it is silent while the sign stays the same."""

    slot_id: int
    run: int
    beats: int


@dataclass(frozen=True)
class Patience:
    """How often a slot is tried, and how long after a failure."""

    tries: int
    wait: timedelta


def sign_of_life(session: Session, job: str) -> Sign | None:
    """The sign of whoever is at a job; None where nobody is."""
    columns = select(JobSlot.id, JobSlot.run, JobSlot.beats)
    row = session.execute(columns.where(JobSlot.job == job, JobSlot.state == SlotState.RUNNING)).one_or_none()
    return None if row is None else Sign(*row)


def waits(session: Session, job: str, slot: datetime, patience: Patience, at: datetime) -> bool:
    """Whether a slot is to be begun: nobody has, or it was stopped, or it failed and is to be tried again."""
    return _may_begin(_find(session, job, slot), patience, at)


def claim(
    session: Session, job: str, slot: datetime | None, patience: Patience, silent: Sign | None, owner: str, at: datetime
) -> Claim | None:
    """Begin the slot that is due, or go on with it; None where there is nothing to begin.

    `silent` is the sign of a run that has been silent for too long. Where somebody else begins at the same moment, the
    database refuses the second with an IntegrityError.
    """
    if silent is not None and not _bury(session, silent, at):
        return None
    if slot is None:
        return None
    row = _find(session, job, slot, lock=True)
    if row is None:
        row = JobSlot(
            job=job, slot=slot, state=SlotState.RUNNING, owner=owner, run=1, beats=0, failures=0, heartbeat_at=at,
            started_at=at,
        )  # fmt: skip
        session.add(row)
    elif _just_buried(row, silent, patience) or _may_begin(row, patience, at):
        _move(row, Verb.TAKE_OVER)
        row.owner, row.run, row.started_at, row.heartbeat_at, row.ended_at = owner, row.run + 1, at, at, None
    else:
        return None
    session.flush()
    return Claim(row.id, row.run, job, slot)


def beat(session: Session, held: Claim, at: datetime) -> None:
    """Say that the run is alive; raises LostClaimError where the slot is another run's now."""
    mine = (JobSlot.id == held.slot_id, JobSlot.run == held.run, JobSlot.state == SlotState.RUNNING)
    touched = session.execute(
        update(JobSlot).where(*mine).values(beats=JobSlot.beats + 1, heartbeat_at=at).returning(JobSlot.id),
        execution_options={"synchronize_session": False},
    )
    if touched.first() is None:
        raise LostClaimError(f"{held.job} of {held.slot.isoformat()} was taken over")


def finish(session: Session, held: Claim, came_to: Mapping[str, int], at: datetime) -> None:
    """Note what came of the run."""
    row = _held(session, held)
    _move(row, Verb.FINISH)
    row.came_to, row.error, row.ended_at = dict(came_to), None, at


def fail(session: Session, held: Claim, error: str, at: datetime) -> None:
    """Note that the run broke off, and where."""
    _fail(_held(session, held), error, at)


def stop(session: Session, held: Claim, at: datetime) -> None:
    """Give the slot back: whoever comes next goes on at once."""
    row = _held(session, held)
    _move(row, Verb.STOP)
    row.ended_at = at


def forget(session: Session, before: datetime) -> int:
    """Remove slots that ended before an instant; returns how many."""
    old = delete(JobSlot).where(JobSlot.slot < before, JobSlot.state != SlotState.RUNNING).returning(JobSlot.id)
    return len(session.scalars(old).all())


def _find(session: Session, job: str, slot: datetime, *, lock: bool = False) -> JobSlot | None:
    query = select(JobSlot).where(JobSlot.job == job, JobSlot.slot == slot)
    found: JobSlot | None = session.scalar(query.with_for_update() if lock else query)
    return found


def _may_begin(row: JobSlot | None, patience: Patience, at: datetime) -> bool:
    if row is None or row.state is SlotState.STOPPED:
        return True
    if row.state is not SlotState.FAILED or row.failures >= patience.tries or row.ended_at is None:
        return False
    # A clock that was set back must not make a failure wait until its hour comes again.
    return abs(at - row.ended_at) >= patience.wait


def _bury(session: Session, silent: Sign, at: datetime) -> bool:
    """Note that a run is dead; False where it has given a sign meanwhile."""
    row = session.get(JobSlot, silent.slot_id, with_for_update=True)
    if row is None or row.state is not SlotState.RUNNING or (row.run, row.beats) != (silent.run, silent.beats):
        return False
    _fail(row, SILENT_RUN, at)
    session.flush()
    return True


def _just_buried(row: JobSlot, silent: Sign | None, patience: Patience) -> bool:
    """Whoever was killed is followed at once, but not for ever: a job may be what kills its workers."""
    return silent is not None and row.id == silent.slot_id and row.failures < patience.tries


def _fail(row: JobSlot, error: str, at: datetime) -> None:
    _move(row, Verb.FAIL)
    row.failures += 1
    row.error, row.ended_at = error[:_LONGEST], at


def _held(session: Session, held: Claim) -> JobSlot:
    row = session.get(JobSlot, held.slot_id, with_for_update=True)
    if row is None or row.run != held.run or row.state is not SlotState.RUNNING:
        raise LostClaimError(f"{held.job} of {held.slot.isoformat()} was taken over")
    return row


def _move(row: JobSlot, verb: Verb) -> None:
    row.state = SlotState(SLOT.next_state(verb, row.state, Role.SYSTEM))
