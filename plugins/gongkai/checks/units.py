"""Units of figures: what the form prints, what a cell prints, and nothing assumed."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.forms.model import CellAddress, FormEdition, ValueKind
from gongkai.reports.model import Cell


def form_unit(edition: FormEdition, address: CellAddress) -> str | None:
    """The unit that the form prints for a cell, None if it prints none."""
    table = edition.table(address.table)
    row = table.row(address.row) if table else None
    column = table.column(address.column) if table else None
    return table.cell_unit(row, column) if table and row and column else None


def kind_of(edition: FormEdition, address: CellAddress) -> ValueKind | None:
    """What a cell may hold, None for a cell that the form does not have."""
    table = edition.table(address.table)
    row = table.row(address.row) if table else None
    column = table.column(address.column) if table else None
    return table.kind(row, column) if table and row and column else None


def is_amount(edition: FormEdition, address: CellAddress) -> bool:
    """Whether a cell holds an amount of money, for which a unit has to be stated somewhere."""
    return kind_of(edition, address) is ValueKind.DECIMAL


def in_one_unit(edition: FormEdition, address: CellAddress, cells: Iterable[Cell]) -> bool:
    """Whether figures that stand at one address may be compared: amounts only in a stated unit."""
    if not is_amount(edition, address):
        return True
    of_form = form_unit(edition, address)
    units = {cell.unit or of_form for cell in cells}
    return len(units) == 1 and None not in units
