"""What a helper cannot solve is asked once, answered by whoever answers for the site, and every move leaves a row."""

import pytest
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.placements.help_asked import (
    HELP,
    HelpState,
    NoSuchQuestionError,
    NoWordsError,
    Verb,
    answer,
    ask,
    forget,
    newest_of,
    reopen,
    waiting,
)
from tests.life_cycles import walked
from tests.placements.people import NOON, Case, settle


@pytest.fixture
def case(session: Session) -> Case:
    return settle(session)


def test_a_question_stands_until_it_is_answered(session: Session, case: Case) -> None:
    helper, leader = case.actor(Role.HELPER), case.actor(Role.SUPERVISOR)
    asked = ask(session, case.household_id, " 娃娃没人带，哪样活都去不成 ", NOON, helper)
    assert ask(session, case.household_id, "再问一回", NOON, helper).id == asked.id
    assert [one.question for one in waiting(session, leader)] == ["娃娃没人带，哪样活都去不成"]
    answer(session, asked.id, "托管班有名额，明天去办", NOON, leader)
    assert waiting(session, leader) == []
    found = newest_of(session, case.household_id)
    assert found is not None
    assert (found.state, found.answer) == (HelpState.ANSWERED, "托管班有名额，明天去办")
    assert [(one.verb, one.role) for one in found.moves] == [("ask", "helper"), ("answer", "supervisor")]
    assert ask(session, case.household_id, "还是不行", NOON, helper).id != asked.id


def test_an_answer_is_taken_back_unless_the_family_has_asked_anew(session: Session, case: Case) -> None:
    helper, leader = case.actor(Role.HELPER), case.actor(Role.SUPERVISOR)
    asked = ask(session, case.household_id, "一", NOON, helper)
    answer(session, asked.id, "写错了", NOON, leader)
    reopen(session, asked.id, NOON, leader)
    assert [one.id for one in waiting(session, leader)] == [asked.id]
    answer(session, asked.id, "二", NOON, leader)
    ask(session, case.household_id, "三", NOON, helper)
    with pytest.raises(IllegalMoveError):
        reopen(session, asked.id, NOON, leader)


def test_who_may_and_what_is_no_question(session: Session, case: Case) -> None:
    helper, leader = case.actor(Role.HELPER), case.actor(Role.SUPERVISOR)
    with pytest.raises(NoWordsError):
        ask(session, case.household_id, "  ", NOON, helper)
    asked = ask(session, case.household_id, "一", NOON, helper)
    with pytest.raises(NoWordsError):
        answer(session, asked.id, "", NOON, leader)
    with pytest.raises(NoSuchQuestionError):
        answer(session, 99, "二", NOON, leader)
    with pytest.raises(Refused):
        answer(session, asked.id, "二", NOON, helper)
    elsewhere = Actor("elsewhere", Role.SUPERVISOR, frozenset({"S9"}))
    assert waiting(session, elsewhere) == []
    with pytest.raises(Refused):
        answer(session, asked.id, "二", NOON, elsewhere)
    with pytest.raises(Refused):
        ask(session, case.household_id, "一", NOON, Actor("other", Role.HELPER, frozenset({"S1"})))


def test_the_life_cycle_has_these_moves_and_no_others() -> None:
    assert walked(HELP, HelpState, Verb) == {
        ("asked", "answer"): ("answered", {Role.SUPERVISOR}),
        ("answered", "reopen"): ("asked", {Role.SUPERVISOR}),
    }


def test_what_was_asked_about_a_family_goes_with_any_member_of_it(session: Session, case: Case) -> None:
    ask(session, case.household_id, "一", NOON, case.actor(Role.HELPER))
    forget(session, [case.household_id])
    assert newest_of(session, case.household_id) is None
