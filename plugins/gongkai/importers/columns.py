"""Which value of a printed row belongs to which column, by the header that stands above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from gongkai.forms.model import Header, Table
from gongkai.importers.labels import Labels, Match, Node
from gongkai.importers.raw import GridCell
from gongkai.importers.values import clean


@dataclass(frozen=True, slots=True)
class Slot:
    """A printed column: where it stands, and the column of the form, None if it is none.

    ``label`` is the cell of the header that names it.
    """

    start: int
    end: int
    column: Header | None
    printed: str = ""
    node: Node | None = None
    match: Match | None = None
    label: GridCell | None = None


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A cell of the printed header with what it may mean."""

    cell: GridCell
    match: Match


@dataclass(slots=True)
class PrintedHeader:
    """The header rows above the rows of values."""

    aligned: bool
    grid: int
    rows: list[list[HeaderCell]] = field(default_factory=list)
    _slots: dict[str, tuple[Slot, ...]] = field(default_factory=dict)

    def add(self, cells: Sequence[GridCell], labels: Labels) -> None:
        self._slots.clear()
        self.rows.append([HeaderCell(cell, labels.find(cell.text)) for cell in cells])

    def offset(self, table: Table) -> int:
        """Where the columns of a table begin in its header rows."""
        return min(
            (each.cell.column for row in self.rows for each in row if _columns(each, table)),
            default=0,
        )

    def groups(self, table: Table) -> Iterator[tuple[Node, HeaderCell]]:
        """The labels over several columns of a table that can mean one group alone."""
        for each in (each for row in self.rows for each in row):
            nodes = _columns(each, table)
            if len(nodes) == 1 and not nodes[0].is_leaf:
                yield nodes[0], each

    def slots(self, table: Table) -> tuple[Slot, ...]:
        """The printed columns of a table from the left; empty if the header is not of it."""
        if table.id not in self._slots:
            self._slots[table.id] = self._find_slots(table)
        return self._slots[table.id]

    def _find_slots(self, table: Table) -> tuple[Slot, ...]:
        nodes = [node for row in self.rows for each in row for node in _columns(each, table)]
        if not nodes:
            return ()
        if not self.aligned:
            return _completed(self._listed(table), table)
        slots = _completed(self._aligned(table), table)
        return slots if _is_whole(slots, table) else self._in_order(table) or slots

    # --- grids with columns -------------------------------------------------------------------

    def _aligned(self, table: Table) -> list[Slot]:
        """Each position with the labels above it; neighbours of one cell are one column."""
        slots: list[Slot] = []
        width = max(each.cell.end for row in self.rows for each in row)
        for column in range(width):
            above = [each for each in self._above(column) if clean(each.cell.text)]
            leaf, node = _leaf(above, table)
            lowest = above[-1] if above else None
            start, end = (lowest.cell.column, lowest.cell.end) if lowest else (column, column + 1)
            if slots and slots[-1].end > column:
                continue
            if lowest is not None and not _columns(lowest, table) and lowest.match.nodes:
                continue  # stub and corner
            printed = lowest.cell.text if lowest else ""
            match = lowest.match if lowest else None
            label = lowest.cell if lowest else None
            slots.append(Slot(max(start, column), end, leaf, printed, node, match, label))
        return slots

    def _above(self, column: int) -> list[HeaderCell]:
        seen: list[HeaderCell] = []
        for row in self.rows:
            for each in row:
                is_new = all(each.cell is not other.cell for other in seen)
                if each.cell.column <= column < each.cell.end and is_new:
                    seen.append(each if clean(each.cell.text) else _reaching(row, column) or each)
        return seen

    def _in_order(self, table: Table) -> tuple[Slot, ...]:
        """All columns by the order in each row, for header rows that do not fit together.

        Their places mean nothing then.
        """
        slots = tuple(replace(slot, start=-1, end=-1) for slot in self._listed(table))
        return slots if _is_whole(slots, table) else ()

    # --- rows without columns -----------------------------------------------------------------

    def _listed(self, table: Table) -> list[Slot]:
        """The columns in the order of the form if each header row keeps it, else as one row has."""
        found: dict[str, tuple[HeaderCell, Node]] = {}
        in_order = True
        for row in self.rows:
            last = -1
            for each in row:
                nodes = [
                    node
                    for node in _columns(each, table)
                    if node.order > last and node.path not in found
                ]
                if not nodes:
                    in_order = in_order and not _columns(each, table)
                    continue
                last = nodes[0].order
                found.setdefault(nodes[0].path, (each, nodes[0]))
        leaves = table.column_leaves
        if in_order and all(leaf.path in found for leaf in leaves):
            return [
                Slot(
                    number,
                    number + 1,
                    leaf,
                    found[leaf.path][0].cell.text,
                    found[leaf.path][1],
                    found[leaf.path][0].match,
                )
                for number, leaf in enumerate(leaves)
            ]
        return self._last_row(table)

    def _last_row(self, table: Table) -> list[Slot]:
        """The last row that has columns of the table, from its first cell that is no stub."""
        for row in reversed(self.rows):
            if any(_columns(each, table) for each in row):
                first = 1 if row and not _columns(row[0], table) else 0
                cells = row[first:]
                return [
                    Slot(number, number + 1, *_only(each, table), each.match)
                    for number, each in enumerate(_without_end(cells))
                ]
        return []


