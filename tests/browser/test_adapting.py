"""Pages as readers set them: enlarged, with wide letters, in the system's own colours, on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

REPORT = "reports/pingtan/2020/"
BRIEF = {"home": "", "report": REPORT, "indicator": "indicators/disclosure_rate/"}
FURTHER = {
    "agency": "reports/pingtan/",
    "year": "years/2019/",
    "checks": "checks/",
    "indicators": "indicators/",
    "compare": "compare/",
    "search": "search/",
    "data": "data/",
    "form": "forms/2021/",
    "glossary": "glossary/",
    "accessibility statement": "guide/accessibility/",
}

# Every kind of page; those that cost more than they are likely to show are long.
PAGES = [
    *(pytest.param(path, id=name) for name, path in BRIEF.items()),
    *(pytest.param(path, id=name, marks=pytest.mark.long) for name, path in FURTHER.items()),
]

# 400 % of 1280, phones, tablets, desks; WCAG 1.4.10.
WIDTHS = (320, 390, 768, 1000, 1280)

# What WCAG 1.4.12 lets readers set.
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""

# Text that its box cuts off. The header says the title again, and cuts it; a table has its region.
_CUT = """() => [...document.querySelectorAll("main *, footer *")].filter(each => {
  if (each.closest(".gov-table, .gk-sr, .md-sidebar, svg")) return false
  const { overflowX, overflowY, clipPath } = getComputedStyle(each)
  const hides = how => how === "hidden" || how === "clip"
  return clipPath === "none" && each.clientWidth > 2 && each.checkVisibility() &&
    (hides(overflowX) && each.scrollWidth > each.clientWidth + 1 ||
     hides(overflowY) && each.scrollHeight > each.clientHeight + 2)
}).map(each => each.outerHTML.slice(0, 120))"""


def _too_wide(page: Page) -> dict[int, int]:
    """By how many pixels the page is wider than the window, where it is."""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        root = "document.documentElement"
        found[width] = page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")
    return {width: by for width, by in found.items() if by > 0}


# A reader's own style sheet comes from the browser; one in the page its policy would stop.
_ADOPT = """text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_cut_off_or_too_wide(visit: Open, at_root: str, path: str) -> None:
    """Neither as it comes nor with lines, letters and words set wide."""
    page = visit(at_root + path).page
    assert _too_wide(page) == {}
    page.evaluate(_ADOPT, SPACING)
    assert _too_wide(page) == {}
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(_CUT) == []


# --- the system's own colours -----------------------------------------------------------------


def _style(page: Page, selector: str, name: str, pseudo: str = "") -> str:
    return str(
        page.locator(selector).first.evaluate(
            "(each, [name, pseudo]) => getComputedStyle(each, pseudo || null)[name]",
            [name, pseudo],
        )
    )


def test_signs_stay_in_forced_colours(visit: Open, at_root: str) -> None:
    """What is drawn is text, a border or a line in the system's colour of text."""
    page = visit(at_root + REPORT).page
    page.emulate_media(forced_colors="active")
    ink = _style(page, "body", "color")
    assert _style(page, ".md-path__item:nth-child(2)", "maskImage", "::before") == "none"
    assert "›" in _style(page, ".md-path__item:nth-child(2)", "content", "::before")
    assert _style(page, ".gk-fold > summary", "backgroundColor", "::after") == ink
    page.goto(at_root)
    assert _style(page, ".gk-ask button", "borderTopStyle") == "solid"
    for selector in (".gk-chart text", ".gk-chart__scale"):
        assert _style(page, selector, "fill") == ink
    assert _style(page, ".gk-chart__line", "stroke") == ink


# --- paper ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES)
def test_paper_shows_no_menus_and_whole_tables(visit: Open, at_root: str, path: str) -> None:
    page = visit(at_root + path, width=695).page  # A4 less its margins
    page.emulate_media(media="print")
    menus = ".md-header, .md-tabs, .md-sidebar, .md-footer, .md-top, .md-path, .md-skip"
    assert page.locator(menus).filter(visible=True).count() == 0
    cut = page.locator(".gov-table:visible").evaluate_all(
        "all => all.filter(each => each.scrollWidth > each.clientWidth + 1"
        " || each.scrollHeight > each.clientHeight + 1).map(each => each.id)"
    )
    assert cut == []


# --- the desk ---------------------------------------------------------------------------------


def test_the_menus_button_is_for_narrow_pages_only(visit: Open, at_root: str) -> None:
    page = visit(at_root).page
    button = page.locator(".gk-menu")
    assert not button.is_visible()
    page.set_viewport_size({"width": 800, "height": 900})
    assert button.is_visible()
