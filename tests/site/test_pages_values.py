"""Every cell of the real reports, read once more without our loader, against the built HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from selectolax.lexbor import LexborNode

from gongkai.forms.loader import BUILTIN_EDITIONS
from tests.html_reading import attribute, by_id, figure, grid, header_texts, read, spoken
from tests.site.building import ROOT, Build

REPORTS = sorted((ROOT / "reports").glob("*/[0-9]*.yaml"))
NAMES = [f"{path.parent.name}/{path.stem}" for path in REPORTS]
BLANK = "~"


@dataclass(frozen=True, slots=True)
class Axis:
    """A leaf row or column: its path, and the labels from the outermost group down to it."""

    path: str
    labels: tuple[str, ...]


def _plain(path: Path) -> Any:
    """The file with every scalar as the text that stands there."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts only


def _edition(report: Any) -> Any:
    """The edition of a report: the one it names, or the latest that begins by its year."""
    editions = [_plain(path) for path in sorted(BUILTIN_EDITIONS.glob("*.yaml"))]
    if "edition" in report:
        return next(each for each in editions if each["edition"]["id"] == report["edition"])
    begun = [each for each in editions if int(each["edition"]["from"]) <= int(report["year"])]
    return max(begun, key=lambda each: int(each["edition"]["from"]))


def _axes(headers: Any, given: Any = (), above: Axis | None = None) -> Iterator[Axis]:
    """The leaves of a tree of headers; a group in ``given`` counts as one."""
    for header in headers:
        path = f"{above.path}.{header['id']}" if above else header["id"]
        axis = Axis(path, (*(above.labels if above else ()), header["label"]))
        if header.get("children") and path not in given:
            yield from _axes(header["children"], given, axis)
        else:
            yield axis


def _printed(cell: Any) -> str:
    return str(cell["printed"] if isinstance(cell, dict) else cell)


def _row(row: Any, columns: list[Axis]) -> list[str]:
    """The texts of a row that is written as a list or by column."""
    if isinstance(row, dict):
        return [_printed(row.get(column.path, BLANK)) for column in columns]
    return [_printed(cell) for cell in row]


@dataclass(frozen=True, slots=True)
class Expected:
    """What a cell must show, and the labels of the headers that it must name."""

    text: str
    labels: tuple[str, ...]


def _expected(path: Path) -> dict[str, Expected]:
    """Every cell of a report by its id."""
    report = _plain(path)
    return {
        address: cell
        for table in _edition(report)["tables"]
        if table["id"] in report["tables"]
        for address, cell in _cells(table, report)
    }


def _cells(table: Any, report: Any) -> Iterator[tuple[str, Expected]]:
    columns = list(_axes(table["columns"]))
    top = (table["columns_label"],) if "columns_label" in table else ()
    rows = report["tables"][table["id"]]
    for row in _axes(table["rows"], rows):
        side = row.labels if any(row.labels) else ()
        texts = _row(rows[row.path], columns)
        for column, text in zip(columns, texts, strict=True):
            address = f"{table['id']}.{row.path}/{column.path}"
            labels = _with_variants(table, report, (*top, *column.labels, *side), column, row)
            yield address, Expected(text, labels)


def _with_variants(
    table: Any, report: Any, labels: tuple[str, ...], column: Axis, row: Axis
) -> tuple[str, ...]:
    """The labels with those of the leaf as this report prints them."""
    changed = report.get("printed_labels", {})
    own = {
        column.labels[-1]: changed.get(f"{table['id']}.columns.{column.path}"),
        row.labels[-1]: changed.get(f"{table['id']}.rows.{row.path}"),
    }
    return tuple(own.get(label) or label for label in labels)


def _data_cells(page: Path) -> dict[str, LexborNode]:
    cells = [cell for cell in read(page).css("td[id]") if "/" in attribute(cell, "id")]
    found = {attribute(cell, "id"): cell for cell in cells}
    assert len(found) == len(cells)
    return found


def _shown(cell: LexborNode) -> str:
    """The figure without marks, ``~`` for a blank as it has to be."""
    text = figure(cell)
    return BLANK if not text and spoken(cell) == "原表未填" else text


@pytest.mark.parametrize("path", REPORTS, ids=NAMES)
def test_every_cell_shows_what_the_file_says(real: Build, path: Path) -> None:
    shown = _data_cells(real.page(f"reports/{path.parent.name}/{path.stem}/"))
    expected = {address: cell.text for address, cell in _expected(path).items()}
    assert {address: _shown(cell) for address, cell in shown.items()} == expected


@pytest.mark.parametrize("path", REPORTS, ids=NAMES)
def test_every_cell_names_its_printed_headers(real: Build, path: Path) -> None:
    page = read(real.page(f"reports/{path.parent.name}/{path.stem}/"))
    nodes = by_id(page)
    for mark in page.css("sup"):
        mark.decompose()
    for address, cell in _expected(path).items():
        assert header_texts(nodes[address], nodes) == list(cell.labels), address


@pytest.mark.parametrize("path", REPORTS, ids=NAMES)
def test_every_table_is_whole(real: Build, path: Path) -> None:
    page = read(real.page(f"reports/{path.parent.name}/{path.stem}/"))
    tables = page.css("table.gov")
    placed = {attribute(cell, "id") for table in tables for row in grid(table) for cell in row}
    assert set(_expected(path)) <= placed


def test_the_site_holds_all_cells(real: Build) -> None:
    counts = [len(_expected(path)) for path in REPORTS]
    shown = [len(_data_cells(real.page(f"reports/{name}/"))) for name in NAMES]
    assert shown == counts
    assert sum(counts) == 1594


def test_blanks_stay_blank(real: Build) -> None:
    """长治 2019 filled 31 of 198 cells, and in 四 one alone; 平潭 left none of its cells blank."""
    blank = {
        name: [
            cell
            for cell in _data_cells(real.page(f"reports/{name}/")).values()
            if _shown(cell) == BLANK
        ]
        for name in NAMES
    }
    assert {name: len(cells) for name, cells in blank.items() if cells} == {
        "changzhi-sme/2019": 167
    }
    fourth = [
        address
        for address, cell in _data_cells(real.page("reports/changzhi-sme/2019/")).items()
        if address.startswith("review_litigation.") and _shown(cell) != BLANK
    ]
    assert fourth == ["review_litigation.cases/litigation.direct.total"]
