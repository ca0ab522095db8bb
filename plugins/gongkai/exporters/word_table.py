"""A grid as a table in Word: joined cells, headers repeated on each page, no row torn."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from docx.document import Document as Word
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from gongkai.exporters.grid import Box, Grid, Role
from gongkai.exporters.word_xml import child

TABLE_STYLE = "表格文字"
_TWIPS = 635  # English metric units in one
_ROW_HEIGHT = 340  # twips: 6 mm
_MARGINS = {"top": 30, "left": 40, "bottom": 30, "right": 40}  # twips


def add_table(word: Word, grid: Grid, width: int) -> None:
    """Puts a table at the end of a document, as wide as the text."""
    table = word.add_table(rows=0, cols=0, style="Table Grid")
    element = table._tbl  # noqa: SLF001 - joined cells are many times faster as XML
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _set_margins(element.tblPr)
    style = str(word.styles[TABLE_STYLE].style_id)
    frame = _Frame(word, style, _widths(grid, width), _owners(grid))
    for each in frame.widths:
        child(element.tblGrid, "w:gridCol", w=each)
    for number in range(grid.height):
        _add_row(element, grid, frame, number)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What every row needs: the style of its text, the widths, and the boxes in each row."""

    word: Word
    style: str
    widths: list[int]
    owners: list[list[Box]]


def _set_margins(properties: BaseOxmlElement) -> None:
    """Little space around the text of cells, so that labels are not torn."""
    margins = child(properties, "w:tblCellMar")
    for side, width in _MARGINS.items():
        child(margins, f"w:{side}", w=width, type="dxa")
    properties.append(properties.find(qn("w:tblLook")))  # which has to be the last


def _widths(grid: Grid, width: int) -> list[int]:
    """The widths of the columns in twentieths of a point, which fill the width exactly."""
    twips, total = width // _TWIPS, sum(grid.weights)
    edges = [twips * sum(grid.weights[:number]) // total for number in range(grid.width + 1)]
    return [right - left for left, right in pairwise(edges)]


def _owners(grid: Grid) -> list[list[Box]]:
    """For each row the boxes that reach into it, from left to right."""
    rows: list[list[Box]] = [[] for _ in range(grid.height)]
    for box in grid.boxes:
        for number in range(box.row, box.row + box.height):
            rows[number].append(box)
    return [sorted(row, key=lambda box: box.column) for row in rows]


def _add_row(table: BaseOxmlElement, grid: Grid, frame: _Frame, number: int) -> None:
    row = child(table, "w:tr")
    properties = child(row, "w:trPr")
    child(properties, "w:cantSplit")
    child(properties, "w:trHeight", val=_ROW_HEIGHT, hRule="atLeast")
    if number < grid.head:
        child(properties, "w:tblHeader")
    for box in frame.owners[number]:
        cell = child(row, "w:tc")
        width = sum(frame.widths[box.column : box.column + box.width])
        _set_cell(cell, box, width, number)
        # Word keeps a table on one page that fits on one.
        _write(cell, box, frame, begins=box.row == number, keeps=number + 1 < grid.height)


def _set_cell(cell: BaseOxmlElement, box: Box, width: int, number: int) -> None:
    properties = child(cell, "w:tcPr")
    child(properties, "w:tcW", w=width, type="dxa")
    if box.width > 1:
        child(properties, "w:gridSpan", val=box.width)
    if box.height > 1:
        child(properties, "w:vMerge", val="restart" if box.row == number else "continue")
    child(properties, "w:vAlign", val="center")


def _write(cell: BaseOxmlElement, box: Box, frame: _Frame, *, begins: bool, keeps: bool) -> None:
    """The paragraph of a cell, with the text where the box begins in its row."""
    paragraph = child(cell, "w:p")
    properties = child(paragraph, "w:pPr")
    child(properties, "w:pStyle", val=frame.style)
    if keeps:
        child(properties, "w:keepNext")
    if box.role is Role.ROW and box.height == 1:
        child(properties, "w:jc", val="left")
    if begins and (box.text or box.marks):
        shown = Paragraph(paragraph, frame.word)
        if box.text:
            shown.add_run(box.text)
        for number in box.marks:
            shown.add_run(f"注{number}").font.superscript = True
