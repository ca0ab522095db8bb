"""Random reports as bodies print them: what each cell shows, and what it means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from gongkai.forms.model import CellAddress, FormEdition, Identity, Table, ValueKind
from gongkai.reports.model import BLANK, Cell, CellState


@dataclass(frozen=True)
class Printed:
    """A report on paper: the text in each cell, and the cell that it has to become."""

    edition: FormEdition
    texts: dict[CellAddress, str]
    cells: dict[CellAddress, Cell]
    year: int
    narratives: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return f"某某市测试局{self.year}年政府信息公开工作年度报告"


def draw(edition: FormEdition, random: Random, *, heavy: bool = False) -> Printed:
    """A report whose sums hold; a heavy one has empty cells, units, remarks and odd figures."""
    figures: dict[CellAddress, int | Decimal] = {}
    for table in edition.tables:
        for row in table.row_leaves:
            for column in table.column_leaves:
                address = CellAddress(table.id, row.path, column.path)
                is_rare = column.path.startswith("organisation.")  # mostly natural persons ask
                is_none = is_rare and random.random() < 0.8
                figures[address] = 0 if is_none else _figure(table.kind(row, column), random)
    for table in edition.tables:
        _make_sums_hold(edition, table, figures)
    texts = {address: f"{figure}" for address, figure in figures.items()}
    cells = {
        address: Cell(CellState.NUMBER, figure, f"{figure}") for address, figure in figures.items()
    }
    if heavy:
        _make_odd(edition, texts, cells, random)
    prose = {
        s.id: f"{s.label[2:]}的文字。共 {random.randrange(90)} 条。"
        for s in edition.sections
        if not s.tables
    }
    return Printed(edition, texts, cells, edition.from_year + random.randrange(2), prose)


def _figure(kind: ValueKind, random: Random) -> int | Decimal:
    if kind is ValueKind.DECIMAL:
        return Decimal(random.randrange(10**6)) / 100
    if kind is ValueKind.CHANGE:
        return random.choice((0, 0, 3, -2, -18))
    return random.choice((0, 0, 0, 0, 0, 1, 2, 5, 13, 40, 128))


def _make_sums_hold(
    edition: FormEdition, table: Table, figures: dict[CellAddress, int | Decimal]
) -> None:
    """Sets every total; the balance is kept by what comes in new."""
    rules = [rule for rule in edition.identities if rule.table == table.id]
    for rule in sorted(rules, key=lambda each: each.for_each, reverse=True):
        _set_total(table, rule, figures)
    for rule in (each for each in rules if each.for_each == "column" and len(each.right) > 1):
        for column in table.column_leaves:
            left, right = (
                [
                    CellAddress(table.id, path, column.path)
                    for term in side
                    for path in table.expand_rows(term)
                ]
                for side in (rule.left, rule.right)
            )
            known = sum(figures[each] for each in left[1:])
            total = sum(figures[each] for each in right)
            if total < known:
                for each in left[1:]:
                    figures[each] = 0
                known = 0
            figures[left[0]] = total - known
    for rule in (each for each in rules if each.for_each == "row"):
        _set_total(table, rule, figures)


def _set_total(table: Table, rule: Identity, figures: dict[CellAddress, int | Decimal]) -> None:
    if len(rule.right) != 1:
        return
    if rule.for_each == "row":
        for row in table.row_leaves:
            parts = [p for term in rule.left for p in table.expand_columns(term)]
            total = sum(figures[CellAddress(table.id, row.path, part)] for part in parts)
            figures[CellAddress(table.id, row.path, rule.right[0])] = total
        return
    for column in table.column_leaves:
        parts = [p for term in rule.left for p in table.expand_rows(term)]
        total = sum(figures[CellAddress(table.id, part, column.path)] for part in parts)
        figures[CellAddress(table.id, rule.right[0], column.path)] = total


def _make_odd(
    edition: FormEdition,
    texts: dict[CellAddress, str],
    cells: dict[CellAddress, Cell],
    random: Random,
) -> None:
    """Prints some cells as real reports do."""
    empty_rows = set(random.sample(sorted({(a.table, a.row) for a in texts}), 4))
    for address in texts:
        if (address.table, address.row) in empty_rows:
            texts[address], cells[address] = "", BLANK
            continue
        shown = _odd(edition, address, cells[address], random)
        if shown is not None:
            texts[address], cells[address] = shown


def _odd(
    edition: FormEdition, address: CellAddress, cell: Cell, random: Random
) -> tuple[str, Cell] | None:
    table = edition.table(address.table)
    row = table.row(address.row) if table else None
    column = table.column(address.column) if table else None
    if table is None or row is None or column is None or cell.value is None:
        return None
    return _printed(table.kind(row, column), cell.value, random.random())


def _printed(kind: ValueKind, value: int | Decimal, chance: float) -> tuple[str, Cell] | None:
    """Another print of a figure, None for its plain digits."""
    if kind is ValueKind.DECIMAL:
        return _number(value, f"{value}元", "元") if chance < 0.4 else None
    if kind is ValueKind.CHANGE:
        return _number(value, f"+{value}") if value > 0 else None
    if value == 0:
        slash = "/", Cell(CellState.NOT_APPLICABLE, None, "/")
        return slash if chance < 0.1 else ("", BLANK) if chance < 0.2 else None
    if chance < 0.05:
        return _number(value, f"{value}（其中修订 1 件）")
    wide = str(value).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    return _number(value, wide) if chance < 0.1 else None


def _number(value: int | Decimal, printed: str, unit: str | None = None) -> tuple[str, Cell]:
    return printed, Cell(CellState.NUMBER, value, printed, unit)


def different(printed: Printed, found: dict[CellAddress, Cell]) -> Iterator[CellAddress]:
    """The cells that were not read as they are printed."""
    return (address for address, cell in printed.cells.items() if found.get(address) != cell)
