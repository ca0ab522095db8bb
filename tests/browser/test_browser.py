"""The real site in a real browser: it renders, scrolls, sticks, links, and asks nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

REPORT = "reports/pingtan/2023/"
NARROW_REPORT = "reports/changzhi-sme/2019/"
PAGES = {
    "home": "",
    "agencies": "reports/",
    "agency": "reports/pingtan/",
    "report": REPORT,
    "blank report": NARROW_REPORT,
    "years": "years/",
    "year": "years/2019/",
    "forms": "forms/",
    "form": "forms/2021/",
    "help": "guide/",
    "reference": "reference/report-yaml/",
    "search": "search/",
}
CELL = "requests.results.total/natural_person"
PHONE = 390

# The element is what stands at its middle: neither the page's head nor a table's covers it.
_IS_UNCOVERED = """element => {
  const box = element.getBoundingClientRect()
  const found = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
  return box.height > 0 && found !== null && element.contains(found)
}"""

# At least a part of it is seen.
_IS_SHOWN = """element => {
  const box = element.getBoundingClientRect()
  const parts = [0.05, 0.5, 0.95]
  return parts.some(x => parts.some(y => {
    const top = Math.max(0, box.top), bottom = Math.min(innerHeight, box.bottom)
    const found = document.elementFromPoint(box.x + box.width * x, top + (bottom - top) * y)
    return found !== null && (element === found || element.contains(found))
  }))
}"""


def _region(page: Page, table: str = "requests") -> Locator:
    return page.locator(f"[id='{table}.region']")


def _box(locator: Locator) -> dict[str, float]:
    box: Any = locator.bounding_box()
    assert box is not None
    return dict(box)


def _scroll(region: Locator) -> tuple[float, float]:
    x, y = region.evaluate("element => [element.scrollLeft, element.scrollTop]")
    return float(x), float(y)


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_pages_render(visit: Open, at_root: str, path: str) -> None:
    """And the fixture fails for an error, a missing file or a foreign request."""
    page = visit(at_root + path, settled=True).page
    assert page.locator("h1").count() == 1
    assert page.locator("h1").is_visible()
    # The style sheets have arrived: ours gives the tables their borders, Material's the grid.
    assert page.locator(".md-header").evaluate("e => getComputedStyle(e).position") == "sticky"


@pytest.mark.parametrize("path", ["", REPORT])
def test_a_page_asks_only_for_what_it_shows(visit: Open, at_root: str, path: str) -> None:
    """Above all not for the sitemap, which grows with the site; its feeds are announced."""
    page = visit(at_root + path, settled=True).page
    asked = page.evaluate("performance.getEntriesByType('resource').map(each => each.name)")
    kinds = {name.rpartition(".")[2] for name in asked if not name.startswith("data:")}
    assert kinds <= {"css", "js", "png"}
    assert page.locator("link[rel~=alternate][type='application/atom+xml']").count() == 2


def test_the_page_does_not_wait_for_the_themes_script(visit: Open, at_root: str) -> None:
    page = visit(at_root).page
    waiting = "script[src]:not([defer], [async], [type=module])"
    assert page.locator(waiting).count() == 0


@pytest.mark.parametrize("path", ["", REPORT, "forms/2019/"])
def test_pages_render_below_a_path(visit: Open, below_path: str, path: str) -> None:
    page = visit(below_path + path).page
    assert page.locator("h1").is_visible()
    page.locator(".md-tabs__link", has_text="年份").click()
    page.wait_for_url(f"{below_path}years/")


@pytest.mark.parametrize("path", ["no/such/page/", "reports/pingtan/1999/", "nothing.html"])
def test_a_missing_page_shows_the_way_back(visit: Open, below_path: str, path: str) -> None:
    opened = visit(below_path + path)
    opened.errors.clear()  # the browser notes the 404 itself
    page = opened.page
    assert page.locator(".md-header").evaluate("e => getComputedStyle(e).position") == "sticky"
    page.locator("article a[href$='/reports/']").click()
    page.wait_for_url(f"{below_path}reports/")
    assert page.locator("h1").is_visible()


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_only_tables_scroll_sideways(visit: Open, at_root: str, path: str) -> None:
    page = visit(at_root + path, 1280).page
    too_wide = {}
    for width in (1280, 768, PHONE, 320):
        page.set_viewport_size({"width": width, "height": 900})
        root = "document.documentElement"
        too_wide[width] = page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")
    assert {width: by for width, by in too_wide.items() if by > 0} == {}


# --- tables -----------------------------------------------------------------------------------


def test_a_table_scrolls_by_keyboard(visit: Open, at_root: str) -> None:
    page = visit(at_root + REPORT, PHONE).page
    region = _region(page)
    region.focus()
    assert region.evaluate("element => document.activeElement === element")
    for key in ("ArrowRight", "ArrowDown"):
        for _ in range(4):
            page.keyboard.press(key)
            page.wait_for_timeout(80)
    page.wait_for_timeout(300)
    x, y = _scroll(region)
    assert x > 50
    assert y > 50


def test_every_table_can_be_reached_by_tab(visit: Open, at_root: str) -> None:
    page = visit(at_root + REPORT).page
    reachable = page.locator(".gov-table").evaluate_all("all => all.map(each => each.tabIndex)")
    assert reachable
    assert set(reachable) == {0}


def test_labels_stick_while_a_table_scrolls(visit: Open, at_root: str) -> None:
    page = visit(at_root + REPORT, PHONE).page
    region = _region(page)
    region.evaluate("element => element.scrollTo(200, 400)")
    page.wait_for_timeout(100)
    assert _scroll(region) == (200, 400)
    outer = _box(region)
    label = _box(page.locator("[id='requests.results.unable.not_held']"))
    head = _box(region.locator("thead"))
    assert label["x"] - outer["x"] == pytest.approx(0, abs=2)
    assert head["y"] - outer["y"] == pytest.approx(0, abs=2)
    # What sticks leaves room for figures.
    assert label["width"] < outer["width"] / 2
    assert head["height"] < outer["height"] / 2


def test_a_table_head_sticks_below_the_page_head(visit: Open, at_root: str) -> None:
    page = visit(at_root + REPORT).page
    page.locator("[id='requests.results.not_processed.repeated']").evaluate(
        "element => element.scrollIntoView({block: 'center'})"
    )
    page.wait_for_timeout(200)
    head = _box(_region(page).locator("thead"))
    header = _box(page.locator(".md-header"))
    assert head["y"] >= header["y"] + header["height"] - 2
    assert head["y"] < 300


@pytest.mark.parametrize("width", [PHONE, 1280])
@pytest.mark.parametrize(
    "anchor", [CELL, "requests.results.granted", "review_litigation.cases/litigation.direct.total"]
)
def test_a_link_to_a_cell_shows_it(visit: Open, at_root: str, width: int, anchor: str) -> None:
    page = visit(f"{at_root}{REPORT}#{anchor}", width).page
    page.wait_for_timeout(300)
    cell = page.locator(f"[id='{anchor}']")
    box = _box(cell)
    assert 0 <= box["y"] < 900
    assert box["x"] + box["width"] / 2 < width
    assert cell.evaluate(_IS_UNCOVERED)


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_a_link_within_a_page_shows_its_section(visit: Open, at_root: str, width: int) -> None:
    page = visit(f"{at_root}{REPORT}#review_litigation", width).page
    page.wait_for_timeout(300)
    assert page.locator("[id='review_litigation']").evaluate(_IS_UNCOVERED)


def test_a_figure_of_a_body_leads_to_its_cell(visit: Open, at_root: str) -> None:
    page = visit(f"{at_root}reports/pingtan/").page
    page.locator("table.gov-years td a[href='2020/#requests.results.total/total']").click()
    page.wait_for_url("**/reports/pingtan/2020/**")
    page.wait_for_timeout(300)
    cell = page.locator("[id='requests.results.total/total']")
    assert cell.evaluate("cell => cell.firstChild.textContent") == "21"  # a sign stands behind it
    assert cell.evaluate(_IS_UNCOVERED)


# --- light and dark ---------------------------------------------------------------------------


def _brightness(page: Page, selector: str) -> float:
    """From 0, black, to 255, white: the background of an element."""
    colour = page.locator(selector).first.evaluate("e => getComputedStyle(e).backgroundColor")
    parts = [float(part) for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    return sum(parts) / 3


def test_the_palette_follows_the_system(visit: Open, at_root: str) -> None:
    light = visit(at_root + REPORT).page
    dark = visit(at_root + REPORT, scheme="dark").page
    assert light.locator("body").get_attribute("data-md-color-scheme") == "default"
    assert dark.locator("body").get_attribute("data-md-color-scheme") == "slate"
    for selector in ("body", ".gov thead th", ".gov tbody th", ".md-header", ".md-footer"):
        assert _brightness(light, selector) > 180, selector
        assert _brightness(dark, selector) < 80, selector


def test_the_palette_can_be_chosen_and_is_kept(visit: Open, at_root: str) -> None:
    page = visit(at_root).page
    for expected in ("default", "slate"):
        page.locator("label[for^='__palette']:visible").click()
        assert page.locator("body").get_attribute("data-md-color-scheme") == expected
    page.goto(at_root + REPORT)
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


# --- keyboard, script, paper ------------------------------------------------------------------


@pytest.mark.parametrize("path", ["", REPORT, "guide/"])
def test_the_skip_link_is_first(visit: Open, at_root: str, path: str) -> None:
    page = visit(at_root + path).page
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert "md-skip" in (focused.get_attribute("class") or "")
    assert focused.is_visible()
    target = (focused.get_attribute("href") or "").removeprefix("#")
    page.keyboard.press("Enter")
    assert page.locator(f"article [id='{target}']").count() == 1
    page.keyboard.press("Tab")
    assert page.locator("article :focus, .md-content :focus").count() == 1


@pytest.mark.parametrize("width", [PHONE, 1280])
@pytest.mark.parametrize("path", ["years/2019/", NARROW_REPORT])
def test_nothing_focused_is_covered(visit: Open, at_root: str, width: int, path: str) -> None:
    """WCAG 2.4.11, for what is the page's own, from its end to its beginning and back.

    The theme keeps a closed drawer, a search box and a hidden button in the order of tabs.
    """
    page = visit(at_root + path, width).page
    page.locator(".md-footer a").last.focus()
    covered: set[str] = set()
    stops = 0
    for key in ["Shift+Tab"] * 40 + ["Tab"] * 40:
        page.keyboard.press(key)
        if page.locator("article :focus, .md-path :focus").count():
            stops += 1
            page.wait_for_timeout(30)
            if not page.evaluate(f"({_IS_SHOWN})(document.activeElement)"):
                covered.add(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
    assert stops > 8
    assert covered == set()


def test_tables_and_links_work_without_script(visit: Open, at_root: str) -> None:
    page = visit(at_root + REPORT, script=False).page
    assert page.locator("h1").is_visible()
    assert page.locator(f"[id='{CELL}']").is_visible()
    page.locator(".gk-adjacent a[rel=prev]").click()
    page.wait_for_url("**/reports/pingtan/2022/")


def test_paper_shows_whole_tables_and_nothing_to_click(visit: Open, at_root: str) -> None:
    page = visit(at_root + REPORT, width=695).page  # A4 less its margins
    page.emulate_media(media="print")
    assert not page.locator(".md-header").is_visible()
    assert not page.locator(".md-sidebar--primary").is_visible()
    assert not page.locator(".md-footer").is_visible()
    for region in page.locator(".gov-table").all():
        cut = region.evaluate(
            "e => [e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight]"
        )
        assert max(cut) <= 1, region.get_attribute("id")
    assert page.locator(".gk-print-foot").is_visible()


def test_a_blank_cell_is_seen_empty_and_heard(visit: Open, at_root: str) -> None:
    page = visit(at_root + NARROW_REPORT).page
    cell = page.locator("[id='requests.results.granted/natural_person']")
    box = _box(cell.locator(".gk-sr"))
    assert box["width"] <= 1
    assert box["height"] <= 1
    assert "原表未填" in cell.aria_snapshot()


def test_a_table_is_announced_with_its_name(visit: Open, at_root: str) -> None:
    page = visit(at_root + REPORT).page
    snapshot = _region(page).aria_snapshot()
    assert snapshot.startswith("- region")
    assert "三、收到和处理政府信息公开申请情况" in snapshot.split("\n")[0]
