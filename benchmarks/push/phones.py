"""The simulated platform in a process of its own, and the hands of the people with the telephones."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from urllib.request import Request, urlopen

from benchmarks.county import ROOT
from jobmatch.push.wechat import Access
from wechat_simulator.world import Account

TEMPLATES = ROOT / "wechat_simulator" / "account.toml"
ACCOUNT = Account()


@dataclass(frozen=True)
class Phones:
    """A running simulator, by its address."""

    root: str

    @property
    def access(self) -> Access:
        """What an operator of this account has from the console."""
        return Access(ACCOUNT.app_id, ACCOUNT.secret, self.root)

    def openid(self, name: str) -> str:
        """The number of somebody's telephone."""
        with urlopen(f"{self.root}/_login?who={quote(name)}") as answer:
            return str(json.load(answer)["openid"])

    def accept(self, name: str, template: str) -> None:
        """Somebody agrees to one more message."""
        self._post("_accept", {"who": name, "answers": {template: "accept"}})

    def answer_after(self, seconds: float) -> None:
        """So long the platform takes from now on."""
        self._post("_script", {"set": {"delay": seconds}})

    def arrived(self) -> dict[str, list[float]]:
        """When each telephone showed what it shows, in seconds since 1970, oldest first."""
        with urlopen(f"{self.root}/_phones") as answer:
            return {
                phone["name"]: [shown["at"] for shown in phone["received"]] for phone in json.load(answer)["phones"]
            }  # fmt: skip

    def _post(self, path: str, told: Mapping[str, Any]) -> None:
        urlopen(Request(f"{self.root}/{path}", json.dumps(told).encode())).close()


@contextmanager
def phones() -> Iterator[Phones]:
    """A simulator of one's own, stopped at the end."""
    command = [sys.executable, "-m", "wechat_simulator", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            yield Phones(running.stdout.readline().strip())
        finally:
            running.terminate()
