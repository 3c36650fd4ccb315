"""What people are told and when: posts that are newly found and better, answers, meetings; and what no longer holds."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from jobmatch import clock, db, flow, parameters, telling
from jobmatch.access import Role
from jobmatch.households import consent
from jobmatch.households.codes import ConsentPurpose, PhoneOwner
from jobmatch.households.model import Household, Person
from jobmatch.in_step import titles_of
from jobmatch.jobs import keeping
from jobmatch.matches.model import Proposal
from jobmatch.matches.service import Run
from jobmatch.placements import service as placements
from jobmatch.placements.meeting import Meeting
from jobmatch.placements.model import Referral
from jobmatch.push import service as push
from jobmatch.push.channels import Way
from jobmatch.push.life import MessageState
from jobmatch.push.model import Message, Recipient
from jobmatch.push.templates import Template, said, spoken
from jobmatch.vacancies.model import Vacancy
from tests.jobs.test_nightly import work_on
from tests.placements.people import NOON, TODAY, Case, agree, settle
from tests.push.world import Fake, states, ways

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
AFTERNOON, EVENING = 3 * HOUR, 6 * HOUR + timedelta(minutes=10)
MEETING = Meeting(NOON + 2 * DAY, "厂门口", "张主任")
MATCHING, DISCLOSING = ConsentPurpose.MATCH_AND_TELL, ConsentPurpose.DISCLOSE_TO_EMPLOYER


@pytest.fixture
def case(engine: Engine) -> Case:
    """Somebody who agreed, with a telephone and a proposal that is shown."""
    with db.transaction(engine) as session:
        made = settle(session)
        agree(session, made, MATCHING)
        agree(session, made, DISCLOSING, witness="村主任")
        session.get_one(Person, made.person_id).phone = "19900000001"
        for proposal in session.scalars(select(Proposal)):
            proposal.shown = True
    return made


def announced(engine: Engine, case: Case) -> int:
    with db.transaction(engine) as session:
        run = session.get_one(Proposal, case.proposal_id).run_id
        return telling.announce(session, Run(run, TODAY, "0"), [case.person_id], NOON)


def messages(engine: Engine) -> list[Message]:
    with db.reading(engine) as session:
        return list(session.scalars(select(Message).order_by(Message.id)))


def introduced(engine: Engine, case: Case, meeting: Meeting | None = MEETING) -> int:
    clerk = case.actor(Role.CLERK)
    with db.transaction(engine) as session:
        referral = flow.refer(session, case.proposal_id, NOON, clerk)
        placements.review(session, referral.id, clerk, NOON)
        placements.offer(session, referral.id, clerk, NOON)
        placements.accept_witnessed(session, referral.id, clerk, NOON)
        telling.introduce(session, referral.id, NOON, clerk, meeting)
        return referral.id


def pass_on(engine: Engine, wechat: Fake, at: datetime = NOON + AFTERNOON) -> None:
    while telling.deliver(engine, [wechat], at, "w1"):
        pass


def test_a_post_newly_found_is_told_once(engine: Engine, case: Case) -> None:
    assert announced(engine, case) == 1
    announced(engine, case)
    (message,) = messages(engine)
    assert (message.template, message.page) == (Template.NEW_MATCH, f"pages/vacancy/vacancy?id={case.vacancy_id}")
    assert "缝纫工，测试厂" in said(message.template, message.fields).text


def test_nobody_is_told_of_something_worse_than_what_stands(engine: Engine, case: Case) -> None:
    with db.transaction(engine) as session:
        old = session.get_one(Proposal, case.twin_proposal_id)
        old.person_id, old.vacancy_id, old.score = case.person_id, _another(session, case), 90
        old.found_on = TODAY - DAY
    assert announced(engine, case) == 0


def _another(session: Session, case: Case) -> int:
    first = session.get_one(Vacancy, case.vacancy_id)
    other = Vacancy(
        number="V2", source=first.source, employer=first.employer, title="保洁员", kind=first.kind,
        state=first.state, headcount=1, created_at=NOON, updated_at=NOON,
    )  # fmt: skip
    session.add(other)
    session.flush()
    return other.id


@pytest.mark.parametrize("what", ["ended", "filled", "withdrawn", "died"])
def test_at_the_moment_of_sending_it_is_asked_whether_it_still_holds(engine: Engine, case: Case, what: str) -> None:
    announced(engine, case)
    with db.transaction(engine) as session:
        to = session.scalars(select(Recipient)).one()
        user = push.link(session, "o-1", to.id, "self", "a clerk", NOON).openid_id
        push.accepted(session, user, {Template.NEW_MATCH: "accept"}, NOON)
        if what == "ended":
            session.get_one(Proposal, case.proposal_id).ended_on = TODAY
        elif what == "filled":
            session.get_one(Vacancy, case.vacancy_id).filled = 2
        elif what == "withdrawn":
            consent.withdraw(session, case.person_id, MATCHING, TODAY)
        else:
            session.get_one(Person, case.person_id).died_on = TODAY
    wechat = Fake()
    pass_on(engine, wechat)
    assert wechat.given == []
    assert states(engine) == [MessageState.VOID if what in ("ended", "filled") else MessageState.KEPT]


@pytest.mark.parametrize("what", ["withdrawn", "ended", "nothing"])
def test_a_call_that_nobody_is_to_make_any_more_does_not_wait_for_ever(engine: Engine, case: Case, what: str) -> None:
    announced(engine, case)
    telling.deliver(engine, [], NOON + AFTERNOON, "w1")
    assert [way for way, _, _ in ways(engine)] == [Way.CALL]
    with db.transaction(engine) as session:
        if what == "withdrawn":
            consent.withdraw(session, case.person_id, MATCHING, TODAY)
        elif what == "ended":
            session.get_one(Proposal, case.proposal_id).ended_on = TODAY
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
    keeping.keep_no_longer(work_on(engine, NOON + DAY))
    ends = {"withdrawn": MessageState.KEPT, "ended": MessageState.VOID, "nothing": MessageState.UNDER_WAY}
    assert states(engine) == [ends[what]]


def test_who_agrees_between_the_writing_and_the_hour_is_told(engine: Engine, case: Case) -> None:
    with db.transaction(engine) as session:
        consent.withdraw(session, case.person_id, MATCHING, TODAY)
    announced(engine, case)
    with db.transaction(engine) as session:
        agree(session, case, MATCHING)
    telling.deliver(engine, [], NOON + AFTERNOON, "w1")
    assert states(engine) == [MessageState.UNDER_WAY]


def test_a_digest_counts_what_still_holds(engine: Engine, case: Case) -> None:
    with db.transaction(engine) as session:
        twin = session.get_one(Proposal, case.twin_proposal_id)
        twin.person_id, twin.vacancy_id, twin.score = case.person_id, _another(session, case), 90
    assert announced(engine, case) == 2
    with db.transaction(engine) as session:
        to = session.scalars(select(Recipient)).one()
        user = push.link(session, "o-1", to.id, "self", "a clerk", NOON).openid_id
        push.accepted(session, user, {Template.DIGEST: "accept"}, NOON)
    telling.deliver(engine, [Fake()], NOON, "w1")  # at noon: the digest is made and waits
    with db.transaction(engine) as session:
        session.get_one(Proposal, case.proposal_id).ended_on = TODAY
    wechat = Fake()
    pass_on(engine, wechat)
    assert [one.text for one in wechat.given] == [
        "有1个新活合适您，头一个是保洁员。打开看一下，想去哪个就说一声。"
    ]  # fmt: skip


def test_a_digest_that_is_read_out_names_the_posts_and_opens_nothing(engine: Engine, case: Case) -> None:
    with db.transaction(engine) as session:
        twin = session.get_one(Proposal, case.twin_proposal_id)
        twin.person_id, twin.vacancy_id, twin.score = case.person_id, _another(session, case), 90
    assert announced(engine, case) == 2
    with db.transaction(engine) as session:
        to = session.scalars(select(Recipient)).one()
        user = push.link(session, "o-1", to.id, "self", "a clerk", NOON).openid_id
        push.accepted(session, user, {Template.DIGEST: "accept"}, NOON)
    telling.deliver(engine, [Fake()], NOON, "w1")
    with db.transaction(engine) as session:
        digest = session.scalars(select(Message).where(Message.template == Template.DIGEST)).one()
        titles = titles_of(session, [digest], NOON)[digest.id]
        text = spoken(digest.template, digest.fields, titles).text
        assert sorted(titles) == sorted({session.get_one(Vacancy, case.vacancy_id).title, "保洁员"})
        assert all(title in text for title in titles)
        assert "打开" not in text
        session.get_one(Proposal, case.proposal_id).ended_on = TODAY
        assert titles_of(session, [digest], NOON)[digest.id] == ["保洁员"]


def test_an_introduction_tells_the_answer_now_and_the_meeting_the_evening_before(engine: Engine, case: Case) -> None:
    introduced(engine, case)
    answer, reminder = messages(engine)
    assert said(answer.template, answer.fields).text == (
        "测试厂等您去：缝纫工。6月3日（星期三）12:00去，在厂门口。去了找张主任。不要交钱，不要押身份证。"
    )
    assert reminder.template is Template.MEETING_TOMORROW
    assert reminder.due_at.astimezone(clock.SHANGHAI).isoformat() == "2026-06-02T18:00:00+08:00"
    assert reminder.expires_at == MEETING.at


def test_a_meeting_without_a_day_has_no_reminder(engine: Engine, case: Case) -> None:
    introduced(engine, case, None)
    (answer,) = messages(engine)
    assert "6月" not in said(answer.template, answer.fields).text


def test_another_hour_makes_the_old_reminder_untrue(engine: Engine, case: Case) -> None:
    referral = introduced(engine, case)
    later = Meeting(NOON + 3 * DAY, "厂门口", "张主任")
    with db.transaction(engine) as session:
        telling.meet(session, referral, later, NOON + HOUR, case.actor(Role.CLERK))
        to = session.scalars(select(Recipient)).one()
        user = push.link(session, "o-1", to.id, "self", "a clerk", NOON).openid_id
        for _ in range(4):
            push.accepted(session, user, dict.fromkeys(Template, "accept"), NOON)
    wechat = Fake()
    for day in range(3):
        for hour in (AFTERNOON, EVENING):
            pass_on(engine, wechat, NOON + hour + day * DAY)
    assert [(one.template, one.fields["when"]) for one in wechat.given] == [
        ("answer", "6月4日（星期四）12:00"),
        ("meeting_tomorrow", "6月4日（星期四）12:00"),
    ]
    assert states(engine) == [MessageState.VOID, MessageState.VOID, MessageState.TOLD, MessageState.TOLD]


def test_who_takes_the_yes_back_is_reminded_of_nothing(engine: Engine, case: Case) -> None:
    referral = introduced(engine, case)
    with db.transaction(engine) as session:
        placements.cancel(session, referral, case.actor(Role.CLERK), NOON)
    everybody = select(Person.id)
    for hour in (AFTERNOON, DAY + EVENING):
        pass_on(engine, Fake(), NOON + hour)
        with db.transaction(engine) as session:
            assert telling.to_do(session, everybody, NOON + hour, Way.CALL, 9) == []
    assert set(states(engine)) == {MessageState.VOID}


def test_a_referral_that_is_undone_leaves_no_message(engine: Engine, case: Case) -> None:
    def breaks_off() -> None:
        with db.transaction(engine) as session:
            referral = session.get_one(Referral, 1)
            telling.meet(session, referral.id, Meeting(NOON + 5 * DAY), NOON, case.actor(Role.CLERK))
            raise ZeroDivisionError

    introduced(engine, case)
    with pytest.raises(ZeroDivisionError):
        breaks_off()
    assert len(messages(engine)) == 2


def test_the_helpers_telephone_is_not_the_persons(engine: Engine, case: Case) -> None:
    with db.transaction(engine) as session:
        person = session.get_one(Person, case.person_id)
        person.phone_owner = PhoneOwner.HELPER
        to = telling.recipient(session, case.person_id, NOON)
        assert session.get_one(Recipient, to).phone is None
        session.get_one(Household, case.household_id).home_phone = "19900000002"
        telling.recipient(session, case.person_id, NOON)
        assert session.get_one(Recipient, to).phone == "19900000002"
