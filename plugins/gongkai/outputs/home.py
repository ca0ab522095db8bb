"""The home page: what this is, whether to trust it, which reports there are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.outputs.compare_links import COMPARE, has_compare
from gongkai.outputs.coverage import all_years, matrix
from gongkai.outputs.downloads import DATA
from gongkai.outputs.feeds import CORRECTIONS, NEW, has_feeds
from gongkai.outputs.highlights import Highlights
from gongkai.outputs.home_search import search_box
from gongkai.outputs.indicator_pages import INDICATORS
from gongkai.outputs.model import (
    AGENCIES,
    CHECKS,
    HOME,
    YEARS,
    Mode,
    Site,
    SiteFile,
    href,
    report_uri,
)
from gongkai.outputs.page_tags import ColumnType, column_tags
from gongkai.outputs.report_facts import report_title, show_day
from gongkai.render.html import bullets, element, escape, link
from gongkai.render.markdown import Meta, render_page
from gongkai.render.prose import heading
from gongkai.reports.model import Report

MOST_AGENCIES = 60
NEWEST = 5

_SUMMARY = "政府信息公开工作年度报告，逐份原文、逐格数字，跨年份、跨机关查找和对照。"
_FIRST_STEPS = """\
mkdir -p reports/my-agency
printf 'name: 某某局\\nkind: department\\n' > reports/my-agency/agency.yaml
cp docs/guide/skeleton-2021.yaml reports/my-agency/2024.yaml"""


def build(site: Site) -> Iterator[SiteFile]:
    """The home page."""
    yield SiteFile(HOME, _page(site), "首页", "首页", updated=site.corpus.updated)


def _page(site: Site) -> str:
    meta: Meta = {
        "title": "首页",
        "description": _SUMMARY,
        "hide": ["navigation", "toc", "path"],
        **column_tags(site, "首页", _SUMMARY, ColumnType.HOME),
    }
    blocks = _content(site) if site.corpus.reports else _empty(site)
    return render_page(meta, [_hero(site), *blocks])


def _hero(site: Site) -> str:
    parts = [
        element("h1", "政府信息公开年报，一处查全", id="top"),
        element("p", _trust(site), class_="gk-lead"),
    ]
    if site.corpus.reports:
        parts.append(search_box(site, newest(site)[0]))
        parts.append(element("p", _figures(site), class_="gk-figures"))
    return element("div", "\n".join(["", *parts, ""]), class_="gk-hero")


def _trust(site: Site) -> str:
    if site.mode is Mode.OFFICIAL:
        return "本机关公布的政府信息公开工作年度报告，逐份原文、逐格数字。"
    return "非官方公民整理站：数据录自机关公开的网页和文件，照原文录入，以机关原文为准。"


def _figures(site: Site) -> str:
    corpus = site.corpus
    years = corpus.years
    span = f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])
    held = len({report.agency for report in corpus.reports})
    facts = [f"{len(corpus.reports)} 份年报", f"{held} 个机关", span]
    if corpus.updated:
        facts.append(f"数据更新 {corpus.updated.isoformat()}")
    return " · ".join([*(escape(fact) for fact in facts), *_disagreements(site)])


def _disagreements(site: Site) -> Iterator[str]:
    """How many figures disagree, explained or not, with the way to them."""
    findings = [result.is_open for _, result in site.checks.findings()]
    if explained := findings.count(False):
        yield link(f"{explained} 处不一致已说明", href(HOME, CHECKS, "explained"))
    if still_open := findings.count(True):
        yield link(f"{still_open} 处不一致尚未说明", href(HOME, CHECKS, "open"))


def _content(site: Site) -> Iterator[str]:
    yield heading("收录情况", 2, "coverage")
    if len(site.corpus.agencies) <= MOST_AGENCIES:
        yield matrix(site, HOME, site.corpus.agencies)
    else:
        yield bullets(list(_by_year(site)), class_="gk-list")
    yield from _trends(site)
    yield heading("最新公布", 2, "newest")
    yield bullets([_newest(site, report) for report in newest(site)], class_="gk-list")
    yield bullets(
        [
            link("全部机关", href(HOME, AGENCIES)),
            link("全部年份", href(HOME, YEARS)),
            link("怎样校验", href(HOME, CHECKS)),
            *_offers(site),
        ],
        class_="gk-more",
    )


def _trends(site: Site) -> Iterator[str]:
    """The first main figures of all bodies, where their lines can be told apart."""
    held = [each for each in site.corpus.agencies if site.corpus.reports_of(each.id)]
    charts = list(Highlights(site).on_home(held)) if site.has("indicator_pages") else []
    if charts:
        yield heading("近年变化", 2, "trends")
        yield element("div", "\n".join(["", *charts, ""]), class_="gk-charts")


def _offers(site: Site) -> Iterator[str]:
    """Links to what the site has besides its reports."""
    if site.has("indicator_pages"):
        yield link("历年指标", href(HOME, INDICATORS))
    if has_compare(site):
        yield link("比较年报", href(HOME, COMPARE))
    if site.has("data_page"):
        yield link("下载全部数据", href(HOME, DATA))
    if has_feeds(site):
        yield link("订阅新公布的年报", href(HOME, NEW))
        yield link("订阅更正", href(HOME, CORRECTIONS))


def newest(site: Site) -> list[Report]:
    """The reports with the newest dates of publication or signature, those without date last."""
    by_day = sorted(site.corpus.reports, key=lambda each: (each.agency, -each.year))
    by_day.sort(key=lambda each: each.updated or date.min, reverse=True)
    return by_day[:NEWEST]


def _newest(site: Site, report: Report) -> str:
    day = f"{show_day(report.published)}公布" if report.published else _signed(report)
    title = link(report_title(site, report), href(HOME, report_uri(report)))
    return f"{title} {element('small', day)}"


def _signed(report: Report) -> str:
    signed = report.signed.date if report.signed else None
    return f"{show_day(signed)}落款" if signed else "公布日期未载明"


def _by_year(site: Site) -> Iterator[str]:
    for year in reversed(all_years(site)):
        count = len(site.corpus.reports_on(year))
        yield f"{link(f'{year} 年', href(HOME, f'years/{year}.md'))}：{count} 份年报"


def _empty(site: Site) -> Iterator[str]:
    """How to begin; where there are bodies, their reports are only drafts as yet."""
    yield heading("还没有年报", 2, "empty")
    if site.corpus.agencies:
        how = "草稿用 make serve 预览；填好以后删去 status: draft 那一行，就在这里出现。"
        yield element("p", how)
        return
    yield element(
        "p",
        "在项目文件夹里运行这三行，放进第一份草稿，用 make serve 预览：",
    )
    yield f"```sh\n{_FIRST_STEPS}\n```"
