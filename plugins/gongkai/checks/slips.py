"""Usual slips of the hand: why a printed figure might stand where another was meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.checks.model import Figure
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
        yield Slip("应有数而空着", 1)
        return
    if printed == 0 and _is_total(report, edit.address):
        yield Slip("总计误写为 0", 1)
    yield from _digit_slips(str(printed), str(needed))
    if needed == -printed:
        yield Slip("正负号相反", 2)
    if any(_is_moved(edit, other) for other in together if other is not edit):
        yield Slip("同一个数写错了列", 1)
    if printed != 0 and printed in _neighbours(report, edit.address):
        yield Slip("与相邻一格相同，可能串行或串列", 3)
    if printed != 0 and before is not None and printed == before.cell(edit.address).value:
        yield Slip("与上年同一格相同，可能照抄上年", 3)


# --- digits -----------------------------------------------------------------------------------


def _digit_slips(printed: str, needed: str) -> Iterator[Slip]:
    """Digits swapped, lost, doubled or misread; a zero too many or too few."""
    if sorted(printed) == sorted(needed) and _differences(printed, needed) == _SWAPPED:
        yield Slip("两位数字颠倒", 2)
    if needed in (f"{printed}0", printed.removesuffix("0")) and printed != needed:
        yield Slip("多写或漏写一个 0", 2)
    if _drops_one(printed, needed):
        yield Slip("漏写一位数字", 3)
    if _drops_one(needed, printed):
        yield Slip("多写一位数字", 3)
    if len(printed) == len(needed) > 1 and _differences(printed, needed) == 1:
        yield Slip("写错一位数字", 4)


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
    table = report.edition.table(address.table) if report.edition else None
    number = table.column_number(address.column) if table else None
    rows = list(report.rows(table)) if table else []
    if table is None or number is None or address.row not in rows:
        return set()
    position = rows.index(address.row)
    own = report.rows(table)[address.row]
    near = [own[n] for n in (number - 1, number + 1) if 0 <= n < len(own)]
    around = [rows[n] for n in (position - 1, position + 1) if 0 <= n < len(rows)]
    near += [report.rows(table)[path][number] for path in around]
    return {cell.value for cell in near}


# --- a whole row or column --------------------------------------------------------------------


def shift_of(report: Report, edits: Sequence[Edit]) -> Slip:
    """Whether the edits move the figures of one row, or one column, by one cell."""
    needed = {edit.address: edit.needed for edit in edits}
    line = _line(report, edits)
    printed = [report.cell(address).value or 0 for address in line]
    meant = [needed.get(address, value) for address, value in zip(line, printed, strict=True)]
    if printed[1:] == meant[:-1] or printed[:-1] == meant[1:]:
        return Slip("整行或整列错开了一格", 1)
    return NO_SLIP


def _line(report: Report, edits: Sequence[Edit]) -> list[CellAddress]:
    """All printed cells of the row, or the column, that the edits lie in."""
    first, second = edits[0].address, edits[1].address
    table = report.edition.table(first.table) if report.edition else None
    rows, columns = (report.rows(table), table.column_leaves) if table else ({}, ())
    if first.row == second.row:
        return [CellAddress(first.table, first.row, column.path) for column in columns]
    return [CellAddress(first.table, path, first.column) for path in rows]
