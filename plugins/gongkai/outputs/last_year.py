"""What stood at a cell in the year before, where the two years may be compared."""

from __future__ import annotations

from gongkai.checks.model import Figure
from gongkai.forms.model import CellAddress, Header
from gongkai.issues import Severity
from gongkai.outputs.model import Site
from gongkai.reports.model import NOT_IN_FORM, Cell, CellState, Report


def cell_before(report: Report, before: Report, address: CellAddress) -> Cell:
    """The cell at the same address in the report on the year before.

    NOT_IN_FORM where that form had no such cell, or where the form says that its row or column
    follows another: then the same address means something else.
    """
    is_new = report.edition is not before.edition and _follows(report, address)
    return NOT_IN_FORM if is_new else before.cell(address)


def _follows(report: Report, address: CellAddress) -> bool:
    """Whether the row, the column or a group above them continues another after a break."""
    table = report.edition.table(address.table) if report.edition else None
    if table is None:
        return False
    above = [*_above(table.rows, address.row), *_above(table.columns, address.column)]
    return any(header.follows for header in above)


def _above(headers: tuple[Header, ...], path: str) -> list[Header]:
    """The header at a path, with the groups above it."""
    return [
        header
        for top in headers
        for header in top.walk()
        if f"{path}.".startswith(f"{header.path}.")
    ]


def number(cell: Cell) -> Figure | None:
    """The number in a cell, None if there is none."""
    return cell.value if cell.state is CellState.NUMBER else None


def doubted(site: Site, report: Report) -> frozenset[CellAddress]:
    """The cells of every identity of a report that fails as an error, explained or not."""
    return frozenset(
        operand.address
        for result in site.checks.of(report).identities()
        if result.fails and result.rule.severity is Severity.ERROR and result.place is not None
        for operand in result.place.operands
    )
