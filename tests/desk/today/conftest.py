"""A worker at the pages of the day on the first of June, with a family of two that is served; the day can be moved."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import Engine, update
from werkzeug.test import TestResponse

from jobmatch import db
from jobmatch.access import Actor, Role
from jobmatch.households.model import Household, Membership, Person
from jobmatch.placements.model import Referral
from jobmatch.vacancies.model import Vacancy
from tests.placements.follow_ups.asked import grown, noon
from tests.placements.hired import introduced
from tests.placements.people import NOON, Case, agree, settle
from tests.test_telling import DISCLOSING, MATCHING
from wsgi import create_app


@dataclass
class Desk:
    """A browser whose requests are made by `actor`; a page is asked for in Chinese."""

    client: FlaskClient
    engine: Engine
    case: Case
    clock: time_machine.Traveller
    actor: Actor

    def sit(self, role: Role) -> None:
        """Somebody of another role sits down."""
        self.actor = self.case.actor(role)

    def on(self, day: date | datetime) -> None:
        """Another day, at noon."""
        self.clock.move_to(day if isinstance(day, datetime) else noon(day))

    def get(self, address: str) -> str:
        """A page that is there."""
        answer = self.client.get(address)
        assert answer.status_code == 200, (address, answer.status)
        return answer.text

    def post(self, address: str, **form: object) -> TestResponse:
        """A form is sent."""
        return self.client.post(address, data=form)

    def introduced(self, **post: object) -> int:
        """A referral of which the employer knows; `post` changes its vacancy."""
        with db.transaction(self.engine) as session:
            agree(session, self.case, MATCHING)
            agree(session, self.case, DISCLOSING, witness="村主任")
            if post:
                session.execute(update(Vacancy).where(Vacancy.id == self.case.vacancy_id).values(**post))
            return introduced(session, self.case.person_id, self.case.vacancy_id).id

    def referral(self, referral_id: int) -> Referral:
        """A referral as the database has it."""
        with db.reading(self.engine) as session:
            found = session.get_one(Referral, referral_id)
            session.expunge_all()
            return found


@pytest.fixture
def desk(engine: Engine) -> Iterator[Desk]:
    """The helper sits there."""
    with db.transaction(engine) as session:
        case = settle(session)
        grown(session, case.person_id, case.twin_id)
        session.get_one(Person, case.person_id).phone = "19900000001"
        session.get_one(Household, case.household_id).dwelling = "3栋1单元502"
        head = session.query(Membership).filter_by(person_id=case.person_id).one()
        head.relation = "head"
    app = create_app(engine.url.render_as_string(hide_password=False), who=lambda: made.actor)
    app.config["WTF_CSRF_ENABLED"] = False
    with time_machine.travel(NOON, tick=False) as clock, app.test_client() as client:
        client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "zh"
        made = Desk(client, engine, case, clock, case.actor(Role.HELPER))
        yield made
    app.extensions["jobmatch.engine"].dispose()
