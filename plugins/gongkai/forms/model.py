"""The form that the State Council prescribes, as data: editions, tables, headers, identities.

Source: 国办公开办函〔2019〕60号 and 〔2021〕30号; see ``editions/*.yaml``. No code knows a
particular row or column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class ValueKind(StrEnum):
    """What a cell may hold when it holds a number."""

    COUNT = "count"  # integer >= 0
    CHANGE = "change"  # signed integer
    DECIMAL = "decimal"  # decimal >= 0, never a float


@dataclass(frozen=True, slots=True, order=True)
class CellAddress:
    """Where a cell stands; the same address in two editions means the same statistic."""

    table: str
    row: str
    column: str

    def __str__(self) -> str:
        return f"{self.table}.{self.row}/{self.column}"


@dataclass(frozen=True, slots=True)
class Header:
    """A node of a row or column tree: a leaf is an axis of cells, a group is a printed label only.

    ``path`` is dotted from the tree's root; ``follows`` names the predecessor (``table.path``) in
    the edition before, after a change of meaning. A ``collapsible`` group may be given as one row.
    """

    id: str
    path: str
    label: str
    label_variants: tuple[str, ...] = ()
    children: tuple[Header, ...] = ()
    collapsible: bool = False
    follows: str | None = None
    value: ValueKind | None = None
    unit: str | None = None

    def leaves(self) -> Iterator[Header]:
        """The leaves below, or the header itself if it is one."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def walk(self) -> Iterator[Header]:
        """The header and everything below it, from the top."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the form. ``unit`` is None where neither form nor usage gives one."""

    id: str
    section: str
    caption: str | None
    stub_label: str | None
    corner_note: str | None
    columns_label: str | None
    value: ValueKind
    unit: str | None
    columns: tuple[Header, ...]
    rows: tuple[Header, ...]
    row_leaves: tuple[Header, ...] = field(init=False, repr=False, compare=False)
    column_leaves: tuple[Header, ...] = field(init=False, repr=False, compare=False)
    _rows: dict[str, Header] = field(init=False, repr=False, compare=False)
    _columns: dict[str, Header] = field(init=False, repr=False, compare=False)
    _column_numbers: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        columns = tuple(leaves(self.columns))
        derived = {
            "row_leaves": tuple(leaves(self.rows)),
            "column_leaves": columns,
            "_rows": {row.path: row for row in walk(self.rows)},
            "_columns": {column.path: column for column in walk(self.columns)},
            "_column_numbers": {column.path: number for number, column in enumerate(columns)},
        }
        for name, value in derived.items():
            object.__setattr__(self, name, value)

    def row(self, path: str) -> Header | None:
        """The row or group of rows with that path."""
        return self._rows.get(path)

    def column(self, path: str) -> Header | None:
        """The column or group of columns with that path."""
        return self._columns.get(path)

    def column_number(self, path: str) -> int | None:
        """Where a leaf column stands, from 0; None for a group or an unknown path."""
        return self._column_numbers.get(path)

    def kind(self, row: Header, column: Header) -> ValueKind:
        """What a cell holds: the column says it, else the row, else the table."""
        return column.value or row.value or self.value

    def cell_unit(self, row: Header, column: Header) -> str | None:
        """The unit of a cell's numbers, None where none is printed."""
        return column.unit or row.unit or self.unit

    def expand_rows(self, path: str) -> tuple[str, ...]:
        """The leaf rows that a rule's term names: ``x.*`` means those below x."""
        return _expand(self.row(path.removesuffix(".*")))

    def expand_columns(self, path: str) -> tuple[str, ...]:
        """The leaf columns that a rule's term names."""
        return _expand(self.column(path.removesuffix(".*")))

    def addresses(self) -> Iterator[CellAddress]:
        """Every cell, row by row in the printed order."""
        for row in self.row_leaves:
            for column in self.column_leaves:
                yield CellAddress(self.id, row.path, column.path)


@dataclass(frozen=True, slots=True)
class Section:
    """One of the report's parts; ``tables`` is empty for a part of prose."""

    id: str
    label: str
    label_variants: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """Sum of ``left`` = sum of ``right`` for each row or column; ``x.*`` are the leaves below x."""

    id: str
    table: str
    for_each: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    basis: str
    severity: str
    label: str


@dataclass(frozen=True, slots=True)
class Term:
    """Cells of one of the two years that a carry joins."""

    last_year: bool
    path: str


@dataclass(frozen=True, slots=True)
class Carry:
    """Sum of ``left`` = sum of ``right`` over two years of one body, from ``first_year`` on."""

    id: str
    table: str
    for_each: str
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    first_year: int
    basis: str
    severity: str
    label: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure that the sentence at the top of a report tells.

    ``text`` stands before the figure, ``zero`` in place of both where it is 0. ``compares`` asks
    for the difference from last year's figure.
    """

    address: CellAddress
    text: str
    zero: str | None = None
    compares: bool = False


@dataclass(frozen=True, slots=True)
class FormEdition:
    """One edition of the form, in force for reports on ``from_year`` and later."""

    id: str
    from_year: int
    label: str
    document: str
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    identities: tuple[Identity, ...] = ()
    carries: tuple[Carry, ...] = ()
    sentence: tuple[Statement, ...] = ()
    _tables: dict[str, Table] = field(init=False, repr=False, compare=False)
    _column_numbers: dict[tuple[str, str], int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_tables", {table.id: table for table in self.tables})
        numbers = {
            (table.id, column.path): number
            for table in self.tables
            for number, column in enumerate(table.column_leaves)
        }
        object.__setattr__(self, "_column_numbers", numbers)

    def table(self, table_id: str) -> Table | None:
        return self._tables.get(table_id)

    def column_number(self, table_id: str, path: str) -> int | None:
        """Where a leaf column of a table stands, from 0; None for a group or an unknown path."""
        return self._column_numbers.get((table_id, path))

    def total_column(self, table: Table) -> str | None:
        """The right side of an identity that adds all other columns of each row of a table."""
        for rule in self.identities:
            if rule.table != table.id or rule.for_each != "row" or len(rule.right) != 1:
                continue
            named = {path for side in rule.left for path in table.expand_columns(side)}
            if named | {rule.right[0]} == {column.path for column in table.column_leaves}:
                return rule.right[0]
        return None

    def section(self, section_id: str) -> Section | None:
        return next((section for section in self.sections if section.id == section_id), None)

    def addresses(self) -> Iterator[CellAddress]:
        """Every cell of the form."""
        for table in self.tables:
            yield from table.addresses()


@dataclass(frozen=True, slots=True)
class Editions:
    """All known editions, the oldest first."""

    editions: tuple[FormEdition, ...]

    def for_year(self, year: int) -> FormEdition | None:
        """The edition in force for reports on a year: the latest that begins by then."""
        return next((each for each in reversed(self.editions) if each.from_year <= year), None)

    def get(self, edition_id: str) -> FormEdition | None:
        return next((each for each in self.editions if each.id == edition_id), None)

    def __iter__(self) -> Iterator[FormEdition]:
        return iter(self.editions)


def leaves(headers: Sequence[Header]) -> Iterator[Header]:
    """The leaves of a tree in printed order."""
    for header in headers:
        yield from header.leaves()


def _expand(header: Header | None) -> tuple[str, ...]:
    return tuple(leaf.path for leaf in header.leaves()) if header else ()


def walk(headers: Sequence[Header]) -> Iterator[Header]:
    """Every header of a tree, groups before what they hold."""
    for header in headers:
        yield from header.walk()
