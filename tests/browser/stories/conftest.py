"""One town a module: a server, a simulated WeChat and a database, which the stories of the module share."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from desk.mini_program import BUILT
from tests import databases
from tests.browser.stories.town import Town
from tests.browser.stories.town import town as founded


@pytest.fixture(scope="module")
def settled(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The town of the module."""
    if not (BUILT / "app.js").is_file():
        # `make test` builds it first; whoever runs pytest alone is told what is missing.
        pytest.skip("the mini-program was not built for a browser: make client")
    with (
        databases.sqlite_database(tmp_path_factory.mktemp("town"), migrated=True) as url,
        founded(url, browser) as found,
    ):
        yield found


@pytest.fixture
def town(settled: Town) -> Iterator[Town]:
    """The town for one story; after it every page is closed, and none may have broken."""
    yield settled
    settled.close()
