"""Exported reports: set as official documents, safe to open and to paste, the same every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree, html

from gongkai.exporters import FORMATS
from gongkai.exporters.layout import Layout, layout_of
from gongkai.forms.model import CellAddress, Editions, FormEdition, ValueKind
from gongkai.reports.cells import number_cell, text_cell
from gongkai.reports.loader import load_report
from gongkai.reports.model import (
    BLANK,
    Attachment,
    Cell,
    CellState,
    ExtraTable,
    Narrative,
    Note,
    Report,
    Signature,
)
from tests.export_reading import read_docx, read_html, read_xlsx

HOSTILE = ("=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "＝1", "<b>x</b>", "{{ 7*7 }}", "a&b")
# The first three a reader of HTML adds by itself.
_TAGS = {"html", "head", "body", "meta", "div", "h1", "h2", "h3", "p", "br", "sup"}
_TAGS |= {"table", "colgroup", "col", "tr", "td", "th"}
_ATTRIBUTES = {"charset", "lang", "style", "border", "cellspacing", "cellpadding"}
_ATTRIBUTES |= {"colspan", "rowspan", "scope"}
READERS = {"docx": read_docx, "html": read_html, "xlsx": read_xlsx}


def written(name: str, report: Report) -> bytes:
    form = report.edition
    assert form is not None
    write: Callable[[Layout], bytes] = import_module(FORMATS[name].module).write
    return write(layout_of(report, form, "示例机关 2021 年年报"))


@pytest.fixture
def form(editions: Editions) -> FormEdition:
    found = editions.get("2021")
    assert found is not None
    return found


@pytest.fixture
def hostile(form: FormEdition) -> Report:
    """Every text that a report can have is one that a program would like to run."""
    table = form.tables[0]
    cells = tuple(Cell(CellState.TEXT, None, text) for text in HOSTILE[:3])
    rows = [(text, text) for text in HOSTILE]
    return Report(
        "example",
        2021,
        form,
        signed=Signature(HOSTILE[0], date(2022, 1, 20)),
        preface=HOSTILE[1],
        narratives={"overview": Narrative("\n\n".join(HOSTILE))},
        tables={table.id: {row.path: cells for row in table.row_leaves}},
        printed_labels={"sections.problems": HOSTILE[0]},
        extra_tables=(ExtraTable("x", "overview", HOSTILE[0], (("=h", "=i"),), tuple(rows)),),
        attachments=(Attachment("a.pdf", HOSTILE[5]),),
        notes=(Note("overview", HOSTILE[3]),),
    )


@pytest.fixture
def real(editions: Editions, reports_folder: Path) -> Report:
    loaded = load_report(reports_folder / "pingtan/2020.yaml", editions, "pingtan")
    assert loaded.value is not None
    return loaded.value


@pytest.mark.parametrize("name", list(FORMATS))
def test_texts_stay_as_they_are(name: str, hostile: Report) -> None:
    exported = READERS[name](written(name, hostile))
    assert set(HOSTILE) <= set(exported.texts)
    (extra,) = [matrix for matrix in exported.tables if matrix[0][0][1] == "=h"]
    assert [[text for _, text in line] for line in extra[1:]] == [[text] * 2 for text in HOSTILE]


def test_no_text_is_a_formula(hostile: Report) -> None:
    """Nor becomes one when somebody edits its cell: it is marked as text."""
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", hostile)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    risky = [cell for cell in cells if str(cell.value)[0] in "=+-@＝"]
    assert len(risky) > len(HOSTILE)
    assert all(cell.quotePrefix for cell in risky)


def test_html_is_inert_and_brings_nothing(hostile: Report) -> None:
    data = written("html", hostile)
    assert data.startswith(b'<meta charset="utf-8">')
    root = html.fromstring(data).getroottree().getroot()
    assert {each.tag for each in root.iter()} <= _TAGS
    assert {name for each in root.iter() for name in each.attrib} <= _ATTRIBUTES
    assert b"{{" not in data


# --- as on the form ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", list(FORMATS))
def test_the_parts_on_one_form_share_one_table(name: str, real: Report) -> None:
    """The blocks of part two stand under each other, each as wide as the whole."""
    tables = READERS[name](written(name, real)).tables
    assert len(tables) == 3
    captions = [line[0][1] for line in tables[0] if len(dict(line)) == 1]
    assert captions == [f"第二十条第（{n}）项" for n in "一五六八九"]
    assert {len(line) for line in tables[0]} == {7}  # a label, and three or two columns evenly


@pytest.mark.parametrize("name", list(FORMATS))
def test_what_was_not_printed_is_not_there(name: str, form: FormEdition) -> None:
    """A row, a table that the report leaves out; a group given as one row is one."""
    table = form.table("requests")
    assert table is not None
    one = Cell(CellState.NUMBER, 1, "1")
    row = (one,) * len(table.column_leaves)
    printed = {"new_received": row, "results.other_handling": row, "carried_forward": row}
    report = Report("example", 2021, form, tables={"requests": printed})
    exported = READERS[name](written(name, report))
    (matrix,) = exported.tables
    labels = [list(dict.fromkeys(text for _, text in line[:-7])) for line in matrix[3:]]
    assert labels == [
        ["一、本年新收政府信息公开申请数量"],
        ["三、本年度办理结果", "（六）其他处理"],
        ["四、结转下年度继续办理"],
    ]
    assert "原报告没有“第二十条第（一）项”这张表。" in exported.texts


@pytest.mark.parametrize(
    ("printed", "is_number"),
    [
        *[("0", True), ("12", True), ("-3", True), ("24252.311082", True), ("5.00", True)],
        *[("+2", False), ("-0", False), ("/", False), ("007", False), ("251000元", False)],
        *[("1234567890123456", False), ("22（其中修订 16 件）", False)],
    ],
)
def test_a_sheet_shows_a_figure_as_printed(
    form: FormEdition, printed: str, *, is_number: bool
) -> None:
    """As a number where that shows the same digits; else as the text that it is."""
    cell = Cell(CellState.NUMBER, 1, printed)
    report = Report("example", 2021, form, tables={"art20_5": {"licensing": (cell,)}})
    data = written("xlsx", report)
    assert read_xlsx(data).tables[0][-1][-1][1] == printed
    found = [
        cell
        for sheet in openpyxl.load_workbook(io.BytesIO(data))
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "n" and cell.value is not None
    ]
    assert bool(found) is is_number


def test_a_footnote_is_marked_at_its_cell(form: FormEdition, real: Report) -> None:
    at = CellAddress("requests", "new_received", "total")
    report = replace(real, notes=(Note(str(at), "含补正"), Note("requests.carried_in", "核减")))
    for name in ("docx", "html"):
        shown = _plain(name, written(name, report))
        assert "注1：含补正" in shown
        assert shown.count("注1") == shown.count("注2") == 2
    assert form.table("requests") is not None


@pytest.mark.parametrize(
    ("printed", "value", "number_format"),
    [("12", 12, '0"注1"'), ("", "注1", "General"), ("=1+1", "=1+1注1", "General")],
)
def test_a_figure_with_a_footnote_stays_a_number_in_a_sheet(
    form: FormEdition, printed: str, value: object, number_format: str
) -> None:
    table = form.tables[0]
    cell = number_cell(printed, ValueKind.COUNT) or (text_cell(printed) if printed else BLANK)
    row, column = table.row_leaves[0].path, table.column_leaves[-1].path
    rows = {row: (*[BLANK] * (len(table.column_leaves) - 1), cell)}
    note = Note(str(CellAddress(table.id, row, column)), "口径不同")
    report = Report("example", 2021, form, tables={table.id: rows}, notes=(note,))
    sheet = openpyxl.load_workbook(io.BytesIO(written("xlsx", report))).worksheets[1]
    found = next(cell for line in sheet.iter_rows() for cell in line if "注1" in _seen(cell))
    assert (found.value, found.number_format) == (value, number_format)
    assert found.data_type in {"n", "s"}  # never a formula


def _seen(cell: Any) -> str:
    return f"{cell.value}{cell.number_format}"


def test_a_footnote_of_a_table_is_marked_at_its_caption(form: FormEdition, real: Report) -> None:
    table = form.tables[1]
    page = written("html", replace(real, notes=(Note(table.id, "口径不同"),))).decode()
    assert f"{table.caption}<sup>注1</sup></td>" in page


def _plain(name: str, data: bytes) -> str:
    if name == "html":
        return str(html.fromstring(data).text_content())
    part = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
    return "".join(etree.fromstring(part).itertext())


# --- the page ---------------------------------------------------------------------------------


def test_a_word_file_is_set_as_an_official_document(real: Report) -> None:
    data = written("docx", real)
    document = Document(io.BytesIO(data))
    section = document.sections[0]
    page = section.page_width, section.page_height, section.top_margin, section.left_margin
    assert [round(each.mm) for each in page if each is not None] == [210, 297, 37, 28]
    fonts = {
        name: document.styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("Title", "Heading 1", "Heading 2", "Normal")
    }
    assert list(fonts.values()) == ["方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"]
    footer = section.footer.paragraphs[0]._p
    assert [each.text for each in footer.iter(qn("w:instrText"))] == ["PAGE"]
    headers = [
        row
        for row in document.tables[1].rows
        if row._tr.find(f".//{qn('w:tblHeader')}") is not None
    ]
    assert len(headers) == 3


def test_properties_of_a_table_are_in_the_order_that_word_wants(real: Report) -> None:
    order = ["tblStyle", "tblW", "jc", "tblLayout", "tblCellMar", "tblLook"]
    cell = ["tcW", "gridSpan", "vMerge", "vAlign"]
    for table in Document(io.BytesIO(written("docx", real))).tables:
        assert [etree.QName(each).localname for each in table._tbl.tblPr] == order
        for properties in table._tbl.iter(qn("w:tcPr")):
            names = [etree.QName(each).localname for each in properties]
            assert names == [name for name in cell if name in names]


@pytest.mark.parametrize("name", list(FORMATS))
def test_the_same_report_gives_the_same_bytes(name: str, real: Report) -> None:
    assert written(name, real) == written(name, real)


@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_a_file_tells_its_report_and_no_clock(name: str, real: Report) -> None:
    package = zipfile.ZipFile(io.BytesIO(written(name, real)))
    assert {entry.date_time[0] for entry in package.infolist()} == {1980}
    core = package.read("docProps/core.xml").decode()
    assert f"{real.updated}T00:00:00Z" in core
    assert "python" not in core.lower()
    assert not any("thumbnail" in entry for entry in package.namelist())
