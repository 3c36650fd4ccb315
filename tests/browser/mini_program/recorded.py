"""The API as the mini-program knows it: a few invented people, what each page asks for, and what was said.

Kept thin on purpose: the API has its own tests. It answers as the contract says, remembers every POST with its key and
answers it alike, refuses whoever has no good token, and takes what renews one once.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from werkzeug.wrappers import Request, Response

LONG_NAME = "阿卜杜热合曼·阿卜杜拉·买买提明·吐尔逊江·艾则孜·玉素甫江"
TABLES = {
    "duties": "踩缝纫机,做校服。不会的师傅教。", "places": "还招8人", "demand_lines": [],
    "pay_lines": [
        {"name": "怎么算", "value": "计件", "warns": False}, {"name": "扣伙食", "value": "− 200 元/月", "warns": True}],
    "work_lines": [{"name": "在哪里", "value": "娄山关街道蟠龙社区1号楼", "warns": False}],
}  # fmt: skip
CARD = {
    "vacancy": 11, "title": "平车工", "employer": "桐梓县娄山服装厂", "icon": "sew", "place": "娄山关街道蟠龙社区1号楼",
    "minutes": 12, "way": "走路12分钟", "hours": "白班，08:30–17:30，一个月26天", "good": ["不要证", "白班"],
    "pay": {"take_home_min": 2300, "take_home_max": 3100, "words": "2,300 – 3,100"},
    "why": ["走路12分钟就到，接娃娃来得及。", "您踩过缝纫机。"], "missing": ["办一个健康证，社区帮您办"],
    "asks": ["住处离厂门口有多远"], "score": 82, "rank": 1, "shown": True, "said": None, "state": None,
}  # fmt: skip
CARDS = [
    CARD,
    CARD | {"vacancy": 12, "title": "保洁员", "employer": "蟠龙社区物业", "way": "走路5分钟", "missing": [], "rank": 2,
            "pay": {"take_home_min": 1900, "take_home_max": 1900, "words": "1,900 元/月"}, "why": ["就在楼下。"]},
    CARD | {"vacancy": 13, "title": "食堂帮厨", "employer": "县第三小学", "hours": "", "missing": [], "rank": 3,
            "pay": {"take_home_min": None, "take_home_max": None, "words": ""}, "why": ["娃娃就在这里读书。"]},
    CARD | {"vacancy": 14, "title": "洗碗工", "employer": "娄山饭店", "rank": 4, "shown": False},
]  # fmt: skip
VACANCY = ("vacancy", "title", "employer", "icon", "place", "hours", "pay", "good")
FORM = [
    {"title": "我自己", "entries": [
        {"field": "phone", "label": "电话", "value": "199 0000 0001"},
        {"field": "education", "label": "读到哪里", "value": "初中"}]},
    {"title": "想做哪样", "entries": [{"field": "wage_least", "label": "至少要", "value": "2,500"}]},
]  # fmt: skip

LINKS = [
    {"id": 21, "role": "self", "since": "2026-11-02T10:00:00+08:00", "this": True},
    {"id": 22, "role": "relative", "since": "2026-11-20T09:12:00+08:00", "this": False},
]

SEAT = {"id": 31, "course": 5, "title": "家政服务员", "provider": "县职校", "place": "蟠龙社区",
        "starts_on": "2026-12-01", "ends_on": "2026-12-15", "hours": "", "living": [], "state": "enrolled",
        "words": "报上名了", "goes_on": True, "takes": False, "drops": True}  # fmt: skip


@dataclass
class Api:
    """A server in memory; `said` is every POST that was taken, `refusing` and
    `telling` what some path answers instead."""

    people: list[dict[str, Any]] = field(default_factory=lambda: [{"id": 1, "name": "王*", "role": "self"}])
    proposals: list[dict[str, Any]] = field(default_factory=lambda: [dict(one) for one in CARDS])
    inbox: list[dict[str, Any]] = field(default_factory=list)
    linked: bool = True
    worker: dict[str, str] | None = None
    said: list[tuple[str, Any]] = field(default_factory=list)
    links: list[dict[str, Any]] = field(default_factory=lambda: [dict(one) for one in LINKS])
    wanted: bool = True
    seats: list[dict[str, Any]] = field(default_factory=list)
    answered: dict[str, Any] = field(default_factory=dict)
    refusing: dict[str, tuple[int, dict[str, Any]]] = field(default_factory=dict)
    telling: dict[str, Any] = field(default_factory=dict)
    good: str = "token-1"
    renews: int = 1

    def __call__(self, environ: Any, start: Any) -> Any:
        request = Request(environ)
        return self.answer(request)(environ, start)

    def answer(self, request: Request) -> Response:
        path = request.path
        assert request.accept_languages.best == "zh-CN", "whatever is said on the pages is said in Chinese"
        if path in self.refusing:
            status, told = self.refusing[path]
            return said({"error": told}, status)
        own = path.startswith("/people/") or path in ("/me", "/link", "/templates", "/helper/households", "/helper/due")
        if own and request.headers.get("Authorization") != f"Bearer {self.good}":
            return said({"error": {"code": "unknown_token", "message": "请再进来一次。"}}, 401)
        if request.method == "POST":
            return self.take(path, request)
        whole = request.full_path.rstrip("?")
        found = self.telling[whole] if whole in self.telling else self.shown(path, request)
        if found is None:
            return said({"error": {"code": "not_found", "message": "没有这一样。"}}, 404)
        answer = said(found)
        answer.add_etag()
        return answer.make_conditional(request)

    def take(self, path: str, request: Request) -> Response:
        key = request.headers["Idempotency-Key"]
        body = json.loads(request.get_data() or b"{}")
        if key in self.answered:
            return said(self.answered[key])
        if path == "/refresh" and body["refresh"] != f"refresh-{self.renews}":
            return said({"error": {"code": "signed_out", "message": "登录过期了，请重新进一次。"}}, 401)
        self.said.append((path, body))
        self.answered[key] = self.taken(path, body)
        return said(self.answered[key])

    def taken(self, path: str, body: Any) -> Any:
        if path == "/link":
            self.linked, self.people = True, [{"id": 1, "name": "王*", "role": "self"}]
        if path == "/refresh":
            self.renews += 1
        if path.endswith("/messages"):
            self.wanted = body["wanted"]
        if path.endswith("/end"):
            self.links = [one for one in self.links if path != f"/people/1/links/{one['id']}/end"]
        if path.endswith("/join"):
            self.seats = [SEAT]
        if path.endswith("/give-up"):
            self.seats = [SEAT | {"state": "dropped", "words": "没有去学", "goes_on": False, "drops": False}]
        me = {"people": self.people if self.linked else [], "worker": self.worker, "linked": self.linked}
        signed_in = me | {"token": self.good, "refresh": f"refresh-{self.renews}"}
        answers: dict[str, Any] = {"/sign-in": signed_in, "/refresh": signed_in, "/link": me}
        answers["/people/1/erase"] = {"done": True, "evidence_until": "2029-11-26"}
        return answers.get(path, {"done": True})

    def shown(self, path: str, request: Request) -> Any:
        match path.strip("/").split("/"):
            case ["templates"]:
                names = ("answer", "new_match", "course")
                return {"items": [{"name": name, "id": f"T-{name}", "balance": 0} for name in names]}
            case ["me"]:
                return {"people": self.people, "worker": self.worker, "linked": self.linked, "at_the_centre": False}
            case ["sites"]:
                return {"items": [{"code": "PLSQ", "name": "蟠龙社区"}, {"code": "CMZ", "name": "楚米镇"}]}
            case ["vacancies"]:
                wanted = request.args.get("q", "")
                shown = [{name: one[name] for name in VACANCY} for one in CARDS[:3] if wanted in one["title"]]
                far = "" if "walkable" not in request.args else "走路9分钟"
                return {"items": [one | {"distance": far} for one in shown], "next": None, "total": len(shown)}
            case ["vacancies", number]:
                found = [one for one in CARDS if str(one["vacancy"]) == number]
                return {name: found[0][name] for name in VACANCY} | TABLES | {"distance": ""} if found else None
            case ["people", _, "proposals"]:
                return {"items": self.proposals, "next": None}
            case ["people", _, "proposals", number]:
                found = [one for one in self.proposals if str(one["vacancy"]) == number]
                return found[0] | TABLES | {"aloud": "", "open": True} if found else None
            case ["people", _, "why-not"]:
                barrier = {"words": "不会电脑，文员做不了。", "count": 3, "titles": ["文员"], "to_all": False}
                return {"barriers": [barrier], "courses": ["学家政服务员，能多做4样活。"]}
            case ["people", _, "form"]:
                return {"sections": FORM, "hidden": False, "can_work": "家里能干活的有3个人。"}
            case ["people", _, "form", "seen"]:
                look = {"at": "2026-11-20T09:12:00+08:00", "who": "窗口 范红梅", "what": "看了登记"}
                return {"items": [look], "next": None}
            case ["people", _, "courses"]:
                if any(one["goes_on"] for one in self.seats):
                    return {"items": [], "next": None}
                return {"items": [{"id": 5, "title": "家政服务员", "provider": "县职校", "starts_on": "2026-12-01",
                                   "ends_on": "2026-12-15", "days": 15, "hours": "每天08:30到11:30",
                                   "living": ["可以带娃，有人帮看"], "place": "蟠龙社区", "seats": 20, "cost": "不要钱",
                                   "room": "还有20个座位", "waits": False, "shut": "",
                                   "opens": "学了能多做4样活。", "wished": False}], "next": None}  # fmt: skip
            case ["people", _, "enrolments"]:
                return {"items": self.seats}
            case ["people", _, "certificates"]:
                return {"items": [{"name": "健康证", "issuer": "", "valid_to": "2027-03-01", "review_due": None,
                                   "warns": False}]}  # fmt: skip
            case ["people", _, "referrals"]:
                return {"items": [{"id": 7, "vacancy": 11, "title": "平车工", "employer": "桐梓县娄山服装厂",
                                   "state": "introduced", "words": "已经跟单位说好了",
                                   "meet_at": "2025-11-28T09:00:00+08:00", "meet_place": "蟠龙社区1号楼",
                                   "meet_whom": "王师傅"}], "next": None}  # fmt: skip
            case ["people", _, "inbox"]:
                return {"items": self.inbox, "next": None}
            case ["people", _, "export"]:
                value = {
                    "table": "person",
                    "row": "1",
                    "column": "name",
                    "what": "名字",
                    "why": "找得到人",
                    "value": "王*",
                }
                return {"made_at": "2026-11-26T09:00:00+08:00", "values": [value], "looks": []}
            case ["people", _, "texts"]:
                return {"agrees": False}
            case ["people", _, "messages"]:
                return {"wanted": self.wanted}
            case ["people", _, "links"]:
                return {"items": self.links}
            case ["people", _, "concerns"]:
                return {"items": [{"id": 2, "kind": "complaint", "about": "employer", "settled": True,
                                   "said_at": "2026-11-02T10:00:00+08:00", "reply": "押金退给您了。"}]}  # fmt: skip
            case ["helper", "due"]:
                late = {"kind": "yes", "person": 9, "name": "李桂花", "dwelling": "3栋2单元", "phone": "19900000009"}
                told = {"title": "缝纫工", "text": "2026年11月20日 09:00说了想去，还没有跟单位说好。", "late": True}
                next_ = {"kind": "meeting", "person": 8, "name": "阿卜杜热合曼·买买提", "dwelling": "", "phone": ""}
                meet = {"title": "保洁员", "text": "2026年11月27日 09:30，到物业，找王师傅。", "late": False}
                return {"items": [late | told, next_ | meet], "next": None}
            case ["helper", "households"]:
                members = [{"id": 9, "name": "李桂花", "asks_for_work": True, "proposals": 3}]
                return {"items": [{"id": 3, "number": "PLSQ-0003", "dwelling": "3栋2单元", "members": members}],
                        "next": None}  # fmt: skip
        return None


def said(what: Any, status: int = 200) -> Response:
    return Response(json.dumps(what, ensure_ascii=False), status, content_type="application/json")
