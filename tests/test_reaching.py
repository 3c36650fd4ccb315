"""By which telephones somebody is reached: listed, ended, and never forgotten because two records were one person."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import reaching, telling
from jobmatch.access import Actor, Refused, Role
from jobmatch.audit import AuditEvent
from jobmatch.households.model import Person
from jobmatch.push import service as push
from jobmatch.push.model import LinkRole
from tests.placements.people import NOON, Case, settle


@pytest.fixture
def case(session: Session) -> Case:
    return settle(session)


def own(case: Case) -> Actor:
    return Actor("phone:1", Role.RESIDENT, person_ids=frozenset({case.person_id}))


def link(session: Session, person_id: int, openid: str, role: LinkRole) -> int:
    return push.link(session, openid, telling.recipient(session, person_id, NOON), role, "a clerk", NOON).id


def test_a_telephone_linked_with_a_record_that_was_merged_is_listed_and_can_be_ended(
    session: Session, case: Case
) -> None:
    before = link(session, case.twin_id, "old", LinkRole.SELF)
    link(session, case.person_id, "new", LinkRole.SELF)
    assert [one.openid for one in reaching.telephones(session, case.person_id)] == ["new"]
    session.get_one(Person, case.twin_id).merged_into_id = case.person_id
    session.flush()
    assert [one.openid for one in reaching.telephones(session, case.person_id)] == ["old", "new"]
    assert reaching.end(session, case.person_id, before, NOON, own(case))
    assert [one.openid for one in reaching.telephones(session, case.person_id)] == ["new"]


def test_ended_twice_is_ended_once_and_nobody_elses_link_is_touched(session: Session, case: Case) -> None:
    mine = link(session, case.person_id, "mine", LinkRole.SELF)
    others = link(session, case.twin_id, "others", LinkRole.SELF)
    for _twice in range(2):
        assert reaching.end(session, case.person_id, mine, NOON, own(case))
    assert not reaching.end(session, case.person_id, others, NOON, own(case))
    with pytest.raises(Refused):
        reaching.end(session, case.twin_id, others, NOON, own(case))
    assert session.scalars(select(AuditEvent.detail).where(AuditEvent.action == "end_link")).all() == ["self"]
    assert [one.openid for one in reaching.telephones(session, case.twin_id)] == ["others"]


def test_the_record_says_that_the_own_wechat_is_gone_when_the_last_of_the_own_is(session: Session, case: Case) -> None:
    first, last = (link(session, case.person_id, openid, LinkRole.SELF) for openid in ("a", "b"))
    link(session, case.person_id, "son", LinkRole.RELATIVE)
    me = session.get_one(Person, case.person_id)
    me.wechat_bound = True
    reaching.end(session, case.person_id, first, NOON, own(case))
    assert me.wechat_bound
    reaching.end(session, case.person_id, last, NOON, own(case))
    assert not me.wechat_bound
    assert reaching.end_relatives(session, case.person_id, NOON, own(case)) == 1
    assert reaching.telephones(session, case.person_id) == []


def test_messages_are_wanted_until_the_person_says_no(session: Session, case: Case) -> None:
    assert reaching.wants_messages(session, case.person_id)
    for wanted in (True, False, False, True):
        reaching.switch_messages(session, case.person_id, wanted, NOON, own(case))
        assert reaching.wants_messages(session, case.person_id) is wanted
    with pytest.raises(Refused):
        reaching.switch_messages(session, case.twin_id, False, NOON, own(case))
    noted = select(AuditEvent.action).where(AuditEvent.action.startswith("want_")).order_by(AuditEvent.id)
    assert session.scalars(noted).all() == ["want_no_messages", "want_messages"]
