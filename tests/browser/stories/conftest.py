"""One town a module: a server, a simulated WeChat and a database, which the stories of the module share."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.client import require_client
from tests.browser.stories.town import Town
from tests.browser.stories.town import town as founded


@pytest.fixture(scope="module")
def settled(browser: Browser, shared_url: str) -> Iterator[Town]:
    """The town of the module."""
    require_client()
    with founded(shared_url, browser) as found:
        yield found


@pytest.fixture
def town(settled: Town) -> Iterator[Town]:
    """The town for one story; after it every page is closed, and none may have broken."""
    yield settled
    settled.close()
