"""Which body has a report on which year: said in words and shapes, colour only second."""

from __future__ import annotations

from enum import StrEnum

from gongkai.outputs.model import Site, agency_uri, href, report_uri
from gongkai.render.html import element, link, spoken
from gongkai.reports.agency import Agency


class Coverage(StrEnum):
    """Whether the site has a body's report on a year."""

    HERE = "here"
    MISSING = "missing"
    NOT_OWED = "not-owed"


LABELS = {
    Coverage.HERE: "已收录",
    Coverage.MISSING: "未收录",
    Coverage.NOT_OWED: "无须报告",
}
_SHAPES = {Coverage.HERE: "●", Coverage.MISSING: "○", Coverage.NOT_OWED: "–"}


def all_years(site: Site) -> range:
    """Every year from the first report to the last, also those without any."""
    years = site.corpus.years
    return range(years[0], years[-1] + 1) if years else range(0)


def coverage_of(site: Site, agency: Agency) -> dict[int, Coverage]:
    """The state of every year for one body."""
    held = {report.year for report in site.corpus.reports_of(agency.id)}
    return {year: _state(agency, year, held) for year in all_years(site)}


def _state(agency: Agency, year: int, held: set[int]) -> Coverage:
    if year in held:
        return Coverage.HERE
    return Coverage.MISSING if agency.owes(year) else Coverage.NOT_OWED


def state_mark(state: Coverage) -> str:
    """The shape of a state, its word for screen readers."""
    shape = element("span", _SHAPES[state], aria_hidden="true", class_=f"gov-state-{state}")
    return shape + spoken(LABELS[state])


def legend() -> str:
    """What the shapes mean."""
    parts = [f"{_SHAPES[state]} {LABELS[state]}" for state in Coverage]
    return element("p", "　".join(parts), class_="gk-legend", aria_hidden="true")


def matrix(site: Site, uri: str, agencies: tuple[Agency, ...]) -> str:
    """Bodies by years, every report linked."""
    years = all_years(site)
    head = "".join(element("th", str(year), scope="col") for year in years)
    rows = [_matrix_row(site, uri, agency) for agency in agencies]
    table = [
        element("caption", "各机关各年度的收录情况", class_="gk-sr", id="coverage.caption"),
        element("thead", element("tr", element("th", "机关", scope="col") + head)),
        element("tbody", "\n".join(["", *rows, ""])),
    ]
    return element(
        "div",
        element("table", "\n".join(["", *table, ""]), class_="gov gov-matrix"),
        class_="gov-table",
        role="region",
        aria_labelledby="coverage.caption",
        tabindex=0,
    )


def _matrix_row(site: Site, uri: str, agency: Agency) -> str:
    name = link(agency.name, href(uri, agency_uri(agency.id)))
    cells = "".join(
        element("td", _matrix_cell(site, uri, agency, year, state))
        for year, state in coverage_of(site, agency).items()
    )
    return element("tr", element("th", name, scope="row") + cells)


def _matrix_cell(site: Site, uri: str, agency: Agency, year: int, state: Coverage) -> str:
    report = site.corpus.report(agency.id, year)
    if report is None:
        return state_mark(state)
    label = f"{agency.name} {year} 年年报，{LABELS[state]}"
    shape = element("span", _SHAPES[state], aria_hidden="true", class_=f"gov-state-{state}")
    return element("a", shape + spoken(label), href=href(uri, report_uri(report)))
