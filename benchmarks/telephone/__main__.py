"""`python -m benchmarks.telephone`: the length of every answer on the demo's county, and what it costs on a line of 2G.

Beside each answer stands what it would be unpacked. Whoever has most proposals asks, as the mini-program does; what a
first start needs is sent over one connection, so the line is set up once.
"""

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from statistics import median
from urllib.parse import urlsplit

from sqlalchemy import Engine, func, select

from benchmarks.counter.place import settled
from benchmarks.measuring import by_the_clock, say
from jobmatch import clock, db
from jobmatch.accounts import phones
from jobmatch.matches.model import Proposal
from mini_program_api import tokens
from mini_program_api.connected import Outbox
from mini_program_api.ports import Linked, LinkRole

ROUND_TRIP, BYTES_A_SECOND = 0.250, 50_000 / 8
SETTING_UP = 2
"""Round trips before the first request: TCP, and TLS 1.3."""
TIMES = 7
ADDRESSES = (
    "/me", "/templates", "/people/{person}/proposals", "/people/{person}/proposals/{vacancy}",
    "/people/{person}/why-not",
    "/people/{person}/form", "/people/{person}/form/seen", "/people/{person}/certificates", "/people/{person}/courses",
    "/people/{person}/referrals", "/people/{person}/inbox", "/people/{person}/concerns", "/people/{person}/export",
    "/sites", "/vacancies", "/vacancies/{vacancy}",
)  # fmt: skip
FIRST_START = ("/me", "/templates", "/people/{person}/proposals")
"""The sign-in answers what `/me` does, and two tokens; then messages and proposals are asked for side by side."""


@dataclass(frozen=True)
class Length:
    """An answer on the wire: its body packed and plain, its head, and how long the server took."""

    packed: int
    plain: int
    head: int
    seconds: float

    @property
    def on_the_wire(self) -> int:
        """Bytes that the line carries."""
        return self.packed + self.head


def main() -> None:
    """Prints the table."""
    with settled() as (address, engine):
        person, vacancy, token = _somebody(engine)
        line = HTTPConnection(urlsplit(address).netloc)
        numbers = {"person": person, "vacancy": vacancy}
        found = {path: _length(line, path.format(**numbers), token) for path in ADDRESSES}
    say(f"{'answer':<40}{'packed':>8}{'plain':>8}{'÷':>6}{'head':>6}{'server ms':>11}{'2G s':>7}")
    for path, one in found.items():
        say(
            f"{path:<40}{one.packed:>8}{one.plain:>8}{one.plain / one.packed:>6.1f}{one.head:>6}"
            f"{1000 * one.seconds:>11.0f}{_on_2g([one], 1):>7.2f}"
        )
    first = [found[path] for path in FIRST_START]
    say(f"first start: {sum(one.on_the_wire for one in first)} bytes, {_on_2g(first, SETTING_UP + 2):.2f} s at 2G")


def _somebody(engine: Engine) -> tuple[int, int, str]:
    """Who has most proposals, one of them, and a token of a telephone of the own."""
    at = clock.now()
    with db.transaction(engine) as session:
        most = select(Proposal.person_id).where(Proposal.ended_on.is_(None)).group_by(Proposal.person_id)
        person = session.scalars(most.order_by(func.count().desc(), Proposal.person_id).limit(1)).one()
        vacancy = session.scalars(select(Proposal.vacancy_id).where(Proposal.person_id == person).limit(1)).one()
        opened = phones.open_on_phone(session, "benchmark", at)
        Outbox({}).link(session, "benchmark", Linked(person, LinkRole.SELF), "benchmark", at)
    return person, vacancy, tokens.issue(opened.sign_in_id, at)


def _length(line: HTTPConnection, path: str, token: str) -> Length:
    answers = [by_the_clock(_ask, line, path, token) for _ in range(TIMES)]
    _, (answer, body) = answers[0]
    packed = answer.headers.get("Content-Encoding") == "gzip"
    head = sum(len(f"{name}: {value}\r\n") for name, value in answer.headers.items())
    return Length(
        len(body), len(gzip.decompress(body)) if packed else len(body), head, median(seconds for seconds, _ in answers)
    )


def _ask(line: HTTPConnection, path: str, token: str) -> tuple[HTTPResponse, bytes]:
    line.request("GET", f"/api{path}", headers={"Authorization": f"Bearer {token}", "Accept-Encoding": "gzip"})
    answer = line.getresponse()
    body = answer.read()
    assert answer.status == 200, f"{path}: {answer.status} {body!r}"
    return answer, body


def _on_2g(answers: Sequence[Length], round_trips: int) -> float:
    """Seconds on a line of 250 ms a round trip and 50 kbit a second, what the server takes not counted."""
    return round_trips * ROUND_TRIP + sum(one.on_the_wire for one in answers) / BYTES_A_SECOND


if __name__ == "__main__":
    main()
