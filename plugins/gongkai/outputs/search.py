"""The search as readers meet it: its page, its scripts, the names by which bodies are found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from gongkai.forms.model import Editions
from gongkai.outputs.model import AGENCIES, HOME, YEARS, Site, SiteFile, href
from gongkai.render.html import element, escape, link
from gongkai.render.markdown import render_page
from gongkai.render.prose import heading
from gongkai.reports.agency import Agency
from gongkai.search.simplified import as_module

PAGE = "search/index.md"
SCRIPTS = "assets/gongkai/search"
DESCRIPTION = "opensearch.xml"
ABOUT = "在全部年报的原文、表格和数字中搜索，按年份、地区、机关筛选。"
TITLE = "搜索年报"

_SOURCES = Path(__file__).parent.parent / "theme" / "assets" / "search"


def build(site: Site) -> Iterator[SiteFile]:
    """The page, the scripts with what they load, and a description for browsers."""
    yield SiteFile(PAGE, _page(), TITLE, parent=HOME)
    for source in sorted(_SOURCES.iterdir()):
        yield SiteFile(f"{SCRIPTS}/{source.name}", source)
    yield SiteFile(f"{SCRIPTS}/simplified.js", as_module())
    yield SiteFile(f"{SCRIPTS}/names.json", _names(site))
    if site.address:
        yield SiteFile(DESCRIPTION, _description(site.address))


def _page() -> str:
    """The search takes the place of the links, where scripts run."""
    script = href(PAGE, f"{SCRIPTS}/boot.js")
    agencies = link("机关目录", href(PAGE, AGENCIES))
    years = link("年份目录", href(PAGE, YEARS))
    without = f"<p>搜索需要浏览器脚本。也可以直接浏览{agencies}、{years}。</p>"
    search = element(
        "div",
        f"<noscript>{without}</noscript>",
        id="gk-search-page",
        class_="gk-search-page",
    )
    meta: dict[str, str | list[str]] = {
        "title": TITLE,
        "description": ABOUT,
        "hide": ["navigation", "toc"],
    }
    loaded = element("script", "", type="module", src=script)
    return render_page(meta, [heading(TITLE, 1, "top"), search, loaded])


def _names(site: Site) -> str:
    """JSON: what tables are called, and which other names bodies bear or bore."""
    agencies = [
        [agency.id, *names] for agency in site.corpus.agencies if (names := other_names(agency))
    ]
    content = {"tables": _tables(site.corpus.editions), "agencies": agencies}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def other_names(agency: Agency) -> list[str]:
    """The aliases and former names of a body."""
    return [*agency.aliases, *(former.name for former in agency.former_names)]


def _tables(editions: Editions) -> dict[str, str]:
    """The label of every table of every form, the newest form's where they differ."""
    labels: dict[str, str] = {}
    for edition in editions:
        sections = {section.id: section.label for section in edition.sections}
        for table in edition.tables:
            labels[table.id] = table.caption or sections[table.section].partition("、")[2]
    return labels


def _description(address: str) -> str:
    """OpenSearch: browsers offer the site's search in their own bar."""
    template = escape(f"{address.rstrip('/')}/search/?q={{searchTerms}}")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{TITLE}</ShortName>\n"
        "<Description>政府信息公开工作年度报告全文</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" template="{template}"/>\n'
        "</OpenSearchDescription>\n"
    )
