"""The tour shows every page: one that is new or renamed is missing until `make tour` has been run again."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.browser.tour.chapters import CHAPTERS, NOT_A_PAGE
from tests.browser.tour.papers import PAPERS, PICTURES
from tests.shape.test_access_cells import ELSEWHERE
from wsgi import create_app

LARGEST, ALL = 120_000, 8_000_000
TELEPHONES = sorted(f"pages.{one.parent.name}" for one in Path("mini_program/pages").glob("*/*.wxml"))


def shown_at() -> list[str]:
    """What can be looked at: every address of the desk that is asked for by GET, but those that answer no page."""
    rules = create_app("sqlite://").url_map.iter_rules()
    found = {one.endpoint for one in rules if "GET" in (one.methods or ())}
    return sorted(one for one in found if one.partition(".")[0] not in ELSEWHERE) + TELEPHONES


def left_out() -> list[str]:
    return " ".join(NOT_A_PAGE.values()).split()


def pictures() -> Iterable[Path]:
    return sorted(PICTURES.glob("*.jpg"))


def test_every_page_has_a_picture_and_a_chapter() -> None:
    wanted = set(shown_at()) - set(left_out())
    assert {one.stem for one in pictures()} == wanted, "run `make tour`, and look at what it made"
    places = {place for chapter in CHAPTERS for place in chapter.at}
    assert {one.partition(".")[0] for one in wanted} <= places


def test_what_is_left_out_exists() -> None:
    assert set(left_out()) <= set(shown_at())


@pytest.mark.parametrize("paper", PAPERS, ids=lambda one: one.name)
def test_both_papers_show_every_picture_once(paper: Path) -> None:
    shown = re.findall(r'src="tour/([^"]+)"', paper.read_text(encoding="utf-8"))
    assert sorted(shown) == [one.name for one in pictures()]


def test_the_pictures_are_small() -> None:
    sizes = {one.name: one.stat().st_size for one in pictures()}
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}
    assert sum(sizes.values()) < ALL
