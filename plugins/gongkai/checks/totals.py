"""Totals left blank over parts that are filled; which cells are totals, the identities say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from gongkai.checks.model import Figure
from gongkai.checks.plans import PerEdition
from gongkai.forms.model import CellAddress, FormEdition, Identity, Table
from gongkai.reports.model import Cell, CellState, Report

_BLANK = CellState.BLANK  # Python 3.11 takes long to look up a member


@dataclass(slots=True)
class BlankTotals:
    """The sums of the filled parts by blank total; ``judged`` counts the totals looked at.

    A total that is blank over nothing but blanks cannot be judged.
    """

    found: dict[CellAddress, Figure] = field(default_factory=dict)
    judged: int = 0

    def note(self, place: tuple[str, str, str], parts: Iterable[Cell]) -> None:
        """Notes a blank total, if any of its parts is filled."""
        filled = [cell.value for cell in parts if cell.value is not None]
        if filled:
            self.judged += 1
            self.found.setdefault(CellAddress(*place), sum(filled))


def blank_totals(report: Report, edition: FormEdition) -> BlankTotals:
    """The blank totals of a report over filled parts."""
    found = BlankTotals()
    for total in _TOTALS.of(edition):
        if total.in_row:
            _look_along_row(report, total, found)
        else:
            _look_down_columns(report, total, found)
    return found


@dataclass(frozen=True, slots=True)
class _Total:
    """A row of totals (``in_row``) or a column of them.

    ``parts`` are paths of the same axis; groups are among them, since a report may give a group as
    one row. ``number`` and ``numbers`` are where a column and its parts stand.
    """

    table: Table
    path: str
    parts: tuple[str, ...]
    in_row: bool
    number: int = -1
    numbers: tuple[int, ...] = ()


def _look_along_row(report: Report, total: _Total, found: BlankTotals) -> None:
    """Every cell of a row of totals, with the rows it sums up."""
    rows = report.rows(total.table)
    for number, cell in enumerate(rows.get(total.path, ())):
        if cell.state is not _BLANK:
            found.judged += 1
            continue
        column = total.table.column_leaves[number].path
        parts = [rows[path][number] for path in total.parts if path in rows]
        found.note((total.table.id, total.path, column), parts)


def _look_down_columns(report: Report, total: _Total, found: BlankTotals) -> None:
    """Every cell of a column of totals, with the columns it sums up."""
    for path, row in report.rows(total.table).items():
        if row[total.number].state is not _BLANK:
            found.judged += 1
            continue
        parts = [row[number] for number in total.numbers]
        found.note((total.table.id, path, total.path), parts)


# --- plan -------------------------------------------------------------------------------------


def _totals(edition: FormEdition) -> tuple[_Total, ...]:
    """The totals of an edition, from its identities with a single cell on one side."""
    return tuple(
        total
        for identity in edition.identities
        if (table := edition.table(identity.table)) and (total := _total(identity, table))
    )


def _total(identity: Identity, table: Table) -> _Total | None:
    sides = ((identity.right, identity.left), (identity.left, identity.right))
    for total, parts in sides:
        if _is_cell(total) and not _is_cell(parts):
            return _placed(identity, table, total[0], parts)
    return None


def _is_cell(terms: tuple[str, ...]) -> bool:
    """Whether one side of an identity is a single cell."""
    return len(terms) == 1 and not terms[0].endswith(".*")


def _placed(identity: Identity, table: Table, total: str, terms: tuple[str, ...]) -> _Total | None:
    in_row = identity.for_each == "column"
    find = table.row if in_row else table.column
    headers = [find(term.removesuffix(".*")) for term in terms]
    parts = tuple(each.path for header in headers if header for each in header.walk())
    if in_row:
        return _Total(table, total, parts, in_row=True)
    places = [table.column_number(path) for path in (total, *parts)]
    number, *numbers = [place for place in places if place is not None]
    return _Total(table, total, parts, in_row=False, number=number, numbers=tuple(numbers))


_TOTALS = PerEdition(_totals)
