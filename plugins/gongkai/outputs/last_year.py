"""What stood at a cell in the year before, where the two years may be compared."""

from __future__ import annotations

from gongkai.checks.model import Figure
from gongkai.forms.model import CellAddress
from gongkai.forms.series import predecessor
from gongkai.reports.model import NOT_IN_FORM, Cell, CellState, Report


def cell_before(report: Report, before: Report, address: CellAddress) -> Cell:
    """The cell at the same address in the report on the year before.

    NOT_IN_FORM where that form had no such cell, or where the form says that its row or column
    follows another: then the same address means something else.
    """
    now, then = report.edition, before.edition
    if now is None or then is None or now is then:
        return before.cell(address)
    link = predecessor(now, then, address)
    return NOT_IN_FORM if link is None or link.is_break else before.cell(address)


def number(cell: Cell) -> Figure | None:
    """The number in a cell, None if there is none."""
    return cell.value if cell.state is CellState.NUMBER else None
