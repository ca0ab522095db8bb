"""What the checks in code share: one verdict from many places, and plans made once per edition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import is_
from typing import Generic, TypeVar

from gongkai.checks.model import CheckResult, Figure, Rule
from gongkai.checks.subject import Subject
from gongkai.forms.model import FormEdition
from gongkai.reports.model import Report

T = TypeVar("T")

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


class PerEdition(Generic[T]):
    """What is derived from an edition, or from several, made once.

    Kept by id, since hashing an edition would walk through all of it every time; another edition
    of a known id is told apart.
    """

    def __init__(self, make: Callable[..., T]) -> None:
        self._make = make
        self._made: dict[tuple[str, ...], tuple[tuple[FormEdition, ...], T]] = {}

    def of(self, *editions: FormEdition) -> T:
        key = tuple(edition.id for edition in editions)
        known = self._made.get(key)
        if known is not None and all(map(is_, known[0], editions)):
            return known[1]
        made = self._make(*editions)
        self._made[key] = (editions, made)
        return made


Figures = dict[str, tuple[Figure | None, ...]]


def figures_by_row(report: Report, table_id: str, columns: Sequence[str]) -> Figures:
    """The numbers of some columns by row path; nothing where the form has no such columns."""
    table = report.edition.table(table_id) if report.edition else None
    if table is None:
        return {}
    numbers = [table.column_number(column) for column in columns]
    places = [number for number in numbers if number is not None]
    if len(places) < len(numbers):
        return {}
    rows = report.rows(table)
    nothing: tuple[Figure | None, ...] = (None,) * len(places)
    return {
        leaf.path: tuple(row[place].value for place in places)
        if (row := rows.get(leaf.path)) is not None
        else nothing
        for leaf in table.row_leaves
    }
