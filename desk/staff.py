"""What all pages of the staff share: who is at the desk, in words, and the page each role starts from."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, current_app, g, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from desk.language import say as _
from jobmatch import web
from jobmatch.access import Actor, Permission, Role, may
from jobmatch.accounts import service as accounts
from jobmatch.households import sites
from jobmatch.web import current_actor, permission

pages = Blueprint("staff", __name__, template_folder="templates")

ROLE: Mapping[Role, LazyString] = {
    Role.CLERK: _l("窗口工作人员"),
    Role.HELPER: _l("帮扶责任人"),
    Role.SUPERVISOR: _l("站点负责人"),
    Role.COUNTY: _l("县里看数据的"),
    Role.EMPLOYER: _l("用人单位"),
    Role.TRAINER: _l("培训机构"),
    Role.AUDITOR: _l("查看记录的"),
    Role.ADMINISTRATOR: _l("管理员"),
    Role.SYSTEM: _l("系统"),
}
COUNTER = "counter.front"
AT_THE_COUNTER = frozenset({Role.CLERK, Role.HELPER, Role.SUPERVISOR})


@dataclass(frozen=True)
class Task:
    """Something that can be done here: who may, on which page, in which words."""

    needs: Permission
    endpoint: str
    name: LazyString
    says: LazyString


TASKS = (
    Task(Permission.SERVE_AT_COUNTER, COUNTER, _l("接待来人"), _l("填表、推荐岗位、打印纸条")),
    Task(Permission.FOLLOW_UP, "today.front", _l("今天要办的"), _l("该回访哪个，哪家亮了红灯，哪家没人上班")),
    Task(Permission.SERVE_AT_COUNTER, "calls.front", _l("打电话"), _l("手机上收不到消息的人，一个一个告诉")),
    Task(Permission.SEE_PUSHES, "pushes.front", _l("看消息"), _l("发了哪些，哪些卡住了，为什么")),
    Task(Permission.SETTLE_CONCERNS, "concerns.front", _l("大家反映的事"), _l("改登记、想培训、投诉，办了回一句")),
    Task(Permission.SEE_REPORTS, "reports.front", _l("看报表"), _l("户均几个人有活，零就业清了多少，每月的表")),
    Task(Permission.IMPORT_RECORDS, "uploads.front", _l("交表格"), _l("Excel表交上来，先看哪里有错再存")),
    Task(Permission.WATCH_JOBS, "jobs.front", _l("看机器自己做的事"), _l("夜里配岗位这些事，跑了没有")),
    Task(Permission.BROWSE_VACANCIES, "vacancies.listed", _l("看岗位"), _l("和大家看到的一样")),
    Task(Permission.SERVE_AT_COUNTER, "own_phone.page", _l("连我的手机"), _l("在小程序里看归您管的人家")),
    Task(Permission.USE_DESK, "own_password.page", _l("改密码"), _l("管理员给的密码，自己换一个")),
)


@dataclass(frozen=True)
class AtTheDesk:
    """Who is signed in, as the header says it."""

    account: str
    name: str
    role: str
    sites: str


@pages.get("/desk")
@permission(Permission.USE_DESK)
def front() -> ResponseReturnValue:
    """What this role can do here."""
    actor = current_actor()
    tasks = [task for task in TASKS if task.endpoint in current_app.view_functions and may(actor, task.needs)]
    return render_template("desk.html", tasks=tasks)


@pages.app_context_processor
def _at_the_desk() -> dict[str, object]:
    return {"at_the_desk": at_the_desk, "name_of": name_of}


def at_the_desk() -> AtTheDesk:
    """Who is signed in, for the header of a page of the staff."""
    actor = current_actor()
    names = [] if not actor.sites else sites.names(web.session(), actor.sites)
    return AtTheDesk(actor.name, g.get("shown_name", actor.name), str(ROLE.get(actor.role, "")), _("、").join(names))


def name_of(account: str) -> str:
    """The name of a worker as it is shown to colleagues, of an account's name."""
    found = accounts.find(web.session(), account)
    return found.shown_name if found is not None else account


def start_of(actor: Actor) -> str:
    """The page on which a role begins its day."""
    if actor.role in AT_THE_COUNTER and COUNTER in current_app.view_functions:
        return url_for(COUNTER)
    return url_for("staff.front")
