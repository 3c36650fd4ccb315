"""A telephone, or a kiosk, with the mini-program: the real page of the real server, a recorded API, and WeChat."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from jobmatch.settings import settings
from tests.browser.client import require_client
from tests.browser.mini_program.recorded import Api
from tests.browser.mini_program.telephone import KIOSK, PHONE, WECHAT, Client, opened, served


@pytest.fixture
def api() -> Api:
    return Api()


@pytest.fixture
def site(sqlite_url: str, api: Api, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server with the pages of the program and the recorded API."""
    require_client()
    monkeypatch.setattr(settings(), "wechat_api_root", WECHAT)
    with served(sqlite_url, api) as address:
        yield address


@pytest.fixture
def phone(browser: Browser, site: str, api: Api) -> Client:
    return opened(browser, site, api, PHONE)


@pytest.fixture
def kiosk(browser: Browser, site: str, api: Api) -> Client:
    return opened(browser, site, api, KIOSK)
