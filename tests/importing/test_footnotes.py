"""Numbered footnotes, lone rows of sheets, number formats, words below a header."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from gongkai.forms.model import CellAddress, Editions, ValueKind
from gongkai.importers.documents import read_document
from gongkai.importers.findings import is_same_label
from gongkai.importers.raw import Grid
from gongkai.importers.readers.workbook import NOT_CALCULATED, as_formatted
from gongkai.importers.recognition import Recognition, recognize
from gongkai.importers.values import split_marks
from gongkai.reports.cells import number_cell
from gongkai.reports.model import Note
from tests.full_reports import full_reports
from tests.properties.test_export_import import written

TOTAL = CellAddress("requests", "new_received", "total")


@pytest.fixture(scope="module")
def page(editions: Editions) -> str:
    """A report without footnotes as HTML."""
    report = next(full_reports(editions, 1, 3))
    rows = dict(report.tables["requests"])
    cells = rows[TOTAL.row]
    figure = number_cell("4321", ValueKind.COUNT)
    assert figure is not None
    rows[TOTAL.row] = (*cells[:-1], figure)
    tables = {**report.tables, "requests": rows}
    plain = replace(report, notes=(), tables=tables, narratives={}, printed_labels={})
    return written("html", plain).decode()


def _read(page: str, editions: Editions) -> Recognition:
    return recognize(read_document(page.encode(), "年报.html"), editions)


def _with_line(page: str, line: str) -> str:
    """The page with a line below the table of requests."""
    at = page.index("<h2", page.index("4321"))
    return f"{page[:at]}<p>{line}</p>{page[at:]}"


@pytest.mark.parametrize("mark", ["<sup>注1</sup>", "注1", "（注1）", "[注 1]"])
def test_a_marked_footnote_is_a_note_at_its_cell(mark: str, page: str, editions: Editions) -> None:
    marked = _with_line(page.replace("4321", f"4321{mark}"), "注1：含上年转入的2件")
    found = _read(marked, editions)
    assert found.report.notes == (Note(str(TOTAL), "含上年转入的2件"),)
    assert found.report.cell(TOTAL).value == 4321
    assert not found.doubts


def test_a_footnote_marked_twice_stands_at_both_places(page: str, editions: Editions) -> None:
    marked = page.replace("4321", "4321注1").replace("1.属于国家秘密", "1.属于国家秘密注1")
    found = _read(_with_line(marked, "注1：口径不同"), editions)
    places = {"requests.results.refused.state_secret", str(TOTAL)}
    assert {note.at for note in found.report.notes} == places


def test_a_footnote_marked_nowhere_is_about_its_section(page: str, editions: Editions) -> None:
    found = _read(_with_line(page, "注2：口径不同"), editions)
    assert found.report.notes == (Note("requests", "口径不同"),)


def test_a_mark_without_its_line_is_no_footnote(page: str, editions: Editions) -> None:
    found = _read(page.replace("4321", "4321注1"), editions)
    assert found.report.notes == ()
    assert [each.address for each in found.doubts] == [TOTAL]


def test_two_lines_with_one_number_stay_prose(page: str, editions: Editions) -> None:
    found = _read(_with_line(_with_line(page, "注1：甲。"), "注1：乙。"), editions)
    assert found.report.notes == ()
    prose = (found.report.narratives or {})["requests"]
    assert prose.after == "注1：甲。\n\n注1：乙。"


def test_a_line_below_one_table_is_no_torn_row_of_the_next(page: str, editions: Editions) -> None:
    found = _read(_with_line(page, "数据来源于本机关台账"), editions)
    assert not [each for each in found.remarks if each.code == "import.unknown_row"]
    prose = (found.report.narratives or {})["requests"]
    assert prose.after == "数据来源于本机关台账"


@pytest.mark.parametrize(
    ("text", "label", "marks"),
    [("12注1", "12", (1,)), ("注1注12", "", (1, 12)), ("注", "注", ()), ("附注1件", "附注1件", ())],
)
def test_marks_are_told_from_text(text: str, label: str, marks: tuple[int, ...]) -> None:
    assert split_marks(text) == (label, marks)


@pytest.mark.parametrize(
    ("printed", "label", "same"),
    [
        ("属于国家秘密", "1.属于国家秘密", True),
        ("本年新收", "一、本年新收", True),
        ("规范性文件", "行政规范性文件", False),
        ("2.属于国家秘密", "1.属于国家秘密", False),
    ],
)
def test_only_a_missing_number_is_no_difference(printed: str, label: str, same: bool) -> None:
    assert is_same_label(printed, label) is same


# --- sheets ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number_format", "shown"),
    [
        ("1692.9", "0.00", "1692.90"),
        ("5", "#,##0.00", "5.00"),
        ("1692.905", "0.00", "1692.905"),  # a figure is never rounded
        ("12", '0"件"', "12件"),
        ("12", '0.0"注1"', "12.0注1"),
        ("12", "General", "12"),
        ("12", "yyyy-mm-dd", "12"),
    ],
)
def test_a_number_has_what_its_format_adds(text: str, number_format: str, shown: str) -> None:
    assert as_formatted(text, number_format) == shown


@pytest.mark.parametrize(("value", "shown"), [("=1+1", NOT_CALCULATED), (7, "7")])
def test_a_formula_without_value_is_told(value: object, shown: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["B1"] = "合计", value
    data = io.BytesIO()
    book.save(data)
    (grid,) = read_document(data.getvalue(), "表.xlsx").blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.rows[0]] == ["合计", shown]


def test_rows_of_joined_cells_around_a_table_are_prose(editions: Editions) -> None:
    report = replace(next(full_reports(editions, 1, 3)), notes=(), preface=None)
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", report)))
    sheet = book.worksheets[2]  # requests
    last = sheet.max_row + 1
    sheet.cell(last, 1).value = "（一）说明"
    sheet.merge_cells(start_row=last, end_row=last, start_column=1, end_column=sheet.max_column)
    data = io.BytesIO()
    book.save(data)
    found = recognize(read_document(data.getvalue(), "年报.xlsx"), editions)
    prose = (found.report.narratives or {})["requests"]
    assert prose.after.endswith("（一）说明")
    assert not found.doubts


# --- words among figures ------------------------------------------------------------------------


def test_words_below_a_header_are_cells_of_a_row_without_label(
    page: str, editions: Editions
) -> None:
    start = page.index("<tr", page.index("行政复议", page.index("4321")))
    at = page.rindex("<td", start, page.index("</table>", start))
    end = page.index("</td>", at)
    found = _read(f"{page[:at]}<td>见附件{page[end:]}", editions)
    last = CellAddress("review_litigation", "cases", "litigation.after_review.total")
    assert found.report.cell(last).printed == "见附件"
    assert not found.doubts
