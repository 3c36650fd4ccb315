"""The mini-program's files: what WeChat asks of them, and what people with poor sight and old telephones do."""

import json
import re
from pathlib import Path

import pytest

from desk.enrolment_words import DROPS
from desk.placement_words import LEAVES
from jobmatch.placements.referral import LeaveReason
from tests.shape import tree

CLIENT = tree.ROOT / "mini_program"
LARGEST = 2 * 1024**2  # WeChat's limit for the main package
WELL_UNDER = LARGEST // 4
SMALLEST_LETTERS = 32
APP = json.loads((CLIENT / "app.json").read_text())
PLACES = [*APP["pages"], *(str(p.with_suffix("").relative_to(CLIENT)) for p in CLIENT.glob("parts/*/*.js"))]


def files(*suffixes: str) -> list[Path]:
    return [path for path in CLIENT.rglob("*") if path.is_file() and (not suffixes or path.suffix in suffixes)]


def faults(pattern: str, *suffixes: str) -> list[str]:
    """Where something stands that must not."""
    return [
        f"{path.relative_to(CLIENT)}: {found}"
        for path in files(*suffixes)
        for found in re.findall(pattern, path.read_text())
    ]


def test_the_package_is_well_under_two_megabytes() -> None:
    assert sum(path.stat().st_size for path in files()) < WELL_UNDER


@pytest.mark.parametrize("place", PLACES)
def test_every_page_and_part_is_whole(place: str) -> None:
    assert [kind for kind in (".js", ".json", ".wxml", ".wxss") if not (CLIENT / f"{place}{kind}").is_file()] == []


def test_every_page_has_a_folder_of_its_own_and_is_named() -> None:
    assert sorted(str(p.parent.relative_to(CLIENT)) for p in CLIENT.glob("pages/*/*.wxml")) == sorted(
        str(Path(place).parent) for place in APP["pages"]
    )


@pytest.mark.parametrize("place", PLACES)
def test_every_part_that_is_used_is_there(place: str) -> None:
    used = json.loads((CLIENT / f"{place}.json").read_text()).get("usingComponents", {}) | APP["usingComponents"]
    assert [path for path in used.values() if not (CLIENT / f"{path[1:]}.wxml").is_file()] == []


def test_pictures_that_are_named_are_there() -> None:
    named = {tab[kind] for tab in APP["tabBar"]["list"] for kind in ("iconPath", "selectedIconPath")}
    named |= {one[1:] for path in files(".wxml") for one in re.findall(r'src="(/[^"]+)"', path.read_text())}
    assert [one for one in named if not (CLIENT / one).is_file()] == []


def test_taps_are_written_so_that_the_browser_understands_them_too() -> None:
    assert faults(r"\b(?:bind|catch)(?:tap|input|change)\b", ".wxml") == []


def test_no_page_brings_a_style_or_a_script_that_the_content_policy_refuses() -> None:
    assert faults(r'\sstyle="[^"]*"|<wxs\b', ".wxml") == []


def test_no_letters_are_small() -> None:
    sizes = [int(size) for path in files(".wxss") for size in re.findall(r"font-size:\s*(\d+)rpx", path.read_text())]
    assert min(sizes) >= SMALLEST_LETTERS


def test_what_is_tapped_has_a_name_to_a_screen_reader() -> None:
    """Whatever is no button of WeChat's own and is tapped says what it is."""
    tapped = [tag for path in files(".wxml") for tag in re.findall(r"<view[^>]*bind:tap[^>]*>", path.read_text())]
    assert tapped
    assert [tag for tag in tapped if "aria-role=" not in tag] == []


def test_every_handler_that_a_template_names_is_written() -> None:
    missing = []
    for place in PLACES:
        script = (CLIENT / f"{place}.js").read_text()
        for handler in re.findall(r'bind:\w+="(\w+)"', (CLIENT / f"{place}.wxml").read_text()):
            if not re.search(rf"(?:^|\{{)\s+(?:(?:async )?{handler}\(|{handler}: once\()", script, re.MULTILINE):
                missing.append(f"{place}: {handler}")
    assert missing == []


def test_it_opens_without_an_account_of_wechat() -> None:
    project = json.loads((CLIENT / "project.config.json").read_text())
    assert project["appid"] == "touristappid"
    assert project["compileType"] == "miniprogram"


def test_the_search_of_wechat_finds_vacancies_and_nothing_of_anybody() -> None:
    rules = json.loads((CLIENT / "sitemap.json").read_text())["rules"]
    open_to_all = {rule["page"] for rule in rules if rule["action"] == "allow"}
    assert open_to_all == {"pages/vacancies/vacancies", "pages/vacancy/vacancy"}
    assert rules[-1] == {"action": "disallow", "page": "*"}


def test_no_other_machine_is_named() -> None:
    assert faults(r"(?:https?|wss?)://[^\s\"'…]+", ".js", ".wxml", ".wxss", ".json") == []


def test_the_reasons_for_leaving_are_those_of_the_desk() -> None:
    """Who is lost sight of (Q15) does not say so on a telephone."""
    written = (CLIENT / "service/words.js").read_text()
    assert dict(re.findall(r"\['(Q\d+)', '([^']+)'\]", written)) == {
        code.value: words._args[0] for code, words in LEAVES.items() if code is not LeaveReason.LOST
    }


def test_the_reasons_for_giving_up_a_seat_are_those_of_the_desk() -> None:
    written = (CLIENT / "service/words.js").read_text()
    listed = written.partition("const DROPS = [")[2].partition("\n]")[0]
    assert re.findall(r"\['([a-z_]+)', '([^']+)'\]", listed) == [
        (code, words._args[0]) for code, words in DROPS.items()
    ]
