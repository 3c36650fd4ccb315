"""What may be done with an upload, each verb once: hand in, look at, confirm, go on, discard, and the runner's own.

Every move leaves a line in the audit log. Whoever works on an upload holds a `Claim`; one that was taken away cannot
write any more.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from jobmatch import access, audit
from jobmatch.access import Actor, Permission, Role
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.uploads.figures import figures_of
from jobmatch.uploads.life import AT_WORK, UPLOAD, UploadState, Verb
from jobmatch.uploads.model import Upload, UploadFile
from jobmatch.workbooks.lists import Kind

PROGRAM = access.operator("uploads")
KEPT = timedelta(days=7)
CORRECTED_WITHIN = timedelta(days=90)
# Longer than the longest silence of a run that is well (comparing a long list), short enough to wait for.
SILENT = timedelta(minutes=2)
LONGEST_NAME = 60  # a file system takes 255 bytes, a sign has up to four
KILLED = {
    "zh": "看到一半，机器停了。什么都没有存。请重新选一次文件。",
    "en": "The machine stopped while reading. Nothing was stored. Please choose the file again.",
}


class LostClaimError(RuntimeError):
    """Somebody else has taken the upload over, because this run had been silent for too long."""


@dataclass(frozen=True)
class HandedIn:
    """A list as it was handed in; `ticket` is the form's."""

    ticket: str
    kind: Kind
    as_of: date
    file_name: str
    content: bytes


@dataclass(frozen=True)
class Claim:
    """The right to work on an upload, until somebody else begins another run of it."""

    upload_id: int
    run: int
    kind: Kind
    as_of: date
    file_name: str
    actor: Actor


def hand_in(session: Session, handed: HandedIn, at: datetime, actor: Actor) -> Upload:
    """Keep a list until it is imported; the same form a second time is the upload that is there already."""
    access.require(actor, Permission.IMPORT_RECORDS)
    there = session.scalar(select(Upload).where(Upload.ticket == handed.ticket, Upload.uploaded_by == actor.name))
    if there is not None:
        return there
    upload = Upload(
        ticket=handed.ticket,
        kind=handed.kind,
        as_of=handed.as_of,
        file_name=plain_name(handed.file_name),
        state=UploadState.RECEIVED,
        uploaded_at=at,
        uploaded_by=actor.name,
        role=actor.role,
        sites=None if actor.sites is None else " ".join(sorted(actor.sites)),
    )
    session.add(upload)
    session.flush()
    session.add(UploadFile(upload_id=upload.id, content=handed.content))
    audit.record(session, actor, "upload.hand_in", f"upload:{upload.id}", at, handed.kind)
    return upload


def visible(actor: Actor) -> ColumnElement[bool]:
    """One's own; for a supervisor those that staff of the own site handed in; for administrators all."""
    own = Upload.uploaded_by == actor.name
    if actor.sites is None and actor.role in (Role.ADMINISTRATOR, Role.SYSTEM):
        return own.is_not(None)
    if actor.role is Role.SUPERVISOR:
        return or_(own, Upload.sites.in_(actor.sites or ()))
    return own


def find(session: Session, upload_id: int, actor: Actor) -> Upload | None:
    """The upload, where the actor may see it."""
    access.require(actor, Permission.IMPORT_RECORDS)
    return session.scalar(select(Upload).where(Upload.id == upload_id, visible(actor)))


def decide(session: Session, upload: Upload, verb: Verb, at: datetime, actor: Actor) -> bool:
    """Confirm, go on or discard; False where that was done already, in another window or by a second click."""
    access.require(actor, Permission.IMPORT_RECORDS)
    session.refresh(upload, with_for_update=True)
    try:
        _move(session, upload, verb, at, actor)
    except IllegalMoveError:
        return False
    if upload.state is UploadState.DISCARDED:
        _close(session, upload, at)
        upload.found = None
    return True


def claim(session: Session, verb: Verb, at: datetime) -> Claim | None:
    """Begin work (READ or BEGIN) on the one that has waited longest.

    Where somebody else works on another upload, the database refuses the second with an IntegrityError.
    """
    note_killed(session, at)
    (waiting,) = (move.sources for move in UPLOAD.moves if move.verb == verb)
    oldest = select(Upload).where(Upload.state.in_(waiting)).order_by(Upload.uploaded_at, Upload.id).limit(1)
    upload = session.scalar(oldest.with_for_update())
    if upload is None:
        return None
    _move(session, upload, verb, at, PROGRAM)
    upload.run += 1
    upload.heartbeat = at
    upload.done = upload.total = 0
    session.flush()
    sites = None if upload.sites is None else frozenset(upload.sites.split())
    actor = Actor(upload.uploaded_by, upload.role, sites)
    return Claim(upload.id, upload.run, upload.kind, upload.as_of, upload.file_name, actor)


