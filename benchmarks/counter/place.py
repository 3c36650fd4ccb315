"""The county of the demo behind the real server, and a desk at it that talks to the server as a browser does."""

import re
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.cookiejar import CookieJar
from json import dumps
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

from sqlalchemy import Engine, select

from benchmarks.county import JOBMATCH, ROOT, planted
from jobmatch import db
from jobmatch.demo.users import PASSWORD
from jobmatch.households.model import Household, Membership, Person
from jobmatch.households.working_life import Intention

HERE = "127.0.0.1"
USER = "supervisor"
ANSWERS: Mapping[str, str] = {"consent": "yes", "wage_floor": "2500", "training_days_most": "10"}
"""What a resident says anew; everything else is known."""


@contextmanager
def settled() -> Iterator[tuple[str, Engine]]:
    """The address of a server of the county as of today, matched, and an engine on its database."""
    with planted() as (url, environment):
        port = _free_port()
        serve = [*JOBMATCH, "serve", "--port", str(port)]
        server = subprocess.Popen(serve, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
        engine = db.engine_for(url)
        try:
            yield f"http://{HERE}:{port}", engine
        finally:
            engine.dispose()
            server.terminate()
            server.wait()


class Desk:
    """Somebody signed in at the counter."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._open = build_opener(HTTPCookieProcessor(CookieJar()), _Stay)
        mark = _MARK.search(self._when_it_answers("/sign-in"))
        assert mark, "the sign-in page has no mark"
        self._send("/sign-in", {"name": USER, "password": PASSWORD, "csrf_token": mark.group(1)})
        mark = _MARK.search(self.page("/counter"))
        assert mark, "nobody is signed in"
        self._mark = mark.group(1)

    def page(self, path: str) -> str:
        """What a page shows."""
        with self._open.open(self._address + path) as answer:
            return str(answer.read().decode())

    def ready_to_save(self, household: int, person: int) -> str:
        """Where the eight answers of somebody are sent to, once everything is answered."""
        code = self.send("/counter", {"household": str(household), "opening": str(household)}).split("/")[2]
        for name, value in ANSWERS.items():
            body = dumps({"key": f"{person}.{name}", "value": value, "seen": 0, "token": name}).encode()
            headers = {"Content-Type": "application/json", "X-CSRFToken": self._mark}
            address = f"{self._address}/counter/{code}/answers"
            self._open.open(Request(address, body, headers, method="PUT")).close()
        return f"/counter/{code}/work/{person}"

    def send(self, path: str, fields: Mapping[str, str]) -> str:
        """Send a form; where it leads on to."""
        return self._send(path, {**fields, "csrf_token": self._mark})

    def _send(self, path: str, fields: Mapping[str, str]) -> str:
        try:
            with self._open.open(self._address + path, urlencode(fields).encode()) as answer:
                raise RuntimeError(f"{path} leads nowhere: {answer.status}")
        except HTTPError as led:
            if led.code not in _LED_ON:
                raise
            return str(led.headers["Location"])

    def _when_it_answers(self, path: str) -> str:
        for _ in range(_TRIES):
            try:
                return self.page(path)
            except URLError:
                time.sleep(0.1)
        raise RuntimeError("the server does not answer")


_MARK = re.compile(r'csrf[-_]token" (?:content|value)="([^"]+)"')
_LED_ON, _TRIES = (302, 303), 300


class _Stay(HTTPRedirectHandler):
    """Where a form leads to is asked for by itself, as it is measured."""

    def redirect_request(self, *_: object) -> None:
        return None


def seekers(engine: Engine, most: int) -> list[tuple[int, int]]:
    """Household and person of so many who ask for work, from all over the county, one of a family."""
    asked = (
        select(Membership.household_id, Person.id)
        .join(Person, Person.id == Membership.person_id)
        .join(Intention, Intention.person_id == Person.id)
        .join(Household, Household.id == Membership.household_id)
        .where(Intention.willing.is_(True), Membership.left_on.is_(None), Household.closed_on.is_(None))
        .order_by(Person.id)
    )
    with db.reading(engine) as session:
        first = {int(home): int(person) for home, person in reversed(session.execute(asked).all())}
    every = max(1, len(first) // most)
    return sorted(first.items())[::every][:most]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        return int(probe.getsockname()[1])
