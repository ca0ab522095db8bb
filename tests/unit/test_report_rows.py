"""A report's rows, places and prose, held against the form."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.forms.model import CellAddress, Editions
from gongkai.issues import Location
from gongkai.reports.loader import load_report
from gongkai.reports.model import BLANK, NOT_IN_FORM, NOT_PRINTED, Cell, CellState
from tests.bad_input import report as report_text
from tests.marks import unmark
from tests.report_reading import SHOWN, read_report, sound_report


def test_a_row_that_is_not_there_was_not_printed(tmp_path: Path, editions: Editions) -> None:
    text = report_text().replace("    coercion: [0]\n", "")
    text = text.replace("  art20_5:\n    licensing: [0]\n", "")
    report = sound_report(text, tmp_path, editions)
    assert report.cell(CellAddress("art20_6", "coercion", "decisions_in_year")) == NOT_PRINTED
    assert report.cell(CellAddress("art20_5", "licensing", "decisions_in_year")) == NOT_PRINTED
    assert report.cell(CellAddress("art20_9", "x", "y")) == NOT_IN_FORM
    assert report.cell(CellAddress("art20_6", "coercion", "x")) == NOT_IN_FORM


def test_a_report_may_have_no_tables(tmp_path: Path, editions: Editions) -> None:
    assert sound_report("year: 2021\n", tmp_path, editions).tables == {}


def test_a_group_may_be_one_row(tmp_path: Path, editions: Editions) -> None:
    names = ("supplement_overdue", "fee_overdue", "other")
    parts = [f"results.other_handling.{name}" for name in names]
    zeros = "[0, 0, 0, 0, 0, 0, 0]"
    rows = "".join(f"    {part}: {zeros}\n" for part in parts)
    text = report_text()
    assert rows in text
    one = text.replace(rows, f"    results.other_handling: {zeros}\n")
    report = sound_report(one, tmp_path, editions)
    table = report.edition.table("requests") if report.edition else None
    assert table is not None
    assert report.is_collapsed(table, "results.other_handling")
    both = text.replace(rows, f"    results.other_handling: {zeros}\n    ‸{parts[0]}: {zeros}\n")
    plain, places = unmark(both)
    assert read_report(plain, tmp_path, editions)[1] == [("form.unknown_row", *places[0])]


@pytest.mark.parametrize("group", ["results", "results.refused"])
def test_no_other_group_is_a_row(group: str, tmp_path: Path, editions: Editions) -> None:
    row = f"    ‸{group}: [0, 0, 0, 0, 0, 0, 0]\n"
    text, places = unmark(report_text().replace("    carried_in:", f"{row}    carried_in:"))
    assert read_report(text, tmp_path, editions)[1] == [("form.unknown_row", *places[0])]


def test_the_order_of_a_file_does_not_matter(tmp_path: Path, editions: Editions) -> None:
    text = report_text()
    head, _, tables = text.partition("tables:\n")
    penalty, coercion = "    penalty: [0]\n", "    coercion: [0]\n"
    rows = tables.replace(penalty + coercion, coercion + penalty)
    first = sound_report(text, tmp_path, editions)
    assert sound_report(f"tables:\n{rows}{head}", tmp_path, editions) == first


def test_cells_come_in_the_order_of_the_form(tmp_path: Path, editions: Editions) -> None:
    report = sound_report(report_text(row="[1, ~, /]"), tmp_path, editions)
    assert report.edition is not None
    cells = dict(report.cells())
    assert list(cells) == list(report.edition.addresses())
    assert list(cells.values())[:3] == [
        Cell(CellState.NUMBER, 1, "1"),
        BLANK,
        Cell(CellState.NOT_APPLICABLE, None, "/"),
    ]


@pytest.mark.parametrize(
    ("name", "line", "column"),
    [
        ("year", 1, 1),
        ("title", 2, 1),
        ("narratives", 4, 1),
        ("narratives.overview", 5, 3),
        ("narratives.requests", 6, 3),
        ("tables", 7, 1),
        ("tables.art20_1", 8, 3),
        ("art20_1.regulations", 9, 5),
        ("art20_1.regulations/repealed", 9, 22),
        ("requests.new_received/total", 19, 38),
    ],
)
def test_things_have_their_places(
    name: str, line: int, column: int, tmp_path: Path, editions: Editions
) -> None:
    prose = "\n  overview: 一\n  requests: {before: 二}"
    report = sound_report(report_text().replace(" omitted", prose), tmp_path, editions)
    assert report.locations[name] == Location(SHOWN, line, column)


@pytest.mark.parametrize(
    "prose",
    [
        "{overview: ‸[一]}",
        "{overview: ‸{before: 一}}",
        "{requests: ‸一}",
        "{requests: {before: ‸[一]}}",
        "‸[一]",
        "‸omited",
    ],
)
def test_prose_has_the_shape_of_its_section(prose: str, tmp_path: Path, editions: Editions) -> None:
    text, places = unmark(report_text().replace("omitted", prose))
    assert read_report(text, tmp_path, editions)[1] == [("shape.type", *places[0])]


def test_the_real_reports_are_faultless(reports_folder: Path, editions: Editions) -> None:
    paths = sorted(reports_folder.glob("*/[0-9]*.yaml"))
    assert paths
    for path in paths:
        loaded = load_report(path, editions, path.parent.name)
        assert loaded.issues == ()
        assert loaded.value is not None
