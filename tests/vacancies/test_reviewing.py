"""What the office decides about a draft: one look or two, back with words, and taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.vacancies import reviewing, service
from jobmatch.vacancies.adverts.check import check_advert
from jobmatch.vacancies.codes import VacancyKind, VacancyState
from jobmatch.vacancies.life import Obstacle
from jobmatch.vacancies.model import Vacancy
from jobmatch.vacancies.reviewing import Passed
from tests.vacancies.posting_desk import AT, CLERK, DAY, SEWING, SUPERVISOR, a_draft

EXPORT = replace(SEWING, kind=VacancyKind.LABOUR_EXPORT)
OFFICE = {Role.CLERK, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.SYSTEM}
LATER = AT + timedelta(minutes=5)


def approve(session: Session, vacancy: Vacancy, who: Actor = CLERK, text: str = "招缝纫工") -> Passed:
    return reviewing.approve(session, vacancy, vacancy.updated_at, check_advert(text), DAY, LATER, who)


def test_what_one_person_found_good_is_public(session: Session) -> None:
    vacancy = a_draft(session)
    assert approve(session, vacancy) is Passed.PUBLISHED
    assert vacancy.state is VacancyState.PUBLISHED


def test_labour_export_waits_for_a_second_person(session: Session) -> None:
    vacancy = a_draft(session, EXPORT, level=3)
    assert approve(session, vacancy) is Passed.SECOND_NEEDED
    with pytest.raises(reviewing.SamePersonError):
        approve(session, vacancy)
    assert vacancy.state is VacancyState.DRAFT
    assert approve(session, vacancy, SUPERVISOR) is Passed.PUBLISHED


def test_nobody_passes_what_may_not_be_shown(session: Session) -> None:
    vacancy = a_draft(session, EXPORT, level=2)
    with pytest.raises(service.NotPublishableError) as refused:
        approve(session, vacancy, text="招女工")
    assert set(refused.value.obstacles) >= {Obstacle.ADVERT_BREAKS_LAW, Obstacle.EMPLOYER_NOT_VERIFIED}
    assert service.reviewers(vacancy) == ()


def test_who_looked_at_an_older_wording_has_to_look_again(session: Session) -> None:
    vacancy = a_draft(session)
    seen = vacancy.updated_at
    service.amend(session, vacancy, replace(SEWING, title="裁剪工"), ("title",), LATER, CLERK)
    with pytest.raises(reviewing.ChangedMeanwhileError):
        reviewing.approve(session, vacancy, seen, [], DAY, LATER, CLERK)
    with pytest.raises(reviewing.ChangedMeanwhileError):
        reviewing.send_back(session, vacancy, seen, "太短", LATER, CLERK)


def test_a_draft_goes_back_with_words_and_not_without(session: Session) -> None:
    vacancy = a_draft(session)
    with pytest.raises(reviewing.NoWordsError):
        reviewing.send_back(session, vacancy, vacancy.updated_at, " ", LATER, CLERK)
    reviewing.send_back(session, vacancy, vacancy.updated_at, "写清一天做几个小时", LATER, CLERK)
    assert (vacancy.state, vacancy.reviews[-1].reason) == (VacancyState.REFUSED, "写清一天做几个小时")
    reviewing.take_back(session, vacancy, LATER, CLERK)
    assert vacancy.state is VacancyState.DRAFT


def test_a_look_that_is_taken_back_counts_no_more_and_the_other_one_does(session: Session) -> None:
    vacancy = a_draft(session, EXPORT, level=3)
    approve(session, vacancy)
    approve(session, vacancy, SUPERVISOR)
    reviewing.take_back(session, vacancy, LATER, CLERK)
    assert vacancy.state is VacancyState.PUBLISHED, "only who decided last takes it back"
    reviewing.take_back(session, vacancy, LATER, SUPERVISOR)
    assert vacancy.state is VacancyState.DRAFT
    assert service.reviewers(vacancy) == (CLERK.name,)
    assert approve(session, vacancy, SUPERVISOR) is Passed.PUBLISHED


def test_only_the_office_decides(session: Session) -> None:
    vacancy = a_draft(session)
    for role in set(Role) - OFFICE:
        who = Actor("somebody", role, None)
        with pytest.raises(Refused):
            approve(session, vacancy, who)
        with pytest.raises(Refused):
            reviewing.send_back(session, vacancy, vacancy.updated_at, "不行", LATER, who)
        with pytest.raises(Refused):
            reviewing.take_back(session, vacancy, LATER, who)
