"""One statistic over the editions of the form: which cell continues which, and where it breaks.

The same address in two editions is the same statistic. Where a row or column names a predecessor
(``follows``), the series goes on with a break: what is counted has changed. Where an edition has
neither, the series begins or ends. Source: the conventions in ``editions/2019.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from gongkai.forms.model import CellAddress, FormEdition, Header, Table, walk


@dataclass(frozen=True, slots=True)
class Series:
    """The cell of a statistic in each edition that has it, by the edition's id.

    Rows and columns may be groups. ``breaks`` are the ids of the editions that count otherwise than
    the edition before.
    """

    cells: Mapping[str, CellAddress]
    breaks: frozenset[str]


def series_of(address: CellAddress, editions: Iterable[FormEdition]) -> Series:
    """The series that has a cell in the newest edition in which there is one.

    ``editions`` are the oldest first. From there it goes back to what the cell follows, and on to
    what follows it. Without any such cell the series is empty.
    """
    known = list(editions)
    start = max((n for n, each in enumerate(known) if has_cell(each, address)), default=None)
    if start is None:
        return Series({}, frozenset())
    cells = {known[start].id: address}
    breaks: set[str] = set()
    at = address
    for older, newer in reversed(list(pairwise(known[: start + 1]))):
        before = predecessor(newer, older, at)
        if before is None:
            break
        if before.is_break:
            breaks.add(newer.id)
        at = cells[older.id] = before.address
    at = address
    for older, newer in pairwise(known[start:]):
        after = _successor(newer, older, at)
        if after is None:
            break
        if after.is_break:
            breaks.add(newer.id)
        at = cells[newer.id] = after.address
    return Series(cells, frozenset(breaks))


@dataclass(frozen=True, slots=True)
class Link:
    """A cell of the edition before or after, and whether something else is counted there."""

    address: CellAddress
    is_break: bool


def predecessor(edition: FormEdition, before: FormEdition, address: CellAddress) -> Link | None:
    """What a cell of an edition goes on from in the edition before; None if it begins there.

    A name in ``follows`` that the edition before does not have tells of an older change.
    """
    table = edition.table(address.table)
    if table is None:
        return None
    row = followed(table.rows, address.row)
    column = followed(table.columns, address.column)
    for named in {each for each, _ in (row, column) if each}:
        other = CellAddress(named, row[1], column[1])
        if has_cell(before, other):
            return Link(other, is_break=True)
    return Link(address, is_break=False) if has_cell(before, address) else None


def _successor(edition: FormEdition, before: FormEdition, address: CellAddress) -> Link | None:
    """The cell of an edition that goes on from one of the edition before."""
    for table in edition.tables:
        for cell in _candidates(table, address):
            link = predecessor(edition, before, cell)
            if link is not None and link.address == address:
                return Link(cell, link.is_break)
    return None


def _candidates(table: Table, address: CellAddress) -> Iterator[CellAddress]:
    """The cells of a table that may go on from one: where nothing follows, that at its address."""
    rows, columns = list(walk(table.rows)), list(walk(table.columns))
    if any(header.follows for header in (*rows, *columns)):
        for row in rows:
            yield from (CellAddress(table.id, row.path, column.path) for column in columns)
    elif table.id == address.table:
        yield address


def has_cell(edition: FormEdition, address: CellAddress) -> bool:
    """Whether an edition has the row and the column of an address, as leaves or as groups."""
    table = edition.table(address.table)
    return (
        table is not None
        and table.row(address.row) is not None
        and table.column(address.column) is not None
    )


def label_path(headers: tuple[Header, ...], path: str) -> tuple[str, ...]:
    """The labels from the top of a tree down to a path, without empty ones."""
    return tuple(header.label for header in _above(headers, path) if header.label)


def cell_labels(table: Table, address: CellAddress) -> tuple[str, ...]:
    """The labels of a cell: its row's from the top, then its column's."""
    return label_path(table.rows, address.row) + label_path(table.columns, address.column)


def followed(headers: tuple[Header, ...], path: str) -> tuple[str, str]:
    """The table and the path of the header that one follows, itself or with the group it is in.

    Without any the table is "" and the path its own.
    """
    for header in reversed(_above(headers, path)):
        if header.follows:
            table, _, before = header.follows.partition(".")
            return table, before + path.removeprefix(header.path)
    return "", path


def _above(headers: tuple[Header, ...], path: str) -> list[Header]:
    """The header at a path behind the groups above it."""
    found: list[Header] = []
    level = headers
    while header := next((each for each in level if f"{path}.".startswith(f"{each.path}.")), None):
        found.append(header)
        level = header.children
    return found
