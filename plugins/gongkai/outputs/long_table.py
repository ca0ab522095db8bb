"""Every cell of the reports as a row of one long table: what the downloads hold.

A report gives one row for each cell of its form, in the order of the form; a report without a form
gives none. A group of rows that the report prints as one row gives that row's cells and none below.
``COLUMNS`` is the one definition from which headers, schemas and the dictionary are made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from gongkai.forms.model import CellAddress, FormEdition, Header, Table
from gongkai.outputs.check_flags import flags_of
from gongkai.outputs.model import Site, report_id
from gongkai.outputs.report_facts import agency_of
from gongkai.reports.model import NOT_PRINTED, Cell, Report

Value: TypeAlias = str | int | Decimal | None
"""What stands in a row; None is nothing, which is neither 0 nor an empty text."""

Row: TypeAlias = tuple[Value, ...]
"""The values of one cell, in the order of ``COLUMNS``."""


class ColumnKind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"  # an integer, or a decimal with its digits as printed
    DATE = "date"  # ISO 8601


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its name; ``title`` is for readers, ``meaning`` for the dictionary."""

    name: str
    title: str
    meaning: str
    kind: ColumnKind = ColumnKind.TEXT
    is_required: bool = False


COLUMNS = (
    Column("report_id", "年报", "机关标识和年份，如 pingtan-2020", is_required=True),
    Column("agency_id", "机关标识", "网址里的标识，永不改变", is_required=True),
    Column("agency_name", "机关", "机关的正式全称", is_required=True),
    Column("year", "年份", "报告所述的年份", ColumnKind.INTEGER, is_required=True),
    Column("edition", "表式", "所用表式的标识，如 2021", is_required=True),
    Column("table", "表", "统计表的标识", is_required=True),
    Column("row", "行", "行的标识，分级用点隔开", is_required=True),
    Column("row_label", "行名", "印出的行名，上级在前，用 · 隔开"),
    Column("column", "栏", "栏的标识，分级用点隔开", is_required=True),
    Column("column_label", "栏名", "印出的栏名，上级在前，用 · 隔开"),
    Column("address", "地址", "表.行/栏；各年同一地址是同一项统计", is_required=True),
    Column("unit", "单位", "格内印出的单位，没有就是表式的单位；都没有则空"),
    Column("value", "数值", "state 为 number 时的数；其余为空，空不是 0", ColumnKind.NUMBER),
    Column(
        "state",
        "状态",
        "number 数；blank 印出而未填；na 印作 / 或 -；text 其他文字；not_printed 原报告没有这一行",
        is_required=True,
    ),
    Column("printed", "原样", "格内印出的文字"),
    Column("note", "说明", "格、行、栏的脚注，和校验在此格的说明"),
    Column("source_url", "来源", "原文的网址"),
    Column("source_sha256", "来源校验和", "所存原件的 SHA-256"),
    Column("published", "公布日期", "未载明则空", ColumnKind.DATE),
)
NAMES = tuple(column.name for column in COLUMNS)


HEAD, PLACE, CONTENT, TAIL = NAMES[:5], NAMES[5:11], NAMES[11:-3], NAMES[-3:]
"""The columns that are the same in all rows of a report, and those between them.

A place recurs in every report of a form, and most contents are among few: what writes many rows can
keep what it made of either.
"""


@dataclass(frozen=True, slots=True)
class ReportRows:
    """The rows of one report: what begins and ends every row, and what is between for each cell.

    A cell is its place and its content.
    """

    head: Row
    cells: Iterable[tuple[Row, Row]]
    tail: Row


def rows_of(site: Site, report: Report) -> Iterator[Row]:
    """The rows of one report."""
    rows = report_rows(site, report)
    return ((*rows.head, *place, *content, *rows.tail) for place, content in rows.cells)


def report_rows(site: Site, report: Report) -> ReportRows:
    """The rows of one report, with what they have in common said once."""
    edition = report.edition
    if edition is None:
        return ReportRows((None,) * len(HEAD), (), (None,) * len(TAIL))
    return ReportRows(_head(site, report, edition), _cells(site, report, edition), _tail(report))


