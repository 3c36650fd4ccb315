"""`make tour`: every page of the program as a picture in docs/tour, and the two papers that show them.

It is no test and is not collected as one: it runs with what tests have, a village that lives until today, the real
server and a real browser.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from sqlalchemy import func, select
from werkzeug.exceptions import HTTPException

from benchmarks.pages.walk import kinds
from desk import codes
from jobmatch import clock, db
from jobmatch.demo.users import EMPLOYER
from jobmatch.placements.employer_texts import links
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import ReferralState
from jobmatch.settings import settings
from tests.browser.counter import hands
from tests.browser.mini_program.recorded import Api
from tests.browser.mini_program.telephone import WECHAT, opened, served
from tests.browser.server import serving, sign_in
from tests.browser.tour.chapters import CHAPTERS, DESKTOP, NOT_A_PAGE, PHONE, Chapter
from tests.browser.tour.papers import PICTURES, Stop, write
from tests.lived import USERS, shown, signed_in, village

__all__ = ["village"]

QUALITY, A_MOMENT_MS = 40, 400
VILLAGE_SITE = "XY"
TELEPHONES = {
    "home": "Jobs that fit me", "vacancies": "Open jobs", "inbox": "Messages", "me": "My own", "vacancy": "One job",
    "link": "Signing in with a code", "form": "My record", "courses": "Courses and certificates",
    "referrals": "What I said yes to", "families": "The families I help", "complaint": "A complaint",
}  # fmt: skip


class Camera:
    """Takes each page once, and keeps what it is called in both languages."""

    def __init__(self, app: Flask) -> None:
        self._addresses = app.url_map.bind("127.0.0.1")
        self.taken: dict[str, Stop] = {}

    def endpoint(self, address: str) -> str:
        """Which page an address is; empty for what is none."""
        try:
            found, _ = self._addresses.match(address.partition("?")[0].partition("#")[0])
        except HTTPException:
            return ""
        return "" if found in _left_out() else str(found)

    def missing(self):
        return (
            {r.endpoint for r in self._addresses.map.iter_rules() if "GET" in r.methods} - set(self.taken) - _left_out()
        )

    def take(self, page: Page, endpoint: str, names: tuple[str, str] | None = None) -> None:
        """The page as it stands; without `names` those of its heading in Chinese and in English."""
        page.evaluate("window.scrollTo(0, 0)")
        page.wait_for_timeout(A_MOMENT_MS)
        page.screenshot(path=PICTURES / f"{endpoint}.jpg", type="jpeg", quality=QUALITY)
        if names is None:
            stands = page.url
            english = self._heading(page, stands, "en")
            names = (self._heading(page, stands, "zh"), english)
        self.taken[endpoint] = Stop(endpoint, names)

    def visit(self, page: Page, address: str) -> None:
        """Goes to an address and takes it, where it is a page that was not taken yet."""
        parts = address.split("/", 3)
        endpoint = self.endpoint(f"/{parts[3]}")
        if endpoint and endpoint not in self.taken:
            page.goto(address)
            self.take(page, endpoint)

    def _heading(self, page: Page, address: str, language: str) -> str:
        page.goto(f"{address.partition('#')[0].partition('?')[0]}?lang={language}")
        return " ".join(page.locator("h1").first.inner_text().split())


def _left_out() -> frozenset[str]:
    return frozenset(one for endpoints in NOT_A_PAGE.values() for one in endpoints.split())


def test_make_the_tour(browser: Browser, village: str, monkeypatch: pytest.MonkeyPatch) -> None:
    PICTURES.mkdir(exist_ok=True)
    with signed_in(village, USERS[0]) as (app, _):
        camera = Camera(app)
    with serving(village) as address:
        at_the_counter(browser, address, camera)
        for chapter in CHAPTERS:
            for user in dict.fromkeys((chapter.user, *USERS)):
                by_links(browser, village, address, camera, chapter, user)
        in_the_hall(browser, address, camera)
        behind_codes(browser, address, camera, *addresses_of_codes(app, village))
    monkeypatch.setattr(settings(), "wechat_api_root", WECHAT)
    with served(village, Api()) as site:
        on_a_telephone(browser, site, camera)
    write(by_chapter(camera.taken))


def page_of(browser: Browser, address: str, size: tuple[int, int], user: str) -> Page:
    width, height = size
    context = browser.new_context(locale="zh-CN", viewport={"width": width, "height": height})
    page = context.new_page()
    if user:
        sign_in(page, address, user)
    return page


def by_links(browser: Browser, url: str, address: str, camera: Camera, chapter: Chapter, user: str) -> None:
    """The pages of a chapter that a user's links lead to."""
    if not user:
        found = ["/", "/vacancies", "/sign-in", "/hiring/register"]
    else:
        with signed_in(url, user) as (_, client):
            found = [one for some in kinds(partial(shown, client), 1).values() for one in some]
    wanted = [one for one in found if camera.endpoint(one).partition(".")[0] in chapter.at]
    page = page_of(browser, address, chapter.size, user)
    for one in wanted:
        camera.visit(page, address + one)
    page.context.close()


