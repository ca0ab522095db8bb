"""Values of indicators as pages show them: the figure, where it leads, why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gongkai.indicators.catalogue import Indicator
from gongkai.indicators.measures import Told
from gongkai.indicators.values import Count, IndicatorSeries, NoValue, Rate, Reason, Value
from gongkai.outputs.check_sheet import SHEET
from gongkai.outputs.coverage import all_years
from gongkai.outputs.model import Site, href, report_uri
from gongkai.render.chart import MOST_LINES, Line, Point, line_chart
from gongkai.render.html import element, escape, link, spoken
from gongkai.render.table import CellHtml
from gongkai.reports.agency import Agency
from gongkai.reports.model import Report

BREAK = "gov-break"
FIGURES = "gov-list gov-list--figures"
NO_REPORT = f'<span aria-hidden="true">–</span>{spoken("没有年报")}'


@dataclass(frozen=True, slots=True)
class Figures:
    """An indicator in all reports of a site, by body and year.

    ``broken`` are the reports from which on something else is counted, ``holders`` the ids of the
    bodies that have a value in any year.
    """

    series: IndicatorSeries
    values: Mapping[tuple[str, int], Value]
    broken: frozenset[tuple[str, int]]
    holders: frozenset[str]

    @classmethod
    def of(cls, site: Site, series: IndicatorSeries) -> Figures:
        """The values in all reports."""
        values, broken = {}, set()
        for agency in site.corpus.agencies:
            before: Report | None = None
            for report in site.corpus.reports_of(agency.id):
                value = series.value(site.checks.of(report))
                values[agency.id, report.year] = value
                if before and series.is_broken(before, report) and is_held(value):
                    broken.add((agency.id, report.year))
                before = report
        held = frozenset(agency for (agency, _), each in values.items() if is_held(each))
        return cls(series, values, frozenset(broken), held)

    @property
    def indicator(self) -> Indicator:
        return self.series.indicator

    def point(self, agency: str, year: int) -> Point:
        """The value as a point of a chart."""
        is_break = (agency, year) in self.broken
        match self.values.get((agency, year)):
            case Count(value=value):
                return Point(year, value, str(value), is_break=is_break)
            case Rate() as rate:
                shown = rate.per_hundred
                return Point(year, shown, str(shown), is_weak=rate.is_small, is_break=is_break)
        return Point(year, is_break=is_break)

    def cell(self, source: str, report: Report | None) -> CellHtml:
        """The value of a report on the page ``source``; a dash where there is no report."""
        if report is None:
            return CellHtml(NO_REPORT)
        place = report.agency, report.year
        value = self.values[place]
        shown = self._shown(source, report, value)
        if place not in self.broken:
            return CellHtml(shown, "gov-text" if isinstance(value, Told) else "")
        return CellHtml(spoken("口径改变：") + shown, BREAK)

    @property
    def _is_worked_out(self) -> bool:
        indicator = self.indicator
        return indicator.is_rate or len(indicator.of) > 1 or bool(indicator.less_last_year)

    def _shown(self, source: str, report: Report, value: Value) -> str:
        """The value with the way to its first cell, or why there is none."""
        page = report_uri(report)
        match value:
            case Told(text):
                return link(text, href(source, page, SHEET))
            case NoValue(reason):
                anchor = SHEET if reason is Reason.CONTRADICTED else ""
                # There is nothing to work out in a figure that is only repeated.
                text = f"无法计算（{reason.value}）" if self._is_worked_out else reason.value
                shown = element("small", text)
                return element("a", shown, href=href(source, page, anchor))
        address = href(source, page, str(value.cells[0]))
        return f"{link(shown_value(self.indicator, value), address)}{weakness(value)}"


def is_held(value: Value | None) -> bool:
    """Whether there is a value."""
    return value is not None and not isinstance(value, NoValue)


def shown_value(indicator: Indicator, value: Count | Rate) -> str:
    """A count with its digits; a rate with numerator and denominator: 54.0%（1902/3521）."""
    if isinstance(value, Count):
        return f"{value.value:+}" if indicator.less_last_year and value.value else f"{value.value}"
    sign = indicator.unit or "%"
    return f"{value.per_hundred}{sign}（{value.part}/{value.whole}）"


def weakness(value: Value) -> str:
    """That a rate is over too few cases; "" for others."""
    is_small = isinstance(value, Rate) and value.is_small
    return element("small", " 样本量小") if is_small else ""


def span(years: Sequence[int]) -> str:
    """The years in words, the first and the last."""
    return f"{years[0]}–{years[-1]} 年" if len(years) > 1 else f"{years[0]} 年"


def figures_chart(site: Site, chart_id: str, figures: Figures, agencies: Sequence[Agency]) -> str:
    """A line for each body with a value; "" where they are too many, or for a single year."""
    if len(agencies) > MOST_LINES or len(all_years(site)) == 1:
        return ""
    lines = [
        Line(each.name, tuple(figures.point(each.id, year) for year in all_years(site)))
        for each in agencies
    ]
    told = [line for line in lines if any(point.value is not None for point in line.points)]
    names = "、".join(line.name for line in told)
    about = f"{span(all_years(site))}，{names}；数见下表，没有数的年份断开。"
    return line_chart(chart_id, figures.indicator.name, about, told)


def break_note(site: Site, figures: Iterable[Figures]) -> str:
    """From which year on something else is counted, and why; "" where no report shows it."""
    all_figures = list(figures)
    if not any(each.broken for each in all_figures):
        return ""
    newer = {id_ for each in all_figures for id_ in each.series.breaks}
    told = [
        f"{edition.from_year} 年起口径改变，因改用{escape(edition.document)}的表式"
        for edition in site.corpus.editions
        if edition.id in newer
    ]
    text = f"双线处：{'；'.join(told)}，前后不能直接比较。"
    return element("p", text, class_="gk-legend")
