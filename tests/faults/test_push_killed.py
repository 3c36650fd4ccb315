"""Workers killed at every point of the loop: no message is lost, and none goes out twice without a row that says so."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from jobmatch import db
from jobmatch.push import service as push
from jobmatch.push.channels import Way
from jobmatch.push.life import DeliveryState, MessageState
from jobmatch.push.model import Attempt, Delivery, Message
from jobmatch.push.templates import Template
from tests.faults.dying_workers import Provider, clock_of
from tests.push.world import DAY, MORNING, person, write

ROOT = Path(__file__).resolve().parents[2]
LONG = (pytest.mark.soak, pytest.mark.timeout(1800))
FAMILY = 3
"""So many people are reached by one telephone."""


def announce(url: str, messages: int) -> None:
    """So many messages to as many people, a few of them at one telephone."""
    engine = db.engine_for(url)
    with db.transaction(engine) as session:
        for n in range(messages):
            someone = person(session, n + 1, openid=f"o-{n // FAMILY}", accepts=0)
            write(session, someone, f"k{n}", at=MORNING - DAY)
    with db.transaction(engine) as session:
        for n in range(0, messages, FAMILY):
            user = push.enter_openid(session, f"o-{n // FAMILY}").id
            for _ in range(2 * FAMILY):
                push.accepted(session, user, {Template.ANSWER: "accept"}, MORNING)
    engine.dispose()


def process(
    url: str, handed: Path, first: int, lives: int, points: list[int], clocks: str = "steady"
) -> subprocess.Popen[bytes]:
    """Lives one after another, in a process of their own."""
    arguments = [url, str(handed), str(first), str(lives), clocks, *map(str, points)]
    return subprocess.Popen([sys.executable, "-m", "tests.faults.dying_workers", *arguments], cwd=ROOT, env=os.environ)


def finish(engine: Engine, handed: Path, life: int) -> int:
    """Workers that live, until nothing is left to do; the life after the last."""
    quiet = 0
    while quiet < 25:  # the second try of what is unknown comes later, and clocks may have been ahead
        done = 0
        while more := push.deliver(engine, [Provider(handed, lambda: None)], clock_of(life), f"life {life}"):
            done += more
        quiet = 0 if done else quiet + 1
        life += 1
    return life


def check(engine: Engine, handed: Path, messages: int) -> int:
    """Every promise about every message; how many tries stayed unknown."""
    given = Counter(int(line) for line in handed.read_text().split())
    with db.reading(engine) as session:
        rows = session.scalars(select(Message).order_by(Message.id)).all()
        assert len(rows) == messages
        for message in rows:
            tries = [one for delivery in message.deliveries for one in delivery.tries]
            outcomes = [one.outcome for one in tries]
            assert None not in outcomes, "every try has an end"
            assert given[message.id] <= len(tries), "nothing is handed over without a row"
            assert given[message.id] >= outcomes.count("sent"), "nothing is called sent that was not"
            if given[message.id] > 1:
                assert outcomes.count("unknown") >= given[message.id] - 1, "the row says that it may have gone twice"
            assert given[message.id] <= 2, "one more try and no more"
            called = [one for one in message.deliveries if one.channel is Way.CALL]
            if message.state is not MessageState.TOLD:
                assert message.state is MessageState.UNDER_WAY
                assert [one.state for one in called] == [DeliveryState.DUE], "nobody knows: a person asks"
        in_doubt = len(session.scalars(select(Attempt.id).where(Attempt.outcome == "unknown")).all())
        claimed = session.scalars(select(Delivery.id).where(Delivery.state == DeliveryState.CLAIMED)).all()
        assert claimed == []
    return in_doubt


@pytest.mark.parametrize(("messages", "lives", "step"), [(75, 15, 4), pytest.param(2000, 240, 1, marks=LONG)])
def test_killed_at_every_point_nothing_is_lost_and_nothing_goes_twice_in_silence(
    database_url: str, messages: int, lives: int, step: int, tmp_path: Path
) -> None:
    handed = tmp_path / "handed"
    handed.touch()
    announce(database_url, messages)
    # Every point from the first on (or every fourth), one after another; a life does a few dozen before it would end by
    # itself: an armful is checked together, handed over one by one, and settled as it is answered.
    killed = process(database_url, handed, 0, lives, list(range(1, 60, step)))
    assert killed.wait(timeout=messages * 3) == 0
    engine = db.engine_for(database_url)
    finish(engine, handed, lives + 1)
    assert check(engine, handed, messages) > 0, "nobody was killed in a call, so nothing was shown"
    engine.dispose()


@pytest.mark.parametrize(("messages", "lives"), [(42, 7), pytest.param(1000, 100, marks=LONG)])
def test_two_lines_of_workers_at_once_under_clocks_that_jump_are_killed_and_take_over(
    database_url: str, messages: int, lives: int, tmp_path: Path
) -> None:
    handed = tmp_path / "handed"
    handed.touch()
    announce(database_url, messages)
    both = [
        process(database_url, handed, 0, lives, list(range(5, 60, 3)), "jumping"),
        process(database_url, handed, 7, lives, list(range(60, 5, -4)), "jumping"),
    ]
    assert [one.wait(timeout=messages * 4) for one in both] == [0, 0]
    engine = db.engine_for(database_url)
    finish(engine, handed, lives + 20)
    check(engine, handed, messages)
    engine.dispose()
