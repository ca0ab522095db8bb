"""A walk through a page with the Tab key alone: where it stops, and what is seen of each stop."""

from __future__ import annotations

from typing import Any, NamedTuple

from playwright.sync_api import Page

# All that a reader can do something with, in the order of the page. What is not displayed or lies
# in a closed fold is no stop; of a group of radio buttons the chosen one is, or the first.
_STOPS = """() => {
  const all = "a[href], button, input, select, textarea, summary, [tabindex]"
  const isChosen = each => each.type !== "radio" || each === (
    document.querySelector(`[name="${each.name}"]:checked`) ??
    document.querySelector(`[name="${each.name}"]`))
  window.stops = [...document.querySelectorAll(all)].filter(each =>
    each.tabIndex >= 0 && !each.disabled && isChosen(each) &&
    each.checkVisibility({ visibilityProperty: true }))
  return window.stops.map(each => each.outerHTML.slice(0, 140))
}"""

# Shown: some part of it is not under anything else, as soon as the page has come to rest. The theme
# draws the choice of colours as the label beside it.
_HERE = """async () => {
  const here = document.activeElement
  if (here === document.body || here === null) return null
  const sign = here.matches(".md-option") ? here.nextElementSibling : here
  const parts = [0.02, 0.5, 0.98]
  const looksShown = () => parts.some(x => parts.some(y => {
    const box = sign.getBoundingClientRect()
    const top = Math.max(0, box.top), bottom = Math.min(innerHeight, box.bottom)
    const found = document.elementFromPoint(box.x + box.width * x, top + (bottom - top) * y)
    return sign.contains(found)
  }))
  let isShown = looksShown()
  for (let wait = 0; !isShown && wait < 20; wait += 1) {
    await new Promise(resolve => setTimeout(resolve, 50))
    isShown = looksShown()
  }
  const style = getComputedStyle(sign)
  return {
    number: window.stops.indexOf(here),
    html: here.outerHTML.slice(0, 140),
    isShown,
    isMarked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
  }
}"""


class Walk(NamedTuple):
    """How many stops there were, and those left out, out of order, unseen or without a mark.

    ``ends`` says whether Tab left the page after the last one.
    """

    stops: int
    missed: tuple[str, ...]
    disordered: tuple[str, ...]
    unseen: tuple[str, ...]
    unmarked: tuple[str, ...]
    ends: bool


def walk(page: Page) -> Walk:
    """Tab from the top of the page until it leaves the page or begins anew."""
    stops: list[str] = page.evaluate(_STOPS)
    met: list[dict[str, Any]] = []
    ends = False
    for _ in range(len(stops) + 10):
        page.keyboard.press("Tab")
        here = page.evaluate(_HERE)
        if here is None or (met and here["number"] == met[0]["number"]):
            ends = True
            break
        met.append(here)
    numbers = [each["number"] for each in met]
    return Walk(
        len(met),
        tuple(html for number, html in enumerate(stops) if number not in numbers),
        tuple(
            each["html"]
            for before, each in zip(numbers, met[1:], strict=False)
            if each["number"] <= before
        ),
        tuple(each["html"] for each in met if not each["isShown"]),
        tuple(each["html"] for each in met if not each["isMarked"]),
        ends,
    )
