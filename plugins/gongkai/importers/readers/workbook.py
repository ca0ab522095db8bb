"""Excel files (.xlsx): every visible sheet as it was last calculated."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from gongkai.importers.raw import Block, Paragraph, Place, RawDocument, Span, lay_out
from gongkai.importers.readers.package import Package
from gongkai.importers.refusal import Refused

_MOST_ROWS = 2000
_MOST_COLUMNS = 60
_MOST_SHEETS = 30
_LONG = 40  # characters of a lone cell that is prose
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]|\x00")  # a part in UTF-16 may have one
_NUMBERS = (int, float)
# Decimals, and words in quotes behind the number.
_FORMAT = re.compile(r'(?:General|[#,]*0(?:\.(?P<decimals>0+))?)(?:"(?P<words>[^"]*)")?')
NOT_CALCULATED = "公式没有算出的值"

_EXACT = 1e15  # so far a workbook keeps every digit


def read(data: bytes, name: str) -> RawDocument:
    """The blocks of a workbook. Macros and links to other files are refused, never followed."""
    package = Package.open(data)
    _refuse_active(package.names())
    for part in package.names():
        package.check_size(part)
    values = _load(data, values=True)
    formulas = _load(data, values=False) if _has_formulas(package) else None
    blocks: list[Block] = []
    remarks = [
        f"隐藏的工作表没有读：{sheet.title}"
        for sheet in values.worksheets
        if sheet.sheet_state != "visible"
    ]
    shown = [sheet for sheet in values.worksheets if sheet.sheet_state == "visible"]
    for number, sheet in enumerate(shown[:_MOST_SHEETS], start=1):
        own = formulas[sheet.title] if formulas is not None else None
        blocks += _Sheet(sheet, own, number).blocks()
    return RawDocument(name, tuple(blocks), remarks=tuple(remarks))


def _has_formulas(package: Package) -> bool:
    """Whether any sheet may hold a formula; a book without need not be read again for them."""
    parts = (name for name in package.names() if name.lower().endswith(".xml"))
    return any(_FORMULA.search(package.read(name)) for name in parts)


def _refuse_active(names: list[str]) -> None:
    for part in names:
        if part.lower().endswith("vbaproject.bin"):
            raise Refused(f"工作簿含宏（{part}），不予读取", "另存为不含宏的 .xlsx，再导入")
        if part.startswith("xl/externalLinks/"):
            hint = "在“数据—编辑链接”里断开链接，另存后再导入"
            raise Refused(f"工作簿引用了别的文件（{part}），不予读取", hint)


def _load(data: bytes, *, values: bool) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of features that only matter for writing
        try:
            return load_workbook(io.BytesIO(data), data_only=values, keep_links=False)
        except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError) as error:
            raise Refused("工作簿已损坏，打不开", "用 Excel 或 WPS 打开，另存一份") from error


class _Sheet:
    """One sheet as paragraphs and grids."""

    def __init__(self, values: Any, formulas: Any, number: int) -> None:
        self._values, self._formulas, self._number = values, formulas, number
        self._spans = {
            (area.min_row, area.min_col): (
                area.max_row - area.min_row + 1,
                area.max_col - area.min_col + 1,
            )
            for area in values.merged_cells.ranges
        }
        self._covered = self._covered_cells(values)

    def _covered_cells(self, values: Any) -> set[tuple[int, int]]:
        """Every position that a joined cell covers besides its first."""
        covered: set[tuple[int, int]] = set()
        for area in values.merged_cells.ranges:
            rows = range(area.min_row, min(area.max_row, _MOST_ROWS) + 1)
            columns = range(area.min_col, min(area.max_col, _MOST_COLUMNS) + 1)
            covered |= {(row, column) for row in rows for column in columns}
            covered.discard((area.min_row, area.min_col))
        return covered

    def blocks(self) -> Iterator[Block]:
        rows: list[list[Span]] = []
        height = min(self._values.max_row or 0, _MOST_ROWS)
        width = min(self._values.max_column or 0, _MOST_COLUMNS)
        for number in range(1, height + 1):
            row = [
                self._span(number, column)
                for column in range(1, width + 1)
                if (number, column) not in self._covered
            ]
            filled = [each for each in row if each.text]
            if len(filled) == 1 and _is_prose(filled[0].text):
                yield from self._grid(rows)
                rows = []
                yield Paragraph(filled[0].text, filled[0].place)
            else:
                rows.append(row)
        yield from self._grid(rows)

    def _grid(self, rows: list[list[Span]]) -> Iterator[Block]:
        if any(each.text for row in rows for each in row):
            yield lay_out(rows, Place(table=self._number))

    def _span(self, row: int, column: int) -> Span:
        rowspan, colspan = self._spans.get((row, column), (1, 1))
        place = Place(table=self._number, row=row, column=column)
        return Span(self._text(row, column), rowspan, colspan, place)

    def _text(self, row: int, column: int) -> str:
        cell = self._values.cell(row, column)
        if cell.value is None and self._is_formula(row, column):
            return NOT_CALCULATED
        text = shown(cell.value)
        return as_formatted(text, cell.number_format) if isinstance(cell.value, _NUMBERS) else text

    def _is_formula(self, row: int, column: int) -> bool:
        formulas = self._formulas
        return formulas is not None and formulas.cell(row, column).data_type == "f"


def _is_prose(text: str) -> bool:
    return len(text) > _LONG or "。" in text or "年度报告" in text


def as_formatted(text: str, number_format: str) -> str:
    """A number with the decimal zeros and the words that its format adds to it; never rounded."""
    found = _FORMAT.fullmatch(number_format)
    if found is None:
        return text
    whole, point, rest = text.partition(".")
    decimals = rest.ljust(len(found["decimals"] or ""), "0")
    return f"{whole}{point or '.' if decimals else ''}{decimals}{found['words'] or ''}"


def shown(value: object) -> str:
    """A value as a sheet shows it: numbers with the fifteen digits that Excel keeps."""
    if value is None or value is True or value is False:
        return "" if value is None else str(value).upper()
    if isinstance(value, float):
        return f"{value:.15g}" if abs(value) < _EXACT else f"{value:.0f}"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()
