"""One report under check, with what rules may look at beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from gongkai.checks.model import CheckResult, Figure, Operand, Outcome, Rule
from gongkai.corpus import Corpus
from gongkai.forms.model import CellAddress
from gongkai.reports.agency import Agency
from gongkai.reports.model import Report


@dataclass(frozen=True, slots=True)
class Subject:
    """``before`` is the same body's report on the year before, None if there is none."""

    corpus: Corpus
    agency: Agency
    report: Report
    before: Report | None

    def figure(self, table: str, row: str, column: str) -> Figure | None:
        """The number at a cell of the report, None if there is none."""
        return self.report.cell(CellAddress(table, row, column)).value

    def figure_before(self, table: str, row: str, column: str) -> Figure | None:
        """The number at a cell of last year's report, None if there is none."""
        if self.before is None:
            return None
        return self.before.cell(CellAddress(table, row, column)).value

    def holds(
        self,
        rule: Rule,
        at: str = "",
        message: str = "",
        *,
        left: Figure | None = None,
        right: Figure | None = None,
    ) -> CheckResult:
        """The rule holds at a place; ``message`` names an accepted reading, if one was needed."""
        report = self.report
        outcome = Outcome.HOLDS
        return CheckResult(
            rule, report.agency, report.year, at, outcome, left, right, message=message
        )

    def fails(  # noqa: PLR0913 - the facts of a finding
        self,
        rule: Rule,
        at: str,
        message: str,
        *,
        hint: str = "",
        left: Figure | None = None,
        right: Figure | None = None,
        cells: tuple[CellAddress, ...] = (),
        where: str = "",
    ) -> CheckResult:
        """The rule fails at a place; ``cells``, or the field ``where``, are where to look."""
        report = self.report
        return CheckResult(
            rule,
            report.agency,
            report.year,
            at,
            Outcome.FAILS,
            left,
            right,
            message=message,
            hint=hint,
            cells=cells,
            where=where,
        )

    def not_evaluated(
        self, rule: Rule, at: str = "", message: str = "", missing: tuple[Operand, ...] = ()
    ) -> CheckResult:
        """The rule could not be evaluated; ``message`` says why."""
        report = self.report
        return CheckResult(
            rule,
            report.agency,
            report.year,
            at,
            Outcome.NOT_EVALUATED,
            missing=missing,
            message=message,
        )


Check: TypeAlias = Callable[[Subject], Iterator[CheckResult]]
"""Evaluates its rules on one report.

A rule gives one failure for each place where it fails, or one result that it holds or was not
evaluated.
"""
