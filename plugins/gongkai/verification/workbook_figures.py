"""Every figure of a workbook against the data, found as its first sheet tells readers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from gongkai.reports.model import Cell, CellState, Report
from gongkai.verification.figures import differences, printed_figures_of
from gongkai.verification.findings import Finding
from gongkai.verification.names import Key, key_of
from gongkai.verification.workbook_reader import SheetRow, Value, read_workbook

_TABLE = re.compile(r"表 (\w+)，表式 ")
_COLUMN = re.compile(r"（([a-z0-9_.]+)）(?=、|$)")
_REPORT, _ROW, _BEFORE_FIGURES = "年报", "行", "行名"
# A spreadsheet keeps no more digits of a number, and so many characters of a text are written.
_MOST_DIGITS = 15
_MOST_CHARACTERS = 16_383


def workbook_figures(file: str, data: bytes, reports: Sequence[Report]) -> Iterator[Finding]:
    """What a workbook with the tables of some reports shows otherwise than the data."""
    should = {
        key_of(report, address): _shown(cell)
        for report in reports
        for address, cell in printed_figures_of(report).items()
        if cell.state is not CellState.BLANK
    }
    yield from differences("cell.xlsx", file, _read(read_workbook(data)), should)


def _shown(cell: Cell) -> Value:
    """The number, or what is printed in its place."""
    if cell.value is None:
        text = cell.printed
        return text if len(text) <= _MOST_CHARACTERS else f"{text[: _MOST_CHARACTERS - 1]}…"
    digits = f"{cell.value:f}" if isinstance(cell.value, Decimal) else str(cell.value)
    return digits if sum(map(str.isdigit, digits)) > _MOST_DIGITS else Decimal(digits)


def _read(book: Mapping[str, Sequence[SheetRow]]) -> dict[Key, Value]:
    """Every figure; KeyError or ValueError where the workbook is not one of ours."""
    notes, *sheets = book
    described = {row.get(0): str(row.get(1, "")) for row in book[notes]}
    found: dict[Key, Value] = {}
    for sheet in sheets:
        found.update(_figures(described[sheet], book[sheet]))
    return found


def _figures(description: str, rows: Sequence[SheetRow]) -> Iterator[tuple[Key, Value]]:
    """The figures of a sheet, whose description names its table and columns."""
    table = _TABLE.match(description)
    if table is None:
        raise ValueError(description)
    names = {text: column for column, text in reversed([*rows[0].items()])}
    paths = enumerate(_COLUMN.findall(description), start=names[_BEFORE_FIGURES] + 1)
    columns = dict(paths)
    for row in rows[1:]:
        report, path = row[names[_REPORT]], row[names[_ROW]]
        for column, value in row.items():
            if column in columns:
                yield Key(str(report), f"{table[1]}.{path}/{columns[column]}"), value


def reports_named(data: bytes) -> set[str]:
    """The reports of which a workbook has rows; none where it cannot be read."""
    try:
        return {key.report for key in _read(read_workbook(data))}
    except (ValueError, LookupError):
        return set()
