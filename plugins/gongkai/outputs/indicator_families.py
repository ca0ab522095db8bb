"""Families of indicators on one page: a row for each report, a column for each part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from gongkai.forms.model import Header
from gongkai.indicators.catalogue import Indicator
from gongkai.indicators.families import parts_of
from gongkai.indicators.values import FEWEST, Count, IndicatorSeries, NoValue, Rate, Reason
from gongkai.outputs.check_sheet import SHEET
from gongkai.outputs.coverage import all_years
from gongkai.outputs.indicator_values import BREAK, Figures, span, weakness
from gongkai.outputs.model import Site, agency_uri, href, report_uri
from gongkai.render.bars import MOST_BARS, MOST_SHARES, Bar, share_bars
from gongkai.render.chart import MOST_LINES, Line, line_chart
from gongkai.render.html import element, escape, link, spoken
from gongkai.render.numbers import SPOKEN
from gongkai.render.table import CellHtml, TableLayout, render_table
from gongkai.reports.agency import Agency
from gongkai.reports.model import CellState, Report

_MOST_ROWS = 400  # reports in the table; of more, only those on the newest years
_WHOLE = "合计"
_EMPTY = {
    Reason.NOT_FILLED: (CellState.BLANK, "gov-blank"),
    Reason.NOT_IN_FORM: (CellState.NOT_IN_FORM, "gov-absent"),
}


@dataclass(frozen=True, slots=True)
class PartFigures(Figures):
    """The figures of a part: ``labels`` from the outermost group, ``counts`` without the whole."""

    labels: tuple[str, ...]
    counts: Figures


def family_figures(site: Site, family: Indicator) -> tuple[PartFigures, ...]:
    """The figures of every part of a family that any report's form has."""
    found = []
    for part in parts_of(family, site.corpus.editions):
        editions = site.corpus.editions
        shares = counts = Figures.of(site, IndicatorSeries(part.indicator, editions))
        if family.is_rate:
            alone = replace(part.indicator, over=())
            counts = Figures.of(site, IndicatorSeries(alone, editions))
        if any(not _is_absent(value) for value in counts.values.values()):
            found.append(
                PartFigures(
                    *(shares.series, shares.values, counts.broken, shares.holders),
                    *(part.labels, counts),
                )
            )
    return tuple(found)


def _is_absent(value: object) -> bool:
    return isinstance(value, NoValue) and value.reason is Reason.NOT_IN_FORM


def family_blocks(
    site: Site,
    uri: str,
    family: Indicator,
    parts: Sequence[PartFigures],
    agencies: Sequence[Agency],
) -> Iterator[str]:
    """The chart, where there is little enough to tell apart, and the table."""
    if not parts:
        yield element("p", "所收录的年报的表式都没有此项。", class_="gk-notice")
        return
    chart = _share_chart if family.is_rate else _count_chart
    yield chart(site, family, parts, agencies)
    years = _shown_years(site)
    if len(years) < len(all_years(site)):
        text = f"表中只列 {span(years)}；其他年份见各机关的页面和“数据”页的下载。"
        yield element("p", text, class_="gk-notice")
    yield _Table(site, uri, family, parts, agencies, years).render()


def _shown_years(site: Site) -> list[int]:
    """The newest years whose reports the table can hold, at least one, in order."""
    shown: list[int] = []
    count = 0
    for year in reversed(all_years(site)):
        count += len(site.corpus.reports_on(year))
        if shown and count > _MOST_ROWS:
            break
        shown.append(year)
    return shown[::-1]


# --- charts -----------------------------------------------------------------------------------


