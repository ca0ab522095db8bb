"""Problems: what a person has to look at, every cause told once.

One wrong cell breaks two or three identities. Each is an issue, all together are one problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from gongkai.checks.book import CheckBook, ReportChecks, issue_of
from gongkai.checks.discrepancies import entry_key
from gongkai.checks.locate import Part
from gongkai.checks.model import CheckResult
from gongkai.checks.wording import part_message
from gongkai.issues import Issue, Location
from gongkai.reports.model import Discrepancy, Report


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at.

    ``issue`` tells it. ``issues`` are those that it stands for: itself, or one for each identity of
    ``part`` that fails unexplained. ``results`` are behind them in the same order; there are none,
    and no ``checks``, behind the issue of a file.
    """

    issue: Issue
    issues: tuple[Issue, ...]
    results: tuple[CheckResult, ...] = ()
    checks: ReportChecks | None = None
    part: Part | None = None

    @property
    def is_group(self) -> bool:
        """Whether it stands for several issues."""
        return len(self.issues) > 1


@dataclass(frozen=True, slots=True)
class Explained:
    """A failure that an entry of the report explains, and where the entry stands."""

    checks: ReportChecks
    result: CheckResult
    entry: Discrepancy
    location: Location


def problems(book: CheckBook, file_issues: Iterable[Issue] = ()) -> tuple[Problem, ...]:
    """Everything to look at, in order of place: issues of files, and failures by their cause."""
    found = [Problem(issue, (issue,)) for issue in (*file_issues, *book.entry_issues)]
    for checks in book.by_report.values():
        found += _of_report(checks)
    return tuple(sorted(found, key=lambda each: (each.issue.location, each.issue.code)))


def explained(checks: ReportChecks) -> Iterator[Explained]:
    """The explained failures of a report, in order of rule and place."""
    for result in checks.failures():
        if (entry := result.discrepancy) is not None:
            yield Explained(checks, result, entry, _entry_location(checks.report, entry))


def lapsed_entry(checks: ReportChecks, result: CheckResult) -> Location | None:
    """Where an entry stands that names a failure, but with other figures."""
    for entry in checks.report.discrepancies:
        if entry_key(entry) == (result.rule.short_id, result.at):
            return _entry_location(checks.report, entry)
    return None


def _of_report(checks: ReportChecks) -> Iterator[Problem]:
    """The open failures of a report, those of one part together at the first of them."""
    together: dict[int, list[CheckResult]] = {}
    for result in checks.failures():
        if not result.is_open:
            continue
        part = checks.part_of(result)
        if part is None:
            issue = issue_of(checks, result)
            yield Problem(issue, (issue,), (result,), checks)
        else:
            together.setdefault(checks.parts.index(part), []).append(result)
    for number, results in together.items():
        yield _of_part(checks, checks.parts[number], results)


def _of_part(checks: ReportChecks, part: Part, results: list[CheckResult]) -> Problem:
    issues = tuple(issue_of(checks, result) for result in results)
    head = issues[0]
    if len(issues) > 1:
        head = replace(head, message=part_message(part, len(issues), checks.report))
    return Problem(head, issues, tuple(results), checks, part)


def _entry_location(report: Report, entry: Discrepancy) -> Location:
    number = report.discrepancies.index(entry)
    return report.locations.get(f"discrepancies[{number}]", Location(report.path))
