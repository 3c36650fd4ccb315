"""Error pages: one gentle shape that says what is wrong and what to do next, never what broke inside.

A script gets the same words as a document, so that its page keeps what was typed and says what is in the way.
"""

from dataclasses import dataclass

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import HTTPException

from desk import staff
from jobmatch.access import ANYBODY, Actor
from jobmatch.web import Problem, current_actor

SIGN_IN_FIRST, FORBIDDEN, MISSING, LOCKED = 401, 403, 404, 423
DOORS = {SIGN_IN_FIRST: "sign_in.page", LOCKED: "sign_in.locked"}


@dataclass(frozen=True)
class Words:
    """A problem in words fit for whoever stands at the screen."""

    title: LazyString
    advice: LazyString


WORDS = {
    400: Words(_l("这个网址写得不对"), _l("请回到上一页，重新选一下。")),
    401: Words(_l("要先登录"), _l("登录以后再交一次。")),
    403: Words(_l("这一页不给大家看"), _l("如果您觉得应该看得到，请找社区服务中心的工作人员。")),
    404: Words(
        _l("没有找到这一页"), _l("岗位可能已经招满，或者过期收起来了。请到岗位列表再找找，或者问社区服务中心。")
    ),
    405: Words(_l("这里不能这样操作"), _l("请回到上一页，从页面上的按钮进来。")),
    423: Words(_l("屏幕锁着"), _l("输入密码就接着做。")),
    413: Words(_l("这个文件太大了"), _l("请回到上一页，把表分成几份再交；大的名单请管理员用命令导入。")),
    429: Words(_l("点得太快了"), _l("请等一分钟再试。")),
    500: Words(_l("我们这边出了毛病"), _l("不是您的错。请过几分钟再试；还不行，就告诉社区服务中心。")),
    503: Words(_l("正在维护，马上就好"), _l("请过几分钟再试。您登记的内容都还在。")),
}
NOT_YOURS = Words(_l("这一页不归您管"), _l("要是该归您管，请找管理员改一下角色或者安置点。"))
NOT_HERE = Words(_l("这一页没有"), _l("网址可能写错了，或者这一条已经收起来了。请从您的首页进去找。"))
STALE_FORM = Words(_l("这一页开太久了"), _l("刷新后再交一次。"))


def words_for(status: int) -> Words:
    """The words for a status; the nearest general ones where a status has none of its own."""
    return WORDS.get(status, WORDS[500] if status >= 500 else WORDS[400])


def show_problem(problem: Problem) -> ResponseReturnValue:
    """The answer to a problem; whoever asks for a page and has to sign in or unlock first is led there and back."""
    if problem.status in DOORS and request.method == "GET" and not asked_by_script():
        return redirect(url_for(DOORS[problem.status], next=request.full_path.rstrip("?")))
    at_the_desk = {FORBIDDEN: NOT_YOURS, MISSING: NOT_HERE}.get(problem.status)
    words = at_the_desk if at_the_desk and _somebody() != ANYBODY else words_for(problem.status)
    return _answer(words, problem.status)


def show_stale_form(_error: Exception) -> ResponseReturnValue:
    """The answer to a form whose token belongs to another sign-in."""
    return _answer(STALE_FORM, 400)


def asked_by_script() -> bool:
    """Whether a script asks, which wants a document and no page."""
    return "application/json" in request.headers.get("Accept", "") or "X-Requested-With" in request.headers


def _somebody() -> Actor:
    """Who is signed in. Nobody asks at an address at which nothing lives, so it is asked here."""
    try:
        return current_actor()
    except HTTPException:  # a screen that is locked
        return ANYBODY


def _form_page() -> str | None:
    """The page of the form that was sent: at its own address, or the nearest above it; None where there is none."""
    adapter, path = current_app.create_url_adapter(request), request.path
    while adapter is not None and len(path) > 1:
        if adapter.test(path, "GET"):
            return request.full_path.rstrip("?") if path == request.path else path
        path = path.rpartition("/")[0]
    return None


def _answer(words: Words, status: int) -> ResponseReturnValue:
    if not asked_by_script():
        own_start = staff.start_of(_somebody()) if words in (NOT_YOURS, NOT_HERE) else None
        door = url_for(DOORS[status], next=_form_page()) if status in DOORS else None
        return render_template("problem.html", words=words, status=status, own_start=own_start, door=door), status
    document = {"title": str(words.title), "advice": str(words.advice)}
    if status == SIGN_IN_FIRST:
        document["sign_in"] = url_for("sign_in.page")
    if status == LOCKED:
        document["locked"] = url_for("sign_in.locked")
    return document, status