def _count_chart(
    site: Site, family: Indicator, parts: Sequence[PartFigures], agencies: Sequence[Agency]
) -> str:
    """A line for each body and part that has a figure; where these are many, a chart a part."""
    lines = {part.labels: _lines(site, part, agencies) for part in parts}
    together = [
        replace(line, name="：".join(filter(None, (line.name, "·".join(labels)))))
        for labels, each in lines.items()
        for line in each
    ]
    if len(together) <= MOST_LINES:
        return _line_chart(site, "chart", family.name, together)
    if len(agencies) > MOST_LINES or len(parts) > MOST_SHARES:
        return ""
    return "\n\n".join(
        element("p", escape("·".join(labels)), class_="gk-chart-name") + chart
        for number, (labels, each) in enumerate(lines.items(), start=1)
        if (chart := _line_chart(site, f"chart-{number}", "·".join(labels), each))
    )


def _lines(site: Site, part: PartFigures, agencies: Sequence[Agency]) -> list[Line]:
    """The bodies with a figure of a part."""
    years = all_years(site)
    found = []
    for agency in agencies:
        points = tuple(part.point(agency.id, year) for year in years)
        if any(point.value is not None for point in points):
            found.append(Line(agency.name if len(agencies) > 1 else "", points))
    return found


def _line_chart(site: Site, chart_id: str, title: str, lines: Sequence[Line]) -> str:
    names = "、".join(line.name for line in lines if line.name)
    about = f"{span(all_years(site))}，{names}；数见下表，没有数的年份断开。"
    return line_chart(chart_id, title, about, lines)


def _share_chart(
    site: Site, family: Indicator, parts: Sequence[PartFigures], agencies: Sequence[Agency]
) -> str:
    """A bar for each report whose parts are all known and add up, the newest ones first."""
    groups = _groups(parts)
    bars = []
    for agency in agencies:
        for report in reversed(site.corpus.reports_of(agency.id)):
            shares = _shares(groups, report)
            if shares is not None:
                name = report.year if len(agencies) == 1 else f"{agency.name} {report.year}"
                bars.append(Bar(str(name), shares, is_weak=sum(shares) < FEWEST))
    if not 0 < len(bars) <= MOST_BARS or not 1 < len(groups) <= MOST_SHARES:
        return ""
    about = f"{'、'.join(bar.name for bar in bars)}；件数见下表，有缺项或数据不一致的年报不画。"
    return share_bars("chart", family.name, about, [name for name, _ in groups], bars)


def _groups(parts: Sequence[PartFigures]) -> list[tuple[str, list[PartFigures]]]:
    """The outermost groups with their parts, as many as a chart can show."""
    return [(name, list(group)) for name, group in groupby(parts, lambda each: each.labels[0])]


def _shares(
    groups: Sequence[tuple[str, Sequence[PartFigures]]], report: Report
) -> tuple[int, ...] | None:
    """The counts of the groups in a report; None if any part has no rate there."""
    place = report.agency, report.year
    shares = []
    whole = None
    for _, parts in groups:
        own = [part.values[place] for part in parts if not _is_absent(part.values[place])]
        # A group that is one row in this form, or the sum of its rows in a newer.
        own = own[:1] if parts[0].labels[-1] == _WHOLE else own
        if not own or not all(isinstance(value, Rate) for value in own):
            return None
        rates = [value for value in own if isinstance(value, Rate)]
        shares.append(int(sum(rate.part for rate in rates)))
        whole = rates[0].whole
    return tuple(shares) if whole and sum(shares) == whole else None


