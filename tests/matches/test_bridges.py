"""Which courses would open more to a stored person, from the same facts as the proposals beside them."""

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from jobmatch import db, flow
from jobmatch.courses.model import Course
from jobmatch.households.recognise import open_membership
from jobmatch.households.working_life import Answered, CertificateRow, Intention
from jobmatch.matches.bridges import CourseThatOpens, bridges_of
from jobmatch.matches.model import Proposal
from jobmatch.matches.picking import outlook_of
from jobmatch.vacancies.model import CertificateDemand
from tests.matches.conftest import BY, NOON, TODAY


def everybody(engine: Engine) -> dict[int, tuple[CourseThatOpens, ...]]:
    with db.reading(engine) as session:
        seekers = session.scalars(select(Intention.person_id).where(Intention.willing.is_(True))).all()
        return {person: bridges_of(session, person, TODAY) for person in seekers}


def somebody(engine: Engine) -> tuple[int, CourseThatOpens]:
    """A person to whom a course opens posts, and that course; everybody of the village would like to be a guard."""
    with db.transaction(engine) as session:
        for wish in session.scalars(select(Intention).where(Intention.willing.is_(True))):
            wish.wanted = ["保安员"]
    return next((person, found[0]) for person, found in everybody(engine).items() if found and closed(found[0]))


def closed(course: CourseThatOpens) -> tuple[int, ...]:
    return course.opens + course.later


def test_what_a_course_opens_is_closed_today_and_open_to_who_has_its_card(settled: Engine) -> None:
    person, course = somebody(settled)
    with db.transaction(settled) as session:
        assert outlook_of(session, person, TODAY).courses[0] == course
        before = proposed(session, person)
        assert not before & set(closed(course))
        kind = session.get_one(Course, course.course).certificate_kind
        assert kind
        session.add(CertificateRow(person_id=person, kind=kind))
        session.flush()
        assert proposed(session, person) >= set(closed(course))
        assert course.course not in {one.course for one in bridges_of(session, person, TODAY)}
        wanted = session.scalars(select(CertificateDemand).where(CertificateDemand.vacancy_id.in_(closed(course))))
        assert {one.kind for one in wanted} >= {kind}


def test_it_is_told_in_both_languages_with_the_days_of_the_class(settled: Engine) -> None:
    _, course = somebody(settled)
    with db.reading(settled) as session:
        stored = session.get_one(Course, course.course)
        assert (course.starts_on, course.ends_on, course.title) == (stored.starts_on, stored.ends_on, stored.title)
    assert course.because.startswith(
        f"读完“{course.title}”（{course.starts_on:%-m月%-d号}开课，{course.days}天，不收钱）"
    )
    assert course.because_en.startswith(f"After {course.title} (from ")


def test_a_class_that_filled_up_or_has_an_age_for_others_is_told_no_more(settled: Engine) -> None:
    person, course = somebody(settled)
    for change in ({"enrolled_elsewhere": 99}, {"age_max": 15}):
        with db.transaction(settled) as session:
            row = session.get_one(Course, course.course)
            for name, value in change.items():
                setattr(row, name, value)
            session.flush()
            assert course.course not in {one.course for one in bridges_of(session, person, TODAY)}
            session.rollback()


def test_who_wants_no_training_or_has_no_household_hears_of_none(settled: Engine) -> None:
    person, _ = somebody(settled)
    with db.transaction(settled) as session:
        session.scalars(select(Intention).where(Intention.person_id == person)).one().training_days_most = 0
        session.flush()
        assert bridges_of(session, person, TODAY) == ()
        assert bridges_of(session, 999_999, TODAY) == ()


def test_whose_certificates_nobody_asked_about_hears_of_none(settled: Engine) -> None:
    person, _ = somebody(settled)
    with db.transaction(settled) as session:
        for table in (Answered, CertificateRow):
            session.execute(delete(table).where(table.person_id == person))
        assert bridges_of(session, person, TODAY) == ()


def proposed(session: Session, person: int) -> set[int]:
    """All that is proposed to somebody after matching the household within this transaction."""
    home = open_membership(session, person)
    assert home is not None
    flow.match_household(session, home.household_id, TODAY, NOON, BY)
    open_rows = select(Proposal.vacancy_id).where(Proposal.person_id == person, Proposal.ended_on.is_(None))
    return set(session.scalars(open_rows))
