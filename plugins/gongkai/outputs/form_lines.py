"""Every cell of every form as a line that runs through the editions: what comparisons align.

Cells at one address are one line. So is a cell whose row or column ``follows`` another with the
cell that it follows: there the line goes on after a break, at another address.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.forms.model import CellAddress, Editions, FormEdition, Header, Table, ValueKind
from gongkai.outputs.year_tables import in_order


@dataclass(frozen=True, slots=True)
class Line:
    """One statistic through the editions.

    ``addresses`` are its cells by edition, the oldest first; in an edition that has a group of rows
    there, the address of the group. Lines of one row, under whatever name, have the same ``group``.
    """

    group: str
    addresses: Mapping[str, CellAddress]
    is_count: bool


@dataclass(frozen=True, slots=True)
class _FormCell:
    """A cell of an edition, with the line and the group that it belongs to."""

    key: str
    group: str
    address: CellAddress
    is_count: bool
    may_be_filled: bool


def lines_of(editions: Editions) -> tuple[Line, ...]:
    """The lines of all editions in the order of the newest, ended ones in their place."""
    keys: dict[str, str] = {}
    order: list[str] = []
    cells: dict[str, dict[str, _FormCell]] = {}
    for edition in editions:
        own = list(_cells(edition, keys))
        order = in_order(order, [each.key for each in own])
        for each in own:
            cells.setdefault(each.key, {})[edition.id] = each
            keys[str(each.address)] = each.key
            keys[_row(each.address)] = each.group
    filled = (cells[key] for key in order if any(e.may_be_filled for e in cells[key].values()))
    return tuple(_line(each) for each in filled)


def _line(cells: Mapping[str, _FormCell]) -> Line:
    newest = list(cells.values())[-1]
    return Line(
        group=newest.group,
        addresses={edition: each.address for edition, each in cells.items()},
        is_count=newest.is_count,
    )


def _cells(edition: FormEdition, keys: Mapping[str, str]) -> Iterator[_FormCell]:
    """The cells of an edition, those of groups of rows too; ``keys`` are those of older ones."""
    taken: set[str] = set()
    for table in edition.tables:
        for row in chains(table.rows):
            for column in chains(table.columns):
                if not column[-1].children:
                    cell = _cell(edition.id, table, row, column, keys, taken)
                    taken.add(cell.key)
                    yield cell


def _cell(  # noqa: PLR0913 - where it stands, and what is known by then
    edition_id: str,
    table: Table,
    row: Sequence[Header],
    column: Sequence[Header],
    keys: Mapping[str, str],
    taken: set[str],
) -> _FormCell:
    address = CellAddress(table.id, row[-1].path, column[-1].path)
    row_before, column_before = _before(row), _before(column)
    group = keys.get(row_before or _row(address), row_before or _row(address))
    before = str(address)
    if row_before or column_before:
        rows = row_before or f"{(column_before or '').partition('.')[0]}.{row[-1].path}"
        columns = column_before.partition(".")[2] if column_before else column[-1].path
        before = f"{rows}/{columns}"
    key = keys.get(before, before if before == str(address) else "")
    return _FormCell(
        # Two cells cannot both go on where one stood, and one that follows nothing known begins.
        key=f"{edition_id}:{address}" if not key or key in taken else key,
        group=group,
        address=address,
        is_count=table.kind(row[-1], column[-1]) is ValueKind.COUNT,
        may_be_filled=not row[-1].children or row[-1].collapsible,
    )


def _before(chain: Sequence[Header]) -> str | None:
    """What a header follows, ``table.path``, itself or as part of a group; None if nothing."""
    own = chain[-1].path
    for header in reversed(chain):
        if header.follows:
            return header.follows + own.removeprefix(header.path)
    return None


def _row(address: CellAddress) -> str:
    return f"{address.table}.{address.row}"


def chains(
    headers: Sequence[Header], above: tuple[Header, ...] = ()
) -> Iterator[tuple[Header, ...]]:
    """Every header of a tree with the groups above it, from the outermost down."""
    for header in headers:
        chain = (*above, header)
        yield chain
        yield from chains(header.children, chain)
