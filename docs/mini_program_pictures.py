"""Takes the pictures of the mini-program: its screens on a telephone, its first page at a kiosk, with invented people.

Run it from the root after `make client`: `.venv/bin/python -m docs.mini_program_pictures`. It needs Chromium and a
Chinese font on this machine.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Page

from tests.browser import chromium
from tests.browser.mini_program.recorded import Api
from tests.browser.mini_program.telephone import KIOSK, PHONE, WECHAT, opened, served

IMAGES = Path(__file__).with_name("images")
SCREENS: Mapping[str, str] = {
    "home": "/pages/home/home",
    "vacancy": "/pages/vacancy/vacancy?id=11",
    "vacancies": "/pages/vacancies/vacancies",
    "form": "/pages/form/form",
    "courses": "/pages/courses/courses",
    "me": "/pages/me/me",
}


def main() -> int:
    """Takes all pictures; returns the exit status."""
    found = chromium.installed()
    if found is None:
        sys.stderr.write("No Chromium on this machine: nothing to take pictures with.\n")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        own = {"JOBMATCH_DATABASE_URL": f"sqlite:///{folder}/empty.db", "JOBMATCH_KEY_FILE": f"{folder}/seal.keys"}
        own["WECHAT_API_ROOT"] = WECHAT
        os.environ |= own
        subprocess.run([sys.executable, "-m", "jobmatch", "init"], check=True)
        with served(own["JOBMATCH_DATABASE_URL"], Api()) as address, chromium.browser(found) as browser:
            take(opened(browser, address, Api(), PHONE).start(), "phone", SCREENS)
            page = opened(browser, address, Api(), KIOSK).start("/pages/link/link", "?mode=kiosk")
            page.get_by_label("窗口给的号码").fill("48291377")
            page.get_by_role("button", name="进去").click()
            page.locator("job-card").first.wait_for()
            take(page, "kiosk", {"home": SCREENS["home"]})
    return 0


def take(page: Page, name: str, screens: Mapping[str, str]) -> None:
    """One picture of each screen, as it is seen without scrolling."""
    for screen, address in screens.items():
        page.evaluate("url => wx.reLaunch({ url })", address)
        page.get_by_text("正在找").filter(visible=True).wait_for(state="detached")
        page.wait_for_load_state("networkidle")
        page.screenshot(path=IMAGES / f"mini-program-{screen}-{name}.png")


if __name__ == "__main__":
    sys.exit(main())
