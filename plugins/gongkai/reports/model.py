"""One report: what a body printed for one year, cell by cell, and where it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from gongkai.forms.model import CellAddress, FormEdition, Table
from gongkai.issues import Location
from gongkai.reports.spec import WITHDRAWN

K = TypeVar("K")
V = TypeVar("V")


def frozen(mapping: Mapping[K, V]) -> Mapping[K, V]:
    """A read-only copy."""
    return MappingProxyType(dict(mapping))


def _empty() -> Mapping[str, V]:
    return MappingProxyType({})


class CellState(StrEnum):
    """What stands in a cell; a blank is never a zero."""

    NUMBER = "number"
    BLANK = "blank"  # printed, and left empty
    NOT_APPLICABLE = "na"  # printed as / or -
    TEXT = "text"  # other words
    NOT_PRINTED = "not_printed"  # the report leaves the row out
    NOT_IN_FORM = "not_in_form"  # the edition has no such cell


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as printed.

    ``value`` is an int or Decimal exactly for a NUMBER, else None. ``printed`` is what readers see:
    the digits of the value where the report prints nothing else, empty for a blank. ``unit`` is the
    unit printed inside the cell, if any.
    """

    state: CellState
    value: int | Decimal | None = None
    printed: str = ""
    unit: str | None = None


BLANK = Cell(CellState.BLANK)
NOT_PRINTED = Cell(CellState.NOT_PRINTED)
NOT_IN_FORM = Cell(CellState.NOT_IN_FORM)


class Status(StrEnum):
    """Whether the public may see a report; drafts are shown by the preview server only."""

    PUBLISHED = "published"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Signature:
    """落款: the body that signs and the day it does."""

    name: str | None = None
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where the report was taken from; None where the file does not say."""

    title: str | None = None
    url: str | None = None
    retrieved: date | None = None
    file: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Narrative:
    """Prose of one section, plain text; a section of tables has some before and after them."""

    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class ExtraTable:
    """A table outside the form, shown after section ``after``.

    ``header`` holds rows of labels, ``rows`` the body's texts; all begin with the row label and are
    equally wide. None is an empty cell.
    """

    id: str
    after: str
    title: str
    header: tuple[tuple[str | None, ...], ...]
    rows: tuple[tuple[str | None, ...], ...]
    unit: str | None = None
    note: str | None = None
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file published with the report; ``file`` is its name inside ``files/``."""

    file: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in ``files/`` that is published: where it lies, its bytes and their SHA-256."""

    path: Path
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote at a cell, row, column or section."""

    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A failure of a check that is known, explained and shown; it names the exact figures."""

    check: str
    at: str
    note: str
    left: Decimal | None = None
    right: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A change after publication.

    ``old`` and ``new`` are what was and is printed: "" for a blank, None where it does not say.
    """

    date: date
    at: str
    reason: str
    kind: str
    old: str | None = None
    new: str | None = None


Row = tuple[Cell, ...]
_NO_ROWS: Mapping[str, Row] = _empty()


@dataclass(frozen=True, slots=True)
class Report:
    """One report of one body.

    ``tables`` holds, by table and row path, one cell for every leaf column of the edition in its
    order; a row that the report does not print is absent, and a collapsed group stands under the
    group's own path. ``narratives`` is None where the source has prose that this file leaves out.
    Not part of equality: ``path`` and ``locations`` say where in which file things stand, by
    address (of cells and rows), field (``published``), table (``tables.requests``), section
    (``narratives.overview``) or entry (``discrepancies[0]``); ``sha256`` is that of this file; and
    ``files`` holds the files that ``source`` and ``attachments`` name.
    """

    agency: str
    year: int
    edition: FormEdition | None
    edition_stated: bool = False
    title: str | None = None
    published: date | None = None
    signed: Signature | None = None
    status: Status = Status.PUBLISHED
    source: Source | None = None
    preface: str | None = None
    narratives: Mapping[str, Narrative] | None = field(default_factory=_empty)
    tables: Mapping[str, Mapping[str, Row]] = field(default_factory=_empty)
    printed_labels: Mapping[str, str] = field(default_factory=_empty)
    extra_tables: tuple[ExtraTable, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    notes: tuple[Note, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    corrections: tuple[Correction, ...] = ()
    path: str = field(default="", compare=False)
    sha256: str = field(default="", compare=False, repr=False)
    locations: Mapping[str, Location] = field(default_factory=_empty, compare=False, repr=False)
    files: Mapping[str, StoredFile] = field(default_factory=_empty, compare=False, repr=False)

    @property
    def file(self) -> str:
        """Its file by the path in the folder of all reports."""
        return f"{self.agency}/{self.year}.yaml"

    @property
    def withdrawal(self) -> Correction | None:
        """The entry by which it was taken back; None where it was not, or was published again.

        The newest entry says how things stand: of two of one day, that which stands below.
        """
        newest = max(reversed(self.corrections), key=lambda each: each.date, default=None)
        return newest if newest is not None and newest.kind == WITHDRAWN else None

    def cell(self, address: CellAddress) -> Cell:
        """The cell at an address: NOT_IN_FORM, NOT_PRINTED, or what was printed."""
        if self.edition is None:
            return NOT_IN_FORM
        number = self.edition.column_number(address.table, address.column)
        if number is None:
            return NOT_IN_FORM
        row = self.tables.get(address.table, _NO_ROWS).get(address.row)
        return self._unprinted(address) if row is None else row[number]

    def _unprinted(self, address: CellAddress) -> Cell:
        """What a cell is whose row the report does not have."""
        table = self.edition.table(address.table) if self.edition else None
        header = table.row(address.row) if table else None
        return NOT_IN_FORM if header is None or header.children else NOT_PRINTED

    def rows(self, table: Table) -> Mapping[str, Row]:
        """The printed rows of a table by path."""
        return self.tables.get(table.id, {})

    def cells(self) -> Iterator[tuple[CellAddress, Cell]]:
        """Every printed cell with its address, in the order of the form."""
        for table in self.edition.tables if self.edition else ():
            columns = [column.path for column in table.column_leaves]
            for path, row in self.rows(table).items():
                for column, cell in zip(columns, row, strict=True):
                    yield CellAddress(table.id, path, column), cell

    def is_collapsed(self, table: Table, path: str) -> bool:
        """Whether the report gives a group as one row of its own."""
        if path not in self.rows(table):
            return False
        row = table.row(path)
        return row is not None and bool(row.children)

    @property
    def updated(self) -> date | None:
        """The newest day the report states: publication, signature, correction."""
        days = [self.published, self.signed.date if self.signed else None]
        days += [correction.date for correction in self.corrections]
        return max((day for day in days if day is not None), default=None)
