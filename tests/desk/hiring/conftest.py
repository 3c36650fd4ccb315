"""Somebody who said yes and was introduced, and the browser of the employer who hears of it."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from jobmatch import db
from jobmatch.access import Actor, Role
from jobmatch.households.codes import Evidence, Sex
from jobmatch.households.model import Household, Person
from jobmatch.households.working_life import ExperienceRow, Skill
from jobmatch.placements.model import Referral
from jobmatch.vacancies.model import Vacancy
from tests.placements.follow_ups.asked import grown
from tests.placements.hired import introduced
from tests.placements.people import NOON, Case, agree, settle
from tests.test_telling import DISCLOSING, MATCHING
from wsgi import create_app


@dataclass
class Desk:
    """The employer's browser; `actor` may be another."""

    client: FlaskClient
    engine: Engine
    case: Case
    referral_id: int
    actor: Actor

    def post(self, verb: str, **form: str) -> TestResponse:
        return self.client.post(f"/hiring/people/{self.referral_id}/{verb}", data=form)

    def state(self) -> str:
        with db.reading(self.engine) as session:
            return session.get_one(Referral, self.referral_id).state


@pytest.fixture
def desk(engine: Engine) -> Iterator[Desk]:
    with db.transaction(engine) as session:
        case = settle(session)
        grown(session, case.person_id, case.twin_id)
        person = session.get_one(Person, case.person_id)
        person.phone, person.sex, person.health = "19900000001", Sex.FEMALE, ["chronic"]
        session.add(Skill(person_id=person.id, word="踩平车"))
        for work, months in (("包装工", 179), ("缝纫工", 23), ("保洁员", 24)):
            session.add(ExperienceRow(person_id=person.id, occupation=work, months=months, evidence=Evidence.SELF))
        home = session.get_one(Household, case.household_id)
        home.dwelling, home.income_wage = "3栋1单元502", "23456"
        agree(session, case, MATCHING)
        agree(session, case, DISCLOSING, witness="村主任")
        referral_id = introduced(session, case.person_id, case.vacancy_id).id
        employer_id = session.get_one(Vacancy, case.vacancy_id).employer_id
    actor = Actor("hires", Role.EMPLOYER, employer_ids=frozenset({employer_id}))
    app = create_app(engine.url.render_as_string(hide_password=False), who=lambda: made.actor)
    app.config["WTF_CSRF_ENABLED"] = False
    with time_machine.travel(NOON, tick=False), app.test_client() as client:
        made = Desk(client, engine, case, referral_id, actor)
        yield made
    app.extensions["jobmatch.engine"].dispose()
