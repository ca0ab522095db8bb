"""Workbooks read back, by what they say of themselves on their first sheet."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from typing import Any, NamedTuple

import openpyxl

_TABLE = re.compile(r"表 (\w+)，表式 ")
_COLUMN = re.compile(r"（([a-z0-9_.]+)）")


class WorkbookCell(NamedTuple):
    """A figure's cell, and what its row says is printed besides digits."""

    value: int | Decimal | str | None
    remarks: str


def read_book(data: bytes) -> Any:
    """The workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(data))


def read_cells(data: bytes) -> dict[tuple[str, str], WorkbookCell]:
    """Every figure by report and address."""
    notes, *sheets = read_book(data)
    described = {name: text for name, text in notes.iter_rows(values_only=True) if name}
    found = {}
    for sheet in sheets:
        told = described[sheet.title]
        table = _TABLE.match(told)
        assert table is not None
        paths = _COLUMN.findall(told)
        header, *rows = sheet.iter_rows(values_only=True)
        first = header.index("行名") + 1
        for row in rows:
            named = dict(zip(header, row, strict=True))
            for path, value in zip(paths, row[first:], strict=False):
                address = f"{table[1]}.{named['行']}/{path}"
                found[named["年报"], address] = WorkbookCell(_exact(value), named["原样"] or "")
    return found


def _exact(value: float | str | None) -> int | Decimal | str | None:
    return Decimal(repr(value)) if isinstance(value, float) else value