# --- the table --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Table:
    """The figures of all parts in the reports on some years, grouped by body, newest year first."""

    site: Site
    uri: str
    family: Indicator
    parts: Sequence[PartFigures]
    agencies: Sequence[Agency]
    years: Sequence[int]

    def render(self) -> str:
        rows, reports = self._rows()
        columns = _columns(self.parts, has_whole=self.family.is_rate)
        # The double line stands below the first year that counts otherwise.
        broken = {
            path
            for path, report in reports.items()
            if any((report.agency, report.year) in part.broken for part in self.parts)
        }

        def cell(row: Header, column: Header) -> CellHtml:
            report = reports[row.path]
            number = int(column.id)
            return self._part(report, number - 1) if number else self._whole(report)

        def label(row: Header) -> str:
            if row.path in reports:
                return link(row.label, href(self.uri, report_uri(reports[row.path])))
            return link(row.label, href(self.uri, agency_uri(row.id)))

        layout = TableLayout(
            id="figures",
            caption=f"{self.family.name}，各机关历年",
            columns=columns,
            rows=rows,
            corner="机关和年份",
            unit=self.family.unit or ("件" if self.family.is_rate else None),
            hide_caption=False,
            css="gov-family",
            row_label=label,
            row_css=lambda row: BREAK if row.path in broken else "",
        )
        return render_table(layout, cell)

    def _rows(self) -> tuple[tuple[Header, ...], dict[str, Report]]:
        """A group for each body with a row for each year, and the reports by the rows' paths."""
        rows: list[Header] = []
        reports: dict[str, Report] = {}
        for number, agency in enumerate(self.agencies, start=1):
            shown = [
                each for each in self.site.corpus.reports_of(agency.id) if each.year in self.years
            ]
            children = []
            for report in reversed(shown):
                path = f"{number}.{report.year}"
                reports[path] = report
                children.append(Header(str(report.year), path, str(report.year)))
            if children:
                rows.append(Header(agency.id, str(number), agency.name, children=tuple(children)))
        return tuple(rows), reports

    def _whole(self, report: Report) -> CellHtml:
        """What the parts are shares of; that its sums contradict each other; or nothing."""
        value = self.parts[0].values[report.agency, report.year]
        if isinstance(value, Rate):
            return CellHtml(f"{value.whole}{weakness(value)}")
        page = report_uri(report)
        if isinstance(value, NoValue) and value.reason is Reason.CONTRADICTED:
            shown = element("small", Reason.CONTRADICTED.value)
            return CellHtml(element("a", shown, href=href(self.uri, page, SHEET)))
        reason = value.reason.value if isinstance(value, NoValue) else ""
        return CellHtml(element("small", reason))

    def _part(self, report: Report, number: int) -> CellHtml:
        """The count as printed with its share, which stands where the whole is known."""
        part = self.parts[number]
        place = report.agency, report.year
        count, share = part.counts.values[place], part.values[place]
        if not isinstance(count, Count):
            state, css = _EMPTY[count.reason] if isinstance(count, NoValue) else _EMPTY_CELL
            return CellHtml(spoken(SPOKEN[state]), css)
        target = href(self.uri, report_uri(report), str(count.cells[0]))
        shown = link(f"{count.value}", target)
        if isinstance(share, Rate) and share.part:
            shown += element("small", f" {share.per_hundred}%")
        return CellHtml(shown)


_EMPTY_CELL = (CellState.BLANK, "gov-blank")


def _columns(parts: Sequence[PartFigures], *, has_whole: bool) -> tuple[Header, ...]:
    """The labels of the parts as a tree; the ids of leaves are their numbers, 0 is the whole."""
    leaves = [(str(number), part.labels) for number, part in enumerate(parts, start=1)]
    whole = (Header("0", "0", _WHOLE),) if has_whole else ()
    return (*whole, *_tree(leaves, "c"))


def _tree(leaves: Sequence[tuple[str, tuple[str, ...]]], above: str) -> Iterator[Header]:
    groups = groupby(leaves, lambda each: each[1][:1])
    for position, (label, group) in enumerate(groups, start=1):
        path = f"{above}{position}"
        below = [(number, labels[1:]) for number, labels in group]
        if any(labels for _, labels in below):
            yield Header(path, path, label[0], children=tuple(_tree(below, f"{path}.")))
            continue
        for part, (number, _) in enumerate(below):
            # Two rows of one name: one ended where the other begins.
            yield Header(number, f"{path}-{part}" if part else path, label[0] if label else "")
