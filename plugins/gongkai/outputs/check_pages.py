"""The page of all that the checks found: what is explained, and what still waits for a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.checks.book import ReportChecks
from gongkai.checks.model import CheckResult
from gongkai.checks.wording import counts, message
from gongkai.outputs.check_flags import flags_of
from gongkai.outputs.model import CHECKS, RULES, Site, SiteFile, agency_uri, href, report_uri
from gongkai.outputs.report_facts import agency_of
from gongkai.render.html import element, escape, link
from gongkai.render.list_table import list_row, list_table
from gongkai.render.markdown import render_page
from gongkai.render.prose import heading

_SUMMARY = "每份年报的数字按表式印明的勾稽关系和其他规则逐处校验，结果和说明都列在这里。"
_MEANING = (
    "“不成立”是说原文的数相互矛盾，不是说哪个数错；本站照原文登载，不作更正。"
    "有空格的地方不作判断，空格不是 0。"
)
_COLUMNS = ("机关和年度", "所见", "说明")

Finding = tuple[ReportChecks, CheckResult]


def build(site: Site) -> Iterator[SiteFile]:
    """One page."""
    yield SiteFile(CHECKS, _page(site), "校验", "校验", updated=site.corpus.updated)


def _page(site: Site) -> str:
    findings = list(site.checks.findings())
    explained = [each for each in findings if not each[1].is_open]
    still_open = [each for each in findings if each[1].is_open]
    blocks = [
        heading("校验", 1, "top"),
        element("p", _SUMMARY),
        element("p", _tally(site)),
        element("p", f"{_MEANING}{link('全部校验规则', href(CHECKS, RULES))}"),
        heading("已说明的不一致", 2, "explained"),
        _table(site, explained, "explained") or element("p", "没有。"),
        heading("尚未说明的不一致", 2, "open"),
        _table(site, still_open, "open") or element("p", "没有。"),
    ]
    return render_page({"title": "校验", "description": _SUMMARY}, blocks)


def _tally(site: Site) -> str:
    found = site.checks.tally()
    shown = counts(found, site.checks.explained())
    return f"{len(site.corpus.reports)} 份年报，表内勾稽关系共 {found.total()} 处：{shown}。"


def _table(site: Site, findings: Sequence[Finding], name: str) -> str:
    """The findings in order of body and year; "" for none."""
    if not findings:
        return ""
    rows = [_row(site, *each) for each in findings]
    caption = f"共 {len(findings)} 处"
    return list_table(name, caption, _COLUMNS, rows, css="gov-list gov-findings")


def _row(site: Site, checks: ReportChecks, result: CheckResult) -> str:
    report = checks.report
    agency = agency_of(site, report)
    who = link(agency.name, href(CHECKS, agency_uri(agency.id)))
    flag = next(each for each in flags_of(site, report) if each.result is result)
    when = link(f"{report.year} 年", href(CHECKS, report_uri(report), f"flag-{flag.number}"))
    rule = link(result.rule.id, href(CHECKS, RULES, result.rule.id))
    found = f"{escape(message(result, report, checks.before))} {element('small', rule)}"
    note = escape(result.discrepancy.note) if result.discrepancy else "尚未说明"
    return list_row(f"{who} {when}", (found, note))