def _cells(site: Site, report: Report, edition: FormEdition) -> Iterator[tuple[Row, Row]]:
    notes = _notes(site, report)
    for table in edition.tables:
        columns = printed_columns(report, table)
        for row, row_label in printed_rows(report, table):
            cells = cells_in(report, table, row)
            for (column, column_label), cell in zip(columns, cells, strict=True):
                address = CellAddress(table.id, row.path, column.path)
                unit = cell.unit or table.cell_unit(row, column)
                note = _note(notes, address)
                yield (
                    (table.id, row.path, row_label, column.path, column_label, str(address)),
                    (
                        unit,
                        cell.value,
                        cell.state.value,
                        cell.printed or None,
                        note,
                    ),
                )


def _head(site: Site, report: Report, edition: FormEdition) -> Row:
    name = agency_of(site, report).name
    return (report_id(report), report.agency, name, report.year, edition.id)


def _tail(report: Report) -> Row:
    source = report.source
    published = report.published.isoformat() if report.published else None
    return (source.url if source else None, source.sha256 if source else None, published)


# --- labels -----------------------------------------------------------------------------------


def printed_rows(report: Report, table: Table) -> list[tuple[Header, str]]:
    """The rows of a table with their labels, a group that the report gives as one row as one."""
    labels = _labels(report, table, "rows")
    collapsed = {
        header.path
        for top in table.rows
        for header in top.walk()
        if header.children and header.path in report.rows(table)
    }
    return _leaves(table.rows, labels, collapsed)


def printed_columns(report: Report, table: Table) -> list[tuple[Header, str]]:
    """The columns of a table with their labels."""
    return _leaves(table.columns, _labels(report, table, "columns"))


def form_columns(table: Table) -> list[tuple[Header, str]]:
    """The columns of a table with their labels in the form."""
    return _leaves(table.columns, {})


def cells_in(report: Report, table: Table, row: Header) -> tuple[Cell, ...]:
    """The cells of a row that :func:`printed_rows` names."""
    return report.rows(table).get(row.path) or (NOT_PRINTED,) * len(table.column_leaves)


def _labels(report: Report, table: Table, axis: str) -> Mapping[str, str]:
    """The labels that a report prints otherwise, by path; ``axis`` is ``rows`` or ``columns``."""
    start = f"{table.id}.{axis}."
    return {
        key.removeprefix(start): label
        for key, label in report.printed_labels.items()
        if key.startswith(start)
    }


def _leaves(
    headers: Iterable[Header],
    labels: Mapping[str, str],
    collapsed: Iterable[str] = (),
    above: tuple[str, ...] = (),
) -> list[tuple[Header, str]]:
    """The leaves of a tree with their labels, those of the groups before them."""
    found: list[tuple[Header, str]] = []
    for header in headers:
        chain = (*above, labels.get(header.path, header.label))
        if header.children and header.path not in collapsed:
            found += _leaves(header.children, labels, collapsed, chain)
        else:
            found.append((header, "·".join(part for part in chain if part)))
    return found


# --- notes ------------------------------------------------------------------------------------


def _notes(site: Site, report: Report) -> Mapping[str, list[str]]:
    """Footnotes and explained failures by the place they stand at."""
    notes: defaultdict[str, list[str]] = defaultdict(list)
    for note in report.notes:
        notes[note.at].append(note.text)
    for flag in flags_of(site, report):
        if flag.address is not None and flag.result.discrepancy is not None:
            notes[str(flag.address)].append(flag.result.discrepancy.note)
    return notes


def _note(notes: Mapping[str, list[str]], address: CellAddress) -> str | None:
    """What is noted of a cell, its row and its column."""
    if not notes:
        return None
    places = (
        str(address),
        f"{address.table}.{address.row}",
        f"{address.table}/{address.column}",
    )
    return "；".join(text for place in places for text in notes.get(place, ())) or None
