"""Usual slips of the hand: why a printed figure might stand where another was meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.checks.model import Figure
from gongkai.checks.sheets import shape_of
from gongkai.forms.model import CellAddress
from gongkai.reports.model import Report


@dataclass(frozen=True, slots=True)
class Edit:
    """A cell, what is printed in it, and the figure that would make the sums agree.

    ``printed`` is None for an empty cell.
    """

    address: CellAddress
    printed: Figure | None
    needed: Figure

    @property
    def change(self) -> Figure:
        """What would be added to the cell, an empty one counting as zero."""
        return self.needed - (self.printed or 0)


@dataclass(frozen=True, slots=True)
class Slip:
    """A usual slip in Chinese; the rarer it is, the less it explains."""

    label: str
    rarity: int


LEFT_BLANK = Slip("应有数而空着", 1)
ZERO_TOTAL = Slip("总计误写为 0", 1)
WRONG_COLUMN = Slip("同一个数写错了列", 1)
SHIFTED_LINE = Slip("整行或整列错开了一格", 1)
SWAPPED_DIGITS = Slip("两位数字颠倒", 2)
WRONG_ZERO = Slip("多写或漏写一个 0", 2)
WRONG_SIGN = Slip("正负号相反", 2)
LOST_DIGIT = Slip("漏写一位数字", 3)
EXTRA_DIGIT = Slip("多写一位数字", 3)
LIKE_NEIGHBOUR = Slip("与相邻一格相同，可能串行或串列", 3)
LIKE_LAST_YEAR = Slip("与上年同一格相同，可能照抄上年", 3)
WRONG_DIGIT = Slip("写错一位数字", 4)
NO_SLIP = Slip("", 9)

_SWAPPED = 2  # two digits that changed places differ in two positions


def slip_of(
    report: Report, edit: Edit, together: tuple[Edit, ...] = (), before: Report | None = None
) -> Slip:
    """The most usual slip that turns the needed figure into the printed one.

    ``together`` are all edits of one explanation, ``before`` is last year's report.
    """
    slips = _slips(report, edit, together, before)
    return min(slips, key=lambda slip: slip.rarity, default=NO_SLIP)


def _slips(
    report: Report, edit: Edit, together: tuple[Edit, ...], before: Report | None
) -> Iterator[Slip]:
    printed, needed = edit.printed, edit.needed
    if printed is None:
        yield LEFT_BLANK
        return
    if printed == 0 and _is_total(report, edit.address):
        yield ZERO_TOTAL
    yield from _digit_slips(str(printed), str(needed))
    if needed == -printed:
        yield WRONG_SIGN
    if any(_is_moved(edit, other) for other in together):
        yield WRONG_COLUMN
    if printed != 0 and printed in _neighbours(report, edit.address):
        yield LIKE_NEIGHBOUR
    if printed != 0 and before is not None and printed == before.cell(edit.address).value:
        yield LIKE_LAST_YEAR


# --- digits -----------------------------------------------------------------------------------


def _digit_slips(printed: str, needed: str) -> Iterator[Slip]:
    """Digits swapped, lost, doubled or misread; a zero too many or too few."""
    if sorted(printed) == sorted(needed) and _differences(printed, needed) == _SWAPPED:
        yield SWAPPED_DIGITS
    if needed in (f"{printed}0", printed.removesuffix("0")):
        yield WRONG_ZERO
    if _drops_one(printed, needed):
        yield LOST_DIGIT
    if _drops_one(needed, printed):
        yield EXTRA_DIGIT
    if len(printed) == len(needed) > 1 and _differences(printed, needed) == 1:
        yield WRONG_DIGIT


def _differences(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def _drops_one(shorter: str, longer: str) -> bool:
    """Whether leaving one digit out of the longer gives the shorter."""
    return len(longer) == len(shorter) + 1 and any(
        longer[:n] + longer[n + 1 :] == shorter for n in range(len(longer))
    )


# --- cells ------------------------------------------------------------------------------------


def _is_moved(edit: Edit, other: Edit) -> bool:
    """Whether a number left one cell of a row and entered another."""
    return edit.address.row == other.address.row and edit.change == -other.change


def _is_total(report: Report, address: CellAddress) -> bool:
    """Whether an identity makes the cell the sum of others."""
    for rule in report.edition.identities if report.edition else ():
        path = address.row if rule.for_each == "column" else address.column
        if rule.table == address.table and rule.right == (path,):
            return True
    return False


def _neighbours(report: Report, address: CellAddress) -> set[Figure | None]:
    """The figures above, below, left and right of a cell."""
    near: list[CellAddress] = []
    for line in (_row(report, address), _column(report, address)):
        place = line.index(address)
        near += [*line[:place][-1:], *line[place + 1 : place + 2]]
    return {report.cell(each).value for each in near}


def _row(report: Report, address: CellAddress) -> list[CellAddress]:
    """The cells of a cell's row, from left to right."""
    row = (address.table, address.row)
    return [each for each in shape_of(report).addresses if (each.table, each.row) == row]


def _column(report: Report, address: CellAddress) -> list[CellAddress]:
    """The cells of a cell's column, from the top down."""
    column = (address.table, address.column)
    return [each for each in shape_of(report).addresses if (each.table, each.column) == column]


# --- a whole row or column --------------------------------------------------------------------


def shift_of(report: Report, edits: Sequence[Edit]) -> Slip:
    """Whether the edits move the figures of one row, or one column, by one cell."""
    first, second = edits[0].address, edits[1].address
    line = (_row if first.row == second.row else _column)(report, first)
    needed = {edit.address: edit.needed for edit in edits}
    printed = [report.cell(address).value or 0 for address in line]
    meant = [needed.get(address, value) for address, value in zip(line, printed, strict=True)]
    is_shifted = printed[1:] == meant[:-1] or printed[:-1] == meant[1:]
    return SHIFTED_LINE if is_shifted else NO_SLIP
