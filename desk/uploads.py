"""Lists in the browser: hand one in, see what is wrong with it cell by cell, confirm, watch it come in, look back."""

import re
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

from flask import Blueprint, Response, abort, current_app, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage, MultiDict

from desk.language import say as _
from desk.language import spoken_language
from desk.row_ids import LARGEST_ID
from desk.upload_faults import AT_ONCE, Group, groups_of, said
from desk.upload_sheet import fault_workbook
from desk.upload_words import COUNTS, KIND, LEVEL, state_words
from jobmatch import clock, web
from jobmatch.access import Permission
from jobmatch.jobs.uploads import Background
from jobmatch.uploads import service
from jobmatch.uploads.figures import figures_of
from jobmatch.uploads.life import AT_WORK, UploadState, Verb
from jobmatch.uploads.model import Upload
from jobmatch.uploads.service import HandedIn
from jobmatch.web import current_actor, permission, session
from jobmatch.workbooks.lists import Kind

pages = Blueprint("uploads", __name__, template_folder="templates")

MOST_BYTES = 20 * 1024**2
# The fields beside the file, and what a browser writes between them.
_AROUND = 64 * 1024
PAST_AT_ONCE = 20
TURNING = (UploadState.RECEIVED, UploadState.CONFIRMED, *AT_WORK)
_BACKGROUND = "jobmatch.uploads"
_ADDRESS = f"/uploads/<int(max={LARGEST_ID}):upload_id>"


@pages.get("/uploads")
@permission(Permission.IMPORT_RECORDS)
def front() -> ResponseReturnValue:
    """The form, and below it what was handed in before."""
    return _front({})


@pages.post("/uploads")
@permission(Permission.IMPORT_RECORDS)
def hand_in() -> ResponseReturnValue:
    """Keep a file and begin to look at it; what the form lacks is said beside its field."""
    chosen = request.files.get("file")
    content = chosen.read() if chosen else b""
    wrong = _wrong(request.form, chosen, content)
    if wrong or chosen is None:
        return _front(wrong), 400
    ticket = request.form.get("ticket", "")
    handed = HandedIn(
        ticket=ticket if re.fullmatch(r"[0-9a-f]{32}", ticket) else uuid4().hex,
        kind=Kind(request.form["kind"]),
        as_of=date.fromisoformat(request.form["as_of"]),
        file_name=chosen.filename or "",
        content=content,
    )
    upload = service.hand_in(session(), handed, clock.now(), current_actor())
    g.uploads_wait = True
    return redirect(url_for("uploads.shown", upload_id=upload.id), 303)


@pages.get(_ADDRESS)
@permission(Permission.IMPORT_RECORDS)
def shown(upload_id: int) -> ResponseReturnValue:
    """One list, whatever its state: what was found in it, how far its import is, what came of it."""
    upload = _found(upload_id)
    found = upload.found
    if found is None or upload.state in TURNING:
        return render_template("upload.html", upload=upload, words=_words(), says=_says(upload), turning=TURNING)
    groups = groups_of(found, spoken_language())
    kept_out = [group for group in groups if group.kept_out]
    only_kept_out = request.args.get("show") == "kept_out"
    listed = kept_out if only_kept_out else groups
    return render_template(
        "upload.html",
        upload=upload,
        words=_words(),
        turning=TURNING,
        figures=figures_of(upload.kind, found),
        counts=_counted(found["document"]["counts"]),
        changes=_counted(found["document"]["changes"]),
        questions=[said(one, spoken_language()) for one in found["document"].get("questions", ())],
        all=len(groups),
        kept_out=len(kept_out),
        only_kept_out=only_kept_out,
        part=_part(listed, upload_id, only_kept_out),
    )


@pages.get(f"{_ADDRESS}/progress")
@permission(Permission.IMPORT_RECORDS)
def progress(upload_id: int) -> ResponseReturnValue:
    """How far it is, for a page that asks again and again."""
    upload = _found(upload_id)
    return {"state": upload.state, "done": upload.done, "total": upload.total, "says": _says(upload)}


@pages.post(f"{_ADDRESS}/confirm")
@permission(Permission.IMPORT_RECORDS)
def confirm(upload_id: int) -> ResponseReturnValue:
    """Import it; said twice it is imported once."""
    return _said(upload_id, Verb.CONFIRM)


@pages.post(f"{_ADDRESS}/go-on")
@permission(Permission.IMPORT_RECORDS)
def go_on(upload_id: int) -> ResponseReturnValue:
    """Go on with an import that was stopped."""
    return _said(upload_id, Verb.GO_ON)


@pages.post(f"{_ADDRESS}/discard")
@permission(Permission.IMPORT_RECORDS)
def discard(upload_id: int) -> ResponseReturnValue:
    """Do not import it, and forget its file."""
    return _said(upload_id, Verb.DISCARD)


@pages.get(f"{_ADDRESS}/faults.xlsx")
@permission(Permission.IMPORT_RECORDS)
def faults(upload_id: int) -> ResponseReturnValue:
    """The faults as a workbook for the office that sent the list."""
    upload = _found(upload_id)
    if upload.found is None:
        abort(404)
    title = _("%(file)s里要改的地方", file=upload.file_name)
    content = fault_workbook(upload.found, title, spoken_language())
    name = f"{_('要改的地方')} {Path(upload.file_name).stem}.xlsx"
    return send_file(BytesIO(content), as_attachment=True, download_name=name)


