"""The archive of the real site, unpacked and opened from the folder, without a server."""

from __future__ import annotations

import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from gongkai.packing.archive import pack_site
from gongkai.packing.page import OFFLINE
from tests.browser.test_axe import PAGES
from tests.html_reading import parse
from tests.site.building import real_site

pytestmark = pytest.mark.browser

# Material asks for it wherever it is; no browser gives a page that was opened from a folder a file.
_ASKED_IN_VAIN = "sitemap.xml"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the archive holds."""
    folder = tmp_path_factory.mktemp("offline 离线")
    pack_site(real_site(tmp_path_factory).site, folder / "site.zip")
    with zipfile.ZipFile(folder / "site.zip") as archive:
        archive.extractall(folder)
    return folder / "site"


def test_every_link_leads_to_a_file(unpacked: Path) -> None:
    pages = sorted(unpacked.rglob("index.html"))
    assert len(pages) > 50
    for page in pages:
        for node in parse(page.read_text("utf-8")).css("[href], [src], form[action]"):
            written = node.attributes
            address = written.get("href") or written.get("src") or written.get("action") or ""
            parts = urlsplit(address)
            if not parts.scheme and parts.path:
                assert (page.parent / unquote(parts.path)).is_file(), (page, address)


def _opened(browser: Browser, path: Path, said: list[str]) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.on("console", lambda each: said.append(f"{each.text} {each.location['url']}"))
    page.on("pageerror", lambda each: said.append(str(each)))
    page.goto(path.as_uri())
    page.wait_for_load_state("load")
    return page


@pytest.mark.parametrize("address", [PAGES[name] for name in ("home", "report", "year", "form")])
def test_pages_open_from_the_folder(browser: Browser, unpacked: Path, address: str) -> None:
    said: list[str] = []
    page = _opened(browser, unpacked / address / "index.html", said)
    assert page.locator("h1").is_visible()
    header = page.locator(".md-header")
    assert header.evaluate("e => getComputedStyle(e).position") == "sticky"
    assert page.locator("html.js").count() == 1  # Material's script has run
    assert [each for each in said if _ASKED_IN_VAIN not in each] == []
    page.context.close()


def test_a_reader_goes_from_the_home_page_to_a_report(browser: Browser, unpacked: Path) -> None:
    page = _opened(browser, unpacked / "index.html", [])
    page.locator("article a[href='reports/pingtan/index.html']").first.click()
    page.locator("article a[href='2023/index.html']").first.click()
    assert "2023" in page.locator("h1").inner_text()
    page.locator(".gk-search__open").click()
    assert page.url.endswith("/search/index.html")
    assert page.locator("article").get_by_text(OFFLINE).is_visible()
    page.context.close()
