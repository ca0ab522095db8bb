"""The main figures: with charts on the page of a body, of all bodies on years and the home page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.indicators.catalogue import builtin_catalogue
from gongkai.indicators.values import Count, IndicatorSeries, Value
from gongkai.outputs.check_sheet import SHEET
from gongkai.outputs.indicator_pages import indicator_uri
from gongkai.outputs.indicator_values import FIGURES, Figures, figures_chart, is_held
from gongkai.outputs.model import HOME, Site, agency_uri, href, report_uri, year_uri
from gongkai.render.html import element, escape, link
from gongkai.render.list_table import list_row, list_table
from gongkai.render.prose import heading
from gongkai.render.table import CellHtml
from gongkai.reports.agency import Agency
from gongkai.reports.model import Report

ON_HOME = 2  # charts


class Highlights:
    """The main figures, their definitions made ready once for all pages."""

    def __init__(self, site: Site) -> None:
        editions = site.corpus.editions
        catalogue = builtin_catalogue()
        self._site = site
        self._main = [IndicatorSeries(each, editions) for each in catalogue.highlights]
        self._in = [IndicatorSeries(each, editions) for each in catalogue.flow.incoming]
        self._out = [IndicatorSeries(each, editions) for each in catalogue.flow.outgoing]

    # --- a body ---------------------------------------------------------------------------------

    def of_agency(self, agency: Agency) -> Iterator[str]:
        """The requests through the years, then a chart and a table for each main figure."""
        yield from self._flow(agency)
        told = [Figures.of(self._site, each, [agency]) for each in self._main]
        told = [each for each in told if each.holders([agency])]
        if not told:
            return
        yield heading("主要数字", 2, "trends")
        uri = agency_uri(agency.id)
        for figures in told:
            yield heading(figures.indicator.name, 3, f"trend-{figures.indicator.id}")
            yield element("p", escape(figures.indicator.meaning) + self._more(uri, figures))
            chart = figures_chart(self._site, f"chart-{figures.indicator.id}", figures, [agency])
            table = self._years(uri, agency, figures)
            yield element("div", f"\n{chart}\n{table}\n", class_="gk-trend")

    def _more(self, uri: str, figures: Figures) -> str:
        if not self._site.has("indicator_pages"):
            return ""
        return link("算法和各机关的数", href(uri, indicator_uri(figures.indicator)))

    def _years(self, uri: str, agency: Agency, figures: Figures) -> str:
        rows = [
            list_row(
                link(str(report.year), href(uri, report_uri(report))),
                [figures.cell(uri, report)],
                css=None,
            )
            for report in self._site.corpus.reports_of(agency.id)
        ]
        name = figures.indicator.name
        table_id = f"figures-{figures.indicator.id}"
        return list_table(table_id, f"{agency.name}历年{name}", ("年份", name), rows, css=FIGURES)

    # --- what comes in and goes out ---------------------------------------------------------------

    def _flow(self, agency: Agency) -> Iterator[str]:
        """A row for each year, and where the chain of years is broken."""
        reports = [each for each in self._site.corpus.reports_of(agency.id) if each.edition]
        rows = [self._year(agency, report) for report in reports]
        if not any(row.is_held for row in rows):
            return
        yield heading("申请的收、办和结转", 2, "flow")
        incoming, outgoing = (
            "＋".join(each.indicator.name for each in side) for side in (self._in, self._out)
        )
        yield element("p", f"{incoming}，应等于{outgoing}；{_chain(self._in, self._out)}。")
        signs = ["", *["＋ "] * (len(self._in) - 1), "→ ", *["＋ "] * (len(self._out) - 1)]
        names = [each.indicator.name for each in (*self._in, *self._out)]
        columns = ("年份", *(sign + name for sign, name in zip(signs, names, strict=True)))
        caption = f"{agency.name}历年申请的转入和转出"
        yield list_table("flow", caption, columns, [row.html for row in rows], css=FIGURES)

    def _year(self, agency: Agency, report: Report) -> _FlowRow:
        checks = self._site.checks.of(report)
        uri = agency_uri(agency.id)
        figures = [Figures.of(self._site, each, [agency]) for each in (*self._in, *self._out)]
        values = [each.values[agency.id, report.year] for each in figures]
        cells = [each.cell(uri, report) for each in figures]
        before = checks.before
        left = self._out[-1].value(self._site.checks.of(before)) if before else None
        if _differ(values[0], left):
            cells[0] = CellHtml(cells[0].content + _gap(uri, report, left), cells[0].css)
        counts = [each.value for each in values if isinstance(each, Count)]
        if len(counts) == len(values):
            incoming, outgoing = counts[: len(self._in)], counts[len(self._in) :]
            if sum(incoming) != sum(outgoing):
                sign = f"{sum(incoming)} ≠ {sum(outgoing)}"
                mark = element("small", link(sign, href(uri, report_uri(report), SHEET)))
                cells[-1] = CellHtml(f"{cells[-1].content} {mark}", cells[-1].css)
        year = link(str(report.year), href(uri, report_uri(report)))
        return _FlowRow(list_row(year, cells, css=None), any(map(is_held, values)))

    # --- a year, and all ------------------------------------------------------------------------

    def of_year(self, year: int, reports: Sequence[Report]) -> str:
        """All bodies with a report on the year and their main figures."""
        uri = year_uri(year)
        agencies = [
            agency
            for report in reports
            if (agency := self._site.corpus.agency(report.agency)) is not None
        ]
        figures = [Figures.of(self._site, each, agencies) for each in self._main]
        rows = [
            list_row(
                link(agency.name, href(uri, agency_uri(agency.id))),
                (each.cell(uri, report) for each in figures),
                css=None,
            )
            for agency, report in zip(agencies, reports, strict=True)
        ]
        columns = ("机关", *(each.indicator.name for each in figures))
        return list_table("figures", f"{year} 年度各机关的主要数字", columns, rows, css=FIGURES)

    def on_home(self, agencies: Sequence[Agency]) -> Iterator[str]:
        """The first charts of all bodies, where these are few; each leads to its page."""
        for series in self._main[:ON_HOME]:
            figures = Figures.of(self._site, series, agencies)
            chart_id = f"chart-{series.indicator.id}"
            chart = figures_chart(self._site, chart_id, figures, agencies)
            if chart:
                target = href(HOME, indicator_uri(series.indicator))
                name = element("p", link(series.indicator.name, target), class_="gk-chart-name")
                yield element("div", f"{name}{chart}")


@dataclass(frozen=True, slots=True)
class _FlowRow:
    """A row of the table, and whether any of its figures is there."""

    html: str
    is_held: bool


def _chain(incoming: Sequence[IndicatorSeries], outgoing: Sequence[IndicatorSeries]) -> str:
    return f"{incoming[0].indicator.name}应等于上年的{outgoing[-1].indicator.name}"


def _differ(now: Value, left: Value | None) -> bool:
    return isinstance(now, Count) and isinstance(left, Count) and now.value != left.value


def _gap(uri: str, report: Report, left: Value | None) -> str:
    """That the year before left another figure."""
    shown = f"≠ 上年 {left.value}" if isinstance(left, Count) else ""
    return " " + element("small", link(shown, href(uri, report_uri(report), SHEET)))
