"""Telephones for tests: each asks the API over HTTP as the mini-program does, with its token and its keys."""

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from apiflask import APIFlask
from sqlalchemy import Engine, select
from werkzeug.test import TestResponse

from jobmatch import clock, db, telling
from jobmatch.access import Actor
from jobmatch.accounts import links
from jobmatch.accounts import service as accounts
from jobmatch.accounts.model import LinkPurpose
from jobmatch.matches.model import Proposal
from jobmatch.matches.service import Run
from tests.mini_program_api.fakes import FakePush, FakeWeChat
from tests.visits.counter import CLERK

_keys = count()


@dataclass
class Phone:
    """One telephone: its owner by name, and what it holds after signing in."""

    app: APIFlask
    who: str
    token: str = ""
    refresh: str = ""
    language: str = ""
    keys: list[str] = field(default_factory=list)

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.app.test_client().get(f"/api{path}", headers=self._headers() | headers)

    def post(self, path: str, body: Any = None, key: str | None = None) -> TestResponse:
        self.keys.append(key or f"key-{next(_keys):06}")
        headers = self._headers() | {"Idempotency-Key": self.keys[-1]}
        return self.app.test_client().post(f"/api{path}", json={} if body is None else body, headers=headers)

    def hold(self, answer: TestResponse) -> TestResponse:
        """Keep the tokens of an answer."""
        assert answer.status_code == 200, answer.text
        document = answer.get_json()
        self.token, self.refresh = document["token"], document["refresh"]
        return answer

    def _headers(self) -> dict[str, str]:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return headers | ({"Accept-Language": self.language} if self.language else {})


@dataclass
class World:
    """The application, its database and what it is connected with; who lives there by id."""

    url: str
    app: APIFlask
    engine: Engine
    wechat: FakeWeChat
    push: FakePush
    household_id: int
    people: dict[str, int]
    stranger: int
    vacancies: list[int]

    @property
    def me(self) -> int:
        """李小花, who looks for work."""
        return self.people["李小花"]

    def announce(self) -> None:
        """A message of the real outbox, about the first post that fits."""
        with db.transaction(self.engine) as session:
            proposal = session.scalars(select(Proposal).where(Proposal.person_id == self.me).limit(1)).one()
            telling.announce(session, Run(proposal.run_id, proposal.found_on, "0"), [self.me], clock.now())

    def answer_path(self, which: int = 0) -> str:
        """Where the answer to a proposal goes."""
        return f"/people/{self.me}/proposals/{self.vacancies[which]}/answer"

    def allow_haste(self) -> None:
        """Nobody asks too often; what is counted in the database still is."""
        for limiter in self.app.extensions["limiter"]:
            limiter.enabled = False

    def phone(self, who: str) -> Phone:
        """A telephone that nobody has signed in on."""
        return Phone(self.app, who)

    def signed_in(self, who: str) -> Phone:
        """A telephone on which its owner has signed in, linked with nobody yet."""
        phone = self.phone(who)
        phone.hold(phone.post("/sign-in", {"code": self.wechat.login(who)}))
        return phone

    def linked(self, who: str, person_id: int | None = None, purpose: LinkPurpose = LinkPurpose.SELF) -> Phone:
        """A telephone that was linked at the counter."""
        phone = self.signed_in(who)
        answer = phone.post("/link", {"qr": self.code(purpose, person_id or self.me).scanned})
        assert answer.status_code == 200, answer.text
        return phone

    def code(
        self, purpose: LinkPurpose, person_id: int | None = None, actor: Actor = CLERK, **more: Any
    ) -> links.Codes:
        """A code of the counter."""
        with db.transaction(self.engine) as session:
            return links.make(session, purpose, clock.now(), actor, person_id=person_id, **more)

    def worker(self, name: str) -> Phone:
        """A worker's telephone."""
        phone = self.signed_in(f"worker-{name}")
        with db.transaction(self.engine) as session:
            account = accounts.find_or_say(session, name).id
        code = self.code(LinkPurpose.WORKER, actor=CLERK, account_id=account)
        assert phone.post("/link", {"qr": code.scanned}).status_code == 200
        return phone
