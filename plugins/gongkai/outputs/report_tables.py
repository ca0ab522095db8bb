"""A report's tables: those of the form with every cell addressable, and those outside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gongkai.forms.model import Header, Section, Table, leaves
from gongkai.outputs.glossary import term_link
from gongkai.outputs.long_table import cells_in
from gongkai.outputs.model import Site, report_uri
from gongkai.outputs.report_corrections import marks as corrections
from gongkai.render.html import element, escape, link
from gongkai.render.numbers import is_filled, render_cell
from gongkai.render.table import (
    CellHtml,
    TableFrame,
    TableLayout,
    relabel,
    render_table,
    table_frame,
)
from gongkai.reports.model import BLANK, Cell, CellState, ExtraTable, Note, Report


class FormTables:
    """The tables of a site's reports; what many of them print around their cells is made once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._frames: dict[tuple[object, ...], TableFrame] = {}

    def html(
        self,
        report: Report,
        table: Table,
        section_label: str,
        signs: Mapping[str, str] | None = None,
        targets: Mapping[str, str] | None = None,
    ) -> str:
        """A table as on the form: printed labels, a linkable cell for each address, marks.

        By address, ``signs`` is finished HTML for cells that a check has something to say about,
        and ``targets`` where the figure of a total leads.
        """
        printed = _Printed(
            report,
            table,
            table.caption or section_label,
            printed_rows(report, table),
            _note_marks(report, signs or {}),
        )
        return self._frame(printed).fill(_cells(printed, targets or {}))

    def _frame(self, printed: _Printed) -> TableFrame:
        """The frame for a table, made anew only for what no report before had."""
        key = printed.key()
        if key not in self._frames:
            self._frames[key] = table_frame(_layout(self._site, printed))
        return self._frames[key]


@dataclass(frozen=True, slots=True)
class _Printed:
    """A table as a report prints it: its rows, and the finished marks by the place they stand at.

    ``caption`` is the form's.
    """

    report: Report
    table: Table
    caption: str
    rows: tuple[Header, ...]
    marks: Mapping[str, str]

    def key(self) -> tuple[object, ...]:
        """What decides all but the cells. The way to the glossary is the same from every report."""
        report, table = self.report, self.table
        labels = [each for each in report.printed_labels.items() if each[0].startswith(table.id)]
        marks = [each for each in self.marks.items() if not _is_cell(each[0])]
        collapsed = [path for path in report.rows(table) if report.is_collapsed(table, path)]
        form = report.edition.id if report.edition else ""
        return (form, table.id, self.caption, tuple(labels), tuple(marks), tuple(collapsed))


def _is_cell(place: str) -> bool:
    """Whether an address is that of a cell, not of a row or column."""
    row, _, column = place.partition("/")
    return "." in row and bool(column)


def _cells(printed: _Printed, targets: Mapping[str, str]) -> Iterator[CellHtml]:
    """The cells of a table with their marks, row by row."""
    table, marks = printed.table, printed.marks
    for row in leaves(printed.rows):
        cells = cells_in(printed.report, table, row)
        for column, cell in zip(table.column_leaves, cells, strict=True):
            address = f"{table.id}.{row.path}/{column.path}"
            mark = marks.get(address, "")
            # Two links side by side in a narrow cell are hard to hit; a sign tells more.
            target = "" if mark else targets.get(address, "")
            yield render_cell(cell, address, mark, target)


def _layout(site: Site, printed: _Printed) -> TableLayout:
    report, table, marks = printed.report, printed.table, printed.marks
    labels, uri = report.printed_labels, report_uri(report)

    def row_label(row: Header) -> str:
        label = term_link(site, uri, table.row(row.path) or row, escape(row.label))
        return label + marks.get(f"{table.id}.{row.path}", "")

    def column_label(column: Header) -> str:
        label = term_link(site, uri, table.column(column.path) or column, escape(column.label))
        return label + marks.get(f"{table.id}/{column.path}", "")

    return TableLayout(
        id=table.id,
        caption=labels.get(f"{table.id}.caption", printed.caption),
        columns=relabel(table.columns, labels, f"{table.id}.columns"),
        rows=relabel(printed.rows, labels, f"{table.id}.rows"),
        columns_label=table.columns_label,
        corner=table.corner_note or table.stub_label,
        unit=table.unit,
        hide_caption=table.caption is None,
        search="form",
        row_label=row_label,
        column_label=column_label,
    )


def printed_rows(report: Report, table: Table) -> tuple[Header, ...]:
    """The form's rows; a group that the report gives as one row becomes that row."""
    if not any(report.is_collapsed(table, path) for path in report.rows(table)):
        return table.rows
    return tuple(_collapse(row, report, table) for row in table.rows)


def _collapse(header: Header, report: Report, table: Table) -> Header:
    if header.children and header.path in report.rows(table):
        return replace(header, children=())
    return replace(header, children=tuple(_collapse(row, report, table) for row in header.children))


def notes_of(report: Report, section: Section) -> Iterator[tuple[int, Note]]:
    """The footnotes that belong to a section, each with its number in the report."""
    for number, note in enumerate(report.notes, start=1):
        if note.at == section.id or re.split(r"[./]", note.at)[0] in section.tables:
            yield number, note


