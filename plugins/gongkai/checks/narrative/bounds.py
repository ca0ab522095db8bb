"""Figures of the tables as the prose may mean them: a number, or how small and large it can be.

A blank is never zero, but it is no negative number either: a sum with blanks in it is at least the
sum of what is filled in. So a smaller number in the prose contradicts the table all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.checks.model import Figure
from gongkai.forms.model import CellAddress, Table
from gongkai.reports.model import Cell, CellState, Report

TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Bounds:
    """A figure between ``low`` and ``high`` (None: no limit) and the cells it is made of."""

    low: Figure
    high: Figure | None
    cells: tuple[CellAddress, ...]

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    def may_be(self, number: Figure) -> bool:
        return self.low <= number and (self.high is None or number <= self.high)

    def __add__(self, other: Bounds) -> Bounds:
        high = None if self.high is None or other.high is None else self.high + other.high
        return Bounds(self.low + other.low, high, self.cells + other.cells)

    def __sub__(self, other: Bounds) -> Bounds:
        """The difference, other being a part of self: never below zero."""
        low = 0 if other.high is None else max(0, self.low - other.high)
        high = None if self.high is None else self.high - other.low
        return Bounds(low, high, self.cells + other.cells)


def at_cell(report: Report, address: CellAddress) -> Bounds | None:
    """The figure of a cell, None where the form has none or it is no number."""
    cell = report.cell(address)
    if cell.value is not None:
        return Bounds(cell.value, cell.value, (address,))
    return Bounds(0, None, (address,)) if _is_open(cell) else None


def of_row(report: Report, table: Table, path: str, column: str = TOTAL) -> Bounds | None:
    """The figure of a row; of a blank 总计, at least what the rest of the row adds up to."""
    bounds = at_cell(report, CellAddress(table.id, path, column))
    if bounds is None or bounds.is_exact or column != TOTAL:
        return bounds
    row = report.rows(table).get(path, ())
    filled = sum((cell.value for cell in row if cell.value is not None), start=0)
    return Bounds(filled, None, bounds.cells)


def of_rows(
    report: Report, table_id: str, paths: Iterable[str], column: str = TOTAL
) -> Bounds | None:
    """The sum of rows and groups of rows, None where the form or the report lacks one of them."""
    table = report.edition.table(table_id) if report.edition else None
    if table is None:
        return None
    rows = [row for path in paths for row in _rows_below(report, table, path)]
    return total(of_row(report, table, row, column) for row in rows)


def of_columns(report: Report, table_id: str, row: str, columns: Iterable[str]) -> Bounds | None:
    """The sum of cells of one row."""
    return total(at_cell(report, CellAddress(table_id, row, column)) for column in columns)


def total(parts: Iterable[Bounds | None]) -> Bounds | None:
    """The sum, None if a part is missing or there is none."""
    found: Bounds | None = None
    for part in parts:
        if part is None:
            return None
        found = part if found is None else found + part
    return found


def first_row(report: Report, table_id: str, paths: Sequence[str]) -> str | None:
    """The first of some paths that the form has as a row: what an edition calls it."""
    table = report.edition.table(table_id) if report.edition else None
    return next((path for path in paths if table and table.row(path)), None)


def first_column(report: Report, table_id: str, paths: Sequence[str]) -> str | None:
    """The first of some paths that the form has as a column."""
    table = report.edition.table(table_id) if report.edition else None
    return next((path for path in paths if table and table.column(path)), None)


def _rows_below(report: Report, table: Table, path: str) -> tuple[str, ...]:
    """A row, or the rows of a group; the group's own path where the report collapses it."""
    if path in report.rows(table):
        return (path,)
    return table.expand_rows(path) or (path,)


def _is_open(cell: Cell) -> bool:
    """Whether a number could stand there: an empty cell, not words, and no row left out."""
    return cell.state is CellState.BLANK
