"""PDF files with a text layer: lines as paragraphs, ruled tables as grids."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException

from gongkai.forms.labels import normal_label
from gongkai.importers.raw import Block, Grid, GridCell, Paragraph, Place, RawDocument
from gongkai.importers.refusal import Refused

_Char: TypeAlias = dict[str, Any]

# What it says of odd fonts is no news to a clerk.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

MOST_PAGES = 100
_MOST_CHARS = 400_000
_NEAR = 3.0  # points within which two rules are one
_GAP = 0.4  # of a character's size, from which two characters are words apart
_RADICAL = re.compile("[\u2e80-\u2fdf]")
_PAGE_NUMBER = re.compile(
    r"[-—–\s]*(?:第\s*)?[0-9]{1,3}(?:\s*页)?(?:\s*[/共]\s*[0-9]+\s*页?)?[-—–\s]*"
)


def read(data: bytes, name: str) -> RawDocument:
    """The blocks of a PDF. Refused for scans without text and for files with a password."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            blocks = _blocks(document)
    except (PDFException, PdfminerException) as error:
        if isinstance(error, PDFPasswordIncorrect) or isinstance(
            error.args[0] if error.args else None, PDFPasswordIncorrect
        ):
            raise Refused("文件设了密码，打不开", "去掉密码，另存后再导入") from error
        raise Refused("PDF 已损坏，打不开", "重新下载，或用原来的软件另存一份") from error
    return RawDocument(name, tuple(blocks))


