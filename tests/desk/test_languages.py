"""Chinese first, English complete beside it, and nobody's language changes by itself."""

from io import BytesIO
from pathlib import Path

import pytest
import time_machine
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask.testing import FlaskClient

from jobmatch.db import engine_for, transaction
from tests.desk import posts
from tests.shape import tree
from wsgi import create_app

DESK, API, SCHOOLS = (tree.ROOT / name for name in ("desk", "mini_program_api", "trainers"))
ENGLISH = DESK / "translations/en/LC_MESSAGES"


def english() -> Catalog:
    with (ENGLISH / "messages.po").open("rb") as file:
        return read_po(file, locale="en")


def sentences(folder: Path) -> set[str]:
    """Every sentence that a page or a label asks to have translated."""
    keywords: dict[str, None] = dict.fromkeys(("_", "_l", "gettext"))
    kinds = [("**.py", "python"), ("templates/**.html", "jinja2")]
    return {str(found[2]) for found in extract_from_dir(folder, method_map=kinds, keywords=keywords)}


@pytest.fixture
def reader(sqlite_url: str) -> FlaskClient:
    engine = engine_for(sqlite_url)
    with transaction(engine) as session:
        posts.post(session, posts.settle(session), "V-1", certificates=["health"], hazards=["noise"])
    engine.dispose()
    return create_app(sqlite_url).test_client()


def test_every_sentence_has_its_english() -> None:
    translated = {str(message.id) for message in english() if message.id and message.string and not message.fuzzy}
    said = sentences(DESK) | sentences(API) | sentences(SCHOOLS)
    assert said - translated == set()
    assert translated - said == set()


def test_the_compiled_english_is_the_written_one() -> None:
    compiled = BytesIO()
    write_mo(compiled, english())
    assert (ENGLISH / "messages.mo").read_bytes() == compiled.getvalue()


def test_a_page_is_chinese_whatever_the_browser_asks_for(reader: FlaskClient) -> None:
    page = reader.get("/", headers={"Accept-Language": "en-GB,en;q=0.9"}).text
    assert '<html lang="zh-CN">' in page
    assert "在新家附近" in page


@time_machine.travel(posts.NOON, tick=False)
def test_english_stays_chosen_until_chinese_is(reader: FlaskClient) -> None:
    assert "Work near your new home" in reader.get("/?lang=en").text
    page = reader.get("/vacancies/1").text
    for words in ("Never pay money", "health certificate", "noise", "Beginner about"):
        assert words in page
    assert "在新家附近" in reader.get("/?lang=zh").text


def test_switching_the_language_keeps_the_filters(reader: FlaskClient) -> None:
    assert 'href="/vacancies?day=1&amp;words=a%26b&amp;lang=en"' in reader.get("/vacancies?day=1&words=a%26b").text


@pytest.mark.parametrize("wish", ["fr", "", "zh_CN", "../../etc"])
def test_a_language_that_is_not_spoken_is_answered_in_chinese(reader: FlaskClient, wish: str) -> None:
    answer = reader.get("/", query_string={"lang": wish})
    assert "在新家附近" in answer.text
    assert "Set-Cookie" not in answer.headers
