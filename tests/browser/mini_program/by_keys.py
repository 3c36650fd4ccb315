"""A screen of the mini-program under the Tab key: what it does not reach, or reaches without being seen.

Stricter than what looks at the pages of the desk: here bars lie over the page, and frames cut off the ring of a row.
"""

from typing import Any

from playwright.sync_api import Locator, Page

MOST_STOPS = 80
ROLES = ", ".join(f'[role="{one}"]' for one in ("button", "link", "tab", "checkbox", "radio"))
WORKABLE = f"{ROLES}, a[href], button, input, select, textarea"
# Every thing that is tapped gets a number, by which a stop of the Tab key is known.
NUMBERED = """(workable) => {
  const seen = (one) => one.checkVisibility({visibilityProperty: true})
  const found = [...document.querySelectorAll(workable)].filter(seen)
  document.querySelectorAll('[data-stop]').forEach((one) => one.removeAttribute('data-stop'))
  found.forEach((one, at) => { one.dataset.stop = at })
  const mouse = [...document.querySelectorAll('body *')].filter((one) => seen(one)
    && getComputedStyle(one).cursor === 'pointer' && !one.closest(workable) && !one.querySelector(workable))
  const named = (all) => all.map((one) => one.outerHTML.slice(0, 120))
  return {named: named(found), mouse: named(mouse)}
}"""
# Where one is, and what of it eyes do not find: a ring of three points, whole, against its ground, under nothing else.
STOP = """() => {
  const one = document.activeElement
  if (one === document.body) return null
  const ring = [one, one.parentElement].find((each) => {
    const style = getComputedStyle(each)
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 3
  })
  const wrong = []
  if (!ring) return {stop: one.dataset.stop, wrong: ['no ring']}
  const style = getComputedStyle(ring)
  const wide = Math.max(0, parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset))
  const box = ring.getBoundingClientRect()
  const edges = {left: box.left - wide, top: box.top - wide, right: box.right + wide, bottom: box.bottom + wide}
  const beyond = (room) => edges.left < room.left - 1 || edges.top < room.top - 1 || edges.right > room.right + 1
    || edges.bottom > room.bottom + 1
  if (beyond({left: 0, top: 0, right: innerWidth, bottom: innerHeight})) wrong.push('beyond the screen')
  for (let over = ring.parentElement; over; over = over.parentElement) {
    if (over !== document.body && over !== document.documentElement && getComputedStyle(over).overflow !== 'visible'
      && beyond(over.getBoundingClientRect())) wrong.push(`cut off by ${over.className}`)
  }
  for (const bar of document.querySelectorAll('.wx-bar, .wx-tabs')) {
    const {top, bottom} = bar.getBoundingClientRect()
    if (!bar.contains(ring) && !ring.closest('[role="dialog"]') && edges.bottom > top + 1 && edges.top < bottom - 1)
      wrong.push('under a bar')
  }
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((v) => v / 255)
      .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  let ground = parseFloat(style.outlineOffset) < 0 ? ring : ring.parentElement
  const colour = (one) => getComputedStyle(one).backgroundColor
  while (ground.parentElement && colour(ground) === 'rgba(0, 0, 0, 0)') ground = ground.parentElement
  const [dark, bright] = [style.outlineColor, colour(ground)].map(light).sort((a, b) => a - b)
  if ((bright + 0.05) / (dark + 0.05) < 3) wrong.push('hardly seen against its ground')
  return {stop: one.dataset.stop, wrong}
}"""

# What the thing is called where one is: for a row of a list its first line.
NAME = """() => {
  const one = document.activeElement
  return one === document.body ? '' : one.getAttribute('aria-label') || one.innerText.trim().split('\\n')[0]
}"""


def walked(page: Page) -> list[str]:
    """What is wrong on a screen for whoever goes through it by the Tab key alone, in words."""
    there = page.evaluate(NUMBERED, WORKABLE)
    faults = [f"for a mouse alone: {one}" for one in there["mouse"]]
    page.evaluate("document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')")
    reached: list[int] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop: dict[str, Any] | None = page.evaluate(STOP)
        if stop is None:
            break
        at = -1 if stop["stop"] is None else int(stop["stop"])
        reached.append(at)
        faults += [f"{wrong}: {there['named'][at]}" for wrong in stop["wrong"]]
    else:
        faults.append(f"Tab finds no end in {MOST_STOPS} stops")
    faults += [f"not reached: {there['named'][at]}" for at in set(range(len(there["named"]))) - set(reached)]
    if -1 in reached:
        faults.append("a stop at what cannot be worked")
    if reached != sorted(reached):
        faults.append(f"out of its order: {reached}")
    return faults


def reach(page: Page, name: str) -> Locator:
    """Goes by Tab to what is called so."""
    for _ in range(2 * MOST_STOPS):
        if page.evaluate(NAME) == name:
            return page.locator(":focus")
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {name}")


def press(page: Page, name: str, key: str = "Enter") -> None:
    """Goes by Tab to what is called so, and presses a key there."""
    reach(page, name)
    page.keyboard.press(key)
