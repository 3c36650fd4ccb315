"""A demo has posts to review, of one person and of two, one of them passed by one already; none is shown to anybody."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from jobmatch.access import operator
from jobmatch.demo import drafts
from jobmatch.vacancies import service
from jobmatch.vacancies.codes import REVIEWERS_NEEDED, VacancyKind, VacancyState
from tests.desk.posts import post, settle

AT = datetime(2026, 6, 1, 4, tzinfo=UTC)


def test_a_draft_of_each_kind_there_is_waits_and_one_waits_for_its_second_reader(session: Session) -> None:
    firm = settle(session)
    for number, kind in enumerate((VacancyKind.WORKSHOP, VacancyKind.LABOUR_EXPORT, VacancyKind.LABOUR_EXPORT)):
        post(session, firm, f"V-{number}", kind=kind)
    made = drafts.hand_in(session, AT, operator("tests"))
    assert {one.state for one in made} == {VacancyState.DRAFT}
    assert [one.kind for one in made] == [VacancyKind.WORKSHOP, VacancyKind.LABOUR_EXPORT, VacancyKind.LABOUR_EXPORT]
    assert [len(service.reviewers(one)) for one in made] == [0, 1, 0]
    assert all(one.expires_on is not None and one.expires_on > date(2026, 6, 1) for one in made)
    assert REVIEWERS_NEEDED[VacancyKind.LABOUR_EXPORT] == 2
