"""What a search costs a reader: bytes and time from opening the box to the first result."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.serving import serve

# From the key that opens the box to the first result on the screen, typed as fast as possible.
_SEARCH = """query => new Promise((done, fail) => {
  const start = performance.now()
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true }))
  const type = () => {
    const field = document.querySelector(".gk-dialog__field")
    if (!field) return setTimeout(type, 5)
    field.value = query
    field.dispatchEvent(new InputEvent("input", { bubbles: true }))
    look()
  }
  const look = () => {
    const shown = document.querySelector(".gk-dialog .gk-hit, .gk-dialog .gk-nothing")
    if (shown) done(performance.now() - start)
    else if (performance.now() - start > 60000) fail(new Error("no result in a minute"))
    else requestAnimationFrame(look)
  }
  type()
})"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Bytes of bodies as they went over the wire, by address, and milliseconds."""

    view: dict[str, int]
    search: dict[str, int]
    milliseconds: float

    @property
    def before(self) -> int:
        """Bytes of search code on a page view before any search."""
        marks = ("/search/", "/pagefind/")
        return sum(size for url, size in self.view.items() if any(mark in url for mark in marks))

    @property
    def bytes(self) -> int:
        """Bytes from opening the box to the first result, the interface included."""
        return sum(self.search.values())


def first_search(browser: Browser, site: Path, query: str) -> Cost:
    """What the first search of a reader costs, with nothing in the browser's cache.

    The site is served below a path, its texts compressed.
    """
    sent: list[tuple[str, int]] = []
    with serve(site, "/repo/", zipped=True, sent=sent) as address:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
        page = context.new_page()
        page.goto(address, wait_until="networkidle")
        view = dict(sent)
        sent.clear()
        took = float(page.evaluate(_SEARCH, query))
        search = dict(sent)
        context.close()
    return Cost(view, search, took)
