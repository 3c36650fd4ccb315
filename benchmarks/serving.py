"""A server of the program on a database, and somebody at a desk who talks to it as a browser does."""

import re
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.cookiejar import CookieJar
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener, urlopen

from benchmarks.county import JOBMATCH, ROOT
from jobmatch.demo.users import PASSWORD

HERE = "127.0.0.1"


@contextmanager
def serving(environment: Mapping[str, str]) -> Iterator[str]:
    """The address of a server that has just been started."""
    port = _free_port()
    serve = [*JOBMATCH, "serve", "--port", str(port)]
    server = subprocess.Popen(serve, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        address = f"http://{HERE}:{port}"
        _wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait()


class Desk:
    """Somebody signed in: by default the supervisor, who may do all that is done at the counter."""

    def __init__(self, address: str, user: str = "supervisor") -> None:
        self._address = address
        self._open = build_opener(HTTPCookieProcessor(CookieJar()), _Stay)
        self._mark = _mark(self.page("/sign-in"))
        self.send("/sign-in", {"name": user, "password": PASSWORD})
        self._mark = _mark(self.page("/desk"))

    def page(self, path: str) -> str:
        """What a page shows."""
        with self._open.open(self._address + path) as answer:
            return str(answer.read().decode())

    def put(self, path: str, body: bytes) -> None:
        """Send JSON as the script of a page does."""
        headers = {"Content-Type": "application/json", "X-CSRFToken": self._mark}
        self._open.open(Request(self._address + path, body, headers, method="PUT")).close()

    def send(self, path: str, fields: Mapping[str, str]) -> str:
        """Send a form; where it leads on to."""
        content = urlencode({**fields, "csrf_token": self._mark}).encode()
        try:
            with self._open.open(self._address + path, content) as answer:
                raise RuntimeError(f"{path} leads nowhere: {answer.status}")
        except HTTPError as led:
            if led.code not in _LED_ON:
                raise
            return str(led.headers["Location"])


_MARK = re.compile(r'csrf[-_]token" (?:content|value)="([^"]+)"')
_LED_ON, _TRIES = (302, 303), 300


def _wait_for(address: str) -> None:
    for _ in range(_TRIES):
        try:
            urlopen(f"{address}/healthz").close()
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server does not answer")


def _mark(page: str) -> str:
    found = _MARK.search(page)
    assert found, "the page has no mark against forged forms: nobody is signed in"
    return found.group(1)


class _Stay(HTTPRedirectHandler):
    """Where a form leads to is asked for by itself, as it is measured."""

    def redirect_request(self, *_: object) -> None:
        return None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        return int(probe.getsockname()[1])
