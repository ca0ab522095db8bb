"""What a search costs a reader: bytes and time from opening the box to the first result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.serving import Sent, serve

# From the key that opens the box to the first result on the screen, typed as fast as possible, and
# on to the last: [milliseconds to the first, when that was in ms of the epoch].
_SEARCH = """query => new Promise((done, fail) => {
  const start = performance.now()
  let first = null
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true }))
  const type = () => {
    const field = document.querySelector(".gk-dialog__field")
    if (!field) return setTimeout(type, 5)
    field.value = query
    field.dispatchEvent(new InputEvent("input", { bubbles: true }))
    new MutationObserver(look).observe(field.closest("dialog"), { childList: true, subtree: true })
  }
  const look = () => {
    if (!document.querySelector(".gk-dialog .gk-hit, .gk-dialog .gk-nothing")) return
    const now = performance.now()
    first ??= [now - start, performance.timeOrigin + now]
    const isPartial = document.querySelector(".gk-dialog__said").textContent.includes("正在")
    if (!isPartial) done(first)
  }
  setTimeout(() => fail(new Error("no result in a minute")), 60000)
  type()
})"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a search sent over the wire, bodies by address, and the milliseconds it took.

    ``view`` is what the page view sent before, ``search`` what was sent from opening the box to the
    first result, ``rest`` what the full answer needed after that.
    """

    view: dict[str, int]
    search: dict[str, int]
    rest: dict[str, int]
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

    @property
    def all_bytes(self) -> int:
        """Bytes from opening the box to the full answer."""
        return self.bytes + sum(self.rest.values())


def first_search(browser: Browser, site: Path, query: str) -> Cost:
    """What the first search of a reader costs, with nothing in the browser's cache.

    The site is served below a path, its texts compressed.
    """
    sent: list[Sent] = []
    with serve(site, "/repo/", zipped=True, sent=sent) as address:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
        page = context.new_page()
        page.goto(address, wait_until="networkidle")
        view = _sizes(sent)
        sent.clear()
        took, first_at = page.evaluate(_SEARCH, query)
        search = _sizes(each for each in sent if each.at <= first_at)
        rest = _sizes(each for each in sent if each.at > first_at)
        context.close()
    return Cost(view, search, rest, took)


def _sizes(sent: Iterable[Sent]) -> dict[str, int]:
    return {each.path: each.size for each in sent}
