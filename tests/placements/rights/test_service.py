"""Rights tickets: one stands for a person, a kind and an employer; who opens, sees and settles them; two at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from jobmatch import db
from jobmatch.access import Actor, Refused, Role
from jobmatch.audit import AuditEvent
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.placements.rights import service
from jobmatch.placements.rights.life import RightsKind, RightsState
from jobmatch.placements.rights.model import RightsTicket
from tests.placements.people import DAY, NOON, TODAY, Case, settle

ARREARS = RightsKind.ARREARS


@pytest.fixture
def case(session: Session) -> Case:
    return settle(session)


@pytest.fixture
def ticket(session: Session, case: Case) -> RightsTicket:
    actor = case.actor(Role.RESIDENT)
    return service.open_ticket(session, case.person_id, ARREARS, "测试厂", NOON, actor, said="两个月没发钱")


def test_while_one_stands_the_next_word_is_added_to_it(session: Session, case: Case, ticket: RightsTicket) -> None:
    clerk = case.actor(Role.CLERK)
    for said in ("还扣了押金", "还扣了押金", None):
        again = service.open_ticket(session, case.person_id, ARREARS, "测试厂", NOON + DAY, clerk, said=said)
        assert again.id == ticket.id
    assert ticket.said == "两个月没发钱\n还扣了押金"
    assert (ticket.opened_on, ticket.opened_by) == (TODAY, "a resident")


def test_another_kind_another_employer_and_another_time_are_other_tickets(
    session: Session, case: Case, ticket: RightsTicket
) -> None:
    helper = case.actor(Role.HELPER)
    others = [
        service.open_ticket(session, case.person_id, RightsKind.INJURY, "测试厂", NOON, helper),
        service.open_ticket(session, case.person_id, ARREARS, "别家", NOON, helper),
    ]
    service.report(session, ticket.id, helper, NOON)
    service.settle(session, ticket.id, "钱补发了", helper, NOON + DAY)
    others.append(service.open_ticket(session, case.person_id, ARREARS, "测试厂", NOON + 2 * DAY, helper))
    assert len({ticket.id, *(one.id for one in others)}) == 4


def test_it_is_reported_and_settled_with_words_and_every_move_is_kept(
    session: Session, case: Case, ticket: RightsTicket
) -> None:
    helper = case.actor(Role.HELPER)
    for _ in range(2):
        service.report(session, ticket.id, helper, NOON + DAY)
    with pytest.raises(service.NoOutcomeError):
        service.settle(session, ticket.id, "  ", helper, NOON + 2 * DAY)
    for _ in range(2):
        service.settle(session, ticket.id, "钱补发了", helper, NOON + 2 * DAY)
    assert (ticket.reported_on, ticket.settled_on, ticket.outcome) == (TODAY + DAY, TODAY + 2 * DAY, "钱补发了")
    log = [(move.verb, move.source, move.target, move.by) for move in ticket.moves]
    assert log == [
        ("open", "", "open", "a resident"),
        ("report", "open", "reported", "a helper"),
        ("settle", "reported", "settled", "a helper"),
    ]
    audited = session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert audited == ["rights_open", "rights_report", "rights_settle"]


def test_only_the_supervisor_settles_what_was_not_reported(session: Session, case: Case, ticket: RightsTicket) -> None:
    with pytest.raises(IllegalMoveError):
        service.settle(session, ticket.id, "打电话说好了", case.actor(Role.HELPER), NOON)
    service.settle(session, ticket.id, "打电话说好了", case.actor(Role.SUPERVISOR), NOON)
    assert ticket.state is RightsState.SETTLED


@pytest.mark.parametrize("role", list(Role))
def test_the_family_s_helper_and_the_supervisor_see_what_waits_and_nobody_else(
    session: Session, case: Case, ticket: RightsTicket, role: Role
) -> None:
    actor = case.actor(role)
    if role in (Role.HELPER, Role.SUPERVISOR):
        assert list(service.waiting(session, TODAY, actor)) == [ticket]
        return
    with pytest.raises(Refused):
        service.waiting(session, TODAY, actor)
    with pytest.raises(Refused):
        service.report(session, ticket.id, actor, NOON)


def test_those_of_other_families_and_sites_see_nothing(session: Session, case: Case, ticket: RightsTicket) -> None:
    others = (
        Actor("another helper", Role.HELPER, frozenset({"S1"}), household_ids=frozenset({999})),
        Actor("another supervisor", Role.SUPERVISOR, frozenset({"S2"})),
    )
    for actor in others:
        assert list(service.waiting(session, TODAY, actor)) == []
        with pytest.raises(Refused):
            service.report(session, ticket.id, actor, NOON)
    assert list(service.waiting(session, TODAY, Actor("of the county", Role.SUPERVISOR, None))) == [ticket]


def test_what_is_settled_waits_no_more_and_the_oldest_comes_first(
    session: Session, case: Case, ticket: RightsTicket
) -> None:
    supervisor = case.actor(Role.SUPERVISOR)
    older = service.open_ticket(
        session, case.twin_id, RightsKind.ABUSE, "别家", NOON - timedelta(days=3), case.actor(Role.CLERK)
    )  # fmt: skip
    assert list(service.waiting(session, TODAY, supervisor)) == [older, ticket]
    service.settle(session, older.id, "道歉了", supervisor, NOON)
    assert list(service.waiting(session, TODAY, supervisor)) == [ticket]


def test_nobody_opens_one_for_people_of_elsewhere_and_no_employer_any(session: Session, case: Case) -> None:
    strangers = (
        Actor("a relative", Role.RESIDENT, person_ids=frozenset({case.twin_id})),
        Actor("a clerk of another site", Role.CLERK, frozenset({"S2"})),
        Actor("an employer", Role.EMPLOYER, employer_ids=frozenset({1})),
    )
    for actor in strangers:
        with pytest.raises(Refused):
            service.open_ticket(session, case.person_id, ARREARS, "测试厂", NOON, actor)


def test_there_is_no_ticket_of_a_wrong_number(session: Session, case: Case) -> None:
    with pytest.raises(service.NoSuchTicketError):
        service.report(session, 999, case.actor(Role.HELPER), NOON)


def test_two_who_hear_of_it_at_once_open_one(engine: Engine) -> None:
    with db.transaction(engine) as session:
        case = settle(session)
    together = Barrier(2)

    def hear(role: Role) -> int:
        together.wait()
        with db.transaction(engine) as session:
            actor = case.actor(role)
            return service.open_ticket(session, case.person_id, ARREARS, "测试厂", NOON, actor, said=f"{role}").id

    with ThreadPoolExecutor(2) as both:
        ids = set(both.map(hear, (Role.HELPER, Role.CLERK)))
    assert len(ids) == 1
    with db.reading(engine) as session:
        said = session.scalars(select(RightsTicket.said)).one()
    assert set((said or "").split("\n")) == {"helper", "clerk"}
