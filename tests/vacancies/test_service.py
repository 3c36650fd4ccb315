"""Posting, reviewing, publishing, filling and closing vacancies, on both kinds of database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.audit import AuditEvent
from jobmatch.vacancies import employers, offer, service
from jobmatch.vacancies.adverts.check import check_advert
from jobmatch.vacancies.codes import Insurance, VacancyKind, VacancyState
from jobmatch.vacancies.life import Obstacle, Verb
from jobmatch.vacancies.offer import CertificateWanted
from jobmatch.vacancies.openness import Reason
from jobmatch.vacancies.service import NoSuchPlacesError, NotPublishableError
from tests.vacancies.posting_desk import AT, CLERK, DAY, SEWING, SUPERVISOR, a_draft, a_published


def test_what_is_posted_comes_back_as_it_was_said(session: Session) -> None:
    said = replace(
        SEWING,
        certificates=(CertificateWanted("health"), CertificateWanted("welding", train_first=True)),
        insurance=(Insurance.INJURY,),
        skills=("平车",),
    )
    vacancy = a_draft(session, said)
    session.flush()
    session.expire_all()
    assert offer.read(vacancy) == said
    assert vacancy.state is VacancyState.DRAFT


def test_a_draft_that_nobody_has_passed_is_not_published(session: Session) -> None:
    vacancy = a_draft(session)
    with pytest.raises(NotPublishableError) as refused:
        service.publish(session, vacancy, [], DAY, AT, CLERK)
    assert refused.value.obstacles == (Obstacle.REVIEWERS_MISSING,)
    assert vacancy.state is VacancyState.DRAFT


def test_an_unlawful_advert_stays_a_draft_and_keeps_its_findings(session: Session) -> None:
    vacancy = a_draft(session)
    service.review(session, vacancy, "clerk", "", AT, CLERK)
    with pytest.raises(NotPublishableError):
        service.publish(session, vacancy, check_advert("招女工"), DAY, AT, CLERK)
    assert [finding.rule for finding in vacancy.findings] == ["L01"]


def test_a_post_outside_the_province_needs_a_second_person(session: Session) -> None:
    vacancy = a_draft(session, replace(SEWING, kind=VacancyKind.LABOUR_EXPORT), level=3)
    service.review(session, vacancy, CLERK.name, "", AT, CLERK)
    service.review(session, vacancy, CLERK.name, "again", AT, CLERK)
    with pytest.raises(NotPublishableError):
        service.publish(session, vacancy, [], DAY, AT, CLERK)
    service.review(session, vacancy, SUPERVISOR.name, "", AT, SUPERVISOR)
    service.publish(session, vacancy, [], DAY, AT, CLERK)
    assert vacancy.state is VacancyState.PUBLISHED


def test_who_passed_a_post_before_it_was_changed_has_not_seen_it_as_it_is(session: Session) -> None:
    vacancy = a_draft(session)
    service.review(session, vacancy, "clerk", "", AT, CLERK)
    later = AT + timedelta(hours=1)
    service.amend(session, vacancy, replace(SEWING, title="裁剪工"), ("title",), later, CLERK)
    assert service.reviewers(vacancy) == ()


def test_an_amendment_writes_the_named_fields_and_leaves_what_others_corrected(session: Session) -> None:
    vacancy = a_published(session)
    vacancy.address = "corrected by a clerk"
    service.amend(session, vacancy, replace(SEWING, headcount=5, address="old"), ("headcount",), AT, CLERK)
    assert (vacancy.headcount, vacancy.address) == (5, "corrected by a clerk")


def test_a_vacancy_closes_when_its_last_place_is_taken_and_opens_when_one_is_given_back(session: Session) -> None:
    vacancy = a_published(session)
    service.fill(session, vacancy, 2, AT, CLERK)
    assert vacancy.state is VacancyState.FILLED
    service.free(session, vacancy, 1, AT, CLERK)
    assert (vacancy.state, vacancy.openings) == (VacancyState.PUBLISHED, 1)
    with pytest.raises(NoSuchPlacesError):
        service.fill(session, vacancy, 2, AT, CLERK)
    with pytest.raises(NoSuchPlacesError):
        service.free(session, vacancy, 2, AT, CLERK)


def test_a_full_vacancy_opens_when_the_employer_wants_more(session: Session) -> None:
    vacancy = a_published(session)
    service.fill(session, vacancy, 2, AT, CLERK)
    service.amend(session, vacancy, replace(SEWING, headcount=4), ("headcount",), AT, CLERK)
    assert (vacancy.state, vacancy.openings) == (VacancyState.PUBLISHED, 2)


def test_confirmation_keeps_a_vacancy_fresh_and_never_goes_back(session: Session) -> None:
    vacancy = a_published(session)
    service.confirm(session, vacancy, date(2026, 6, 10), AT, CLERK)
    service.confirm(session, vacancy, date(2026, 6, 5), AT, CLERK)
    assert service.openness_on(vacancy, date(2026, 6, 24), 14).open
    assert service.openness_on(vacancy, date(2026, 6, 25), 14).reason is Reason.NOT_CONFIRMED


def test_posts_whose_last_day_has_passed_expire_once(session: Session) -> None:
    vacancy = a_published(session)
    assert service.expire(session, date(2026, 6, 30), AT, CLERK) == 0
    assert service.expire(session, date(2026, 7, 1), AT, CLERK) == 1
    assert service.expire(session, date(2026, 7, 1), AT, CLERK) == 0
    assert vacancy.state is VacancyState.EXPIRED


def test_a_barred_employer_has_no_open_post(session: Session) -> None:
    vacancy = a_published(session)
    employers.blacklist(session, vacancy.employer, DAY, "wage arrears", AT, SUPERVISOR)
    assert service.openness_on(vacancy, DAY, 14).reason is Reason.BLACKLISTED
    employers.lift_blacklist(session, vacancy.employer, "paid", AT, SUPERVISOR)
    assert service.openness_on(vacancy, DAY, 14).open


def test_every_move_leaves_a_row_and_an_audit_event(session: Session) -> None:
    vacancy = a_published(session)
    service.move(session, vacancy, Verb.PAUSE, "asks for time", AT, CLERK)
    assert [(one.verb, one.by) for one in vacancy.reviews] == [
        ("pass", "clerk"), ("publish", "clerk"), ("pause", "clerk"),
    ]  # fmt: skip
    session.flush()
    actions = session.scalars(select(AuditEvent.action).where(AuditEvent.subject == f"vacancy:{vacancy.id}")).all()
    assert {"vacancy.post", "vacancy.review", "vacancy.publish", "vacancy.pause"} <= set(actions)


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.TRAINER, Role.AUDITOR, Role.COUNTY])
def test_residents_and_trainers_change_no_vacancy(session: Session, role: Role) -> None:
    vacancy = a_published(session)
    with pytest.raises(Refused):
        service.move(session, vacancy, Verb.PAUSE, "", AT, Actor("somebody", role))
