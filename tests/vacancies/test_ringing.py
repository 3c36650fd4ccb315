"""The round of calls: which posts are asked about, what the answers do, and that each is taken back."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.vacancies import ringing, service
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.model import Vacancy
from jobmatch.vacancies.ringing import Before
from tests.vacancies.posting_desk import AT, CLERK, DAY, a_published

CONFIRMED_DAYS = 14
Call = Callable[[Session, Vacancy, datetime, Actor], object]


def due(session: Session, on: date) -> list[str]:
    return [one.title for one in ringing.to_ring(session, on, CONFIRMED_DAYS, 20, 1).posts]


def test_a_post_is_asked_about_from_the_tenth_day_on(session: Session) -> None:
    a_published(session)
    assert due(session, DAY + timedelta(days=9)) == []
    assert due(session, DAY + timedelta(days=10)) == ["缝纫工"]
    assert due(session, DAY + timedelta(days=20)) == ["缝纫工"], "one that is hidden is asked about all the more"
    assert due(session, DAY + timedelta(days=40)) == [], "one that ran out is not"


def test_still_open_counts_from_the_day_of_the_call_with_the_places_that_were_said(session: Session) -> None:
    vacancy = a_published(session)
    service.fill(session, vacancy, 1, AT, CLERK)
    later = AT + timedelta(days=12)
    call = ringing.still_open(session, vacancy, 5, later, CLERK)
    assert (vacancy.last_confirmed, vacancy.headcount, vacancy.openings) == (DAY + timedelta(days=12), 6, 5)
    ringing.take_back(session, vacancy, Before(call.id, DAY, 2), [], later, CLERK)
    assert (vacancy.last_confirmed, vacancy.openings) == (DAY, 1)
    for places in (0, 1000):
        with pytest.raises(service.NoSuchPlacesError):
            ringing.still_open(session, vacancy, places, later, CLERK)


def test_a_full_post_opens_again_when_somebody_leaves_or_the_call_is_taken_back(session: Session) -> None:
    vacancy = a_published(session)
    service.fill(session, vacancy, 1, AT, CLERK)
    ringing.full(session, vacancy, AT, CLERK)
    assert vacancy.state is VacancyState.FILLED
    service.free(session, vacancy, 1, AT, CLERK)
    assert (vacancy.state, vacancy.openings) == (VacancyState.PUBLISHED, 1)
    call = ringing.full(session, vacancy, AT, CLERK)
    ringing.take_back(session, vacancy, Before(call.id, DAY, 2), [], AT, CLERK)
    assert (vacancy.state, vacancy.openings) == (VacancyState.PUBLISHED, 2)


def test_what_was_called_gone_by_mistake_is_public_again(session: Session) -> None:
    vacancy = a_published(session)
    call = ringing.gone(session, vacancy, AT, CLERK)
    assert vacancy.state is VacancyState.WITHDRAWN
    ringing.take_back(session, vacancy, Before(call.id, DAY, 2), [], AT, CLERK)
    assert vacancy.state is VacancyState.PUBLISHED


def test_taking_back_confirms_nothing(session: Session) -> None:
    vacancy = a_published(session)
    call = ringing.full(session, vacancy, AT, CLERK)
    ringing.take_back(session, vacancy, Before(call.id, DAY + timedelta(days=30), 2), [], AT, CLERK)
    assert vacancy.last_confirmed == DAY


@pytest.mark.parametrize("again", [ringing.full, ringing.not_reached])
def test_what_a_colleague_has_heard_since_is_not_taken_back(session: Session, again: Call) -> None:
    vacancy = a_published(session)
    call = ringing.still_open(session, vacancy, 5, AT, CLERK)
    again(session, vacancy, AT + timedelta(hours=1), CLERK)
    session.flush()
    stands = (vacancy.state, vacancy.last_confirmed, vacancy.headcount)
    for known in (call.id, 0):
        with pytest.raises(ringing.CalledAgainError):
            ringing.take_back(session, vacancy, Before(known, DAY, 2), [], AT + timedelta(hours=2), CLERK)
    assert (vacancy.state, vacancy.last_confirmed, vacancy.headcount) == stands


def test_who_did_not_answer_is_rung_last_and_counted_until_somebody_does(session: Session) -> None:
    vacancy = a_published(session)
    on, at = DAY + timedelta(days=11), AT + timedelta(days=11)
    ringing.not_reached(session, vacancy, at, CLERK)
    session.flush()
    assert ringing.not_reached_since(session, ringing.to_ring(session, on, CONFIRMED_DAYS, 20, 1).posts) == {
        vacancy.id: [at]
    }
    ringing.still_open(session, vacancy, 2, at, CLERK)
    assert ringing.not_reached_since(session, [vacancy]) == {}


def test_only_the_office_writes_down_calls(session: Session) -> None:
    vacancy = a_published(session)
    for role in (Role.HELPER, Role.EMPLOYER, Role.COUNTY, Role.RESIDENT):
        who = Actor("somebody", role, None)
        for call in (ringing.full, ringing.gone, ringing.not_reached):
            with pytest.raises(Refused):
                call(session, vacancy, AT, who)
        with pytest.raises(Refused):
            ringing.still_open(session, vacancy, 1, AT, who)
        with pytest.raises(Refused):
            ringing.take_back(session, vacancy, Before(0, None, None), [], AT, who)
