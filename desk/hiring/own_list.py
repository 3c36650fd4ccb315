"""Own posts by workbook: the empty table to take, the filled one to hand in; each row that keeps it out says why."""

from pathlib import Path
from tempfile import TemporaryDirectory

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from desk.files import WORKBOOK, attachment
from desk.hiring.blueprint import pages
from desk.language import say as _
from desk.language import say_either
from desk.undoing import say_done
from jobmatch import clock, db, parameters
from jobmatch.access import Permission
from jobmatch.settings import settings
from jobmatch.uploads.service import plain_name
from jobmatch.vacancies import own_list
from jobmatch.vacancies.listing.judging import Measure
from jobmatch.vacancies.listing.titles import answers
from jobmatch.vacancies.model import Employer
from jobmatch.vacancies.own_list import OwnList, Refused
from jobmatch.web import current_actor, engine, permission, session
from jobmatch.workbooks.faults import UnusableListError

MOST_BYTES = 2 * 1024**2
_AROUND = 64 * 1024
_ENDS = (".xlsx", ".xls", ".csv")


@pages.get("/list")
@permission(Permission.HIRE)
def by_list() -> ResponseReturnValue:
    """Where the table is, and where to hand it in."""
    return _page()


@pages.get("/list/empty.xlsx")
@permission(Permission.HIRE)
def empty_list() -> ResponseReturnValue:
    """The table to fill in."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "posts.xlsx"
        own_list.write_empty(path, "招聘岗位表")
        return attachment(path.read_bytes(), WORKBOOK, "posts.xlsx")


@pages.post("/list")
@permission(Permission.HIRE)
def send_list() -> ResponseReturnValue:
    """All posts of the file go to the office, or none does."""
    request.max_content_length = MOST_BYTES + _AROUND
    chosen = request.files.get("file")
    name = plain_name(chosen.filename or "") if chosen else ""
    content = chosen.read() if chosen else b""
    if not content or not name.lower().endswith(_ENDS):
        return _page(_("选一个填好的表：.xlsx、.xls或者.csv。")), 422
    if len(content) > MOST_BYTES:
        return _page(_("这个文件太大了，分成几份再交。")), 422
    try:
        read = _read(name, content)
    except UnusableListError as error:
        return _page(say_either(error.chinese, str(error))), 422
    if read.refused:
        return _page(refused=read), 422
    if not 0 < len(read.posts) <= own_list.MOST_POSTS:
        return _page(
            _("一回交1到%(n)s个岗位；这个表里有%(there)s个。", n=own_list.MOST_POSTS, there=len(read.posts))
        ), 422
    made = own_list.hand_in(session(), read, clock.now(), current_actor())
    say_done(_("%(n)s个岗位交上去了。就业局看一遍就公布，一般一天。", n=len(made)))
    return redirect(url_for("hiring.front"), 303)


def _read(name: str, content: bytes) -> OwnList:
    """The file is read outside of the transaction that keeps it: nobody waits for a long one."""
    today = clock.today()
    with db.reading(engine()) as looking:
        own = looking.scalars(select(Employer).where(Employer.id.in_(current_actor().employer_ids))).all()
        looking.expunge_all()
        book, answered = parameters.load(looking), answers(looking, today)
    measure = Measure(book, today, settings().home_division, settings().fictitious_ids)
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return own_list.read_own(path, own, measure, answered)


def _page(wrong: str = "", refused: OwnList | None = None) -> str:
    own = session().scalars(
        select(Employer).where(Employer.id.in_(current_actor().employer_ids)).order_by(Employer.name)
    )
    return render_template(
        "hiring/list.html", employers=own.all(), wrong=wrong, most=own_list.MOST_POSTS,
        good=len(refused.posts) if refused else 0,
        refused=[(one, _why(one)) for one in refused.refused] if refused else [],
    )  # fmt: skip


def _why(one: Refused) -> list[str]:
    others = [_("这一行写的是别的单位。您只能交自己单位的岗位，单位的名字要和登记的一样。")] if one.is_others else []
    return others + [say_either(fault.message, fault.message_en) for fault in one.faults]
