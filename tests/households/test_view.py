"""What each role sees of a household, and that looking leaves a trace."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.audit import AuditEvent
from jobmatch.households.codes import Health, HouseholdType
from jobmatch.households.model import Person
from jobmatch.households.view import HouseholdView, view
from tests.households.people import AT, HEAD, HOUSEHOLD, OPERATOR, take_in, with_member

RICH = with_member(replace(HOUSEHOLD, household_type=HouseholdType.LIFTED), "1", health=frozenset({Health.CHRONIC}))


def seen_by(session: Session, actor: Actor) -> HouseholdView:
    return view(session, actor, 1, AT)


@pytest.fixture
def people(session: Session) -> dict[str, int]:
    done = take_in(session, RICH)
    for person_id in done.people.values():
        session.get_one(Person, person_id).safety = "家暴，地址保密"
    session.flush()
    return dict(done.people)


def test_the_clerk_sees_the_last_four_and_no_health(session: Session, people: dict[str, int]) -> None:
    head = seen_by(session, Actor("clerk", Role.CLERK, frozenset({"PLSQ"}))).members[0].facts
    assert head["name"] == "曾国强"
    assert head["id_last_four"] == str(HEAD.id_number)[-4:]
    assert {"id_number", "health", "safety", "id_number_index", "name_pinyin"}.isdisjoint(head)


def test_the_helper_sees_health_and_the_safety_flag(session: Session, people: dict[str, int]) -> None:
    head = seen_by(session, Actor("helper", Role.HELPER, household_ids=frozenset({1}))).members[0].facts
    assert (head["health"], head["id_number"]) == (["chronic"], HEAD.id_number)
    assert "safety" in head


def test_everybody_sees_the_own_record_whole_but_for_the_safety_flag(session: Session, people: dict[str, int]) -> None:
    himself = Actor("resident", Role.RESIDENT, person_ids=frozenset({people["1"]}))
    shown = seen_by(session, himself)
    own, wife = shown.members[0].facts, shown.members[1].facts
    assert (own["health"], own["id_number"], own["office_code"]) == (["chronic"], HEAD.id_number, "RY1")
    assert shown.facts["household_type"] is HouseholdType.LIFTED
    assert {"safety", "id_number_index"}.isdisjoint(own)
    assert {"health", "id_number", "safety"}.isdisjoint(wife)
    assert wife["name"] == "李小花"


def test_whoever_runs_the_server_sees_what_a_supervisor_sees(session: Session, people: dict[str, int]) -> None:
    operator = seen_by(session, OPERATOR).members[0].facts
    supervisor = seen_by(session, Actor("supervisor", Role.SUPERVISOR, sites=None)).members[0].facts
    assert operator == supervisor
    assert "health" not in operator


@pytest.mark.parametrize(
    "actor",
    [
        Actor("clerk elsewhere", Role.CLERK, frozenset({"OTHER"})),
        Actor("other helper", Role.HELPER, household_ids=frozenset({99})),
        Actor("neighbour", Role.RESIDENT, person_ids=frozenset({999})),
        Actor("factory", Role.EMPLOYER, sites=None),
        Actor("auditor", Role.AUDITOR, sites=None),
        Actor("trainer", Role.TRAINER, sites=None),
    ],
    ids=lambda actor: actor.name,
)
def test_nobody_else_sees_anything(session: Session, people: dict[str, int], actor: Actor) -> None:
    with pytest.raises(Refused):
        seen_by(session, actor)


def test_looking_leaves_a_trace_that_names_fields_and_no_values(session: Session, people: dict[str, int]) -> None:
    seen_by(session, Actor("helper", Role.HELPER, household_ids=frozenset({1})))
    event = session.scalars(
        select(AuditEvent).where(AuditEvent.action == "read_person", AuditEvent.subject == f"person:{people['1']}")
    ).one()
    assert (event.actor, event.role) == ("helper", "helper")
    assert {"health", "id_number"} <= set(event.detail.split(", "))
    assert "chronic" not in event.detail


def test_the_counts_are_derived(session: Session, people: dict[str, int]) -> None:
    shown = seen_by(session, OPERATOR)
    assert (shown.member_count, shown.labour_count) == (3, 3)
    assert shown.read_back.words == "家里能干活的有3个人：曾国强、李小花、曾子轩。"
    assert [member.belongings["work"][0]["employer"] for member in shown.members[:1]] == ["桐梓县禾悦鞋业有限公司"]
