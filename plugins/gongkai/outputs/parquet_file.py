"""A download for statistics programs: every cell as Parquet, in the long table's columns.

Columns have types: a year is an integer, a day a date, a figure an exact decimal and never a float.
The same cells give the same bytes as long as pyarrow is the same.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from importlib import import_module
from itertools import chain
from typing import Any

from gongkai.outputs.downloads import corpus_file
from gongkai.outputs.long_table import COLUMNS, Column, ColumnKind, Value, rows_of
from gongkai.outputs.model import Site, SiteFile
from gongkai.reports.cells import MAX_DIGITS

REPORTS_A_GROUP = 500
"""So many reports, of some 200 cells each, are held as rows at a time and read as one group."""

MOST_DECIMALS = 6
"""Amounts of 万元 down to 分 have six; more make the column wider than some programs read."""


def build(site: Site) -> Iterator[SiteFile]:
    """One file; needs pyarrow (``extras.lacking``)."""
    # Not imported above: most sites do without.
    arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    schema = _schema(arrow, site)
    data = io.BytesIO()
    with parquet.ParquetWriter(data, schema, compression="zstd") as writer:
        for columns in _groups(site):
            arrays = [
                arrow.array([_typed(column, value) for value in values], field.type)
                for column, values, field in zip(COLUMNS, columns, schema, strict=True)
            ]
            writer.write_table(arrow.table(arrays, schema=schema))
    yield SiteFile(corpus_file("parquet"), data.getvalue())


def _groups(site: Site) -> Iterator[list[tuple[Value, ...]]]:
    """The values of each column, for some reports at a time."""
    reports = site.corpus.reports
    for start in range(0, len(reports), REPORTS_A_GROUP):
        group = reports[start : start + REPORTS_A_GROUP]
        rows = chain.from_iterable(rows_of(site, report) for report in group)
        if columns := list(zip(*rows, strict=True)):
            yield columns


def _typed(column: Column, value: Value) -> Value | date:
    """A value in the type of its column; the long table writes days as text."""
    if column.kind is ColumnKind.DATE and isinstance(value, str):
        return date.fromisoformat(value)
    return value


def _schema(arrow: Any, site: Site) -> Any:
    types = {
        ColumnKind.TEXT: arrow.string(),
        ColumnKind.INTEGER: arrow.int32(),
        ColumnKind.NUMBER: _number_type(arrow, site),
        ColumnKind.DATE: arrow.date32(),
    }
    return arrow.schema(
        arrow.field(
            column.name,
            types[column.kind],
            nullable=not column.is_required,
            metadata={"title": column.title, "description": column.meaning},
        )
        for column in COLUMNS
    )


def _number_type(arrow: Any, site: Site) -> Any:
    """The narrowest decimal that holds every figure as it is."""
    figures = (cell.value for report in site.corpus.reports for _, cell in report.cells())
    decimals = (-int(each.as_tuple().exponent) for each in figures if isinstance(each, Decimal))
    if max(decimals, default=0) <= MOST_DECIMALS:
        return arrow.decimal128(38, MOST_DECIMALS)
    return arrow.decimal256(76, MAX_DIGITS)
