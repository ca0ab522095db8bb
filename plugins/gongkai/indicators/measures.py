"""What is said of a report itself, in words: how full it is, how its sums come out, its day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gongkai.checks.book import ReportChecks
from gongkai.checks.model import Outcome
from gongkai.checks.publication import DEADLINE
from gongkai.checks.wording import counts
from gongkai.forms.model import Table
from gongkai.indicators.catalogue import Measure
from gongkai.reports.model import CellState, Report


@dataclass(frozen=True, slots=True)
class Told:
    """A value in words; it takes no part in any comparison."""

    text: str


@dataclass(frozen=True, slots=True)
class Filling:
    """How many cells of the form hold something printed, ``stroked`` of them a stroke, of ``all``.

    A 0 is filled, a blank is not. A group that is given as one row counts as that row.
    """

    filled: int
    stroked: int
    all: int


def filling_of(report: Report) -> Filling:
    """How full a report's tables are; all 0 without a form."""
    states = [cell.state for _, cell in report.cells()]
    tables = report.edition.tables if report.edition else ()
    return Filling(
        filled=len(states) - states.count(CellState.BLANK),
        stroked=states.count(CellState.NOT_APPLICABLE),
        all=sum(_row_count(report, table) * len(table.column_leaves) for table in tables),
    )


def _row_count(report: Report, table: Table) -> int:
    """How many rows the table has as the report gives it, printed or not."""
    groups = [path for path in report.rows(table) if report.is_collapsed(table, path)]
    below = [each for each in table.row_leaves if any(_is_below(each.path, g) for g in groups)]
    return len(table.row_leaves) - len(below) + len(groups)


def _is_below(path: str, group: str) -> bool:
    return path.startswith(f"{group}.")


def told_of(measure: Measure, checks: ReportChecks) -> Told:
    """What a measure says of a checked report."""
    return Told(_MEASURES[measure](checks))


def _completeness(checks: ReportChecks) -> str:
    filling = filling_of(checks.report)
    strokes = f"，其中 {filling.stroked} 格为“/”" if filling.stroked else ""
    return f"{filling.filled} / {filling.all}{strokes}" if filling.all else "无表"


def _consistency(checks: ReportChecks) -> str:
    tally = checks.tally()
    return counts(tally, checks.explained()) if tally else "未校验"


def _on_time(checks: ReportChecks) -> str:
    """Whether it came by the lawful day; where the law sets none, that there is none."""
    if checks.report.published is None:
        return "未载明"
    results = [each for each in checks.results if each.rule is DEADLINE]
    if not results:
        return "无法定期限"
    if any(each.fails for each in results):
        return "否"
    return "是" if results[0].outcome is Outcome.HOLDS else "未能判断"


_MEASURES: Mapping[Measure, Callable[[ReportChecks], str]] = {
    Measure.COMPLETENESS: _completeness,
    Measure.CONSISTENCY: _consistency,
    Measure.ON_TIME: _on_time,
}
