"""Reading and importing what was handed in, in the background: one list at a time is read, and one imported.

Whoever claims an upload works on it and says with every step that it is alive; a run that was silent for too long has
lost its claim, and what it had not finished goes on in another one. Nothing here knows a page or a server.
"""

import logging
import os
import shutil
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobmatch import db, flow
from jobmatch.access import Refused
from jobmatch.settings import settings
from jobmatch.uploads import service
from jobmatch.uploads.excerpts import excerpts_of
from jobmatch.uploads.life import Verb
from jobmatch.uploads.service import Claim, LostClaimError
from jobmatch.workbooks.faults import UnusableListError
from jobmatch.workbooks.lists import Outcome, Step, Wanted
from jobmatch.workbooks.progress import SAVING, Advance

LANES = (Verb.READ, Verb.BEGIN)
FOLDERS = "jobmatch-upload-"
_BEAT = timedelta(seconds=2)
_LEFT_BEHIND = timedelta(hours=6)
_BROKEN = {
    "zh": "看这个文件的时候出了毛病，什么都没有存。请告诉管系统的人，附上这个文件。",
    "en": "Something went wrong while reading this file. Nothing was stored. Please tell whoever runs the system.",
}
_NOT_ALLOWED = {
    "zh": "您的账号不能导入名单，请找负责人。",
    "en": "Your account may not import lists: ask whoever is in charge.",
}
_log = logging.getLogger(__name__)


def work_off(engine: Engine, lane: Verb, now: Callable[[], datetime]) -> None:
    """Read, or import, everything that waits for it, the oldest first."""
    while work_on_next(engine, lane, now):
        pass


def work_on_next(engine: Engine, lane: Verb, now: Callable[[], datetime]) -> bool:
    """Read, or import, what has waited longest; False where nothing waits or somebody else is at it."""
    try:
        with db.transaction(engine) as session:
            claim = service.claim(session, lane, now())
    except IntegrityError:
        return False  # whoever is at work takes the next one too
    if claim is None:
        return False
    try:
        _work(engine, lane, claim, now)
    except LostClaimError:
        _log.warning("upload %s was taken over by another run", claim.upload_id)
    return True


def sweep(engine: Engine, at: datetime) -> None:
    """Remove what is kept for a while only, and what a killed run left behind."""
    with db.transaction(engine) as session:
        service.note_killed(session, at)
        service.expire(session, at)
    for folder in Path(tempfile.gettempdir()).glob(f"{FOLDERS}*"):
        seen = folder.stat()
        if seen.st_uid == os.getuid() and datetime.fromtimestamp(seen.st_mtime, UTC) < at - _LEFT_BEHIND:
            shutil.rmtree(folder, ignore_errors=True)


class Background:
    """The threads of one serving process, one a lane; they end when nothing waits."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now
        self._lock = Lock()
        self._asked: set[Verb] = set()
        self._threads: dict[Verb, Thread] = {}

    def wake(self) -> None:
        """Something waits."""
        with self._lock:
            for lane in LANES:
                self._asked.add(lane)
                if lane not in self._threads:
                    self._threads[lane] = Thread(target=self._run, args=(lane,), daemon=True, name=f"uploads {lane}")
                    self._threads[lane].start()

    def rest(self) -> None:
        """Wait until everything is worked off."""
        for thread in list(self._threads.values()):
            thread.join()

    def _run(self, lane: Verb) -> None:
        while True:
            with self._lock:
                if lane not in self._asked:
                    del self._threads[lane]
                    return
                self._asked.discard(lane)
            try:
                work_off(self._engine, lane, self._now)
            except Exception as error:
                _log.error("uploads wait: %s", _account(error))


class _Watch:
    """Tells the upload how far its run is, and takes the pen away from a run that has lost its claim."""

    def __init__(self, engine: Engine, claim: Claim, lane: Verb, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._claim = claim
        self._counted = lane is Verb.READ
        self._now = now
        self._last = now()
        self._done = self._total = 0

    @contextmanager
    def progress(self, doing: str, total: int) -> Iterator[Advance]:
        """Counts rows while a list is shown, and while it is imported what is saved, not what is read once more."""
        counts = self._counted or doing == SAVING
        if counts:
            self._total += total

        def advance(steps: int) -> None:
            if counts:
                self._done += steps
            if self._now() - self._last >= _BEAT:
                with db.transaction(self._engine) as session:
                    self._beat(session)

        yield advance

    @contextmanager
    def step(self, engine: Engine) -> Iterator[Session]:
        """A transaction in which nothing is kept unless the claim still holds."""
        with db.transaction(engine) as session:
            self._beat(session)
            yield session

    def _beat(self, session: Session) -> None:
        self._last = self._now()
        service.beat(session, self._claim, self._done, self._total, self._last)


def _work(engine: Engine, lane: Verb, claim: Claim, now: Callable[[], datetime]) -> None:
    watch = _Watch(engine, claim, lane, now)
    try:
        with _file_of(engine, claim) as path:
            step: Step = db.reading if lane is Verb.READ else watch.step
            wanted = Wanted(
                claim.kind, path, claim.as_of, dry_run=lane is Verb.READ, allow_fictitious=settings().fictitious_ids
            )
            outcome = flow.bring_in(engine, wanted, now(), claim.actor, watch.progress, step)
            found = _found(outcome, wanted)
    except UnusableListError as reason:
        _refuse(engine, claim, {"zh": reason.chinese, "en": str(reason)}, now())
    except Refused:
        _refuse(engine, claim, _NOT_ALLOWED, now())
    except LostClaimError:
        raise
    except Exception as error:
        _log.error("upload %s broke off: %s", claim.upload_id, _account(error))
        if lane is Verb.READ:
            _refuse(engine, claim, _BROKEN, now())
            return
        with db.transaction(engine) as session:
            service.stop(session, claim, now())
    else:
        with db.transaction(engine) as session:
            (service.show if lane is Verb.READ else service.finish)(session, claim, found, now())


def _refuse(engine: Engine, claim: Claim, reason: dict[str, str], at: datetime) -> None:
    with db.transaction(engine) as session:
        service.refuse(session, claim, reason, at)


def _found(outcome: Outcome, wanted: Wanted) -> dict[str, Any]:
    document = outcome.document()
    excerpts = excerpts_of(wanted.file, wanted.kind, document["faults"])
    return {"document": document, "news": dict(vars(outcome.news)), "excerpts": excerpts}


@contextmanager
def _file_of(engine: Engine, claim: Claim) -> Iterator[Path]:
    """The file under its own name in a folder that nobody else may look into, for as long as it is read."""
    with db.reading(engine) as session:
        content = service.content_of(session, claim)
    with tempfile.TemporaryDirectory(prefix=FOLDERS) as folder:
        path = Path(folder) / claim.file_name
        path.write_bytes(content)
        del content
        yield path


def _account(error: Exception) -> str:
    """Where it happened and of what kind it was; its words may repeat what stands in the list."""
    return "".join([*traceback.format_tb(error.__traceback__), type(error).__name__])
