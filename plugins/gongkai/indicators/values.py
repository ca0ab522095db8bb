"""The value of an indicator in one report, or why there is none. A blank is never a zero."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import chain
from typing import TypeAlias

from gongkai.checks.book import ReportChecks
from gongkai.checks.model import Figure
from gongkai.forms.model import CellAddress, Editions, FormEdition
from gongkai.forms.series import Series, series_of
from gongkai.indicators.catalogue import Indicator, Term
from gongkai.indicators.measures import Told, told_of
from gongkai.reports.model import CellState, Report

FEWEST = 30
"""A rate over fewer cases takes no part in any comparison."""

_TENTH = Decimal("0.1")


class Reason(StrEnum):
    """Why there is no value."""

    NOT_FILLED = "原表未填"
    NOTHING_BELOW = "分母为 0"
    CONTRADICTED = "原文数据不一致"
    NOT_IN_FORM = "该版表式无此项"
    NO_LAST_YEAR = "无上年报告"


@dataclass(frozen=True, slots=True)
class Count:
    """A sum of cells as printed; less than 0 where cells of the year before are taken from it."""

    value: Figure
    cells: tuple[CellAddress, ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """``part`` of ``whole``, neither blank nor in doubt, ``whole`` greater than 0."""

    part: Figure
    whole: Figure
    cells: tuple[CellAddress, ...]

    @property
    def is_small(self) -> bool:
        """Whether it is over too few cases to be compared."""
        return self.whole < FEWEST

    @property
    def per_hundred(self) -> Decimal:
        """The rate times a hundred, to one decimal, half up."""
        exact = Decimal(self.part) * 100 / Decimal(self.whole)
        return exact.quantize(_TENTH, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class NoValue:
    """That there is no value, and why; ``cells`` are those that keep it from one."""

    reason: Reason
    cells: tuple[CellAddress, ...] = ()


Value: TypeAlias = Count | Rate | Told | NoValue


class IndicatorSeries:
    """An indicator over the editions of the form: its cells in each, and where it breaks.

    ValueError for a family, which is many.
    """

    def __init__(self, indicator: Indicator, editions: Editions) -> None:
        if indicator.is_family:
            raise ValueError(indicator.id)
        self.indicator = indicator
        terms = (*indicator.of, *indicator.over, *indicator.less_last_year)
        self._series = {
            term: series_of(CellAddress(term.table, term.row, term.column), editions)
            for term in terms
        }
        self._order = [edition.id for edition in editions]
        self._cells_in: dict[tuple[str, Term], tuple[CellAddress, tuple[CellAddress, ...]]] = {}
        self.breaks = frozenset(id_ for each in self._series.values() for id_ in each.breaks)

    def is_broken(self, before: Report, after: Report) -> bool:
        """Whether what is counted has changed from one report of a body to a later one."""
        if before.edition is None or after.edition is None:
            return False
        first = self._order.index(before.edition.id)
        last = self._order.index(after.edition.id)
        return not self.breaks.isdisjoint(self._order[first + 1 : last + 1])

    def value(self, checks: ReportChecks) -> Value:
        """The value in a checked report; counts stand as printed."""
        indicator = self.indicator
        if indicator.measure is not None:
            return told_of(indicator.measure, checks)
        count = self._count(checks, indicator.of)
        if indicator.is_rate:
            return rate_of(count, self._count(checks, indicator.over), checks)
        return self._less_last_year(count, checks) if indicator.less_last_year else count

    def _count(self, checks: ReportChecks, terms: Iterable[Term]) -> Count | NoValue:
        return _total(checks.report, self._cells(checks.report, terms))

    def _less_last_year(self, count: Count | NoValue, checks: ReportChecks) -> Count | NoValue:
        """The count less that of the year before."""
        if isinstance(count, NoValue):
            return count
        if checks.before is None:
            return NoValue(Reason.NO_LAST_YEAR)
        cells = self._cells(checks.before, self.indicator.less_last_year)
        last = _total(checks.before, cells)
        if isinstance(last, NoValue):
            return NoValue(last.reason)
        return Count(count.value - last.value, count.cells)

    def _cells(self, report: Report, terms: Iterable[Term]) -> tuple[CellAddress, ...]:
        return tuple(chain.from_iterable(self._addresses(report, term) for term in terms))

    def _addresses(self, report: Report, term: Term) -> tuple[CellAddress, ...]:
        """The cells that a term means in a report; as named where its form lacks them."""
        edition = report.edition
        key = (edition.id if edition else "", term)
        if key not in self._cells_in:
            self._cells_in[key] = _cells_in(edition, term, self._series[term])
        whole, parts = self._cells_in[key]
        table = edition.table(whole.table) if edition and parts != (whole,) else None
        return (whole,) if table and report.is_collapsed(table, whole.row) else parts


def rate_of(part: Count | NoValue, whole: Count | NoValue, checks: ReportChecks) -> Rate | NoValue:
    """The one of the other, in a checked report.

    There is none where any of their cells takes part in a sum that fails as an error: nobody knows
    then which figure is wrong.
    """
    if isinstance(part, NoValue) or isinstance(whole, NoValue):
        lacking = [each for each in (part, whole) if isinstance(each, NoValue)]
        # What the form does not have cannot be filled in.
        return min(lacking, key=lambda each: each.reason is not Reason.NOT_IN_FORM)
    used = (*part.cells, *whole.cells)
    if doubtful := checks.doubted.intersection(used):
        return NoValue(Reason.CONTRADICTED, tuple(sorted(doubtful)))
    if whole.value <= 0:
        return NoValue(Reason.NOTHING_BELOW, whole.cells)
    return Rate(part.value, whole.value, tuple(dict.fromkeys(used)))


def _total(report: Report, addresses: tuple[CellAddress, ...]) -> Count | NoValue:
    """The sum of cells; none if one of them is not in the form, or holds no number."""
    total: Figure = 0
    absent: list[CellAddress] = []
    empty: list[CellAddress] = []
    for address in addresses:
        cell = report.cell(address)
        if cell.value is not None:
            total += cell.value
        elif cell.state is CellState.NOT_IN_FORM:
            absent.append(address)
        else:
            empty.append(address)
    if absent or not addresses:
        return NoValue(Reason.NOT_IN_FORM, tuple(absent))
    return NoValue(Reason.NOT_FILLED, tuple(empty)) if empty else Count(total, addresses)


def _cells_in(
    edition: FormEdition | None, term: Term, series: Series
) -> tuple[CellAddress, tuple[CellAddress, ...]]:
    """The cell of a term in an edition, and those it stands for where it is a group of rows."""
    named = CellAddress(term.table, term.row, term.column)
    at = series.cells.get(edition.id, named) if edition else named
    table = edition.table(at.table) if edition and term.below else None
    rows = table.expand_rows(at.row) if table else ()
    return at, tuple(CellAddress(at.table, row, at.column) for row in rows or (at.row,))
