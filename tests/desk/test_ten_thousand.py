"""Ten thousand rows are read as ten are: one page of them, in few statements, in any order, and whole as a file."""

import csv
import html
import io
import re

import pytest

from jobmatch.access import Actor, Role
from tests.desk.office.office_desk import SUPERVISOR, Office, counted, sitting
from tests.desk.plenty import MANY, plant
from tests.desk.test_statements import MOST

ADMINISTRATOR = Actor("admin", Role.ADMINISTRATOR, None)
ON_A_PAGE = 50
LISTS = {
    "/homes": SUPERVISOR, "/queues/old": SUPERVISOR, "/queues/titles": SUPERVISOR, "/queues/twins": SUPERVISOR,
    "/office/employers": SUPERVISOR, "/office/review": SUPERVISOR, "/office/posts": SUPERVISOR,
    "/installation/log": ADMINISTRATOR, "/installation/users": ADMINISTRATOR, "/installation/imports": ADMINISTRATOR,
    "/installation/parameters?every=1": ADMINISTRATOR,
}  # fmt: skip
PAGES = ("/office/ringing", "/today/list/talks", "/calls")
_ROW = re.compile(r'<th scope="row"|<li class="task')
_SORTED_BY = re.compile(r'href="([^"]*[?&;]by=[^"]*)"')
_PAGES = re.compile(r"第([\d,]+)页，共([\d,]+)页")


@pytest.fixture(scope="module")
def database(shared_url: str) -> str:
    """Ten thousand of everything, for whoever only reads."""
    with sitting(shared_url, SUPERVISOR) as desk:
        plant(desk.engine)
    return shared_url


def read(desk: Office, address: str) -> str:
    """A page of at most so many rows, in so few statements."""
    with counted(desk.engine) as statements:
        page = desk.get(address)
    asked = [one for one in statements if not one.startswith("INSERT INTO audit_event")]
    assert len(asked) <= MOST, "\n".join(asked)
    assert 0 < len(_ROW.findall(page)) <= ON_A_PAGE
    return page


@pytest.mark.parametrize("address", LISTS)
def test_ten_thousand_rows_are_read_page_by_page_and_taken_along_whole(database: str, address: str) -> None:
    with sitting(database, LISTS[address]) as desk:
        first = read(desk, address)
        orders = [html.unescape(one) for one in _SORTED_BY.findall(first)]
        assert orders
        for order in {orders[0], orders[-1]}:
            read(desk, order)
        more = "&" if "?" in address else "?"
        number, pages = _PAGES.findall(read(desk, f"{address}{more}page=999999"))[0]
        assert number == pages
        taken = desk.client.get(f"{address}{more}as=csv").get_data(as_text=True)
        assert len(list(csv.reader(io.StringIO(taken)))) > MANY


@pytest.mark.parametrize("address", PAGES)
def test_ten_thousand_things_to_do_are_read_page_by_page(database: str, address: str) -> None:
    with sitting(database, SUPERVISOR) as desk:
        read(desk, address)
        pages = int(_PAGES.findall(read(desk, f"{address}?page=2"))[0][1])
        assert pages * ON_A_PAGE >= MANY
        assert _PAGES.findall(read(desk, f"{address}?page={pages}")) == [(str(pages), str(pages))]
