"""A simulated WeChat in a process of its own, as tests and benchmarks start it, speak to it and stop it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import Request, urlopen

from jobmatch.push.wechat import Access

ROOT = Path(__file__).resolve().parents[1]
ACCOUNT = ROOT / "wechat_simulator" / "account.toml"
APP_ID, SECRET = "wxsimulated00000000", "simulated-secret-00000000000000"
TOKEN, AES_KEY = "simulatedtoken", "simulatedaeskey0000000000000000000000000000"
SEND = "cgi-bin/message/subscribe/send"
TOKENS = "cgi-bin/stable_token"
ANSWER = "sim-answer-00000000000000000000000000000004"


@dataclass(frozen=True)
class Simulated:
    """A running simulator, by its address."""

    root: str

    @property
    def access(self) -> Access:
        return Access(APP_ID, SECRET, self.root)

    def login(self, who: str) -> str:
        """A login code of somebody's phone."""
        return str(self.get(f"_login?who={quote(who)}")["code"])

    def openid(self, who: str) -> str:
        return str(self.get(f"_login?who={quote(who)}")["openid"])

    def accept(self, who: str, *templates: str, said: str = "accept") -> str:
        """Somebody answers the question whether messages may come; the openid."""
        answers = dict.fromkeys(templates or (ANSWER,), said)
        return str(self.post("_accept", {"who": who, "answers": answers})["openid"])

    def script(self, *rules: Mapping[str, Any], **more: Any) -> None:
        """Mishaps for the next calls, and settings."""
        self.post("_script", {"rules": list(rules), **more})

    def received(self, who: str) -> list[dict[str, Any]]:
        """What somebody's phone shows."""
        return next((p["received"] for p in self.get("_phones")["phones"] if p["name"] == who), [])

    def calls(self, api: str) -> int:
        """How often an interface was called since the last reset."""
        return int(self.get("_phones")["calls"].get(api, 0))

    def notices(self) -> list[dict[str, Any]]:
        """The events sent so far, with what was answered."""
        found: list[dict[str, Any]] = self.get("_notices")
        return found

    def get(self, path: str) -> Any:
        with urlopen(f"{self.root}/{path}", timeout=30) as response:
            return json.load(response)

    def post(self, path: str, told: Mapping[str, Any]) -> Any:
        with urlopen(Request(f"{self.root}/{path}", json.dumps(told).encode()), timeout=30) as response:
            return json.load(response)


@contextmanager
def simulator(*options: str) -> Iterator[Simulated]:
    """A simulator of one's own, stopped at the end."""
    command = [sys.executable, "-m", "wechat_simulator", "--port", "0", *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=os.environ) as running:
        try:
            assert running.stdout is not None
            yield Simulated(running.stdout.readline().strip())
        finally:
            running.terminate()
