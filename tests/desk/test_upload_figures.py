"""What an uploaded list is told of: figures that add up, states that ask for nothing in vain, names of people."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from jobmatch import db
from jobmatch.access import Actor, Role
from jobmatch.uploads.model import Upload
from tests.desk.staffed import staff
from tests.households.roster import rosters
from tests.uploads.desk import Desk, begin, sitting_at, write

FIGURES = re.compile(r"<dd>(\d+)<span>")
NEWS = re.compile(r"新的(\d+)，有变动的(\d+)，和上次一样的(\d+)。")


@pytest.fixture
def county(database_url: str) -> Iterator[Desk]:
    """A database as `init` leaves it."""
    begin(database_url)
    with sitting_at(database_url) as desk:
        yield desk


def figures(page: str) -> tuple[list[int], list[int]]:
    """All, good and refused; and the good ones parted into new, changed and as last time."""
    news = NEWS.search(page)
    assert news
    return [int(one) for one in FIGURES.findall(page)], [int(one) for one in news.groups()]


@pytest.mark.parametrize("kind", ["households", "vacancies", "courses"])
def test_the_figures_speak_of_one_thing_and_add_up(county: Desk, kind: str, tmp_path: Path) -> None:
    file = write(kind, tmp_path)
    first = county.look_at(kind, file)
    assert figures(county.page(first)) == ([3, 2, 1], [2, 0, 0])
    county.say(first, "confirm")
    assert figures(county.page(first)) == ([3, 2, 1], [2, 0, 0])
    again = county.page(county.look_at(kind, file))
    assert figures(again) == ([3, 2, 1], [0, 0, 2])
    assert "和上次一样，都存过了" in again


def test_what_was_corrected_counts_as_changed(county: Desk, tmp_path: Path) -> None:
    county.say(county.look_at("households", write("households", tmp_path)), "confirm")
    families = [rosters.couple(str(number), number) for number in (1, 2, 3, 4)]
    address = county.look_at("households", rosters.write(tmp_path / "right.xlsx", families))
    assert figures(county.page(address)) == ([4, 4, 0], [1, 1, 2])


def test_a_list_of_which_nothing_can_come_in_does_not_ask_to_be_confirmed(county: Desk, tmp_path: Path) -> None:
    wrong = rosters.couple("3", 3)
    wrong.members[0]["证件号码"] = "000000198001011234"
    address = county.look_at("households", rosters.write(tmp_path / "wrong.xlsx", [wrong]))
    for page in (county.page(address), county.page("/uploads")):
        assert "看好了，没有能导入的" in page
        assert "等您确认" not in page
    county.say(address, "confirm")
    assert "都记下来等改正" in county.page(address)


def test_a_list_that_was_looked_at_before_news_were_kept_is_still_shown(county: Desk, tmp_path: Path) -> None:
    address = county.look_at("households", write("households", tmp_path))
    found = dict(county.upload(address).found or {})
    del found["news"]
    with db.transaction(county.engine) as session:
        session.get_one(Upload, county.upload(address).id).found = found
    page = county.page(address)
    assert FIGURES.findall(page) == ["3", "2", "1"]
    assert not NEWS.search(page)


def test_whoever_handed_a_list_in_is_told_by_name(database_url: str, tmp_path: Path) -> None:
    staff(database_url)
    with sitting_at(database_url, Actor("clerk", Role.CLERK, frozenset({"PLSQ"}))) as desk:
        address = desk.look_at("households", write("households", tmp_path))
        for page in (desk.page(address), desk.page("/uploads")):
            assert "测试clerk交于" in page


def test_the_heading_of_row_numbers_is_not_the_word_yes(county: Desk, tmp_path: Path) -> None:
    address = county.look_at("households", write("households", tmp_path))
    assert '<span class="unseen">行号</span>' in county.page(address)
    assert '<span class="unseen">Row</span>' in county.page(f"{address}?lang=en")
