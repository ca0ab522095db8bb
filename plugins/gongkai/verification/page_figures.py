"""Every cell of a report's page against the data, found by its id, which is its address."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.reports.model import Cell, CellState, Report
from gongkai.verification.cell_text import CellText
from gongkai.verification.figures import differences, figures_of, tables_of
from gongkai.verification.findings import Finding
from gongkai.verification.page import Page

# What readers who do not see an empty cell are told.
_SPOKEN = {CellState.BLANK: "原表未填", CellState.NOT_PRINTED: "原表未印此行"}


def page_figures(page: Page, report: Report) -> Iterator[Finding]:
    """What the tables of a report's page show otherwise than the data."""
    tables = tuple(f"{table.id}." for table in tables_of(report))
    cells = figures_of(report).items()
    should = {address: _shown(cell) for address, cell in cells if address.startswith(tables)}
    stands = {address: _plain(text) for address, text in page.cells.items()}
    yield from differences("cell.html", page.path, stands, should)


def _shown(cell: Cell) -> str:
    spoken = _SPOKEN.get(cell.state)
    return f"（{spoken}）" if spoken else cell.printed


def _plain(text: CellText) -> str:
    """The text of a cell; in brackets what is only spoken."""
    return text.shown + (f"（{text.spoken}）" if text.spoken else "")
