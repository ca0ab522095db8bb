"""Everything by keyboard: Tab reaches all of a page in its order, and the focus is always seen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.walking import walk

pytestmark = pytest.mark.browser

REPORT = "reports/pingtan/2023/"
DESK, PHONE, ENLARGED = 1280, 390, 320
BRIEF = {"home": "", "report": REPORT, "search": "search/", "compare": "compare/"}
FURTHER = {
    "agencies": "reports/",
    "agency": "reports/changzhi-sme/",
    "year": "years/2019/",
    "checks": "checks/",
    "rules": "checks/rules/",
    "indicators": "indicators/",
    "indicator": "indicators/disclosure_rate/",
    "data": "data/",
    "form": "forms/2021/",
    "glossary": "glossary/",
    "accessibility statement": "guide/accessibility/",
    "missing": "no/such/page/",
}

# Every kind of page; those that cost more than they are likely to show are long.
PAGES = [
    *(pytest.param(path, id=name) for name, path in BRIEF.items()),
    *(pytest.param(path, id=name, marks=pytest.mark.long) for name, path in FURTHER.items()),
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [pytest.param(DESK, marks=pytest.mark.long), PHONE])
def test_tab_reaches_everything_in_order(visit: Open, at_root: str, path: str, width: int) -> None:
    """WCAG 2.1.1, 2.1.2, 2.4.3, 2.4.7 and 2.4.11."""
    opened = visit(at_root + path, width, settled=True)
    if path == FURTHER["missing"]:
        opened.errors.clear()  # the browser notes the 404 itself
    found = walk(opened.page)
    assert found.stops > 10
    assert found._replace(stops=0) == (0, (), (), (), (), True)


# --- the menu of narrow pages -----------------------------------------------------------------


def _menu_button(page: Page) -> None:
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.locator(".gk-menu:focus").count():
            return
    pytest.fail("Tab does not reach the button of the menu")


def _is_in_menu(page: Page) -> bool:
    return page.locator(".md-sidebar--primary :focus").count() == 1


def test_the_menu_opens_and_closes_by_keyboard(visit: Open, at_root: str) -> None:
    """On a desk the page is so narrow when it is enlarged to 400 %."""
    page = visit(at_root + REPORT, ENLARGED, settled=True).page
    _menu_button(page)
    button = page.locator(".gk-menu")
    assert button.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    assert _is_in_menu(page)
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    assert page.locator(".gk-menu:focus").count() == 1


def test_the_menu_leads_up_and_on_by_keyboard(visit: Open, at_root: str) -> None:
    """From a body's years to the bodies, to the top, and to another part of the site."""
    page = visit(at_root + REPORT, ENLARGED, settled=True).page
    _menu_button(page)
    page.keyboard.press("Enter")
    for level in ("平潭综合实验区管委会", "机关"):
        title = page.locator(".md-nav__title:focus")
        assert title.inner_text().strip() == level
        page.keyboard.press("Enter")
        page.keyboard.press("Shift+Tab")
        while not page.locator(".md-nav__title:focus, .md-logo:focus").count():
            assert _is_in_menu(page)
            page.keyboard.press("Shift+Tab")
    page.locator(".md-sidebar--primary .md-nav__link", has_text="年份").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/years/")


def test_the_menu_closes_when_the_focus_leaves_it(visit: Open, at_root: str) -> None:
    page = visit(at_root + REPORT, PHONE, settled=True).page
    _menu_button(page)
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if not _is_in_menu(page):
            break
    assert page.locator(".gk-menu").get_attribute("aria-expanded") == "false"


# --- folds ------------------------------------------------------------------------------------


def test_folds_open_by_keyboard(visit: Open, at_root: str) -> None:
    page = visit(at_root + REPORT).page
    fold = page.locator("article details").last
    assert fold.get_attribute("open") is None
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    assert fold.get_attribute("open") is not None
    page.keyboard.press("Space")
    assert fold.get_attribute("open") is None