@pages.url_value_preprocessor
def _bound(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Only this form brings files, and not endless ones."""
    if endpoint == "uploads.hand_in":
        request.max_content_length = MOST_BYTES + _AROUND


@pages.after_request
def _hear_out(response: Response) -> Response:
    """A browser that is answered while it still sends shows a broken line instead of the answer."""
    if response.status_code == 413:
        left = min(request.content_length or 0, 10 * MOST_BYTES)
        while left > 0 and (piece := request.environ["wsgi.input"].read(min(left, 64 * 1024))):
            left -= len(piece)
    return response


@pages.teardown_request
def _wake(_error: BaseException | None) -> None:
    """Begins what was asked for, after the request has kept it."""
    if g.pop("uploads_wait", False):
        background().wake()


def background() -> Background:
    """The threads of this application that work uploads off."""
    made: Background = current_app.extensions.setdefault(_BACKGROUND, Background(web.engine(), clock.now))
    return made


@dataclass(frozen=True)
class Part:
    """One page of a long list, and the addresses of its neighbours."""

    groups: list[Group]
    number: int
    pages: int
    before: str
    after: str


def _front(wrong: dict[str, str]) -> str:
    service.note_killed(session(), clock.now())
    service.expire(session(), clock.now())
    mine = service.visible(current_actor())
    total = session().scalar(select(func.count()).select_from(Upload).where(mine)) or 0
    pages_of_past = max(1, -(-total // PAST_AT_ONCE))
    number = min(max(request.args.get("page", 1, type=int), 1), pages_of_past)
    newest = select(Upload).where(mine).order_by(Upload.id.desc())
    past = session().scalars(newest.limit(PAST_AT_ONCE).offset((number - 1) * PAST_AT_ONCE)).all()
    return render_template(
        "uploads.html",
        words=_words(),
        past=past,
        page=number,
        pages=pages_of_past,
        kinds=KIND,
        wrong=wrong,
        chosen=request.form,
        today=clock.today(),
        ticket=uuid4().hex,
        most_megabytes=MOST_BYTES // 1024**2,
    )


def _wrong(form: MultiDict[str, str], chosen: FileStorage | None, content: bytes) -> dict[str, str]:
    """What the form lacks, by field."""
    wrong = {}
    if form.get("kind") not in KIND:
        wrong["kind"] = _("请选这是哪样表。")
    try:
        if date.fromisoformat(form.get("as_of", "")) > clock.today():
            wrong["as_of"] = _("这一天还没有到，请看看日期。")
    except ValueError:
        wrong["as_of"] = _("请写日期，比如2026-06-01。")
    if chosen is None or not chosen.filename:
        wrong["file"] = _("请选一个文件。")
    elif not content:
        wrong["file"] = _("这个文件是空的，请换一个。")
    return wrong


def _found(upload_id: int) -> Upload:
    """The upload, where the actor may see it; one that waits is taken up after this request."""
    service.note_killed(session(), clock.now())
    upload = service.find(session(), upload_id, current_actor())
    if upload is None:
        abort(404)
    if upload.state in (UploadState.RECEIVED, UploadState.CONFIRMED):
        g.uploads_wait = True
    return upload


def _said(upload_id: int, verb: Verb) -> ResponseReturnValue:
    upload = _found(upload_id)
    service.decide(session(), upload, verb, clock.now(), current_actor())
    g.uploads_wait = upload.state is UploadState.CONFIRMED
    return redirect(url_for("uploads.shown", upload_id=upload_id), 303)


def _says(upload: Upload) -> str:
    """How far it is, in one short sentence."""
    unit = KIND[upload.kind].unit
    if upload.state is UploadState.IMPORTING and upload.total:
        return _("已经存好%(done)s%(unit)s，一共%(total)s%(unit)s", done=upload.done, total=upload.total, unit=unit)
    if upload.state is UploadState.IMPORTING:
        return _("正在准备，马上开始存")
    if upload.state is UploadState.READING:
        return _("看到第%(row)s行", row=upload.done)
    if upload.state in (UploadState.RECEIVED, UploadState.CONFIRMED):
        return _("前面还有别的表，轮到了就开始")
    return str(state_words(upload))


def _counted(told: dict[str, Any]) -> list[tuple[str, str]]:
    """All counts, or all changes, as the command prints them."""
    return [(str(COUNTS.get(name, name)), _told(counted)) for name, counted in told.items()]


def _told(counted: int | dict[str, int]) -> str:
    return "，".join(f"{name} {n}" for name, n in counted.items()) if isinstance(counted, dict) else str(counted)


def _part(groups: list[Group], upload_id: int, only_kept_out: bool) -> Part:
    count = max(1, -(-len(groups) // AT_ONCE))
    number = min(max(request.args.get("page", 1, type=int), 1), count)

    def address(page: int) -> str:
        if not 1 <= page <= count:
            return ""
        show = "kept_out" if only_kept_out else None
        return url_for("uploads.shown", upload_id=upload_id, show=show, page=page, _anchor="faults")

    part = groups[(number - 1) * AT_ONCE : number * AT_ONCE]
    return Part(part, number, count, address(number - 1), address(number + 1))


def _words() -> dict[str, Any]:
    return {"kind": KIND, "state": state_words, "level": LEVEL}
