"""The tables of uploads: who handed in which list, where it stands, what was found; and for a while the file itself."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, deferred, mapped_column

from jobmatch.access import Role
from jobmatch.db import Base, words
from jobmatch.privacy import NOT_PERSONAL, Keep, Purpose, personal, sensitive
from jobmatch.seal import Sealed, SealedBytes
from jobmatch.uploads.life import AT_WORK, UploadState
from jobmatch.workbooks.lists import Kind

_OFFICE = frozenset({Role.CLERK, Role.SUPERVISOR, Role.ADMINISTRATOR})
_BUSY = text("state IN ({})".format(", ".join(f"'{state}'" for state in AT_WORK)))


class Upload(Base):
    """One list that was handed in, which is also the job of importing it.

    `ticket` is given with the form, so that a form sent twice is one upload. `role` and `sites` (codes with a space
    between, None for every site) are those of the uploader, as whom it is imported. `run` counts how often work on it
    was begun and is the claim of whoever works on it; `heartbeat` says when they were last alive.
    """

    __tablename__ = "upload"
    __table_args__ = (Index("uq_upload_at_work", "state", unique=True, sqlite_where=_BUSY, postgresql_where=_BUSY),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket: Mapped[str] = mapped_column(String(32), unique=True, info=NOT_PERSONAL)
    kind: Mapped[Kind] = mapped_column(words(Kind), info=NOT_PERSONAL)
    as_of: Mapped[date] = mapped_column(Date, info=NOT_PERSONAL)
    file_name: Mapped[str] = mapped_column(String(100), info=NOT_PERSONAL)
    state: Mapped[UploadState] = mapped_column(words(UploadState), info=NOT_PERSONAL)
    uploaded_at: Mapped[datetime] = mapped_column(index=True, info=NOT_PERSONAL)
    uploaded_by: Mapped[str] = mapped_column(
        String(100),
        index=True,
        info=personal("who handed the list in", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_OFFICE),
    )
    role: Mapped[Role] = mapped_column(words(Role), info=NOT_PERSONAL)
    sites: Mapped[str | None] = mapped_column(String(400), info=NOT_PERSONAL)
    run: Mapped[int] = mapped_column(default=0, info=NOT_PERSONAL)
    heartbeat: Mapped[datetime | None] = mapped_column(info=NOT_PERSONAL)
    done: Mapped[int] = mapped_column(default=0, info=NOT_PERSONAL)
    total: Mapped[int] = mapped_column(default=0, info=NOT_PERSONAL)
    good: Mapped[int | None] = mapped_column(info=NOT_PERSONAL)
    refused: Mapped[int | None] = mapped_column(info=NOT_PERSONAL)
    ended_at: Mapped[datetime | None] = mapped_column(info=NOT_PERSONAL)
    reason: Mapped[dict[str, str] | None] = mapped_column(
        Sealed("upload.reason"),
        info=personal("why it was refused, which may name a sheet", Purpose.SUPPORT, keep=Keep.AS_EVIDENCE),
    )
    found: Mapped[dict[str, Any] | None] = deferred(
        mapped_column(
            Sealed("upload.found"),
            info=sensitive(
                "what was found in the list, cell by cell", Purpose.SUPPORT, keep=Keep.UNTIL_CORRECTED, seen_by=_OFFICE
            ),
        )
    )


class UploadFile(Base):
    """The file of an upload: kept until its import has ended, and never longer than seven days."""

    __tablename__ = "upload_file"

    upload_id: Mapped[int] = mapped_column(ForeignKey(Upload.id), primary_key=True)
    content: Mapped[bytes] = mapped_column(
        SealedBytes("upload_file.content"),
        info=sensitive("the list itself", Purpose.SUPPORT, keep=Keep.UNTIL_IMPORTED, seen_by=frozenset()),
    )
