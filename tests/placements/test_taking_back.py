"""A hire or a no that was a slip of the finger: what stands again, who is told, and what keeps it said."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import correcting, parameters, telling
from jobmatch.access import Actor, Refused, Role
from jobmatch.households import consent
from jobmatch.households.codes import ConsentPurpose
from jobmatch.placements import asked, replying, service, starting
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.hindered import Hindrance, StaysSaidError
from jobmatch.placements.meeting import Meeting
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import ReferralState, RejectReason, StartProof, Verb
from jobmatch.push.life import MessageState
from jobmatch.push.model import Message
from jobmatch.push.templates import Template, said
from jobmatch.vacancies import service as vacancies
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.life import Verb as VacancyVerb
from jobmatch.vacancies.model import Vacancy
from tests.placements.follow_ups.asked import grown
from tests.placements.hired import answers_for, introduced, post
from tests.placements.people import DAY, NOON, TODAY, Case, agree, settle

HOUR = timedelta(hours=1)
LATER = NOON + HOUR


@pytest.fixture
def case(session: Session) -> Case:
    made = settle(session)
    grown(session, made.person_id, made.twin_id)
    for purpose in (ConsentPurpose.MATCH_AND_TELL, ConsentPurpose.DISCLOSE_TO_EMPLOYER):
        agree(session, made, purpose, "a witness")
    return made


@pytest.fixture
def boss(session: Session, case: Case) -> Actor:
    return answers_for(session, case.vacancy_id)


@pytest.fixture
def clerk(case: Case) -> Actor:
    return case.actor(Role.CLERK)


@pytest.fixture
def referral(session: Session, case: Case) -> Referral:
    return introduced(session, case.person_id, case.vacancy_id)


def undo(session: Session, referral: Referral, actor: Actor, at: datetime = LATER) -> Referral:
    return correcting.take_back(session, referral.id, referral.moves[-1].id, at, actor).referral


def kept(session: Session, referral: Referral, actor: Actor, at: datetime = LATER) -> Hindrance:
    """Why it stays said; and nothing has changed."""
    before = (referral.state, len(referral.moves))
    move = next(one.id for one in reversed(referral.moves) if one.verb in (Verb.HIRE, Verb.REJECT))
    with pytest.raises(StaysSaidError) as refused:
        correcting.take_back(session, referral.id, move, at, actor)
    assert (referral.state, len(referral.moves)) == before
    return refused.value.why


def told(session: Session) -> list[tuple[str, str]]:
    session.flush()
    found = session.scalars(select(Message).order_by(Message.id))
    return [(str(one.fields.get("answer", one.template.value)), one.state.value) for one in found]


def test_a_hire_is_taken_back_and_all_stands_as_before(session: Session, case: Case, boss: Actor) -> None:
    beside = [
        introduced(session, case.person_id, post(session, f"{state}厂"), state)
        for state in ("suggested", "reviewed", "offered", "accepted", "introduced", "interview")
    ]
    one = introduced(session, case.person_id, post(session, "小店"), ReferralState.INTERVIEW)
    owner = answers_for(session, one.vacancy_id)
    telling.hire(session, one.id, NOON, owner, TODAY + 2 * DAY)
    assert {other.state for other in beside} == {"cancelled"}
    undo(session, one, owner)
    assert (one.state, one.begins_on) == (ReferralState.INTERVIEW, None)
    assert [other.state for other in beside] == [
        "suggested", "reviewed", "offered", "accepted", "introduced", "interview",
    ]  # fmt: skip
    vacancy = session.get_one(Vacancy, one.vacancy_id)
    assert (vacancy.filled, vacancy.state) == (0, VacancyState.PUBLISHED)
    assert [talk.state for talk in session.scalars(select(FollowUp))] == ["lapsed"]
    assert [(move.verb, move.source, move.target) for move in one.moves] == [
        ("hire", "interview", "hired"), ("take_back", "hired", "interview"),
    ]  # fmt: skip
    assert one.moves[1].undoes_id == one.moves[0].id
    assert told(session) == [("hired", "void")]


def test_a_second_click_changes_nothing_and_a_second_hire_is_a_new_one(
    session: Session, referral: Referral, boss: Actor
) -> None:
    telling.hire(session, referral.id, NOON, boss)
    move = referral.moves[-1].id
    for _ in range(2):
        correcting.take_back(session, referral.id, move, LATER, boss)
    assert len(referral.moves) == 2
    telling.hire(session, referral.id, LATER, boss)
    correcting.take_back(session, referral.id, move, LATER, boss)
    assert referral.state == ReferralState.HIRED
    assert told(session) == [("hired", "void"), ("hired", "waiting")]


def test_a_no_is_taken_back_and_counts_nowhere(
    session: Session, case: Case, referral: Referral, boss: Actor
) -> None:  # fmt: skip
    service.log(session, referral, Verb.INTRODUCE, "accepted", case.actor(Role.CLERK), NOON)
    telling.reject(session, referral.id, RejectReason.AGE, NOON, boss)
    undo(session, referral, boss)
    assert referral.state == ReferralState.INTRODUCED
    assert told(session) == [("not_this_time", "void")]
    assert asked.reasons(session, Verb.REJECT, [case.vacancy_id]) == {}
    counted = session.execute(select(asked.answers().c.refused)).scalars().all()
    assert counted == [0]
    book = parameters.load(session)
    (replies,) = replying.replies(session, boss.employer_ids, book, TODAY + DAY, NOON + DAY).values()
    assert replies.asked == 0  # the employer still owes the answer


@pytest.mark.parametrize("how", ["read", "told"])
def test_who_has_heard_it_is_told_the_correction_once(
    session: Session, referral: Referral, boss: Actor, how: str
) -> None:
    telling.hire(session, referral.id, NOON, boss)
    news = session.scalars(select(Message)).one()
    if how == "read":
        news.read_at = NOON
    else:
        news.state = MessageState.TOLD
    undo(session, referral, boss)
    *_, correction = session.scalars(select(Message).order_by(Message.id))
    assert correction.template is Template.CORRECTION
    words = said(correction.template, correction.fields).text
    assert words == (
        "对不起，缝纫工，测试厂，前面说单位要您了，是点错了，单位还没定，先不要去上班。有了准信马上跟您说。"
    )
    telling.hire(session, referral.id, LATER, boss)
    assert correction.state is MessageState.VOID  # it is so after all, and who knew the good news knows it
    assert [answer for answer, _ in told(session)] == ["hired", "hired_by_mistake"]


def test_a_no_that_was_read_is_corrected_in_the_inbox_alone(session: Session, referral: Referral, boss: Actor) -> None:
    telling.reject(session, referral.id, RejectReason.SKILL, NOON, boss)
    session.scalars(select(Message)).one().read_at = NOON
    undo(session, referral, boss)
    assert told(session) == [("not_this_time", "kept"), ("not_by_mistake", "kept")]


def test_a_reminder_that_was_called_off_meanwhile_is_written_again(
    session: Session, case: Case, boss: Actor, clerk: Actor
) -> None:
    other = introduced(session, case.person_id, post(session, "乙厂"))
    telling.invite(session, other.id, NOON, clerk, Meeting(NOON + 3 * DAY))
    one = introduced(session, case.person_id, case.vacancy_id)
    telling.hire(session, one.id, NOON, boss)
    (reminder,) = session.scalars(select(Message).where(Message.template == Template.MEETING_TOMORROW))
    reminder.state = MessageState.VOID
    undo(session, one, boss)
    assert other.state == ReferralState.INTERVIEW
    assert told(session)[-1] == ("meeting_tomorrow", "waiting")


def test_a_post_that_was_paused_before_the_hire_is_paused_again(session: Session, case: Case, clerk: Actor) -> None:
    one = introduced(session, case.person_id, post(session, "小店"))
    vacancy = session.get_one(Vacancy, one.vacancy_id)
    vacancies.move(session, vacancy, VacancyVerb.PAUSE, "", NOON - HOUR, clerk)
    telling.hire(session, one.id, NOON, clerk)
    assert vacancy.state is VacancyState.FILLED
    undo(session, one, clerk)
    assert vacancy.state is VacancyState.PAUSED


def test_what_something_came_of_stays_said(session: Session, case: Case, referral: Referral, boss: Actor) -> None:
    telling.hire(session, referral.id, NOON, boss)
    assert kept(session, referral, boss, NOON + 49 * HOUR) is Hindrance.TOO_LATE
    starting.attest(session, referral.id, StartProof.RESIDENT, TODAY, case.actor(Role.RESIDENT), NOON)
    assert kept(session, referral, boss) is Hindrance.GONE_ON


def test_an_employer_takes_back_the_own_word_and_a_worker_either(
    session: Session, referral: Referral, boss: Actor, clerk: Actor
) -> None:
    telling.hire(session, referral.id, NOON, clerk)
    assert kept(session, referral, boss) is Hindrance.SAID_BY_OTHERS
    undo(session, referral, clerk)
    telling.hire(session, referral.id, LATER, boss)
    assert undo(session, referral, clerk).state == ReferralState.INTRODUCED


def test_others_take_nothing_back(session: Session, case: Case, referral: Referral, boss: Actor) -> None:
    telling.hire(session, referral.id, NOON, boss)
    elsewhere = Actor("a clerk of another site", Role.CLERK, frozenset({"S2"}))
    for actor, error in ((elsewhere, Refused), (case.actor(Role.RESIDENT), StaysSaidError)):
        with pytest.raises(error):
            correcting.take_back(session, referral.id, referral.moves[-1].id, LATER, actor)
    assert referral.state == ReferralState.HIRED


def test_a_no_stays_where_the_post_or_the_yes_is_gone_or_somebody_else_has_taken_the_person(
    session: Session, case: Case, referral: Referral, boss: Actor, clerk: Actor
) -> None:
    telling.reject(session, referral.id, RejectReason.SKILL, NOON, boss)
    vacancy = session.get_one(Vacancy, case.vacancy_id)
    vacancy.state = VacancyState.WITHDRAWN
    assert kept(session, referral, boss) is Hindrance.POST_GONE
    vacancy.state = VacancyState.PUBLISHED
    again = introduced(session, case.person_id, case.vacancy_id, ReferralState.OFFERED)
    assert kept(session, referral, boss) is Hindrance.GONE_ON
    again.state = ReferralState.DECLINED
    elsewhere = introduced(session, case.person_id, post(session, "乙厂"))
    telling.hire(session, elsewhere.id, LATER, clerk)
    assert kept(session, referral, boss, LATER) is Hindrance.ELSEWHERE
    undo(session, elsewhere, clerk)
    consent.withdraw(session, case.person_id, ConsentPurpose.DISCLOSE_TO_EMPLOYER, TODAY)
    assert kept(session, referral, boss) is Hindrance.NO_CONSENT


def test_what_gave_way_and_cannot_stand_any_more_stays_closed(
    session: Session, case: Case, referral: Referral, clerk: Actor
) -> None:
    gone, asked_anew = post(session, "甲厂"), post(session, "乙厂")
    beside = [introduced(session, case.person_id, vacancy_id) for vacancy_id in (gone, asked_anew)]
    telling.hire(session, referral.id, NOON, clerk)
    session.get_one(Vacancy, gone).state = VacancyState.WITHDRAWN
    newer = introduced(session, case.person_id, asked_anew, ReferralState.OFFERED)
    undo(session, referral, clerk)
    assert [one.state for one in (*beside, newer)] == ["cancelled", "cancelled", "offered"]