def _blocks(document: Any) -> list[Block]:
    pages = document.pages
    if len(pages) > MOST_PAGES:
        raise Refused(f"PDF 有 {len(pages)} 页，超过 {MOST_PAGES} 页", "只留年度报告的部分，再导入")
    blocks: list[Block] = []
    chars = tables = 0
    for number, page in enumerate(pages, start=1):
        found = _Page(page, number, tables)
        chars += sum(not each["text"].isspace() for each in found.chars)
        if chars > _MOST_CHARS:
            raise Refused(f"PDF 的文字超过 {_MOST_CHARS} 个", "只留年度报告的部分，再导入")
        blocks += found.blocks()
        tables += found.tables
        page.close()
    if not chars:
        raise Refused("PDF 里没有文字，像是扫描件", "先用文字识别软件转成文字或 Word，再导入")
    return blocks


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line."""

    text: str
    left: float
    right: float
    top: float
    size: float


class _Page:
    """One page, from the top down."""

    def __init__(self, page: Any, number: int, before: int) -> None:
        self._page, self._number, self._before = page, number, before
        self.chars: list[_Char] = page.chars
        tables = page.find_tables({"explicit_horizontal_lines": _ends(page)})
        self._found = [each for each in tables if len(each.cells) > 1]
        self.tables = len(self._found)

    def blocks(self) -> list[Block]:
        placed: list[tuple[float, Block]] = []
        inside: set[int] = set()
        for order, table in enumerate(self._found, start=1):
            own = [each for each in self.chars if _is_in(each, table.bbox)]
            inside |= {id(each) for each in own}
            placed.append((table.bbox[1], self._grid(table, own, self._before + order)))
        lines = _lines([each for each in self.chars if id(each) not in inside])
        placed += self._paragraphs([line for line in lines if not self._is_number(line)], placed)
        return [block for _, block in sorted(placed, key=lambda each: each[0])]

    def _is_number(self, line: _Line) -> bool:
        """Whether a line is the number of the page in its margin."""
        height = float(self._page.height)
        in_margin = line.top < height / 10 or line.top > height * 0.88
        return in_margin and _PAGE_NUMBER.fullmatch(line.text) is not None

    # --- text ---------------------------------------------------------------------------------

    def _paragraphs(
        self, lines: Sequence[_Line], tables: Sequence[tuple[float, Block]]
    ) -> Iterator[tuple[float, Block]]:
        """Lines joined where the one above is full and no indent or table is between."""
        edges = [table.bbox[2] for table in self._found]
        right = max([line.right for line in lines] + edges, default=0)
        left = min((line.left for line in lines), default=0)
        text, top = "", 0.0
        last: _Line | None = None
        for line in lines:
            is_new = (
                last is None or line.left > left + line.size or last.right < right - 2 * line.size
            )
            if last is not None and any(last.top < at < line.top for at, _ in tables):
                is_new = True
            if is_new and text:
                yield top, Paragraph(text, Place(page=self._number))
                text = ""
            top = top if text else line.top
            text += line.text
            last = line
        if text:
            yield top, Paragraph(text, Place(page=self._number))

    # --- tables -------------------------------------------------------------------------------

    def _grid(self, table: Any, chars: Sequence[_Char], number: int) -> Grid:
        """The cells by their rules; a cell that spans several rows or columns is one."""
        xs = _edges(edge for x0, _, x1, _ in table.cells for edge in (x0, x1))
        ys = _edges(edge for _, top, _, bottom in table.cells for edge in (top, bottom))
        cells = [self._cell(box, xs, ys, chars, number) for box in sorted(table.cells)]
        rows = range(max(len(ys) - 1, 0))
        laid = (
            sorted(
                (cell for cell in cells if cell.row <= row < cell.row + cell.rowspan),
                key=lambda cell: cell.column,
            )
            for row in rows
        )
        place = Place(page=self._number, table=number)
        return Grid(tuple(tuple(row) for row in laid), place=place)

    def _cell(
        self,
        box: tuple[float, float, float, float],
        xs: Sequence[float],
        ys: Sequence[float],
        chars: Sequence[_Char],
        table: int,
    ) -> GridCell:
        x0, top, x1, bottom = box
        column, end = _index(xs, x0), _index(xs, x1)
        row, below = _index(ys, top), _index(ys, bottom)
        text = "\n".join(
            line.text for line in _lines([each for each in chars if _is_in(each, box)])
        )
        place = Place(page=self._number, table=table, row=row + 1, column=column + 1)
        return GridCell(text, row, column, max(1, below - row), max(1, end - column), place)


def _ends(page: Any) -> list[float]:
    """The ends of all upright rules: a row that a page break has torn is closed by none."""
    upright = [edge for edge in page.edges if edge["orientation"] == "v"]
    if not upright:
        return []
    return [min(edge["top"] for edge in upright), max(edge["bottom"] for edge in upright)]


def _is_in(char: _Char, box: tuple[float, float, float, float]) -> bool:
    """Whether the middle of a character lies in a box."""
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= x < box[2] and box[1] <= y < box[3])


def _edges(values: Iterable[float]) -> list[float]:
    """The places of rules, near ones as one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _index(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda each: abs(edges[each] - value))


def _lines(chars: Sequence[_Char]) -> list[_Line]:
    """Characters as lines from the top; characters beside each other are of one."""
    rows: list[list[_Char]] = []
    for char in sorted(chars, key=lambda each: (each["top"], each["x0"])):
        middle = (char["top"] + char["bottom"]) / 2
        if rows and rows[-1][0]["top"] <= middle <= rows[-1][0]["bottom"]:
            rows[-1].append(char)
        else:
            rows.append([char])
    lines = (_line(sorted(row, key=lambda each: each["x0"])) for row in rows)
    return [line for line in lines if line.text]


def _with_characters(text: str) -> str:
    """A text with characters for the radicals that fonts hand out in their place."""
    return _RADICAL.sub(lambda found: normal_label(found[0]), text)


def _line(chars: Sequence[_Char]) -> _Line:
    text = chars[0]["text"]
    for before, char in pairwise(chars):
        is_apart = char["x0"] - before["x1"] > _GAP * char["size"]
        text += (" " if is_apart and not text.endswith(" ") else "") + char["text"]
    first, last = chars[0], chars[-1]
    return _Line(
        _with_characters(text.strip()), first["x0"], last["x1"], first["top"], float(first["size"])
    )
