"""Registering and verifying employers."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.households import names
from jobmatch.vacancies import employers
from jobmatch.vacancies.credit_code import fictitious_credit_code
from jobmatch.vacancies.employers import Registration, UnacceptableEmployerError
from jobmatch.vacancies.model import Employer, Verification
from tests.vacancies.posting_desk import AT, CLERK, DAY, SUPERVISOR, an_employer

CODE = fictitious_credit_code(77)


def test_an_employer_is_known_again_by_its_code_whatever_it_calls_itself(session: Session) -> None:
    first = employers.register(session, Registration("桐梓禾悦鞋业有限公司", CODE), AT, CLERK)
    again = employers.register(session, Registration("桐梓禾悦（东莞分厂）", CODE), AT, CLERK)
    assert (again.id, again.name) == (first.id, "桐梓禾悦鞋业有限公司")


def test_an_employer_without_a_code_is_known_by_its_name_and_gets_the_code_later(session: Session) -> None:
    first = employers.register(session, Registration("华盛线束加工坊", "办理中"), AT, CLERK)
    assert first.credit_code is None
    again = employers.register(session, Registration("华盛线束加工坊", CODE), AT, CLERK)
    assert (again.id, again.credit_code) == (first.id, CODE)


def test_an_employer_is_spelled_in_pinyin_by_its_newest_name(session: Session) -> None:
    employer = employers.register(session, Registration("楚米藤编社", CODE), AT, CLERK)
    assert employer.name_pinyin == "chu mi teng bian she"
    employer.name = "娄山藤编社"
    session.flush()
    like = Employer.name_pinyin.like(names.initials_like("lstbs"))
    assert session.scalars(select(Employer.name).where(like)).all() == ["娄山藤编社"]


def test_two_firms_of_one_name_with_different_codes_are_two(session: Session) -> None:
    first = employers.register(session, Registration("老街火锅店", fictitious_credit_code(1)), AT, CLERK)
    second = employers.register(session, Registration("老街火锅店", fictitious_credit_code(2)), AT, CLERK)
    assert first.id != second.id


def test_a_wrong_code_is_refused_with_the_reason(session: Session) -> None:
    wrong = CODE[:-1] + ("0" if CODE[-1] != "0" else "1")
    with pytest.raises(UnacceptableEmployerError, match="check digit"):
        employers.register(session, Registration("甲", wrong), AT, CLERK)


def test_verification_is_logged_step_by_step_and_the_level_never_falls_by_a_lower_step(session: Session) -> None:
    employer = an_employer(session, level=0)
    for level, how in ((1, "licence seen"), (3, "visited"), (2, "called back")):
        employers.verify(session, employer, level, how, DAY, AT, CLERK)
    session.flush()
    logged = session.scalars(select(Verification).order_by(Verification.id)).all()
    assert [(one.level, one.how, one.by) for one in logged] == [
        (1, "licence seen", "clerk"), (3, "visited", "clerk"), (2, "called back", "clerk"),
    ]  # fmt: skip
    assert employer.level == 3


def test_an_employer_never_raises_its_own_level(session: Session) -> None:
    employer = an_employer(session, level=0)
    with pytest.raises(Refused):
        employers.verify(session, employer, 3, "we are good", DAY, AT, Actor("boss", Role.EMPLOYER))


@pytest.mark.parametrize(("level", "how"), [(4, "visited"), (-1, "visited"), (2, " ")])
def test_a_step_that_says_nothing_is_refused(session: Session, level: int, how: str) -> None:
    with pytest.raises(UnacceptableEmployerError):
        employers.verify(session, an_employer(session, level=0), level, how, DAY, AT, CLERK)


def test_a_step_that_was_written_by_mistake_is_taken_back_by_who_wrote_it(session: Session) -> None:
    employer = an_employer(session, level=1)
    step = employers.verify(session, employer, 3, "visited", DAY, AT, CLERK)
    session.flush()
    employers.take_back(session, employer, step.id, AT, SUPERVISOR)
    assert employer.level == 3
    employers.take_back(session, employer, step.id, AT, CLERK)
    assert employer.level == 1
    assert [one.level for one in employers.steps(session, employer)] == [1]


def test_why_an_employer_is_barred_is_said_as_long_as_it_is(session: Session) -> None:
    employer = an_employer(session)
    employers.blacklist(session, employer, DAY, "欠薪名单", AT, CLERK)
    session.flush()
    barred = employers.barred_because(session, employer)
    assert barred is not None
    assert (barred.detail, barred.actor) == ("欠薪名单", CLERK.name)
    employers.lift_blacklist(session, employer, "补发了", AT, CLERK)
    assert employers.barred_because(session, employer) is None
