"""Runs of figures divided among the columns of their rows, only where one reading is left.

As many pieces as columns are the columns. Glued digits have many readings; those that the sums of
the form rule out are dropped, and what is read must be the only one left. Empty cells leave no
trace in running text, so readings with empty cells count as readings too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from gongkai.forms.model import CellAddress, Header, Table
from gongkai.importers.findings import Findings, Run
from gongkai.importers.joint import Figures, fitting
from gongkai.importers.sums import SumCheck, sums_of
from gongkai.importers.values import clean, is_value_like, read_value

_MOST_SHOWN = 5
_MOST_READINGS = 300
_MOST_STEPS = 60_000
_MOST_NUMBER = 9  # digits
_DIGITS = re.compile(r"[0-9]+")
# A word with the remark in brackets behind it.
_WORD = re.compile(r"[^\s（(]*[（(][^）)]*[）)]|\S+")


@dataclass(slots=True)
class _Open:
    """A glued row with the readings that are still possible."""

    run: Run
    readings: list[Figures]
    forced: bool  # digits alone leave one reading
    may_have_blanks: bool


def split_runs(findings: Findings) -> None:
    """Settles every run: cells read, or in doubt with the text and its readings."""
    is_full = all(_is_full(run, len(run.table.column_leaves)) for run in findings.runs)
    for table in findings.edition.tables:
        runs = [run for run in findings.runs if run.table is table]
        lines = _LineStyle(runs)
        opened = [each for run in runs if (each := _plain(findings, run, lines)) is not None]
        _together(findings, table, opened, is_full=is_full)


@dataclass(frozen=True, slots=True)
class _LineStyle:
    """Whether cells stand on lines of their own and empty ones as empty lines."""

    runs: Sequence[Run]

    @property
    def single_spaced(self) -> bool:
        """Whether figures follow each other line by line, so that an empty line is a cell."""
        return any(re.search(r"[^\s]\n[^\s]", run.text.strip("\n")) for run in self.runs)


def _plain(findings: Findings, run: Run, lines: _LineStyle) -> _Open | None:
    """Settles a run whose cells stand apart; gives back one that has to be divided."""
    text = clean(run.text)
    count = len(run.table.column_leaves)
    if not text:
        return None
    if run.table.id in findings.headerless:
        _doubt(findings, run, "没有找到全部列名，数对不上列")
    elif (pieces := _pieces(run, count, lines)) is not None:
        _settle(findings, run, pieces)
    else:
        return _divided(findings, run, text.split())
    return None


def _pieces(run: Run, count: int, lines: _LineStyle) -> Sequence[str] | None:
    """The cells of a run where they stand apart: on lines of their own, or between blanks."""
    if count == 1:
        return [" ".join(run.text.split())]
    on_lines = [cell for line in run.text.split("\n") if (cell := clean(line))]
    for cells in (on_lines, _WORD.findall(run.text)):
        if len(cells) == count and all(map(is_value_like, cells)):
            return cells
    return _with_empty_lines(run.text, count) if lines.single_spaced else None


def _divided(findings: Findings, run: Run, pieces: Sequence[str]) -> _Open | None:
    """The readings of glued digits; None after a doubt."""
    count = len(run.table.column_leaves)
    digits = unicodedata.normalize("NFKC", "".join(pieces))
    if not _DIGITS.fullmatch(digits):
        _doubt(findings, run, "几格连在一起，分不开")
        return None
    sums = sums_of(findings.edition, run.table)
    readings = _readings(digits, _bounds(pieces), count, sums)
    forced = _is_forced(digits, count)
    if readings is None:
        _doubt(findings, run, "几格连在一起，分法太多")
    elif len(digits) < count:
        _doubt(findings, run, "格数不够，看不出哪几格是空的")
    elif not readings:
        _doubt(findings, run, "几格连在一起，没有一种分法合于各算式")
    elif not sums and not forced:
        _doubt(findings, run, f"几格连在一起，有 {len(readings)} 种分法，也可能有空格", readings)
    else:
        may_have_blanks = not forced and _may_have_blanks(digits, count, sums)
        return _Open(run, readings, forced, may_have_blanks)
    return None


def _with_empty_lines(text: str, count: int) -> list[str] | None:
    """As many lines as columns, empty ones for empty cells, between two lines of labels."""
    cells = [clean(line) for line in text.removeprefix("\n").removesuffix("\n").split("\n")]
    return cells if len(cells) == count and all(map(is_value_like, cells)) else None


def _settle(findings: Findings, run: Run, pieces: Sequence[str]) -> None:
    for column, piece in zip(run.table.column_leaves, pieces, strict=True):
        reading = read_value(piece, run.table.kind(run.row, column))
        findings.add(_address(run, column), reading, piece, run.place)


def _address(run: Run, column: Header) -> CellAddress:
    return CellAddress(run.table.id, run.row.path, column.path)


def _doubt(findings: Findings, run: Run, reason: str, readings: Sequence[Figures] = ()) -> None:
    """Leaves a row blank; each cell is told with the values that the readings give it."""
    for number, column in enumerate(run.table.column_leaves):
        values = dict.fromkeys(str(reading[number]) for reading in readings)
        shown = tuple(islice(values, _MOST_SHOWN))
        findings.doubt(_address(run, column), run.text, reason, run.place, shown)


# --- readings of one row ------------------------------------------------------------------------


def _bounds(pieces: Sequence[str]) -> frozenset[int]:
    """Where a blank stands between digits: there a number ends."""
    ends: list[int] = []
    for piece in pieces[:-1]:
        ends.append((ends[-1] if ends else 0) + len(piece))
    return frozenset(ends)


def _readings(
    digits: str, bounds: frozenset[int], count: int, sums: Sequence[SumCheck]
) -> list[Figures] | None:
    """Every reading as figures that the sums of the row allow; None if there are too many."""
    search = _Search(digits, bounds, count, sums)
    found = list(islice(search.all(), _MOST_READINGS + 1))
    return None if search.steps > _MOST_STEPS or len(found) > _MOST_READINGS else found


def _is_forced(digits: str, count: int) -> bool:
    """Whether zeros leave one way to read the digits, even if cells may be empty."""
    zeros = len(digits) - len(digits.lstrip("0"))
    rest = len(digits) - zeros
    return (zeros == count and not rest) or (zeros == count - 1 and rest > 0)


def _may_have_blanks(digits: str, count: int, sums: Sequence[SumCheck]) -> bool:
    """Whether fewer numbers than cells would agree with the sums as well.

    Each sum stands for the cells up to its total; of these any may be empty, or all.
    """
    sizes = [(0, *range(2, len(each.parts) + 2)) for each in sums]
    if sum(choices[-1] for choices in sizes) != count:
        return True
    for chosen in product(*sizes):
        if sum(chosen) in (0, count):
            continue
        search = _Search(digits, frozenset(), sum(chosen), _narrowed(chosen))
        if next(search.all(), None) is not None or search.steps > _MOST_STEPS:
            return True
    return False


def _narrowed(sizes: Sequence[int]) -> list[SumCheck]:
    """Sums over so many numbers each, one behind the other."""
    sums: list[SumCheck] = []
    start = 0
    for size in sizes:
        if size:
            sums.append(SumCheck(tuple(range(start, start + size - 1)), start + size - 1))
        start += size
    return sums


class _Search:
    """Divides digits into numbers from the left; a total is never chosen but follows."""

    def __init__(
        self, digits: str, bounds: frozenset[int], count: int, sums: Sequence[SumCheck]
    ) -> None:
        self._digits, self._bounds, self._count = digits, bounds, count
        self._totals = {each.total: each.parts for each in sums}
        self.steps = 0

    def all(self) -> Iterator[Figures]:
        yield from self._from(0, ())

    def _from(self, at: int, before: Figures) -> Iterator[Figures]:
        self.steps += 1
        number = len(before)
        if self.steps > _MOST_STEPS:
            return
        if number == self._count:
            if at == len(self._digits):
                yield before
            return
        if len(self._digits) - at < self._count - number:
            return
        parts = self._totals.get(number)
        if parts is not None and max(parts) < number:
            yield from self._total(at, before, sum(before[part] for part in parts))
            return
        for end in range(at + 1, min(len(self._digits), at + _MOST_NUMBER) + 1):
            if any(at < bound < end for bound in self._bounds):
                return
            yield from self._from(end, (*before, int(self._digits[at:end])))
            if self._digits[at] == "0":
                return

    def _total(self, at: int, before: Figures, total: int) -> Iterator[Figures]:
        end = at + len(str(total))
        crosses = any(at < bound < end for bound in self._bounds)
        if self._digits[at:end] == str(total) and not crosses:
            yield from self._from(end, (*before, total))


# --- rows together --------------------------------------------------------------------------------


def _together(findings: Findings, table: Table, opened: list[_Open], *, is_full: bool) -> None:
    """Chooses among the readings of several rows by the sums over rows.

    A report that leaves no cell empty elsewhere leaves none empty here; in any other, a row that
    could be read with empty cells is not read.
    """
    for each in [each for each in opened if each.may_have_blanks and not is_full]:
        _doubt(findings, each.run, "几格连在一起，可能有空格", each.readings)
        opened.remove(each)
    kept = fitting(findings, table, {each.run.row.path: each.readings for each in opened})
    for each in opened:
        left = each.readings if kept is None else kept[each.run.row.path]
        if each.forced:
            _settle(findings, each.run, _cut(each.run, each.readings[0]))
        elif left:
            _settle_agreed(findings, each.run, left)
        else:
            _doubt(findings, each.run, "几格连在一起，各列的合计不能证实", each.readings)


def _settle_agreed(findings: Findings, run: Run, left: Sequence[Figures]) -> None:
    """Settles the cells in which all readings that are left agree; the others are in doubt."""
    pieces = _cut(run, left[0])
    for number, (column, piece) in enumerate(zip(run.table.column_leaves, pieces, strict=True)):
        values = list(dict.fromkeys(str(reading[number]) for reading in left))
        if len(values) == 1:
            reading = read_value(piece, run.table.kind(run.row, column))
            findings.add(_address(run, column), reading, piece, run.place)
        else:
            reason = f"几格连在一起，这一格有 {len(values)} 种读法"
            shown = values[:_MOST_SHOWN]
            findings.doubt(_address(run, column), run.text, reason, run.place, shown)


def _cut(run: Run, figures: Figures) -> list[str]:
    """The printed digits of each figure."""
    printed = iter("".join(run.text.split()))
    return ["".join(islice(printed, len(str(figure)))) for figure in figures]


def _is_full(run: Run, count: int) -> bool:
    return len("".join(run.text.split())) >= count
