"""What stands at the address of a report that was taken back: since when, why, and what it was.

Its figures and words are nowhere on the site. Its corrections are, and the way to older states.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.outputs.model import Site, SiteFile, agency_uri, href, report_uri
from gongkai.outputs.report_corrections import correction_list
from gongkai.outputs.report_facts import agency_of, report_title, show_day, signature, source
from gongkai.outputs.report_history import older_states
from gongkai.render.days import day_element, day_text
from gongkai.render.html import bullets, element, escape, link
from gongkai.render.markdown import render_page
from gongkai.render.prose import heading
from gongkai.reports.model import Correction, Report


def withdrawn_page(site: Site, report: Report, withdrawal: Correction) -> SiteFile:
    """The page of a report that was taken back by an entry of its corrections."""
    title = f"{report_title(site, report)}（已撤回）"
    return SiteFile(
        uri=report_uri(report),
        content=_page(site, report, title, withdrawal),
        title=title,
        menu_title=f"{report.year}（已撤回）",
        parent=agency_uri(report.agency),
        edit_path=report.path,
        updated=report.updated,
    )


def _page(site: Site, report: Report, title: str, withdrawal: Correction) -> str:
    about = f"{report_title(site, report)}已于{day_text(withdrawal.date)}撤回：{withdrawal.reason}"
    return render_page(
        {"title": title, "description": " ".join(about.split())},
        [
            heading(title, 1, "top"),
            _notice(withdrawal),
            _facts(site, report),
            *correction_list(report, is_shown=False),
            *_older(site, report),
        ],
    )


def _older(site: Site, report: Report) -> Iterator[str]:
    """Where the report is to be found as it was; nothing where git does not tell of its file."""
    if told := older_states(site, report):
        yield heading("撤回以前的内容", 2, "older")
        yield element("p", told)


def _notice(withdrawal: Correction) -> str:
    """Since when and why, and that nothing of it is shown."""
    told = (
        f"{day_element(withdrawal.date)}：本报告已撤回。原因：{escape(withdrawal.reason)}",
        "本站不再提供它的正文、表格和下载，各项统计也不含它的数。",
    )
    return element("div", "".join(element("p", each) for each in told), class_="gk-corrected")


def _facts(site: Site, report: Report) -> str:
    """What it was: whose, for which year, when published and signed, and taken from where."""
    agency = agency_of(site, report)
    facts = [
        f"机关：{link(agency.name, href(report_uri(report), agency_uri(agency.id)))}",
        f"年度：{report.year}年",
        f"公布：{show_day(report.published)}",
        *([f"落款：{signed}"] if (signed := signature(report)) else []),
        f"来源：{source(report)}",
    ]
    return bullets(facts)
