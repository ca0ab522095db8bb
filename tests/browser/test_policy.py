"""The policy of pages in a browser: it stops strangers, and nothing of ours."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Open
from tests.browser.test_axe import PAGES

pytestmark = pytest.mark.browser

_PUT_IN = """() => {
  const script = document.createElement("script")
  script.textContent = "window.ran = true"
  document.body.append(script)
  document.body.insertAdjacentHTML("beforeend", "<img src='no.png' onerror='window.ran = true'>")
}"""


def test_a_script_that_was_put_in_does_not_run(browser: Browser, at_root: str) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda each: said.append(each.text))
    page.goto(at_root + PAGES["report"])
    page.evaluate(_PUT_IN)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in each for each in said)
    page.context.close()


@pytest.mark.parametrize("name", ["home", "report", "compare"])
def test_colours_and_print_offend_nothing(visit: Open, at_root: str, name: str) -> None:
    """The fixture fails for whatever the console says."""
    page = visit(at_root + PAGES[name], settled=True).page
    page.locator("label[for='__palette_1']").click()
    page.locator("label[for='__palette_2']").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert len(page.pdf()) > 1000
