"""Identities as equations over cells, and the changes of cells that make them all hold.

Each identity is a row of a +1/-1 matrix over cells; its residual is left minus right. One wrong
figure breaks exactly the identities through it, by exactly its error.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from gongkai.checks.model import CheckResult, Figure
from gongkai.forms.model import CellAddress

Change: TypeAlias = tuple[CellAddress, Figure]
"""A cell and the difference that would be added to it."""

Residuals: TypeAlias = Mapping[int, Figure]
"""What is left of the equations that do not hold, by their number."""


@dataclass(frozen=True, slots=True)
class Equation:
    """An identity at a place, and by how much its left side exceeds its right."""

    result: CheckResult
    residual: Figure


class Equations:
    """All equations that changes of cells have to bring, or leave, at zero."""

    def __init__(self, equations: Sequence[Equation]) -> None:
        self._equations = equations
        self._cells: list[tuple[CellAddress, ...]] = []
        self._through: dict[CellAddress, dict[int, int]] = defaultdict(dict)
        for number, equation in enumerate(equations):
            self._cells.append(self._enter(number, equation))
        self._alike: dict[frozenset[int], list[CellAddress]] = defaultdict(list)
        for address, signs in self._through.items():
            self._alike[frozenset(signs)].append(address)

    def results(self, numbers: Iterable[int]) -> tuple[CheckResult, ...]:
        """The results behind some equations, in their order."""
        return tuple(self._equations[number].result for number in sorted(numbers))

    def residuals(self, numbers: Iterable[int]) -> dict[int, Figure]:
        return {number: self._equations[number].residual for number in sorted(numbers)}

    def parts(self) -> Iterator[frozenset[int]]:
        """The equations that do not hold, those together that are joined by cells."""
        failing = {n for n, equation in enumerate(self._equations) if equation.residual != 0}
        while failing:
            part: set[int] = set()
            edge = {min(failing)}
            while edge:
                part |= edge
                edge = {other for number in edge for other in self._joined(number)} & failing - part
            failing -= part
            yield frozenset(part)

    # --- changes ------------------------------------------------------------------------------

    def singles(self, residuals: Residuals) -> Iterator[tuple[Change, ...]]:
        """Every change of one cell that brings all residuals to zero and breaks nothing."""
        for address in self._alike.get(frozenset(residuals), ()):
            changes = self._mending(address, residuals)
            if len(changes) == 1:
                yield ((address, changes.pop()),)

    def pairs(self, residuals: Residuals) -> Iterator[tuple[Change, ...]]:
        """Every change of two cells that does; some are given twice, in both orders.

        No two cells lie in the same equations, so one of two wrong cells has an equation to itself,
        and what mends that one is its change.
        """
        for address in self._cells_of(residuals):
            for change in sorted(self._mending(address, residuals)):
                first = (address, change)
                for (second,) in self.singles(self._left(residuals, [first])):
                    yield first, second

    def lines(self, residuals: Residuals) -> Iterator[tuple[Change, ...]]:
        """Every change of several cells in one row or in one column that does.

        An equation that crosses the line says by how much its cell is wrong; those that run along
        the line have to agree.
        """
        lines: dict[tuple[str, ...], list[CellAddress]] = defaultdict(list)
        for address in self._cells_of(residuals):
            lines["row", address.table, address.row].append(address)
            lines["column", address.table, address.column].append(address)
        for line in lines.values():
            changes = self._changes_of_line(line, residuals)
            if len(changes) > 1 and not self._left(residuals, changes):
                yield tuple(changes)

    # --- equations ----------------------------------------------------------------------------

    def _enter(self, number: int, equation: Equation) -> tuple[CellAddress, ...]:
        """Notes the cells of an equation, with their signs."""
        place = equation.result.place
        signs = place.signs() if place is not None else {}
        for address, sign in signs.items():
            self._through[address][number] = sign
        return tuple(signs)

    def _joined(self, number: int) -> set[int]:
        return {other for address in self._cells[number] for other in self._through[address]}

    def _cells_of(self, numbers: Iterable[int]) -> Iterable[CellAddress]:
        """The cells of some equations, each once."""
        return dict.fromkeys(address for number in numbers for address in self._cells[number])

    def _mending(self, address: CellAddress, residuals: Residuals) -> set[Figure]:
        """The changes of a cell each of which brings some of its equations to zero."""
        signs = self._through[address]
        return {-residuals[n] * sign for n, sign in signs.items() if n in residuals}

    def _left(self, residuals: Residuals, changes: Iterable[Change]) -> dict[int, Figure]:
        """What changes leave of the residuals, and the equations that they break."""
        left = dict(residuals)
        for address, change in changes:
            for number, sign in self._through[address].items():
                left[number] = left.get(number, 0) + sign * change
        return {number: residual for number, residual in left.items() if residual != 0}

    def _changes_of_line(self, line: list[CellAddress], residuals: Residuals) -> list[Change]:
        """What the equations that cross a line in one cell need there; nothing if two disagree."""
        crossing: dict[int, list[CellAddress]] = defaultdict(list)
        for address in line:
            for number in self._through[address].keys() & residuals.keys():
                crossing[number].append(address)
        changes: dict[CellAddress, Figure] = {}
        for number, cells in crossing.items():
            if len(cells) == 1:
                change = -residuals[number] * self._through[cells[0]][number]
                if changes.setdefault(cells[0], change) != change:
                    return []
        return list(changes.items())
