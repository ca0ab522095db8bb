"""CSV, JSON, JSON Lines, XLSX and Parquet hold the same cells, whatever a report says."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

from gongkai.build import Settings, load_site
from gongkai.forms.loader import load_editions
from gongkai.outputs import csv_files, json_files, parquet_file, xlsx_files
from gongkai.outputs.csv_files import BYTE_ORDER_MARK
from gongkai.outputs.formulas import harmless
from gongkai.outputs.model import Output, Site
from gongkai.reports.model import Report
from tests import strategies
from tests.workbook_reading import read_cells

ROOT = Path(__file__).parents[2]
EDITIONS = load_editions().value
NOT_PRINTED = "not_printed"

Place: TypeAlias = tuple[str, str]
"""A report and an address."""

Content: TypeAlias = Decimal | str | None
"""A figure, what is printed in its place, or a blank."""


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site(Settings(ROOT / "reports", ROOT)).value


def assert_formats_agree(site: Site) -> None:
    documents = _files(json_files.build, site)
    states, cells = _of_documents(documents.values())
    printed = {place for place, state in states.items() if state != NOT_PRINTED}

    rows = _csv(_files(csv_files.build, site)["data/gongkai.csv"])
    assert _states(rows) == states
    assert _of_rows(rows) == {
        place: harmless(cell) if isinstance(cell, str) else cell for place, cell in cells.items()
    }

    lines = [json.loads(line) for line in documents["data/gongkai.jsonl"].decode().splitlines()]
    assert _states(lines) == states
    assert _of_rows(lines) == cells

    data = _files(parquet_file.build, site)["data/gongkai.parquet"]
    table = pq.read_table(io.BytesIO(data)).to_pylist()
    assert _states(table) == states
    assert _of_rows(table) == cells

    if printed:
        book = read_cells(_files(xlsx_files.build, site)["data/gongkai.xlsx"])
        assert set(book) == printed
        for place, (value, _) in book.items():
            # A figure of many digits is a text there.
            is_figure = states[place] == "number"
            assert (Decimal(str(value)) if is_figure else value) == cells[place]


def _files(build: Output, site: Site) -> dict[str, bytes]:
    return {
        file.uri: file.content.encode() if isinstance(file.content, str) else file.content
        for file in build(site)
        if isinstance(file.content, str | bytes)
    }


def _csv(data: bytes) -> list[dict[str, str]]:
    text = data.decode().removeprefix(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _place(row: Mapping[str, Any]) -> Place:
    return row["report_id"], row["address"]


def _states(rows: Iterable[Mapping[str, Any]]) -> dict[Place, str]:
    return {_place(row): row["state"] for row in rows}


def _of_rows(rows: Iterable[Mapping[str, Any]]) -> dict[Place, Content]:
    return {_place(row): _content(row) for row in rows}


def _of_documents(files: Iterable[bytes]) -> tuple[dict[Place, str], dict[Place, Content]]:
    """States and contents of the cells in the documents of reports."""
    states: dict[Place, str] = {}
    cells: dict[Place, Content] = {}
    for report in filter(_is_report, map(_json, files)):
        for table in report["tables"]:
            for row in table["rows"]:
                for column, cell in zip(table["columns"], row["cells"], strict=True):
                    place = report["report_id"], f"{table['id']}.{row['id']}/{column['id']}"
                    states[place], cells[place] = cell["state"], _content(cell)
    return states, cells


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except json.JSONDecodeError:  # JSON Lines
        return None


def _is_report(document: Any) -> bool:
    return isinstance(document, dict) and "tables" in document


def _content(cell: Mapping[str, Any]) -> Content:
    if cell["state"] == "number":
        return Decimal(cell["value"])
    assert cell.get("value") in (None, "")
    return cell.get("printed") or None


def test_the_real_reports(site: Site) -> None:
    assert_formats_agree(site)


@given(report=strategies.reports(EDITIONS))
@settings(max_examples=60)
def test_any_report(site: Site, report: Report) -> None:
    own = replace(report, agency=site.corpus.agencies[0].id)
    assert_formats_agree(replace(site, corpus=replace(site.corpus, reports=(own,))))
