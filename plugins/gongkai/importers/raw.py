"""What every reader of documents gives: paragraphs and grids in reading order, each with its place.

Nothing here knows the form. A grid has its spans resolved: a cell that covers several positions is
the same object in every row that it covers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in the source; each is 0 where it is not known or does not apply."""

    line: int = 0
    page: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    paragraph: int = 0

    def __str__(self) -> str:
        parts = (
            ("第 {} 页", self.page),
            ("表 {}", self.table),
            ("第 {} 行", self.row or self.line),
            ("第 {} 格", self.column),
            ("第 {} 段", self.paragraph),
        )
        return " ".join(shown.format(number) for shown, number in parts if number)


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of prose, a heading, or one cell of a table that was printed as lines."""

    text: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Footnote:
    """A numbered footnote as printed, with the part below which it stands."""

    number: int
    text: str
    section: str


@dataclass(frozen=True, slots=True)
class GridCell:
    """One printed cell; ``row`` and ``column`` are the position of its upper left corner.

    ``notes`` are the footnotes marked at it, once these are told from its text.
    """

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    place: Place = NOWHERE
    notes: tuple[Footnote, ...] = ()

    @property
    def end(self) -> int:
        """The first column after it."""
        return self.column + self.colspan


GridRow: TypeAlias = tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A printed table; each row names all cells that cover it, from the left.

    ``aligned`` says that the columns of different rows stand below each other. Text exports of
    word processors lose joined cells, so that their rows are lists of cells and nothing more.
    """

    rows: tuple[GridRow, ...]
    aligned: bool = True
    place: Place = NOWHERE


Block: TypeAlias = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A document as read: ``name`` is its file name; the rest is what its format states apart."""

    name: str
    blocks: tuple[Block, ...]
    title: str | None = None
    published: date | None = None
    url: str | None = None
    remarks: tuple[str, ...] = ()

    def texts(self) -> Iterator[str]:
        """Every text in reading order, a cell once."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block.text
            else:
                yield from (
                    cell.text
                    for number, row in enumerate(block.rows)
                    for cell in row
                    if cell.row == number
                )


@dataclass(frozen=True, slots=True)
class Span:
    """A cell before it has a position."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    place: Place = NOWHERE


MOST_COLUMNS = 200
MOST_ROWS = 5000


def lay_out(rows: Iterable[Sequence[Span]], place: Place = NOWHERE) -> Grid:
    """A grid of rows of cells as HTML gives them: each takes the next free position of its row."""
    open_cells: dict[int, GridCell] = {}  # by column, those that reach into the next row
    laid: list[GridRow] = []
    for number, spans in enumerate(rows):
        if number >= MOST_ROWS:
            break
        covering = {column: cell for column, cell in open_cells.items() if _covers(cell, number)}
        column = 0
        for span in spans:
            while column in covering:
                column += 1
            width = max(1, min(span.colspan, MOST_COLUMNS))
            if column + width > MOST_COLUMNS:
                break
            cell = GridCell(span.text, number, column, max(1, span.rowspan), width, span.place)
            covering |= dict.fromkeys(range(column, cell.end), cell)
            column = cell.end
        laid.append(_in_order(covering))
        open_cells = covering
    return Grid(tuple(laid), place=place)


def list_rows(rows: Iterable[Sequence[Span]], place: Place = NOWHERE) -> Grid:
    """A grid of rows of a text: lists of cells that do not stand below each other."""
    laid = (
        tuple(
            GridCell(span.text, number, column, place=span.place)
            for column, span in enumerate(spans)
        )
        for number, spans in enumerate(rows)
    )
    return Grid(tuple(laid), aligned=False, place=place)


def _covers(cell: GridCell, row: int) -> bool:
    return row < cell.row + cell.rowspan


def _in_order(covering: dict[int, GridCell]) -> GridRow:
    """The cells of a row from the left, each once."""
    cells: list[GridCell] = []
    for column in sorted(covering):
        if not cells or cells[-1] is not covering[column]:
            cells.append(covering[column])
    return tuple(cells)
