"""What the checks in code share: one verdict from many places, and the figures of a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from gongkai.checks.model import CheckResult, Rule
from gongkai.checks.sheets import PLANS, Figures, Pick, Shape, Sheet, pick
from gongkai.checks.subject import Subject
from gongkai.forms.model import CellAddress

NO_TABLES = "报告没有统计表"
NO_FIGURES = "有关各格没有填数"


def verdict(
    subject: Subject,
    rule: Rule,
    found: Sequence[CheckResult],
    judged: int,
    reason: str = NO_FIGURES,
) -> Iterator[CheckResult]:
    """Every failure found, else one result for the whole rule.

    ``found`` may also hold places that only an accepted reading lets pass; the first of them is
    then the result. ``judged`` counts the places at which there was something to judge; with none,
    the rule was not evaluated, for the ``reason``.
    """
    failures = [each for each in found if each.fails]
    if failures:
        yield from failures
    elif found:
        yield found[0]
    elif judged:
        yield subject.holds(rule)
    else:
        yield subject.not_evaluated(rule, message=reason)


def figures_by_row(sheet: Sheet, table: str, columns: tuple[str, ...]) -> dict[str, Figures]:
    """The figures of some columns by row path; nothing where the form has no such columns."""
    figures = sheet.figures
    return {path: row(figures) for path, row in _row_picks(sheet.shape, table, columns)}


@lru_cache(maxsize=PLANS)
def _row_picks(shape: Shape, table: str, columns: tuple[str, ...]) -> tuple[tuple[str, Pick], ...]:
    picks = []
    for path in shape.rows(table):
        numbers = [shape.number(CellAddress(table, path, column)) for column in columns]
        known = [number for number in numbers if number is not None]
        if len(known) == len(columns):
            picks.append((path, pick(known)))
    return tuple(picks)
