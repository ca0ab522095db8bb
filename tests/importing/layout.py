"""The three grids of a printed report, with the spans of the form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from gongkai.forms.model import CellAddress, Header, Table, leaves
from tests.importing.drawing import Printed


@dataclass(frozen=True)
class Box:
    """A printed cell; ``is_value`` tells figures from labels."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    is_value: bool = False


Lines = list[list[Box]]
Relabel = Callable[[str], str]


def grids(printed: Printed, relabel: Relabel = str) -> dict[str, Lines]:
    """By section the rows of its grid, each cell once at its upper left corner."""
    found: dict[str, Lines] = {}
    for section in printed.edition.sections:
        tables = [t for t in printed.edition.tables if t.section == section.id]
        if not tables:
            continue
        width = max(_width(table) for table in tables)
        found[section.id] = [line for t in tables for line in _table(printed, t, width, relabel)]
    return found


def _depth(headers: Sequence[Header]) -> int:
    return max((1 + _depth(each.children) for each in headers), default=0)


def _label_columns(table: Table) -> int:
    return 0 if not any(row.label for row in leaves(table.rows)) else _depth(table.rows)


def _width(table: Table) -> int:
    return _label_columns(table) + len(table.column_leaves)


def _table(printed: Printed, table: Table, width: int, relabel: Relabel) -> Iterator[list[Box]]:
    if table.caption:
        yield [Box(relabel(table.caption), colspan=width)]
    yield from _header(table, width, relabel)
    yield from _body(printed, table, width, relabel)


def _header(table: Table, width: int, relabel: Relabel) -> Lines:
    depth = _depth(table.columns)
    extra = 1 if table.columns_label else 0
    lines: Lines = [[] for _ in range(depth + extra)]
    labels = _label_columns(table)
    if labels:
        lines[0].append(
            Box(relabel(table.stub_label or table.corner_note or ""), depth + extra, labels)
        )
    if table.columns_label:
        lines[0].append(Box(relabel(table.columns_label), 1, len(table.column_leaves)))

    def put(headers: Sequence[Header], level: int) -> None:
        for header in headers:
            span = len(list(header.leaves()))
            rows = 1 if header.children else depth - level
            lines[level + extra].append(Box(relabel(header.label), rows, span))
            put(header.children, level + 1)

    put(table.columns, 0)
    _widen(lines[-1], width - _width(table))
    return lines


def _widen(line: list[Box], more: int) -> None:
    """Lets the last cell reach to the edge of a wider grid."""
    if more:
        last = line[-1]
        line[-1] = Box(last.text, last.rowspan, last.colspan + more, last.is_value)


def _body(printed: Printed, table: Table, width: int, relabel: Relabel) -> Lines:
    depth = _label_columns(table)
    lines: Lines = []

    def put(headers: Sequence[Header], level: int, pending: list[Box]) -> None:
        for header in headers:
            if header.children:
                box = Box(relabel(header.label), len(list(header.leaves())))
                put(header.children, level + 1, [*pending, box])
            else:
                label = [Box(relabel(header.label), 1, depth - level)] if depth else []
                values = [
                    Box(printed.texts[CellAddress(table.id, header.path, c.path)], is_value=True)
                    for c in table.column_leaves
                ]
                line = [*pending, *label, *values]
                _widen(line, width - _width(table))
                lines.append(line)
            pending = []

    put(table.rows, 0, [])
    return lines


def expanded(lines: Lines) -> list[list[str]]:
    """The rows as a text export has them: joined cells leave empty ones."""
    width = max(sum(box.colspan for box in line) for line in lines)
    rows: list[list[str | None]] = [[None] * width for _ in lines]
    for number, line in enumerate(lines):
        column = 0
        for box in line:
            while column < width and rows[number][column] is not None:
                column += 1
            for down in range(min(box.rowspan, len(lines) - number)):
                for beside in range(box.colspan):
                    rows[number + down][column + beside] = (
                        box.text if not down and not beside else ""
                    )
    return [[text or "" for text in row] for row in rows]
