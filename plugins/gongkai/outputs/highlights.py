"""The main figures: with charts on the page of a body, of all bodies on years and the home page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from gongkai.indicators.catalogue import builtin_catalogue
from gongkai.indicators.values import IndicatorSeries
from gongkai.outputs.indicator_pages import indicator_uri
from gongkai.outputs.indicator_values import FIGURES, Figures, figures_chart
from gongkai.outputs.model import HOME, Site, agency_uri, href, report_uri, year_uri
from gongkai.outputs.name_filter import with_filter
from gongkai.render.chart import MOST_LINES
from gongkai.render.html import element, escape, link
from gongkai.render.list_table import list_row, list_table
from gongkai.render.prose import heading
from gongkai.reports.agency import Agency
from gongkai.reports.model import Report

ON_HOME = 2  # charts


class Highlights:
    """The main figures of all reports of a site, worked out at their first use."""

    def __init__(self, site: Site) -> None:
        self._site = site

    @cached_property
    def _figures(self) -> tuple[Figures, ...]:
        editions = self._site.corpus.editions
        return tuple(
            Figures.of(self._site, IndicatorSeries(each, editions))
            for each in builtin_catalogue().highlights
        )

    # --- a body ---------------------------------------------------------------------------------

    def of_agency(self, agency: Agency) -> Iterator[str]:
        """A chart and a table for each main figure that is known of the body."""
        told = [each for each in self._figures if agency.id in each.holders]
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

    # --- a year, and all ------------------------------------------------------------------------

    def of_year(self, year: int, reports: Sequence[Report]) -> str:
        """All bodies with a report on the year and their main figures."""
        uri = year_uri(year)
        agencies = [
            agency
            for report in reports
            if (agency := self._site.corpus.agency(report.agency)) is not None
        ]
        rows = [
            list_row(
                link(agency.name, href(uri, agency_uri(agency.id))),
                (each.cell(uri, report) for each in self._figures),
                css=None,
            )
            for agency, report in zip(agencies, reports, strict=True)
        ]
        columns = ("机关", *(each.indicator.name for each in self._figures))
        caption = f"{year} 年度各机关的主要数字"
        table = list_table("figures", caption, columns, rows, css=FIGURES)
        return with_filter(uri, table, len(agencies))

    def on_home(self, agencies: Sequence[Agency]) -> Iterator[str]:
        """The first charts of all bodies, where these are few; each leads to its page."""
        if len(agencies) > MOST_LINES:
            return
        for figures in self._figures[:ON_HOME]:
            indicator = figures.indicator
            chart = figures_chart(self._site, f"chart-{indicator.id}", figures, agencies)
            if chart:
                name = link(indicator.name, href(HOME, indicator_uri(indicator)))
                yield element("div", element("p", name, class_="gk-chart-name") + chart)
