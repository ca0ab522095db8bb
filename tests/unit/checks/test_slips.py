"""Usual slips of the hand: which are known, and which goes before which."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from gongkai.checks.slips import (
    EXTRA_DIGIT,
    LEFT_BLANK,
    LIKE_LAST_YEAR,
    LIKE_NEIGHBOUR,
    LOST_DIGIT,
    NO_SLIP,
    SHIFTED_LINE,
    SWAPPED_DIGITS,
    WRONG_COLUMN,
    WRONG_DIGIT,
    WRONG_SIGN,
    WRONG_ZERO,
    ZERO_TOTAL,
    Edit,
    Slip,
    shift_of,
    slip_of,
)
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


def slip(report: Report, printed: int, needed: int) -> Slip:
    return slip_of(with_cells(report, {AT: number(printed)}), Edit(AT, printed, needed))


@pytest.mark.parametrize(
    ("printed", "needed", "expected"),
    [
        (45, 54, SWAPPED_DIGITS),
        (54, 45, SWAPPED_DIGITS),
        (123, 321, SWAPPED_DIGITS),
        (1234, 4321, NO_SLIP),  # four digits moved
        (450, 45, WRONG_ZERO),  # also a digit too many, which is less usual
        (45, 450, WRONG_ZERO),
        (0, 10, LOST_DIGIT),
        (45, 485, LOST_DIGIT),
        (445, 45, EXTRA_DIGIT),
        (45, 46, WRONG_DIGIT),
        (145, 196, NO_SLIP),  # two digits misread
        (5, 6, NO_SLIP),  # of one digit, any other may be meant
        (45, 4815, NO_SLIP),  # two digits lost
        (-8, 8, WRONG_SIGN),
        (8, -8, WRONG_SIGN),
        (6, 300, NO_SLIP),
    ],
)
def test_slips_of_digits(report: Report, printed: int, needed: int, expected: Slip) -> None:
    assert slip(report, printed, needed) == expected


def test_the_more_usual_slips_go_first() -> None:
    order = (LEFT_BLANK, SWAPPED_DIGITS, LOST_DIGIT, WRONG_DIGIT, NO_SLIP)
    assert [each.rarity for each in order] == [1, 2, 3, 4, 9]
    alike = (
        (LEFT_BLANK, ZERO_TOTAL, WRONG_COLUMN, SHIFTED_LINE),
        (SWAPPED_DIGITS, WRONG_ZERO, WRONG_SIGN),
        (LOST_DIGIT, EXTRA_DIGIT, LIKE_NEIGHBOUR, LIKE_LAST_YEAR),
    )
    assert all(len({each.rarity for each in group}) == 1 for group in alike)
    assert not NO_SLIP.label


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        ("results.total", PERSON, ZERO_TOTAL),  # the row of totals
        ("carried_in", "total", ZERO_TOTAL),  # the column of totals
        ("carried_in", PERSON, NO_SLIP),
        ("new_received", PERSON, NO_SLIP),  # alone on no side of an identity
    ],
)
def test_a_total_typed_as_zero(report: Report, row: str, column: str, expected: Slip) -> None:
    address = cell(row, column)
    wrong = with_cells(report, {address: number(0)})
    assert slip_of(wrong, Edit(address, 0, 57)) == expected


def test_what_another_table_calls_a_total_is_none_here(report: Report) -> None:
    assert report.edition is not None
    moved = tuple(replace(each, table="art20_1") for each in report.edition.identities)
    address = cell("results.total", PERSON)
    wrong = with_cells(report, {address: number(0)})
    wrong = replace(wrong, edition=replace(report.edition, identities=moved))
    assert slip_of(wrong, Edit(address, 0, 57)) == NO_SLIP


def test_a_blank_that_should_be_a_number(report: Report) -> None:
    edit = Edit(AT, None, 57)
    assert edit.change == 57
    assert slip_of(with_cells(report, {AT: BLANK}), edit) == LEFT_BLANK


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
    expected = LIKE_NEIGHBOUR if is_near else NO_SLIP
    assert slip_of(alike, Edit(AT, 77, 12345)) == expected


def test_the_first_and_the_last_cell_are_neighbours_of_the_next(report: Report) -> None:
    for near, address in (
        (cell("carried_in", PERSON), cell("carried_in", BUSINESS)),
        (cell("carried_in", "total"), cell("carried_in", "organisation.other")),
        (cell("new_received", RESEARCH), AT),
        (cell("carried_forward", RESEARCH), cell("results.total", RESEARCH)),
    ):
        alike = with_cells(report, {address: number(77), near: number(77)})
        assert slip_of(alike, Edit(address, 77, 12345)) == LIKE_NEIGHBOUR


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
    assert slip_of(wrong, Edit(corner, 77, 12345)) == NO_SLIP


def test_zeros_side_by_side_are_no_slip(report: Report) -> None:
    zeros = with_cells(report, {AT: number(0), cell("carried_in", BUSINESS): number(0)})
    assert slip_of(zeros, Edit(AT, 0, 12345)) == NO_SLIP


def test_a_figure_of_last_year(report: Report) -> None:
    now = with_cells(report, {AT: number(77)})
    before = with_cells(report, {AT: number(77)})
    edit = Edit(AT, 77, 12345)
    assert slip_of(now, edit) == NO_SLIP
    assert slip_of(now, edit, before=before) == LIKE_LAST_YEAR
    assert slip_of(now, edit, before=report) == NO_SLIP


def test_zeros_of_two_years_are_no_slip(report: Report) -> None:
    zeros = with_cells(report, {AT: number(0)})
    assert slip_of(zeros, Edit(AT, 0, 12345), before=zeros) == NO_SLIP


# --- two cells --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (Edit(cell("carried_in", "organisation.other"), 61, 60), WRONG_COLUMN),
        (Edit(cell("carried_in", "organisation.other"), 60, 61), NO_SLIP),  # both too low
        (Edit(cell("new_received", RESEARCH), 61, 60), NO_SLIP),  # of another row
    ],
)
def test_a_number_moved_between_columns(report: Report, other: Edit, expected: Slip) -> None:
    edit = Edit(AT, 5, 6)
    wrong = with_cells(report, {AT: number(5)})
    assert slip_of(wrong, edit, (edit, other)) == expected
    assert slip_of(wrong, edit, (edit,)) == NO_SLIP


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
@pytest.mark.parametrize(("by", "expected"), [(1, SHIFTED_LINE), (-1, SHIFTED_LINE), (2, NO_SLIP)])
def test_a_shifted_line(
    report: Report, cells: Callable[[Report], list[CellAddress]], by: int, expected: Slip
) -> None:
    line = cells(report)
    values = [int(report.cell(address).value or 0) for address in line]
    moved = [0] * by + values[:-by] if by > 0 else values[-by:] + [0] * -by
    wrong, edits = _shifted(report, dict(zip(line, moved, strict=True)))
    assert shift_of(wrong, edits) == expected


def test_a_blank_in_a_shifted_line_counts_as_zero(report: Report) -> None:
    """Printed 0, a, b, blank, d where a, b, 0, d and more were meant."""
    line = _row(report)
    meant = [5, 6, 0, 8, 9, 10, 38]
    right = with_cells(report, {a: number(value) for a, value in zip(line, meant, strict=True)})
    moved = dict(zip(line, [0, *meant[:-1]], strict=True))
    wrong, edits = _shifted(right, moved)
    edits = tuple(
        replace(each, printed=None) if each.address == line[3] else each for each in edits
    )
    assert shift_of(with_cells(wrong, {line[3]: BLANK}), edits) == SHIFTED_LINE
