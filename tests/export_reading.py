"""Exported files read back by libraries that had no part in writing them.

A table is a matrix: each place holds which cell covers it and that cell's text.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import openpyxl
from docx import Document
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph
from lxml import html
from openpyxl.cell.rich_text import CellRichText, TextBlock

Matrix: TypeAlias = list[list[tuple[object, str]]]


@dataclass(frozen=True, slots=True)
class Exported:
    """The texts outside tables in order, and the tables in order."""

    texts: list[str]
    tables: list[Matrix]


# --- Word ---------------------------------------------------------------------------------------


def read_docx(data: bytes) -> Exported:
    document = Document(io.BytesIO(data))
    content = list(document.iter_inner_content())
    return Exported(
        [_paragraph(each) for each in content if isinstance(each, Paragraph)],
        [_word_matrix(each) for each in content if isinstance(each, WordTable)],
    )


def _word_matrix(table: WordTable) -> Matrix:
    return [
        [(cell._tc, "".join(map(_paragraph, cell.paragraphs))) for cell in row.cells]
        for row in table.rows
    ]


def _paragraph(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs if not run.font.superscript)


# --- HTML ---------------------------------------------------------------------------------------


def read_html(data: bytes) -> Exported:
    root = html.fromstring(data)
    for each in root.iter("br"):
        each.text = "\n"
    for each in root.xpath("//sup"):
        each.drop_tree()
    texts = root.xpath("//h1|//h2|//h3|//p")
    return Exported(
        [each.text_content() for each in texts],
        [_html_matrix(each) for each in root.xpath("//table")],
    )


def _html_matrix(table: Any) -> Matrix:
    """The rows with every span filled in, as HTML prescribes."""
    rows = table.xpath(".//tr")
    width = len(table.xpath(".//col"))
    matrix: list[list[tuple[object, str] | None]] = [[None] * width for _ in rows]
    for number, row in enumerate(rows):
        for cell in row.xpath("./td|./th"):
            column = matrix[number].index(None)
            for below in range(int(cell.get("rowspan", 1))):
                for beside in range(int(cell.get("colspan", 1))):
                    assert matrix[number + below][column + beside] is None
                    matrix[number + below][column + beside] = (cell, cell.text_content())
    return [[place for place in row if place is not None] for row in matrix]


# --- workbooks ----------------------------------------------------------------------------------


def read_xlsx(data: bytes) -> Exported:
    """Rows that are one cell, or one joined cell, are texts; rows with borders are tables."""
    book = openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
    texts: list[str] = []
    tables: list[Matrix] = []
    for sheet in book.worksheets:
        in_table = False
        for row in _sheet_rows(sheet):
            if row[0][2]:
                places = [(owner, text) for owner, text, is_bordered in row if is_bordered]
                if not in_table:
                    tables.append([])
                tables[-1].append(places)
            else:
                texts.append(row[0][1])
            in_table = row[0][2]
    return Exported(texts, tables)


def _sheet_rows(sheet: Any) -> Iterator[list[tuple[object, str, bool]]]:
    owners = {
        (row, column): (joined.min_row, joined.min_col)
        for joined in sheet.merged_cells.ranges
        for row in range(joined.min_row, joined.max_row + 1)
        for column in range(joined.min_col, joined.max_col + 1)
    }
    for row in range(1, sheet.max_row + 1):
        places: list[tuple[object, str, bool]] = []
        for column in range(1, sheet.max_column + 1):
            owner = owners.get((row, column), (row, column))
            cell = sheet.cell(*owner)
            places.append((owner, shown(cell), cell.border.left.style is not None))
        yield places


def shown(cell: Any) -> str:
    """What a spreadsheet program shows of a cell, but for the marks of footnotes."""
    if cell.value is None:
        return ""
    assert cell.data_type in {"s", "n"}, cell.data_type  # never a formula
    if isinstance(cell.value, CellRichText):
        return "".join(str(each) for each in cell.value if not _is_raised(each))
    if isinstance(cell.value, str):
        return "" if cell.font.vertAlign == "superscript" else cell.value
    number, _, _ = cell.number_format.partition('"')  # behind it a mark
    decimals = len(number.partition(".")[2]) if number != "General" else 0
    return f"{cell.value:.{decimals}f}"


def _is_raised(piece: Any) -> bool:
    return isinstance(piece, TextBlock) and piece.font.vertAlign == "superscript"
