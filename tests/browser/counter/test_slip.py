"""The slip on paper: one page for two jobs, large type, a code that leads to the vacancy and names nobody."""

import base64
import re

import segno
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from desk import codes
from desk.codes import Code, Kind
from jobmatch import clock
from jobmatch.placements.model import Referral
from tests.browser.counter import hands
from tests.browser.counter.conftest import Stored

LEAST_POINTS = 16
POINTS = """() => [...document.querySelectorAll(".slip *")].filter((one) =>
    one.checkVisibility() && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()),
).map((one) => ({
    words: one.textContent.trim(), quiet: one.matches(".quiet"),
    points: Math.round(parseFloat(getComputedStyle(one).fontSize) * 75) / 100,
}))"""
# The picture as a telephone sees it: dark or light in the middle of each module.
MODULES = """async ([picture, across]) => {
    const image = new Image();
    image.src = picture;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0);
    const middle = (place, length) => Math.floor((place + 0.5) * length / across);
    const dark = (row, column) =>
        pen.getImageData(middle(column, image.width), middle(row, image.height), 1, 1).data[0] < 128;
    const places = [...Array(across).keys()];
    return places.map((row) => places.map((column) => Number(dark(row, column))));
}"""
BORDER = 2


def slip_of_two_jobs(page: Page) -> str:
    """A job to go to and one to think about; returns the address of the slip."""
    hands.reach_the_cards(page)
    hands.want_the_first(page)
    hands.agree_on_a_meeting(page)
    page.locator("[data-offer]").nth(1).get_by_role("button", name="想一下").click()
    page.locator("[data-offer]").nth(1).locator("[aria-pressed=true]").wait_for()
    page.locator(".onward").get_by_role("link", name="拿单子").click()
    page.wait_for_url("**/slip/*")
    return page.url


def test_two_jobs_are_one_page_with_all_that_is_needed_and_nothing_of_the_desk(page: Page) -> None:
    slip_of_two_jobs(page)
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    page.emulate_media(media="print")
    words = page.locator("body").inner_text()
    for needed in (
        hands.MOTHER, "平车工", "保洁员", hands.MEETING, "钱主任", "娄山关街道蟠龙社区1号楼",
        f"{hands.HELPER} {hands.HELPERS_PHONE}", "不要交钱，不要押身份证。",
    ):  # fmt: skip
        assert needed in words
    for foreign in ("李娜", "锁屏", "退出", "English", "接着办的号码", "打印", "下一家"):
        assert foreign not in words


def test_what_matters_is_printed_in_sixteen_points(page: Page) -> None:
    slip_of_two_jobs(page)
    page.emulate_media(media="print")
    lines = page.evaluate(POINTS)
    assert len(lines) > 10
    for line in lines:
        assert line["quiet"] or line["points"] >= LEAST_POINTS, line
        assert line["points"] >= 12, line


def test_the_button_prints(page: Page) -> None:
    slip_of_two_jobs(page)
    page.evaluate("window.print = () => { document.body.dataset.printed = 'yes' }")
    page.get_by_role("button", name="打印").click()
    assert page.evaluate("document.body.dataset.printed") == "yes"


def test_the_code_is_the_address_of_a_page_that_names_nobody(
    page: Page, browser: Browser, stored: Stored, address: str
) -> None:
    slip_of_two_jobs(page)
    page.emulate_media(media="print")
    seen = modules(browser, page.locator(".ticket-code svg").first.screenshot())
    with stored() as session:
        wanted = session.scalar(select(Referral.id).order_by(Referral.id).limit(1))
    leads_to = f"{address}/q/{codes.written(Code(Kind.SLIP, wanted or 0, clock.today()))}"
    assert matrix(leads_to) == seen
    telephone = browser.new_page(viewport={"width": 390, "height": 844})
    telephone.goto(leads_to)
    shown = telephone.locator("body").inner_text()
    telephone.close()
    for needed in ("平车工", hands.MEETING, "钱主任", "不要交钱"):
        assert needed in shown
    assert hands.MOTHER not in shown
    assert hands.HELPERS_PHONE not in shown


def matrix(text: str) -> list[list[int]]:
    return [[int(module) for module in row] for row in segno.make(text, error="m").matrix_iter(border=BORDER)]


def modules(browser: Browser, picture: bytes) -> list[list[int]]:
    """The modules of a picture of a code, border included."""
    address = "data:image/png;base64," + base64.b64encode(picture).decode()
    across = len(matrix(f"http://127.0.0.1:40000/q/{codes.written(Code(Kind.SLIP, 1, clock.today()))}"))
    blank = browser.new_page()
    found: list[list[int]] = blank.evaluate(MODULES, [address, across])
    blank.close()
    return found
