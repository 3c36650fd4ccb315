"""A wish for a class that is not held is answered, with the class that opens the same, and told once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from jobmatch import db, not_held, parameters, seats
from jobmatch.audit import AuditEvent
from jobmatch.concerns import service as concerns
from jobmatch.concerns.model import Concern, ConcernKind, ConcernState
from jobmatch.courses import cancelling, classes
from jobmatch.courses.classes import NO_ORDER
from jobmatch.courses.codes import ProviderKind
from jobmatch.courses.model import Course
from jobmatch.households.model import Person
from jobmatch.jobs.classes import go_by_the_calendar, put_right
from jobmatch.push.model import Message
from jobmatch.push.templates import Template, said
from tests.courses.enrolments.test_service import GUARD, a_class, people
from tests.jobs.test_nightly import work_on
from tests.vacancies.posting_desk import AT, CLERK, DAY

HOUR = timedelta(hours=1)


def wishes(session: Session, person: int, course: Course) -> Concern:
    return concerns.bring_up(session, person, ConcernKind.COURSE_WISH, f"course:{course.id}", AT, CLERK)


def told(session: Session) -> list[tuple[int, str]]:
    found = session.scalars(select(Message).where(Message.template == Template.SEAT).order_by(Message.id))
    return [(one.recipient.person_id, said(one.template, one.fields).text) for one in found]


@pytest.fixture(autouse=True)
def figures(engine: Engine) -> None:
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)


def test_who_wished_hears_that_it_is_not_held_and_which_class_opens_the_same(engine: Engine) -> None:
    with db.transaction(engine) as session:
        gone, _other, unlike = (
            a_class(session, replace(GUARD, title=title, certificate=card, certificate_kind=card, site="向阳社区"))
            for title, card in (("保安班", "guard"), ("保安二班", "guard"), ("叉车班", "forklift"))
        )
        first, second, seated = people(session, 3)
        wish, elsewhere = wishes(session, first, gone), wishes(session, second, unlike)
        seats.join(session, seated, gone.id, AT, CLERK)
        not_held.cancel(session, gone, DAY, "老师病了", AT + HOUR, CLERK)
        assert wish.state is ConcernState.SETTLED
        assert wish.reply == "保安班不办了。一样的还有：保安二班，6月8日开班，在向阳社区。"
        assert elsewhere.state is ConcernState.OPEN
        heard = (first, "您想上的保安班不办了。一样的班还有：保安二班，6月8日开班，在向阳社区。想去就说一声。")
        assert told(session).count(heard) == 1
        assert [person for person, text in told(session) if "您想上的" in text] == [first]
        log = select(AuditEvent.actor).where(
            AuditEvent.action == "settle_concern", AuditEvent.subject == f"person:{first}"
        )
        assert session.scalars(log).all() == [wish.settled_by], "the school has settled nothing of a person's"
        assert wish.settled_by != CLERK.name
    assert put_right(engine, lambda: AT + 2 * HOUR, "test")["answered"] == 0


def test_nobody_is_told_of_a_class_that_would_not_take_them(engine: Engine) -> None:
    with db.transaction(engine) as session:
        card = replace(GUARD, certificate="guard", certificate_kind="guard")
        gone, _young = a_class(session, card), a_class(session, replace(card, title="青年班", age_max=20))
        later = a_class(session, replace(card, title="三班", starts_on=GUARD.ends_on))
        grown, young = people(session, 2)
        for person, age in ((grown, 40), (young, 19)):
            session.get_one(Person, person).birth_date = DAY - timedelta(days=age * 366)
        replies = [wishes(session, one, gone) for one in (grown, young)]
        not_held.cancel(session, gone, DAY, "老师病了", AT + HOUR, CLERK)
        assert [later.title in (one.reply or "") for one in replies] == [True, False]
        assert "青年班" in (replies[1].reply or "")


def test_a_wish_is_answered_in_minutes_where_an_office_s_list_left_the_class_out_long_ago(engine: Engine) -> None:
    with db.transaction(engine) as session:
        gone, (person,) = a_class(session), people(session, 1)
        number = wishes(session, person, gone).id
        cancelling.cancel(session, gone, DAY, "no longer in the list", AT, CLERK)
    later = AT + timedelta(days=9)
    assert [put_right(engine, lambda: later, "test")["answered"] for _ in range(2)] == [1, 0]
    with db.reading(engine) as session:
        wish = session.get_one(Concern, number)
        assert (wish.state, "现在没有一样的班" in (wish.reply or "")) == (ConcernState.SETTLED, True)
        assert told(session) == [(person, f"您想上的{GUARD.title}不办了。")]


def test_a_class_that_was_never_opened_leaves_no_wish_behind_at_night(engine: Engine) -> None:
    with db.transaction(engine) as session:
        school, (person,) = a_class(session).provider_id, people(session, 1)
        classes.set_licence(session, school, ProviderKind.SCHOOL, "520322-07", None, AT, CLERK)
        never = classes.plan(session, school, replace(GUARD, title="没开成"), NO_ORDER, AT - timedelta(days=2), CLERK)
        number = wishes(session, person, never).id
    assert go_by_the_calendar(work_on(engine, AT + timedelta(days=8)))["never_opened"] == 1
    with db.reading(engine) as session:
        assert session.get_one(Concern, number).state is ConcernState.SETTLED
