"""The charts of a family of indicators: lines of counts, or bars of shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from gongkai.indicators.catalogue import Indicator
from gongkai.indicators.families import WHOLE
from gongkai.indicators.values import FEWEST, Rate
from gongkai.outputs.coverage import all_years
from gongkai.outputs.family_figures import PartFigures, is_absent
from gongkai.outputs.indicator_values import span
from gongkai.outputs.model import Site
from gongkai.render.bars import MOST_BARS, MOST_SHARES, Bar, share_bars
from gongkai.render.chart import MOST_LINES, Line, line_chart
from gongkai.render.html import element, escape
from gongkai.reports.agency import Agency
from gongkai.reports.model import Report


def count_chart(
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
        f"{element('p', escape('·'.join(labels)), class_='gk-chart-name')}\n{chart}"
        for number, (labels, each) in enumerate(lines.items(), start=1)
        if (chart := _line_chart(site, f"chart-{number}", "·".join(labels), each))
    )


def _lines(site: Site, part: PartFigures, agencies: Sequence[Agency]) -> list[Line]:
    """The bodies with a figure of a part."""
    years = all_years(site)
    found = []
    for agency in agencies:
        points = tuple(part.counts.point(agency.id, year) for year in years)
        if any(point.value is not None for point in points):
            found.append(Line(agency.name if len(agencies) > 1 else "", points))
    return found


def _line_chart(site: Site, chart_id: str, title: str, lines: Sequence[Line]) -> str:
    names = "、".join(line.name for line in lines if line.name)
    about = f"{span(all_years(site))}，{names}；数见下表，没有数的年份断开。"
    return line_chart(chart_id, title, about, lines)


def share_chart(
    site: Site, family: Indicator, parts: Sequence[PartFigures], agencies: Sequence[Agency]
) -> str:
    """A bar for each report whose parts are all known and add up, the newest ones first."""
    groups = _groups(parts)
    bars = []
    for agency in agencies:
        for report in reversed(site.corpus.reports_of(agency.id)):
            shares = _bar(groups, report)
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


def _bar(
    groups: Sequence[tuple[str, Sequence[PartFigures]]], report: Report
) -> tuple[int, ...] | None:
    """The counts of the groups in a report; None if any part has no rate there."""
    place = report.agency, report.year
    shares = []
    whole = None
    for _, parts in groups:
        own = [part.shares[place] for part in parts if not is_absent(part.shares[place])]
        # A group that is one row in this form, or the sum of its rows in a newer.
        own = own[:1] if parts[0].labels[-1] == WHOLE else own
        rates = [value for value in own if isinstance(value, Rate)]
        if not rates or len(rates) < len(own):
            return None
        shares.append(int(sum(rate.part for rate in rates)))
        whole = rates[0].whole
    return tuple(shares) if whole and sum(shares) == whole else None
