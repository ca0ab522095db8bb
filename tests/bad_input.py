"""One bad input: a file with a slip at a mark, and what has to come of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypeAlias

from gongkai.forms.loader import load_editions
from gongkai.forms.model import CellAddress
from gongkai.reports.model import Cell, CellState
from tests.marks import unmark_one

AGENCY_ID = "example"
AGENCY = "name: 示例机关\nkind: department\n"

AMOUNT_CELL = CellAddress("art20_8", "administrative_fees", "amount_collected")
CHANGE_CELL = CellAddress("art20_8", "administrative_fees", "items_change")  # in the form of 2019


@dataclass(frozen=True, slots=True)
class Refused:
    """E: an error with this code at this place, and no other error."""

    code: str
    line: int = 1
    column: int = 1
    related: tuple[tuple[int, int], ...] = ()
    also: tuple[str, ...] = ()
    """Codes of further errors that the same slip cannot but raise."""


@dataclass(frozen=True, slots=True)
class Kept:
    """P: no issue at all, and this value, which the page shows as ``shown``."""

    where: str | CellAddress
    value: object
    shown: str


@dataclass(frozen=True, slots=True)
class Found:
    """F: a warning with this code at this place, and the value as it was typed."""

    code: str
    line: int
    column: int
    kept: Kept


Expected: TypeAlias = Refused | Kept | Found


@dataclass(frozen=True, slots=True)
class BadInput:
    """One input: the number of its case, its name, one file's bytes, and what has to come of it."""

    case: int
    name: str
    data: bytes
    expected: Expected
    file: str = "2021.yaml"
    size: int = 0
    """Blanks are appended up to this size."""

    def __str__(self) -> str:
        return f"{self.case:02}-{self.name}"

    def write(self, reports: Path, agency: str = AGENCY_ID) -> None:
        """Puts the body's folder with this input into ``reports``."""
        folder = reports / agency
        folder.mkdir(parents=True)
        (folder / "agency.yaml").write_bytes(AGENCY.encode())
        with (folder / self.file).open("wb") as stream:
            stream.write(self.data)
            if self.size:
                stream.truncate(self.size)


# --- files with slots -------------------------------------------------------------------------


@cache
def _tables(year: int) -> str:
    """All tables of the form in force, every cell zero, one row a line."""
    form = load_editions().value.for_year(year)
    assert form is not None
    lines = []
    for table in form.tables:
        zeros = ", ".join("0" for _ in table.column_leaves)
        lines += [f"  {table.id}:", *(f"    {row.path}: [{zeros}]" for row in table.row_leaves)]
    return "\n".join(lines) + "\n"


def report(
    *,
    year: int = 2021,
    title: str = "示例",
    published: str = "",
    row: str = "",
    fees: str = "",
    more: str = "",
) -> str:
    """A whole report; the slots are the values of fields and of two rows, and further lines."""
    tables = _tables(year)
    for name, slot in (("regulations", row), ("administrative_fees", fees)):
        if slot:
            before, key, after = tables.partition(f"    {name}: ")
            tables = f"{before}{key}{slot}\n{after.partition(chr(10))[2]}"
    day = f"published: {published or f'{year + 1}-01-20'}"
    return f"year: {year}\ntitle: {title}\n{day}\nnarratives: omitted\n{more}tables:\n{tables}"


def refused(
    case: int,
    name: str,
    text: str,
    code: str,
    *,
    first: tuple[int, int] | None = None,
    also: tuple[str, ...] = (),
    file: str = "2021.yaml",
) -> BadInput:
    """An input that is an error at its mark."""
    text, line, column = unmark_one(text)
    related = (first,) if first else ()
    return BadInput(case, name, text.encode(), Refused(code, line, column, related, also), file)


def kept(case: int, name: str, text: str, where: str | CellAddress, value: object) -> BadInput:
    """An input that passes with this value."""
    shown = value.printed if isinstance(value, Cell) else str(value)
    return BadInput(case, name, text.encode(), Kept(where, value, shown))


def number(value: int | Decimal, printed: str) -> Cell:
    """A cell that holds a number."""
    return Cell(CellState.NUMBER, value, printed)


def with_count(cell: str, year: int = 2021, **slots: str) -> str:
    """A report whose first cell is ``cell``."""
    return report(year=year, row=f"[{cell}, 0, 0]", **slots)


def with_columns(cell: str) -> str:
    """The same, with the row as a mapping of columns, where a comma is no separator."""
    return report(row=f"\n      issued: {cell}\n      repealed: 0\n      in_force: 0")


def with_fees(cell: str) -> str:
    """A report whose amount of fees is ``cell``."""
    return report(fees=f"\n      amount_collected: {cell}")


def with_change(cell: str) -> str:
    """A report of 2019 with ``cell`` as the change of the fees' items."""
    return report(year=2019, fees=f"[0, {cell}]")


def of_2019(given: BadInput) -> BadInput:
    """The same input in the file of the year 2019."""
    return BadInput(given.case, given.name, given.data, given.expected, "2019.yaml")
