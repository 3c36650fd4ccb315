"""The outbox alone, with a channel that answers at once: what a message costs on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from benchmarks.measuring import by_the_clock, by_the_processor, say
from jobmatch import db
from jobmatch.push import service as push
from jobmatch.push.channels import Letter, Sent, Way
from tests import databases
from tests.push.world import person, write

MESSAGES = 1000


class AtOnce:
    """A channel that takes no time."""

    name = Way.WECHAT.value

    def send(self, letter: Letter) -> Sent:
        """Nothing more to it."""
        return Sent(f"m-{letter.message_id}")


def measure(at: datetime) -> None:
    """Prints what a message costs, planned, claimed, checked, handed over and settled."""
    say(f"{MESSAGES} messages through a channel that answers at once")
    say(f"{'database':<20}{'a second':>10}{'ms of processor each':>22}")
    for what, url in _databases():
        engine = db.engine_for(url)
        with db.transaction(engine) as session:
            for n in range(MESSAGES):
                write(session, person(session, n + 1, openid=f"o-{n}", accepts=1), f"k{n}", at)
        seconds, (busy, _) = by_the_clock(by_the_processor, _work_off, engine, at)
        engine.dispose()
        say(f"{what:<20}{MESSAGES / seconds:>10.0f}{1000 * busy / MESSAGES:>22.2f}")
    say("")


def _work_off(engine: Engine, at: datetime) -> None:
    while push.deliver(engine, [AtOnce()], at, "benchmark"):
        pass


def _databases() -> Iterator[tuple[str, str]]:
    with _run(), TemporaryDirectory() as folder:
        with databases.sqlite_database(Path(folder), migrated=True) as url:
            yield "SQLite", url
        with databases.postgresql_database(migrated=True) as url:
            yield "PostgreSQL", url


@contextmanager
def _run() -> Iterator[None]:
    databases.begin_run()
    try:
        yield
    finally:
        databases.end_run()
