"""What a start page offers can be done: no role is led to a page that is not theirs, and every role finds its way."""

from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from desk import staff
from jobmatch import db
from jobmatch.access import ANYBODY, Actor, Role
from jobmatch.accounts.service import COUNTY_WIDE, OF_A_SITE, ROLES
from tests.desk import posts
from tests.households.people import take_in
from wsgi import create_app

PLAIN_404, PUBLIC_404 = "这一页没有", "岗位可能已经招满"


class Offers(HTMLParser):
    """The links of a page to this server, and its forms: method, address and what they send as they stand.

    `ways` are the links in the body of the page, beneath its header and without its cover.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.ways: set[str] = set()
        self._inside = False
        self.forms: list[tuple[str, str, dict[str, str]]] = []
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attributes}
        if tag == "a" and said["href"].startswith("/"):
            self.links.add(said["href"])
            self.ways |= {said["href"]} if self._inside else set()
        elif tag == "main":
            self._inside = True
        elif tag == "form":
            self.forms.append((said.get("method", "get"), said["action"], {}))
        elif tag == "select":
            self._select = said["name"]
        elif tag == "option":
            self.forms[-1][2].setdefault(self._select, said["value"])
        elif tag == "input" and self.forms and "name" in said:
            self.forms[-1][2][said["name"]] = said.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "main"


@pytest.fixture
def place(database_url: str) -> str:
    """A site with a family and a vacancy."""
    engine = db.engine_for(database_url)
    with db.transaction(engine) as session:
        factory = posts.settle(session)
        take_in(session)
        posts.post(session, factory, "V-1")
    engine.dispose()
    return database_url


def of(role: Role, *sites: str) -> Actor:
    """Somebody of a role with the area that such an account has."""
    everywhere = role in COUNTY_WIDE and not sites
    helped = frozenset({1}) if role is Role.HELPER else frozenset[int]()
    return Actor(f"test-{role}", role, None if everywhere else frozenset(sites), household_ids=helped)


@contextmanager
def at_a_desk(url: str, actor: Actor) -> Iterator[FlaskClient]:
    app = create_app(url, who=lambda: actor)
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_client() as client:
        yield client
    app.extensions["jobmatch.engine"].dispose()


def start_of(client: FlaskClient, actor: Actor) -> str:
    """Where the day of somebody begins."""
    with client.application.test_request_context():
        return staff.start_of(actor)


def start_pages(client: FlaskClient, actor: Actor) -> set[str]:
    """The page of all that can be done here, where the day begins, and each page that is offered there."""
    return {"/desk", start_of(client, actor)} | Offers(client.get("/desk").text).ways


def answers(client: FlaskClient, page: str, tried: set[str]) -> dict[str, int]:
    """What each link and each form of a page answers; the links of the frame stand on all pages, and are tried once."""
    offers = Offers(client.get(page).text)
    found = {link: client.get(link).status_code for link in offers.links - tried}
    tried |= offers.links
    for method, address, fields in offers.forms:
        answer = client.get(address) if method == "get" else client.post(address, data=fields)
        found[f"{method} {address}"] = answer.status_code
    return found


AREAS = [of(role, *(["PLSQ"] if role in OF_A_SITE else [])) for role in ROLES]
AREAS += [of(Role.SUPERVISOR, "PLSQ", "S1"), of(Role.CLERK, "GONE")]


@pytest.mark.parametrize("actor", AREAS, ids=[f"{one.role} of {sorted(one.sites or ())}" for one in AREAS])
def test_nothing_that_a_start_page_offers_is_refused(place: str, actor: Actor) -> None:
    tried: set[str] = set()
    with at_a_desk(place, actor) as client:
        for page in sorted(start_pages(client, actor)):
            assert client.get(page).status_code == 200, page
            refused = {what: status for what, status in answers(client, page, tried).items() if status == 403}
            assert refused == {}, page


def test_a_clerk_registers_a_new_family_and_a_helper_is_told_who_does(place: str) -> None:
    with at_a_desk(place, of(Role.CLERK, "PLSQ")) as client:
        assert "新登记一家" in client.get("/counter").text
    with at_a_desk(place, of(Role.HELPER, "PLSQ")) as client:
        page = client.get("/counter").text
    assert "新登记一家" not in page
    assert "由安置点的窗口登记" in page


@pytest.mark.parametrize("role", ROLES)
def test_staff_who_miss_a_page_are_led_to_their_own_start(place: str, role: Role) -> None:
    actor = of(role, *(["PLSQ"] if role in OF_A_SITE else []))
    with at_a_desk(place, actor) as client:
        answer = client.get("/nonsense")
        own = start_of(client, actor)
    assert answer.status_code == 404
    assert PLAIN_404 in answer.text
    assert PUBLIC_404 not in answer.text
    assert f'href="{own}"' in answer.text


def test_everybody_else_who_misses_a_page_is_led_to_the_vacancies(place: str) -> None:
    with at_a_desk(place, ANYBODY) as client:
        page = client.get("/vacancies/999").text
    assert PUBLIC_404 in page
    assert PLAIN_404 not in page


@pytest.mark.parametrize(
    ("words", "says", "registers"),
    [
        ("曾", "请写全名再找", False),
        ("1990000", "号码不全", False),
        ("000000198", "号码不全", False),
        ("PLSQ-00", "号码不全", False),
        ("19900009998", "没有找到", True),
        ("罗国强", "没有找到", True),
        ("曾国强", "找到1户", True),
    ],
)
def test_a_piece_of_a_name_or_a_number_asks_for_the_whole_and_offers_no_second_record(
    place: str, words: str, says: str, *, registers: bool
) -> None:
    with at_a_desk(place, of(Role.CLERK, "PLSQ")) as client:
        page = client.post("/counter/find", data={"who": words}).text
    assert says in page
    assert ("新登记一家</button>" in page) is registers
    assert ("没有找到" in page) is (says == "没有找到")
