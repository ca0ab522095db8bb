"""The page of one body: its facts, its years, and every table with the years side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.outputs.compare_links import compare_href, has_compare
from gongkai.outputs.coverage import Coverage, coverage_of, state_mark
from gongkai.outputs.downloads import FORMATS, agency_file, offer
from gongkai.outputs.highlights import Highlights
from gongkai.outputs.model import AGENCIES, Site, SiteFile, agency_uri, href, report_uri
from gongkai.outputs.page_tags import ColumnType, column_tags
from gongkai.outputs.report_facts import show_day
from gongkai.outputs.request_flow import RequestFlow
from gongkai.outputs.year_tables import YearTables
from gongkai.render.html import element, escape, link
from gongkai.render.markdown import render_page
from gongkai.render.prose import heading
from gongkai.reports.agency import KIND_LABELS, LEVEL_LABELS, Agency


def build(site: Site) -> Iterator[SiteFile]:
    """One Markdown page for every body, also for one without a report."""
    across = _Across(RequestFlow(site), Highlights(site), YearTables())
    for agency in site.corpus.agencies:
        reports = site.corpus.reports_of(agency.id)
        yield SiteFile(
            uri=agency_uri(agency.id),
            content=_page(site, agency, across),
            title=agency.name,
            menu_title=agency.name,
            parent=AGENCIES,
            edit_path=agency.location.path,
            updated=max((day for each in reports if (day := each.updated)), default=None),
        )


@dataclass(frozen=True, slots=True)
class _Across:
    """What all bodies have in common, or are told from one reading."""

    flow: RequestFlow
    highlights: Highlights
    tables: YearTables


def _page(site: Site, agency: Agency, across: _Across) -> str:
    count = len(site.corpus.reports_of(agency.id))
    summary = f"{agency.name}的政府信息公开工作年度报告，本站收录 {count} 份，各年数字并列。"
    tags = column_tags(site, agency.name, summary, ColumnType.REPORTS)
    return render_page(
        {"title": agency.name, "description": summary, **tags},
        [
            heading(agency.name, 1, "top"),
            _facts(agency),
            heading("历年年报", 2, "years"),
            _years(site, agency),
            _withdrawn(site, agency),
            _comparison(site, agency),
            _downloads(site, agency),
            *across.flow.of_agency(agency),
            *across.highlights.of_agency(agency),
            *_tables(site, agency, across.tables),
        ],
    )


# --- facts ------------------------------------------------------------------------------------


def _facts(agency: Agency) -> str:
    contact = agency.contact
    pairs = [
        ("类别", escape(_kind(agency))),
        ("地区", escape(f"{agency.region.name}（{agency.region.code}）") if agency.region else ""),
        ("别名", escape("、".join(agency.aliases))),
        ("曾用名", escape(_former_names(agency))),
        ("网站", link(agency.homepage, agency.homepage, rel="external") if agency.homepage else ""),
        ("地址", escape((contact and contact.address) or "")),
        ("电话", escape((contact and contact.phone) or "")),
        ("邮编", escape((contact and contact.postcode) or "")),
        ("邮箱", escape((contact and contact.email) or "")),
        ("办公时间", escape((contact and contact.hours) or "")),
    ]
    body = "\n".join(
        element("div", element("dt", name) + element("dd", value)) for name, value in pairs if value
    )
    return element("dl", f"\n{body}\n", class_="gk-facts")


def _kind(agency: Agency) -> str:
    level = LEVEL_LABELS[agency.level] if agency.level else ""
    return f"{level}{KIND_LABELS[agency.kind]}"


def _former_names(agency: Agency) -> str:
    return "、".join(f"{former.name}（至 {former.until} 年）" for former in agency.former_names)


# --- years ------------------------------------------------------------------------------------


def _years(site: Site, agency: Agency) -> str:
    """The years as links with their state, or what to expect where there is none."""
    years = coverage_of(site, agency)
    if not site.corpus.reports_of(agency.id):
        return "" if site.corpus.withdrawn_of(agency.id) else _no_report(agency)
    items = [element("li", _year(site, agency, year, state)) for year, state in years.items()]
    body = "\n".join(items)
    return element(
        "nav",
        element("ul", f"\n{body}\n"),
        class_="gk-years",
        aria_label=f"{agency.name}的各年年报",
    )


def _year(site: Site, agency: Agency, year: int, state: Coverage) -> str:
    report = site.corpus.report(agency.id, year)
    mark = state_mark(state)
    if report is None:
        return element("span", f"{year} {mark}")
    day = element("small", f"{show_day(report.published)}" + ("公布" if report.published else ""))
    address = href(agency_uri(agency.id), report_uri(report))
    return element("a", f"<b>{year}</b> {mark}{day}", href=address)


def _withdrawn(site: Site, agency: Agency) -> str:
    """The way to what is said of the years whose report was taken back."""
    uri = agency_uri(agency.id)
    years = [
        link(f"{each.year} 年", href(uri, report_uri(each)))
        for each in site.corpus.withdrawn_of(agency.id)
    ]
    return element("p", f"已撤回的年报：{'、'.join(years)}。") if years else ""


def _comparison(site: Site, agency: Agency) -> str:
    """The way to the body's last two reports side by side, to which others can be added."""
    newest = site.corpus.reports_of(agency.id)[-2:]
    if not newest or len(site.corpus.reports) == 1 or not has_compare(site):
        return ""
    years = "、".join(str(each.year) for each in newest)
    text = f"比较 {years} 年" if len(newest) > 1 else f"以 {years} 年与其他机关比较"
    address = compare_href(agency_uri(agency.id), newest)
    return element("p", f"{link(text, address)}，可再加别的年份和机关。", data_gk="skip")


def _downloads(site: Site, agency: Agency) -> str:
    if not site.corpus.reports_of(agency.id):
        return ""
    files = {name: agency_file(agency.id, name) for name in FORMATS}
    return offer(site, agency_uri(agency.id), files)


def _no_report(agency: Agency) -> str:
    since = f"自 {agency.since} 年起列入，" if agency.since else ""
    text = (
        f"{since}本站尚未收录该机关的年报。《政府信息公开条例》第四十九条规定：县级以上人民政府部门"
        "每年 1 月 31 日前公布上一年度报告，县级以上地方人民政府的报告每年 3 月 31 日前公布。"
    )
    return element("p", text, class_="gk-notice")


# --- years side by side -----------------------------------------------------------------------


def _tables(site: Site, agency: Agency, tables: YearTables) -> Iterator[str]:
    reports = [report for report in site.corpus.reports_of(agency.id) if report.edition]
    if not reports:
        return
    yield heading("各年并列", 2, "by-year")
    yield element(
        "p",
        "点数字可到该年原表。空格为原表未填，斜线格为该年表式没有此项；双线处表式改变，"
        "两侧名称不同的项目不可直接比较。小字是比上年增减，单位相同、口径未变时才有。",
        class_="gk-legend",
    )
    yield from tables.blocks(agency_uri(agency.id), reports)
