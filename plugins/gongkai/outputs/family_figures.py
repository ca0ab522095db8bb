"""The figures of a family of indicators in all reports: counts of its parts, shares of a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from gongkai.indicators.catalogue import Indicator
from gongkai.indicators.families import parts_of
from gongkai.indicators.values import Count, IndicatorSeries, NoValue, Rate, Reason, Value, rate_of
from gongkai.outputs.indicator_values import Figures
from gongkai.outputs.model import Site
from gongkai.reports.model import Report

Values: TypeAlias = Mapping[tuple[str, int], Value]


@dataclass(frozen=True, slots=True)
class PartFigures:
    """The counts of a part, with its labels from the outermost group on.

    ``shares`` are what they are of the whole, by body and year; empty where there is no whole.
    """

    labels: tuple[str, ...]
    counts: Figures
    shares: Values


@dataclass(frozen=True, slots=True)
class FamilyFigures:
    """The parts of a family that any report's form has, and the whole of which they are shares."""

    parts: tuple[PartFigures, ...]
    whole: Figures | None = None


def family_figures(site: Site, family: Indicator) -> FamilyFigures:
    """The figures of a family in all reports."""
    editions = site.corpus.editions
    whole = None
    if family.is_rate:
        alone = replace(family, of=family.over, over=(), each=())
        whole = Figures.of(site, IndicatorSeries(alone, editions))
    found = []
    for part in parts_of(family, editions):
        alone = replace(part.indicator, over=())
        counts = Figures.of(site, IndicatorSeries(alone, editions))
        if any(not is_absent(value) for value in counts.values.values()):
            shares = _shares(site, counts, whole) if whole else {}
            found.append(PartFigures(part.labels, counts, shares))
    return FamilyFigures(tuple(found), whole)


def _shares(site: Site, part: Figures, whole: Figures) -> Values:
    """What one is of the other in every report."""
    return {
        (report.agency, report.year): share_of(site, part, whole, report)
        for report in site.corpus.reports
    }


def share_of(site: Site, part: Figures, whole: Figures, report: Report) -> Rate | NoValue:
    """What the one is of the other in a report, or why that cannot be said."""
    place = report.agency, report.year
    one, other = part.values[place], whole.values[place]
    if isinstance(one, Count | NoValue) and isinstance(other, Count | NoValue):
        return rate_of(one, other, site.checks.of(report))
    raise TypeError(one, other)


def is_absent(value: object) -> bool:
    """Whether a report's form does not have it."""
    return isinstance(value, NoValue) and value.reason is Reason.NOT_IN_FORM