def content_of(session: Session, claim: Claim) -> bytes:
    """The file of a claimed upload."""
    return session.get_one(UploadFile, claim.upload_id).content


def beat(session: Session, claim: Claim, done: int, total: int, at: datetime) -> None:
    """Say that the run is alive and how far it is; raises LostClaimError where the upload is another run's now."""
    mine = (Upload.id == claim.upload_id, Upload.run == claim.run, Upload.state.in_(AT_WORK))
    touched = session.execute(
        update(Upload).where(*mine).values(heartbeat=at, done=done, total=total).returning(Upload.id),
        execution_options={"synchronize_session": False},
    )
    if touched.first() is None:
        raise LostClaimError(f"upload {claim.upload_id} was taken over")


def show(session: Session, claim: Claim, found: Mapping[str, Any], at: datetime) -> None:
    """Note what a reading found: `document` is that of the command line, beside it `news` and `excerpts`."""
    upload = _held(session, claim)
    _move(session, upload, Verb.SHOW, at, PROGRAM)
    _keep_found(upload, found)


def finish(session: Session, claim: Claim, found: Mapping[str, Any], at: datetime) -> None:
    """Note what came of an import; its file is not needed any more."""
    upload = _held(session, claim)
    _move(session, upload, Verb.FINISH, at, PROGRAM)
    _keep_found(upload, found)
    upload.done = upload.total
    _close(session, upload, at)


def refuse(session: Session, claim: Claim, reason: Mapping[str, str], at: datetime) -> None:
    """Note in both languages why a list cannot be imported as it is."""
    upload = _held(session, claim)
    _move(session, upload, Verb.REFUSE, at, PROGRAM)
    upload.reason = dict(reason)
    _close(session, upload, at)


def stop(session: Session, claim: Claim, at: datetime) -> None:
    """Note that an import broke off; it may go on later."""
    _move(session, _held(session, claim), Verb.STOP, at, PROGRAM)


def note_killed(session: Session, at: datetime) -> None:
    """Whoever was silent for too long is gone: an import has stopped, a reading is to be begun anew by hand."""
    silent = select(Upload).where(Upload.state.in_(AT_WORK), Upload.heartbeat < at - SILENT)
    for upload in session.scalars(silent.with_for_update()):
        if upload.state is UploadState.IMPORTING:
            _move(session, upload, Verb.STOP, at, PROGRAM)
            continue
        _move(session, upload, Verb.REFUSE, at, PROGRAM)
        upload.reason = dict(KILLED)
        _close(session, upload, at)
    session.flush()


def expire(session: Session, at: datetime) -> None:
    """Remove the files that nobody imported within seven days, and after ninety what was found in a list."""
    left = select(Upload).join(UploadFile).where(Upload.uploaded_at < at - KEPT, Upload.state.not_in(AT_WORK))
    for upload in session.scalars(left.with_for_update(of=Upload)):
        _move(session, upload, Verb.EXPIRE, at, PROGRAM)
        upload.found = None
        _close(session, upload, at)
    session.execute(update(Upload).where(Upload.ended_at < at - CORRECTED_WITHIN).values(found=None))


def plain_name(said: str) -> str:
    """The name of a file as a file system takes it: no folders, nothing that cannot be printed; its end is kept."""
    name = "".join(sign for sign in re.split(r"[/\\]", said)[-1] if sign.isprintable()).strip(" .")
    return name[-LONGEST_NAME:].strip(" .") or "list"


def _held(session: Session, claim: Claim) -> Upload:
    upload = session.get_one(Upload, claim.upload_id, with_for_update=True)
    if upload.run != claim.run or upload.state not in AT_WORK:
        raise LostClaimError(f"upload {claim.upload_id} was taken over")
    return upload


def _keep_found(upload: Upload, found: Mapping[str, Any]) -> None:
    upload.found = dict(found)
    figures = figures_of(upload.kind, found)
    upload.good, upload.refused = figures.good, figures.refused


def _move(session: Session, upload: Upload, verb: Verb, at: datetime, actor: Actor) -> None:
    upload.state = UploadState(UPLOAD.next_state(verb, upload.state, actor.role))
    audit.record(session, actor, f"upload.{verb}", f"upload:{upload.id}", at)


def _close(session: Session, upload: Upload, at: datetime) -> None:
    upload.ended_at = at
    session.execute(delete(UploadFile).where(UploadFile.upload_id == upload.id))
