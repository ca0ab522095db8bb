"""What recognition finds, cell by cell, and everything that a person has to look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.forms.model import CellAddress, FormEdition, Header, Table
from gongkai.importers.footnotes import Marks
from gongkai.importers.labels import Kind, Match, Node, core, folded
from gongkai.importers.raw import NOWHERE, GridCell, Place
from gongkai.importers.values import Reading, clean
from gongkai.reports.model import BLANK, Cell


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that was printed but not read for certain: it stays blank, or as printed in words.

    ``readings`` are the values that the print allows, the first few of them.
    """

    address: CellAddress
    printed: str
    reason: str
    place: Place
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was taken although it is not quite as the form has it, or not taken at all."""

    code: str
    text: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Run:
    """What stands in running text between the label of a row and the next label."""

    table: Table
    row: Header
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class _Read:
    reading: Reading
    printed: str
    place: Place


@dataclass(slots=True)
class Findings:
    """Grows while a document is recognised; each cell is settled once, or is in doubt."""

    edition: FormEdition
    doubts: dict[CellAddress, Doubt] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    printed_labels: dict[str, str] = field(default_factory=dict)
    rows: dict[tuple[str, str], Place] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)
    headerless: set[str] = field(default_factory=set)
    marks: Marks = field(default_factory=Marks)
    _cells: dict[CellAddress, _Read] = field(default_factory=dict)

    def cell(self, address: CellAddress) -> Cell:
        found = self._cells.get(address)
        return found.reading.cell if found else BLANK

    def value(self, table: Table, row: str, column: int) -> int | Decimal | None:
        """The number in a column by its place; None for blanks and words."""
        return self.cell(CellAddress(table.id, row, table.column_leaves[column].path)).value

    def reading(self, address: CellAddress) -> Reading | None:
        found = self._cells.get(address)
        return found.reading if found else None

    def settled(self) -> Sequence[CellAddress]:
        return tuple(self._cells)

    def row_printed(self, table: Table, row: Header, place: Place) -> None:
        """Notes that a row stands in the document, even if nothing is in it."""
        self.rows.setdefault((table.id, row.path), place)

    def add(self, address: CellAddress, reading: Reading, printed: str, place: Place) -> None:
        """A cell as read; the same again is no news, another value puts it in doubt."""
        before = self._cells.get(address)
        if before is not None and before.reading.cell != reading.cell:
            if before.reading.cell == BLANK:
                self._put(address, reading, printed, place)
            elif reading.cell != BLANK:
                both = (clean(before.printed), clean(printed))
                reason = f"文件里有两处，不一样：{before.place}、{place}"
                self.doubt(address, "；".join(both), reason, place, both)
            return
        self._put(address, reading, printed, place)

    def _put(self, address: CellAddress, reading: Reading, printed: str, place: Place) -> None:
        if address in self.doubts:
            return
        self._cells[address] = _Read(reading, printed, place)
        if reading.doubt:
            self.doubts[address] = Doubt(address, clean(printed), reading.doubt, place)

    def doubt(
        self,
        address: CellAddress,
        printed: str,
        reason: str,
        place: Place,
        readings: Iterable[str] = (),
    ) -> None:
        """Leaves a cell blank, with the reason."""
        self._cells[address] = _Read(Reading(BLANK), printed, place)
        self.doubts[address] = Doubt(address, clean(printed), reason, place, tuple(readings))

    def unconfirm(self, address: CellAddress) -> None:
        """Puts in doubt a cell that was read only on condition."""
        found = self._cells[address]
        reason = f"{found.reading.unsure}，没有算式能证实"
        shown = (found.reading.cell.printed,)
        self.doubt(address, found.printed, reason, found.place, shown)

    def remark(self, code: str, text: str, place: Place = NOWHERE) -> None:
        each = Remark(code, text, place)
        if each not in self.remarks:
            self.remarks.append(each)

    def label_cell(self, node: Node, match: Match, cell: GridCell) -> None:
        """Notes a label that is printed otherwise than in the form, and the footnotes at it."""
        self.marks.put(node.place, cell.notes)
        self.label(node, cell.text, match, cell.place)

    def label(self, node: Node, printed: str, match: Match, place: Place) -> None:
        """Notes a label that is printed otherwise than in the form."""
        if node.header is None and node.kind is not Kind.CAPTION:
            return
        label = node.header.label if node.header else node.table.caption or ""
        shown = "".join(clean(printed).split())
        if match.slips:
            text = f"“{shown}”当作“{label}”（差 {match.slips} 个字）"
            self.remark("import.label_slip", text, place)
        if not is_same_label(shown, label):
            self.printed_labels.setdefault(node.key, shown)


def is_same_label(printed: str, label: str) -> bool:
    """Whether a label differs from the form's in marks, spaces and its number only."""
    return folded(printed) in (folded(label), core(label))
