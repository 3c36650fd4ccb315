"""What search engines read: a JobPosting with all that the standard asks for, and only what the page itself tells."""

import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from flask.testing import FlaskClient

from jobmatch.db import engine_for, transaction
from jobmatch.vacancies import codes
from tests.desk import posts
from wsgi import create_app

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
NEEDED = {
    "title", "description", "datePosted", "validThrough", "hiringOrganization", "jobLocation", "baseSalary",
    "employmentType", "directApply",
}  # fmt: skip
HOSTILE = "做箱子</script><script>alert('x')</script>"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Somebody who reads three posts: a good one, one in a home, and one that says nothing of the pay."""
    url = f"sqlite:///{tmp_path_factory.mktemp('read') / 'x.sqlite'}"
    engine = engine_for(url)
    posts.Vacancy.metadata.create_all(engine)
    unclear = {"wage_guaranteed": None, "wage_novice_units_per_day": None, "wage_normal_units_per_day": None}
    with transaction(engine) as session:
        factory = posts.settle(session)
        factory.level = 3
        posts.post(session, factory, "V-1")
        posts.post(session, factory, "V-2", kind=codes.VacancyKind.HOUSEHOLD, address="人民路9号3单元")
        posts.post(session, factory, "V-3", duties=HOSTILE, expires_on=None, **unclear)
        posts.post(session, factory, "V-4", state=codes.VacancyState.PAUSED)
    engine.dispose()
    with time_machine.travel(posts.NOON, tick=False):
        yield create_app(url).test_client(use_cookies=False)


def posting(reader: FlaskClient, vacancy: int) -> dict[str, Any]:
    (block,) = BLOCK.findall(reader.get(f"/vacancies/{vacancy}").text)
    told: dict[str, Any] = json.loads(block)
    return told


def test_a_posting_has_every_field_that_the_standard_asks_for(reader: FlaskClient) -> None:
    told = posting(reader, 1)
    assert told.keys() >= NEEDED
    assert (told["@context"], told["@type"]) == ("https://schema.org", "JobPosting")
    assert (told["datePosted"], told["validThrough"]) == ("2026-06-01", "2026-06-15T23:59:59+08:00")
    assert told["hiringOrganization"] == {"@type": "Organization", "name": "桐梓县娄山服装厂"}
    assert told["jobLocation"]["address"]["addressCountry"] == "CN"
    value = {"@type": "QuantitativeValue", "minValue": 2500.0, "maxValue": 4290.0, "unitText": "MONTH"}
    assert told["baseSalary"] == {"@type": "MonetaryAmount", "currency": "CNY", "value": value}
    assert (told["employmentType"], told["directApply"], told["totalJobOpenings"]) == ("FULL_TIME", False, 8)
    assert "扣伙食" in told["description"]


def test_of_a_home_neither_name_nor_address_is_told(reader: FlaskClient) -> None:
    told = json.dumps(posting(reader, 2), ensure_ascii=False)
    assert "人民路" not in told
    assert "服装厂" not in told


def test_pay_that_is_not_clear_is_left_out_and_words_of_an_advert_stay_words(reader: FlaskClient) -> None:
    told = posting(reader, 3)
    assert "baseSalary" not in told
    assert told["description"].startswith(HOSTILE)


def test_the_sitemap_names_the_open_posts_and_robots_are_led_to_it(reader: FlaskClient) -> None:
    places = [place.text for place in ElementTree.fromstring(reader.get("/sitemap.xml").data).iter() if place.text]
    assert "http://localhost/vacancies/3" in places
    assert "2026-06-01" in places
    assert not any("/vacancies/4" in place for place in places)
    rules = reader.get("/robots.txt").text.splitlines()
    assert rules[-1] == "Sitemap: http://localhost/sitemap.xml"
    assert "Disallow: /" in rules


@pytest.mark.parametrize("path", ["/vacancies", "/vacancies/1"])
def test_a_stranger_gets_no_cookie_and_an_unchanged_page_only_once(reader: FlaskClient, path: str) -> None:
    first = reader.get(path)
    assert "Set-Cookie" not in first.headers
    again = reader.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = reader.get(f"{path}?lang=en", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200
