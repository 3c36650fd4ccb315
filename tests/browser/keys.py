"""A page under the hands of somebody who has no mouse: what the keys do not reach, or reach without being seen."""

from playwright.sync_api import Page

MOST_STOPS = 400
MOST_PARTS = 6  # a field of a day and an hour is one thing with a stop for each of its parts
WORKABLE = "a[href], button, input, select, textarea, summary, [tabindex], [contenteditable]"
# Every thing that can be worked is focused once: the order is the page's own, and eyes find where one is.
UNSEEN = """(workable) => {
  const found = []
  const say = (words, one) => found.push(`${words}: ${one.outerHTML.slice(0, 120)}`)
  for (const one of document.querySelectorAll(workable)) {
    if (one.tabIndex > 0) say('out of its order', one)
    const away = one.tabIndex < 0 || one.disabled || one.type === 'hidden'
    if (away || !one.checkVisibility({visibilityProperty: true})) continue
    one.focus()
    if (document.activeElement !== one) { say('cannot be focused', one); continue }
    const shown = one.closest('.tile, label.tick') ?? one
    const outlined = [one, shown].some((each) => {
      const style = getComputedStyle(each)
      return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 3
    })
    if (!outlined) say('focused without being seen', one)
  }
  for (const one of document.querySelectorAll('body *')) {
    const pressed = getComputedStyle(one).cursor === 'pointer'
    if (pressed && !one.closest(`${workable}, label, option`)) say('for a mouse alone', one)
  }
  return found.slice(0, 5)
}"""
WHERE = """() => {
  const one = document.activeElement
  if (one === document.body) return null  // Tab has left the page
  return [...document.querySelectorAll('*')].indexOf(one)
}"""


def unreached(page: Page) -> list[str]:
    """What is wrong for the keys on a page, in words."""
    page.keyboard.press("Tab")  # from now on the browser shows a focus as it does for keys
    return [str(one) for one in page.evaluate(UNSEEN, WORKABLE)]


def trapped(page: Page) -> list[str]:
    """Whether Tab goes through the whole page and out of it, always forwards."""
    page.locator(".skip").focus()
    before, stayed = -1, 0
    for _ in range(MOST_STOPS):
        here = page.evaluate(WHERE)
        if here is None or here < before:
            return []
        stayed = stayed + 1 if here == before else 0
        if stayed > MOST_PARTS:
            return [f"Tab does not leave {page.evaluate('document.activeElement.outerHTML.slice(0, 120)')}"]
        before = here
        page.keyboard.press("Tab")
    return [f"Tab finds no end in {MOST_STOPS} stops"]
