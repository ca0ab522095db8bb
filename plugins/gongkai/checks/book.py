"""All results of a corpus, report by report: what holds, fails, or could not be evaluated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.checks.completeness import BLANK_TOTAL
from gongkai.checks.locate import Part
from gongkai.checks.model import CheckResult, Outcome, Rule
from gongkai.checks.wording import advice, guessed, message
from gongkai.forms.model import CellAddress
from gongkai.issues import Issue, Location, Severity
from gongkai.reports.model import Report
from gongkai.reports.places import section_key


@dataclass(frozen=True, slots=True)
class ReportChecks:
    """The results of one report.

    ``parts`` are its failing identities with what explains them, ``guesses`` those that only blanks
    keep from being evaluated and that would not hold if blanks were zeros. ``doubted`` are the
    cells of every identity that fails as an error, explained or not: nobody knows which of them is
    wrong.
    """

    report: Report
    before: Report | None
    results: tuple[CheckResult, ...]
    parts: tuple[Part, ...] = ()
    guesses: tuple[Part, ...] = ()
    doubted: frozenset[CellAddress] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "doubted", frozenset(self._doubted()))

    def _doubted(self) -> Iterator[CellAddress]:
        for result in self.identities():
            is_error = result.fails and result.rule.severity is Severity.ERROR
            if is_error and result.place is not None:
                yield from (operand.address for operand in result.place.operands)

    def tally(self) -> Counter[Outcome]:
        """How many places of the form's identities hold, fail and were not evaluated."""
        return Counter(each.outcome for each in self.identities())

    def identities(self) -> Iterator[CheckResult]:
        return (each for each in self.results if each.rule.id.startswith("identity."))

    def failures(self) -> Iterator[CheckResult]:
        """Every failure, explained or not."""
        return (each for each in self.results if each.fails)

    def findings(self) -> Iterator[CheckResult]:
        """The failures that the public is told of at the figures: errors and warnings, no hints."""
        return (each for each in self.failures() if each.rule.severity is not Severity.HINT)

    def explained(self) -> int:
        """How many failing identities an entry explains."""
        return sum(each.fails and not each.is_open for each in self.identities())

    def addresses(self, result: CheckResult) -> tuple[CellAddress, ...]:
        """The cells of this report that a failure is about, the likeliest to be wrong first.

        That is the cell of the only explanation; else the sum's shorter side, which holds the
        total; else what the rule names. Cells of last year's report are not among them.
        """
        part, place = self.part_of(result), result.place
        found: list[CellAddress] = []
        if part is not None and len(part.explanations) == 1:
            found += [edit.address for edit in part.explanations[0].edits]
        if place is not None:
            sides = sorted((place.left, place.right), key=len)
            found += [each.address for side in sides for each in side if not each.years_back]
        return tuple(dict.fromkeys((*found, *result.cells)))

    def part_of(self, result: CheckResult) -> Part | None:
        """The part that a failing identity belongs to."""
        key = (result.rule.id, result.at)
        for part in self.parts:
            if any((each.rule.id, each.at) == key for each in part.failing):
                return part
        return None

    def guess_at(self, address: CellAddress) -> Part | None:
        """The guess that would put a figure into a cell."""
        for part in self.guesses:
            edits = (edit for each in part.explanations for edit in each.edits)
            if any(edit.address == address for edit in edits):
                return part
        return None


@dataclass(frozen=True, slots=True)
class CheckBook:
    """The results of all reports, every rule by id, and issues of entries that explain nothing."""

    rules: dict[str, Rule]
    by_report: dict[tuple[str, int], ReportChecks]
    entry_issues: tuple[Issue, ...] = ()

    def of(self, report: Report) -> ReportChecks:
        """The results of a report; none for one that was not checked."""
        found = self.by_report.get((report.agency, report.year))
        return ReportChecks(report, None, ()) if found is None else found

    def tally(self) -> Counter[Outcome]:
        """The outcomes of the form's identities over all reports."""
        tallies = (checks.tally() for checks in self.by_report.values())
        return sum(tallies, start=Counter[Outcome]())

    def explained(self) -> int:
        """How many failing identities an entry explains."""
        return sum(checks.explained() for checks in self.by_report.values())

    def findings(self) -> Iterator[tuple[ReportChecks, CheckResult]]:
        """Every error and warning, explained or not, with the report it is about."""
        for checks in self.by_report.values():
            for result in checks.findings():
                yield checks, result

    def issues(self) -> Iterator[Issue]:
        """Every failure that nothing explains, and every entry that explains nothing."""
        for checks in self.by_report.values():
            for result in checks.failures():
                if result.discrepancy is None:
                    yield issue_of(checks, result)
        yield from self.entry_issues


def issue_of(checks: ReportChecks, result: CheckResult) -> Issue:
    """What a failure is told as; last year's cells of a carry are related places."""
    part = checks.part_of(result)
    hint = advice(part, checks.report) if part else _hint(checks, result)
    places = _places(checks, result)
    return Issue(
        code=result.rule.id,
        severity=result.rule.severity,
        message=message(result, checks.report, checks.before),
        location=places[0] if places else Location(checks.report.path),
        hint=hint,
        related=tuple(_last_year(checks, result)),
    )


def _hint(checks: ReportChecks, result: CheckResult) -> str:
    """What the rule says to do; at a total left blank also what several identities imply."""
    guess = checks.guess_at(result.cells[0]) if result.rule is BLANK_TOTAL else None
    return f"{result.hint}；{guessed(guess, checks.report)}" if guess else result.hint


def _places(checks: ReportChecks, result: CheckResult) -> list[Location]:
    """Where in the file to look, the likeliest first: cells, the field named, prose."""
    report, addresses = checks.report, checks.addresses(result)
    keys = [*map(str, addresses), *(f"{each.table}.{each.row}" for each in addresses)]
    keys += [result.where, result.at, section_key(result.at), "narratives", "tables", "year"]
    return [report.locations[key] for key in keys if key in report.locations]


def _last_year(checks: ReportChecks, result: CheckResult) -> Iterator[Location]:
    """Where last year's cells of a carry stand, in last year's file."""
    places = checks.before.locations if checks.before else {}
    for operand in result.place.operands if result.place else ():
        if operand.years_back and str(operand.address) in places:
            yield places[str(operand.address)]
