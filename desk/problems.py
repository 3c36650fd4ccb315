"""Error pages: one gentle shape that says what is wrong and what to do next, never what broke inside."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from jobmatch.web import Problem


@dataclass(frozen=True)
class Words:
    """A problem in words fit for whoever stands at the screen."""

    title: LazyString
    advice: LazyString


WORDS = {
    400: Words(_l("这个网址写得不对"), _l("请回到上一页，重新选一下。")),
    403: Words(_l("这一页不给大家看"), _l("如果您觉得应该看得到，请找社区服务中心的工作人员。")),
    404: Words(
        _l("没有找到这一页"), _l("岗位可能已经招满，或者过期收起来了。请到岗位列表再找找，或者问社区服务中心。")
    ),
    405: Words(_l("这里不能这样操作"), _l("请回到上一页，从页面上的按钮进来。")),
    413: Words(_l("这个文件太大了"), _l("请回到上一页，把表分成几份再交；大的名单请县里用命令导入。")),
    429: Words(_l("点得太快了"), _l("请等一分钟再试。")),
    500: Words(_l("我们这边出了毛病"), _l("不是您的错。请过几分钟再试；还不行，就告诉社区服务中心。")),
    503: Words(_l("正在维护，马上就好"), _l("请过几分钟再试。您登记的内容都还在。")),
}


def words_for(status: int) -> Words:
    """The words for a status; the nearest general ones where a status has none of its own."""
    return WORDS.get(status, WORDS[500] if status >= 500 else WORDS[400])


def show_problem(problem: Problem) -> ResponseReturnValue:
    """The page for a problem."""
    return render_template("problem.html", words=words_for(problem.status), status=problem.status)
