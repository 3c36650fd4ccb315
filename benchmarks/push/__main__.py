"""`python -m benchmarks.push`: messages a second from one worker process, and messages while the nightly match runs.

The simulated platform takes 50 ms for each answer. The peer is a bare loop over the same channel with as many hands and
no database: what could be had at most. While the match runs the peer is the same worker with nothing else to do.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from statistics import median

from sqlalchemy import func, select

from benchmarks.measuring import by_the_clock, by_the_processor, say
from benchmarks.push import night
from benchmarks.push.town import FACTS, Told, Town, town
from jobmatch import clock, db, telling
from jobmatch.push.channels import Letter, Sent
from jobmatch.push.delivering import HANDS
from jobmatch.push.life import MessageState
from jobmatch.push.model import Message
from jobmatch.push.templates import Template, said

PEOPLE, ROUNDS = 900, 3
IN_THE_MORNING = 10
TEXT = said(Template.COURSE, FACTS).text


def main() -> None:
    """Prints the tables."""
    at = clock.now().astimezone(clock.SHANGHAI).replace(hour=IN_THE_MORNING, minute=0)
    with town(PEOPLE, at) as place:
        _pass_on_the_rest(place, at)
        rounds = [_round(place, at, n) for n in range(ROUNDS)]
        say(f"{PEOPLE} messages to as many telephones, {HANDS} hands, answers after 50 ms, medians of {ROUNDS} rounds")
        say(f"{'what':<44}{'a second':>10}{'ms of processor each':>22}")
        for what, figures in (
            ("bare loop over the channel", [bare for bare, _ in rounds]),
            ("the outbox, on SQLite", [ours for _, ours in rounds]),
        ):
            seconds, busy = median(s for s, _ in figures), median(b for _, b in figures)
            say(f"{what:<44}{PEOPLE / seconds:>10.0f}{1000 * busy / PEOPLE:>22.2f}")
        say(f"outbox ÷ bare loop: {median(bare[0] / ours[0] for bare, ours in rounds):.2f}\n")
        night.measure(place, at)


def _pass_on_the_rest(place: Town, at: datetime) -> None:
    """What the county's own match has found is told first: nobody there has a telephone with WeChat."""
    while telling.deliver(place.engine, [], at, "benchmark"):
        pass


def _round(place: Town, at: datetime, number: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """Seconds by the clock and of the processor, for the bare loop and for the outbox."""
    place.accept(place.people, at)
    bare = _timed(lambda: _bare_loop(place))
    place.accept(place.people, at)
    place.write(place.people, f"round {number}", at)
    ours = _timed(lambda: _outbox(place, at))
    _check(place, number)
    return bare, ours


def _timed(work: Callable[[], None]) -> tuple[float, float]:
    seconds, (busy, _) = by_the_clock(by_the_processor, work)
    return seconds, busy


def _bare_loop(place: Town) -> None:
    channel = place.channel()

    def send(one: Told) -> None:
        sent = channel.send(Letter(one.openid, Template.COURSE, FACTS, TEXT, None, 0))
        assert isinstance(sent, Sent), sent

    with ThreadPoolExecutor(HANDS) as hands:
        list(hands.map(send, place.people))


def _outbox(place: Town, at: datetime) -> None:
    channel = place.channel()
    while telling.deliver(place.engine, [channel], at, "benchmark"):
        pass


def _check(place: Town, number: int) -> None:
    """Everybody has been told, once."""
    with db.reading(place.engine) as session:
        told = session.scalar(
            select(func.count()).where(
                Message.dedupe_key.like(f"round {number}:%"), Message.state == MessageState.TOLD
            )
        )  # fmt: skip
    assert told == PEOPLE, f"{told} of {PEOPLE} have been told"
    assert {len(seen) for seen in place.arrived(place.people).values()} == {2 * (number + 1)}


if __name__ == "__main__":
    main()
