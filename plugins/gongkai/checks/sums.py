"""Two sums compared at one place: Decimal, exact, and a blank is never zero."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from gongkai.checks.model import CheckResult, Figure, Implied, Operand, Outcome, Rule, SumPlace
from gongkai.reports.model import Cell, CellState, Report

CellOf = Callable[[Operand], Cell]

# What may be taken as zero when asking whether a sum would hold: an empty cell, or / and -.
_EMPTY = frozenset({CellState.BLANK, CellState.NOT_APPLICABLE})


def compare(rule: Rule, report: Report, place: SumPlace, cell: CellOf) -> CheckResult:
    """Whether the sum on the left equals the sum on the right, every cell being a number."""
    sums = tuple(_sum(cell(each).value for each in side) for side in (place.left, place.right))
    return outcome(rule, report, place, (sums[0], sums[1]), cell)


def outcome(
    rule: Rule,
    report: Report,
    place: SumPlace,
    sums: tuple[Figure | None, Figure | None],
    cell: CellOf,
) -> CheckResult:
    """The result for two sums, None for one that lacks a number."""
    left, right = sums
    if left is None or right is None:
        return _not_evaluated(rule, report, place, cell)
    verdict = Outcome.HOLDS if left == right else Outcome.FAILS
    return CheckResult(rule, report.agency, report.year, place.at, verdict, left, right, place)


def _sum(values: Iterable[Figure | None]) -> Figure | None:
    """The sum, None if any value is missing."""
    total: Figure = 0
    for value in values:
        if value is None:
            return None
        total += value
    return total


def _not_evaluated(rule: Rule, report: Report, place: SumPlace, cell: CellOf) -> CheckResult:
    missing = tuple(each for each in place.operands if cell(each).value is None)
    states = {cell(each).state for each in missing}
    gap = _gap(place, cell) if states <= _EMPTY else None
    return CheckResult(
        rule,
        report.agency,
        report.year,
        place.at,
        Outcome.NOT_EVALUATED,
        place=place,
        missing=missing,
        if_blank_is_zero=None if gap is None else gap == 0,
        implied=_implied(place, missing, gap),
    )


def _gap(place: SumPlace, cell: CellOf) -> Figure:
    """Left minus right with everything that is no number left out."""
    left = sum((cell(each).value or 0 for each in place.left), start=0)
    right = sum((cell(each).value or 0 for each in place.right), start=0)
    return left - right


def _implied(place: SumPlace, missing: tuple[Operand, ...], gap: Figure | None) -> Implied | None:
    """The value of the only missing cell, where it could be one."""
    if gap is None or len(missing) != 1:
        return None
    value = -gap if missing[0] in place.left else gap
    return Implied(missing[0], value) if value >= 0 else None
