"""A workbook (XLSX) out of sheets of plain rows: the same rows give the same bytes.

Numbers are numbers and texts are texts, whatever they begin with: no formula, no link, no date made
of a text. A text that a program would run if somebody edited its cell is marked as text, as an
apostrophe before it does in Excel, so that it stays one and still reads as printed. None is an
empty cell. No merged cells; the one row of titles stays in sight.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain, count
from pathlib import Path

import xlsxwriter
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gongkai.outputs import formulas
from gongkai.outputs.formulas import is_formula
from gongkai.outputs.long_table import Row, Value

MOST_DIGITS = 15
"""A spreadsheet keeps no more digits of a number; a longer one is written as text."""

MOST_CHARACTERS = 16_383
"""A cell holds twice as many units of UTF-16, of which a rare character takes two."""

FIRST_DAY = date(1900, 1, 1)
"""The first that spreadsheets know."""

MADE_BY = (
    xlsxwriter.__version__,
    zlib.ZLIB_RUNTIME_VERSION,
    *(Path(source).read_bytes() for source in (__file__, formulas.__file__)),
)
"""All but its content that decides the bytes of a workbook."""

_MOST_IN_NAME = 31
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\']")
OPTIONS = {
    "in_memory": True,  # otherwise it keeps its parts in files
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_WIDTH = 14


@dataclass(frozen=True, slots=True)
class SheetContent:
    """One sheet; ``widths`` are those of columns that need more or less than usual."""

    name: str
    header: tuple[str, ...]
    rows: Iterable[Row]
    widths: Mapping[int, int] = field(default_factory=dict)


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Names that sheets of one workbook may have, as near to their titles as that allows."""
    names: dict[str, str] = {}
    for title in titles:
        legal = _NOT_IN_NAME.sub(" ", title).strip() or "表"
        suffixes = chain([""], (f"（{number}）" for number in count(2)))
        possible = (legal[: _MOST_IN_NAME - len(suffix)] + suffix for suffix in suffixes)
        name = next(each for each in possible if each.casefold() not in names)
        names[name.casefold()] = name
    return list(names.values())


def workbook(title: str, day: date, sheets: Iterable[SheetContent]) -> bytes:
    """The bytes of a workbook that says it was made on ``day``."""
    data = io.BytesIO()
    with Workbook(data, OPTIONS) as book:
        created = datetime.combine(max(day, FIRST_DAY), time())
        book.set_properties({"title": title, "created": created})
        bold, as_text = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
        for content in sheets:
            sheet = book.add_worksheet(content.name)
            _lay_out(sheet, content, bold)
            for number, row in enumerate(content.rows, start=1):
                _write_row(sheet, number, row, as_text)
    return data.getvalue()


def _lay_out(sheet: Worksheet, content: SheetContent, bold: Format) -> None:
    """The row of titles and the widths of the columns."""
    sheet.freeze_panes(1, 0)
    for column, title in enumerate(content.header):
        sheet.set_column(column, column, content.widths.get(column, _WIDTH))
        sheet.write_string(0, column, title, bold)


def _write_row(sheet: Worksheet, number: int, row: Row, as_text: Format) -> None:
    for column, value in enumerate(row):
        text = _text(value)
        if not text:
            continue
        if isinstance(value, str) or sum(map(str.isdigit, text)) > MOST_DIGITS:
            text = shortened(text)
            sheet.write_string(number, column, text, as_text if is_formula(text) else None)
        else:
            sheet.write_number(number, column, value)


def _text(value: Value) -> str:
    """A text, or the digits of a number; "" for nothing."""
    return f"{value:f}" if isinstance(value, Decimal) else "" if value is None else str(value)


def shortened(text: str) -> str:
    """The text as far as a cell holds it; dots at the end say that there is more."""
    return text if len(text) <= MOST_CHARACTERS else f"{text[: MOST_CHARACTERS - 1]}…"
