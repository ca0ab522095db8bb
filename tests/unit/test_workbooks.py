"""Workbooks: the cells of the reports, no text that runs, the same bytes for the same data."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gongkai.build import Settings, load_site
from gongkai.outputs import xlsx_files
from gongkai.outputs.formulas import is_formula
from gongkai.outputs.long_table import Row, Value, rows_of
from gongkai.outputs.model import Site
from gongkai.outputs.wide_table import count_rows, sheets, wide_rows
from gongkai.outputs.workbook import (
    MOST_CHARACTERS,
    SheetContent,
    sheet_names,
    workbook,
)
from gongkai.reports.cells import text_cell
from gongkai.reports.model import CellState, Note, Report, frozen
from tests.workbook_reading import read_book, read_cells

ROOT = Path(__file__).parents[2]
DAY = date(2024, 1, 31)


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site(Settings(ROOT / "reports", ROOT)).value


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, bytes]:
    return _files(site)


def _files(site: Site) -> dict[str, bytes]:
    found = {}
    for file in xlsx_files.build(site):
        assert isinstance(file.content, bytes)
        found[file.uri] = file.content
    return found


def _sheet(*rows: Row) -> Any:
    """The only sheet of a workbook with these rows, read back."""
    (sheet,) = read_book(workbook("示例", DAY, [SheetContent("表", ("甲", "乙"), rows)]))
    return sheet


def _report(site: Site, agency: str, year: int) -> Report:
    report = site.corpus.report(agency, year)
    assert report is not None
    return report


# --- the cells of the reports -----------------------------------------------------------------


def test_each_cell_that_a_report_prints_is_in_its_workbook(
    site: Site, files: dict[str, bytes]
) -> None:
    for report in site.corpus.reports:
        uri = f"reports/{report.agency}/{report.year}/{report.agency}-{report.year}.xlsx"
        found = read_cells(files[uri])
        printed = {str(address): cell for address, cell in report.cells()}
        assert {address for _, address in found} == set(printed)
        for (_, address), (value, remarks) in found.items():
            cell = printed[address]
            if cell.state is CellState.NUMBER:
                assert value == cell.value
                assert cell.printed == str(value) or cell.printed in remarks
            else:
                assert value == (cell.printed or None)


def test_workbooks_of_bodies_years_and_everything_hold_those_of_reports(
    site: Site, files: dict[str, bytes]
) -> None:
    everything = read_cells(files["data/gongkai.xlsx"])
    assert len(everything) == sum(len(list(report.cells())) for report in site.corpus.reports)
    for uri, chosen in (
        ("reports/pingtan/pingtan.xlsx", "pingtan-"),
        ("years/2019/2019.xlsx", "-2019"),
        ("reports/pingtan/2020/pingtan-2020.xlsx", "pingtan-2020"),
    ):
        expected = {key: cell for key, cell in everything.items() if chosen in key[0]}
        assert expected
        assert read_cells(files[uri]) == expected


def test_a_blank_is_an_empty_cell_and_no_zero(files: dict[str, bytes]) -> None:
    found = read_cells(files["reports/changzhi-sme/2019/changzhi-sme-2019.xlsx"])
    row = "requests.new_received"
    values = {
        column: found["changzhi-sme-2019", f"{row}/{column}"].value
        for column in ("natural_person", "organisation.business", "total")
    }
    assert values == {"natural_person": 0, "organisation.business": None, "total": 0}


def test_units_remarks_and_notes_name_the_figures_that_they_are_about(site: Site) -> None:
    note = Note("art20_9.central_procurement/projects", "含上年")
    report = replace(_report(site, "pingtan", 2019), notes=(note,))
    (row,) = (
        dict(zip(_header(site, "art20_9"), each.values, strict=True))
        for each in wide_rows(rows_of(site, report))
        if each.sheet[0] == "art20_9"
    )
    assert row["采购总金额"] == Decimal("75394432.52")
    assert row["单位"] == "采购总金额：元"
    assert row["原样"] == "采购总金额：75394432.52元"
    assert row["说明"] == "采购项目数量：含上年"


def _header(site: Site, table: str) -> tuple[str, ...]:
    (header,) = (
        each.header for each in sheets(site.corpus.editions).values() if each.table == table
    )
    return header


def test_a_sheet_holds_one_table_below_one_row_of_titles(files: dict[str, bytes]) -> None:
    book = read_book(files["data/gongkai.xlsx"])
    assert book.sheetnames[0] == "说明"
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert not sheet.merged_cells.ranges
        assert sheet.sheet_state == "visible"
        assert sheet.max_row > 1
        assert all(cell.value for cell in sheet[1])
    for sheet in book.worksheets[1:]:
        editions = {row[4] for row in sheet.iter_rows(min_row=2, values_only=True)}
        if sheet.title.endswith("（2019）"):
            assert editions == {"2019"}


# --- case 56 of bad input: text stays text ----------------------------------------------------

HOSTILE = (
    "=1+1",
    '=HYPERLINK("https://a.cn","甲")',
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "＝1+1",
    "\t=1",
    " =1",
    "{=1}",
    "https://a.cn/年报",
    "mailto:a@b.cn",
    "internal:表!A1",
    "0351",
    "046000",
    "2020-01-23",
    "1e3",
    "TRUE",
    "#N/A",
    "_x0041_",
    "甲\n乙",
    " 甲 ",
    "𠀀",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_a_text_whatever_it_begins_with(text: str) -> None:
    cell = _sheet((text, "1"))["A2"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", text, None)
    assert cell.quotePrefix is is_formula(text)


def test_no_part_of_a_report_becomes_a_formula_or_a_link(site: Site) -> None:
    old = _report(site, "pingtan", 2020)
    hostile = '=HYPERLINK("https://a.cn")'
    row = (text_cell(hostile), *old.tables["requests"]["new_received"][1:])
    rows = frozen({**old.tables["requests"], "new_received": row})
    report = replace(
        old,
        title=hostile,
        tables=frozen({**old.tables, "requests": rows}),
        notes=(Note("requests.new_received/natural_person", hostile),),
        printed_labels=frozen({"requests.rows.new_received": hostile}),
    )
    data = _files(replace(site, corpus=replace(site.corpus, reports=(report,))))
    for content in data.values():
        cells = [cell for sheet in read_book(content) for row in sheet for cell in row]
        assert [cell.value for cell in cells].count(hostile) == 3
        assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
        assert b"<f>" not in b"".join(_parts(content).values())


# --- what a cell can hold ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (0, 0),
        (-18, -18),
        (999_999_999_999_999, 999_999_999_999_999),
        (9_007_199_254_740_993, "9007199254740993"),
        (Decimal("75394432.52"), 75394432.52),
        (Decimal("123456789012.345678"), "123456789012.345678"),
        (Decimal("0.0000001"), 0.0000001),
        (None, None),
        ("", None),
    ],
)
def test_a_figure_is_a_number_as_long_as_its_digits_are_kept(value: Value, read: object) -> None:
    cell = _sheet((value, "1"))["A2"]
    assert cell.value == read
    assert type(cell.value) is type(read)


def test_a_text_that_a_cell_cannot_hold_says_that_it_is_cut() -> None:
    whole, cut = "𠀀" * MOST_CHARACTERS, "𠀀" * (MOST_CHARACTERS + 1)
    sheet = _sheet((whole, cut))
    assert sheet["A2"].value == whole
    assert sheet["B2"].value == "𠀀" * (MOST_CHARACTERS - 1) + "…"


def test_sheets_have_names_that_a_workbook_may_have() -> None:
    long = "政" * 40
    names = sheet_names(["说明", "表：一/二[三]", "甲", "甲", "ABC", "abc", long, long, "???"])
    assert names[:6] == ["说明", "表：一 二 三", "甲", "甲（2）", "ABC", "abc（2）"]
    assert names[6:] == ["政" * 31, "政" * 28 + "（2）", "表"]
    read = read_book(workbook("示例", DAY, [SheetContent(each, ("甲",), []) for each in names]))
    assert read.sheetnames == names


@pytest.mark.parametrize(
    ("day", "told"),
    [(date(2024, 1, 31), "2024-01-31"), (date(1, 1, 1), "1900-01-01"), (date.max, "9999-12-31")],
)
def test_a_workbook_says_its_day_as_spreadsheets_read_it(day: date, told: str) -> None:
    book = read_book(workbook("示例", day, [SheetContent("表", ("甲",), [])]))
    assert book.properties.created.date().isoformat() == told


# --- files ------------------------------------------------------------------------------------


def test_the_same_rows_are_the_same_bytes_and_know_no_clock(files: dict[str, bytes]) -> None:
    content = files["data/gongkai.xlsx"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"2026-03-10T00:00:00Z</dcterms:created>" in _parts(content)["docProps/core.xml"]
    other = load_site(Settings(ROOT / "reports", ROOT)).value
    assert _files(other) == files


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_everything_is_in_several_workbooks_only_where_it_is_too_long(
    site: Site, files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = site.corpus.reports
    counts = [count_rows(report) for report in reports]
    monkeypatch.setattr(xlsx_files, "MOST_ROWS", sum(counts[:3]))
    several = xlsx_files.corpus_workbooks(site)
    assert list(several) == [f"data/gongkai-{number}.xlsx" for number in (1, 2, 3)]
    assert [each for part in several.values() for each in part] == list(reports)
    parts = [read_cells(_files(site)[uri]) for uri in several]
    assert {**parts[0], **parts[1], **parts[2]} == read_cells(files["data/gongkai.xlsx"])


def test_without_reports_there_is_no_workbook(site: Site) -> None:
    empty = replace(site.corpus, reports=(), agencies=())
    assert _files(replace(site, corpus=empty)) == {}
