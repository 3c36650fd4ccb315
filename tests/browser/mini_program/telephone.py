"""A telephone with WeChat that runs the mini-program in a browser, and the server that it talks to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page, Route
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from tests.browser.mini_program.recorded import Api
from tests.browser.server import listening
from wsgi import create_app

PHONE = {"width": 375, "height": 812}
KIOSK = {"width": 1366, "height": 768}
WECHAT = "http://127.0.0.1:9"  # asked by the page, answered by the test


@dataclass
class Client:
    """The page of a telephone, the API that it talks to, and what WeChat was told."""

    page: Page
    api: Api
    address: str
    wechat: list[Any] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def start(self, where: str = "", query: str = "") -> Page:
        self.page.goto(f"{self.address}/m/{query}#{where}")
        return self.page

    def start_asking(self, where: str = "") -> Page:
        """Starts, and waits until it is known for which messages may be asked: a tap before that asks for none."""
        with self.page.expect_request_finished(lambda request: "/api/templates" in request.url):
            return self.start(where)

    def cut(self, *, off: bool) -> None:
        """The line is cut, or is there again."""
        self.page.context.set_offline(off)


@contextmanager
def served(url: str, api: Api) -> Iterator[str]:
    with listening(DispatcherMiddleware(create_app(url), {"/api": api})) as address:
        yield address


def opened(browser: Browser, site: str, api: Api, size: Any) -> Client:
    page = browser.new_context(viewport=size).new_page()
    client = Client(page, api, site)
    page.on("console", lambda told: client.complaints.append(told.text) if told.type in ("error", "warning") else None)
    page.on("pageerror", lambda fault: client.complaints.append(str(fault)))
    page.route(f"{WECHAT}/**", lambda route: _wechat(client, route))
    return client


def _wechat(client: Client, route: Route) -> None:
    """What a telephone with WeChat would do: a code for every login, and a note of every message allowed."""
    if route.request.method == "POST":
        client.wechat.append(route.request.post_data_json)
    route.fulfill(json={"code": "0a1b2c"}, headers={"Access-Control-Allow-Origin": "*"})
