"""Errors in one shape, in words fit for whoever holds the telephone: `{"error": {"code", "message", "fields"?}}`."""

from collections.abc import Collection, Mapping
from typing import Any

from flask import Response, jsonify, request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from jobmatch.web import Problem

WORDS: Mapping[str, LazyString] = {
    "bad_request": _l("有一项没填对，看一下再交。"),
    "key_missing": _l("这一下没有带编号，怕重复，先没有办。请更新小程序再试。"),
    "not_json": _l("这一下的格式不对，没有办成。请更新小程序再试。"),
    "key_used": _l("这个编号先前办过别的事了。请退出来重新点一次。"),
    "asked_at_once": _l("刚才那一下正在办，等几秒钟再看。"),
    "sign_in_first": _l("要先登录，才看得到自己的东西。"),
    "signed_out": _l("登录过期了，请重新进一次。"),
    "login_refused": _l("微信没有认出来，请再点一次。"),
    "wechat_down": _l("微信那边没有回话，等一下再试。岗位照样可以看。"),
    "not_connected": _l("这里还没有接上微信。岗位照样可以看，别的请到社区服务中心办。"),
    "not_yours": _l("这一条不是您的，不能看。要是帮家里人办，请本人到窗口点个头。"),
    "own_word": _l("去不去，要本人自己说。请本人用自己的手机点，或者到窗口说一声。"),
    "own_affair": _l("这个要本人自己看、自己办。请本人用自己的手机，或者到窗口办。"),
    "code_wrong": _l("这个码不对，或者过了十分钟，或者已经用过了。请窗口再开一个。"),
    "code_digits": _l("要八个数，照窗口给的一个一个写。"),
    "code_foreign": _l("这不是窗口的码。请扫窗口屏幕上开的那个。"),
    "words_needed": _l("还没有写字。写几个字，我们才晓得是哪样事。"),
    "words_too_long": _l("写得太长了，最多500个字，拣要紧的写。"),
    "not_found": _l("没有找到，可能已经招满或者收起来了。"),
    "not_agreed": _l("还没有登记过“同意帮找活”。到窗口说一声同意，就可以点了。"),
    "cannot_join": _l("这个班报不了名。请到社区服务中心问一下。"),
    "day_wrong": _l("这个日子不对：还没有到，或者早得太多。看一下日历再选。"),
    "changed": _l("这一条刚才有变动，请刷新再看。"),
    "site_needed": _l("先选您住在哪个社区，才好算走路要多久。"),
    "wrong_method": _l("这里不能这样操作。"),
    "too_large": _l("内容太长了，写短一点。"),
    "too_fast": _l("点得太快了，请等一分钟再试。"),
    "our_fault": _l("我们这边出了毛病，不是您的错。请过几分钟再试。"),
    "back_soon": _l("正在维护，马上就好。您登记的内容都还在。"),
}
_CODE_WORDS = {"qr": "code_foreign", "phone_code": "code_digits", "counter_code": "code_digits"}
FIELD = _l("这一项没填对")
_CODES = {
    400: "bad_request", 401: "sign_in_first", 403: "not_yours", 404: "not_found", 405: "wrong_method",
    409: "changed", 413: "too_large", 415: "not_json", 429: "too_fast", 503: "back_soon",
}  # fmt: skip


class Sorry(HTTPException):
    """Why something cannot be done, by a code of `WORDS`; `fields` are the names of what has to be given otherwise.

    `said` is what is said instead of the words of the code, where these are known more exactly.
    """

    def __init__(self, status: int, word: str, *fields: str, said: str = "") -> None:
        super().__init__()
        self.code, self.word, self.fields, self.said = status, word, fields, said


def show_problem(problem: Problem) -> Response:
    """The answer to a problem of which only the status is known."""
    answer = document(problem.status, _CODES.get(problem.status, _nearest(problem.status)))
    if isinstance(request.routing_exception, MethodNotAllowed) and request.routing_exception.valid_methods:
        answer.headers["Allow"] = ", ".join(sorted(request.routing_exception.valid_methods))
    return answer


def show_sorry(error: Sorry) -> Response:
    """The answer to what a view could not do."""
    return document(error.code or 500, error.word, *error.fields, said=error.said)


def document(status: int, word: str, *fields: str, said: str = "") -> Response:
    """The one shape of errors."""
    error: dict[str, object] = {"code": word, "message": said or str(WORDS[word])}
    if fields:
        error["fields"] = {name: str(FIELD) for name in fields}
    answer = jsonify({"error": error})
    answer.status_code = status
    if status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def misshapen(given: Any, fields: Collection[str]) -> tuple[int, str] | None:
    """Status and word for what people themselves wrote or scanned wrong; None for anything else, a slip of a program.

    `fields` are the names that did not fit. Of a code the validator names both of its forms: the one given counts.
    """
    written = given if isinstance(given, dict) else {}
    wrong = {name: written[name] for name in fields if isinstance(written.get(name), str)}
    if "words" in wrong:
        return 422, "words_too_long" if wrong["words"].strip() else "words_needed"
    word = next((word for name, word in _CODE_WORDS.items() if name in wrong), None)
    return None if word is None else (400, word)


def _nearest(status: int) -> str:
    return "our_fault" if status >= 500 else "bad_request"
