"""The outbox: written with what it tells, once for each key; the inbox; what was accepted; who is reached by whom."""

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from jobmatch import db
from jobmatch.push import service as push
from jobmatch.push.life import MessageState
from jobmatch.push.model import LinkRole, Message, OpenId, Recipient
from jobmatch.push.templates import Template
from tests.push.world import DAY, MORNING, Fake, link, person, states, told, write


def test_a_message_stands_in_a_transaction_or_nowhere(engine: Engine) -> None:
    with db.transaction(engine) as session:
        someone = person(session, 1)
    with Session(engine) as alone, pytest.raises(push.NoTransactionError):
        push.enqueue(alone, someone, Template.ANSWER, {}, "k", MORNING)


def test_a_message_is_undone_with_what_it_tells(engine: Engine) -> None:
    def fails_afterwards() -> None:
        with db.transaction(engine) as session:
            write(session, person(session, 1), "k")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails_afterwards()
    assert states(engine) == []


def test_what_is_announced_twice_is_one_message(engine: Engine) -> None:
    with db.transaction(engine) as session:
        someone = person(session, 1)
        first = write(session, someone, "k")
    with db.transaction(engine) as session:
        assert write(session, someone, "k", MORNING + DAY) == first
    assert states(engine) == [MessageState.WAITING]


def test_the_inbox_has_every_message_but_those_that_are_not_true_any_more(session: Session) -> None:
    someone, other = person(session, 1), person(session, 2)
    ids = [write(session, someone, f"k{n}") for n in range(5)]
    write(session, other, "other")
    push.call_off(session, session.get_one(Message, ids[4]), "no_longer_true", MORNING)
    page = push.inbox(session, [someone], None, 3)
    assert [one.id for one in page] == [ids[3], ids[2], ids[1]]
    assert [one.id for one in push.inbox(session, [someone], page[-1].id, 3)] == [ids[0]]


def test_a_reminder_is_nothing_to_read_until_it_is_time(engine: Engine) -> None:
    with db.transaction(engine) as session:
        someone = person(session, 1)
        write(session, someone, "k", MORNING, Template.MEETING_TOMORROW, due_at=MORNING + DAY)
        assert push.inbox(session, [someone], None, 9) == []
    told(engine, at=MORNING + DAY)
    with db.reading(engine) as session:
        assert len(push.inbox(session, [someone], None, 9)) == 1


def test_only_the_own_messages_are_read_and_the_first_time_counts(session: Session) -> None:
    someone, other = person(session, 1), person(session, 2)
    mine = write(session, someone, "k")
    assert push.mark_read(session, mine, [other], MORNING) is None
    push.mark_read(session, mine, [someone], MORNING)
    push.mark_read(session, mine, [someone], MORNING + DAY)
    assert session.get_one(Message, mine).read_at == MORNING


def test_acceptances_add_up_and_a_no_takes_nothing_away(session: Session) -> None:
    user = link(session, "o-1", person(session, 1), 0)
    for answer in ("accept", "reject", "accept", "ban"):
        push.accepted(session, user, {Template.ANSWER: answer}, MORNING)
    assert push.balances(session, user) == {Template.ANSWER: 2}


def test_one_telephone_reaches_a_family_and_one_person_has_several(session: Session) -> None:
    mother, father = person(session, 1, openid="o-son"), person(session, 2, openid="o-son")
    link(session, "o-mother", mother, 1)
    assert [who.id for _, who in push.links_of_openid(session, "o-son")] == [mother, father]
    assert len(push.links_of(session, mother)) == 2
    assert push.unlink(session, "o-son", mother, MORNING)
    assert not push.unlink(session, "o-son", mother, MORNING)
    assert not push.unlink(session, "o-nobody", mother, MORNING)
    assert [who.id for _, who in push.links_of_openid(session, "o-son")] == [father]


def test_the_own_telephone_comes_before_a_relatives(session: Session) -> None:
    someone = person(session, 1)
    link(session, "o-son", someone, 1, LinkRole.RELATIVE)
    link(session, "o-own", someone, 1)
    assert [one.role for one in push.links_of(session, someone)] == [LinkRole.SELF, LinkRole.RELATIVE]


def test_two_that_are_one_are_reached_by_the_telephones_of_both_until_they_are_told_apart(session: Session) -> None:
    kept, gone = person(session, 1, openid="o-kept"), person(session, 2, openid="o-gone")
    link(session, "o-both", kept, 1, LinkRole.RELATIVE)
    link(session, "o-both", gone, 1)
    link(session, "o-lost", gone, 1, LinkRole.RELATIVE)

    def reached(recipient: int) -> list[tuple[str, LinkRole]]:
        return sorted((one.openid.openid, one.role) for one in push.links_of(session, recipient))

    own, helps = LinkRole.SELF, LinkRole.RELATIVE
    before = reached(kept), reached(gone)
    push.hand_over(session, gone, kept, MORNING + DAY)
    assert (reached(kept), reached(gone)) == (
        [("o-both", own), ("o-gone", own), ("o-kept", own), ("o-lost", helps)], []
    )  # fmt: skip
    push.unlink(session, "o-lost", kept, MORNING + 2 * DAY)
    push.part(session, gone, kept, MORNING + DAY, MORNING + 3 * DAY)
    session.expire_all()
    assert before == (reached(kept), [*reached(gone), ("o-lost", helps)]), "who was shut out stays out"


def test_an_openid_is_stored_sealed_and_linked_twice_is_linked_once(session: Session) -> None:
    someone = person(session, 1, openid="o-secret")
    link(session, "o-secret", someone, 1)
    assert session.scalar(select(func.count()).select_from(OpenId)) == 1
    assert len(push.links_of(session, someone)) == 1
    raw = session.connection().exec_driver_sql("SELECT openid FROM push_openid").scalar_one()
    assert b"o-secret" not in bytes(raw)


def test_a_row_is_kept_in_step_with_what_the_record_says(session: Session) -> None:
    someone = person(session, 1, agrees=True)
    assert person(session, 1, phone=None, agrees=False) == someone
    row = session.get_one(Recipient, someone)
    assert (row.phone, row.agrees) == (None, False)


def test_erasing_a_person_leaves_nothing_of_the_person_and_all_of_the_others(engine: Engine) -> None:
    with db.transaction(engine) as session:
        gone, stays = person(session, 1, openid="o-both"), person(session, 2, openid="o-both")
        link(session, "o-only", gone, 1)
        for n in range(3):
            write(session, gone, f"gone{n}", template=Template.NEW_MATCH)
        write(session, stays, "stays")
    told(engine, Fake())
    with db.transaction(engine) as session:
        assert push.forget(session, [1]) == 1
        assert push.forget(session, [1]) == 0
        assert session.scalars(select(Recipient.id)).all() == [stays]
        assert session.scalars(select(Message.recipient_id)).all() == [stays]
        assert push.find_openid(session, "o-only") is None
        assert [who.id for _, who in push.links_of_openid(session, "o-both")] == [stays]
