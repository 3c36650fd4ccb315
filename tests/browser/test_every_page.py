"""Every page of every user in both languages: axe-core, one heading, keys, nothing cut off, and what paper shows."""

import json
from collections.abc import Mapping
from functools import partial
from operator import itemgetter

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize

from benchmarks.pages.walk import kind, kinds
from desk.language import CHINESE, ENGLISH
from tests import databases
from tests.browser import keys
from tests.browser.server import serving, sign_in
from tests.lived import USERS, shown, signed_in, village

__all__ = ["village"]

GRAVE = ("serious", "critical")
ALL: dict[str, object] = {"resultTypes": ["violations"]}
# Colours are the same in both languages, and to compare them is what takes longest.
BESIDES_COLOURS = ALL | {"rules": {"color-contrast": {"enabled": False}}}
SIZES = {"a small telephone": (320, 568), "a telephone": (390, 844), "1280 px enlarged to 200 %": (640, 400)}
DESKTOP = ViewportSize(width=1280, height=800)
CUT_OFF = """() => {
  const width = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= width) return []
  return [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > width + 1)
    .map((one) => one.outerHTML.slice(0, 120)).slice(0, 3)
}"""
# Nothing that is to be pressed stands on paper, and a table lies on its side.
ON_PAPER = """() => [
  ...[...document.querySelectorAll('button, .button, nav')].filter((one) => one.checkVisibility()),
  ...[...document.querySelectorAll('.list')].filter(() => getComputedStyle(document.body).page !== 'table'),
].map((one) => one.outerHTML.slice(0, 120)).slice(0, 3)"""
SELDOM = {"/buses/…", "/calls/…/slip", "/concerns/…/erase", "/queues/twins/…", "/uploads/…"}


@pytest.fixture(scope="module")
def pages(village: str) -> Mapping[str, list[str]]:
    """The pages by who looks at them: each kind of page once, by the first user who finds it; walked once a run."""
    found = databases.made_once(
        "pages-of-the-village", lambda file: file.write_text(json.dumps(walked_by_all(village)))
    )
    by_user: Mapping[str, list[str]] = json.loads(found.read_text())
    return by_user


def walked_by_all(village: str) -> Mapping[str, list[str]]:
    known: set[str] = set()
    found: dict[str, list[str]] = {}
    for user in USERS:
        with signed_in(village, user) as (_, client):
            walked = kinds(partial(shown, client), 1)
        plain = {name.partition("?")[0]: one[0] for name, one in reversed(walked.items())}
        found[user] = [address for name, address in plain.items() if name not in known]
        known |= set(plain)
    return found


def test_what_hardly_ever_happens_is_looked_at_too(pages: Mapping[str, list[str]]) -> None:
    assert {kind(one) for found in pages.values() for one in found} >= SELDOM


@pytest.mark.parametrize("user", USERS)
def test_every_page(browser: Browser, village: str, pages: Mapping[str, list[str]], user: str) -> None:
    faults: dict[str, list[str]] = {}
    with serving(village) as address, browser.new_context(locale="zh-CN", viewport=DESKTOP) as context:
        page = context.new_page()
        sign_in(page, address, user)
        said: list[str] = []
        longest, most = "", 0
        page.on("console", lambda told: said.append(told.text) if told.type in ("error", "warning") else None)
        page.on("pageerror", lambda fault: said.append(str(fault)))
        for one in pages[user]:
            page.goto(address + spoken(one, CHINESE))
            found = look_at(page)
            page.goto(address + spoken(one, ENGLISH))
            english = [*grave(page, BESIDES_COLOURS), *cut_off(page)]
            found += [*said, *(f"in English: {fault}" for fault in english)]
            said.clear()
            longest, most = max((longest, most), (one, page.locator(keys.WORKABLE).count()), key=itemgetter(1))
            if found:
                faults[one] = found
        page.goto(address + longest)
        assert keys.trapped(page) == [], longest
    assert faults == {}


def spoken(address: str, language: str) -> str:
    """The address of a page in a language, whatever was spoken before."""
    return f"{address}{'&' if '?' in address else '?'}lang={language}"


def look_at(page: Page) -> list[str]:
    """What is wrong with a page, in words."""
    found = grave(page)
    headings = page.locator("h1:visible").count()
    if headings != 1:
        found.append(f"{headings} headings of the first level")
    found += keys.unreached(page)
    found += cut_off(page)
    page.emulate_media(media="print")
    found += [f"on paper: {one}" for one in page.evaluate(ON_PAPER)]
    page.emulate_media(media="screen")
    return found


def grave(page: Page, options: dict[str, object] = ALL) -> list[str]:
    """What axe-core finds to be serious."""
    violations = Axe().run(page, options=options).response["violations"]
    return [
        f"{one['id']}: {node['html'][:150]}" for one in violations if one["impact"] in GRAVE for node in one["nodes"]
    ]


def cut_off(page: Page) -> list[str]:
    """What stands beyond the edge of a narrow window."""
    found = []
    for name, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        found += [f"cut off on {name}: {one}" for one in page.evaluate(CUT_OFF)]
    page.set_viewport_size(DESKTOP)
    return found
