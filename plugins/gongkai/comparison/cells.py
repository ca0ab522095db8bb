"""Cells of the form that are printed otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.comparison.model import CellChange
from gongkai.reports.model import Report


def cell_changes(before: Report, after: Report) -> Iterator[CellChange]:
    """Every cell that differs, in the order of the form: of the new one, then of the former.

    A row that is no longer printed counts with each of its cells.
    """
    addresses = dict.fromkeys(
        address for report in (after, before) for address, _ in report.cells()
    )
    for address in addresses:
        old, new = before.cell(address), after.cell(address)
        if old != new:
            yield CellChange(address, old, new)
