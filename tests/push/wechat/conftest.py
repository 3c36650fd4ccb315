"""A simulated platform for all tests of this folder, emptied for each, and ours in front of it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from jobmatch import clock, db
from jobmatch.push.token import SharedToken
from jobmatch.push.wechat import WeChat
from jobmatch.push.wechat_channel import WeChatChannel
from jobmatch.push.wechat_templates import read
from tests.simulated import ACCOUNT, Simulated, simulator

NOON = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def _running() -> Iterator[Simulated]:
    with simulator() as running:
        yield running


@pytest.fixture
def platform(_running: Simulated) -> Simulated:
    """The simulated platform, as if nobody had ever used it."""
    _running.post("_reset", {})
    return _running


@pytest.fixture
def sqlite(sqlite_url: str) -> Iterator[Engine]:
    made = db.engine_for(sqlite_url)
    yield made
    made.dispose()


@pytest.fixture
def ours(platform: Simulated, sqlite: Engine) -> WeChat:
    """The platform as this program calls it, its token in a database."""
    return WeChat(platform.access, SharedToken(sqlite, platform.access.app_id, clock.now))


@pytest.fixture
def channel(ours: WeChat) -> WeChatChannel:
    return WeChatChannel(ours, read(ACCOUNT), lambda: NOON)
