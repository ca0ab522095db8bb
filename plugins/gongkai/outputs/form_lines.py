"""Every cell of every form as a line that runs through the editions: what comparisons align.

Cells at one address are one line. So is a cell whose row or column ``follows`` another with the
cell that it follows: there the line goes on after a break, at another address.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.forms.model import (
    CellAddress,
    Editions,
    FormEdition,
    Header,
    ValueKind,
    leaves,
    walk,
)
from gongkai.forms.series import followed, predecessor
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
    before: FormEdition | None = None
    for edition in editions:
        own = list(_cells(edition, before, keys))
        before = edition
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


def _cells(
    edition: FormEdition, before: FormEdition | None, keys: Mapping[str, str]
) -> Iterator[_FormCell]:
    """The cells of an edition, those of groups of rows too; ``keys`` are those of older ones."""
    taken: set[str] = set()
    for table in edition.tables:
        for row in walk(table.rows):
            row_before = f"{table.id}.{row.path}"
            if before is not None:
                named, path = followed(table.rows, row.path)
                row_before = f"{named or table.id}.{path}"
            for column in leaves(table.columns):
                address = CellAddress(table.id, row.path, column.path)
                link = predecessor(edition, before, address) if before else None
                key = keys.get(str(link.address)) if link else None
                # Two cells cannot both go on where one stood.
                if key is None or key in taken:
                    key = f"{edition.id}:{address}"
                taken.add(key)
                yield _FormCell(
                    key=key,
                    group=keys.get(row_before, row_before),
                    address=address,
                    is_count=table.kind(row, column) is ValueKind.COUNT,
                    may_be_filled=not row.children or row.collapsible,
                )


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
