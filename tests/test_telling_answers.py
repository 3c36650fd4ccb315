"""What people are told of an employer's answer: the invitation, the good news, and a no in kind words."""

import pytest
from sqlalchemy import Engine, select

from jobmatch import db, flow, telling
from jobmatch.access import Role
from jobmatch.households.model import Person
from jobmatch.placements import service as placements
from jobmatch.placements.answering import Said
from jobmatch.placements.follow_ups.life import FollowUpKind, FollowUpState
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.meeting import Meeting
from jobmatch.placements.referral import DeclineReason, RejectReason
from jobmatch.push.channels import Way
from jobmatch.push.life import MessageState
from jobmatch.push.model import Message
from jobmatch.push.templates import Template, said
from jobmatch.vacancies.model import Vacancy
from tests.placements.people import NOON, TODAY, Case
from tests.push.world import Fake
from tests.test_telling import AFTERNOON, DAY, case, introduced, messages, pass_on

__all__ = ["case"]


def test_an_invitation_tells_a_new_hour_and_nothing_that_is_known(engine: Engine, case: Case) -> None:
    referral, boss = introduced(engine, case), case.actor(Role.HELPER)
    with db.transaction(engine) as session:
        telling.invite(session, referral, NOON, boss)
        assert len(session.scalars(select(Message)).all()) == 2
        for _ in range(2):
            telling.invite(session, referral, NOON, boss, Meeting(NOON + 3 * DAY, "车间"))
    told = [(one.template, one.fields["when"]) for one in messages(engine)[2:]]
    assert told == [("answer", "6月4日（星期四）12:00"), ("meeting_tomorrow", "6月4日（星期四）12:00")]


def test_an_invitation_without_an_hour_is_an_answer(engine: Engine, case: Case) -> None:
    referral = introduced(engine, case, None)
    with db.transaction(engine) as session:
        telling.invite(session, referral, NOON, case.actor(Role.HELPER))
    pass_on(engine, Fake())
    assert [one.template for one in messages(engine)] == [Template.ANSWER, Template.ANSWER]
    with db.transaction(engine) as session:
        assert len(telling.to_do(session, select(Person.id), NOON + AFTERNOON, Way.CALL, 9)) == 2


def test_who_is_hired_hears_the_good_news_once_and_for_as_long_as_it_is_true(engine: Engine, case: Case) -> None:
    referral, everybody = introduced(engine, case), select(Person.id)
    with db.transaction(engine) as session:
        session.get_one(Vacancy, case.vacancy_id).start_on = TODAY + 7 * DAY
        for _ in range(2):
            telling.hire(session, referral, NOON, case.actor(Role.HELPER))
    *_, news = messages(engine)
    assert said(news.template, news.fields).text == (
        "好消息，单位要您了：缝纫工，测试厂。6月8日（星期一）上班，不要交钱，不要押身份证。"
    )
    pass_on(engine, Fake())
    with db.transaction(engine) as session:
        calls = telling.to_do(session, everybody, NOON + AFTERNOON, Way.CALL, 9)
        assert [one.message_id for one in calls] == [news.id]
        placements.cancel(session, referral, case.actor(Role.HELPER), NOON + AFTERNOON)
    with db.transaction(engine) as session:
        assert telling.to_do(session, everybody, NOON + AFTERNOON, Way.CALL, 9) == []


@pytest.mark.parametrize("reason", list(RejectReason))
def test_a_no_is_told_kindly_in_the_inbox_and_without_the_employer_s_reason(
    engine: Engine, case: Case, reason: RejectReason
) -> None:
    referral = introduced(engine, case, None)
    with db.transaction(engine) as session:
        for _ in range(2):
            telling.reject(session, referral, reason, NOON, case.actor(Role.HELPER))
    *_, told = messages(engine)
    words = said(told.template, told.fields).text
    assert words == "缝纫工，测试厂，这次没有成。不是您不好，我们接着帮您找合适的。有哪样想法，跟我们说一声。"
    assert reason.value not in str(told.fields)
    assert told.state is MessageState.KEPT
    pass_on(engine, Fake())
    with db.transaction(engine) as session:
        assert telling.to_do(session, select(Person.id), NOON + AFTERNOON, Way.CALL, 9) == []


def test_who_is_hired_to_begin_today_is_asked_about_arriving_today(engine: Engine, case: Case) -> None:
    one = introduced(engine, case)
    with db.transaction(engine) as session:
        session.get_one(Vacancy, case.vacancy_id).start_on = TODAY
        telling.hire(session, one, NOON, case.actor(Role.HELPER))
        asked = session.scalars(select(FollowUp).where(FollowUp.referral_id == one)).all()
        assert [(talk.kind, talk.due_on) for talk in asked] == [(FollowUpKind.WORK_DAY_1, TODAY)]
        proposal = case.proposal_id
        flow.answer(session, proposal, Said.NO, DeclineReason.CARE, NOON, case.actor(Role.RESIDENT))
        assert [talk.state for talk in asked] == [FollowUpState.LAPSED]
