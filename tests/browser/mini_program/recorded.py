"""The API as the mini-program knows it: a few invented people, what each page asks for, and what was said.

Kept thin on purpose: the API has its own tests. It answers as the contract says, remembers every POST with its key, and
refuses whoever has no good token.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from werkzeug.wrappers import Request, Response

LONG_NAME = "阿卜杜热合曼·阿卜杜拉·买买提明·吐尔逊江·艾则孜·玉素甫江"
CARD = {
    "vacancy": 11, "title": "平车工", "employer": "桐梓县娄山服装厂", "place": "娄山关街道蟠龙社区1号楼", "minutes": 12,
    "way": "走路12分钟", "hours": "白班，08:30–17:30，一个月26天", "tags": ["不要证", "白班"],
    "pay": {"take_home_min": 2300, "take_home_max": 3100, "words": "2,300 – 3,100元"},
    "why": ["走路12分钟就到，接娃娃来得及。", "您踩过缝纫机。"], "missing": ["办一个健康证，社区帮您办"], "score": 82, "rank": 1,
}  # fmt: skip
CARDS = [
    CARD,
    CARD | {"vacancy": 12, "title": "保洁员", "employer": "蟠龙社区物业", "way": "走路5分钟", "missing": [], "rank": 2,
            "pay": {"take_home_min": 1900, "take_home_max": 1900, "words": "1,900元"}, "why": ["就在楼下。"]},
    CARD | {"vacancy": 13, "title": "食堂帮厨", "employer": "县第三小学", "hours": "", "missing": [], "rank": 3,
            "pay": {"take_home_min": None, "take_home_max": None, "words": ""}, "why": ["娃娃就在这里读书。"]},
]  # fmt: skip
SECTIONS = [
    {"heading": "工钱", "lines": [
        {"name": "怎么算", "value": "计件", "warns": False}, {"name": "扣伙食", "value": "− 200 元/月", "warns": True}]},
    {"heading": "活路", "lines": [{"name": "在哪里", "value": "娄山关街道蟠龙社区1号楼", "warns": False}]},
]  # fmt: skip
FORM = [
    {"heading": "怎么找您", "fields": [
        {"name": "phone", "label": "电话", "value": "19900000001", "words": "199 0000 0001", "kind": "text",
         "changeable": True}]},
    {"heading": "找活", "fields": [
        {"name": "name", "label": "名字", "value": "王*", "words": "王*", "kind": "text", "changeable": False},
        {"name": "least_wage", "label": "一个月至少要好多钱", "value": 2500, "words": "2,500元", "kind": "number",
         "changeable": True},
        {"name": "shift", "label": "晚上行不行", "value": "day", "words": "只上白班", "kind": "choice", "changeable": True,
         "choices": [{"code": "day", "words": "只上白班"}, {"code": "any", "words": "晚上也行"}]},
        {"name": "cares", "label": "家里要照看的", "value": ["child"], "words": "娃娃", "kind": "many", "changeable": True,
         "choices": [{"code": "child", "words": "娃娃"}, {"code": "old", "words": "老人"}]}]},
]  # fmt: skip


@dataclass
class Api:
    """A server in memory; `said` is every POST that was taken, `refusing` what some path answers instead."""

    people: list[dict[str, Any]] = field(default_factory=lambda: [{"id": 1, "name": "王*", "role": "self"}])
    proposals: list[dict[str, Any]] = field(default_factory=lambda: [dict(one) for one in CARDS])
    inbox: list[dict[str, Any]] = field(default_factory=list)
    linked: bool = True
    helper: bool = False
    said: list[tuple[str, Any]] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    refusing: dict[str, tuple[int, dict[str, Any]]] = field(default_factory=dict)
    good: str = "token-1"

    def __call__(self, environ: Any, start: Any) -> Any:
        request = Request(environ)
        return self.answer(request)(environ, start)

    def answer(self, request: Request) -> Response:
        path = request.path
        if path in self.refusing:
            status, told = self.refusing[path]
            return said({"error": told}, status)
        own = path.startswith("/people/") or path in ("/me", "/link", "/helper/households")
        if own and request.headers.get("Authorization") != f"Bearer {self.good}":
            return said({"error": {"code": "unknown_token", "message": "请再进来一次。"}}, 401)
        if request.method == "POST":
            return self.take(path, request)
        found = self.shown(path, request)
        if found is None:
            return said({"error": {"code": "not_found", "message": "没有这一样。"}}, 404)
        answer = said(found)
        answer.add_etag()
        return answer.make_conditional(request)

    def take(self, path: str, request: Request) -> Response:
        key = request.headers["Idempotency-Key"]
        body = json.loads(request.get_data() or b"{}")
        if key not in self.keys:
            self.keys.add(key)
            self.said.append((path, body))
        if path == "/link":
            self.linked, self.people = True, [{"id": 1, "name": "王*", "role": "self"}]
        known = self.people if self.linked else []
        tokens = {"token": self.good, "refresh": "refresh-1"}
        answers: dict[str, Callable[[], Any]] = {
            "/sign-in": lambda: tokens | {"people": known, "linked": self.linked},
            "/refresh": lambda: tokens,
            "/link": lambda: {"people": known},
        }
        return said(answers.get(path, dict)())

    def shown(self, path: str, request: Request) -> Any:
        match path.strip("/").split("/"):
            case ["templates"]:
                return {"items": [{"template": name, "id": f"T-{name}"} for name in ("answer", "new_match", "course")]}
            case ["me"]:
                return {"people": self.people, "helper": self.helper, "contact": {"name": "小范", "phone": "19900000038"}}
            case ["vacancies"]:
                wanted = request.args.get("q", "")
                shown = [one for one in CARDS if wanted in one["title"]]
                return {"items": [one | {"why": [], "missing": []} for one in shown], "next": None}
            case ["vacancies", number]:
                found = [one for one in CARDS if str(one["vacancy"]) == number]
                return found[0] | {"why": [], "missing": [], "sections": SECTIONS} if found else None
            case ["people", _, "proposals"]:
                return {"items": self.proposals, "next": None}
            case ["people", _, "proposals", number]:
                return next((one for one in self.proposals if str(one["vacancy"]) == number), None)
            case ["people", _, "why-not"]:
                return {"items": [{"words": "不会电脑，文员做不了。", "count": 3}]}
            case ["people", _, "form"]:
                return {"groups": FORM}
            case ["people", _, "form", "seen"]:
                return {"items": [{"at": "11月20日", "who": "窗口的范红梅", "what": "看了家里的情况"}]}
            case ["people", _, "courses"]:
                return {"items": [{"id": 5, "title": "家政服务员", "when": "12月1日开班，学15天", "place": "蟠龙社区",
                                   "why": "学了能多做4样活。", "missing": "", "wished": False}]}  # fmt: skip
            case ["people", _, "certificates"]:
                return {"items": [{"name": "健康证", "words": "到明年3月都有效", "expired": False}]}
            case ["people", _, "referrals"]:
                return {"items": [{"id": 7, "title": "平车工", "employer": "桐梓县娄山服装厂", "words": "单位说要您去看看。",
                                   "meet": "11月28日 09:00 到蟠龙社区1号楼，找王师傅", "asks": True}]}  # fmt: skip
            case ["people", _, "inbox"]:
                return {"items": self.inbox, "next": None}
            case ["people", _, "export"]:
                return {"person": {"name": "王*"}}
            case ["helper", "households"]:
                return {"items": [{"id": 3, "name": "李*", "place": "3栋2单元", "due": ["三天没回访了"], "urgent": True,
                                   "people": [{"id": 9, "name": "李*"}], "phone": "19900000009"}]}  # fmt: skip
        return None


def said(what: Any, status: int = 200) -> Response:
    return Response(json.dumps(what, ensure_ascii=False), status, content_type="application/json")
