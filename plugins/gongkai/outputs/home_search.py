"""The box on the home page in which readers search, with examples out of the newest report."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from gongkai.outputs import search
from gongkai.outputs.long_table import printed_rows
from gongkai.outputs.model import HOME, Site, href
from gongkai.outputs.report_facts import agency_of
from gongkai.render.html import element, link
from gongkai.reports.model import CellState, Report

_LABEL = "搜任何一句话、一个数、一个单位"


def search_box(site: Site, example: Report) -> str:
    """A form that leads to the search page, also before its scripts are loaded; "" without it."""
    if not site.has("search"):
        return ""
    field = '<input type="search" name="q" id="gk-home-q" autocomplete="off" enterkeyhint="search">'
    parts = [
        element("label", _LABEL, for_="gk-home-q"),
        element("span", f"{field}{element('button', '搜索', type='submit')}", class_="gk-ask__box"),
    ]
    form = element(
        "form",
        "".join(parts),
        class_="gk-ask",
        role="search",
        action=href(HOME, search.PAGE),
        method="get",
    )
    shown = " · ".join(link(each, _address(each)) for each in examples(site, example))
    return f"{form}\n{element('p', f'例：{shown}', class_='gk-ask__examples')}"


def _address(query: str) -> str:
    return f"{href(HOME, search.PAGE)}?q={quote(query)}"


def examples(site: Site, report: Report) -> list[str]:
    """What one may look for in a report: its body and year, a row with figures, a long number."""
    agency = agency_of(site, report)
    name = next(iter(agency.aliases), agency.name)
    return [f"{name} {report.year}", *_row(report), *_number(report)]


def _row(report: Report) -> Iterator[str]:
    """The first row of the form that has a figure other than 0, without the groups above it."""
    for table in report.edition.tables if report.edition else ():
        for row, _ in printed_rows(report, table):
            if any(cell.value for cell in report.rows(table).get(row.path, ())):
                yield row.label
                return


def _number(report: Report) -> Iterator[str]:
    """The longest number."""
    numbers = (str(c.value) for _, c in report.cells() if c.state is CellState.NUMBER)
    longest = max(numbers, key=len, default="")
    if len(longest) > 1:
        yield longest
