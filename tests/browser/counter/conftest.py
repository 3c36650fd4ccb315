"""A server with the small world of the counter, and desks at it: pages that somebody has signed in on."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy.orm import Session

from jobmatch.db import engine_for, transaction
from tests.browser.counter import hands, world
from tests.browser.server import serving

DESK = {"width": 1366, "height": 768}

Stored = Callable[[], AbstractContextManager[Session]]


@pytest.fixture
def address(sqlite_url: str) -> Iterator[str]:
    """The address of a server that nobody has been at today."""
    engine = engine_for(sqlite_url)
    with transaction(engine) as session:
        world.settle(session)
    engine.dispose()
    with serving(sqlite_url) as found:
        yield found


@pytest.fixture
def stored(sqlite_url: str) -> Iterator[Stored]:
    """The database beside the server: what is really kept."""
    engine = engine_for(sqlite_url)
    yield lambda: transaction(engine)
    engine.dispose()


@pytest.fixture
def desks(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Another desk: a browser of its own, somebody signed in. A script that breaks on a page breaks the test."""
    opened: list[BrowserContext] = []
    broken: list[str] = []

    def desk(name: str = world.CLERK, **more: object) -> Page:
        context = browser.new_context(**({"viewport": DESK, "locale": "zh-CN"} | more))
        opened.append(context)
        context.on("weberror", lambda error: broken.append(str(error.error)))
        page = context.new_page()
        hands.sign_in(page, address, name)
        return page

    yield desk
    for context in opened:
        context.close()
    assert broken == []


@pytest.fixture
def page(desks: Callable[..., Page]) -> Page:
    """The first desk."""
    return desks()
