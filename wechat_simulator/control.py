"""What the real platform does not have: the hands of the people with the phones, and the script of the mishaps.

GET  /_login?who=NAME           a login code, as `wx.login` gives it
GET  /_phone_code?who=NAME      a code, as the telephone button gives it
POST /_accept                   {"who": NAME, "answers": {TEMPLATE: accept|reject|ban}}: the question was answered
POST /_settings                 the same, but in WeChat's settings
POST /_script                   {"rules": […], "set": {…}, "forward": SECONDS, "drop_tokens": true}
GET  /_script                   the rules still to come
POST /_reset                    a new account without phones, rules and quotas
POST /_release                  {"backwards": true}: send the events that were held
GET  /_templates                what each template of the account is called, by its id
GET  /_phones, /_notices        what every phone shows; which events were sent, and what was answered
"""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from wechat_simulator.notices import Notices
from wechat_simulator.platform import Request
from wechat_simulator.script import Script
from wechat_simulator.world import Phone, World


class Control:
    """The simulator's own interface; raises ValueError where a request cannot be understood."""

    def __init__(self, world: World, notices: Notices, script: Script) -> None:
        self.delay = 0.0
        self._world, self._notices, self._script = world, notices, script
        self._calls: dict[tuple[str, str], Callable[[Request], Any]] = {
            ("GET", "_login"): lambda request: self._code(request, "login"),
            ("GET", "_phone_code"): lambda request: self._code(request, "phone"),
            ("POST", "_accept"): self._accept,
            ("POST", "_settings"): self._settings,
            ("POST", "_script"): self._told,
            ("GET", "_script"): lambda _request: self._script.left(),
            ("POST", "_reset"): self._reset,
            ("POST", "_release"): self._release,
            ("GET", "_templates"): lambda _request: {one.id: one.title for one in self._world.templates},
            ("GET", "_phones"): lambda _request: self.phones(),
            ("GET", "_notices"): self._sent,
        }

    def answer(self, request: Request) -> Any:
        """The answer to one of our own calls; KeyError where there is none of that name."""
        return self._calls[request.method, request.api](request)

    def phones(self) -> dict[str, Any]:
        """Every phone with what it shows, the QR codes made so far and how often each interface was called."""
        with self._world.lock:
            return {
                "phones": [_shown(phone) for phone in self._world.phones.values()],
                "codes": list(self._world.scenes),
                "calls": dict(self._world.calls),
            }

    def _code(self, request: Request, kind: str) -> dict[str, str]:
        who = request.query.get("who", "")
        if not who:
            raise ValueError("whose phone? ?who=NAME")
        return {"code": self._world.new_code(who, kind), "openid": self._world.phone(who).openid}

    def _accept(self, request: Request) -> dict[str, Any]:
        phone, answers = self._answers(request)
        with self._world.lock:
            for template, said in answers.items():
                if said == "accept" and template not in phone.refused:
                    phone.accepted[template] += 1
        self._notices.asked(phone, answers)
        return _shown(phone)

    def _settings(self, request: Request) -> dict[str, Any]:
        phone, answers = self._answers(request)
        with self._world.lock:
            for template, said in answers.items():
                if said == "accept":
                    phone.refused.discard(template)
                else:
                    phone.refused.add(template)
        self._notices.changed(phone, answers)
        return _shown(phone)

    def _answers(self, request: Request) -> tuple[Phone, dict[str, str]]:
        told = request.json()
        who, answers = told.get("who"), told.get("answers")
        if not who or not isinstance(answers, dict) or not set(answers.values()) <= {"accept", "reject", "ban"}:
            raise ValueError('{"who": NAME, "answers": {TEMPLATE: "accept" or "reject" or "ban"}}')
        for template in answers:
            self._world.template(template)
        return self._world.phone(str(who)), answers

    def _told(self, request: Request) -> list[dict[str, object]]:
        told = request.json()
        for rule in told.get("rules", []):
            self._script.add(rule)
        for name, value in told.get("set", {}).items():
            self._set(name, value)
        self._world.forward(float(told.get("forward", 0)))
        if told.get("drop_tokens"):
            self._world.drop_tokens()
        return self._script.left()

    def _set(self, name: str, value: Any) -> None:
        """`delay` seconds before every answer of the platform; the others are what their names say."""
        match name:
            case "delay":
                self.delay = float(value)
            case "token_seconds":
                self._world.token_seconds = int(value)
            case "quotas":
                self._world.quotas = {str(api): int(most) for api, most in value.items()}
            case "sensitive":
                self._world.sensitive = [str(word) for word in value]
            case "callback":
                self._notices.address = str(value)
            case "repeat":
                self._notices.repeat = int(value)
            case "hold":
                self._notices.held = bool(value)
            case _:
                raise ValueError(f"nothing is called {name}")

    def _reset(self, _request: Request) -> dict[str, Any]:
        self._script.clear()
        self._world.forget()
        self._world.quotas, self._world.token_seconds, self.delay = {}, 7200, 0.0
        self._notices.forget()
        return self.phones()

    def _release(self, request: Request) -> list[dict[str, Any]]:
        self._notices.release(backwards=bool(request.json().get("backwards")))
        return self._sent(request)

    def _sent(self, _request: Request) -> list[dict[str, Any]]:
        self._notices.drain()
        return [asdict(notice) for notice in self._notices.log]


def _shown(phone: Phone) -> dict[str, Any]:
    return asdict(phone) | {"accepted": dict(phone.accepted), "refused": sorted(phone.refused)}
