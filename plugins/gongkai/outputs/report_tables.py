"""A report's tables: those of the form with every cell addressable, and those outside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from gongkai.forms.model import CellAddress, Header, Section, Table, leaves
from gongkai.outputs.glossary import term_link
from gongkai.outputs.model import Site, report_uri
from gongkai.outputs.report_corrections import marks as corrections
from gongkai.render.html import element, escape, link
from gongkai.render.numbers import is_filled, render_cell
from gongkai.render.table import CellHtml, TableLayout, relabel, render_table
from gongkai.reports.model import BLANK, Cell, CellState, ExtraTable, Note, Report


def form_table(  # noqa: PLR0913 - what a table shows
    site: Site,
    report: Report,
    table: Table,
    section_label: str,
    signs: Mapping[str, str] | None = None,
    targets: Mapping[str, str] | None = None,
) -> str:
    """A table as on the form: printed labels, a linkable cell for each address, footnote marks.

    By address, ``signs`` is finished HTML for cells that a check has something to say about, and
    ``targets`` where the figure of a total leads.
    """
    leads, uri = targets or {}, report_uri(report)
    marks = _note_marks(report, signs or {})
    labels = report.printed_labels

    def row_label(row: Header) -> str:
        label = term_link(site, uri, table.row(row.path) or row, escape(row.label))
        return label + marks.get(f"{table.id}.{row.path}", "")

    def column_label(column: Header) -> str:
        label = term_link(site, uri, table.column(column.path) or column, escape(column.label))
        return label + marks.get(f"{table.id}/{column.path}", "")

    def cell(row: Header, column: Header) -> CellHtml:
        address = CellAddress(table.id, row.path, column.path)
        mark = marks.get(str(address), "")
        # Two links side by side in a narrow cell are hard to hit; a sign tells more than the parts.
        target = "" if mark else leads.get(str(address), "")
        return render_cell(report.cell(address), str(address), mark, target)

    layout = TableLayout(
        id=table.id,
        caption=labels.get(f"{table.id}.caption", table.caption or section_label),
        columns=relabel(table.columns, labels, f"{table.id}.columns"),
        rows=relabel(printed_rows(report, table), labels, f"{table.id}.rows"),
        columns_label=table.columns_label,
        corner=table.corner_note or table.stub_label,
        unit=table.unit,
        hide_caption=table.caption is None,
        search="form",
        row_label=row_label,
        column_label=column_label,
    )
    return render_table(layout, cell)


def printed_rows(report: Report, table: Table) -> tuple[Header, ...]:
    """The form's rows; a group that the report gives as one row becomes that row."""
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
