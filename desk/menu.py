"""What can be done at the desk: every page that somebody may start from, in groups, for the menu and the first page."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from jobmatch.access import Actor, Permission, may


@dataclass(frozen=True)
class Task:
    """Something that can be done here: who may, on which page, in which words."""

    needs: Permission
    endpoint: str
    name: LazyString
    says: LazyString


@dataclass(frozen=True)
class Group:
    """Tasks that belong together, under a heading."""

    name: LazyString
    tasks: Sequence[Task]


GROUPS = (
    Group(
        _l("接待和走访"),
        (
            Task(Permission.SERVE_AT_COUNTER, "counter.front", _l("接待来人"), _l("填表、推荐岗位、打印纸条")),
            Task(Permission.SERVE_HALL, "waiting.front", _l("叫号"), _l("哪些号在等，叫下一个")),
            Task(
                Permission.FOLLOW_UP, "today.front", _l("今天要办的"), _l("该回访哪个，哪家亮了红灯，哪家没人上班")
            ),
            Task(
                Permission.FOLLOW_UP, "homes.listed", _l("归我管的人家"), _l("没人上班的排在前头，按拼音、户号找")
            ),
            Task(
                Permission.LEAD_HELPERS, "homes.helpers", _l("帮扶人"), _l("哪个管哪几家，换人，答办不了的事")
            ),
            Task(
                Permission.SERVE_AT_COUNTER, "queues.front", _l("这里等着的事"),
                _l("像一个人的两份登记、好久没问过的人家这些"),
            ),
            Task(
                Permission.FOLLOW_UP, "buses.front", _l("过年接送"), _l("哪些人回来过年，过完年一起坐车出去")
            ),
            Task(
                Permission.SERVE_AT_COUNTER, "calls.front", _l("要打的电话"), _l("手机上收不到消息的人，一个一个告诉")
            ),
            Task(
                Permission.SETTLE_CONCERNS, "concerns.front", _l("大家反映的事"), _l("改登记、想培训、投诉，办了回一句")
            ),
        ),
    ),
    Group(
        _l("岗位"),
        (
            Task(Permission.BROWSE_VACANCIES, "vacancies.listed", _l("看岗位"), _l("和大家看到的一样")),
            Task(
                Permission.REVIEW_VACANCY, "office.review", _l("审岗位"), _l("新交来的岗位，看过了大家才看得到")
            ),
            Task(
                Permission.REVIEW_VACANCY, "office.ringing", _l("打电话核实岗位"), _l("好久没人核实的，打个电话问")
            ),
            Task(Permission.REVIEW_VACANCY, "office.texts", _l("发给单位的短信"), _l("哪些发了，哪些送不到要打电话")),
            Task(
                Permission.WATCH_VACANCIES, "office.posts", _l("还开着的岗位"), _l("为什么招不满，差哪样，怎么办")
            ),
            Task(Permission.HIRE, "hiring.front", _l("我招的人"), _l("哪些人愿意来，您怎么回话；岗位还招不招")),
            Task(Permission.VERIFY_EMPLOYER, "office.joining", _l("想管招人的"), _l("打电话问单位，是不是这个人在管")),
            Task(Permission.VERIFY_EMPLOYER, "office.employers", _l("用人单位"), _l("哪些核实过，哪些还没有")),
        ),
    ),
    Group(
        _l("数据和表格"),
        (
            Task(Permission.OVERSEE_COUNTY, "county.front", _l("全县情况"), _l("多少户还没人上班，在哪里上班，拿多少")),
            Task(
                Permission.PLAN_TRAINING, "training.front", _l("算一算办哪些班"), _l("哪些班办了，最多的人家有人上班")
            ),
            Task(
                Permission.SEE_TRAINING_DEMAND, "training.asked_for", _l("请学校办的班"),
                _l("县里请的，学完就有岗位去；有没有学校接"),
            ),
            Task(Permission.TEACH, "trainers.front", _l("培训班"), _l("排班、名单、点名、考试和证书")),
            Task(
                Permission.SEE_CLASS_CHECKS, "training.looked_into", _l("抽查培训班"),
                _l("没打招呼去看的，人数和点名对不对得上"),
            ),
            Task(
                Permission.SEE_REPORTS, "reports.front", _l("看报表"), _l("户均几个人有活，零就业清了多少，每月的表")
            ),
            Task(
                Permission.IMPORT_RECORDS, "uploads.front", _l("交表格"), _l("Excel表交上来，先看哪里有错再存")
            ),
        ),
    ),
    Group(
        _l("系统"),
        (
            Task(Permission.MANAGE_ACCOUNTS, "installation.users", _l("用户"), _l("哪个能登录，做哪样，管哪里")),
            Task(
                Permission.SET_PARAMETERS, "installation.parameters", _l("政策数字"), _l("最低工资这些，哪天起是多少")
            ),
            Task(
                Permission.MANAGE_ACCOUNTS, "installation.imports", _l("交过的表"), _l("哪个单位哪天交的，错在哪里")
            ),
            Task(Permission.READ_LOG, "installation.log", _l("查操作记录"), _l("哪个哪天看了哪样、改了哪样")),
            Task(Permission.SEE_PUSHES, "pushes.front", _l("看消息"), _l("发了哪些，哪些卡住了，为什么")),
            Task(Permission.WATCH_JOBS, "jobs.front", _l("看机器自己做的事"), _l("夜里配岗位这些事，跑了没有")),
        ),
    ),
    Group(
        _l("我自己"),
        (
            Task(
                Permission.SERVE_AT_COUNTER, "own_phone.page", _l("连我的手机"), _l("在小程序里看归您管的人家")
            ),
            Task(Permission.USE_DESK, "own_password.page", _l("改密码"), _l("管理员给的密码，自己换一个")),
        ),
    ),
)  # fmt: skip


def menu(actor: Actor) -> list[Group]:
    """The groups with what this actor may do; a group of nothing is left out."""
    open_to = [Group(group.name, [task for task in group.tasks if _is_open(task, actor)]) for group in GROUPS]
    return [group for group in open_to if group.tasks]


def _is_open(task: Task, actor: Actor) -> bool:
    return task.endpoint in current_app.view_functions and may(actor, task.needs)