def _reaching(row: Sequence[HeaderCell], column: int) -> HeaderCell | None:
    """The group to the left of an empty header cell: it was printed without being joined."""
    before = [each for each in row if each.cell.column < column and clean(each.cell.text)]
    nodes = before[-1].match.columns() if before else []
    return before[-1] if nodes and not any(node.is_leaf for node in nodes) else None


def _is_whole(slots: Sequence[Slot], table: Table) -> bool:
    """Whether every column of a table is there."""
    found = {slot.column.path for slot in slots if slot.column is not None}
    return all(leaf.path in found for leaf in table.column_leaves)


def _only(each: HeaderCell, table: Table) -> tuple[Header | None, str, Node | None]:
    nodes = [node for node in _columns(each, table) if node.is_leaf]
    node = nodes[0] if len(nodes) == 1 else None
    return (node.header if node else None), each.cell.text, node


def _without_end(cells: Sequence[HeaderCell]) -> Sequence[HeaderCell]:
    while cells and not clean(cells[-1].cell.text):
        cells = cells[:-1]
    return cells


def _columns(each: HeaderCell, table: Table) -> list[Node]:
    return [node for node in each.match.columns() if node.table.id == table.id]


def _leaf(above: Iterable[HeaderCell], table: Table) -> tuple[Header | None, Node | None]:
    """The one leaf that the labels above a position leave."""
    candidates: list[Node] = []
    groups: list[str] = []
    for each in above:
        nodes = _columns(each, table)
        candidates += [node for node in nodes if node.is_leaf]
        groups += [node.path for node in nodes if not node.is_leaf]
    within = [
        node for node in candidates if all(node.path.startswith(f"{path}.") for path in groups)
    ]
    return (within[0].header, within[0]) if len(within) == 1 else (None, None)


def _completed(slots: list[Slot], table: Table) -> tuple[Slot, ...]:
    """The columns with those that no label tells apart taken by their order, if all others fit."""
    leaves = table.column_leaves
    while slots and slots[0].column is None and not clean(slots[0].printed):
        slots = slots[1:]
    while len(slots) > len(leaves) and slots[-1].column is None and not clean(slots[-1].printed):
        slots = slots[:-1]
    named = [slot.column.path for slot in slots if slot.column]
    if len(named) == len(leaves) == len(set(named)):
        return tuple(slot for slot in slots)
    fits = len(slots) == len(leaves) and all(
        slot.column is None or slot.column.path == leaf.path
        for slot, leaf in zip(slots, leaves, strict=True)
    )
    if fits and named and all(clean(slot.printed) for slot in slots):
        return tuple(replace(slot, column=leaf) for slot, leaf in zip(slots, leaves, strict=True))
    duplicated = {path for path in named if named.count(path) > 1}
    return tuple(
        Slot(slot.start, slot.end, None, slot.printed)
        if slot.column and slot.column.path in duplicated
        else slot
        for slot in slots
    )


def assign(
    values: Sequence[GridCell], slots: Sequence[Slot], *, aligned: bool, same_grid: bool
) -> list[tuple[Slot, GridCell]] | None:
    """Each value with its column, None if that cannot be told.

    By place where each value stands below one column; else in order, where there are as many.
    Rows that do not stand below each other may have empty cells too many at either end.
    """
    by_place = _by_place(values, slots) if aligned and same_grid else None
    if by_place is not None:
        return by_place
    if len(values) == len(slots):
        return list(zip(slots, values, strict=True))
    return _within_row(values, slots)


def _by_place(
    values: Sequence[GridCell], slots: Sequence[Slot]
) -> list[tuple[Slot, GridCell]] | None:
    pairs: list[tuple[Slot, GridCell]] = []
    for value in values:
        below = [slot for slot in slots if value.column < slot.end and slot.start < value.end]
        if len(below) != 1:
            if below or clean(value.text):
                return None
            continue
        pairs.append((below[0], value))
    starts = [slot.start for slot, _ in pairs]
    return pairs if len(set(starts)) == len(starts) == len(slots) else None


def _within_row(
    values: Sequence[GridCell], slots: Sequence[Slot]
) -> list[tuple[Slot, GridCell]] | None:
    """The one window of as many cells as columns that holds every cell that is not empty."""
    filled = [number for number, value in enumerate(values) if clean(value.text)]
    if not filled:
        return []
    spare = len(values) - len(slots)
    if spare < 0:
        return None
    first = max(0, filled[-1] - len(slots) + 1)
    last = min(spare, filled[0])
    if first != last:
        return None
    return list(zip(slots, values[first : first + len(slots)], strict=True))
