"""Tables as boxes in a grid: where each label and each figure stands, and how far it reaches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import lcm

from gongkai.forms.model import Header, leaves
from gongkai.render.header_tree import DEEP_STUB, breadth, chains, levels, stub_depth

# How wide columns are beside each other: an upright label, a group, a label, a figure; where
# tables stand under each other, a label and all figures together.
_SPINE, _GROUP, _LABEL, _FIGURE = 2, 5, 18, 5
_STACKED_LABEL, _STACKED_FIGURES = 36, 60


class Role(StrEnum):
    """What a box is for."""

    CAPTION = "caption"
    CORNER = "corner"
    COLUMN = "column"
    ROW = "row"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a printed table; ``marks`` are numbers of footnotes.

    ``row`` and ``column`` count from 0 and name its upper left corner.
    """

    text: str
    row: int
    column: int
    height: int = 1
    width: int = 1
    role: Role = Role.FIGURE
    marks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose boxes cover a rectangle without overlap, in order of row and column.

    The first ``head`` rows are headers of columns, the first ``stub`` columns labels of rows;
    ``weights`` say how wide the columns are beside each other.
    """

    boxes: tuple[Box, ...]
    height: int
    head: int
    stub: int
    weights: tuple[int, ...]

    @property
    def width(self) -> int:
        return len(self.weights)


@dataclass(frozen=True, slots=True)
class Axes:
    """What a table prints around its figures; ``caption`` is a line of its own above them.

    ``caption_marks`` are the footnotes there.

    Where ``has_labels`` is left open, there are columns of labels only if any row has a label.
    """

    columns: tuple[Header, ...]
    rows: tuple[Header, ...]
    corner: str = ""
    columns_label: str | None = None
    caption: str | None = None
    has_labels: bool | None = None
    caption_marks: tuple[int, ...] = ()


Figure = Callable[[Header, Header], tuple[str, tuple[int, ...]]]
"""What stands in the cell of a row and a column, and the footnotes there."""
Marks = Callable[[str, Header], tuple[int, ...]]
"""The footnotes at a header of an axis, ``rows`` or ``columns``."""


def no_marks(_axis: str, _header: Header) -> tuple[int, ...]:
    return ()


def grid_of(axes: Axes, figure: Figure, marks: Marks = no_marks) -> Grid:
    """One table as a grid."""
    stub = stub_depth(axes.rows) or int(axes.has_labels or False)
    head = list(_head(axes, stub, marks))
    top = max((box.row + box.height for box in head), default=0)
    body = _body(axes, stub, top, figure, marks)
    rows = sum(breadth(row) for row in axes.rows)
    figures = sum(breadth(column) for column in axes.columns)
    boxes = sorted([*head, *body], key=lambda box: (box.row, box.column))
    return Grid(tuple(boxes), top + rows, top, stub, (*_stub_weights(stub), *[_FIGURE] * figures))


def _stub_weights(stub: int) -> tuple[int, ...]:
    if not stub:
        return ()
    groups = [_GROUP] * (stub - 1)
    if stub >= DEEP_STUB:
        groups[0] = _SPINE
    return (*groups, _LABEL)


def _head(axes: Axes, stub: int, marks: Marks) -> Iterator[Box]:
    width = sum(breadth(column) for column in axes.columns)
    first = 0
    if axes.caption is not None:
        yield Box(axes.caption, 0, 0, 1, stub + width, role=Role.CAPTION, marks=axes.caption_marks)
        first = 1
    lines = levels(axes.columns)
    height = len(lines) + (axes.columns_label is not None)
    if stub:
        yield Box(axes.corner, first, 0, height=max(height, 1), width=stub, role=Role.CORNER)
    if axes.columns_label is not None:
        yield Box(axes.columns_label, first, stub, width=width, role=Role.COLUMN)
        first += 1
    numbers = {leaf.path: number for number, leaf in enumerate(leaves(axes.columns))}
    for level, headers in enumerate(lines):
        for header, _ in headers:
            yield Box(
                header.label,
                first + level,
                stub + numbers[next(header.leaves()).path],
                height=1 if header.children else len(lines) - level,
                width=breadth(header),
                role=Role.COLUMN,
                marks=marks("columns", header),
            )


def _body(axes: Axes, stub: int, top: int, figure: Figure, marks: Marks) -> Iterator[Box]:
    columns = list(leaves(axes.columns))
    for line, (chain, opened) in enumerate(chains(axes.rows), start=top):
        for level in range(opened, len(chain)) if stub else ():
            header = chain[level]
            yield Box(
                header.label,
                line,
                level,
                height=breadth(header),
                width=1 if header.children else stub - level,
                role=Role.ROW,
                marks=marks("rows", header),
            )
        for number, column in enumerate(columns):
            text, notes = figure(chain[-1], column)
            yield Box(text, line, stub + number, marks=notes)


def stacked(grids: Sequence[Grid]) -> Grid:
    """Tables under each other as one, as wide as the widest: figures share the width evenly."""
    if len(grids) == 1:
        return grids[0]
    stub = max(grid.stub for grid in grids)
    figures = lcm(*(grid.width - grid.stub for grid in grids))
    boxes: list[Box] = []
    height = 0
    for grid in grids:
        boxes += (_moved(box, grid, height, stub, figures) for box in grid.boxes)
        height += grid.height
    share = max(1, _STACKED_FIGURES // figures)
    weights = (*[max(1, _STACKED_LABEL // (stub or 1))] * stub, *[share] * figures)
    return Grid(tuple(boxes), height, 0, stub, weights)


def _moved(box: Box, grid: Grid, down: int, stub: int, figures: int) -> Box:
    """A box of a table in the grid that several share."""
    scale = figures // (grid.width - grid.stub)

    def edge(column: int) -> int:
        """Where a line between columns comes to stand; the last of the stub is drawn out."""
        return column if column < grid.stub else stub + (column - grid.stub) * scale

    left, right = edge(box.column), edge(box.column + box.width)
    return replace(box, row=box.row + down, column=left, width=right - left)
