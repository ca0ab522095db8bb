"""The page of one year: every body with a report on it, and those without."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checks.wording import counts
from gongkai.indicators.measures import filling_of
from gongkai.outputs.check_sheet import SHEET
from gongkai.outputs.coverage import LABELS, Coverage, all_years, coverage_of, state_mark
from gongkai.outputs.downloads import FORMATS, offer, year_file
from gongkai.outputs.highlights import Highlights
from gongkai.outputs.model import YEARS, Site, SiteFile, agency_uri, href, report_uri, year_uri
from gongkai.outputs.name_filter import with_filter
from gongkai.outputs.page_tags import ColumnType, column_tags
from gongkai.outputs.report_facts import agency_of, report_title, show_day
from gongkai.render.html import bullets, element, escape, link
from gongkai.render.list_table import list_row, list_table
from gongkai.render.markdown import render_page
from gongkai.render.prose import heading
from gongkai.reports.model import Report


def build(site: Site) -> Iterator[SiteFile]:
    """One Markdown page for every year from the first report to the last."""
    highlights = Highlights(site)
    for year in all_years(site):
        reports = site.corpus.reports_on(year)
        yield SiteFile(
            uri=year_uri(year),
            content=_page(site, year, reports, highlights),
            title=f"{year}年政府信息公开工作年度报告",
            menu_title=str(year),
            parent=YEARS,
            updated=max((day for each in reports if (day := each.updated)), default=None),
        )


def _page(site: Site, year: int, reports: tuple[Report, ...], highlights: Highlights) -> str:
    title = f"{year}年政府信息公开工作年度报告"
    owed = [a for a in site.corpus.agencies if coverage_of(site, a)[year] is not Coverage.NOT_OWED]
    summary = f"{year}年度的年报：{len(owed)} 个机关中收录 {len(reports)} 个。"
    missing = [a for a in owed if coverage_of(site, a)[year] is Coverage.MISSING]
    blocks = [
        heading(title, 1, "top"),
        _adjacent(site, year),
        element("p", summary),
        _table(site, year, reports) if reports else "",
        _downloads(site, year) if reports else "",
        heading("主要数字", 2, "figures") if reports else "",
        highlights.of_year(year, reports) if reports else "",
    ]
    withdrawn = [each for each in site.corpus.withdrawn if each.year == year]
    if withdrawn:
        uri = year_uri(year)
        names = [link(agency_of(site, r).name, href(uri, report_uri(r))) for r in withdrawn]
        blocks += [heading("已撤回", 2, "withdrawn"), bullets(names)]
    if missing:
        uri = year_uri(year)
        blocks.append(heading("未收录", 2, "missing"))
        blocks.append(bullets([link(a.name, href(uri, agency_uri(a.id))) for a in missing]))
    tags = column_tags(site, title, summary, ColumnType.REPORTS)
    return render_page({"title": title, "description": summary, **tags}, blocks)


def _downloads(site: Site, year: int) -> str:
    return offer(site, year_uri(year), {name: year_file(year, name) for name in FORMATS})


def _adjacent(site: Site, year: int) -> str:
    years, uri = all_years(site), year_uri(year)
    links = []
    if year - 1 in years:
        links.append(link(f"‹ {year - 1} 年", href(uri, year_uri(year - 1)), rel="prev"))
    links.append(link("全部年份", href(uri, YEARS)))
    if year + 1 in years:
        links.append(link(f"{year + 1} 年 ›", href(uri, year_uri(year + 1)), rel="next"))
    return element("nav", "\n".join(["", *links, ""]), class_="gk-adjacent", aria_label="其他年份")


def _table(site: Site, year: int, reports: tuple[Report, ...]) -> str:
    names = ("机关", "年报", "公布", "表式", "有内容的格", "校验")
    rows = [_row(site, report) for report in reports]
    table = list_table("reports", f"{year} 年度的年报", names, rows)
    return with_filter(year_uri(year), table, len(rows))


def _row(site: Site, report: Report) -> str:
    uri = year_uri(report.year)
    agency = agency_of(site, report)
    filling = filling_of(report)
    cells = [
        link(report_title(site, report), href(uri, report_uri(report))),
        show_day(report.published),
        escape(f"{report.edition.id} 版") if report.edition else "无",
        f"{filling.filled} / {filling.all}" if filling.all else "–",
        _checked(site, report),
    ]
    name = link(agency.name, href(uri, agency_uri(agency.id)))
    return list_row(name, cells)


def _checked(site: Site, report: Report) -> str:
    """The report's state, which leads to its check sheet, and how its sums come out."""
    checks = site.checks.of(report)
    state = coverage_of(site, agency_of(site, report))[report.year]
    shown = counts(checks.tally(), checks.explained()) if checks.tally() else LABELS[state]
    return (
        f"{state_mark(state)} {link(shown, href(year_uri(report.year), report_uri(report), SHEET))}"
    )
