"""The page on which a worker picks a post for one of a family: what may be picked, why not, and gentle faults."""

import html
import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from desk.counter.jobs import MOST_COURSES
from jobmatch import clock
from jobmatch.db import reading
from jobmatch.matches.bridges import bridges_of
from tests.lived import signed_in, village

__all__ = ["village"]


@pytest.fixture
def worker(village: str) -> Iterator[FlaskClient]:
    with signed_in(village, "supervisor") as (_, client):
        yield client


@pytest.fixture
def address(worker: FlaskClient) -> str:
    """The posts for the first member of a family, from the family's page, for whom something may be picked."""
    homes = re.findall(r'href="(/homes/\d+)"', worker.get("/homes").text)
    for home in homes:
        for found in re.findall(r'href="(/homes/\d+/people/\d+/posts)"', worker.get(home).text):
            if 'name="because"' in worker.get(found).text:
                return found
    pytest.fail("nobody of the village may be picked anything for")


def first_post(page: str) -> str:
    found = re.search(r'name="vacancy" value="(\d+)"', page)
    assert found
    return found[1]


def test_what_is_picked_is_read_with_its_reason_on_the_family_s_page_and_taken_back(
    worker: FlaskClient, address: str
) -> None:
    post = first_post(worker.get(address).text)
    answer = worker.post(address, data={"vacancy": post, "because": "离她妈妈家近。"}, follow_redirects=True)
    assert "帮扶同志帮您选的：离她妈妈家近。" in answer.text
    number = re.search(r'name="proposal" value="(\d+)"', answer.text)
    assert number
    for said in ("收回来了", "已经收回过"):
        back = worker.post(f"{address}/take-back", data={"proposal": number[1]}, follow_redirects=True)
        assert said in back.text
        assert "离她妈妈家近" not in back.text


def test_without_a_reason_the_page_asks_for_one_beside_the_post(worker: FlaskClient, address: str) -> None:
    post = first_post(worker.get(address).text)
    answer = worker.post(address, data={"vacancy": post, "because": " ", "words": ""})
    assert answer.status_code == 422
    assert f'id="because-{post}-wrong" role="alert"' in answer.text


@pytest.mark.parametrize("number", ["999999", "nonsense", "", "9" * 40])
def test_a_post_that_is_not_open_is_said_to_be_over(worker: FlaskClient, address: str, number: str) -> None:
    answer = worker.post(address, data={"vacancy": number, "because": "近"})
    assert answer.status_code == 409
    assert "这一样刚刚不招了" in answer.text


def test_what_is_closed_for_good_shows_why_and_no_button(worker: FlaskClient, address: str) -> None:
    page = worker.get(address).text
    closed = [one for one in page.split('<li class="pick"') if "选不得" in one and "mark" in one][1:]
    assert closed
    assert not any('name="because"' in one for one in closed)


def test_words_that_find_nothing_say_so(worker: FlaskClient, address: str) -> None:
    assert "没有找到。换个说法" in worker.get(f"{address}?words=宇航员").text


def test_somebody_of_another_family_is_not_found(worker: FlaskClient, address: str) -> None:
    home = re.match(r"/homes/(\d+)/", address)
    assert home
    other = address.replace(f"/homes/{home[1]}/", f"/homes/{int(home[1]) + 1}/")
    assert worker.get(other).status_code == 404


def test_what_learning_adds_stands_above_the_posts_and_the_family_and_the_file_lead_there(
    worker: FlaskClient, address: str
) -> None:
    engine, person = worker.application.extensions["jobmatch.engine"], int(address.split("/")[4])
    with reading(engine) as session:
        courses = bridges_of(session, person, clock.today())[:MOST_COURSES]
    page = html.unescape(worker.get(address).text)
    assert 'id="bridge"' in page
    assert all(one.because in page for one in courses)
    assert ("没有哪个能给" in page) is not bool(courses)
    for leading in (address.partition("/people/")[0], address.replace("/posts", "/training")):
        assert f'href="{address}#bridge"' in worker.get(leading).text
