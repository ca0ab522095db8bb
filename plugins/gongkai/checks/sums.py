"""Two sums compared at many places: Decimal, exact, and a blank is never zero.

Every place of a ``SumPlan`` knows its cells by number, so that each sum takes its figures out of
one list: the sheet of a report, or for sums over two years both sheets joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gongkai.checks.model import CheckResult, Figure, Implied, Operand, Outcome, Rule, SumPlace
from gongkai.checks.sheets import NO_SHAPE, Pick, Shape, Sheet, TwoYears, pick
from gongkai.reports.model import Report

# Python 3.11 takes long to look up a member.
_HOLDS, _FAILS, _NOT_EVALUATED = Outcome.HOLDS, Outcome.FAILS, Outcome.NOT_EVALUATED


@dataclass(frozen=True, slots=True)
class PlannedPlace:
    """A place, its operands in order, and what takes the figures of each side out of a sheet."""

    place: SumPlace
    operands: tuple[Operand, ...]
    left: Pick
    right: Pick


@dataclass(frozen=True, slots=True)
class SumPlan:
    """One rule at all its places, for reports of one shape."""

    rule: Rule
    places: tuple[PlannedPlace, ...]


def plan(rule: Rule, places: Iterable[SumPlace], shape: Shape, last: Shape = NO_SHAPE) -> SumPlan:
    """The rule at these places of a report of a shape, after one of the shape ``last``."""
    return SumPlan(rule, tuple(_planned(place, shape, last) for place in places))


def evaluate(
    planned: SumPlan, rule: Rule, report: Report, sheet: Sheet | TwoYears
) -> Iterator[CheckResult]:
    """Whether left and right are equal at each place where every cell is a number.

    ``rule`` is that of the plan, or the same with another weight.
    """
    agency, year, figures = report.agency, report.year, sheet.figures
    is_complete = sheet.is_complete
    for each in planned.places:
        left, right = each.left(figures), each.right(figures)
        if is_complete or not (None in left or None in right):
            one, other = sum(left), sum(right)
            outcome = _HOLDS if one == other else _FAILS
            yield CheckResult(rule, agency, year, each.place.at, outcome, one, other, each.place)
        else:
            yield _not_evaluated(rule, report, each, sheet, (*left, *right))


def _planned(place: SumPlace, shape: Shape, last: Shape) -> PlannedPlace:
    left, right = (
        pick(_number(operand, shape, last) for operand in side)
        for side in (place.left, place.right)
    )
    return PlannedPlace(place, place.operands, left, right)


def _number(operand: Operand, shape: Shape, last: Shape) -> int:
    """Where a cell stands in the sheet, or in the two sheets joined."""
    number = (last if operand.years_back else shape).number(operand.address)
    if number is None:
        return len(shape.addresses) + len(last.addresses)
    return number + len(shape.addresses) if operand.years_back else number


def _not_evaluated(
    rule: Rule,
    report: Report,
    each: PlannedPlace,
    sheet: Sheet | TwoYears,
    figures: tuple[Figure | None, ...],
) -> CheckResult:
    """The cells that keep a sum from being judged, and what would follow if they were zeros."""
    pairs = zip(each.operands, figures, strict=True)
    missing = [operand for operand, figure in pairs if figure is None]
    gap = _gap_with_zeros(each, sheet)
    return CheckResult(
        rule,
        report.agency,
        report.year,
        each.place.at,
        _NOT_EVALUATED,
        place=each.place,
        missing=tuple(missing),
        if_blank_is_zero=None if gap is None else gap == 0,
        implied=_implied(each.place, missing, gap),
    )


def _gap_with_zeros(each: PlannedPlace, sheet: Sheet | TwoYears) -> Figure | None:
    """Left minus right with empty cells as 0; None where words or unprinted rows forbid to ask."""
    left, right = each.left(sheet.with_zeros), each.right(sheet.with_zeros)
    return None if None in left or None in right else sum(left) - sum(right)


def _implied(place: SumPlace, missing: Sequence[Operand], gap: Figure | None) -> Implied | None:
    """The value of the only missing cell, where it could be one."""
    if gap is None or len(missing) != 1:
        return None
    value = -gap if missing[0] in place.left else gap
    return Implied(missing[0], value) if value >= 0 else None
