"""The employment office's desk for tests: two drafts of a firm, one for outside, and a post that waits for a call."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, select
from werkzeug.test import TestResponse

from jobmatch import clock, db
from jobmatch.access import Actor, Role
from jobmatch.parameters import plant_first_rows
from jobmatch.vacancies import employers, service
from jobmatch.vacancies.codes import Source, VacancyKind
from jobmatch.vacancies.employers import Registration
from jobmatch.vacancies.model import Employer, Vacancy
from tests.vacancies.posting_desk import SEWING
from wsgi import create_app

_SAID = re.compile(r'<div class="said".*?</div>', re.DOTALL)
NAMES = ("缝纫工", "佛山电子厂普工", "库房搬运工")
SUPERVISOR, CLERK = Actor("supervisor", Role.SUPERVISOR, None), Actor("clerk", Role.CLERK, None)


def fill(engine: Engine) -> None:
    """One employer, visited, with a draft (1), one of labour export (2), and a post nobody asked about for 12 days (3);
    and an employer of whom only the code was looked at (2)."""
    at, today = clock.now(), clock.today()
    with db.transaction(engine) as session:
        plant_first_rows(session)
        firm = employers.register(session, Registration("桐梓县娄山服装厂"), at, SUPERVISOR)
        employers.verify(session, firm, 3, "到厂里看过", today, at, SUPERVISOR)
        offer = replace(SEWING, expires_on=today + timedelta(days=30), posted_text="招缝纫工，月薪3000到4500")
        for title, kind in zip(
            NAMES, (VacancyKind.COMPANY, VacancyKind.LABOUR_EXPORT, VacancyKind.COMPANY), strict=True
        ):
            service.post(session, firm, replace(offer, title=title, kind=kind), Source.EMPLOYER, at, SUPERVISOR)
        running = session.scalars(select(Vacancy).where(Vacancy.title == NAMES[2])).one()
        service.review(session, running, SUPERVISOR.name, "", at, SUPERVISOR)
        service.publish(session, running, [], today, at, SUPERVISOR)
        running.last_confirmed = today - timedelta(days=12)
        employers.register(session, Registration("只报了名的厂"), at, SUPERVISOR)


@dataclass
class Office:
    """A browser at which `actor` sits; forms need no token."""

    client: FlaskClient
    engine: Engine
    actor: Actor
    said: re.Match[str] | None = None

    def get(self, address: str) -> str:
        """A page that is there."""
        answer = self.client.get(address)
        assert answer.status_code == 200, (address, answer.status)
        self.said = _SAID.search(answer.text) or self.said
        return answer.text

    def post(self, address: str, **fields: object) -> TestResponse:
        """A form is sent; of an advert with what the page holds of it."""
        self.said = None
        return self.client.post(address, data=fields)

    def decide(self, number: int, verb: str, **fields: object) -> TestResponse:
        """A verdict on the advert as its page shows it."""
        seen = re.search(r'name="seen" value="([^"]+)"', self.get(f"/office/review/{number}"))
        assert seen
        return self.post(f"/office/review/{number}/{verb}", seen=seen[1], **fields)

    def undo(self) -> TestResponse:
        """The button of what was just said."""
        if self.said is None:
            self.get("/office/employers")
        assert self.said
        action = re.search(r'action="([^"]+)"', self.said[0])
        assert action
        fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', self.said[0]))
        self.said = None
        return self.post(action[1], **fields)

    def vacancy(self, number: int) -> Vacancy:
        """A post as the database has it."""
        with db.reading(self.engine) as session:
            found = session.get_one(Vacancy, number)
            session.expunge_all()
            return found

    def employer(self, number: int) -> Employer:
        """An employer as the database has it."""
        with db.reading(self.engine) as session:
            found = session.get_one(Employer, number)
            session.expunge_all()
            return found


@contextmanager
def sitting(url: str, actor: Actor) -> Iterator[Office]:
    """An app on a database, at which somebody sits."""
    app: Flask = create_app(url, who=lambda: office.actor)
    app.config["WTF_CSRF_ENABLED"] = False
    engine = app.extensions["jobmatch.engine"]
    office = Office(app.test_client(), engine, actor)
    yield office
    engine.dispose()


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """The statements that the database is asked meanwhile."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        found.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)
