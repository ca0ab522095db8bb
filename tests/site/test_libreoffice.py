"""Downloads opened in LibreOffice: Chinese stays Chinese, and nothing that a cell says is run."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import openpyxl
import pytest

from gongkai.build import Settings, build_site
from gongkai.outputs.csv_files import BYTE_ORDER_MARK, csv_lines
from gongkai.outputs.formulas import harmless
from gongkai.outputs.long_table import NAMES
from gongkai.outputs.workbook import SheetContent, workbook
from tests.workbook_reading import read_cells

ROOT = Path(__file__).parents[2]

# Comma, quote, UTF-8, first line, no column types, no language, quoted text is no text by itself,
# numbers of every kind are looked for, …, every sheet, formulas are run: all that a user can do.
WORST = "44,34,76,1,,0,false,true,false,false,false,0,true"
HOSTILE = (
    *("=1+1", "＝1+1", " =1+1", "\u3000=1+1", "+1+1", "-1+1", "@SUM(1,1)", "\t=1+1", "\n=1+1"),
    *('=HYPERLINK("https://a.cn","甲")', "=cmd|'/c calc'!A1", '=WEBSERVICE("http://127.0.0.1:9/")'),
    *("甲\n=1+1", '甲"乙,丙', "𠀀", "㐀", "一、总体情况"),
)

Opened: TypeAlias = Callable[[str, bytes], Any]


@pytest.fixture
def opened(requires_soffice: str, tmp_path: Path) -> Opened:
    """A file by name and content as LibreOffice opens it: saved by it as a workbook, and read."""

    def run(name: str, content: bytes) -> Any:
        path = tmp_path / name
        path.write_bytes(content)
        saved = tmp_path / "saved"
        given = [f"--infilter=Text - txt - csv (StarCalc):{WORST}"] if name.endswith("csv") else []
        subprocess.run(
            [
                *(requires_soffice, "--headless", "--norestore", *given),
                f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
                *("--convert-to", "xlsx", "--outdir", str(saved), str(path)),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return openpyxl.load_workbook((saved / name).with_suffix(".xlsx"))

    return run


def _formulas(book: Any) -> list[str]:
    return [cell.value for sheet in book for row in sheet for cell in row if cell.data_type == "f"]


def test_a_text_that_is_not_defused_would_run(opened: Opened) -> None:
    """Otherwise the next tests would say nothing."""
    book = opened("bare.csv", f"{BYTE_ORDER_MARK}=1+1,甲\r\n".encode())
    assert len(_formulas(book)) == 1


def test_no_text_of_a_csv_is_run(opened: Opened) -> None:
    lines = csv_lines([(text, "尾") for text in HOSTILE])
    book = opened("hostile.csv", f"{BYTE_ORDER_MARK}{lines}".encode())
    assert _formulas(book) == []
    rows = list(book.active.iter_rows(values_only=True))
    assert rows == [(harmless(text), "尾") for text in HOSTILE]


def test_a_csv_of_a_report_opens_as_it_was_written(opened: Opened) -> None:
    site = build_site(Settings(ROOT / "reports", ROOT, outputs=("csv_files",)))
    uri = "reports/pingtan/2020/pingtan-2020.csv"
    (content,) = (each.content for each in site.files if each.uri == uri)
    assert isinstance(content, bytes)
    header, *rows = opened("pingtan-2020.csv", content).active.iter_rows(values_only=True)
    assert header == NAMES
    assert len(rows) == 198
    named = [dict(zip(header, row, strict=True)) for row in rows]
    assert {row["agency_name"] for row in named} == {"平潭综合实验区管委会"}
    (total,) = (row for row in named if row["address"] == "requests.new_received/total")
    assert (total["row_label"], total["column_label"]) == (
        "一、本年新收政府信息公开申请数量",
        "总计",
    )
    assert (total["value"], total["unit"]) == (21, "件")


def test_no_text_of_a_workbook_is_run_or_linked(opened: Opened) -> None:
    texts = (*HOSTILE, "https://a.cn/", "0351", "2020-01-23")
    rows = [(text, "尾") for text in texts]
    book = opened("hostile.xlsx", workbook("示例", date(2024, 1, 31), [_sheet(rows)]))
    assert _formulas(book) == []
    cells = [row[0] for row in book.active.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == list(texts)
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell for cell in cells if cell.hyperlink]


def _sheet(rows: list[tuple[str, str]]) -> SheetContent:
    return SheetContent("表", ("甲", "乙"), rows)


def test_a_workbook_opens_with_every_figure(opened: Opened, tmp_path: Path) -> None:
    site = build_site(Settings(ROOT / "reports", ROOT, outputs=("xlsx_files",)))
    (content,) = (each.content for each in site.files if each.uri == "data/gongkai.xlsx")
    assert isinstance(content, bytes)
    opened("gongkai.xlsx", content)
    saved = (tmp_path / "saved" / "gongkai.xlsx").read_bytes()
    assert read_cells(saved) == read_cells(content)
