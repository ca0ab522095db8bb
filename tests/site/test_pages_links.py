"""Every link and fragment leads somewhere, at the root of a host and below a path."""

from __future__ import annotations

import gzip
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.html_reading import attribute, read
from tests.site.building import Build
from tests.site.links import Site, addresses, foreign, missing_parts
from tests.site.sample import FORMER_ID

ADDRESSES = {
    "real": "https://example.org/",
    "real_below": "https://example.org/repo/",
    "sample": "https://example.org/sample/",
}


@pytest.fixture(params=ADDRESSES)
def site(request: pytest.FixtureRequest) -> Site:
    """The sites one after the other."""
    build: Build = request.getfixturevalue(request.param)
    return Site(build.site, ADDRESSES[request.param])


def test_no_link_leads_nowhere(site: Site) -> None:
    assert site.broken() == []


def test_no_style_sheet_names_a_missing_file(site: Site) -> None:
    assert missing_parts(site) == []


def test_nothing_is_asked_of_another_host(site: Site) -> None:
    assert foreign(site) == []


def test_pages_link_to_each_other_by_relative_addresses(site: Site) -> None:
    """One built site can be mirrored, moved and handed over as an archive."""
    absolute = [
        f"{path}: {address}"
        for path, _ in site.pages()
        if path.name != "404.html"
        for address in addresses(read(path))
        if address.startswith("/")
    ]
    assert absolute == []


def _is_listed(path: Path) -> bool:
    """Whether a page is one of its own: no stand-in, and none that only leads to a new address."""
    return path.name != "404.html" and FORMER_ID not in path.parts


def test_a_page_names_its_own_address(site: Site) -> None:
    named = {
        own: [attribute(link, "href") for link in read(path).css("link[rel=canonical]")]
        for path, own in site.pages()
        if _is_listed(path)
    }
    assert named == {own: [own] for own in named}


def test_the_sitemap_names_every_page_once(site: Site) -> None:
    plain = (site.folder / "sitemap.xml").read_bytes()
    assert gzip.decompress((site.folder / "sitemap.xml.gz").read_bytes()) == plain
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    named = [loc.text for loc in ET.fromstring(plain).iter(f"{space}loc")]  # noqa: S314 - our own
    assert sorted(filter(None, named)) == sorted(
        own for path, own in site.pages() if _is_listed(path)
    )


def test_the_page_for_what_is_missing_leads_to_search_and_the_indexes(real_below: Build) -> None:
    page = read(real_below.site / "404.html")
    links = {attribute(link, "href") for link in page.css("article a[href]")}
    assert {"/repo/search/", "/repo/reports/", "/repo/years/", "/repo/forms/"} <= links
