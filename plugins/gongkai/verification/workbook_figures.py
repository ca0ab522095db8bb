"""Every figure of a workbook against the data, found as its first sheet tells readers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

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
    book = read_workbook(data)
    yield from differences("cell.xlsx", file, _read(book), should)
    yield from _lost_remarks(file, book, reports)


def _lost_remarks(
    file: str, book: Mapping[str, Sequence[SheetRow]], reports: Sequence[Report]
) -> Iterator[Finding]:
    """What is printed besides a number, where no text on its row says it."""
    texts = _remarks(book)
    for report in reports:
        for address, cell in printed_figures_of(report).items():
            if cell.value is not None and _says_more(cell):
                row = key_of(report, address.partition("/")[0])
                if cell.printed not in texts.get(row, ""):
                    at = str(key_of(report, address))
                    yield Finding(file, at, "cell.xlsx", "原样", should=cell.printed)


def _says_more(cell: Cell) -> bool:
    """Whether more is printed than a spreadsheet shows of the number."""
    try:
        return f"{Decimal(cell.printed).normalize():f}" != cell.printed
    except ArithmeticError:
        return True


def _shown(cell: Cell) -> Value:
    """The number, or what is printed in its place."""
    if cell.value is None:
        text = cell.printed
        return text if len(text) <= _MOST_CHARACTERS else f"{text[: _MOST_CHARACTERS - 1]}…"
    digits = f"{cell.value:f}" if isinstance(cell.value, Decimal) else str(cell.value)
    return digits if sum(map(str.isdigit, digits)) > _MOST_DIGITS else Decimal(digits)


def _read(book: Mapping[str, Sequence[SheetRow]]) -> dict[Key, Value]:
    """Every figure; KeyError or ValueError where the workbook is not one of ours."""
    return {
        Key(row.report, f"{row.address}/{row.columns[column]}"): value
        for row in _rows(book)
        for column, value in row.values.items()
        if column in row.columns
    }


def _remarks(book: Mapping[str, Sequence[SheetRow]]) -> dict[Key, str]:
    """What stands on each row besides figures, by report and address of the row."""
    return {
        Key(row.report, row.address): "\n".join(
            str(value) for column, value in row.values.items() if column not in row.columns
        )
        for row in _rows(book)
    }


class _Row(NamedTuple):
    """A row of a table: of which report, its address, its values, the columns that hold figures."""

    report: str
    address: str
    values: SheetRow
    columns: Mapping[int, str]


def _rows(book: Mapping[str, Sequence[SheetRow]]) -> Iterator[_Row]:
    """The rows of all sheets, each of which the first describes by its table and columns."""
    notes, *sheets = book
    described = {row.get(0): str(row.get(1, "")) for row in book[notes]}
    for sheet in sheets:
        table = _TABLE.match(described[sheet])
        if table is None:
            raise ValueError(described[sheet])
        header, *rows = book[sheet]
        names = {text: column for column, text in reversed([*header.items()])}
        paths = _COLUMN.findall(described[sheet])
        columns = dict(enumerate(paths, start=names[_BEFORE_FIGURES] + 1))
        for row in rows:
            address = f"{table[1]}.{row[names[_ROW]]}"
            yield _Row(str(row[names[_REPORT]]), address, row, columns)


def reports_named(data: bytes) -> set[str]:
    """The reports of which a workbook has rows; none where it cannot be read."""
    try:
        return {key.report for key in _read(read_workbook(data))}
    except (ValueError, LookupError):
        return set()
