"""Families of indicators on one page: a row for each report, a column for each part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from gongkai.forms.model import Header
from gongkai.indicators.catalogue import Indicator
from gongkai.indicators.families import WHOLE
from gongkai.indicators.values import Count, NoValue, Rate, Reason
from gongkai.outputs.check_sheet import SHEET
from gongkai.outputs.coverage import all_years
from gongkai.outputs.family_charts import count_chart, share_chart
from gongkai.outputs.family_figures import FamilyFigures, PartFigures, share_of
from gongkai.outputs.indicator_values import BREAK, span, weakness
from gongkai.outputs.model import Site, agency_uri, href, report_uri
from gongkai.outputs.name_filter import with_filter
from gongkai.render.html import element, link, spoken
from gongkai.render.numbers import SPOKEN
from gongkai.render.table import CellHtml, TableLayout, render_table
from gongkai.reports.agency import Agency
from gongkai.reports.model import CellState, Report

_MOST_ROWS = 400  # reports in the table; of more, only those on the newest years
_EMPTY = {
    Reason.NOT_FILLED: (CellState.BLANK, "gov-blank"),
    Reason.NOT_IN_FORM: (CellState.NOT_IN_FORM, "gov-absent"),
}


def family_blocks(
    site: Site,
    uri: str,
    family: Indicator,
    figures: FamilyFigures,
    agencies: Sequence[Agency],
) -> Iterator[str]:
    """The chart, where there is little enough to tell apart, and the table."""
    if not figures.parts:
        yield element("p", "所收录的年报的表式都没有此项。", class_="gk-notice")
        return
    chart = share_chart if family.is_rate else count_chart
    yield chart(site, family, figures.parts, agencies)
    years = _shown_years(site)
    if len(years) < len(all_years(site)):
        text = f"表中只列 {span(years)}；其他年份见各机关的页面和“数据”页的下载。"
        yield element("p", text, class_="gk-notice")
    table = _Table(site, uri, family, figures, agencies, years).render()
    yield with_filter(uri, table, len(agencies))


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


# --- the table --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Table:
    """The figures of all parts in the reports on some years, grouped by body, newest year first."""

    site: Site
    uri: str
    family: Indicator
    figures: FamilyFigures
    agencies: Sequence[Agency]
    years: Sequence[int]

    def render(self) -> str:
        rows, reports = self._rows()
        columns = _columns(self.figures.parts, has_whole=self.figures.whole is not None)
        # The double line stands below the first year that counts otherwise.
        broken = {
            path
            for path, report in reports.items()
            if any(
                (report.agency, report.year) in part.counts.broken for part in self.figures.parts
            )
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
        """What the parts are shares of, and why there are no shares of it."""
        whole = self.figures.whole
        if whole is None:
            return CellHtml("")
        value = whole.values[report.agency, report.year]
        if not isinstance(value, Count):
            return CellHtml(
                element("small", value.reason.value if isinstance(value, NoValue) else "")
            )
        share = share_of(self.site, whole, whole, report)
        shown = f"{value.value}"
        if isinstance(share, NoValue) and share.reason is Reason.CONTRADICTED:
            sign = element("small", share.reason.value)
            target = href(self.uri, report_uri(report), SHEET)
            return CellHtml(f"{shown} {element('a', sign, href=target)}")
        return CellHtml(f"{shown}{weakness(share)}")

    def _part(self, report: Report, number: int) -> CellHtml:
        """The count as printed with its share, which stands where the whole is known."""
        part = self.figures.parts[number]
        place = report.agency, report.year
        count, share = part.counts.values[place], part.shares.get(place)
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
    whole = (Header("0", "0", WHOLE),) if has_whole else ()
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
