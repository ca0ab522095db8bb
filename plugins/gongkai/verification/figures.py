"""The figures that the data hold, and what of them a page or download has otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple, TypeVar

from gongkai.forms.model import Header, Table
from gongkai.reports.model import NOT_PRINTED, Cell, CellState, Report
from gongkai.verification.findings import Finding

K = TypeVar("K")
T = TypeVar("T")


class Told(NamedTuple):
    """What a download for programs says of a cell, each as text; "" where it says nothing."""

    value: str
    state: str
    printed: str

    def __str__(self) -> str:
        """What stands in the cell, for a message."""
        return self.printed or self.value or f"（{self.state}）"


def told(cell: Cell) -> Told:
    """What a download for programs has to say of a cell."""
    return Told("" if cell.value is None else str(cell.value), cell.state.value, cell.printed)


def figures_of(report: Report) -> dict[str, Cell]:
    """Every cell of a report's form by address, in the order of the form.

    A group that the report prints as one row has that row's cells and none below.
    """
    found: dict[str, Cell] = {}
    for table in report.edition.tables if report.edition else ():
        columns = [column.path for column in table.column_leaves]
        printed = report.rows(table)
        for path in _row_paths(table.rows, printed):
            cells = printed.get(path, (NOT_PRINTED,) * len(columns))
            for column, cell in zip(columns, cells, strict=True):
                found[f"{table.id}.{path}/{column}"] = cell
    return found


def printed_figures_of(report: Report) -> dict[str, Cell]:
    """The cells in the rows that a report prints."""
    cells = figures_of(report)
    return {at: cell for at, cell in cells.items() if cell.state is not CellState.NOT_PRINTED}


def tables_of(report: Report) -> tuple[Table, ...]:
    """The tables of the form of which a report prints any row."""
    tables = report.edition.tables if report.edition else ()
    return tuple(table for table in tables if report.rows(table))


def _row_paths(rows: tuple[Header, ...], printed: Mapping[str, object]) -> Iterator[str]:
    for row in rows:
        if row.children and row.path not in printed:
            yield from _row_paths(row.children, printed)
        else:
            yield row.path


def differences(
    code: str,
    file: str,
    stands: Mapping[K, T],
    should: Mapping[K, T],
    is_same: Callable[[T, T], bool] = lambda one, other: one == other,
) -> Iterator[Finding]:
    """A finding for each cell that is otherwise in a file, is not there or should not be."""
    if stands == should:
        return
    for place, expected in should.items():
        if place not in stands:
            yield Finding(file, str(place), code, "没有这一格", should=str(expected))
        elif not is_same(stands[place], expected):
            yield Finding(file, str(place), code, stands=str(stands[place]), should=str(expected))
    for place in stands.keys() - should.keys():
        yield Finding(file, str(place), code, "数据里没有这一格的内容", stands=str(stands[place]))


def same_number(one: str, other: str) -> bool:
    """Whether two texts state one number, however it is written."""
    try:
        return one == other or Decimal(one) == Decimal(other)
    except ArithmeticError:
        return False
