"""A small town in which every part is real: server, counter, WeChat in a process of its own, the loop that sends.

What a test does beside the pages is what another page or the clock would do: the employer's answer, a pass of the loop.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import Engine, select

from desk import link_codes
from jobmatch import clock, db, flow, telling
from jobmatch.access import Actor, Role, operator
from jobmatch.accounts import links
from jobmatch.accounts.model import LinkPurpose
from jobmatch.households.model import Membership, Person
from jobmatch.jobs.registry import LOOPS
from jobmatch.placements.meeting import Meeting
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import ReferralState
from jobmatch.push import hours
from jobmatch.push.model import Delivery, Message, Recipient
from jobmatch.push.templates import Template
from jobmatch.settings import settings
from tests.browser.counter import world
from tests.browser.server import serving
from tests.simulated import ACCOUNT, AES_KEY, APP_ID, SECRET, TOKEN, Simulated, simulator

PHONE = {"width": 375, "height": 812}
KIOSK = {"width": 1080, "height": 1920}
CLERK = Actor(world.CLERK, Role.CLERK, frozenset({"S1"}))
WIFE, HEAD = "李小花", world.LONGEST_NAME
MEETING = timedelta(days=30)
"""So late that the answer can be told before it whatever feast is today."""
_SEND = next(loop for loop in LOOPS if loop.name == "send")


@dataclass
class Town:
    """Addresses and doors: the server's pages, the simulated WeChat, the database."""

    address: str
    wechat: Simulated
    engine: Engine
    browser: Browser
    scannable: list[str]
    """What the QR codes hold that pages have shown, the newest last: no camera is here to read them."""
    opened: list[BrowserContext] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def phone(self, who: str, where: str = "") -> Page:
        """Somebody's telephone opens the mini-program."""
        page = self._page(PHONE)
        page.goto(f"{self.address}/m/?who={who}#{where}")
        return page

    def kiosk(self) -> Page:
        """The screen of the centre, not opened yet: a test may want its clock."""
        return self._page(KIOSK)

    def desk(self) -> Page:
        """A clerk's screen."""
        return self._page({"width": 1366, "height": 768})

    def code(self, name: str, purpose: LinkPurpose = LinkPurpose.SELF) -> links.Codes:
        """A code of the counter for somebody."""
        with db.transaction(self.engine) as session:
            whose = session.scalars(select(Person.id).where(Person.name == name)).one()
            return links.make(session, purpose, clock.now(), CLERK, person_id=whose)

    def linked(self, who: str, name: str) -> Page:
        """Somebody's telephone after the code was scanned, with the jobs that fit."""
        page = self.phone(who, f"/pages/link/link?scene={self.code(name).scanned}")
        page.locator("job-card").first.wait_for()
        return page

    def person(self, name: str) -> int:
        with db.reading(self.engine) as session:
            return session.scalars(select(Person.id).where(Person.name == name)).one()

    def employer_expects(self, name: str) -> Referral:
        """The employer of the job that somebody said yes to answers: come on that day."""
        now = clock.now()
        with db.transaction(self.engine) as session:
            asked = (
                select(Referral)
                .join(Person, Person.id == Referral.person_id)
                .where(Person.name == name, Referral.state == ReferralState.ACCEPTED)
            )
            referral = session.scalars(asked).one()
            return telling.introduce(
                session, referral.id, now, CLERK, Meeting(now + MEETING, "蟠龙社区1号楼", "王师傅")
            )

    def send(self) -> datetime:
        """What the worker does every few seconds; the hour at which it did."""
        return send(self.engine)

    def ways(self, name: str) -> list[tuple[str, str]]:
        """By which ways somebody was told, and what became of each."""
        with db.reading(self.engine) as session:
            found = session.execute(
                select(Delivery.channel, Delivery.state)
                .join(Message, Message.id == Delivery.message_id)
                .join(Recipient, Recipient.id == Message.recipient_id)
                .join(Person, Person.id == Recipient.person_id)
                .where(Person.name == name)
                .order_by(Delivery.id)
            )
            return [(str(way), str(state)) for way, state in found]

    def close(self) -> None:
        """Everybody goes home; nothing on any page may have broken."""
        for context in self.opened:
            context.close()
        self.opened.clear()
        told, self.complaints = self.complaints, []
        assert told == []

    def _page(self, size: dict[str, int]) -> Page:
        context = self.browser.new_context(viewport=size, locale="zh-CN")
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.opened.append(context)
        return context.new_page()


def want_the_first(page: Page, messages: str) -> str:
    """A yes to the first card without one, and an answer to WeChat's question; the title of the job."""
    card = page.locator("job-card", has=page.get_by_role("button", name="我想去")).first
    title = card.locator(".card-title").inner_text()
    card.get_by_role("button", name="我想去").click()
    expect(page.get_by_role("dialog")).to_contain_text("求职进度通知")
    # What was said to WeChat's question goes out by itself, and a message before it has come goes another way.
    with page.expect_response(lambda answer: answer.url.endswith("/subscriptions")):
        page.get_by_role("button", name=messages, exact=True).click()
    expect(page.get_by_text("记下了，我们去问单位")).to_be_visible()
    return title


def send(engine: Engine) -> datetime:
    """A pass of the worker's own loop, in the next hour in which messages may come; that hour."""
    at = next_hour()
    _SEND.run(engine, lambda: at, "a worker")
    return at


def next_hour() -> datetime:
    """The next moment at which messages may come: now, or when quiet hours end."""
    return hours.next_open(Template.ANSWER, clock.now())


@contextmanager
def town(url: str, browser: Browser) -> Iterator[Town]:
    """The town on an empty database with all tables, everybody of it matched."""
    engine = db.engine_for(url)
    with pytest.MonkeyPatch.context() as patched, simulator() as wechat:
        connect(patched, wechat.root)
        scannable = _scannable(patched)
        with db.transaction(engine) as session:
            world.settle(session)
            home = session.scalars(
                select(Membership.household_id)
                .join(Person, Person.id == Membership.person_id)
                .where(Person.name == WIFE)
            ).one()
            flow.match_household(session, home, clock.today(), clock.now(), operator("tests"))
        with serving(url) as address:
            wechat.script(set={"callback": f"{address}/wechat/callback"})
            yield Town(address, wechat, engine, browser, scannable)
    engine.dispose()


def connect(patched: pytest.MonkeyPatch, root: str) -> None:
    """The settings of an installation whose WeChat is at `root`."""
    known = settings()
    for name, value in {"api_root": root, "app_id": APP_ID, "templates": Path(ACCOUNT)}.items():
        patched.setattr(known, f"wechat_{name}", value)
    for name, value in {"secret": SECRET, "token": TOKEN, "aes_key": AES_KEY}.items():
        patched.setattr(known, f"wechat_{name}", type(known.wechat_secret)(value))


def _scannable(patched: pytest.MonkeyPatch) -> list[str]:
    """What is drawn as a picture is noted as well, and drawn all the same."""
    drawn: list[str] = []
    draw = link_codes.segno.make

    def drawing(content: str, **more: object) -> object:
        drawn.append(content)
        return draw(content, **more)

    patched.setattr(link_codes.segno, "make", drawing)
    return drawn
