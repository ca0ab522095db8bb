"""One bad input: a file with a slip at a mark, and what has to come of it."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

from gongkai.forms.loader import load_editions
from gongkai.forms.model import CellAddress
from gongkai.issues import Severity
from gongkai.reports.model import Cell, CellState
from tests.marks import Place, unmark, unmark_one

AGENCY_ID = "example"
AGENCY = "name: 示例机关\nkind: department\n"

EVERYWHERE = "everywhere"
FIRST_CELL = CellAddress("art20_1", "regulations", "issued")
AMOUNT_CELL = CellAddress("art20_8", "administrative_fees", "amount_collected")
CHANGE_CELL = CellAddress("art20_8", "administrative_fees", "items_change")  # in the form of 2019


class Spot(NamedTuple):
    """A place that an issue names besides its own; ``file`` where it is in another one."""

    line: int
    column: int
    file: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """E: the reader's error with this code at this place, and no other error."""

    code: str
    line: int = 1
    column: int = 1
    related: tuple[Spot, ...] = ()
    also: tuple[str, ...] = ()
    """Codes of further errors that the same slip cannot but raise."""


@dataclass(frozen=True, slots=True)
class Kept:
    """P: the reader has nothing to say, no rule warns, and the page shows this value as ``shown``.

    ``where`` is a field of the report, a cell, or ``EVERYWHERE``: the body's name, the report's
    title and preface, and its first cell.
    """

    where: str | CellAddress
    value: object
    shown: str


@dataclass(frozen=True, slots=True)
class Found:
    """F: findings of this code at these places, no other code, and the value as it was typed.

    Of reader and rules together. Hints stop nothing, so hints of other codes may come as well.
    """

    code: str
    places: tuple[Place, ...]
    kept: Kept
    severity: Severity = Severity.WARNING
    also: tuple[str, ...] = ()
    """Codes of further findings that the same slip cannot but make."""


Expected: TypeAlias = Refused | Kept | Found


@dataclass(frozen=True, slots=True)
class Beside:
    """Another file: its path from the body's folder, and its bytes or where a link leads."""

    path: str
    data: bytes = b""
    link: str = ""

    def write(self, folder: Path) -> None:
        path = Path(os.path.normpath(folder / self.path))
        path.parent.mkdir(parents=True, exist_ok=True)
        if self.link:
            path.symlink_to(self.link)
        else:
            path.write_bytes(self.data)


@dataclass(frozen=True, slots=True)
class BadInput:
    """One input: the number of its case, its name, one file's bytes, and what has to come of it.

    ``folder`` is the body's folder where its name is the input, ``at`` the path of the issue below
    ``reports`` where it is not the file's. Blanks are appended to the file up to ``size``.
    """

    case: int
    name: str
    data: bytes
    expected: Expected
    file: str = "2021.yaml"
    agency: str = AGENCY
    beside: tuple[Beside, ...] = ()
    folder: str = ""
    at: str = ""
    size: int = 0

    def __str__(self) -> str:
        return f"{self.case:02}-{self.name}"

    def write(self, reports: Path, agency: str = AGENCY_ID) -> None:
        """Puts the body's folder with this input into ``reports``."""
        folder = reports / (self.folder or agency)
        folder.mkdir(parents=True)
        (folder / "agency.yaml").write_bytes(self.agency.encode())
        with (folder / self.file).open("wb") as stream:
            stream.write(self.data)
            if self.size:
                stream.truncate(self.size)
        for other in self.beside:
            other.write(folder)

    def path(self, agency: str = AGENCY_ID) -> str:
        """The path that the issue names, from the folder above ``reports``."""
        body = self.folder or agency
        return f"reports/{self.at.format(body=body) or f'{body}/{self.file}'}"


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
    related = (Spot(*first),) if first else ()
    return BadInput(case, name, text.encode(), Refused(code, line, column, related, also), file)


def found(
    case: int,
    name: str,
    text: str,
    code: str,
    kept: Kept,
    severity: Severity = Severity.WARNING,
    *,
    also: tuple[str, ...] = (),
) -> BadInput:
    """An input of which something is found at its marks."""
    text, places = unmark(text)
    expected = Found(code, tuple(places), kept, severity, also=also)
    return BadInput(case, name, text.encode(), expected)


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
    return replace(given, file="2019.yaml")
