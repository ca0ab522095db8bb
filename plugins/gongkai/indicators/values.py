"""The value of an indicator in one report, or why there is none. A blank is never a zero."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TypeAlias

from gongkai.checks.book import ReportChecks
from gongkai.checks.model import Figure
from gongkai.forms.model import CellAddress
from gongkai.indicators.catalogue import Indicator, Term
from gongkai.issues import Severity
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


@dataclass(frozen=True, slots=True)
class Count:
    """A sum of cells as printed."""

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


Value: TypeAlias = Count | Rate | NoValue


def value_of(indicator: Indicator, checks: ReportChecks) -> Value:
    """The value in a checked report.

    Counts stand as printed. A rate has none where any of its cells takes part in a sum that fails
    as an error: nobody knows then which figure is wrong.
    """
    report = checks.report
    part, whole = (_cells(report, terms) for terms in (indicator.of, indicator.over))
    used = (*part, *whole)
    if (lacking := _lacking(report, used)) is not None:
        return lacking
    if not indicator.is_rate:
        return Count(_sum(report, part), part)
    if doubtful := doubted(checks) & set(used):
        return NoValue(Reason.CONTRADICTED, tuple(sorted(doubtful)))
    below = _sum(report, whole)
    if below <= 0:
        return NoValue(Reason.NOTHING_BELOW, whole)
    return Rate(_sum(report, part), below, tuple(dict.fromkeys(used)))


def doubted(checks: ReportChecks) -> set[CellAddress]:
    """The cells of every identity that fails as an error, explained or not."""
    return {
        operand.address
        for result in checks.identities()
        if result.fails and result.rule.severity is Severity.ERROR and result.place is not None
        for operand in result.place.operands
    }


def _lacking(report: Report, cells: Sequence[CellAddress]) -> NoValue | None:
    """That a cell is not in the form, or holds no number; None if all do."""
    absent = tuple(each for each in cells if report.cell(each).state is CellState.NOT_IN_FORM)
    if absent or not cells:
        return NoValue(Reason.NOT_IN_FORM, absent)
    empty = tuple(each for each in cells if report.cell(each).value is None)
    return NoValue(Reason.NOT_FILLED, empty) if empty else None


def _sum(report: Report, cells: Iterable[CellAddress]) -> Figure:
    return sum((report.cell(each).value or 0 for each in cells), start=0)


def _cells(report: Report, terms: Iterable[Term]) -> tuple[CellAddress, ...]:
    return tuple(address for term in terms for address in _addresses(report, term))


def _addresses(report: Report, term: Term) -> Iterator[CellAddress]:
    """The cells that a term means in a report; the row as named where the form lacks it."""
    table = report.edition.table(term.table) if report.edition else None
    rows: tuple[str, ...] = (term.row,)
    if term.below and table is not None and not report.is_collapsed(table, term.row):
        rows = table.expand_rows(term.row) or rows
    for row in rows:
        yield CellAddress(term.table, row, term.column)
