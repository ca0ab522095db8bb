"""The wrong-cell finder: which figures, if they were others, would make every identity agree.

Each identity is a row of a +1/-1 matrix over cells; its residual is left minus right. One wrong
figure breaks exactly the identities through it, by exactly its error. An answer is arithmetic, not
evidence of what happened, and never a correction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.checks.model import CheckResult, Figure, Outcome
from gongkai.checks.slips import Edit, slip_of
from gongkai.forms.model import CellAddress, ValueKind
from gongkai.reports.model import Report

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Explanation:
    """Edits that together make every identity of a part hold; ``slips`` names usual slips."""

    edits: tuple[Edit, ...]
    slips: tuple[str, ...]
    rank: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Failing identities that share cells, and everything of the fewest edits that explains them.

    ``numbers`` are the places of the failing ones among those that were evaluated.
    ``explanations`` is complete and ranked, the most plausible first; empty if neither one figure
    nor two explain the failures.
    """

    failing: tuple[CheckResult, ...]
    explanations: tuple[Explanation, ...]
    numbers: frozenset[int]


Change = tuple[CellAddress, Figure]
"""A cell and the difference that would be added to it."""


def locate(report: Report, results: Iterable[CheckResult]) -> tuple[Part, ...]:
    """The parts of a report's failing identities with their explanations.

    ``results`` are the identities of the report; those that were not evaluated take no part.
    """
    system = _System([each for each in results if each.outcome is not Outcome.NOT_EVALUATED])
    parts = [_explain(report, system, part) for part in system.parts()]
    solved = [part for part in parts if part.explanations]
    unsolved = [part for part in parts if not part.explanations]
    if len(unsolved) > 1:
        # Two errors that cancel in the identity they share leave parts that no cell joins.
        numbers = {number for part in unsolved for number in part.numbers}
        unsolved = [_explain(report, system, frozenset(numbers))]
    return tuple(sorted([*solved, *unsolved], key=lambda part: min(part.numbers)))


class _System:
    """The evaluated identities as equations over cells."""

    def __init__(self, results: Sequence[CheckResult]) -> None:
        self.results = results
        self.through: dict[CellAddress, dict[int, int]] = defaultdict(dict)
        for number, result in enumerate(results):
            if result.place is not None:
                for operand in result.place.left:
                    self.through[operand.address][number] = 1
                for operand in result.place.right:
                    self.through[operand.address][number] = -1
        self._alike: dict[frozenset[int], list[CellAddress]] = defaultdict(list)
        for address, equations in self.through.items():
            self._alike[frozenset(equations)].append(address)

    def residual(self, number: int) -> Figure:
        result = self.results[number]
        return (result.left or 0) - (result.right or 0)

    def parts(self) -> Iterator[frozenset[int]]:
        """Failing equations that are joined by cells."""
        failing = {number for number, result in enumerate(self.results) if result.fails}
        joined = {number: self._neighbours(number, failing) for number in failing}
        while failing:
            part: set[int] = set()
            edge = {min(failing)}
            while edge:
                part |= edge
                edge = {other for number in edge for other in joined[number]} - part
            failing -= part
            yield frozenset(part)

    def _neighbours(self, number: int, failing: set[int]) -> set[int]:
        place = self.results[number].place
        operands = place.operands if place is not None else ()
        return {each for o in operands for each in self.through[o.address]} & failing

    def cells(self, part: frozenset[int]) -> list[CellAddress]:
        """The cells of a part's equations, each once."""
        places = [self.results[number].place for number in sorted(part)]
        return list(dict.fromkeys(o.address for place in places if place for o in place.operands))

    def singles(self, residuals: Mapping[int, Figure]) -> Iterator[Change]:
        """Every single change that brings all residuals to zero and breaks nothing."""
        for address in self._alike.get(frozenset(residuals), ()):
            equations = self.through[address]
            changes = {-residuals[number] * sign for number, sign in equations.items()}
            if len(changes) == 1:
                yield address, changes.pop()

    def pairs(self, residuals: Mapping[int, Figure]) -> Iterator[tuple[Change, Change]]:
        """Every pair whose first change mends one of its own equations by itself."""
        for address in self.cells(frozenset(residuals)):
            equations = self.through[address]
            changes = {-residuals[n] * sign for n, sign in equations.items() if n in residuals}
            for change in sorted(changes):
                left = dict(residuals)
                for number, sign in equations.items():
                    left[number] = left.get(number, 0) + sign * change
                open_ones = {number: value for number, value in left.items() if value != 0}
                for second in self.singles(open_ones):
                    if second[0] != address:
                        yield (address, change), second


def _explain(report: Report, system: _System, part: frozenset[int]) -> Part:
    residuals = {number: system.residual(number) for number in part}
    answers = _possible(report, ((change,) for change in system.singles(residuals)))
    if not answers:
        answers = _possible(report, system.pairs(residuals))
    explanations = sorted((_rank(report, edits) for edits in answers), key=lambda each: each.rank)
    failing = tuple(system.results[number] for number in sorted(part))
    return Part(failing, tuple(explanations), part)


def _possible(report: Report, answers: Iterable[tuple[Change, ...]]) -> list[tuple[Edit, ...]]:
    """The answers as edits, each once, without values that a cell cannot hold."""
    found: dict[frozenset[Edit], tuple[Edit, ...]] = {}
    for changes in answers:
        edits = tuple(_edit(report, address, change) for address, change in changes)
        if all(_is_allowed(report, edit) for edit in edits):
            found.setdefault(frozenset(edits), edits)
    return list(found.values())


def _edit(report: Report, address: CellAddress, change: Figure) -> Edit:
    printed = report.cell(address).value or 0
    return Edit(address, printed, printed + change)


def _is_allowed(report: Report, edit: Edit) -> bool:
    """A count or an amount is never negative."""
    table = report.edition.table(edit.address.table) if report.edition else None
    row = table.row(edit.address.row) if table else None
    column = table.column(edit.address.column) if table else None
    if table is None or row is None or column is None:
        return False
    return edit.needed >= 0 or table.kind(row, column) is ValueKind.CHANGE


def _rank(report: Report, edits: tuple[Edit, ...]) -> Explanation:
    """An explanation, ranked by how usual its slips are, then by the place in the form."""
    slips = [slip_of(report, edit, edits) for edit in edits]
    order = _order(report, edits)
    rank = (sum(slip.rarity for slip in slips), *order)
    return Explanation(edits, tuple(slip.label for slip in slips if slip.label), rank)


def _order(report: Report, edits: tuple[Edit, ...]) -> tuple[int, ...]:
    """Where the cells stand in the form, so that equal answers keep one order."""
    places: list[int] = []
    for edit in edits:
        table = report.edition.table(edit.address.table) if report.edition else None
        if table is not None:
            rows = [row.path for top in table.rows for row in top.walk()]
            places.append(rows.index(edit.address.row))
            places.append(table.column_number(edit.address.column) or 0)
    return tuple(places)
