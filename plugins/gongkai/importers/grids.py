"""Grids read row by row: which row of the form each is, and what stands in its columns.

A table that a page break has torn is still one: header and group are kept from grid to grid, and a
label that was cut in two is put together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.forms.model import CellAddress, Header, Table
from gongkai.importers.columns import PrintedHeader, Slot, assign
from gongkai.importers.findings import Findings
from gongkai.importers.labels import Kind, Labels, Match, Node
from gongkai.importers.raw import Block, Grid, GridCell, GridRow, Paragraph, Place
from gongkai.importers.values import clean, is_value_like, read_value

_MOST_TORN = 60  # characters of a label that a page break has cut


@dataclass(frozen=True, slots=True)
class _Line:
    """A row with what is above and below it; ``grid`` numbers the grid that it stands in."""

    cells: GridRow
    number: int
    aligned: bool
    grid: int
    place: Place
    width: int = 0  # columns of the grid that have words anywhere

    def texts(self) -> str:
        return " ".join(clean(cell.text) for cell in self.cells if clean(cell.text))


@dataclass(frozen=True, slots=True)
class _Named:
    """A row of the form, how many cells its labels take, and all of these labels."""

    node: Node
    taken: int
    labels: tuple[tuple[Node, Match, GridCell], ...]

    @property
    def slips(self) -> int:
        return self.labels[-1][1].slips


class GridReader:
    """Reads all grids of a document in order."""

    def __init__(self, labels: Labels, findings: Findings) -> None:
        self._labels, self._findings = labels, findings
        self._header: PrintedHeader | None = None
        self._in_header = False
        self._last: tuple[str, int] = ("", -1)
        self._torn: _Line | None = None
        self._grids = 0

    def read(self, blocks: Sequence[Block]) -> None:
        """Reads the grids of a part; a header goes on into the next, a torn row does not."""
        for line in _lines(blocks, self._grids):
            self._line(line)
        self._drop_torn()
        self._grids += len(blocks)

    def _line(self, line: _Line) -> None:
        if self._torn is not None and self._mend(line):
            return
        if not any(clean(cell.text) for cell in line.cells):
            self._blank_line(line)
        elif (row := self._row_of(line)) is not None:
            self._row(line, row)
        elif self._is_header(line):
            self._header_row(line)
        elif self._is_caption(line):
            self._caption(line)
        elif not self._is_unlabelled(line):
            self._drop_torn()
            self._torn = line

    # --- header -------------------------------------------------------------------------------

    def _is_header(self, line: _Line) -> bool:
        """Whether a row names columns and holds no figures."""
        filled = [cell for cell in line.cells if clean(cell.text)]
        has_columns = any(self._labels.find(cell.text).columns() for cell in filled)
        return has_columns and not any(is_value_like(cell.text) for cell in filled)

    def _header_row(self, line: _Line) -> None:
        if not self._in_header or self._header is None:
            self._header = PrintedHeader(line.aligned, line.grid)
        self._header.grid = line.grid
        self._header.add(line.cells, self._labels)
        self._in_header = True
        self._drop_torn()

    def _is_caption(self, line: _Line) -> bool:
        """Whether a row holds nothing but a caption, stub or corner note."""
        filled = [cell for cell in line.cells if clean(cell.text)]
        return all(self._labels.find(cell.text).nodes for cell in filled) and not any(
            self._labels.find(cell.text).rows() for cell in filled
        )

    def _caption(self, line: _Line) -> None:
        self._in_header = False
        for cell in line.cells:
            match = self._labels.find(cell.text)
            for node in match.nodes:
                if node.kind is Kind.CAPTION and len(match.nodes) == 1:
                    self._findings.label_cell(node, match, cell)

    def _blank_line(self, line: _Line) -> None:
        """An empty row is the row of a table without labels, where its header stands above."""
        if self._in_header:
            self._is_unlabelled(line)

    def _is_unlabelled(self, line: _Line) -> bool:
        """Reads the row of figures of a table whose only row has no label."""
        if self._header is None or not self._may_be_figures(line):
            return False
        for table in self._labels.edition.tables:
            row = table.row_leaves[0]
            is_only = len(table.row_leaves) == 1 and not row.label
            slots = self._header.slots(table) if is_only else ()
            if 2 * sum(slot.column is not None for slot in slots) > len(table.column_leaves):
                values = self._below_header(line, table, len(slots))
                self._fill(line, table, row, values, slots)
                self._in_header = False
                return True
        return False

    def _may_be_figures(self, line: _Line) -> bool:
        """Whether a row holds figures alone; right below a header words may stand among them."""
        figures = sum(is_value_like(cell.text) for cell in line.cells)
        is_below = self._in_header and line.aligned and 2 * figures > len(line.cells)
        return is_below or figures == len(line.cells)

    def _below_header(self, line: _Line, table: Table, count: int) -> list[GridCell]:
        """The cells of a row without label: in rows of a text they count as those of the header."""
        values = list(line.cells)
        if line.aligned or self._header is None:
            return values
        start = self._header.offset(table)
        others = (*values[:start], *values[start + count :])
        if any(clean(cell.text) for cell in others):
            return values
        return values[start : start + count]

    # --- rows ---------------------------------------------------------------------------------

    def _row_of(self, line: _Line) -> _Named | None:
        """The row of the form that the labels of a line name; None if they name none."""
        best: _Named | None = None
        for number, cell in enumerate(line.cells):
            match = self._labels.find(cell.text)
            nodes = () if match.columns() and self._names_columns(line) else match.rows()
            node = self._choose(nodes, best.node if best else None) if nodes else None
            if node is not None:
                labels = (*(best.labels if best else ()), (node, match, cell))
                best = _Named(node, number + 1, labels)
            elif best is not None and clean(cell.text):
                break
        return best if best is not None and self._is_of_form(line, best) else None

    def _names_columns(self, line: _Line) -> bool:
        """Whether a row holds no figure, so that 总计 and 其他 in it are columns."""
        filled = [cell for cell in line.cells if clean(cell.text)]
        return (
            not any(is_value_like(cell.text) for cell in filled)
            and len(filled) > 1
            and all(self._labels.find(cell.text).columns() for cell in filled[-2:])
        )

    def _choose(self, nodes: Sequence[Node], group: Node | None) -> Node | None:
        """The row meant: below the group beside it, else the next in the form."""
        if group is not None:
            within = [
                node
                for node in nodes
                if node.table.id == group.table.id and node.path.startswith(f"{group.path}.")
            ]
            return within[0] if within else None
        if len(nodes) == 1:
            return nodes[0]
        table, order = self._last
        after = [node for node in nodes if node.table.id == table and node.order > order]
        return after[0] if after else None

    def _is_of_form(self, line: _Line, named: _Named) -> bool:
        """Whether no other label stands beside a group: it would name a row that the form lacks.

        Words below the header of a column are no label.
        """
        if named.node.is_leaf:
            return True
        beside = line.cells[named.taken :]
        has_header = self._header is not None and self._header.grid == line.grid and line.aligned
        slots = self._header.slots(named.node.table) if self._header and has_header else ()
        if slots and slots[0].start >= 0:
            beside = tuple(cell for cell in beside if cell.column < slots[0].start)
        return all(is_value_like(cell.text) for cell in beside)

    def _row(self, line: _Line, named: _Named) -> None:
        """A row of the form; one that breaks off within its label waits for the next."""
        values = line.cells[named.taken :]
        breaks_off = named.slips and not any(clean(cell.text) for cell in values)
        if breaks_off and self._torn is None:
            self._torn = line
        else:
            self._values(line, named)

    def _values(self, line: _Line, named: _Named) -> None:
        """Fills the cells of a row of the form."""
        self._drop_torn()
        self._in_header = False
        for node, match, cell in named.labels:
            self._findings.label_cell(node, match, cell)
        header = named.node.header
        self._last = named.node.table.id, named.node.order
        values = list(line.cells[named.taken :])
        is_empty = not any(clean(cell.text) for cell in values)
        if header is None or (header.children and is_empty and len(values) <= 1):
            return  # the label of a group on a line of its own
        if header.children and not header.collapsible:
            if not is_empty:
                self._rest(line)
            return
        slots = self._header.slots(named.node.table) if self._header else ()
        self._fill(line, named.node.table, header, values, slots)

    def _fill(
        self, line: _Line, table: Table, row: Header, values: list[GridCell], slots: Sequence[Slot]
    ) -> None:
        self._findings.row_printed(table, row, line.place)
        self._column_labels(table, slots)
        if not any(clean(value.text) or value.notes for value in values):
            return
        if not slots:
            self._doubt_all(table, row, values, "这一行上面没有认得的表头", line.place)
            return
        same_grid = self._header is not None and self._header.grid == line.grid
        if line.aligned and same_grid:
            first = slots[0].start
            values = [each for each in values if each.end > first or clean(each.text)]
        if line.aligned:
            values = _without_margin(values, len(slots), line.width)
        pairs = assign(values, slots, aligned=line.aligned, same_grid=same_grid)
        if pairs is None:
            self._doubt_all(table, row, values, "数的个数与表头的列数不合", line.place)
            return
        for slot, value in pairs:
            self._cell(line, table, row, slot, value)

    def _column_labels(self, table: Table, slots: Sequence[Slot]) -> None:
        """Notes how the columns of a table and their groups are printed."""
        for slot in slots:
            if slot.node is not None and slot.match is not None and slot.label is not None:
                self._findings.label_cell(slot.node, slot.match, slot.label)
        for node, each in self._header.groups(table) if self._header and slots else ():
            self._findings.label_cell(node, each.match, each.cell)

    def _cell(self, line: _Line, table: Table, row: Header, slot: Slot, value: GridCell) -> None:
        if slot.column is None:
            if clean(value.text):
                where = clean(slot.printed) or "没有列名"
                text = f"“{row.label or row.path}”的“{where}”一列：{clean(value.text)}"
                self._findings.remark("import.unknown_column", text, value.place)
            return
        if slot.node is not None and slot.match is not None:
            self._findings.label(slot.node, slot.printed, slot.match, line.place)
        elif clean(slot.printed):
            text = f"“{clean(slot.printed)}”按次序当作“{slot.column.label}”"
            self._findings.remark("import.column_by_order", text, line.place)
        address = CellAddress(table.id, row.path, slot.column.path)
        if value.row != line.number and clean(value.text):
            self._findings.doubt(address, value.text, "这一格与上面的行合并了", value.place)
            return
        self._findings.marks.put(str(address), value.notes)
        reading = read_value(value.text, table.kind(row, slot.column))
        self._findings.add(address, reading, value.text, value.place)

    def _doubt_all(
        self, table: Table, row: Header, values: Iterable[GridCell], reason: str, place: Place
    ) -> None:
        printed = " ".join(clean(value.text) or "□" for value in values)
        for column in table.column_leaves:
            address = CellAddress(table.id, row.path, column.path)
            if self._findings.reading(address) is None:
                self._findings.doubt(address, printed, reason, place)

    # --- torn rows and what is left -------------------------------------------------------------

    def _mend(self, line: _Line) -> bool:
        """Puts a row together with the one before, if only together they name a row."""
        torn, self._torn = self._torn, None
        if torn is None:
            return False
        alone = self._row_of(line)
        joined = _join(torn, line) if alone is None or alone.slips else None
        named = self._row_of(joined) if joined else None
        if joined is not None and named is not None and not named.slips:
            self._values(joined, named)
            return True
        self._torn = torn
        self._drop_torn()
        return False

    def _drop_torn(self) -> None:
        """Takes a row that waited as it stands: a row of the form, or what is left."""
        torn, self._torn = self._torn, None
        if torn is None:
            return
        named = self._row_of(torn)
        if named is not None:
            self._values(torn, named)
        else:
            self._rest(torn)

    def _rest(self, line: _Line) -> None:
        """Reports a row that belongs to no table of the form."""
        text = line.texts()
        if text and not _is_mark(text):
            self._findings.remark("import.unknown_row", text, line.place)


def _is_mark(text: str) -> bool:
    """A page number, a heading line or the like."""
    return len(text.strip("-—–－ 第页0123456789/共")) == 0


def _without_margin(values: list[GridCell], count: int, width: int) -> list[GridCell]:
    """The values without empty cells too many beyond the columns that have words."""
    while len(values) > count and not clean(values[-1].text) and values[-1].column >= width:
        values = values[:-1]
    return values


def _lines(blocks: Sequence[Block], first: int) -> Iterable[_Line]:
    """The rows of all grids, and the short lines between two grids that may be torn off rows.

    Blocks are numbered from ``first``.
    """
    grids = [number for number, block in enumerate(blocks) if isinstance(block, Grid)]
    between = range(grids[0], grids[-1]) if grids else range(0)
    for number, block in enumerate(blocks):
        if isinstance(block, Grid):
            yield from _rows(block, first + number)
        elif number in between and not _is_mark(block.text) and _may_be_torn(blocks, number, block):
            yield _Line(_words(block), 0, aligned=False, grid=first + number, place=block.place)


def _words(line: Paragraph) -> GridRow:
    """A line as cells: its words, and each of the figures behind them.

    A row whose rule a page break has cut off stands between two grids as a line.
    """
    words = line.text.split()
    figures: list[str] = []
    while len(words) > 1 and is_value_like(words[-1]):
        figures.insert(0, words.pop())
    texts = (" ".join(words), *figures)
    return tuple(GridCell(text, 0, at, place=line.place) for at, text in enumerate(texts))


def _may_be_torn(blocks: Sequence[Block], number: int, block: Paragraph) -> bool:
    beside = [blocks[number - 1], blocks[number + 1]]
    return len(block.text) <= _MOST_TORN and all(isinstance(each, Grid) for each in beside)


def _rows(grid: Grid, number: int) -> Iterable[_Line]:
    width = max((cell.end for row in grid.rows for cell in row if clean(cell.text)), default=0)
    for place, row in enumerate(grid.rows):
        where = next((cell.place for cell in row), grid.place)
        line = Place(line=where.line, page=where.page, table=where.table, row=where.row)
        yield _Line(row, place, grid.aligned, number, line, width)


def _join(torn: _Line, line: _Line) -> _Line | None:
    """Two rows as one: the last word of the first and the first of the second are one label."""
    words = [n for n, cell in enumerate(torn.cells) if clean(cell.text)]
    others = [n for n, cell in enumerate(line.cells) if clean(cell.text)]
    if not words or not others:
        return None
    labels = [n for n in words if not is_value_like(torn.cells[n].text)]
    if not labels or is_value_like(line.cells[others[0]].text):
        return None
    last, first = labels[-1], others[0]
    end = line.cells[first]
    label = GridCell(torn.cells[last].text + end.text, 0, 0, place=torn.cells[last].place)
    upper, lower = torn.cells[last + 1 :], line.cells[first + 1 :]
    values = upper if any(clean(cell.text) for cell in upper) else lower
    if any(clean(c.text) for c in upper) and any(clean(c.text) for c in lower):
        return None
    source = torn if values is upper else line
    before = tuple(torn.cells[:last])
    return _Line((*before, label, *values), source.number, source.aligned, source.grid, torn.place)
