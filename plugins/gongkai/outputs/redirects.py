"""Pages at the addresses that a body and its reports had under a former id: they lead to the new.

Plain HTML of its own, not a page of the host: in no menu, no sitemap and no search index, without a
script. An address with a row or cell behind ``#`` leads to the top of the new page.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from urllib.parse import urljoin

from gongkai.outputs.model import Site, SiteFile, address_of, agency_uri, href, report_uri
from gongkai.outputs.report_facts import report_title

_PAGE = """\
<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}：网址已改</title>
<meta name="description" content="{title}：这一页的网址已改。">
<meta name="robots" content="noindex">
<link rel="canonical" href="{canonical}">
<meta http-equiv="refresh" content="0; url={way}">
</head>
<body>
<p>这一页的网址已改，请打开新的一页：<a href="{way}">{title}</a>。</p>
</body>
</html>
"""


def build(site: Site) -> Iterator[SiteFile]:
    """A page for each former address of a body, and of each report that it has now."""
    for agency in site.corpus.agencies:
        reports = (*site.corpus.reports_of(agency.id), *site.corpus.withdrawn_of(agency.id))
        for old in agency.redirect_from:
            if site.has("agency_pages"):
                former = f"reports/{old}/index.html"
                yield _redirect(site, former, agency_uri(agency.id), agency.name)
            for report in reports if site.has("report_pages") else ():
                former = f"reports/{old}/{report.year}/index.html"
                yield _redirect(site, former, report_uri(report), report_title(site, report))


def _redirect(site: Site, former: str, now: str, title: str) -> SiteFile:
    way = href(former, now)
    base = f"{site.address.rstrip('/')}/" if site.address else ""
    content = _PAGE.format(
        title=escape(title),
        way=escape(way),
        canonical=escape(urljoin(base, f"{address_of(now)}/") if base else way),
    )
    return SiteFile(former, content)
