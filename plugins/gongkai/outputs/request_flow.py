"""What came in and what went out in each year of a body, and where the chain of years is broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.checks.model import Figure
from gongkai.indicators.catalogue import Indicator, builtin_catalogue
from gongkai.indicators.values import Count, IndicatorSeries
from gongkai.outputs.check_sheet import SHEET
from gongkai.outputs.indicator_values import FIGURES, Figures
from gongkai.outputs.model import Site, agency_uri, href, report_uri
from gongkai.render.html import element, escape, link
from gongkai.render.list_table import list_row, list_table
from gongkai.render.prose import heading
from gongkai.render.table import CellHtml
from gongkai.reports.agency import Agency
from gongkai.reports.model import Report


class RequestFlow:
    """The counts that come in and go out, of all reports of a site."""

    def __init__(self, site: Site) -> None:
        flow = builtin_catalogue().flow
        self._site = site
        self._in = self._figures(flow.incoming)
        self._out = self._figures(flow.outgoing)

    def _figures(self, indicators: Sequence[Indicator]) -> list[Figures]:
        editions = self._site.corpus.editions
        return [Figures.of(self._site, IndicatorSeries(each, editions)) for each in indicators]

    def of_agency(self, agency: Agency) -> Iterator[str]:
        """A row for each year; nothing for a body of whom none of these figures is known."""
        reports = [each for each in self._site.corpus.reports_of(agency.id) if each.edition]
        sides = (*self._in, *self._out)
        if not any(agency.id in figures.holders for figures in sides):
            return
        incoming, outgoing = (
            "＋".join(each.indicator.name for each in side) for side in (self._in, self._out)
        )
        first, last = self._in[0].indicator.name, self._out[-1].indicator.name
        rule = f"{incoming}，应等于{outgoing}；{first}应等于上年的{last}。"
        signs = ["", *["＋ "] * (len(self._in) - 1), "→ ", *["＋ "] * (len(self._out) - 1)]
        names = (f"{sign}{each.indicator.name}" for sign, each in zip(signs, sides, strict=True))
        caption = f"{agency.name}历年申请的转入和转出"
        rows = [self._year(agency, report) for report in reports]
        yield heading("申请的收、办和结转", 2, "flow")
        yield element("p", escape(rule))
        yield list_table("flow", caption, ("年份", *names), rows, css=FIGURES)

    def _year(self, agency: Agency, report: Report) -> str:
        """The counts of a year; beside the first and the last what does not agree with them."""
        uri, page = agency_uri(agency.id), report_uri(report)
        sides = (*self._in, *self._out)
        cells = [each.cell(uri, report) for each in sides]
        cells[0] = _marked(cells[0], uri, page, self._gap(report))
        cells[-1] = _marked(cells[-1], uri, page, self._imbalance(report))
        return list_row(link(str(report.year), href(uri, page)), cells, css=None)

    def _gap(self, report: Report) -> str:
        """That the year before left another figure than came in."""
        before = self._site.checks.of(report).before
        now = self._in[0].values[report.agency, report.year]
        left = self._out[-1].values.get((before.agency, before.year)) if before else None
        if isinstance(now, Count) and isinstance(left, Count) and now.value != left.value:
            return f"≠ 上年 {left.value}"
        return ""

    def _imbalance(self, report: Report) -> str:
        """That what came in is not what went out."""
        incoming, outgoing = (_total(side, report) for side in (self._in, self._out))
        if incoming is None or outgoing is None or incoming == outgoing:
            return ""
        return f"{incoming} ≠ {outgoing}"


def _total(side: Sequence[Figures], report: Report) -> Figure | None:
    """The sum of the counts, None where one of them is not known."""
    values = [each.values[report.agency, report.year] for each in side]
    counts = [each.value for each in values if isinstance(each, Count)]
    return sum(counts) if len(counts) == len(values) else None


def _marked(cell: CellHtml, uri: str, page: str, mark: str) -> CellHtml:
    """The cell with what does not agree with it, which leads to the checks of the report."""
    if not mark:
        return cell
    shown = element("small", link(mark, href(uri, page, SHEET)))
    return CellHtml(f"{cell.content} {shown}", cell.css)
