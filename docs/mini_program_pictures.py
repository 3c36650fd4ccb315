"""Takes the pictures of the mini-program: every screen on a telephone and at a kiosk, with somebody of a village.

Nothing is made up for the pictures: the real server with the village of `demo`, a simulated WeChat, a code of the
counter, a yes, the employer's answer, and the message that tells it. Run it from the root after `make client`:
`.venv/bin/python -m docs.mini_program_pictures`. It needs Chromium and a Chinese font on this machine.
"""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from playwright.sync_api import Browser, Page
from sqlalchemy import Engine, func, select

from docs.screenshots import CLERK, village
from jobmatch import clock, db, telling
from jobmatch.access import Actor, Role
from jobmatch.accounts import links
from jobmatch.accounts.model import Account, LinkPurpose
from jobmatch.households.model import Household, Membership, Site
from jobmatch.matches.model import Proposal
from jobmatch.placements.meeting import Meeting
from jobmatch.placements.model import Referral
from tests.browser import chromium
from tests.browser.stories.town import KIOSK, MEETING, PHONE, send
from tests.simulated import ACCOUNT, AES_KEY, APP_ID, SECRET, TOKEN, simulator

IMAGES = Path(__file__).with_name("images")
HELPER = "helper"
OWN = ("home", "vacancies", "form", "courses", "inbox", "me", "referrals", "complaint")


@dataclass
class Village:
    """The village's server, its database, and the one who looks for work."""

    address: str
    engine: Engine
    person_id: int
    clerk: Actor

    def scanned(self, purpose: LinkPurpose, account: str = "") -> links.Codes:
        """A code of the counter, for the one who looks for work or for somebody of the staff."""
        with db.transaction(self.engine) as session:
            account_id = session.scalar(select(Account.id).where(Account.name == account))
            whose = {"account_id": account_id} if account else {"person_id": self.person_id}
            return links.make(session, purpose, clock.now(), self.clerk, **whose)

    def answered(self) -> None:
        """The employer expects the one who said yes, and the worker's loop tells it."""
        with db.transaction(self.engine) as session:
            asked = session.scalars(select(Referral.id).where(Referral.person_id == self.person_id)).one()
            now, on = clock.now(), datetime.combine(clock.today() + MEETING, time(9), clock.SHANGHAI)
            telling.introduce(session, asked, now, self.clerk, Meeting(on, "厂门口保安室", "王师傅"))
        send(self.engine)


def main() -> int:
    """Takes all pictures; returns the exit status."""
    found = chromium.installed()
    if found is None:
        sys.stderr.write("No Chromium on this machine: nothing to take pictures with.\n")
        return 2
    with tempfile.TemporaryDirectory() as folder, settled(Path(folder)) as place, chromium.browser(found) as browser:
        on_the_telephone(browser, place)
        at_the_kiosk(browser, place)
    return 0


@contextmanager
def settled(folder: Path) -> Iterator[Village]:
    """The village with a simulated WeChat, and somebody of it for whom there is much to see."""
    with simulator() as wechat:
        own = {"API_ROOT": wechat.root, "APPID": APP_ID, "SECRET": SECRET, "TOKEN": TOKEN, "AES_KEY": AES_KEY}
        os.environ |= {f"WECHAT_{name}": value for name, value in own.items()} | {"WECHAT_TEMPLATES": str(ACCOUNT)}
        with village(folder) as address:
            engine = db.engine_for(os.environ["JOBMATCH_DATABASE_URL"])
            with db.reading(engine) as session:
                shown = func.count().filter(Proposal.shown)
                most = select(Proposal.person_id).where(Proposal.ended_on.is_(None)).group_by(Proposal.person_id)
                person_id = session.scalars(most.order_by(shown.desc(), func.count().desc()).limit(1)).one()
                site = select(Site.code).join(Household).join(Membership).where(Membership.person_id == person_id)
                clerk = Actor(CLERK, Role.CLERK, frozenset(session.scalars(site)))
            yield Village(address, engine, person_id, clerk)
            engine.dispose()


def on_the_telephone(browser: Browser, place: Village) -> None:
    """From the first start to the employer's answer; then whatever there is to see."""
    page = browser.new_page(viewport=PHONE, locale="zh-CN")
    page.goto(f"{place.address}/m/")
    page.get_by_role("button", name="我来扫码").wait_for()
    take(page, "phone", {"stranger": ""})
    page.get_by_role("button", name="我来扫码").click()
    take(page, "phone", {"link": ""})
    page.goto(f"{place.address}/m/?again#/pages/link/link?scene={place.scanned(LinkPurpose.SELF).scanned}")
    page.locator("job-card").first.wait_for()
    take(page, "phone", {"home": address("home")})
    page.get_by_role("button", name="我想去").first.click()
    take(page, "phone", {"messages": ""})
    page.get_by_role("button", name="允许").click()
    page.get_by_text("您说了：想去").wait_for()
    page.locator("job-card .head").nth(1).click()
    take(page, "phone", {"vacancy": ""})
    place.answered()
    take(page, "phone", {name: address(name) for name in OWN[1:]})
    page.context.set_offline(True)
    take(page, "phone", {"offline": address("form")})
    page = browser.new_page(viewport=PHONE, locale="zh-CN")
    code = place.scanned(LinkPurpose.WORKER, HELPER).scanned
    page.goto(f"{place.address}/m/?who=helper#/pages/link/link?scene={code}")
    page.get_by_role("button", name="我帮的人家").click()
    page.get_by_text("户号").first.wait_for()
    take(page, "phone", {"families": ""})


def at_the_kiosk(browser: Browser, place: Village) -> None:
    """The same at the screen of the centre, with the number that the counter gave."""
    page = browser.new_page(viewport=KIOSK, locale="zh-CN")
    page.goto(f"{place.address}/m/?mode=kiosk")
    page.get_by_role("button", name="我有号码").wait_for()
    take(page, "kiosk", {"stranger": ""})
    page.get_by_role("button", name="我有号码").click()
    take(page, "kiosk", {"link": ""})
    page.get_by_label("窗口给的号码").fill(place.scanned(LinkPurpose.CENTRE).typed)
    page.get_by_role("button", name="进去").click()
    page.locator("job-card").first.wait_for()
    take(page, "kiosk", {name: address(name) for name in OWN})
    page.evaluate("url => wx.reLaunch({ url })", address("home"))
    page.locator("job-card .head").nth(1).click()
    take(page, "kiosk", {"vacancy": ""})


def address(name: str) -> str:
    """The address of a page of the mini-program."""
    return f"/pages/{name}/{name}"


def take(page: Page, name: str, screens: Mapping[str, str]) -> None:
    """One picture of each screen as it is seen without scrolling; without an address, of what is open now."""
    for screen, where in screens.items():
        if where:
            page.evaluate("url => wx.reLaunch({ url })", where)
        page.get_by_text("正在找").filter(visible=True).wait_for(state="detached")
        page.wait_for_timeout(600)  # a toast and a touched button come to rest
        page.screenshot(path=IMAGES / f"mini-program-{screen}-{name}.png")


if __name__ == "__main__":
    sys.exit(main())
