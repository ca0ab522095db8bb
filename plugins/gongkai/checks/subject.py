"""One report under check, with what rules may look at beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import InitVar, dataclass, field
from typing import TypeAlias

from gongkai.checks.model import CheckResult, Figure, Operand, Outcome, Rule
from gongkai.checks.sheets import Sheet, sheet_of
from gongkai.corpus import Corpus
from gongkai.forms.model import CellAddress
from gongkai.reports.agency import Agency
from gongkai.reports.model import Report


@dataclass(frozen=True, slots=True)
class Subject:
    """``before`` is the same body's report on the year before, None if there is none.

    ``now`` and ``last`` are the cells of the two reports; whoever has read last year's before may
    hand them over as ``known``.
    """

    corpus: Corpus
    agency: Agency
    report: Report
    before: Report | None
    known: InitVar[Sheet | None] = None
    now: Sheet = field(init=False, repr=False, compare=False)
    last: Sheet = field(init=False, repr=False, compare=False)

    def __post_init__(self, known: Sheet | None) -> None:
        is_last = known is not None and known.report is self.before
        object.__setattr__(self, "now", sheet_of(self.report))
        object.__setattr__(self, "last", known if is_last else sheet_of(self.before))

    def figure(self, table: str, row: str, column: str) -> Figure | None:
        """The number at a cell of the report, None if there is none."""
        return self.now.figure(table, row, column)

    def figure_before(self, table: str, row: str, column: str) -> Figure | None:
        """The number at a cell of last year's report, None if there is none."""
        return self.last.figure(table, row, column)

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


def subjects(corpus: Corpus) -> Iterator[Subject]:
    """Every report of a corpus with the one before it; LookupError for one of an unknown body."""
    read: Sheet | None = None
    for report in corpus.reports:
        agency = corpus.agency(report.agency)
        if agency is None:
            raise LookupError(report.agency)
        subject = Subject(
            corpus, agency, report, corpus.report(report.agency, report.year - 1), read
        )
        read = subject.now
        yield subject


Check: TypeAlias = Callable[[Subject], Iterator[CheckResult]]
"""Evaluates its rules on one report.

A rule gives one failure for each place where it fails, or one result that it holds or was not
evaluated.
"""
