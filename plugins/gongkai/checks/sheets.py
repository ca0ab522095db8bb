"""The cells of a report end to end, each with a number that depends on the shape of its tables.

Rules look at many cells of every report. Where a cell stands in this list is worked out once for
all reports of a shape, so that a rule takes figures by number and looks up no address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from operator import itemgetter
from typing import Any, TypeAlias

from gongkai.checks.model import Figure
from gongkai.checks.plans import PerEdition
from gongkai.forms.model import CellAddress, FormEdition, Header, Table, walk
from gongkai.reports.model import NOT_PRINTED, Cell, CellState, Report, Row

Figures: TypeAlias = tuple[Figure | None, ...]
Pick: TypeAlias = Callable[[Figures], tuple[Any, ...]]
"""Takes some figures out of all of a sheet; what becomes of a missing one is up to the rule."""

Group: TypeAlias = tuple[str, str]
"""The table and the path of a group of rows that a report gives as one row."""

_RowKey: TypeAlias = tuple[str, str]
"""The table and the path of a row."""

PLANS = (
    256  # plans by shape that a cache keeps; two editions have three shapes, a reload brings more
)

# What may be taken as zero when asking whether a sum would hold: an empty cell, or / and -.
_EMPTY = frozenset({CellState.BLANK, CellState.NOT_APPLICABLE})


class Shape:
    """The rows that a report of an edition can print, given the groups that it gives as one row.

    Equal shapes are one object: see ``shape_of``. A report before the first edition has no rows.
    ``addresses`` are those of all cells in the order of a sheet, ``tables`` says where each table
    stands in it.
    """

    def __init__(self, edition: FormEdition | None, collapsed: tuple[Group, ...]) -> None:
        self.edition = edition
        self.collapsed = collapsed
        self.addresses: list[CellAddress] = []
        self.tables: list[tuple[Table, slice]] = []
        self._starts: dict[_RowKey, int] = {}
        self._lacking: dict[_RowKey, Row] = {}
        for table in edition.tables if edition else ():
            self._add(table)

    def rows(self, table_id: str) -> Iterator[str]:
        """The paths of the rows of a table, in the order of the form."""
        return (path for each, path in self._starts if each == table_id)

    def number(self, address: CellAddress) -> int | None:
        """Where a cell stands in a sheet; None for one that such a report cannot print."""
        table = self.edition.table(address.table) if self.edition else None
        column = table.column_number(address.column) if table else None
        start = self._starts.get((address.table, address.row))
        return None if start is None or column is None else start + column

    def row(self, table_id: str, path: str) -> slice:
        """Where a row stands in a sheet; KeyError for one that such a report cannot print."""
        start = self._starts[table_id, path]
        return slice(start, start + len(self._lacking[table_id, path]))

    def read(self, report: Report) -> list[Cell]:
        """The cells of all rows; NOT_PRINTED for rows that the report lacks."""
        cells: list[Cell] = []
        for (table_id, path), lacking in self._lacking.items():
            rows = report.tables.get(table_id)
            cells += lacking if rows is None else rows.get(path, lacking)
        return cells

    def _add(self, table: Table) -> None:
        start = len(self.addresses)
        for row in self._printable(table):
            self._starts[table.id, row.path] = len(self.addresses)
            self._lacking[table.id, row.path] = (NOT_PRINTED,) * len(table.column_leaves)
            self.addresses += (
                CellAddress(table.id, row.path, column.path) for column in table.column_leaves
            )
        self.tables.append((table, slice(start, len(self.addresses))))

    def _printable(self, table: Table) -> Iterator[Header]:
        """Leaves, and collapsed groups in place of theirs."""
        groups = [path for table_id, path in self.collapsed if table_id == table.id]
        for row in walk(table.rows):
            below = any(row.path.startswith(f"{group}.") for group in groups)
            if row.path in groups or not (row.children or below):
                yield row


class Sheet:
    """All cells of a report; ``figures`` are their numbers, None for a cell without one."""

    def __init__(self, report: Report | None, shape: Shape) -> None:
        self.report = report
        self.shape = shape
        self.cells = shape.read(report) if report else []
        self.figures: Figures = tuple([cell.value for cell in self.cells])
        self.is_complete = None not in self.figures

    @cached_property
    def with_zeros(self) -> Figures:
        """The figures with 0 for every empty cell."""
        pairs = zip(self.cells, self.figures, strict=True)
        return tuple(
            [0 if figure is None and cell.state in _EMPTY else figure for cell, figure in pairs]
        )

    def figure(self, table: str, row: str, column: str) -> Figure | None:
        """The number in a cell, None if there is none."""
        number = self.shape.number(CellAddress(table, row, column))
        return None if number is None else self.figures[number]


class TwoYears:
    """The figures of two sheets, and then one for all cells that their forms do not have."""

    is_complete = False  # it is no matter: what joins two years takes few of the figures

    def __init__(self, now: Sheet, last: Sheet) -> None:
        self._sheets = (now, last)
        self.figures: Figures = (*now.figures, *last.figures, None)

    @cached_property
    def with_zeros(self) -> Figures:
        """The figures with 0 for every empty cell."""
        now, last = self._sheets
        return (*now.with_zeros, *last.with_zeros, None)


def sheet_of(report: Report | None) -> Sheet:
    """The cells of a report; none where there is no report, or no form that it keeps to."""
    return Sheet(report, shape_of(report) if report else NO_SHAPE)


def shape_of(report: Report) -> Shape:
    """The shape of a report's tables."""
    if report.edition is None:
        return NO_SHAPE
    groups, shapes = _SHAPES.of(report.edition)
    tables = report.tables
    collapsed = tuple([each for each in groups if each[1] in tables.get(each[0], ())])
    if collapsed not in shapes:
        shapes[collapsed] = Shape(report.edition, collapsed)
    return shapes[collapsed]


def pick(numbers: Iterable[int]) -> Pick:
    """What takes the figures at some numbers out of all of them."""
    numbers = tuple(numbers)
    if len(numbers) == 1:
        return itemgetter(slice(numbers[0], numbers[0] + 1))
    return itemgetter(*numbers) if numbers else itemgetter(slice(0))


def _shapes(edition: FormEdition) -> tuple[tuple[Group, ...], dict[tuple[Group, ...], Shape]]:
    """The groups that a report may give as one row, and the shapes met so far."""
    groups = tuple(
        (table.id, row.path)
        for table in edition.tables
        for row in walk(table.rows)
        if row.collapsible
    )
    return groups, {}


NO_SHAPE = Shape(None, ())
_SHAPES = PerEdition(_shapes)
