"""What a job is handed when it runs: the database, its slot, the time, and how to hear that it should end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from jobmatch import access, clock, db
from jobmatch.jobs import slots
from jobmatch.jobs.slots import Claim, LostClaimError
from jobmatch.workbooks.progress import Advance

PROGRAM = access.operator("worker")


class StoppedError(RuntimeError):
    """The worker is to end; what is finished is kept, and the next worker goes on with the rest."""


class Work:
    """One run of a slot. Between two steps a run may be told to end; within one it goes on to the step's end."""

    def __init__(
        self, engine: Engine, claim: Claim, now: Callable[[], datetime], stopping: Callable[[], bool] = lambda: False
    ) -> None:
        self.engine = engine
        self.claim = claim
        self.now = now
        self.actor = PROGRAM
        self.lost = False
        self._stopping = stopping

    @property
    def today(self) -> date:
        """The day in Guizhou, for which a run that is caught up works as well: nobody needs yesterday's matches."""
        return clock.local_day(self.now())

    def go_on(self) -> None:
        """Raises StoppedError or LostClaimError where this run is not to take another step."""
        if self.lost:
            raise LostClaimError(f"{self.claim.job} was taken over")
        if self._stopping():
            raise StoppedError(f"{self.claim.job} goes on later")

    @contextmanager
    def step(self) -> Iterator[Session]:
        """A transaction in which nothing is kept unless the slot is still this run's."""
        self.go_on()
        with db.transaction(self.engine) as session:
            slots.beat(session, self.claim, self.now())
            yield session

    @contextmanager
    def progress(self, doing: str, total: int) -> Iterator[Advance]:
        """For verbs that take their steps themselves and say after each how far they are."""
        self.go_on()
        yield lambda steps: self.go_on()
