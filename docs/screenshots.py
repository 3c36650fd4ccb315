"""Takes the pictures of the documentation: a fictitious village in a new database, a server, a telephone and a desk.

The public pages, and the counter from the first screen to the slip with a family of the village.

Run it from the root: `.venv/bin/python -m docs.screenshots`. It needs Chromium and a Chinese font on this machine.
"""

import base64
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page
from sqlalchemy import func, select

from jobmatch import db
from jobmatch.demo.users import PASSWORD
from jobmatch.households.model import Person
from jobmatch.matches.model import Proposal
from jobmatch.settings import settings
from tests.browser import chromium
from tests.browser.server import serving

IMAGES = Path(__file__).with_name("images")
TELEPHONE = {"width": 375, "height": 812}
TABLET = {"width": 820, "height": 1180}
DESK = {"width": 1366, "height": 768}
CLERK = "clerk-xy"
PAGES = {
    "home": "/",
    "vacancies": "/vacancies",
}


def main() -> int:
    """Takes all pictures; returns the exit status."""
    found = chromium.installed()
    if found is None:
        sys.stderr.write("No Chromium on this machine: nothing to take pictures with.\n")
        return 2
    with tempfile.TemporaryDirectory() as folder, village(Path(folder)) as address, chromium.browser(found) as browser:
        take_all(browser, address, IMAGES)
    return 0


@contextmanager
def village(folder: Path) -> Iterator[str]:
    """The address of a server on a free port with a fictitious village of its own."""
    url = f"sqlite:///{folder / 'village.db'}"
    own = {"JOBMATCH_DATABASE_URL": url, "JOBMATCH_KEY_FILE": str(folder / "seal.keys"), "JOBMATCH_FICTITIOUS_IDS": "1"}
    for command in (["init"], ["demo", "--size", "village"]):
        subprocess.run([sys.executable, "-m", "jobmatch", *command], env=os.environ | own, check=True)
    os.environ |= own
    with serving(url) as address:
        yield address


def take_all(browser: Browser, address: str, folder: Path) -> None:
    """Every page on a telephone and on a desk, and both side by side for the README."""
    folder.mkdir(parents=True, exist_ok=True)
    for suffix, size in (("phone", TELEPHONE), ("desk", DESK)):
        page = browser.new_page(viewport=size)
        for name, path in PAGES.items():
            page.context.clear_cookies()
            page.goto(address + path)
            page.screenshot(path=folder / f"{name}-{suffix}.png")
        page.context.clear_cookies()
        page.goto(address + "/vacancies?near=1&words=缝纫")
        page.locator(".card h2 a").first.click()
        page.screenshot(path=folder / f"vacancy-{suffix}.png")
        page.close()
    for suffix, size in (("tablet", TABLET), ("desk", DESK)):
        at_the_counter(browser.new_page(viewport=size), address, folder, suffix)
    side_by_side(browser.new_page(viewport={"width": 1400, "height": 720}), folder)


def at_the_counter(page: Page, address: str, folder: Path, suffix: str) -> None:
    """A clerk and somebody who looks for work, screen by screen."""

    def take(name: str) -> None:
        page.wait_for_load_state("networkidle")
        page.screenshot(path=folder / f"counter-{name}-{suffix}.png")

    page.goto(address + "/counter")
    page.locator('input[name="name"]').fill(CLERK)
    page.locator('input[name="password"]').fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(address + "/counter")
    take("start")
    name = somebody_who_looks()
    page.locator("#who").fill(name)
    page.keyboard.press("Enter")
    page.locator("button.family").first.click()
    take("consent")
    page.locator("form.onward button").first.click()
    take("family")
    page.locator("[data-who] button", has_text=name).click()
    page.wait_for_url("**/work/*")
    for number in (2, 3):
        page.goto(page.url.split("#")[0] + f"#q-{number}")
        take(f"question-{number}")
    page.goto(page.url.split("#")[0] + "#q-9")
    take("read-back")
    page.locator("[data-done] button").click()
    page.wait_for_url("**/jobs/*")
    take("jobs")
    page.locator('button[value="want"]').first.click()
    page.wait_for_load_state()
    page.goto(page.url.split("#")[0].replace("/jobs/", "/slip/"))
    take("slip")
    page.context.clear_cookies()
    page.close()


def somebody_who_looks() -> str:
    """The name of the first resident who has three cards."""
    with db.reading(db.engine_for(settings().database_url)) as session:
        shown = select(Proposal.person_id).where(Proposal.shown, Proposal.ended_on.is_(None))
        three = shown.group_by(Proposal.person_id).having(func.count() == 3)
        return str(session.scalars(select(Person.name).where(Person.id.in_(three)).order_by(Person.id)).first())


def side_by_side(page: Page, folder: Path) -> None:
    """The picture of the README: the three cards at the counter, one vacancy on a telephone."""
    page.goto(folder.resolve().as_uri() + "/")
    page.set_content(
        f"""<body style="margin:0;height:720px;background:#e4f1ec;display:flex;align-items:center;
            justify-content:center;gap:40px">
        <img src="{picture(folder / "counter-jobs-desk.png")}" style="width:960px;border-radius:12px">
        <img src="{picture(folder / "vacancy-phone.png")}" style="height:640px;border-radius:24px">"""
    )
    page.screenshot(path=folder / "counter.png")


def picture(path: Path) -> str:
    """A picture as an address that carries its content."""
    return "data:image/png;base64," + base64.b64encode(path.read_bytes()).decode()


if __name__ == "__main__":
    sys.exit(main())
