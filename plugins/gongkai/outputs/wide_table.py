"""Every printed row of the reports' tables with its figures side by side: what workbooks show.

Made from the long table, so that both hold the same cells. A row that a report does not print is
not listed. The rows of a table stand on one sheet as long as the forms give it the same columns, so
an empty cell is always one that the report leaves blank.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from gongkai.forms.model import FormEdition, Table
from gongkai.outputs.long_table import COLUMNS, NAMES, Row, Value, form_columns
from gongkai.reports.model import CellState, Report

BEFORE = ("report_id", "agency_id", "agency_name", "year", "edition", "row", "row_label")
"""The long table's columns that stand before the figures."""

AFTER = ("unit", "printed", "note", "source_url", "published")
"""Those that stand behind them; the first three tell of which figures they speak."""

SheetKey: TypeAlias = tuple[str, tuple[str, ...]]
"""A table and the paths of its columns."""

_Cells: TypeAlias = Mapping[str, tuple[Value, ...]]

_TITLES = {column.name: column.title for column in COLUMNS}
_TABLE_AND_ROW = itemgetter(NAMES.index("table"), NAMES.index("row"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of the form, in all ``editions`` that give it these columns.

    ``figures`` are the labels of its columns by path; the labels are those of the newest edition.
    """

    table: str
    title: str
    editions: tuple[str, ...]
    figures: Mapping[str, str]

    @property
    def header(self) -> tuple[str, ...]:
        """What stands above the columns."""
        before, after = ([_TITLES[name] for name in names] for names in (BEFORE, AFTER))
        return (*before, *self.figures.values(), *after)


class WideRow(NamedTuple):
    """A printed row: the sheet it belongs on, and its values in the order of the sheet's header."""

    sheet: SheetKey
    values: Row


def sheets(editions: Iterable[FormEdition]) -> dict[SheetKey, Sheet]:
    """The sheets that reports on these forms need; ``editions`` come with the newest first."""
    forms: defaultdict[SheetKey, list[tuple[FormEdition, Table]]] = defaultdict(list)
    for edition in editions:
        for table in edition.tables:
            forms[_key(table)].append((edition, table))
    return {key: _sheet(*found) for key, found in forms.items()}


def _sheet(newest: tuple[FormEdition, Table], *older: tuple[FormEdition, Table]) -> Sheet:
    edition, table = newest
    section = edition.section(table.section)
    return Sheet(
        table=table.id,
        title=table.caption or (section.label if section else table.id),
        editions=tuple(each.id for each, _ in (newest, *older)),
        figures={column.path: label for column, label in form_columns(table)},
    )


def count_rows(report: Report) -> int:
    """How many rows the report's tables print."""
    tables = report.edition.tables if report.edition else ()
    return sum(len(report.rows(table)) for table in tables)


def _key(table: Table) -> SheetKey:
    return table.id, tuple(column.path for column in table.column_leaves)


# --- rows -------------------------------------------------------------------------------------


def wide_rows(rows: Iterable[Row]) -> Iterator[WideRow]:
    """The printed rows out of the cells of a report, in the order of the form."""
    for _, group in groupby(rows, _TABLE_AND_ROW):
        cells = dict(zip(NAMES, zip(*group, strict=True), strict=True))
        if cells["state"][0] != CellState.NOT_PRINTED:
            paths = tuple(map(str, cells["column"]))
            yield WideRow((str(cells["table"][0]), paths), _values(cells))


def _values(cells: _Cells) -> Row:
    """What stands in a row, out of the values of its cells by the long table's columns."""
    labels = [str(label) for label in cells["column_label"]]
    more = map(_more_than_figure, cells["value"], cells["printed"])
    return (
        *(cells[name][0] for name in BEFORE),
        *map(_figure, cells["value"], cells["printed"]),
        *(_told(labels, told) for told in (cells["unit"], tuple(more), cells["note"])),
        *(cells[name][0] for name in AFTER[3:]),
    )


def _figure(value: Value, printed: Value) -> Value:
    """The number, or the text that is printed in its place; None for a blank."""
    return printed if value is None else value


def _more_than_figure(value: Value, printed: Value) -> Value:
    """What is printed where the number does not show it: a unit, a remark, a zero at the end."""
    if value is None:
        return None
    digits = f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
    return None if printed == digits else printed


def _told(labels: Sequence[str], texts: Sequence[Value]) -> str | None:
    """Texts about figures, each after the figures it is about; alone where it is about all."""
    about: defaultdict[str, list[str]] = defaultdict(list)
    for label, text in zip(labels, texts, strict=True):
        if text is not None:
            about[str(text)].append(label)
    if len(about) == 1 and None not in texts:
        return next(iter(about))
    return "；".join(f"{'、'.join(named)}：{text}" for text, named in about.items()) or None
