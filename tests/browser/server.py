"""The program's own server on a free port of this machine, for browsers that tests and screenshots drive."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Thread
from wsgiref.types import WSGIApplication

from playwright.sync_api import Page
from werkzeug.serving import WSGIRequestHandler, make_server

from desk import sign_in
from jobmatch.access import Actor
from jobmatch.demo.users import PASSWORD
from wsgi import create_app

SOON_S = 0.02  # how soon a server notices that it is to stop; half a second, the usual, is long after every test


class Quiet(WSGIRequestHandler):
    """Answers without a line in the output for each request."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        pass


@contextmanager
def listening(application: WSGIApplication) -> Iterator[str]:
    """The address of an application on a free port of this machine."""
    server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=Quiet)
    thread = Thread(target=partial(server.serve_forever, poll_interval=SOON_S), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()


@contextmanager
def serving(database_url: str, who: Callable[[], Actor] = sign_in.who) -> Iterator[str]:
    """The address of the program's server; `who` says who asks, by default whoever has signed in."""
    with listening(create_app(database_url, who=who)) as address:
        yield address


def sign_in(page: Page, address: str, user: str) -> None:
    """A user of an invented place signs in, and stands where work begins."""
    page.goto(f"{address}/sign-in")
    page.fill("input[name=name]", user)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda there: "/sign-in" not in there)
