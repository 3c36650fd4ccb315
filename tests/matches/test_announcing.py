"""A run of matching tells the people for whom it found something, once."""

from sqlalchemy import Engine, select

from jobmatch import db, flow, telling
from jobmatch.push.channels import Way
from jobmatch.push.model import Message, Recipient
from tests.matches.conftest import BY, now
from tests.placements.people import NOON, TODAY
from tests.push.world import ways


def test_a_run_announces_what_it_found_and_the_same_run_again_nothing(settled: Engine) -> None:
    found = flow.match(settled, TODAY, None, now, BY)
    people = {person for person, cards in found.cards.items() if cards}
    with db.reading(settled) as session:
        told = set(session.scalars(select(Recipient.person_id)))
        count = len(session.scalars(select(Message.id)).all())
    assert told == people
    assert count == sum(len(cards) for cards in found.cards.values())
    flow.match(settled, TODAY, None, now, BY)
    with db.reading(settled) as session:
        assert len(session.scalars(select(Message.id)).all()) == count
    telling.deliver(settled, [], NOON, "w1")
    assert {way for way, _, _ in ways(settled)} <= {Way.CALL, Way.SLIP}