def at_the_counter(browser: Browser, address: str, camera: Camera) -> None:
    """A family comes to the counter, from the first screen to the slip."""
    page = page_of(browser, address, DESKTOP, "clerk-xy")

    def here(endpoint: str) -> None:
        stands = page.url
        camera.take(page, endpoint)
        page.goto(stands)

    page.goto(f"{address}/counter")
    here("counter.front")
    page.get_by_role("button", name="新登记一家").click()
    page.wait_for_url("**/consent")
    here("counter.agree")
    page.get_by_role("button", name="同意，开始登记").click()
    page.wait_for_url("**/family")
    hands.describe_the_mother(page)
    hands.all_kept(page)
    here("counter.family")
    hands.describe_the_home(page)
    hands.ask_for_work(page)
    her = hands.mother_key(page.url)
    here("counter.work")
    page.goto(page.url.partition("#")[0] + "#q-2")
    hands.answer_the_questions(page, her)
    page.get_by_role("button", name="对，看有哪些活").click()
    page.wait_for_url("**/jobs/*")
    here("counter.jobs")
    hands.want_the_first(page)
    cards = page.url
    page.get_by_role("link", name="为什么没有别的？").click()
    page.wait_for_url("**/others")
    here("counter.why_not")
    page.goto(cards.replace("/jobs/", "/classes/"))
    here("counter.classes")
    page.goto(cards)
    page.locator(".onward").get_by_role("link", name="拿单子").click()
    page.wait_for_url("**/slip/*")
    here("counter.slip")
    page.goto(cards.replace("/jobs/", "/phone/"))
    here("counter.phone")
    page.context.close()


def in_the_hall(browser: Browser, address: str, camera: Camera) -> None:
    """The screens of the hall itself."""
    page = page_of(browser, address, DESKTOP, "clerk-xy")
    for one in (f"/waiting/take?site={VILLAGE_SITE}", f"/waiting/board/{VILLAGE_SITE}", "/counter/facing"):
        camera.visit(page, address + one)
    page.goto(f"{address}/waiting/take?site={VILLAGE_SITE}")
    page.locator("main form button").first.click()
    page.wait_for_url("**/waiting/slip/**")
    camera.take(page, "waiting.slip")
    page.context.close()


def addresses_of_codes(app: Flask, url: str) -> tuple[str, str, str]:
    """Behind the code of a poster, behind the link of a text to an employer, and a post that is being mended."""
    engine = db.engine_for(url)
    with db.reading(engine) as session:
        referral = session.scalar(select(func.min(Referral.id)).where(Referral.state == ReferralState.INTRODUCED)) or 0
        vacancy = session.get_one(Referral, referral).vacancy_id
    engine.dispose()
    poster = codes.written(codes.Code(codes.Kind.POSTER, vacancy, clock.today()))
    return f"/q/{poster}", f"/a/{links.make(referral, clock.today())}", f"/hiring/posts/{vacancy}/mend"


def behind_codes(browser: Browser, address: str, camera: Camera, poster: str, link: str, mended: str) -> None:
    """The pages that no link leads to, on a telephone."""
    for user, one in (("", poster), ("", link), (EMPLOYER.name, mended)):
        page = page_of(browser, address, PHONE, user)
        camera.visit(page, address + one)
        page.context.close()


def on_a_telephone(browser: Browser, site: str, camera: Camera) -> None:
    """Every page of the mini-program, with what the recorded server answers."""
    for name, english in TELEPHONES.items():
        api = Api()
        api.worker = {"name": "范红梅", "role": "帮扶干部"} if name == "families" else None
        client = opened(browser, site, api, {"width": PHONE[0], "height": PHONE[1]})
        page = client.start(f"/pages/{name}/{name}" + ("?id=11" if name == "vacancy" else ""))
        page.wait_for_load_state("networkidle")
        told = json.loads(Path(f"mini_program/pages/{name}/{name}.json").read_text(encoding="utf-8"))
        camera.take(page, f"pages.{name}", (told["navigationBarTitleText"], english))
        page.context.close()


def by_chapter(taken: Mapping[str, Stop]) -> Mapping[Chapter, list[Stop]]:
    """The stops of each chapter, in the order in which they were found."""
    found: dict[Chapter, list[Stop]] = defaultdict(list)
    for stop in taken.values():
        chapter = next(one for one in CHAPTERS if stop.endpoint.partition(".")[0] in one.at)
        found[chapter].append(stop)
    return {chapter: found[chapter] for chapter in CHAPTERS}
