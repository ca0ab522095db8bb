"""Which body has a report on which year: said in words and shapes, colour only second."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from gongkai.outputs.model import Site, agency_uri, href, report_uri
from gongkai.outputs.name_filter import with_filter
from gongkai.render.html import element, link, spoken
from gongkai.render.list_table import list_row, list_table
from gongkai.reports.agency import Agency
from gongkai.reports.model import Report


class Coverage(StrEnum):
    """Whether the site has a body's report on a year, and whether its figures agree."""

    HERE = "here"
    EXPLAINED = "explained"
    OPEN = "open"
    WITHDRAWN = "withdrawn"
    MISSING = "missing"
    NOT_OWED = "not-owed"

    @property
    def is_held(self) -> bool:
        """Whether there is a report."""
        return self in (Coverage.HERE, Coverage.EXPLAINED, Coverage.OPEN)


LABELS = {
    Coverage.HERE: "已收录",
    Coverage.EXPLAINED: "已收录，有已说明的不一致",
    Coverage.OPEN: "已收录，有尚未说明的不一致",
    Coverage.WITHDRAWN: "已撤回",
    Coverage.MISSING: "未收录",
    Coverage.NOT_OWED: "无须报告",
}
_SHAPES = {
    Coverage.HERE: "●",
    Coverage.EXPLAINED: "◐",
    Coverage.OPEN: "▲",
    Coverage.WITHDRAWN: "⊘",
    Coverage.MISSING: "○",
    Coverage.NOT_OWED: "–",
}


def all_years(site: Site) -> range:
    """Every year from the first report to the last, also those without any."""
    years = site.corpus.years
    return range(years[0], years[-1] + 1) if years else range(0)


def coverage_of(site: Site, agency: Agency) -> dict[int, Coverage]:
    """The state of every year for one body."""
    held = {report.year: report for report in site.corpus.reports_of(agency.id)}
    return {
        year: _of_report(site, held[year]) if year in held else _without(site, agency, year)
        for year in all_years(site)
    }


def is_missing(site: Site, agency: Agency, year: int) -> bool:
    """Whether a body owes a report on a year that there is none of."""
    return site.corpus.report(agency.id, year) is None and agency.owes(year)


def _of_report(site: Site, report: Report) -> Coverage:
    findings = list(site.checks.of(report).findings())
    if any(each.is_open for each in findings):
        return Coverage.OPEN
    return Coverage.EXPLAINED if findings else Coverage.HERE


def _without(site: Site, agency: Agency, year: int) -> Coverage:
    if site.corpus.withdrawn_report(agency.id, year):
        return Coverage.WITHDRAWN
    return Coverage.MISSING if agency.owes(year) else Coverage.NOT_OWED


def state_mark(state: Coverage) -> str:
    """The shape of a state, its word for screen readers."""
    shape = element("span", _SHAPES[state], aria_hidden="true", class_=f"gov-state-{state}")
    return shape + spoken(LABELS[state])


def legend(states: Iterable[Coverage]) -> str:
    """What the shapes mean that occur."""
    found = set(states)
    parts = [f"{_SHAPES[state]} {LABELS[state]}" for state in Coverage if state in found]
    return element("p", "　".join(parts), class_="gk-legend", aria_hidden="true")


def matrix(site: Site, uri: str, agencies: tuple[Agency, ...]) -> str:
    """Bodies by years, every report linked, below the meaning of the shapes."""
    states = {agency.id: coverage_of(site, agency) for agency in agencies}
    rows = [_matrix_row(site, uri, agency, states[agency.id]) for agency in agencies]
    columns = ("机关", *map(str, all_years(site)))
    key = legend(state for each in states.values() for state in each.values())
    table = list_table("coverage", "各机关各年度的收录情况", columns, rows, css="gov-matrix")
    return f"{key}\n\n{with_filter(uri, table, len(agencies))}"


def _matrix_row(site: Site, uri: str, agency: Agency, states: Mapping[int, Coverage]) -> str:
    name = link(agency.name, href(uri, agency_uri(agency.id)))
    cells = (_matrix_cell(site, uri, agency, year, state) for year, state in states.items())
    return list_row(name, cells, css=None)


def _matrix_cell(site: Site, uri: str, agency: Agency, year: int, state: Coverage) -> str:
    corpus = site.corpus
    report = corpus.report(agency.id, year) or corpus.withdrawn_report(agency.id, year)
    if report is None:
        return state_mark(state)
    label = f"{agency.name} {year} 年年报，{LABELS[state]}"
    shape = element("span", _SHAPES[state], aria_hidden="true", class_=f"gov-state-{state}")
    return element("a", shape + spoken(label), href=href(uri, report_uri(report)))
