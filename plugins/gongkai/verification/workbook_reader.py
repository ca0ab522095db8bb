"""Sheets of a workbook (XLSX) as rows of texts and numbers, out of the XML in the archive.

Only what holds content is read: the list of sheets, the shared texts, the cells. Reference:
ECMA-376, SpreadsheetML.
"""

from __future__ import annotations

import io
import posixpath
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TypeAlias

Value: TypeAlias = str | Decimal
"""What stands in a cell; one that holds nothing is not there."""

SheetRow: TypeAlias = Mapping[int, Value]
"""The cells of a row by column, from 0."""

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_COLUMN = re.compile(r"[A-Z]+")


class NotAWorkbookError(ValueError):
    """The file cannot be read as a workbook."""


def read_workbook(data: bytes) -> dict[str, list[SheetRow]]:
    """The rows of every sheet by its name, in their order; NotAWorkbookError for anything else."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _sheets(archive)
    except (zipfile.BadZipFile, ET.ParseError, KeyError, IndexError, ArithmeticError) as error:
        raise NotAWorkbookError(str(error)) from error


def _sheets(archive: zipfile.ZipFile) -> dict[str, list[SheetRow]]:
    texts = _shared_texts(archive)
    # A target begins at the workbook, or at the top of the archive.
    parts = {
        each.attrib["Id"]: posixpath.join("/xl", each.attrib["Target"])[1:]
        for each in _xml(archive, "xl/_rels/workbook.xml.rels")
    }
    sheets = _xml(archive, "xl/workbook.xml").iter(f"{_MAIN}sheet")
    return {
        sheet.attrib["name"]: list(_rows(_xml(archive, parts[sheet.attrib[_RELATION]]), texts))
        for sheet in sheets
    }


def _xml(archive: zipfile.ZipFile, name: str) -> ET.Element:
    return ET.fromstring(archive.read(name))  # noqa: S314 - expat knows no files and bounds entities


def _shared_texts(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    return ["".join(each.itertext()) for each in _xml(archive, "xl/sharedStrings.xml")]


def _rows(sheet: ET.Element, texts: list[str]) -> Iterator[SheetRow]:
    for row in sheet.iter(f"{_MAIN}row"):
        yield {
            _column(cell.attrib["r"]): value
            for cell in row
            if (value := _value(cell, texts)) is not None
        }


def _value(cell: ET.Element, texts: list[str]) -> Value | None:
    if cell.find(f"{_MAIN}f") is not None:
        raise KeyError(f"{cell.attrib['r']}: formula")
    kind = cell.attrib.get("t", "n")
    if kind == "inlineStr":
        return "".join(cell.itertext())
    content = cell.findtext(f"{_MAIN}v")
    if content is None:
        return None
    if kind == "s":
        return _unescaped(texts[int(content)])
    return _number(content) if kind == "n" else content


def _number(digits: str) -> Decimal:
    """The number that a spreadsheet program reads, which knows only binary ones."""
    return Decimal(digits) if digits.isdigit() else Decimal(repr(float(digits)))


def _column(reference: str) -> int:
    """The number of a column from 0 by the name of a cell (``AB7``)."""
    letters = _COLUMN.match(reference)
    number = 0
    for letter in letters[0] if letters else "":
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def _unescaped(text: str) -> str:
    """The text with the characters that XML cannot hold (``_x000D_``)."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
