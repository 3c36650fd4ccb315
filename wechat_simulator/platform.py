"""The platform's interfaces under one root, each a function from the world and a request to an answer."""

import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import segno

from wechat_simulator import field_rules
from wechat_simulator.codes import RefusedError
from wechat_simulator.notices import Notices
from wechat_simulator.world import ACTIVE_SECONDS, World

SEND = "cgi-bin/message/subscribe/send"
SCENE = re.compile(r"[0-9A-Za-z!#$&'()*+,/:;=?@._~-]{1,32}")
PAGE = re.compile(r"pages/[\w/-]+(\?.*)?")
STATES = frozenset({"developer", "trial", "formal"})
LONGEST_TEXT = 2500


@dataclass(frozen=True)
class Request:
    """A call as it came in."""

    method: str
    api: str
    query: dict[str, str]
    body: bytes

    def json(self) -> dict[str, Any]:
        """The body; 47001 where it is no JSON object."""
        try:
            told = json.loads(self.body)
        except ValueError:
            raise RefusedError(47001) from None
        if not isinstance(told, dict):
            raise RefusedError(47001)
        return told

    def openid(self) -> str:
        """Whom the call is about, as far as that can be seen."""
        try:
            told = self.json()
        except RefusedError:
            return ""
        return str(told.get("touser") or told.get("openid") or "")


Answer = dict[str, Any] | bytes
Call = Callable[[World, Notices, Request], Answer]


def _token(world: World, _notices: Notices, request: Request) -> Answer:
    _check_app(world, request.query.get("appid"), request.query.get("secret"))
    if request.query.get("grant_type") != "client_credential":
        raise RefusedError(40002)
    value, seconds = world.token("plain", renew=True)
    return {"access_token": value, "expires_in": seconds}


def _stable_token(world: World, _notices: Notices, request: Request) -> Answer:
    told = request.json()
    _check_app(world, told.get("appid"), told.get("secret"))
    if told.get("grant_type") != "client_credential":
        raise RefusedError(40002)
    value, seconds = world.token("stable", renew=told.get("force_refresh") is True)
    return {"access_token": value, "expires_in": seconds}


def _login(world: World, _notices: Notices, request: Request) -> Answer:
    _check_app(world, request.query.get("appid"), request.query.get("secret"))
    if request.query.get("grant_type") != "authorization_code":
        raise RefusedError(40002)
    phone = world.use_code(request.query.get("js_code", ""), "login")
    return {"openid": phone.openid, "session_key": "c2Vzc2lvbi1rZXktMDAwMA==", "unionid": phone.unionid}


def _send(world: World, notices: Notices, request: Request) -> Answer:
    world.check_token(request.query.get("access_token", ""))
    told = request.json()
    world.spend(SEND)
    phone = world.phone_of(told.get("touser"))
    template = world.template(told.get("template_id"))
    page = told.get("page", "")
    if page and not PAGE.fullmatch(str(page)):
        raise RefusedError(41030)
    if told.get("miniprogram_state", "formal") not in STATES:
        raise RefusedError(47003, "miniprogram_state")
    values = _values(told.get("data"), template.keys)
    message = world.deliver(phone, template, values, str(page))
    notices.sent(phone, template.id, message)
    return {"errcode": 0, "errmsg": "ok", "msgid": int(message)}


def _values(data: object, keys: frozenset[str]) -> dict[str, str]:
    """The fields of a message; 47003 with the name of the first that the platform does not take."""
    if not isinstance(data, dict):
        raise RefusedError(47003, "data")
    for key in sorted(keys | set(data)):
        value = data.get(key)
        told = value.get("value") if isinstance(value, dict) else None
        if key not in keys or not field_rules.is_valid(key, told):
            raise RefusedError(47003, f"data.{key}.value")
    return {key: data[key]["value"] for key in keys}


def _phone_number(world: World, _notices: Notices, request: Request) -> Answer:
    world.check_token(request.query.get("access_token", ""))
    phone = world.use_code(str(request.json().get("code", "")), "phone")
    info = {"phoneNumber": phone.number, "purePhoneNumber": phone.number, "countryCode": "86"}
    return {"errcode": 0, "errmsg": "ok", "phone_info": info}


def _code_image(world: World, _notices: Notices, request: Request) -> Answer:
    world.check_token(request.query.get("access_token", ""))
    told = request.json()
    scene, page = str(told.get("scene", "")), str(told.get("page", ""))
    if not SCENE.fullmatch(scene):
        raise RefusedError(40129)
    if page and not PAGE.fullmatch(page):
        raise RefusedError(41030)
    with world.lock:
        world.scenes.append({"scene": scene, "page": page})
    image = io.BytesIO()
    segno.make(f"{page}?scene={scene}", error="m").save(image, kind="png", scale=8)
    return image.getvalue()


def _text_check(world: World, _notices: Notices, request: Request) -> Answer:
    world.check_token(request.query.get("access_token", ""))
    told = request.json()
    if told.get("version") != 2 or told.get("scene") not in (1, 2, 3, 4):
        raise RefusedError(47001)
    text = str(told.get("content", ""))
    if len(text) > LONGEST_TEXT:
        raise RefusedError(45002)
    if world.now() - world.phone_of(told.get("openid")).seen_at > ACTIVE_SECONDS:
        raise RefusedError(61010)
    bad = any(word in text for word in world.sensitive)
    result = {"suggest": "risky", "label": 20006} if bad else {"suggest": "pass", "label": 100}
    return {"errcode": 0, "errmsg": "ok", "result": result, "trace_id": "simulated"}


def _templates(world: World, _notices: Notices, request: Request) -> Answer:
    world.check_token(request.query.get("access_token", ""))
    data = [
        {
            "priTmplId": template.id,
            "title": template.title,
            "content": "".join(f"{label}:{{{{{key}.DATA}}}}\n" for label, key in template.lines),
            "example": "",
            "type": 2,
        }
        for template in world.templates
    ]
    return {"errcode": 0, "errmsg": "ok", "data": data}


def _check_app(world: World, app_id: object, secret: object) -> None:
    if app_id != world.account.app_id:
        raise RefusedError(40013)
    if secret != world.account.secret:
        raise RefusedError(40125)


CALLS: dict[tuple[str, str], Call] = {
    ("GET", "cgi-bin/token"): _token,
    ("POST", "cgi-bin/stable_token"): _stable_token,
    ("GET", "sns/jscode2session"): _login,
    ("POST", SEND): _send,
    ("POST", "wxa/business/getuserphonenumber"): _phone_number,
    ("POST", "wxa/getwxacodeunlimit"): _code_image,
    ("POST", "wxa/msg_sec_check"): _text_check,
    ("GET", "wxaapi/newtmpl/gettemplate"): _templates,
}
