"""Lines of prose that a table holds in its first or last rows, joined over its whole width."""

from __future__ import annotations

from dataclasses import replace

from gongkai.importers.labels import Labels
from gongkai.importers.raw import Block, Grid, GridCell, GridRow, Paragraph
from gongkai.importers.values import clean, split_marks


def without_lone_rows(grid: Grid, labels: Labels) -> list[Block]:
    """The prose above a grid, the grid if any of it is left, and the prose below.

    Sheets have no paragraphs: what stands above or below a table is a row of joined cells. One with
    a label of the form, such as a caption, stays in the grid.
    """
    width = max((cell.end for row in grid.rows for cell in row if clean(cell.text)), default=0)
    lone = [_lone(row, number, width, labels) for number, row in enumerate(grid.rows)]
    first = next((number for number, cell in enumerate(lone) if cell is None), len(lone))
    last = next((n for n in range(len(lone), first, -1) if lone[n - 1] is None), first)
    above, below = lone[:first], lone[last:]
    inner = [part_of(grid, first, last)] if first < last else []
    return [*_paragraphs(above), *inner, *_paragraphs(below)]


def _lone(row: GridRow, number: int, width: int, labels: Labels) -> GridCell | None:
    """The only cell of a row, if it is as wide as the grid and no label of the form."""
    filled = [cell for cell in row if clean(cell.text)]
    if len(filled) != 1 or width <= 1:
        return None
    cell = filled[0]
    is_whole = cell.column == 0 and cell.end >= width and cell.row == number and cell.rowspan == 1
    label, _ = split_marks(cell.text)
    return cell if is_whole and not labels.find(label).nodes else None


def _paragraphs(cells: list[GridCell | None]) -> list[Paragraph]:
    return [Paragraph(cell.text, cell.place) for cell in cells if cell is not None]


def part_of(grid: Grid, start: int, end: int) -> Grid:
    """Some rows of a grid, counted from its first; a cell stays one in all rows it covers."""
    cells = {id(cell): replace(cell, row=cell.row - start) for row in grid.rows for cell in row}
    rows = tuple(tuple(cells[id(cell)] for cell in row) for row in grid.rows[start:end])
    return replace(grid, rows=rows)
