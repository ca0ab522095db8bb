"""The tables of a report as grids: printed labels, what is printed in each cell, footnotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gongkai.exporters.grid import Axes, Grid, grid_of
from gongkai.forms.model import CellAddress, Header, Table
from gongkai.outputs.report_tables import extra_column_number, extra_columns, printed_rows
from gongkai.render.table import relabel
from gongkai.reports.model import ExtraTable, Report, Row


def form_grid(report: Report, table: Table) -> Grid:
    """A table of the form with the rows that the report prints."""
    labels, notes = report.printed_labels, _notes(report)
    rows = _kept(printed_rows(report, table), report.rows(table))
    axes = Axes(
        columns=relabel(table.columns, labels, f"{table.id}.columns"),
        rows=relabel(rows, labels, f"{table.id}.rows"),
        corner=table.corner_note or table.stub_label or "",
        columns_label=table.columns_label,
        caption=labels.get(f"{table.id}.caption", table.caption),
        caption_marks=notes.get(table.id, ()),
    )

    def figure(row: Header, column: Header) -> tuple[str, tuple[int, ...]]:
        address = CellAddress(table.id, row.path, column.path)
        return report.cell(address).printed, notes.get(str(address), ())

    def marks(axis: str, header: Header) -> tuple[int, ...]:
        return notes.get(f"{table.id}{'.' if axis == 'rows' else '/'}{header.path}", ())

    return grid_of(axes, figure, marks)


def _kept(headers: Sequence[Header], rows: Mapping[str, Row]) -> tuple[Header, ...]:
    """The headers with a printed row in or below them: what was left out stays out."""
    kept = (replace(each, children=_kept(each.children, rows)) for each in headers)
    return tuple(each for each in kept if each.children or each.path in rows)


def _notes(report: Report) -> dict[str, tuple[int, ...]]:
    """The numbers of the footnotes by the place they stand at."""
    notes: dict[str, tuple[int, ...]] = {}
    for number, note in enumerate(report.notes, start=1):
        notes[note.at] = (*notes.get(note.at, ()), number)
    return notes


def extra_grid(table: ExtraTable) -> Grid:
    """A table of the body's own."""
    rows = tuple(
        Header(id=f"r{number}", path=f"r{number}", label=row[0] or "")
        for number, row in enumerate(table.rows)
    )
    corner = next((row[0] for row in table.header if row[0]), "")

    def figure(row: Header, column: Header) -> tuple[str, tuple[int, ...]]:
        texts = table.rows[int(row.path[1:])]
        return texts[extra_column_number(column)] or "", ()

    return grid_of(Axes(extra_columns(table), rows, corner, has_labels=True), figure)
