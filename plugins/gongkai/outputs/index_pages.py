"""The indexes of all bodies and all years."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.outputs.coverage import Coverage, all_years, coverage_of, matrix
from gongkai.outputs.model import AGENCIES, YEARS, Site, SiteFile, href, year_uri
from gongkai.outputs.page_tags import ColumnType, column_tags
from gongkai.render.html import bullets, element, link
from gongkai.render.markdown import render_page
from gongkai.render.prose import heading


def build(site: Site) -> Iterator[SiteFile]:
    """The page of all bodies and the page of all years."""
    updated = site.corpus.updated
    yield SiteFile(AGENCIES, _agencies(site), "机关", "机关", updated=updated)
    yield SiteFile(YEARS, _years(site), "年份", "年份", updated=updated)


def _agencies(site: Site) -> str:
    agencies = site.corpus.agencies
    summary = f"公布政府信息公开工作年度报告的机关，共 {len(agencies)} 个。"
    blocks = [heading("机关", 1, "top"), element("p", summary)]
    if agencies:
        blocks.append(matrix(site, AGENCIES, agencies))
    tags = column_tags(site, "机关", summary, ColumnType.REPORTS)
    return render_page({"title": "机关", "description": summary, **tags}, blocks)


def _years(site: Site) -> str:
    summary = "按报告年度查看各机关的政府信息公开工作年度报告。"
    items = [_year(site, year) for year in reversed(all_years(site))]
    body = bullets(items, class_="gk-list") if items else element("p", "还没有年报。")
    blocks = [heading("年份", 1, "top"), element("p", summary), body]
    tags = column_tags(site, "年份", summary, ColumnType.REPORTS)
    return render_page({"title": "年份", "description": summary, **tags}, blocks)


def _year(site: Site, year: int) -> str:
    owed = sum(
        coverage_of(site, agency)[year] is not Coverage.NOT_OWED for agency in site.corpus.agencies
    )
    held = len(site.corpus.reports_on(year))
    address = href(YEARS, year_uri(year))
    return f"{link(f'{year} 年', address)}：{owed} 个机关中收录 {held} 个"
