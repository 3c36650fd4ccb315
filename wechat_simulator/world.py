"""The simulated account and its phones: tokens, one-time codes, acceptances, messages received. All in memory."""

import hashlib
import secrets
import threading
import time
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from wechat_simulator.codes import RefusedError

TEMPLATES = Path(__file__).with_name("templates.toml")
SHANGHAI = ZoneInfo("Asia/Shanghai")
CODE_SECONDS = 300
ACTIVE_SECONDS = 7200
TOKEN_LENGTH = 512


@dataclass(frozen=True)
class Account:
    """What the console of the platform gives an operator."""

    app_id: str = "wxsimulated00000000"
    secret: str = "simulated-secret-00000000000000"
    token: str = "simulatedtoken"
    aes_key: str = "simulatedaeskey0000000000000000000000000000"


@dataclass(frozen=True)
class Template:
    """One subscribe-message template: what a phone shows, line by line, and the key of each line."""

    id: str
    title: str
    lines: tuple[tuple[str, str], ...]

    @property
    def keys(self) -> frozenset[str]:
        """The keys that a message must bring, no more and no fewer."""
        return frozenset(key for _label, key in self.lines)


@dataclass(frozen=True)
class Shown:
    """A message as its phone shows it."""

    message: str
    template: str
    title: str
    lines: tuple[tuple[str, str], ...]
    page: str
    at: float


@dataclass
class Phone:
    """One phone with WeChat on it. `accepted` counts acceptances left, template by template."""

    name: str
    openid: str
    unionid: str
    number: str
    accepted: Counter[str] = field(default_factory=Counter)
    refused: set[str] = field(default_factory=set)
    received: list[Shown] = field(default_factory=list)
    seen_at: float = 0


@dataclass
class _Code:
    """A one-time code: a login code or that of the telephone button."""

    phone: Phone
    kind: str
    made_at: float
    used: bool = False


class World:
    """Everything that the simulated platform knows; every method may be called from any thread."""

    def __init__(self, account: Account | None = None, templates: Path = TEMPLATES) -> None:
        self.account = account or Account()
        self.templates = _read_templates(templates)
        self.lock = threading.RLock()
        self.token_seconds = 7200
        self.quotas: dict[str, int] = {}
        self.sensitive = ["违禁词"]
        self.forget()

    def forget(self) -> None:
        """Back to an account that nobody has used yet."""
        with self.lock:
            self.phones: dict[str, Phone] = {}
            self.scenes: list[dict[str, str]] = []
            self.calls: Counter[str] = Counter()
            self._ahead = 0.0
            self._codes: dict[str, _Code] = {}
            self._tokens: dict[str, tuple[str, float]] = {}
            self._replaced: set[str] = set()
            self._busy: set[str] = set()
            self._spent: Counter[tuple[str, str]] = Counter()
            self._messages = 0

    def now(self) -> float:
        """The simulated time, in seconds since 1970."""
        return time.time() + self._ahead

    def forward(self, seconds: float) -> None:
        """Let time pass: tokens and codes age, and a new day brings a new quota."""
        with self.lock:
            self._ahead += seconds

    def phone(self, name: str) -> Phone:
        """The phone of somebody, bought when it is first asked for."""
        with self.lock:
            if name not in self.phones:
                number = f"1990000{len(self.phones) + 1:04d}"
                made = Phone(name, _opaque("o", self.account.app_id, name), _opaque("u", "union", name), number)
                self.phones[name] = made
            return self.phones[name]

    def phone_of(self, openid: object) -> Phone:
        """The phone behind an openid; 40003 where there is none."""
        with self.lock:
            for phone in self.phones.values():
                if phone.openid == openid:
                    return phone
        raise RefusedError(40003)

    def template(self, template_id: object) -> Template:
        """The template of an id; 40037 where the account has none of it."""
        for template in self.templates:
            if template.id == template_id:
                return template
        raise RefusedError(40037)

    def new_code(self, name: str, kind: str) -> str:
        """A one-time code that a phone got from `wx.login` (kind `login`) or the telephone button (`phone`)."""
        code = secrets.token_urlsafe(24)
        with self.lock:
            self._codes[code] = _Code(self.phone(name), kind, self.now())
        return code

    def use_code(self, code: str, kind: str) -> Phone:
        """The phone behind a code, once and within five minutes; 40163 and 40029 otherwise."""
        with self.lock:
            found = self._codes.get(code)
            if found is None or found.kind != kind or self.now() - found.made_at > CODE_SECONDS:
                raise RefusedError(40029)
            if found.used:
                raise RefusedError(40163)
            found.used = True
            found.phone.seen_at = self.now()
            return found.phone

    def token(self, family: str, *, renew: bool) -> tuple[str, int]:
        """The token of a family (`plain` or `stable`) and its seconds; a renewed one ends the one before at once."""
        with self.lock:
            value, ends = self._tokens.get(family, ("", 0.0))
            if renew or ends <= self.now():
                self._replaced.add(value)
                value = secrets.token_hex(TOKEN_LENGTH // 2)
                ends = self.now() + self.token_seconds
                self._tokens[family] = (value, ends)
            return value, int(ends - self.now())

    def drop_tokens(self) -> None:
        """Whoever holds a token finds it refused (40001), as after a second server has fetched one."""
        with self.lock:
            self._replaced |= {value for value, _ends in self._tokens.values()}
            self._tokens.clear()

    def check_token(self, value: str) -> None:
        """41001 without a token, 42001 for one that has expired, 40001 for any other that is not the latest."""
        if not value:
            raise RefusedError(41001)
        with self.lock:
            ends = next((ends for latest, ends in self._tokens.values() if latest == value), None)
        if ends is None:
            raise RefusedError(40001)
        if ends <= self.now():
            raise RefusedError(42001)

    def spend(self, api: str) -> None:
        """One call of today's quota; 45009 when it is used up."""
        with self.lock:
            today = (api, datetime.fromtimestamp(self.now(), SHANGHAI).date().isoformat())
            if self._spent[today] >= self.quotas.get(api, 2**31):
                raise RefusedError(45009)
            self._spent[today] += 1

    def begin_send(self, openid: str) -> None:
        """43108 while another message to the same phone is on its way."""
        with self.lock:
            if openid in self._busy:
                raise RefusedError(43108)
            self._busy.add(openid)

    def end_send(self, openid: str) -> None:
        """The message is through, well or not."""
        with self.lock:
            self._busy.discard(openid)

    def deliver(self, phone: Phone, template: Template, values: dict[str, str], page: str) -> str:
        """Show a message, for one acceptance; the id of the message. 43101 without an acceptance."""
        with self.lock:
            if phone.accepted[template.id] <= 0 or template.id in phone.refused:
                phone.accepted[template.id] = 0
                raise RefusedError(43101)
            phone.accepted[template.id] -= 1
            self._messages += 1
            message = str(17_000_000_000_000_000 + self._messages)
            lines = tuple((label, values[key]) for label, key in template.lines)
            phone.received.append(Shown(message, template.id, template.title, lines, page, self.now()))
            return message


def _read_templates(path: Path) -> tuple[Template, ...]:
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["template"]
    return tuple(Template(row["id"], row["title"], tuple((label, key) for label, key in row["lines"])) for row in rows)


def _opaque(first: str, space: str, name: str) -> str:
    """Twenty-eight characters that say nothing of the name and are always the same for it."""
    return first + hashlib.sha256(f"{space}/{name}".encode()).hexdigest()[:27]
