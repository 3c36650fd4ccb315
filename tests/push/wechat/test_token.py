"""One token for all processes, fetched once: by threads, by two processes, after a death, after a clock's jump."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import Engine, insert, text, update
from sqlalchemy.orm import Session

from jobmatch.push import token as tokens
from jobmatch.push.token import Fetched, SharedToken, TokenBusyError
from jobmatch.push.wechat_model import Token
from tests.push.wechat.conftest import NOON
from tests.simulated import APP_ID, ROOT, SECRET, SEND, TOKENS, Simulated

A_PROCESS = """
import sys
from jobmatch import clock, db
from jobmatch.push.token import SharedToken
from jobmatch.push.wechat import Access, WeChat
url, root, app_id, secret = sys.argv[1:]
wechat = WeChat(Access(app_id, secret, root), SharedToken(db.engine_for(url), app_id, clock.now))
sys.stdout.write("ready\\n")
sys.stdout.flush()
sys.stdin.readline()
wechat.ready()
sys.stdout.write(wechat._token() + "\\n")
"""


class Platform:
    """Counts how often a token was fetched; each is another one."""

    def __init__(self, seconds: int = 7200) -> None:
        self.numbers = count(1)
        self.fetched = 0
        self.seconds = seconds

    def fetch(self) -> Fetched:
        self.fetched = next(self.numbers)
        return Fetched(f"token {self.fetched}", self.seconds)


def store(engine: Engine, at: datetime = NOON) -> SharedToken:
    return SharedToken(engine, APP_ID, lambda: at)


def test_a_token_is_fetched_once_and_then_known(engine: Engine) -> None:
    platform = Platform()
    assert [store(engine).usable(platform.fetch) for _ in range(3)] == ["token 1"] * 3


def test_a_token_is_replaced_before_the_platform_lets_it_lapse(engine: Engine) -> None:
    platform = Platform()
    store(engine).usable(platform.fetch)
    assert store(engine, NOON + timedelta(seconds=6899)).usable(platform.fetch) == "token 1"
    assert store(engine, NOON + timedelta(seconds=6901)).usable(platform.fetch) == "token 2"


def test_a_refused_token_is_replaced_once_for_all_who_met_it(engine: Engine) -> None:
    platform = Platform()
    first = store(engine).usable(platform.fetch)
    assert [store(engine).usable(platform.fetch, refused=first) for _ in range(3)] == ["token 2"] * 3


def test_the_token_is_sealed_in_its_row(engine: Engine) -> None:
    store(engine).usable(lambda: Fetched("readable", 7200))
    with engine.connect() as connection:
        kept = bytes(connection.execute(text("SELECT token FROM push_token")).scalar_one())
    assert b"readable" not in kept


def test_a_fetch_that_fails_leaves_the_next_one_free(engine: Engine) -> None:
    def fail() -> Fetched:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        store(engine).usable(fail)
    assert store(engine).usable(Platform().fetch) == "token 1"


def test_no_transaction_is_open_while_the_platform_is_asked(engine: Engine) -> None:
    def fetch() -> Fetched:
        with Session(engine) as other, other.begin():  # on SQLite this would wait for an open one
            other.execute(text("UPDATE push_token SET leased_by = leased_by"))
        return Fetched("token", 7200)

    assert store(engine).usable(fetch) == "token"


@pytest.mark.parametrize("later", [timedelta(seconds=16), -timedelta(hours=1)])
def test_the_lease_of_the_dead_runs_out_and_a_clock_set_back_does_not_lengthen_it(
    engine: Engine, later: timedelta
) -> None:
    with Session(engine) as session, session.begin():
        session.execute(insert(Token).values(app_id=APP_ID, leased_by="dead", lease_until=NOON + tokens.LEASE))
    assert store(engine, NOON + later).usable(Platform().fetch) == "token 1"


def test_nobody_waits_for_ever_for_somebody_who_does_not_finish(engine: Engine) -> None:
    looks = count()

    def now() -> datetime:
        """Each look is five seconds later, and by then somebody has taken the lease again and died again."""
        at = NOON + timedelta(seconds=5 * next(looks))
        with Session(engine) as session, session.begin():
            session.execute(update(Token).values(lease_until=at + tokens.LEASE))
        return at

    with Session(engine) as session, session.begin():
        session.execute(insert(Token).values(app_id=APP_ID, leased_by="dying", lease_until=NOON))
    with pytest.raises(TokenBusyError):
        SharedToken(engine, APP_ID, now).usable(Platform().fetch)


def test_who_asked_the_clock_before_the_holder_did_takes_no_lease_away(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        ends = NOON + timedelta(seconds=1) + tokens.LEASE
        session.execute(insert(Token).values(app_id=APP_ID, leased_by="holder", lease_until=ends))
    looks = iter([NOON, NOON, NOON + tokens.LONGEST_WAIT + timedelta(seconds=1)])
    with pytest.raises(TokenBusyError):
        SharedToken(engine, APP_ID, lambda: next(looks)).usable(Platform().fetch)


def test_many_threads_that_need_a_token_at_once_fetch_one(engine: Engine) -> None:
    platform = Platform()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: store(engine).usable(platform.fetch), range(16)))
    assert set(found) == {"token 1"}


def test_two_processes_that_need_a_token_at_once_fetch_one(platform: Simulated, engine: Engine) -> None:
    platform.script(set={"delay": 0.3})
    arguments = [engine.url.render_as_string(hide_password=False), platform.root, APP_ID, SECRET]
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", A_PROCESS, *arguments], cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        for _ in range(2)
    ]  # fmt: skip
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    found = {process.communicate(timeout=60)[0] for process in processes}
    assert len(found) == 1
    assert len(found.pop().strip()) == 512
    assert platform.calls(TOKENS) == 1
    assert platform.calls(SEND) == 0
