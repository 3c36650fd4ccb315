"""Silence pauses a post: only after the last reminder was sent, once for one silence, and an answer lifts it."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from jobmatch import clock, db, parameters, telling
from jobmatch.access import Actor, Role
from jobmatch.jobs.work import PROGRAM
from jobmatch.placements.employer_texts.model import EmployerText, TextKind
from jobmatch.placements.employer_texts.sending import words
from jobmatch.placements.employer_texts.silence import pause_silent, paused_in_silence
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import ReferralState, RejectReason
from jobmatch.vacancies import service as vacancies
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.life import Verb
from jobmatch.vacancies.model import Vacancy
from tests.placements.employer_texts.test_texts import Phone, introduce, remind, send
from tests.placements.people import NOON, Case, agree, settle
from tests.test_telling import DISCLOSING, MATCHING

LAST = NOON + timedelta(days=7)
"""When the third reminder is written and sent."""


@pytest.fixture
def waits(engine: Engine) -> tuple[Case, int]:
    with db.transaction(engine) as session:
        case = settle(session)
        agree(session, case, MATCHING)
        agree(session, case, DISCLOSING, witness="村主任")
        session.get_one(Vacancy, case.vacancy_id).contact_phone = "19900000077"
    return case, introduce(engine, case)


def pause(engine: Engine, at: datetime) -> int:
    with db.transaction(engine) as session:
        return pause_silent(session, parameters.load(session), clock.local_day(at), at, 10, PROGRAM)


def state(engine: Engine, vacancy_id: int) -> VacancyState:
    with db.reading(engine) as session:
        return session.get_one(Vacancy, vacancy_id).state


def reminded(engine: Engine) -> None:
    remind(engine, LAST)
    send(engine, Phone(), LAST)


def test_nothing_is_counted_before_a_reminder_was_really_sent(engine: Engine, waits: tuple[Case, int]) -> None:
    remind(engine, LAST)
    assert pause(engine, LAST + timedelta(days=60)) == 0


def test_silence_after_the_last_reminder_pauses_once_and_the_employer_hears_why(
    engine: Engine, waits: tuple[Case, int]
) -> None:
    case, referral_id = waits
    reminded(engine)
    days = [pause(engine, LAST + timedelta(days=day)) for day in (1, 2, 3, 4)]
    assert days == [0, 0, 1, 0]
    assert state(engine, case.vacancy_id) is VacancyState.PAUSED
    phone = Phone()
    assert send(engine, phone, LAST + timedelta(days=3)) == 1
    assert "先停了" in phone.read[0].text
    with db.reading(engine) as session:
        assert paused_in_silence(session, [session.get_one(Vacancy, case.vacancy_id)]) == {case.vacancy_id}
        assert session.get_one(Referral, referral_id).state == ReferralState.INTRODUCED


def test_whoever_lifts_the_pause_is_not_paused_again_for_the_same_silence(
    engine: Engine, waits: tuple[Case, int]
) -> None:
    case, _referral_id = waits
    reminded(engine)
    pause(engine, LAST + timedelta(days=3))
    at = LAST + timedelta(days=4)
    with db.transaction(engine) as session:
        vacancy = session.get_one(Vacancy, case.vacancy_id)
        owner = Actor("hires", Role.EMPLOYER, employer_ids=frozenset({vacancy.employer_id}))
        vacancies.move(session, vacancy, Verb.RESUME, "", at, owner)
    assert pause(engine, at + timedelta(days=30)) == 0


def test_an_answer_lifts_the_pause_of_silence_but_not_one_that_somebody_made(
    engine: Engine, waits: tuple[Case, int]
) -> None:
    case, referral_id = waits
    reminded(engine)
    pause(engine, LAST + timedelta(days=3))
    at, clerk = LAST + timedelta(days=4), case.actor(Role.CLERK)
    with db.transaction(engine) as session:
        telling.invite(session, referral_id, at, clerk)
    assert state(engine, case.vacancy_id) is VacancyState.PUBLISHED
    with db.transaction(engine) as session:
        vacancies.move(session, session.get_one(Vacancy, case.vacancy_id), Verb.PAUSE, "", at, clerk)
        telling.reject(session, referral_id, RejectReason.SKILL, at, clerk)
    assert state(engine, case.vacancy_id) is VacancyState.PAUSED


def test_the_text_of_a_pause_names_nobody(engine: Engine, waits: tuple[Case, int]) -> None:
    case, referral_id = waits
    with db.reading(engine) as session:
        text = EmployerText(kind=TextKind.PAUSED, vacancy_id=case.vacancy_id, referral_id=referral_id)
        assert "测试甲" not in words(text, session.get_one(Vacancy, case.vacancy_id), NOON)
