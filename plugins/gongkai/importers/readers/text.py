"""Text as pasted or exported: lines of prose, rows of tabs or bars, cells on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.importers.raw import Block, Paragraph, Place, RawDocument, Span, list_rows
from gongkai.importers.readers.decoding import decode

# A line break inside a cell, where a format has one.
CELL_BREAK = "\x1f"

_PIPE_ROW = re.compile(r"\s*[|│｜].*[|│｜]\s*")
_BARS = re.compile(r"[|│｜]")
_RULE = re.compile(r"[\s|│｜:+=_─┼├┤┌┐└┘┬┴-]+")
_LINE_BREAK = re.compile(r"\r\n?|\n|\f|\v|\u2028|\u2029")
_BOX = re.compile(r"[─━┼├┤┌┐└┘┬┴]")


def read(data: bytes, name: str) -> RawDocument:
    """The blocks of a plain text."""
    return RawDocument(name, tuple(text_blocks(decode(data))))


def text_blocks(text: str) -> Iterator[Block]:
    """Paragraphs, and grids of consecutive rows; blank lines do not end a grid."""
    rows: list[list[Span]] = []
    first = 0
    tables = 0
    for number, line in enumerate(_LINE_BREAK.split(text), start=1):
        cells = _row(line)
        if cells is not None:
            first = first or number
            rows.append([_span(cell, number, place) for place, cell in enumerate(cells, start=1)])
        elif line.strip() and not _is_rule(line):
            if rows:
                tables += 1
                yield list_rows(rows, Place(line=first, table=tables))
                rows, first = [], 0
            yield Paragraph(line.replace(CELL_BREAK, " ").strip(), Place(line=number))
    if rows:
        yield list_rows(rows, Place(line=first, table=tables + 1))


def _span(text: str, line: int, column: int) -> Span:
    return Span(text.replace(CELL_BREAK, "\n").strip(), place=Place(line=line, column=column))


def _row(line: str) -> list[str] | None:
    """The cells of a row, None if the line is none. A line that a tab only indents is none."""
    if _is_rule(line):
        return None
    if "\t" in line and (line.count("\t") > 1 or line.strip().count("\t")):
        return line.split("\t")
    if _PIPE_ROW.fullmatch(line):
        return _BARS.split(line.strip())[1:-1]
    return None


def _is_rule(line: str) -> bool:
    """A line that only draws: ``|---|---|``, ``├──┼──┤``."""
    has_marks = "---" in line or bool(_BOX.search(line))
    return has_marks and _RULE.fullmatch(line) is not None
