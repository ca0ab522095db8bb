"""The sitemap against the pages that are there, and against the days of the reports."""

from __future__ import annotations

import gzip
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Mapping

from gongkai.verification.built_site import NOT_FOUND
from gongkai.verification.findings import Finding
from gongkai.verification.names import page_of
from gongkai.verification.scope import Pages, Scope, title_of
from gongkai.verification.unreadable import or_unreadable

SITEMAP = "sitemap.xml"

_SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def sitemap(scope: Scope, pages: Pages) -> Iterator[Finding]:
    """What the sitemap names otherwise than the pages that are there, and reports' days."""
    if scope.site.address is None:
        return
    if SITEMAP not in scope.site.files:
        yield Finding(SITEMAP, "", "file.missing")
        return
    yield from or_unreadable(SITEMAP, _sitemap(scope, pages))
    packed = f"{SITEMAP}.gz"
    if packed in scope.site.files and _unpacked(scope, packed) != scope.site.read(SITEMAP):
        yield Finding(packed, "", "file.changed", f"解开后不同于 {SITEMAP}")


def _sitemap(scope: Scope, pages: Pages) -> Iterator[Finding]:
    """Pages that are not named, named twice, or not there."""
    named = Counter[str]()
    days: dict[str, str | None] = {}
    for each in ET.fromstring(scope.site.read(SITEMAP)):  # noqa: S314 - expat knows no files
        url = each.findtext(f"{_SPACE}loc") or ""
        named[url] += 1
        days[url] = each.findtext(f"{_SPACE}lastmod")
    yield from _reports_in_sitemap(scope, days)
    reports = {scope.site.url(page_of(each)) for each in scope.corpus.reports}
    there = {scope.site.url(each) for each in {*pages, *scope.unread} & scope.site.files}
    there.discard(scope.site.url(NOT_FOUND))
    there -= {scope.site.url(each) for each in scope.redirects}
    for url in sorted(there - named.keys() - reports):
        yield Finding(SITEMAP, "", "sitemap.page", "没有列出", should=url)
    for url in sorted(url for url in named if url not in there or named[url] > 1):
        yield Finding(SITEMAP, "", "sitemap.page", "没有这一页，或列了两次", stands=url)


def _reports_in_sitemap(scope: Scope, days: Mapping[str, str | None]) -> Iterator[Finding]:
    """Reports that are not named, or with another day than the newest that they state."""
    for report in scope.corpus.reports if "report_pages" in scope.outputs else ():
        url = scope.site.url(page_of(report))
        updated = report.updated.isoformat() if report.updated else None
        if url not in days:
            yield Finding(SITEMAP, "", "report.sitemap", title_of(scope, report), should=url)
        elif updated is not None and days[url] != updated:
            yield Finding(SITEMAP, url, "report.sitemap", "日期", days[url] or "", updated)


def _unpacked(scope: Scope, file: str) -> bytes | None:
    try:
        return gzip.decompress(scope.site.read(file))
    except (OSError, EOFError):
        return None
