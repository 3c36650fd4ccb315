"""A browser at a running server, for all tests of this folder."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from jobmatch import clock
from jobmatch.db import engine_for, transaction
from tests.browser import chromium
from tests.browser.server import serving
from tests.desk import posts

PATIENCE_MS = 30_000  # a busy machine may take long over a page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of this machine; without one the tests say so and go on."""
    found = chromium.installed()
    if found is None:
        pytest.skip("no Chromium on this machine: the pages were not looked at in a browser")
    expect.set_options(timeout=PATIENCE_MS)
    with chromium.browser(found) as opened:
        yield opened


@pytest.fixture(autouse=True)
def nothing_stays_open(request: pytest.FixtureRequest) -> Iterator[None]:
    """The windows that a test opened are closed after it: their pages would go on asking a server that is gone."""
    if "browser" not in request.fixturenames:
        yield
        return
    browser: Browser = request.getfixturevalue("browser")
    before = set(browser.contexts)
    yield
    for context in set(browser.contexts) - before:
        context.close()


@pytest.fixture
def address(sqlite_url: str) -> Iterator[str]:
    """The address of a server with a few vacancies of today, one with words too long for a narrow screen."""
    engine = engine_for(sqlite_url)
    today = {"publish_from": clock.today(), "expires_on": clock.today(), "last_confirmed": clock.today()}
    with transaction(engine) as session:
        factory = posts.settle(session)
        posts.post(session, factory, "V-1", hazards=["noise"], certificates=["health"], **today)
        posts.post(session, factory, "V-2", title="电子厂普工" * 12, address="https" + "x" * 90, **today)
    engine.dispose()
    with serving(sqlite_url) as found:
        yield found
