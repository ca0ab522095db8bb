"""Usual slips of the hand: which are known, and which goes before which."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace

import pytest

from gongkai.checks.slips import NO_SLIP, Edit, shift_of, slip_of
from gongkai.forms.model import CellAddress, Editions
from gongkai.reports.model import BLANK, Report
from tests.unit.checks.building import balanced_report, number, with_cells

PERSON, BUSINESS, RESEARCH = (
    "natural_person",
    "organisation.business",
    "organisation.research",
)


def cell(row: str, column: str) -> CellAddress:
    return CellAddress("requests", row, column)


AT = cell("carried_in", RESEARCH)


@pytest.fixture
def report(editions: Editions) -> Report:
    """A report whose figures are all above 1000, so that no neighbour is alike by chance."""
    balanced = balanced_report(random.Random(2), next(iter(editions)))
    figures = {address: number(1000 + n) for n, (address, _) in enumerate(balanced.cells())}
    return with_cells(balanced, figures)


def labelled(report: Report, printed: int, needed: int) -> tuple[int, bool]:
    """How rare the slip is, and whether it has a name."""
    slip = slip_of(with_cells(report, {AT: number(printed)}), Edit(AT, printed, needed))
    return slip.rarity, bool(slip.label)


@pytest.mark.parametrize(
    ("printed", "needed", "rarity"),
    [
        (45, 54, 2),  # two digits swapped
        (123, 321, 2),
        (1234, 4321, 9),  # four moved
        (450, 45, 2),  # a zero too many
        (45, 450, 2),  # a zero too few
        (0, 10, 3),
        (45, 485, 3),  # a digit lost
        (445, 45, 3),  # a digit doubled
        (45, 46, 4),  # a digit misread
        (145, 196, 9),  # two misread
        (5, 6, 9),  # of one digit, any other may be meant
        (45, 4815, 9),  # two lost
        (-8, 8, 2),  # the sign
        (8, -8, 2),
        (6, 300, 9),  # nothing usual
    ],
)
def test_slips_are_ranked(report: Report, printed: int, needed: int, rarity: int) -> None:
    assert labelled(report, printed, needed) == (rarity, rarity < NO_SLIP.rarity)


def test_the_most_usual_slip_is_named(report: Report) -> None:
    assert labelled(report, 450, 45)[0] == 2  # a zero too many, and also one digit too many


@pytest.mark.parametrize(
    ("row", "column", "rarity"),
    [
        ("results.total", PERSON, 1),  # the row of totals
        ("carried_in", "total", 1),  # the column of totals
        ("carried_in", PERSON, 9),
        ("new_received", PERSON, 9),  # alone on no side of an identity
    ],
)
def test_a_total_typed_as_zero(report: Report, row: str, column: str, rarity: int) -> None:
    address = cell(row, column)
    wrong = with_cells(report, {address: number(0)})
    assert slip_of(wrong, Edit(address, 0, 57)).rarity == rarity


def test_a_blank_that_should_be_a_number(report: Report) -> None:
    wrong = with_cells(report, {AT: BLANK})
    assert slip_of(wrong, Edit(AT, None, 57)).rarity == 1


@pytest.mark.parametrize(
    ("neighbour", "is_near"),
    [
        (cell("carried_in", BUSINESS), True),
        (cell("carried_in", "organisation.public_interest"), True),
        (cell("new_received", RESEARCH), True),
        (cell("results.granted", RESEARCH), True),
        (cell("carried_in", PERSON), False),
        (cell("new_received", BUSINESS), False),
    ],
)
def test_a_figure_of_the_neighbour(report: Report, neighbour: CellAddress, is_near: bool) -> None:
    alike = with_cells(report, {AT: number(77), neighbour: number(77)})
    assert slip_of(alike, Edit(AT, 77, 12345)).rarity == (3 if is_near else 9)


@pytest.mark.parametrize(
    "corner",
    [cell("new_received", PERSON), cell("carried_forward", "total")],
    ids=["first", "last"],
)
def test_cells_at_the_edge_have_no_neighbours_beyond(report: Report, corner: CellAddress) -> None:
    """The last cell is no neighbour of the first."""
    opposite = {
        address: number(77)
        for address, _ in report.cells()
        if address.table == "requests"
        and (address.row == corner.row) != (address.column == corner.column)
    }
    column = {"natural_person": BUSINESS, "total": "organisation.other"}[corner.column]
    row = {"new_received": "carried_in", "carried_forward": "results.total"}[corner.row]
    near = {cell(corner.row, column): number(5), cell(row, corner.column): number(5)}
    wrong = with_cells(report, opposite | near | {corner: number(77)})
    assert slip_of(wrong, Edit(corner, 77, 12345)).rarity == NO_SLIP.rarity


def test_zeros_side_by_side_are_no_slip(report: Report) -> None:
    zeros = with_cells(report, {AT: number(0), cell("carried_in", BUSINESS): number(0)})
    assert slip_of(zeros, Edit(AT, 0, 12345)) == NO_SLIP


def test_a_figure_of_last_year(report: Report) -> None:
    now = with_cells(report, {AT: number(77)})
    before = with_cells(report, {AT: number(77)})
    edit = Edit(AT, 77, 12345)
    assert slip_of(now, edit).rarity == 9
    assert slip_of(now, edit, before=before).rarity == 3
    assert slip_of(now, edit, before=report).rarity == 9


def test_zeros_of_two_years_are_no_slip(report: Report) -> None:
    zeros = with_cells(report, {AT: number(0)})
    assert slip_of(zeros, Edit(AT, 0, 12345), before=zeros) == NO_SLIP


# --- two cells --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("other", "rarity"),
    [
        (Edit(cell("carried_in", "organisation.other"), 61, 60), 1),  # one case moved
        (Edit(cell("carried_in", "organisation.other"), 60, 61), 9),  # both too low
        (Edit(cell("new_received", RESEARCH), 61, 60), 9),  # of another row
    ],
)
def test_a_number_moved_between_columns(report: Report, other: Edit, rarity: int) -> None:
    edit = Edit(AT, 5, 6)
    wrong = with_cells(report, {AT: number(5)})
    assert slip_of(wrong, edit, (edit, other)).rarity == rarity
    assert slip_of(wrong, edit, (edit,)).rarity == 9


# --- a line -----------------------------------------------------------------------------------


def _shifted(report: Report, line: Mapping[CellAddress, int]) -> tuple[Report, tuple[Edit, ...]]:
    """The report with a line printed as given, and the edits that bring back what it had."""
    wrong = with_cells(report, {address: number(value) for address, value in line.items()})
    edits = (
        Edit(address, value, report.cell(address).value or 0) for address, value in line.items()
    )
    return wrong, tuple(edits)


def _row(report: Report) -> list[CellAddress]:
    return [address for address, _ in report.cells() if address.row == "carried_in"]


def _column(report: Report) -> list[CellAddress]:
    return [address for address, _ in report.cells() if address.column == RESEARCH]


@pytest.mark.parametrize("cells", [_row, _column], ids=["row", "column"])
@pytest.mark.parametrize(("by", "is_shift"), [(1, True), (-1, True), (2, False)])
def test_a_shifted_line(report: Report, cells: object, by: int, is_shift: bool) -> None:
    line = cells(report)  # type: ignore[operator]
    values = [int(report.cell(address).value or 0) for address in line]
    moved = [0] * by + values[:-by] if by > 0 else values[-by:] + [0] * -by
    wrong, edits = _shifted(report, dict(zip(line, moved, strict=True)))
    assert (shift_of(wrong, edits) != NO_SLIP) is is_shift


def test_a_blank_in_a_shifted_line_counts_as_zero(report: Report) -> None:
    line = _row(report)
    values = [int(report.cell(address).value or 0) for address in line]
    wrong, edits = _shifted(report, dict(zip(line, [0, *values[:-1]], strict=True)))
    edits = (replace(edits[0], printed=None), *edits[1:])
    assert shift_of(with_cells(wrong, {line[0]: BLANK}), edits).rarity == 1
