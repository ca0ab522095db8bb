"""A report as a workbook (XLSX): a sheet for each part, its tables as on the form.

A figure is a number where the sheet shows it as it is printed, and a text otherwise. No text is a
formula, whatever it begins with. The same report gives the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from decimal import Decimal
from enum import Enum, auto
from math import ceil

from rich.cells import cell_len
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gongkai.exporters.grid import Box, Grid, Role
from gongkai.exporters.layout import Block, Heading, Kind, Layout, Paragraph, Part
from gongkai.outputs.formulas import is_formula
from gongkai.outputs.workbook import (
    FIRST_DAY,
    MOST_DIGITS,
    OPTIONS,
    sheet_names,
    shortened,
)

# A number that a sheet shows digit by digit as it is printed, if it is told how many decimals.
_PLAIN = re.compile(r"(?!-0+(?:\.0+)?$)-?(?:0|[1-9][0-9]*)(?:\.([0-9]+))?")

_WIDTH = 86  # of a sheet in characters: a page of A4 across
_PROSE_COLUMNS = 6  # of a sheet without tables, all joined
_LINE = 15.0  # points
_HIGHEST = 409.0  # points; a row of a sheet cannot be higher


class _Look(Enum):
    TITLE = auto()
    PART = auto()
    DIVISION = auto()
    LEFT = auto()
    CENTER = auto()
    RIGHT = auto()
    CELL = auto()
    CELL_MARK = auto()
    MARK = auto()


_LOOKS: Mapping[_Look, Mapping[str, object]] = {
    _Look.TITLE: {"bold": True, "font_size": 16, "align": "center"},
    _Look.PART: {"bold": True, "font_size": 13},
    _Look.DIVISION: {"bold": True},
    _Look.LEFT: {"align": "left"},
    _Look.CENTER: {"align": "center"},
    _Look.RIGHT: {"align": "right"},
    _Look.CELL: {"align": "center", "border": 1},
    _Look.CELL_MARK: {"align": "center", "border": 1, "font_script": 1},
    _Look.MARK: {"font_script": 1},
}
_BY_KIND = {
    Kind.BODY: _Look.LEFT,
    Kind.NOTE: _Look.LEFT,
    Kind.CAPTION: _Look.CENTER,
    Kind.UNIT: _Look.RIGHT,
    Kind.SIGNATURE: _Look.RIGHT,
}


def write(layout: Layout) -> bytes:
    """The bytes of the workbook."""
    data = io.BytesIO()
    with Workbook(data, OPTIONS) as book:
        created = datetime.combine(max(layout.day, FIRST_DAY), time())
        book.set_properties({"title": layout.title[:255], "created": created})
        formats = _Formats(book, {})
        names = sheet_names(part.label for part in layout.parts)
        for number, (name, part) in enumerate(zip(names, layout.parts, strict=True)):
            sheet = _Sheet(book.add_worksheet(name), formats, _weights(part))
            sheet.set_up()
            if number == 0:
                sheet.line(layout.title, _Look.TITLE)
            for block in part.blocks:
                sheet.block(block)
    return data.getvalue()


def _weights(part: Part) -> tuple[int, ...]:
    """How wide the columns of a sheet are beside each other: as its widest table says."""
    grids = [block for block in part.blocks if isinstance(block, Grid)]
    widest = max(grids, key=lambda grid: grid.width, default=None)
    # One wide column would be cut where the sheet is printed: no program makes it narrower.
    return widest.weights if widest else (1,) * _PROSE_COLUMNS


@dataclass(frozen=True, slots=True)
class _Formats:
    """The formats of a book, each made once."""

    book: Workbook
    made: dict[tuple[_Look, str, bool], Format]

    def get(self, look: _Look, number: str = "", *, is_quoted: bool = False) -> Format:
        """A look; with ``is_quoted`` a text stays one even after somebody has edited its cell."""
        key = look, number, is_quoted
        if key not in self.made:
            shown = {"text_wrap": True, "valign": "vcenter", **_LOOKS[look]}
            shown |= {"num_format": number} if number else {}
            shown |= {"quote_prefix": True} if is_quoted else {}
            self.made[key] = self.book.add_format(shown)
        return self.made[key]


class _Sheet:
    """A sheet that grows downwards."""

    def __init__(self, sheet: Worksheet, formats: _Formats, weights: tuple[int, ...]) -> None:
        self._sheet, self._formats = sheet, formats
        self._widths = [_WIDTH * weight / sum(weights) for weight in weights]
        self._next = 0

    def set_up(self) -> None:
        """Widths of columns, and a page of A4 as wide as the sheet."""
        for number, width in enumerate(self._widths):
            self._sheet.set_column(number, number, width)
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)

    def block(self, block: Block) -> None:
        match block:
            case Heading():
                self.line(block.text, _Look.PART if block.is_part else _Look.DIVISION)
            case Paragraph():
                self.line(block.text, _BY_KIND[block.kind])
            case Grid():
                self._grid(block)

    def line(self, text: str, look: _Look) -> None:
        """A text over the whole width, its row as high as it needs."""
        self._put(Box(text, self._next, 0, width=len(self._widths)), look, is_figure=False)
        self._sheet.set_row(self._next, _height(text, _WIDTH))
        self._next += 1

    def _grid(self, grid: Grid) -> None:
        top = self._next
        for box in grid.boxes:
            placed = replace(box, row=top + box.row)
            self._put(placed, _Look.CELL, is_figure=box.role is Role.FIGURE)
        for number in range(grid.height):
            self._sheet.set_row(top + number, self._row_height(grid, number))
        self._next += grid.height

    def _row_height(self, grid: Grid, number: int) -> float:
        boxes = [box for box in grid.boxes if box.row == number and box.height == 1]
        return max(
            (
                _height(box.text, sum(self._widths[box.column : box.column + box.width]))
                for box in boxes
            ),
            default=_LINE,
        )

    def _put(self, box: Box, look: _Look, *, is_figure: bool) -> None:
        """Writes one box, joined where it reaches over several cells."""
        plain = _PLAIN.fullmatch(box.text) if is_figure else None
        is_number = plain is not None and sum(map(str.isdigit, box.text)) <= MOST_DIGITS
        decimals = (plain[1] or "") if plain else ""
        marks = "".join(f"注{number}" for number in box.marks)
        number = _number_format(decimals, marks) if is_number else ""
        shown = self._formats.get(look, number, is_quoted=not is_number and is_formula(box.text))
        if box.width > 1 or box.height > 1:
            bottom, right = box.row + box.height - 1, box.column + box.width - 1
            self._sheet.merge_range(box.row, box.column, bottom, right, "", shown)
        if is_number:
            self._sheet.write_number(box.row, box.column, Decimal(box.text), shown)
        elif box.text or marks:
            self._words(box, marks, shown)
        else:
            self._sheet.write_blank(box.row, box.column, None, shown)

    def _words(self, box: Box, marks: str, shown: Format) -> None:
        """Writes a text with the marks of its footnotes raised behind it."""
        text = shortened(box.text)
        if not marks:
            self._sheet.write_string(box.row, box.column, text, shown)
        elif not text:
            alone = self._formats.get(_Look.CELL_MARK)
            self._sheet.write_string(box.row, box.column, marks, alone)
        else:
            raised = self._formats.get(_Look.MARK)
            self._sheet.write_rich_string(box.row, box.column, text, raised, marks, shown)


def _number_format(decimals: str, marks: str) -> str:
    """What shows a number as it is printed, and behind it the marks of its footnotes."""
    digits = f"0.{'0' * len(decimals)}" if decimals else "0" if marks else ""
    return f'{digits}"{marks}"' if marks else digits


def _height(text: str, width: float) -> float:
    """The height of a row that shows a text in a column: an estimate, as no font is at hand."""
    lines = sum(max(1, ceil(cell_len(line) * 1.1 / width)) for line in text.split("\n"))
    return min(_HIGHEST, _LINE * lines + 3)
