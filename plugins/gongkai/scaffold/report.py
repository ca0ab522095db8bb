"""A new report of a body: blank but for the figures that its form repeats from last year's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.checks.model import SumPlace
from gongkai.checks.places import carry_places
from gongkai.checks.wording import cell_label
from gongkai.forms.model import Carry, CellAddress, FormEdition, Table
from gongkai.reports.model import Cell, CellState, Report, Status
from gongkai.reports.skeleton import skeleton

_FIRST_STEP = "照原文填数；填好以后运行 gongkai check。"


@dataclass(frozen=True, slots=True)
class Carried:
    """A figure of last year's report that this year's repeats, and the label of where it stood."""

    address: CellAddress
    source: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Joint:
    """Figures of last year's report that take part in a sum with this year's, as words."""

    label: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewReport:
    """The file of a report that is a draft, and what last year's report said for it."""

    text: str
    carried: tuple[Carried, ...]
    joints: tuple[Joint, ...]


def new_report(
    form: FormEdition, year: int, signer: str, last: Report | None, schema: str
) -> NewReport:
    """A report to fill in. What the form says is the same as last year is filled in already.

    A sum over two years fills in nothing: its parts are the office's to state. ``schema`` is where
    an editor finds what such a file may hold, seen from the file.
    """
    carried = tuple(_carried(form, year, last)) if last else ()
    text = skeleton(
        form,
        year,
        signer,
        _FIRST_STEP,
        cells={each.address: each.cell for each in carried},
        remarks=_remarks(carried, last),
    )
    heading, rest = text.split("\n", 1)
    text = f"{heading}\n# yaml-language-server: $schema={schema}\n{rest}"
    return NewReport(text, carried, tuple(_joints(form, year, last)) if last else ())


def _remarks(carried: tuple[Carried, ...], last: Report | None) -> dict[str, str]:
    """Where the figures of each row come from."""
    if last is None:
        return {}
    kind = "年报草稿" if last.status is Status.DRAFT else "年报"
    return {
        f"{each.address.table}.{each.address.row}": f"转自 {last.year} 年{kind}“{each.source}”"
        for each in carried
    }


def _carried(form: FormEdition, year: int, last: Report) -> Iterator[Carried]:
    for carry, table in _carries(form, year):
        if not _is_copy(carry):
            continue
        for place in carry_places(carry, table):
            (this,), (source,) = place.left, place.right
            cell = last.cell(source.address)
            if cell.state is CellState.NUMBER and cell.unit is None:
                label = _source_label(carry, last, source.address)
                yield Carried(this.address, label, _plain(cell))


def _is_copy(carry: Carry) -> bool:
    """Whether one cell of this year is one cell of last year."""
    sides = [[term.last_year for term in side] for side in (carry.left, carry.right)]
    return sides == [[False], [True]]


def _plain(cell: Cell) -> Cell:
    """The number alone: a remark printed with it was last year's."""
    return Cell(CellState.NUMBER, cell.value, str(cell.value))


def _source_label(carry: Carry, last: Report, address: CellAddress) -> str:
    """The row, or column, that the figures of one row of this year stood in."""
    table = last.edition.table(address.table) if last.edition else None
    if table is None:
        raise LookupError(address)
    by_column = carry.for_each == "column"
    header = table.row(address.row) if by_column else table.column(address.column)
    return header.label if header else str(address)


def _joints(form: FormEdition, year: int, last: Report) -> Iterator[Joint]:
    """The sums over two years that are no mere copies, with last year's figures in them."""
    figures: dict[str, list[str]] = {}
    for carry, table in _carries(form, year):
        if not _is_copy(carry):
            for place in carry_places(carry, table):
                figures.setdefault(carry.label, []).extend(_figures(place, last))
    yield from (Joint(label, tuple(each)) for label, each in figures.items() if each)


def _figures(place: SumPlace, last: Report) -> Iterator[str]:
    for operand in (*place.left, *place.right):
        cell = last.cell(operand.address)
        if operand.years_back and cell.state is CellState.NUMBER:
            yield f"“{cell_label(last, operand.address)}”{cell.printed}"


def _carries(form: FormEdition, year: int) -> Iterator[tuple[Carry, Table]]:
    """The sums over two years that hold for a year, with their tables."""
    for carry in form.carries:
        table = form.table(carry.table)
        if table is not None and year >= carry.first_year:
            yield carry, table
