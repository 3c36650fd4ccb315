"""Texts to employers: written once with what they tell, true when they are sent, by day only, and never sent twice."""

import re
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from jobmatch import clock, db, parameters, telling
from jobmatch.access import Role
from jobmatch.jobs import employers
from jobmatch.placements.employer_texts import links, sending, writing
from jobmatch.placements.employer_texts.model import EmployerText, TextKind
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import ReferralState
from jobmatch.push.channels import Letter, Outcome, Sent, Unknown
from jobmatch.settings import settings
from jobmatch.vacancies.model import Vacancy
from tests.placements.hired import introduced
from tests.placements.people import NOON, Case, agree, settle
from tests.test_telling import DISCLOSING, MATCHING

ANSWERS = "https://jobs.example"


class Phone:
    """An employer's telephone, as the provider reaches it."""

    name = "sms"

    def __init__(self) -> None:
        self.read: list[Letter] = []
        self.outcome: Outcome = Sent()

    def send(self, letter: Letter) -> Outcome:
        self.read.append(letter)
        return self.outcome


@pytest.fixture
def phone() -> Phone:
    return Phone()


@pytest.fixture
def case(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setattr(settings(), "public_address", ANSWERS)
    with db.transaction(engine) as session:
        made = settle(session)
        agree(session, made, MATCHING)
        agree(session, made, DISCLOSING, witness="村主任")
        session.get_one(Vacancy, made.vacancy_id).contact_phone = "19900000077"
    return made


def introduce(engine: Engine, case: Case) -> int:
    with db.transaction(engine) as session:
        referral_id = introduced(session, case.person_id, case.vacancy_id, ReferralState.ACCEPTED).id
        telling.introduce(session, referral_id, NOON, case.actor(Role.CLERK))
    return referral_id


def send(engine: Engine, phone: Phone, at: datetime) -> int:
    return employers.send_due(engine, phone, lambda: at)


def remind(engine: Engine, at: datetime) -> int:
    with db.transaction(engine) as session:
        return writing.remind(session, parameters.load(session), clock.local_day(at), at, 10)


def test_an_introduction_is_told_once_by_a_link_and_without_a_name(engine: Engine, case: Case, phone: Phone) -> None:
    referral_id = introduce(engine, case)
    assert (send(engine, phone, NOON), send(engine, phone, NOON)) == (1, 0)
    (letter,) = phone.read
    assert letter.to == "19900000077"
    assert "测试甲" not in letter.text
    token = re.search(rf"{ANSWERS}/a/(\S+)", letter.text)
    assert token is not None
    assert links.read(token[1], clock.local_day(NOON)) == referral_id


def test_at_night_nothing_is_sent(engine: Engine, case: Case, phone: Phone) -> None:
    introduce(engine, case)
    night = NOON.astimezone(clock.SHANGHAI).replace(hour=23)
    assert send(engine, phone, night) == 0
    assert send(engine, phone, night + timedelta(hours=10)) == 1


def test_what_the_provider_did_not_answer_is_not_sent_again(engine: Engine, case: Case, phone: Phone) -> None:
    introduce(engine, case)
    phone.outcome = Unknown("timeout")
    assert (send(engine, phone, NOON), send(engine, phone, NOON)) == (0, 0)
    assert len(phone.read) == 1


def test_reminders_come_by_their_days_each_once_and_end_with_the_answer(
    engine: Engine, case: Case, phone: Phone
) -> None:
    referral_id = introduce(engine, case)
    send(engine, phone, NOON)
    written = [remind(engine, NOON + timedelta(days=day)) for day in (1, 2, 2, 3, 5, 7, 9)]
    assert written == [0, 1, 0, 1, 0, 1, 0]
    with db.transaction(engine) as session:
        kinds = session.scalars(select(EmployerText.kind).order_by(EmployerText.id)).all()
        session.get_one(Referral, referral_id).state = ReferralState.INTERVIEW
    assert kinds == [TextKind.INTRODUCED, *writing.REMINDERS]
    assert send(engine, phone, NOON + timedelta(days=9)) == 0
    assert remind(engine, NOON + timedelta(days=9)) == 0


def test_after_a_long_stop_only_the_newest_reminder_is_written(engine: Engine, case: Case) -> None:
    introduce(engine, case)
    later = NOON + timedelta(days=8)
    assert (remind(engine, later), remind(engine, later)) == (1, 0)
    with db.reading(engine) as session:
        kinds = set(session.scalars(select(EmployerText.kind)))
    assert kinds == {TextKind.INTRODUCED, TextKind.REMINDER_3}


def test_a_post_nobody_confirms_is_asked_about_once_and_a_landline_is_left_to_the_office(
    engine: Engine, case: Case, phone: Phone
) -> None:
    later = NOON + timedelta(days=11)
    for contact, sent in (("19900000077", 1), ("0851-1234567", 0)):
        with db.transaction(engine) as session:
            vacancy = session.get_one(Vacancy, case.vacancy_id)
            vacancy.contact_phone = contact
            vacancy.last_confirmed = clock.local_day(NOON) - timedelta(days=sent)
        with db.transaction(engine) as session:
            book, day = parameters.load(session), clock.local_day(later)
            asked = [writing.ask_whether_open(session, book, day, later, 10) for _ in range(2)]
        assert asked == [1, 0]
        assert send(engine, phone, later) == sent
    with db.reading(engine) as session:
        assert sending.NO_NUMBER in set(session.scalars(select(EmployerText.ended)))