def _note_marks(report: Report, signs: Mapping[str, str]) -> dict[str, str]:
    """The signs of checks, corrections and footnotes, by the place they stand at."""
    marks = dict(signs)
    for place, sign in corrections(report).items():
        marks[place] = marks.get(place, "") + sign
    for number, note in enumerate(report.notes, start=1):
        mark = element("sup", link(f"注{number}", f"#note-{number}"), class_="gk-mark")
        marks[note.at] = marks.get(note.at, "") + mark
    return marks


def legend(report: Report, tables: Sequence[Table]) -> str:
    """A line that says what empty cells mean, where there are any."""
    blanks = sum(
        cell.state is CellState.BLANK
        for table in tables
        for row in report.rows(table).values()
        for cell in row
    )
    if not blanks:
        return ""
    text = f"表中空格为原表未填（{blanks} 格），不是 0。"
    return element("p", text, class_="gk-legend", data_gk="skip")


# --- the short list for phones ----------------------------------------------------------------


def filled_rows(report: Report, tables: Sequence[Table]) -> str:
    """A fold that lists the rows with figures other than 0, each linked to its row."""
    items = [item for table in tables for item in _filled_rows_of(report, table)]
    if not items:
        return element("p", "表中没有 0 以外的数。", class_="gk-filled") if tables else ""
    summary = element("summary", f"有非零数字的 {len(items)} 行")
    body = "\n".join(element("li", item) for item in items)
    content = f"{summary}\n<ul>\n{body}\n</ul>"
    return element("details", content, class_="gk-filled", data_gk="skip")


def _filled_rows_of(report: Report, table: Table) -> Iterator[str]:
    for row in leaves(printed_rows(report, table)):
        cells = zip(table.column_leaves, report.rows(table).get(row.path, ()), strict=False)
        figures = [(column, cell) for column, cell in cells if is_filled(cell) and cell.value != 0]
        if figures:
            yield _filled_row(table, row, figures)


def _filled_row(table: Table, row: Header, figures: list[tuple[Header, Cell]]) -> str:
    label = row.label or table.caption or "合计"
    shown = "，".join(
        f"{escape(column_name(table, column))} {escape(cell.printed)}" for column, cell in figures
    )
    return f"{link(label, f'#{table.id}.{row.path}')}：{shown}"


def column_name(table: Table, column: Header) -> str:
    """A column's label, with the groups above it where the label alone is not unique."""
    same = [each for each in table.column_leaves if each.label == column.label]
    if len(same) == 1:
        return column.label
    groups = [
        header.label
        for top in table.columns
        for header in top.walk()
        if column.path.startswith(f"{header.path}.")
    ]
    return "·".join([*groups, column.label])


# --- tables outside the form ------------------------------------------------------------------


def extra_table(table: ExtraTable) -> str:
    """A table of the body's own, its note below it."""
    columns = extra_columns(table)
    rows = tuple(
        Header(id=f"r{number}", path=f"r{number}", label=row[0] or "")
        for number, row in enumerate(table.rows, start=1)
    )
    by_path = {row.path: texts for row, texts in zip(rows, table.rows, strict=True)}

    def cell(row: Header, column: Header) -> CellHtml:
        return _extra_cell(by_path[row.path][extra_column_number(column)])

    layout = TableLayout(
        id=f"extra-{table.id}",
        caption=table.title,
        columns=columns,
        rows=rows,
        corner=next((row[0] for row in table.header if row[0]), None),
        unit=table.unit,
        css="gov-extra",
    )
    note = element("p", f"注：{escape(table.note)}", class_="gk-legend") if table.note else ""
    return render_table(layout, cell) + (f"\n\n{note}" if note else "")


def _extra_cell(text: str | None) -> CellHtml:
    if text is None:
        return render_cell(BLANK)
    is_figure = text.replace(",", "").replace(".", "").lstrip("+-").isdigit()
    return CellHtml(escape(text), "" if is_figure else "gov-text")


def extra_columns(table: ExtraTable) -> tuple[Header, ...]:
    """The column tree that the header rows spell: equal neighbours join, ``~`` continues above."""
    width = len(table.header[0])
    chains = [
        (number, [row[number] or "" for row in table.header if row[number]] or [""])
        for number in range(1, width)
    ]
    return _tree(chains, "")


def _tree(chains: list[tuple[int, list[str]]], above: str) -> tuple[Header, ...]:
    headers: list[Header] = []
    position = 0
    while position < len(chains):
        number, labels = chains[position]
        end = position + 1
        if len(labels) > 1:
            while end < len(chains) and len(chains[end][1]) > 1 and chains[end][1][0] == labels[0]:
                end += 1
        path = f"{above}{'g' if len(labels) > 1 else 'c'}{number}"
        below = [(each, rest[1:]) for each, rest in chains[position:end]]
        children = _tree(below, f"{path}.") if len(labels) > 1 else ()
        headers.append(Header(id=path, path=path, label=labels[0], children=children))
        position = end
    return tuple(headers)


def extra_column_number(column: Header) -> int:
    """Which entry of a row stands in a leaf column of an extra table."""
    return int(column.path.rpartition(".")[2].removeprefix("c"))
