"""All lists that were handed in, as a history: which office, which day, how many rows, what was wrong, who did it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select

from desk.installation.blueprint import pages
from desk.language import say as _
from desk.listing import Column, Listing, Value, answer
from desk.upload_words import KIND, state_words
from jobmatch.access import Permission
from jobmatch.accounts.model import Account
from jobmatch.households.model import Site
from jobmatch.uploads import service
from jobmatch.uploads.life import UploadState
from jobmatch.uploads.model import Upload
from jobmatch.web import current_actor, permission, session

FAULTY = "faulty"
_TROUBLE = frozenset({UploadState.REFUSED, UploadState.STOPPED})


@dataclass(frozen=True)
class Line:
    """One list: the uploader and the sites of theirs by name, and whether its faults are still kept, cell by cell."""

    upload: Upload
    who: str
    sites: str
    kept: bool


def _faults_link(line: Line) -> str | None:
    return url_for("uploads.faults", upload_id=line.upload.id) if line.kept and line.upload.refused else None


def _faults(line: Line) -> Value:
    if not line.upload.refused:
        return ""
    return _("下载要改的地方") if line.kept else _("过了时候，明细删了")


def _state_mark(line: Line) -> str:
    return "red" if line.upload.state in _TROUBLE else ""


_COLUMNS: Sequence[Column[Line]] = (
    Column(
        "file", _l("表"), lambda line: line.upload.file_name, Upload.file_name,
        lambda line: url_for("uploads.shown", upload_id=line.upload.id),
    ),
    Column("kind", _l("哪样表"), lambda line: KIND[line.upload.kind].name, Upload.kind),
    Column("as_of", _l("哪天的情况"), lambda line: line.upload.as_of, Upload.as_of),
    Column("at", _l("哪时交的"), lambda line: line.upload.uploaded_at, Upload.uploaded_at),
    Column("who", _l("哪个交的"), lambda line: line.who, Upload.uploaded_by),
    Column("sites", _l("哪里的"), lambda line: line.sites, Upload.sites),
    Column("state", _l("怎么样了"), lambda line: state_words(line.upload), Upload.state, mark=_state_mark),
    Column("good", _l("没有错的"), lambda line: line.upload.good, Upload.good),
    Column("refused", _l("要改的"), lambda line: line.upload.refused, Upload.refused),
    Column("faults", _l("错在哪里"), _faults, link=_faults_link),
)  # fmt: skip


@pages.get("/imports")
@permission(Permission.IMPORT_RECORDS)
def imports() -> ResponseReturnValue:
    """The newest first: of everybody for whoever runs the installation, of the own site or one's own for others."""
    faulty = request.args.get("show") == FAULTY
    kept = Upload.found.is_not(None).label("kept")
    query: Select[*tuple[Any, ...]] = select(Upload, kept).where(service.visible(current_actor()))
    if faulty:
        query = query.where((Upload.refused > 0) | Upload.state.in_(_TROUBLE))
    listing = Listing(
        "imports", _l("交过的表"), query, _lines, _COLUMNS, first=(Upload.uploaded_at.desc(),), last=Upload.id
    )
    return answer(listing, "installation/imports.html", faulty=faulty)


def _lines(rows: Sequence[Any]) -> list[Line]:
    accounts = {row[0].uploaded_by for row in rows}
    shown = dict(session().execute(select(Account.name, Account.shown_name).where(Account.name.in_(accounts))).all())
    sites = dict(session().execute(select(Site.code, Site.name)).all())
    return [
        Line(upload, shown.get(upload.uploaded_by, upload.uploaded_by), _where(upload, sites), kept)
        for upload, kept in rows
    ]


def _where(upload: Upload, sites: dict[str, str]) -> str:
    if upload.sites is None:
        return _("全县")
    return _("、").join(sites.get(code, code) for code in upload.sites.split())
